"""Whose term ends soon, has ended, or whose dues are missing: companies and single members, renewed in bulk."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.companies.models import Company, Dues, Standing
from backend.companies.queries import WANTED, count_wanted, dues_of, is_wanted, representatives_of, standings_in
from backend.companies.standings import Renewed, open_standing, renew, take_back
from backend.console.companies.area import AHEAD, STATUS_WORDS, WORDS, Day, blueprint, may_change
from backend.console.companies.record import found_people
from backend.console.lists import Column, Listing, Shown
from backend.console.places import place_choices
from backend.console.rendering import done, in_view, read_form
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.schemas import Id
from backend.scope import READ, WRITE

# Renewed at once; an undo names each of them.
_MOST_AT_ONCE = 500
_WANTED_WORDS = {"lapsing": "即将到期", "lapsed": "已到期", "dues": "本年未缴会费", "": "全部会籍"}


class RenewSchema(ma.Schema):
    ids = ma.fields.List(Id(), load_default=list)
    all = ma.fields.Boolean(load_default=False)
    query = ma.fields.String(load_default="")
    ends_on = Day(required=True, error_messages={"required": "请填写续期到哪一天。"})


class TakeBackSchema(ma.Schema):
    ends_on = Day(required=True)
    before = ma.fields.String(required=True)
    query = ma.fields.String(load_default="")


class StandingSchema(ma.Schema):
    organization_id = Id(required=True)
    member_id = Id(required=True, error_messages={"required": "请先查找并选择会员。"})
    starts_on = Day(load_default=None)
    ends_on = Day(load_default=None)


@blueprint.get("/lapses")
def lapses() -> Response:
    """Standings by what there is to do about them; those that end soonest first."""
    today = clock.business_today()
    wanted, days = _wanted(request.args.get("wanted")), _days(request.args.get("days"))
    counts = count_wanted(in_view(), today, days)
    return _standings.answer(
        _found(request.args),
        "companies/lapses.html",
        title="会籍与会费",
        panel=_panel,
        tabs_of=[(words, name, name == wanted, counts.get(name)) for name, words in _WANTED_WORDS.items()],
        wanted=wanted,
        days=days,
        ahead=AHEAD,
        given=request.args,
        adding=_adding() if request.args.get("add") else None,
        year=today.year,
        renew_to=_year_end(today).isoformat(),
        can_change=bool(in_view(WRITE).exists()),
        today=today.isoformat(),
        **WORDS,
    )


def _adding() -> dict[str, Any] | None:
    """What the form for a single member's standing needs; None for who changes nothing."""
    organizations = place_choices(in_view(WRITE))
    found = found_people(request.args.get("find", ""))
    return {"organizations": organizations, "found": found} if organizations else None


def _year_end(today: date) -> date:
    """The last day of the year; of the next one, where this one is nearly over."""
    end = today.replace(month=12, day=31)
    return end if end - today > timedelta(days=90) else end.replace(year=end.year + 1)


def _wanted(text: str | None) -> str:
    return text if text in WANTED else "lapsing" if text is None else ""


def _days(text: str | None) -> int:
    return next((days for days in AHEAD if text == str(days)), AHEAD[0])


def _found(given: Any, names: tuple[str, ...] = READ) -> Any:
    today, wanted = clock.business_today(), _wanted(given.get("wanted"))
    rows = standings_in(in_view(names)).where(Standing.member.is_null() | (Member.state == "active"))
    if wanted:
        rows = rows.where(is_wanted(wanted, today, _days(given.get("days"))))
    text = given.get("q", "").strip()[:100]
    if text:
        rows = rows.where(Company.name.contains(text) | Member.name.contains(text))
    if given.get("of") in ("company", "member"):
        rows = rows.where(Standing.company.is_null(given["of"] == "member"))
    return rows


def _shown(standings: list[Any]) -> list[Shown]:
    """Two statements for any number of standings."""
    today = clock.business_today()
    names = representatives_of([one.company_id for one in standings if one.company_id is not None], today)
    dues = dues_of([one.id for one in standings], today.year)
    return [_row(one, names, dues) for one in standings]


def _row(one: Any, names: dict[int, list[str]], dues: dict[int, int]) -> dict[str, Any]:
    return {
        "id": one.id,
        "company_id": one.company_id,
        "member_id": one.member_id,
        "name": one.company.name if one.company_id is not None else one.member.name,
        "kind": "单位" if one.company_id is not None else "个人",
        "representatives": "、".join(names.get(one.company_id, [])) if one.company_id is not None else "",
        "organization": one.organization.name,
        "status": one.status(clock.business_today()),
        "starts_on": one.starts_on or "",
        "ends_on": one.ends_on or "",
        "dues": dues.get(one.id),
    }


_standings = Listing(
    name="会籍与会费",
    columns=[
        Column("name", "单位或会员", width=30),
        Column("kind", "类别", width=8),
        Column("representatives", "代表", width=20),
        Column("organization", "组织", sort=Organization.name, width=20),
        Column("status", "会籍", value=lambda row: STATUS_WORDS[row["status"]], width=10),
        Column("ends_on", "到期", sort=Standing.ends_on, width=12),
        Column(
            "dues",
            "本年会费（元）",
            value=lambda row: None if row["dues"] is None else row["dues"] / 100,
            is_number=True,
        ),
        Column("starts_on", "会籍开始", width=12, is_shown=False),
    ],
    sort="ends_on",
    arrange=_shown,
    subject="standing",
)


def _panel(standing_id: int) -> dict[str, Any]:
    standing: Any = standings_in(current_caller().scope.organizations(READ)).where(Standing.id == standing_id).first()
    if standing is None:
        raise NotFound("没有这条会籍，或您无权查看。")
    return {
        **_shown([standing])[0],
        "state": standing.state,
        "can_change": may_change(standing.organization_id),
        "paid": list(Dues.select().where(Dues.standing == standing.id).order_by(Dues.year.desc())),
    }


@blueprint.post("/lapses/renew")
def renew_many() -> BaseResponse:
    """Set the last day of those that were chosen, or of all that the list shows."""
    _require_change()
    values = read_form(RenewSchema)
    given = {name: texts[-1] for name, texts in parse_qs(values["query"]).items()}
    ids = values["ids"]
    if values["all"]:
        ids = [one for (one,) in _found(given, WRITE).select(Standing.id).limit(_MOST_AT_ONCE + 1).tuples()]
    if not ids:
        raise InvalidInput("请先选择要续期的单位或会员。")
    if len(ids) > _MOST_AT_ONCE:
        raise InvalidInput(f"一次最多续期 {_MOST_AT_ONCE} 个，请先筛选。")
    renewed = renew(ids, in_view(WRITE), current_member_id(), values["ends_on"])
    undo = None
    if renewed:
        before = ",".join(f"{one.standing_id}:{one.before or ''}" for one in renewed)
        fields = {"ends_on": values["ends_on"], "before": before, "query": values["query"]}
        undo = ("撤销", url_for("console_companies.undo_renewal"), fields)
    left_out = len(set(ids)) - len(renewed)
    more = f"{left_out} 个没有变化。" if left_out else ""
    text = f"已将 {len(renewed)} 个续期到 {WORDS['day_words'](values['ends_on'])}。{more}"
    return done(text, to=_list_url(given), undo=undo, kind="ok" if renewed else "do")


@blueprint.post("/lapses/undo")
def undo_renewal() -> BaseResponse:
    """Give standings the last day they had before."""
    _require_change()
    values = read_form(TakeBackSchema)
    renewed = [_read(text) for text in values["before"].split(",")[:_MOST_AT_ONCE]]
    number = take_back(renewed, in_view(WRITE), current_member_id(), values["ends_on"])
    given = {name: texts[-1] for name, texts in parse_qs(values["query"]).items()}
    return done(f"已撤销 {number} 个续期。", to=_list_url(given))


def _require_change() -> None:
    """Raise Forbidden for who changes things nowhere; what they change elsewhere, the query leaves alone."""
    if not current_caller().scope.roots(WRITE):
        raise Forbidden


def _read(text: str) -> Renewed:
    number, _, day = text.partition(":")
    try:
        return Renewed(int(Id().deserialize(number)), Day().deserialize(day) if day else None)
    except ma.ValidationError:
        raise InvalidInput("撤销的内容不完整，没有撤销。") from None


def _list_url(given: dict[str, str]) -> str:
    kept: dict[str, Any] = {name: given[name] for name in ("wanted", "days", "q", "of", "sort") if name in given}
    return url_for("console_companies.lapses", **kept)


@blueprint.post("/standings")
def add_standing() -> BaseResponse:
    """Record the membership of a single member."""
    values = read_form(StandingSchema)
    scope = current_caller().scope
    scope.require(values["organization_id"], WRITE)
    standing = open_standing(
        values["organization_id"],
        values["member_id"],
        current_member_id(),
        scope,
        values["starts_on"],
        values["ends_on"],
    )
    return done("已登记会籍。", to=url_for("console_companies.lapses", wanted="all", open=standing.id))
