"""Many signups decided at the desk: held for ten seconds as every decision there, so that a slip can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import marshmallow as ma
from flask import url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.activities.models import Signup
from backend.activities.services.bulk_review import (
    MOST_AT_ONCE,
    Outcome,
    Verdict,
    decide_signups,
    refuse_none_or_too_many,
)
from backend.auth import current_caller, current_member_id
from backend.console.activities.blueprint import blueprint, head_of, shown_activity
from backend.console.activities.signups import filters, find_signups
from backend.console.rendering import done, read_form, render
from backend.console.today.holding import act_kinds, held_of, hold, told, undo
from backend.errors import DomainError
from backend.schemas import Id, Text
from backend.scope import ORGANIZE


class DecisionSchema(ma.Schema):
    """`ids`, or `all` that the list's `query` finds."""

    ids = ma.fields.List(Id(), load_default=list)
    all = ma.fields.String(load_default="")
    query = ma.fields.String(load_default="")
    verdict = ma.fields.String(required=True, validate=ma.validate.OneOf(("approve", "reject")))
    reason = Text(load_default="", max_length=100)


@blueprint.post("/<entity_id:activity_id>/signups/decide")
def decide(activity_id: int) -> Any:
    """Approve or reject those chosen. What a colleague was faster with is told, one by one."""
    shown = shown_activity(activity_id, ORGANIZE)
    form = read_form(DecisionSchema)
    chosen = _found_by(activity_id, form["query"]) if form["all"] else form["ids"]
    decided = _decide(activity_id, chosen, form["verdict"], form["reason"])
    words = _decided_words(decided, form["verdict"])
    back = url_for("console_activities.signups", activity_id=activity_id, state="pending")
    if decided.left:
        return render(
            "activities/decided.html",
            **head_of(shown, "signups"),
            done_words=words,
            left=decided.left,
            batch_id=decided.batch_id,
            back=back,
        )
    undo_url = url_for("console_activities.undo_decisions", activity_id=activity_id)
    offer = None if decided.batch_id is None else ("撤销", undo_url, {"batch": decided.batch_id})
    return done(words, to=back, undo=offer)


class UndoSchema(ma.Schema):
    batch = Id(required=True)


@blueprint.post("/<entity_id:activity_id>/signups/undo")
def undo_decisions(activity_id: int) -> BaseResponse:
    """Take back what I decided in the last ten seconds."""
    shown_activity(activity_id, ORGANIZE)
    number = undo(read_form(UndoSchema)["batch"], current_member_id())
    words = f"已撤销，{number} 份报名回到待审核。" if number else "之前就撤销过了。"
    return done(words, to=url_for("console_activities.signups", activity_id=activity_id, state="pending"))


def _found_by(activity_id: int, query: str) -> list[int]:
    given = {name: values[-1] for name, values in parse_qs(query).items()}
    rows: Any = (
        find_signups(activity_id).where(*filters(given)).order_by(Signup.created_at, Signup.id).limit(MOST_AT_ONCE + 1)
    )
    return [row.id for row in rows]


class Decided(NamedTuple):
    """What became of the chosen ones; those held are `done` unless they are taken back by their batch."""

    done: list[Outcome]
    left: list[Outcome]
    batch_id: int | None = None


def _decided_words(decided: Decided, verdict: str) -> str:
    outcomes = decided.done
    if not outcomes:
        return ""
    names = "、".join(one.name for one in outcomes[:3]) + (" 等" if len(outcomes) > 3 else "") + " "
    effect = "会员会收到通知" if decided.batch_id is None else "10 秒后生效并通知会员"
    return f"已{'通过' if verdict == 'approve' else '拒绝'} {names}{len(outcomes)} 份报名，{effect}。"


def _decide(activity_id: int, signup_ids: Sequence[int], verdict: Verdict, reason: str) -> Decided:
    """Hold the decision about each; the first come first. Whoever waits is given a free seat at once, or told of none.

    What a colleague has decided, or holds, is left and told. Raises InvalidInput for none or too many.
    """
    refuse_none_or_too_many(signup_ids)
    chosen = find_signups(activity_id).where(Signup.id << list(signup_ids))
    rows = list(chosen.order_by(Signup.created_at, Signup.id))
    at_once = [row.id for row in rows if verdict == "approve" and row.state == "waitlisted"]
    outcomes = decide_signups(activity_id, at_once, current_member_id(), verdict) if at_once else []
    left = [one for one in outcomes if not one.is_done]
    done = [one for one in outcomes if one.is_done]
    ready = _ready([row for row in rows if row.id not in at_once], f"signups.{verdict}", left)
    if not ready:
        return Decided(done, left)
    more = {"reason": reason} if verdict == "reject" else {}
    many = [{"id": row.id, **more} for row in ready]
    batch = hold(f"signups.{verdict}", current_member_id(), current_caller().scope, many)
    return Decided([*done, *(Outcome(row.id, row.member.name, is_done=True) for row in ready)], left, batch.id)


def _ready(rows: Sequence[Any], act: str, left: list[Outcome]) -> list[Any]:
    """Those that can be decided now; of the others it is said why not."""
    me, scope = current_member_id(), current_caller().scope
    held = held_of(f"signup:{row.id}" for row in rows)
    ready = []
    for row in rows:
        if (one := held.get(f"signup:{row.id}")) is not None:
            left.append(Outcome(row.id, row.member.name, is_done=False, words=told(one, me)))
            continue
        try:
            act_kinds()[act].prepare(scope, me, {"id": row.id})
        except DomainError as refusal:
            left.append(Outcome(row.id, row.member.name, is_done=False, words=refusal.message))
        else:
            ready.append(row)
    return ready
