"""Many signups decided at the desk: held for ten seconds as every decision there, so that a slip can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from backend.activities.models import Signup
from backend.activities.services.bulk_review import MOST_AT_ONCE, Outcome, Verdict, decide_signups
from backend.auth import current_caller, current_member_id
from backend.console.today.holding import act_kinds, held_of, hold, told
from backend.errors import DomainError
from backend.members.models import Member


class Decided(NamedTuple):
    """What became of the chosen ones; those held are `done` unless they are taken back by their batch."""

    done: list[Outcome]
    left: list[Outcome]
    batch_id: int | None = None


def decide(activity_id: int, signup_ids: Sequence[int], verdict: Verdict, reason: str) -> Decided:
    """Hold the decision about each; the first come first. Whoever waits is given a free seat at once, or told of none.

    What a colleague has decided, or holds, is left and told. Raises InvalidInput for none or too many.
    """
    if not signup_ids or len(signup_ids) > MOST_AT_ONCE:
        decide_signups(activity_id, signup_ids, current_member_id(), verdict)  # says so
    rows = _chosen(activity_id, signup_ids)
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


def _chosen(activity_id: int, signup_ids: Sequence[int]) -> list[Any]:
    rows = Signup.select(Signup, Member).join(Member, on=Signup.member)
    rows = rows.where(Signup.activity == activity_id, Signup.id << list(signup_ids))
    return list(rows.order_by(Signup.created_at, Signup.id))


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
