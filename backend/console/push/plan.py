"""What goes out next: found by the rules, or waiting already; and who would get it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, request

from backend import clock
from backend.console.push.blueprint import blueprint, config, show
from backend.console.rendering import in_view
from backend.errors import NotFound
from backend.push import planning
from backend.push.followup import NamesHidden
from backend.push.kinds import kind_of
from backend.push.pauses import PAUSABLE
from backend.push.planning import Planned
from backend.push.reaching import COARSE, Reach, Reacher
from backend.push.rules import all_rules

_DAYS = (1, 3, 7)
_A_PAGE = 50
_WAY_WORDS = {"wechat": "微信", "inbox": "只在站内", "unreachable": "够不着"}


@blueprint.get("/")
def index() -> Response:
    """The next days, in order of time; nothing is written."""
    days = _days()
    reacher = Reacher(config())
    found = _planned(reacher, days)
    page, pages = _page(len(found))
    some = found[(page - 1) * _A_PAGE : page * _A_PAGE]
    reaches = planning.reaches_of(reacher, some)
    lines = [_line(one, reach) for one, reach in zip(some, reaches, strict=True)]
    # What nobody would get is no news; of an anonymous survey that cannot be told.
    lines = [line for line in lines if line["people"] or line["is_secret"]]
    return show("plan", "push/plan.html", title="推送", lines=lines, days=days, choices=_DAYS, page=page, pages=pages)


@blueprint.get("/people")
def people() -> Response:
    """Who would get one of these, and by which way."""
    days = _days()
    reacher = Reacher(config())
    key = tuple(request.args.get(name, "") for name in ("kind", "subject", "occurrence"))
    one = next((one for one in _planned(reacher, days) if (one.kind, one.subject, one.occurrence) == key), None)
    if one is None:
        raise NotFound("这条消息已经发出，或不再需要。")
    if one.is_secret:
        raise NamesHidden
    total = planning.reach_of(reacher, one)
    page, pages = _page(total.people)
    rows = reacher.page(one.kind, one.subject, one.people, page, _A_PAGE)
    persons = [{"id": member_id, "name": name, "way": _WAY_WORDS[way]} for member_id, name, way in rows]
    return show(
        "plan",
        "push/people.html",
        title="会收到的人",
        line=_line(one, total),
        persons=persons,
        days=days,
        page=page,
        pages=pages,
        key=dict(zip(("kind", "subject", "occurrence"), key, strict=True)),
    )


def forecast_of(kinds: tuple[str, ...], organizations: Any) -> dict[str, Any]:
    """What of these kinds would go out in seven days for some organizations: how many messages, to how many in all."""
    reacher = Reacher(config())
    ours = {row[0] for row in organizations.tuples()}
    until = clock.now() + planning.MOST_AHEAD
    rules = [rule for rule in all_rules() if rule.kind in kinds]
    found = [one for one in planning.planned(reacher, rules, until, ours) if one.kind in kinds]
    reaches = planning.reaches_of(reacher, found[:_A_PAGE])
    waiting = sum(1 for one, reach in zip(found, reaches, strict=False) if reach.people or one.is_secret)
    return {"messages": waiting, "people": sum(reach.people for reach in reaches), "is_more": len(found) > _A_PAGE}


def _days() -> int:
    given = request.args.get("days", "")
    return int(given) if given in {str(one) for one in _DAYS} else _DAYS[-1]


def _page(total: int) -> tuple[int, int]:
    pages = max(1, -(-total // _A_PAGE))
    given = request.args.get("page", "")
    return (min(int(given), pages) if given.isascii() and given.isdigit() and 0 < len(given) < 6 else 1) or 1, pages


def _planned(reacher: Reacher, days: int) -> list[Planned]:
    ours = {row[0] for row in in_view().tuples()}
    return planning.planned(reacher, all_rules(), clock.now() + timedelta(days=days), ours)


def _line(one: Planned, reach: Reach) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "label": kind_of(one.kind).label,
        "subject": one.subject,
        "occurrence": one.occurrence,
        "title": one.title or kind_of(one.kind).label,
        "goes_at": one.goes_at,
        "due_at": one.due_at,
        "is_queued": one.is_queued,
        "is_secret": one.is_secret,
        "is_pausable": one.kind in PAUSABLE,
        **{
            name: number or f"不足 {COARSE}" if one.is_secret else number
            for name, number in zip(("people", "wechat", "inbox", "unreachable"), reach[:4], strict=True)
        },
    }
