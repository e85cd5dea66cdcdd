"""Both records are signed up for one activity: one signup stands, the other gives its seats on."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities.queries import LockedActivity, lock_activity
from backend.activities.seats import Change, Placing, count
from backend.activities.services.pools import Held, Pools, change_by, signup_by_id, signup_of
from backend.activities.services.waitlist import leave_place, mark_changed
from backend.database import Statement
from backend.merging.ledger import Ledger

_STATES = {
    "approved": "已通过",
    "pending": "待审核",
    "waitlisted": "候补",
    "rejected": "未通过",
    "cancelled": "已取消",
}
_BEST_FIRST = tuple(_STATES)
_CANCEL = Statement("UPDATE signup SET state = 'cancelled', queued_at = NULL, updated_at = ? WHERE id = ?")
_QUEUED = Statement("SELECT queued_at FROM signup WHERE id = ?")
_RESTORE = Statement("UPDATE signup SET state = ?, queued_at = ? WHERE id = ? AND state = 'cancelled'")
_BOTH = Statement(
    """SELECT g.activity_id FROM signup g JOIN signup k ON k.activity_id = g.activity_id
       WHERE g.member_id = ? AND k.member_id = ? ORDER BY g.activity_id"""
)


def merge_signups(ledger: Ledger) -> None:
    """Of two signups the better stands: whoever came, then approved, to be reviewed, waiting; kept's where equal."""
    for (activity_id,) in _BOTH.rows(ledger.gone_id, ledger.kept_id):
        activity = lock_activity(activity_id)
        kept, gone = signup_of(activity_id, ledger.kept_id), signup_of(activity_id, ledger.gone_id)
        if activity is None or kept is None or gone is None:
            continue
        better, other = (gone, kept) if _rank(gone) < _rank(kept) else (kept, gone)
        cancelled = _give_on(ledger, activity, other)
        if better is gone:
            ledger.swap("signup", "member_id", kept.id, gone.id)
        ledger.note(
            f"“{activity.title}”两份记录都报了名：保留{_word(better)}的一份，"
            + (f"{_word(other)}的一份已取消，名额让出" if cancelled else f"{_word(other)}的一份只留作历史")
        )
    ledger.move("signup", "member_id", ("activity_id",), "活动报名")


def _rank(held: Held) -> tuple[bool, int]:
    return held.checked_in_at is None, _BEST_FIRST.index(held.state)


def _word(held: Held) -> str:
    return "已签到" if held.checked_in_at is not None else _STATES[held.state]


def _give_on(ledger: Ledger, activity: LockedActivity, held: Held) -> bool:
    """Cancel a signup that still takes seats or waits for some; whoever came keeps what they have."""
    now = clock.now_ms()
    is_live = held.state in ("approved", "pending", "waitlisted") and activity.ends_at > now
    if not is_live or held.checked_in_at is not None:
        return False
    ((queued_at,),) = _QUEUED.rows(held.id)
    _CANCEL.run(now, held.id)
    leave_place(activity, held, now)
    ledger.entries.append(["signup", activity.id, list(held), queued_at])
    return True


def restore_signup(activity_id: int, fields: list[Any], queued_at: int | None) -> str:
    """Give a cancelled signup its place again if it is still free; what staff must know if not."""
    activity = lock_activity(activity_id)
    was = Held(*fields)
    now = signup_by_id(activity_id, was.id)
    if activity is None or now is None:
        return ""
    is_open = activity.state == "published" and activity.ends_at > clock.now_ms()
    if now.state != "cancelled" or not is_open or not _has_room(activity, was):
        return f"“{activity.title}”让出的名额已被占用或活动已结束，另一份报名没有恢复"
    change = change_by(Placing(was.state, was.quota_id, was.review_rule_id), was.seats)
    version = count(activity_id, change if was.holds else Change(waitlisted=1)).version
    _RESTORE.run(was.state, queued_at, was.id)
    if was.state == "approved":
        mark_changed(was.id, version)
    return ""


def _has_room(activity: LockedActivity, was: Held) -> bool:
    if not was.holds:
        return True
    pools = Pools(activity)
    quota = next((one for one in pools.quotas if one.id == was.quota_id), None)
    room = pools.remainder if quota is None else quota.seats - quota.taken
    return min(pools.free, room) >= was.seats
