"""What waits for me, oldest first, from every feature; decided where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.access import ConsoleBlueprint, current_desk
from backend.console.rendering import done, is_part, read_form, render, with_policy
from backend.console.today import holding
from backend.console.today.deciding import hold_from_form, is_act_of
from backend.console.today.going_on import activities_today
from backend.console.today.lines import READ_LATER, Line, lines_of
from backend.console.today.models import HeldAct
from backend.console.today.waiting import MOST, Waiting, filters_of, narrowed, waiting_for
from backend.console.words import day_words
from backend.decisions import decision_kinds
from backend.errors import BadRequest, NotFound
from backend.schemas import Id
from backend.scope import READ_ACTIVITIES

blueprint = ConsoleBlueprint("today", "/today", needs=READ_ACTIVITIES)

_A_PAGE = 50

blueprint.app_template_global("seconds_left")(holding.seconds_left)


@blueprint.get("")
def index() -> Response:
    """The list, narrowed to a kind or to what was given to me."""
    me = current_member_id()
    everything = _waiting()
    those = narrowed(everything, request.args.get("kind", ""), me)
    last = max(1, -(-len(those) // _A_PAGE))
    page = min(last, max(1, request.args.get("page", 1, type=int)))
    shown, standing = _shown(those[(page - 1) * _A_PAGE : page * _A_PAGE])
    return render(
        "today/index.html",
        title="今天",
        days=_by_day(shown),
        filters=filters_of(everything, me),
        kind=request.args.get("kind", ""),
        kinds=decision_kinds(),
        total=len(those),
        is_cut=len(everything) > MOST,
        page=page,
        pages=last,
        standing=standing,
        later=[one.key for one, line in shown if line is None],
        today=clock.in_business_zone(clock.now()),
    )


@blueprint.get("/words")
def words() -> Response:
    """The lines whose words are fetched after the page, to be put where they belong."""
    asked = set(request.args.getlist("of")[:_A_PAGE])
    those = [one for one in _waiting() if one.kind in READ_LATER and one.key in asked]
    shown, standing = _shown(those, read_all=True)
    return render("today/words.html", title="今天", shown=shown, standing=standing, kinds=decision_kinds())


@blueprint.get("/aside")
def aside() -> Response:
    """What goes on today, beside the list."""
    return render("today/aside.html", title="今天的活动", activities=activities_today())


@blueprint.get("/<string:kind>/<entity_id:thing_id>")
def show(kind: str, thing_id: int) -> Response:
    """One line by itself: as it is put back into the list, or as a page."""
    return _one(kind, thing_id)


@blueprint.post("/<string:kind>/<entity_id:thing_id>/decide")
def decide(kind: str, thing_id: int) -> BaseResponse:
    """Decide; it takes effect after ten seconds."""
    act = request.form.get("act", "")
    if not is_act_of(act, kind):
        raise BadRequest
    batch = hold_from_form(act, thing_id)
    key = f"{kind}-{thing_id}"
    if is_part():
        held = HeldAct.get(HeldAct.batch == batch.id)
        return render("today/held.html", title="今天", held=held, key=key)
    undo_fields = {"batch": batch.id, "key": key}
    return done(
        f"您{batch.words}，10 秒后生效。",
        to=url_for("console_today.index"),
        undo=("撤销", url_for("console_today.undo"), undo_fields),
    )


class UndoSchema(ma.Schema):
    batch = Id(required=True)
    key = ma.fields.String(load_default="")


@blueprint.post("/undo")
def undo() -> BaseResponse:
    """Take back what I decided a moment ago."""
    given = read_form(UndoSchema)
    holding.undo(given["batch"], current_member_id())
    kind, _, number = given["key"].partition("-")
    if is_part() and number.isdecimal() and len(number) < 20:
        return _one(kind, int(number))
    return done("已撤销，什么都没有发生。", to=_back())


@blueprint.post("/held/<entity_id:batch_id>/run")
def run(batch_id: int) -> Response:
    """Ten seconds are over: the browser that decided says so."""
    rows = holding.run_batch(batch_id, current_member_id())
    if not rows:
        raise NotFound
    key = request.form.get("key", "")
    return render("today/ran.html", title="今天", rows=rows, held=rows[0], key=key)


@blueprint.post("/held/<entity_id:held_id>/seen")
def note_seen(held_id: int) -> BaseResponse:
    """I have read that it did not work."""
    holding.note_seen(held_id, current_member_id())
    if is_part():
        return with_policy("")
    return done("知道了。", to=url_for("console_today.index"))


def _waiting(only: tuple[str, int] | None = None) -> list[Waiting]:
    return waiting_for(current_caller().scope, current_member_id(), current_desk().organization_id, only)


_Shown = list[tuple[Waiting, Line | None]]


def _shown(things: Sequence[Waiting], *, read_all: bool = False) -> tuple[_Shown, holding.Standing]:
    """The things with their lines, None where it is fetched later, and what is held about them."""
    now = [one for one in things if read_all or one.kind not in READ_LATER]
    lines = lines_of(now, current_caller().scope)
    standing = holding.standing([line.subject for line in lines.values()], current_member_id())
    shown: _Shown = []
    for one in things:
        line = lines.get(one.key)
        if (line is None and one in now) or (line is not None and line.subject in standing.over):
            continue
        shown.append((one, line))
    return shown, standing


def _one(kind: str, thing_id: int) -> Response:
    found, standing = _shown(_waiting((kind, thing_id)) if kind in decision_kinds() else [], read_all=True)
    if not found and not is_part():
        raise NotFound("这件事已经处理过了，或您无权查看。")
    return render(
        "today/one.html",
        title="待办",
        wrapper="today/only_one.html" if is_part() else "console/layout.html",
        part=is_part(),
        key=f"{kind}-{thing_id}",
        shown=found[0] if found else None,
        standing=standing,
        kinds=decision_kinds(),
    )


def _by_day(shown: _Shown) -> list[tuple[str, _Shown]]:
    """The lines by the day since which they wait."""

    def day(one: tuple[Waiting, Line | None]) -> str:
        return day_words(clock.in_business_zone(clock.from_ms(one[0].since)))

    return [(words, list(those)) for words, those in groupby(shown, key=day)]


def _back() -> str:
    """The page on which the undo button stood."""
    given = request.form.get("back", "")
    return given if given.startswith("/console/") and "\\" not in given and "//" not in given else "/console/today"
