"""Approving and rejecting signups. Two colleagues may decide at once: the second is told what happened."""

from __future__ import annotations

from typing import NamedTuple

from backend import clock
from backend.activities import queries
from backend.activities.queries import LockedActivity
from backend.activities.seats import Change, Placing, count
from backend.activities.services.errors import (
    ActivityCancelled,
    ActivityFull,
    AlreadyDecided,
    SignupWithdrawn,
)
from backend.activities.services.messages import Result, activity_subject, tell_result
from backend.activities.services.placing import standing_of
from backend.activities.services.pools import Held, Pools, change_by, signup_by_id
from backend.activities.services.waitlist import leave_place, mark_changed
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.errors import NotFound
from backend.push.ledger import release


class _Decision(NamedTuple):
    member_id: int
    member_name: str
    state: str
    decided_by: int | None
    decided_by_name: str | None
    decided_at: int | None


_FIND = Statement(
    """SELECT s.member_id, m.name, s.state, s.decided_by_id, d.name, s.decided_at FROM signup s
       JOIN member m ON m.id = s.member_id LEFT JOIN member d ON d.id = s.decided_by_id
       WHERE s.id = ? AND s.activity_id = ?"""
)
_DECIDE = Statement(
    """UPDATE signup SET state = ?, reason = ?, decided_by_id = ?, decided_at = ?, updated_at = ?,
         quota_id = ?, organization_id = COALESCE(CAST(? AS BIGINT), organization_id) WHERE id = ? AND state = ?"""
)


def approve_signup(activity_id: int, signup_id: int, staff_id: int) -> None:
    """Approve a signup that waits for review, or give somebody on the waitlist free seats by hand.

    Possible as long as the activity is not cancelled, over or not: who came in spite of it can be put right later.
    Raises NotFound, ActivityCancelled, ActivityFull, SignupWithdrawn, AlreadyDecided.
    """
    now = clock.now_ms()
    with atomic():
        activity, signup, held = _lock(activity_id, signup_id)
        if signup.state == "approved" and signup.decided_by == staff_id:
            return
        _refuse_if_decided(signup)
        change, where = Change(approved=held.seats), Placing("approved", held.quota_id)
        if signup.state == "waitlisted":
            where = _seats_for(activity, held)
            change = change_by(where, held.seats)._replace(waitlisted=-1)
        version = count(activity_id, change).version
        _DECIDE.run("approved", "", staff_id, now, now, where.quota_id, where.organization_id, signup_id, signup.state)
        mark_changed(signup_id, version)
        _finish(activity, signup, signup_id, staff_id, "approved", version)


def _seats_for(activity: LockedActivity, held: Held) -> Placing:
    pools = Pools(activity)
    where = pools.place(standing_of(held.member_id, pools), held.seats)
    if where is None:
        raise ActivityFull("名额已满，请先增加名额。")
    return where._replace(state="approved", review_rule_id=None)


def reject_signup(activity_id: int, signup_id: int, staff_id: int, reason: str) -> None:
    """Reject a signup; the seats it held go to whoever waits longest.

    Raises NotFound, ActivityCancelled, SignupWithdrawn, AlreadyDecided.
    """
    now = clock.now_ms()
    with atomic():
        activity, signup, held = _lock(activity_id, signup_id)
        if signup.state == "rejected" and signup.decided_by == staff_id:
            return
        _refuse_if_decided(signup)
        _DECIDE.run("rejected", reason, staff_id, now, now, held.quota_id, None, signup_id, signup.state)
        version = leave_place(activity, held, now)
        release(held.member_id, activity_subject(activity_id))
        _finish(activity, signup, signup_id, staff_id, "rejected", version, reason)


def _lock(activity_id: int, signup_id: int) -> tuple[LockedActivity, _Decision, Held]:
    activity = queries.lock_activity(activity_id)
    row = _FIND.row(signup_id, activity_id)
    held = signup_by_id(activity_id, signup_id)
    if activity is None or row is None or held is None:
        raise NotFound
    if activity.state == "cancelled":
        raise ActivityCancelled
    return activity, _Decision(*row), held


def require_undecided(activity_id: int, signup_id: int) -> tuple[int, str]:
    """Whose signup waits for a decision: id and name. Raises NotFound, SignupWithdrawn, AlreadyDecided."""
    row = _FIND.row(signup_id, activity_id)
    if row is None:
        raise NotFound
    signup = _Decision(*row)
    _refuse_if_decided(signup)
    return signup.member_id, signup.member_name


def _refuse_if_decided(signup: _Decision) -> None:
    if signup.state == "cancelled":
        raise SignupWithdrawn(f"{signup.member_name} 已取消报名。")
    if signup.state not in ("approved", "rejected"):
        return
    word = "通过" if signup.state == "approved" else "拒绝"
    if signup.decided_by_name is None or signup.decided_at is None:
        raise AlreadyDecided(f"{signup.member_name} 的报名已经{word}。")
    at = clock.in_business_zone(clock.from_ms(signup.decided_at))
    raise AlreadyDecided(f"{signup.decided_by_name} 已于 {at:%H:%M} {word}了 {signup.member_name} 的报名。")


def _finish(
    activity: LockedActivity,
    signup: _Decision,
    signup_id: int,
    staff_id: int,
    result: Result,
    version: int,
    reason: str = "",
) -> None:
    tell_result(
        result,
        signup_id=signup_id,
        member_id=signup.member_id,
        activity_id=activity.id,
        organization_id=activity.organization_id,
        version=version,
        title=activity.title,
        venue=activity.venue,
        starts_at=activity.starts_at,
        remark=reason,
    )
    record(
        action=f"signup.{result}",
        subject_kind="signup",
        subject_id=signup_id,
        actor_id=staff_id,
        about_member_id=signup.member_id,
        organization_id=activity.organization_id,
        reason=reason,
    )
