"""Many signups decided in one go, each on its own: where a colleague was faster, that is told and stops nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from backend.activities.models import Signup
from backend.activities.services.errors import ActivityCancelled
from backend.activities.services.review import approve_signup, reject_signup
from backend.errors import DomainError, InvalidInput
from backend.members.models import Member

MOST_AT_ONCE = 200

Verdict = Literal["approve", "reject"]


class Outcome(NamedTuple):
    """What became of one of them; `words` say why not, where it `is_done` not."""

    signup_id: int
    name: str
    is_done: bool
    words: str = ""


def decide_signups(
    activity_id: int, signup_ids: Sequence[int], staff_id: int, verdict: Verdict, reason: str = ""
) -> list[Outcome]:
    """Approve or reject each, in the order in which they signed up; those of other activities are left out.

    Seats go to those first who signed up first. Raises ActivityCancelled, and InvalidInput for none or too many.
    """
    refuse_none_or_too_many(signup_ids)
    chosen = (
        Signup.select(Signup.id, Member.name)
        .join(Member)
        .where(Signup.activity == activity_id, Signup.id << list(signup_ids))
        .order_by(Signup.created_at, Signup.id)
    )
    return [_decide(activity_id, signup.id, signup.member.name, staff_id, verdict, reason) for signup in list(chosen)]


def refuse_none_or_too_many(signup_ids: Sequence[int]) -> None:
    """Raise InvalidInput for no signups, and for more than can be decided at once."""
    if not signup_ids:
        raise InvalidInput("请先勾选要处理的报名。")
    if len(signup_ids) > MOST_AT_ONCE:
        raise InvalidInput(f"一次最多处理 {MOST_AT_ONCE} 份报名，请分几次处理。")


def _decide(activity_id: int, signup_id: int, name: str, staff_id: int, verdict: Verdict, reason: str) -> Outcome:
    try:
        if verdict == "approve":
            approve_signup(activity_id, signup_id, staff_id)
        else:
            reject_signup(activity_id, signup_id, staff_id, reason)
    except ActivityCancelled:
        raise
    except DomainError as refusal:
        return Outcome(signup_id, name, is_done=False, words=refusal.message)
    return Outcome(signup_id, name, is_done=True)
