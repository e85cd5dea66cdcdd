"""The waitlist: first come, first served; it moves up in the transaction that frees seats.

A party that does not fit is passed over and keeps its place; it moves up as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from backend.activities.queries import LockedActivity, lock_activity
from backend.activities.seats import Change, Placing, count
from backend.activities.services.messages import tell_result
from backend.activities.services.pools import Held, Pools, Standing, both, change_by, change_without, find_standings
from backend.audit.services import record
from backend.database import Statement, in_chunks, marks

_AT_ONCE = 200
PASSED_OVER = "signup.passed_over"


class _Waiting(NamedTuple):
    id: int
    member_id: int
    seats: int
    queued_at: int
    is_reachable: bool


# Whoever nobody can tell is passed over, and met here once only: then it is in the audit trail.
_WAITING = Statement(
    f"""SELECT s.id, s.member_id, s.seats, s.queued_at, EXISTS (SELECT 1 FROM account c WHERE c.member_id = s.member_id)
        FROM signup s WHERE s.activity_id = ? AND s.state = 'waitlisted' AND s.seats <= ?
          AND (s.queued_at > ? OR (s.queued_at = ? AND s.id > ?))
          AND (EXISTS (SELECT 1 FROM account c WHERE c.member_id = s.member_id)
               OR NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.about_member_id = s.member_id
                 AND e.action = '{PASSED_OVER}' AND e.subject_id = s.id))
        ORDER BY s.queued_at, s.id LIMIT ?"""  # noqa: S608 - a constant
)
_MOVE_UP = """UPDATE signup SET state = ?, quota_id = ?, review_rule_id = ?, decided_at = ?, decided_by_id = NULL,
    organization_id = COALESCE(CAST(? AS BIGINT), organization_id), updated_at = ?,
    list_version = CASE WHEN ? = 'approved' THEN ? ELSE list_version END WHERE id IN ({marks})"""


def fill_free_seats(activity_id: int, now: int) -> int:
    """Give free seats to those who wait longest; returns how many signups moved up. Locks the activity.

    To be called in every transaction that frees seats or makes more of them: of the activity, or of a quota. With
    review on, whoever moves up holds seats and still waits for the decision, unless a rule approves them.
    """
    activity = lock_activity(activity_id)
    return promote_waitlist(activity, now) if activity is not None else 0


def promote_waitlist(activity: LockedActivity, now: int) -> int:
    """The same for an activity that was locked and read after its seats last changed.

    Nobody moves up in the last two hours: staff decide then.
    """
    if not activity.waitlisted or not activity.is_automatic(now):
        return 0
    moved = list(_moving(activity, Pools(activity)))
    if not moved:
        return 0
    change = Change()
    for signup, placing in moved:
        change = both(change, change_by(placing, signup.seats))
    version = count(activity.id, change._replace(waitlisted=-len(moved))).version
    _write(moved, version, now)
    for signup, placing in moved:
        tell_result(
            "promoted",
            signup_id=signup.id,
            member_id=signup.member_id,
            activity_id=activity.id,
            organization_id=activity.organization_id,
            version=version,
            title=activity.title,
            venue=activity.venue,
            starts_at=activity.starts_at,
            remark="已占名额，等待审核" if placing.state == "pending" else "",
        )
    return len(moved)


def _moving(activity: LockedActivity, pools: Pools) -> Iterator[tuple[_Waiting, Placing]]:
    """Who moves up and where to. Only those who may fit are read, so that a long waitlist costs nothing."""
    after = (-1, -1)
    while pools.most > 0:
        limit = min(pools.most, _AT_ONCE)
        rows = _WAITING.rows(activity.id, pools.most, after[0], *after, limit)
        batch = [_Waiting(*row) for row in rows]
        if not batch:
            return
        standings = {} if pools.is_plain else find_standings(one.member_id for one in batch)
        for one in batch:
            standing = standings.get(one.member_id, Standing())
            if not one.is_reachable:
                if pools.room(standing) >= one.seats:
                    _note_passed_over(activity, one)
            elif (placing := pools.place(standing, one.seats)) is not None:
                yield one, placing
        after = (batch[-1].queued_at, batch[-1].id)


def _note_passed_over(activity: LockedActivity, signup: _Waiting) -> None:
    record(
        action=PASSED_OVER,
        subject_kind="signup",
        subject_id=signup.id,
        actor_kind="system",
        about_member_id=signup.member_id,
        organization_id=activity.organization_id,
        reason="没有绑定微信，无法通知候补转正。",
    )


def _write(moved: list[tuple[_Waiting, Placing]], version: int, now: int) -> None:
    def where_to(item: tuple[_Waiting, Placing]) -> tuple[str, int, int, int]:
        placing = item[1]
        return placing.state, placing.quota_id or 0, placing.review_rule_id or 0, placing.organization_id or 0

    for _, group in groupby(sorted(moved, key=where_to), key=where_to):
        alike = list(group)
        state, quota_id, rule_id, organization_id, _ = alike[0][1]
        for some in in_chunks(alike, _AT_ONCE):
            ids = [signup.id for signup, _ in some]
            move_up = Statement(_MOVE_UP.format(marks=marks(ids)))
            move_up.run(state, quota_id, rule_id, now, organization_id, now, state, version, *ids)


def leave_place(activity: LockedActivity, held: Held, now: int, *, is_dropout: bool = False) -> int:
    """Count out a signup that was as `held`, and give its seats on; returns the version of the change.

    The caller holds the activity's lock and has written the signup's new state. `is_dropout`: the member gave the
    seats back themselves.
    """
    version = count(activity.id, change_without(held, is_dropout=is_dropout)).version
    if held.state == "approved":
        mark_changed(held.id, version)
    if held.holds and activity.waitlisted:
        fill_free_seats(activity.id, now)
    return version


_MARK = Statement("UPDATE signup SET list_version = ? WHERE id = ?")


def mark_changed(signup_id: int, version: int) -> None:
    """Let doors know of this signup: they ask for what changed since a version."""
    _MARK.run(version, signup_id)
