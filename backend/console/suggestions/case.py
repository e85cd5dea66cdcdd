"""One case: its thread, who works on it, what is owed, and what the reader may do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import peewee
from flask import Response

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.cases.kind_files import kind_of
from backend.cases.models import Case, CaseHandler
from backend.cases.permitting import case_seen
from backend.cases.queues import actions_of, card_payloads
from backend.cases.reading import HIDDEN_NAME, steps_of
from backend.console.rendering import is_part, render
from backend.console.suggestions.area import blueprint
from backend.console.suggestions.narrowing import writable_among
from backend.console.today import holding
from backend.media.links import STAFF, media_url
from backend.media.models import Media
from backend.members.models import Member, mask_name

# The buttons in their order; the first that is there stands out.
LABELS = {
    "assign": "交办",
    "reply": "答复",
    "start": "开始办理",
    "resume": "恢复计时",
    "note": "内部备注",
    "pause": "暂停计时",
    "due": "调整期限",
    "handlers": "协办人",
    "transfer": "转交",
    "merge": "并入",
    "decline": "不予受理",
}
_FIRST = {
    "received": ("assign", "reply"),
    "assigned": ("start", "reply"),
    "in_progress": ("reply",),
    "answered": ("reply",),
}


@blueprint.get("/<entity_id:case_id>")
def show(case_id: int) -> Response:
    """One case as a page of its own."""
    return render("suggestions/show.html", title="建议", opened=case_payload(case_id))


def panel_of(case_id: int) -> Mapping[str, Any]:
    """What the side panel shows; on a whole page it is fetched after the list."""
    return case_payload(case_id) if is_part() else {"id": case_id, "is_later": True}


def case_payload(case_id: int) -> dict[str, Any]:
    """Everything the template needs: at most nine statements. Raises NotFound."""
    me = current_member_id()
    case: Any = case_seen(case_id, current_caller().scope, me)
    kind, now = kind_of(case.kind), clock.now_ms()
    rows: Any = CaseHandler.select(CaseHandler, Member).join(Member).where(CaseHandler.case == case.id)
    handlers = [row.member for row in rows.order_by(CaseHandler.id)]
    is_staff = case.organization_id in writable_among([case.organization_id])
    works_on_it = me == case.assignee_id or me in {one.id for one in handlers}
    actions = actions_of(case, is_staff=is_staff, is_handler=works_on_it)
    photos = Media.select().where(Media.subject_kind == "case", Media.subject_id == case.id, Media.purpose == "photo")
    steps = steps_of(case, kind, me, "staff")
    return {
        **card_payloads([case])[0],
        "text": case.text,
        "place": case.place,
        "author_name": _author(case, may_handle=bool(actions)),
        "steps": steps if actions else [_masked(step, case) for step in steps],
        "photos": [(media_url(one, now, STAFF), one.state) for one in photos.order_by(Media.id)],
        "handlers": handlers,
        "outcome_word": kind.outcomes.get(case.outcome, ""),
        "rating_text": case.rating_text,
        "promised_on": case.promised_on,
        "pause_reason": case.pause_reason,
        "related": _related(case),
        "actions": [(what, LABELS[what]) for what in LABELS if what in actions],
        "first": _FIRST.get(case.state, ()),
        "held": holding.standing([f"case:{case.id}"], me).held.get(f"case:{case.id}"),
        "kind_title": kind.title,
        "is_later": False,
    }


def _author(case: Any, *, may_handle: bool) -> str:
    """Who handles it may know who asked; who only looks on sees no more than a list does."""
    if case.author is None:
        return "已注销"
    if may_handle:
        return str(case.author.name)
    return HIDDEN_NAME if case.is_name_hidden else mask_name(case.author.name)


def _masked(step: dict[str, Any], case: Any) -> dict[str, Any]:
    """A step as an auditor reads it: the author's name no more open than above."""
    if case.author is not None and step["actor_name"] == case.author.name:
        return {**step, "actor_name": _author(case, may_handle=False)}
    return step


def _related(case: Case) -> list[Any]:
    """What it was put into, and what was put into it: one statement."""
    rows = Case.select(Case.id, Case.title, Case.merged_into).where(
        (Case.merged_into == case.id) | (Case.id == (case.merged_into_id or 0))
    )
    return list(rows.order_by(peewee.Case(None, [(Case.merged_into == case.id, 1)], 0), Case.id))
