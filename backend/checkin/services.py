"""Letting people in: a scanned pass, an event code scanned by a member, a tick by hand. All end in one ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity
from backend.activities.passes import read_pass
from backend.auth import Caller
from backend.checkin import queries
from backend.checkin.event_codes import EventCodeInvalid, issue_receipt, read_event_code, read_receipt
from backend.checkin.queries import Attempt, DoorRow, FiguresRow
from backend.checkin.refusals import judge, refusal_in_words
from backend.errors import NotFound
from backend.scope import WRITE

_ATTEMPTS = 4


def require_door(activity_id: int, caller: Caller) -> FiguresRow:
    """The activity's figures, for its organizers and for staff who may run it; NotFound for everybody else."""
    figures = queries.find_figures(activity_id, caller.require_member())
    if figures is None or not _may_run(figures, caller):
        raise NotFound
    return figures


def _may_run(door: FiguresRow | DoorRow, caller: Caller) -> bool:
    return bool(door.is_organizer) or caller.scope.covers(door.organization_id, WRITE)


def scan_pass(activity_id: int, code: str, client_ref: str, caller: Caller) -> dict[str, Any]:
    """An organizer scanned a pass. Returns what `ScanAnswerSchema` shows.

    Raises NotFound, PassInvalid, PassOfOtherActivity, and what every attempt may be refused with.
    """
    return _let_in_by_organizer(activity_id, read_pass(code), "pass", client_ref, caller)


def tick_by_hand(activity_id: int, signup_id: int, client_ref: str, caller: Caller) -> dict[str, Any]:
    """An organizer found a name on the list. The same answers as `scan_pass`."""
    return _let_in_by_organizer(activity_id, signup_id, "manual", client_ref, caller)


def _let_in_by_organizer(
    activity_id: int, signup_id: int | None, method: str, client_ref: str, caller: Caller
) -> dict[str, Any]:
    organizer_id = caller.require_member()

    def look() -> DoorRow:
        door = queries.door_of_organizer(activity_id, signup_id, organizer_id, client_ref)
        if door is None or not _may_run(door, caller):
            raise NotFound
        if method == "manual" and door.signup_activity_id != activity_id:
            raise NotFound
        return door

    door = _attempt(look, Attempt(method, organizer_id, client_ref, None))
    return {
        "signup_id": door.signup_id,
        "name": door.name,
        "organization": door.organization,
        "checked_in_at": clock.from_ms(door.checked_in_at or 0),
        "arrived": door.arrived,
        "expected": door.expected,
        "version": door.version,
        "message": f"{door.name} 签到成功",
    }


def check_in(member_id: int, code: str | None, receipt: str | None, client_ref: str) -> dict[str, Any]:
    """A member scanned the event code, or kept the receipt of having done so. Returns `MemberCheckinSchema`.

    Raises EventCodeInvalid, EventCodeExpired, NotSignedUp, and what every attempt may be refused with.
    """
    now = clock.now_ms()
    activity_id = read_event_code(code, now) if code is not None else read_receipt(receipt or "", now)

    def look() -> DoorRow:
        door = queries.door_of_member(activity_id, member_id, client_ref, receipt)
        if door is None:
            raise EventCodeInvalid
        return door

    door = _attempt(look, Attempt("event_code", member_id, client_ref, receipt))
    return {
        "activity": {"id": door.activity_id, "title": door.title},
        "checked_in_at": clock.from_ms(door.checked_in_at or 0),
        "message": "签到成功",
    }


def _attempt(look: Callable[[], DoorRow], attempt: Attempt) -> DoorRow:
    """Decide one attempt and enter it in the ledger; the repeat of an attempt gets the first answer.

    Returns the door as it stands with the person let in; raises the refusal otherwise.
    """
    is_own = attempt.method == "event_code"
    for _ in range(_ATTEMPTS):
        door = look()
        if door.first_refusal is not None:
            if door.first_refusal == "":
                return door
            raise refusal_in_words(door.first_refusal, door, is_own=is_own)
        now = clock.now_ms()
        refusal = judge(door, now, is_own=is_own)
        if refusal is not None:
            if queries.record_refusal(door.activity_id, door.signup_id, attempt, refusal.code, now):
                raise refusal
            continue
        entered = _enter(door, attempt, now)
        if entered is not None:
            return entered
        # Another door was faster, or the signup was cancelled since we looked: look again, and say so.
    raise RuntimeError("an attempt to check in kept changing while it was being decided")


def _enter(door: DoorRow, attempt: Attempt, now: int) -> DoorRow | None:
    try:
        arrival = queries.admit(door.activity_id, door.signup_id or 0, attempt, now)
    except peewee.IntegrityError:  # the same attempt, or the same receipt, was faster
        return None
    if arrival is None:
        return None
    return door._replace(checked_in_at=now, version=arrival.version, arrived=arrival.arrived, expected=arrival.expected)


def prove_presence(code: str) -> dict[str, Any]:
    """Exchange a fresh event code for a receipt. Raises EventCodeInvalid, EventCodeExpired."""
    now = clock.now_ms()
    activity = Activity.get_or_none(Activity.id == read_event_code(code, now), Activity.state == "published")
    if activity is None:
        raise EventCodeInvalid
    receipt, expires_at = issue_receipt(activity.id, now)
    return {"receipt": receipt, "activity": activity, "expires_at": clock.from_ms(expires_at)}
