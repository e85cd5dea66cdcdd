"""What became of each approved signup once the activity is over: attended, no-show, left early.

Settled in parts that each stand on their own: a signup without attendance is one not settled yet, so whoever is
killed on the way, or runs beside another, leaves nothing to put right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from backend import clock
from backend.activities.queries import lock_activity
from backend.database import CHUNK, Statement, atomic, is_postgresql, marks
from backend.participation.services import ATTENDED, Act, forget_act, record_acts

SETTLES_AFTER_MS = 30 * 60_000
# Whoever leaves within this time of the end stayed to the end.
_STAYED_MS = 15 * 60_000
_HOUR_MS = 3_600_000
_MOST_A_TICK = 50

_DUE = Statement(
    """SELECT id FROM activity WHERE state = 'published' AND settled_at IS NULL AND ends_at <= ?
       ORDER BY ends_at, id LIMIT ?"""
)
_CLOSE = Statement("UPDATE activity SET settled_at = ? WHERE id = ? AND settled_at IS NULL AND state = 'published'")
_PLAN = Statement(
    """SELECT organization_id, title, starts_at, ends_at, has_leave_scan, has_sessions, settled_at
       FROM activity WHERE id = ?"""
)
_SIGNUP = "SELECT s.id, s.member_id, s.state, s.seats, s.checked_in_at, s.left_at, s.attendance FROM signup s"
_UNSETTLED = Statement(
    f"{_SIGNUP} WHERE s.activity_id = ? AND s.state = 'approved' AND s.attendance = '' ORDER BY s.id LIMIT ?"
)
_ONE = Statement(f"{_SIGNUP} WHERE s.id = ?")
_WHERE_OF = Statement(
    """SELECT s.activity_id, s.member_id, m.state = 'active' FROM signup s JOIN member m ON m.id = s.member_id
       WHERE s.id = ?"""
)
_SETTLE = Statement("UPDATE signup SET attendance = ? WHERE id = ?")
# First the members, then the activity, as everywhere: nobody leaves while their act is entered.
_HOLD = "SELECT id FROM member WHERE state = 'active' AND id IN ({}) ORDER BY id {}"
_ATTENDED_SESSIONS = """SELECT t.signup_id, v.starts_at, v.ends_at, t.left_at
  FROM attendance t JOIN activity_session v ON v.id = t.session_id
  WHERE t.signup_id IN ({}) AND t.checked_in_at IS NOT NULL ORDER BY v.starts_at, v.id"""


class Plan(NamedTuple):
    """What settling needs to know of an activity; moments in milliseconds."""

    organization_id: int
    title: str
    starts_at: int
    ends_at: int
    has_leave_scan: bool
    has_sessions: bool
    settled_at: int | None


class _Signup(NamedTuple):
    id: int
    member_id: int
    state: str
    seats: int
    checked_in_at: int | None
    left_at: int | None
    attendance: str


class Visit(NamedTuple):
    """One session somebody came to; an activity without any is its own only one."""

    starts_at: int
    ends_at: int
    left_at: int | None

    @property
    def is_left_early(self) -> bool:
        return self.left_at is not None and self.left_at < self.ends_at - _STAYED_MS

    @property
    def lasted_ms(self) -> int:
        """From the start, since people queue at the door, to the end or until they left early."""
        until = self.left_at if self.left_at is not None and self.is_left_early else self.ends_at
        return max(0, until - self.starts_at)


def settle_due() -> int:
    """Settle every activity that ended half an hour ago or earlier; returns how many."""
    due = _DUE.rows(clock.now_ms() - SETTLES_AFTER_MS, _MOST_A_TICK)
    for (activity_id,) in due:
        settle_activity(activity_id)
    return len(due)


def settle_activity(activity_id: int) -> None:
    """Settle what is not settled yet, part by part, then close. Again, it changes nothing."""
    while _settle_some(activity_id):
        pass


def _settle_some(activity_id: int) -> bool:
    """Settle one part; False when none was left and the activity is closed."""
    with atomic():
        signups = [_Signup(*row) for row in _UNSETTLED.rows(activity_id, CHUNK)]
        if signups:
            present = _hold([signup.member_id for signup in signups])
        lock_activity(activity_id)
        if not signups:
            # Looked for again under the lock: somebody may just have been let in.
            if _UNSETTLED.row(activity_id, 1) is None:
                _CLOSE.run(clock.now_ms(), activity_id)
                return False
            return True
        # What a door wrote since is read now; nobody writes any more.
        wanted = {signup.id for signup in signups}
        signups = [one for row in _UNSETTLED.rows(activity_id, CHUNK) if (one := _Signup(*row)).id in wanted]
        _settle(activity_id, _plan(activity_id), signups, present)
    return True


def settle_signup(signup_id: int) -> None:
    """Settle one signup again, after an undo or scans that came late; before its activity is settled, not yet.

    Opens a transaction or joins the caller's, who has then locked the activity already.
    """
    with atomic():
        where = _WHERE_OF.row(signup_id)
        if where is None:
            return
        # The member is not held: whoever calls may hold the activity, and members come first.
        activity_id, member_id, is_active = where
        present = {member_id} if is_active else set()
        lock_activity(activity_id)
        plan, signup = _plan(activity_id), _Signup(*_ONE.rows(signup_id)[0])
        if plan.settled_at is not None or signup.attendance:
            _settle(activity_id, plan, [signup], present)


def _plan(activity_id: int) -> Plan:
    return Plan(*_PLAN.rows(activity_id)[0])


def _hold(member_ids: Sequence[int]) -> set[int]:
    """Those who are members still, and stay so until the transaction ends."""
    lock = "FOR SHARE" if is_postgresql() else ""
    rows = Statement(_HOLD.format(marks(member_ids), lock)).rows(*member_ids)
    return {member_id for (member_id,) in rows}


def _settle(activity_id: int, plan: Plan, signups: Sequence[_Signup], present: set[int]) -> None:
    visits = _visits(plan, signups)
    acts = []
    for signup in signups:
        attendance = _attendance(plan, signup, visits[signup.id])
        if attendance != signup.attendance:
            _SETTLE.run(attendance, signup.id)
        if attendance in ("attended", "left_early"):
            if signup.member_id in present:
                acts.append(_act(activity_id, plan, signup, visits[signup.id]))
        elif signup.attendance:
            forget_act(signup.member_id, ATTENDED, activity_id)
    record_acts(acts)


def _visits(plan: Plan, signups: Sequence[_Signup]) -> dict[int, list[Visit]]:
    visits: dict[int, list[Visit]] = {signup.id: [] for signup in signups}
    if not plan.has_sessions:
        for signup in signups:
            if signup.checked_in_at is not None:
                visits[signup.id].append(Visit(plan.starts_at, plan.ends_at, signup.left_at))
        return visits
    for signup_id, starts_at, ends_at, left_at in Statement(_ATTENDED_SESSIONS.format(marks(signups))).rows(*visits):
        visits[signup_id].append(Visit(starts_at, ends_at, left_at))
    return visits


def _attendance(plan: Plan, signup: _Signup, visits: Sequence[Visit]) -> str:
    if signup.state != "approved":
        return ""
    if not visits:
        return "no_show"
    return "left_early" if plan.has_leave_scan and visits[-1].is_left_early else "attended"


def _act(activity_id: int, plan: Plan, signup: _Signup, visits: Sequence[Visit]) -> Act:
    hours = round(sum(visit.lasted_ms for visit in visits) / _HOUR_MS, 1)
    detail = {"seats": signup.seats, "sessions": len(visits), "hours": hours}
    return Act(signup.member_id, ATTENDED, activity_id, plan.organization_id, plan.title, plan.starts_at, detail)
