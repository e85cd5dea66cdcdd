"""Who holds which role where, since when and until when; giving roles out and taking them back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import marshmallow as ma
import peewee
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.fields import WallDay
from backend.console.lists import Column, Listing, wall
from backend.console.organizations.pages import blueprint, load_organization
from backend.console.organizations.trees import choices_of
from backend.console.organizations.wording import PERIODS, ROLES_EXPLAINED, WORDS, day_of, last_day
from backend.console.rendering import done, in_view, read_form, render
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.members.finding import find_members
from backend.members.limits import number_limit
from backend.members.models import Member
from backend.members.queries import organizations_of, visible_members
from backend.members.reach import Reach
from backend.organizations.models import Organization, Role
from backend.organizations.roles import check_grant, grant_role, revoke_role
from backend.organizations.schemas import ROLES
from backend.organizations.wording import ROLE_NAMES
from backend.schemas import Id, Moment, read_id
from backend.scope import ADMINISTER

_FRIDAY = 4
_MONTH = timedelta(days=30)
_MOST_FOUND = 8
STATES = {"now": "正在任职", "coming": "还没开始", "ended": "已经结束", "all": "全部"}


class RoleForm(ma.Schema):
    """`period`: one of PERIODS; "exact" takes the moments as they are, as an undo does."""

    member_id = Id(required=True)
    organization_id = Id(required=True)
    role = ma.fields.String(required=True, validate=ma.validate.OneOf(ROLES))
    period = ma.fields.String(load_default="open", validate=ma.validate.OneOf((*PERIODS, "exact")))
    until = WallDay(load_default=None)
    begins = WallDay(load_default=None)
    starts_at = Moment(load_default=None, allow_none=True)
    ends_at = Moment(load_default=None, allow_none=True)


class Period(NamedTuple):
    """From when until when a role holds; None is always."""

    starts_at: datetime | None
    ends_at: datetime | None


def read_period(form: dict[str, Any]) -> Period:
    """What a form says of the period. Raises InvalidInput by field."""
    if form["period"] == "exact":
        return Period(form["starts_at"], form["ends_at"])
    today = clock.business_today()
    begins = form["begins"] if form["begins"] and form["begins"] > today else None
    last = _last_day(form, begins or today)
    if last is not None and last < (begins or today):
        raise InvalidInput(errors={"until": ["结束日期应在今天和开始日期之后。"]})
    return Period(
        None if begins is None else clock.business_day(begins)[0], None if last is None else clock.business_day(last)[1]
    )


def _last_day(form: dict[str, Any], first: date) -> date | None:
    if form["period"] == "today":
        return first
    if form["period"] == "week":
        return first + timedelta(days=(_FRIDAY - first.weekday()) % 7)
    if form["period"] == "month":
        return first + _MONTH
    if form["period"] == "until":
        if form["until"] is None:
            raise InvalidInput(errors={"until": ["请选择最后一天。"]})
        last: date = form["until"]
        return last
    return None


@blueprint.get("/roles")
def list_roles() -> Response:
    """Every role held where I administer: now, to come, and over."""
    if not current_caller().scope.roots(ADMINISTER):
        raise Forbidden
    rows = (
        Role.select(Role, Member, Organization)
        .join(Member)
        .switch(Role)
        .join(Organization)
        .where(Role.organization << in_view(ADMINISTER), _in_state(request.args.get("state", "now")))
    )
    if words := request.args.get("q", "").strip():
        rows = rows.where(Member.name.contains(words) | Organization.name.contains(words))
    if (name := request.args.get("role", "")) in ROLES:
        rows = rows.where(Role.name == name)
    if (organization_id := read_id(request.args.get("organization"))) is not None:
        rows = rows.where(Role.organization == organization_id)
    return _listing.answer(
        rows,
        "organizations/roles.html",
        title="角色",
        states=STATES,
        state=request.args.get("state", "now"),
        role_choices=[(name, ROLE_NAMES[name]) for name in ROLES],
        role=name,
        **WORDS,
    )


def _in_state(state: str) -> Any:
    now = clock.now()
    return {
        "coming": Role.starts_at > now,
        "ended": Role.ends_at <= now,
        "all": peewee.SQL("1 = 1"),
    }.get(state, Role.in_force(now))


def _shown(roles: list[Role]) -> list[dict[str, Any]]:
    now = clock.now()
    return [
        {
            "id": role.id,
            "name": role.member.name,
            "member_id": role.member_id,
            "role": ROLE_NAMES.get(role.name, role.name),
            "role_name": role.name,
            "organization": role.organization.name,
            "organization_id": role.organization_id,
            "starts_at": role.starts_at,
            "ends_at": role.ends_at,
            "created_at": role.created_at,
            "state": "ended"
            if role.ends_at is not None and role.ends_at <= now
            else "coming"
            if role.starts_at is not None and role.starts_at > now
            else "now",
        }
        for role in roles
    ]


_listing = Listing(
    name="角色",
    columns=[
        Column("name", "姓名", sort=Member.name),
        Column("role", "角色", sort=Role.name),
        Column("organization", "组织", sort=Organization.name, width=24),
        Column("starts_at", "开始", sort=Role.starts_at, value=wall("starts_at"), is_shown=False),
        Column("ends_at", "期限", sort=Role.ends_at, value=wall("ends_at")),
        Column("created_at", "添加", sort=Role.created_at, value=wall("created_at")),
    ],
    sort="name",
    arrange=_shown,
    subject="role",
)


@blueprint.get("/roles/new")
@number_limit
def offer_role() -> Response:
    """Choose somebody, a role and a period."""
    return _form(request.args)


@blueprint.post("/roles")
def give_role() -> BaseResponse:
    """Give it; somebody who has it already gets the new period."""
    scope = current_caller().scope
    try:
        form = read_form(RoleForm)
        period = read_period(form)
        check_grant(scope, form["member_id"], form["organization_id"], period.ends_at)
    except InvalidInput as refused:
        return _form(request.form, refused)
    before = Role.get_or_none(
        Role.member == form["member_id"], Role.organization == form["organization_id"], Role.name == form["role"]
    )
    role = grant_role(
        member_id=form["member_id"],
        organization_id=form["organization_id"],
        name=form["role"],
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        granted_by=current_member_id(),
    )
    words = f"{role.member.name}现在是{role.organization.name}的{ROLE_NAMES[role.name]}"
    if period.starts_at is not None:
        words = f"{role.member.name}从{day_of(period.starts_at)}起是{role.organization.name}的{ROLE_NAMES[role.name]}"
    if period.ends_at is not None:
        words += f"，到{last_day(period.ends_at)}为止"
    undo: tuple[str, str, dict[str, Any]] = ("撤销", url_for("console_organizations.end_role", role_id=role.id), {})
    if before is not None:
        undo = ("撤销", url_for("console_organizations.give_role"), _as_form(before))
    return done(f"{words}。", to=url_for("console_organizations.list_roles", state="all"), undo=undo)


@blueprint.post("/roles/<entity_id:role_id>/end")
def end_role(role_id: int) -> BaseResponse:
    """Take it back at once; the undo gives it again as it was."""
    role: Role | None = Role.get_or_none(Role.id == role_id)
    if role is None:
        raise NotFound("这个角色已经收回了。")
    organization = load_organization(role.organization_id)
    name = role.member.name
    revoke_role(role, current_member_id())
    return done(
        f"已收回{name}在{organization.name}的{ROLE_NAMES[role.name]}角色。",
        to=url_for("console_organizations.list_roles"),
        undo=("撤销", url_for("console_organizations.give_role"), _as_form(role)),
    )


def _as_form(role: Role) -> dict[str, Any]:
    return {
        "member_id": role.member_id,
        "organization_id": role.organization_id,
        "role": role.name,
        "period": "exact",
        "starts_at": "" if role.starts_at is None else role.starts_at.isoformat(),
        "ends_at": "" if role.ends_at is None else role.ends_at.isoformat(),
    }


def _form(values: Any, refused: InvalidInput | None = None) -> Response:
    scope = current_caller().scope
    if not scope.roots(ADMINISTER):
        raise Forbidden
    people = _find(values.get("q", "").strip(), values.get("member_id", ""))
    return render(
        "organizations/role.html",
        status=200 if refused is None else refused.status,
        title="添加角色",
        values=values,
        errors=None if refused is None else refused.errors,
        people=people,
        organizations=choices_of(scope, ADMINISTER),
        roles=[(name, ROLE_NAMES[name], ROLES_EXPLAINED[name]) for name in ROLES],
        periods=list(PERIODS.items()),
    )


def _find(words: str, member_id: str) -> list[dict[str, Any]]:
    """Whom the search means, and whoever was chosen already."""
    scope = current_caller().scope
    chosen = read_id(member_id)
    ids = find_members(words, Reach(tuple(scope.roots())), _MOST_FOUND).ids
    if chosen:
        ids = [chosen, *(one for one in ids if one != chosen)]
    found = {one.id: one for one in visible_members(scope).where(Member.id << ids)} if ids else {}
    belong = organizations_of(ids, scope) if ids else {}
    return [
        {
            "id": one.id,
            "name": one.name,
            "phone": one.phone_masked or "",
            "organizations": "、".join(organization["name"] for organization in belong[one.id]),
        }
        for one in (found[member_id] for member_id in ids if member_id in found)
    ]
