"""Letting people in: a scanned pass, an event code scanned by a member, a tick by hand. All end in one ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.activities.models import Activity
from backend.activities.passes import read_pass, read_spoken_code
from backend.activities.services.on_behalf import sign_up_walk_in
from backend.auth import Caller
from backend.checkin import queries
from backend.checkin.batches import Unresolved, settle
from backend.checkin.book import Claim
from backend.checkin.distance import Location, weigh_distance
from backend.checkin.event_codes import EventCodeInvalid, Presence, issue_receipt, read_event_code, read_receipt
from backend.checkin.queries import Attempt, DoorRow, FiguresRow
from backend.checkin.refusals import DoorRevoked, judge, refusal_in_words
from backend.errors import DomainError, NotFound
from backend.scope import ORGANIZE

_ATTEMPTS = 4


class LetIn(NamedTuple):
    """What an attempt came to: the door as it stands with the person in (or out), and which scan it was."""

    door: DoorRow
    at: int
    direction: str = "in"
    session_id: int | None = None


class Asked(NamedTuple):
    """What an attempt asks for, beside who makes it, and at which door."""

    direction: str = "in"
    session_id: int | None = None
    grant_id: int | None = None


TO_COME_IN = Asked()


def require_door(activity_id: int, caller: Caller) -> FiguresRow:
    """The activity's figures, for its organizers and for staff who may run it; NotFound for everybody else."""
    figures = queries.find_figures(activity_id, caller.require_member(), clock.now_ms())
    if figures is None or not _may_run(figures, caller):
        raise NotFound
    return figures


def _may_run(door: FiguresRow | DoorRow, caller: Caller) -> bool:
    return bool(door.is_organizer) or caller.scope.covers(door.organization_id, ORGANIZE)


def scan_pass(
    activity_id: int, code: str, client_ref: str, caller: Caller, asked: Asked = TO_COME_IN
) -> dict[str, Any]:
    """An organizer scanned a pass, or typed the four characters that were spoken. Returns `ScanAnswerSchema`.

    Raises NotFound, PassInvalid, PassOfOtherActivity, DoorRevoked, and what every attempt may be refused with.
    """
    signup_id = read_pass(code)
    if signup_id is None and (number := read_spoken_code(activity_id, code)) is not None:
        signup_id = queries.find_by_number(activity_id, number)
    return _let_in_by_organizer(activity_id, signup_id, "pass", client_ref, caller, asked)


def tick_by_hand(
    activity_id: int, signup_id: int, client_ref: str, caller: Caller, asked: Asked = TO_COME_IN
) -> dict[str, Any]:
    """An organizer found a name on the list. The same answers as `scan_pass`."""
    return _let_in_by_organizer(activity_id, signup_id, "manual", client_ref, caller, asked)


def _let_in_by_organizer(
    activity_id: int, signup_id: int | None, method: str, client_ref: str, caller: Caller, asked: Asked
) -> dict[str, Any]:
    def look() -> DoorRow:
        door = look_at_door(activity_id, signup_id, client_ref, caller, asked)
        if method == "manual" and door.signup_activity_id != activity_id:
            raise NotFound
        return door

    return answer(attempt(look, Attempt(method, caller.require_member(), client_ref, None, asked.grant_id), asked))


def look_at_door(activity_id: int, signup_id: int | None, client_ref: str, caller: Caller, asked: Asked) -> DoorRow:
    """What an organizer's attempt is about. Raises NotFound for who may not run this door, or names another's grant."""
    me, grant_id = caller.require_member(), asked.grant_id
    door = queries.door_of_organizer(activity_id, signup_id, me, client_ref, grant_id, clock.now_ms())
    if door is None or not _may_run(door, caller):
        raise NotFound
    if grant_id is not None and (door.grant_activity_id, door.grant_member_id) != (activity_id, me):
        raise NotFound
    return door


def answer(let_in: LetIn) -> dict[str, Any]:
    """As `ScanAnswerSchema` shows it."""
    door = let_in.door
    return {
        "signup_id": door.signup_id,
        "name": door.name,
        "organization": door.organization,
        "checked_in_at": clock.from_ms(door.checked_in_at or let_in.at),
        "arrived": door.arrived,
        "expected": door.expected,
        "version": door.version,
        "message": f"{door.name} {'已离场' if let_in.direction == 'out' else '签到成功'}",
        "scan_id": door.scan_id,
        "seats": door.seats,
        "session_id": let_in.session_id,
        "direction": let_in.direction,
    }


def check_in(
    member_id: int, code: str | None, receipt: str | None, client_ref: str, here: Location | None = None
) -> dict[str, Any]:
    """A member scanned the event code, or kept the receipt of having done so. Returns `MemberCheckinSchema`.

    Where walk-ins are allowed, a member without a signup is signed up, if there is room. `here` is where the phone
    says it is. Raises EventCodeInvalid, EventCodeExpired, NotSignedUp, TooFar, ActivityFull, and what every attempt
    may be refused with.
    """
    now = clock.now_ms()
    presence = _proved(code, receipt, now)
    is_walk_in = False

    def look() -> DoorRow:
        nonlocal is_walk_in
        door = queries.door_of_member(presence.activity_id, member_id, client_ref, receipt, clock.now_ms())
        if door is None:
            raise EventCodeInvalid
        if _comes_unannounced(door, now) and weigh_distance(door, here)[1] is None:
            sign_up_walk_in(door.activity_id, member_id, member_id, now)
            is_walk_in = True
            return queries.door_of_member(presence.activity_id, member_id, client_ref, receipt, now) or door
        return door

    made = Attempt("event_code", member_id, client_ref, receipt, delay_ms=presence.delay_ms)
    let_in = attempt(look, made, TO_COME_IN, lambda door: weigh_distance(door, here))
    return {
        "activity": {"id": let_in.door.activity_id, "title": let_in.door.title},
        "checked_in_at": clock.from_ms(let_in.door.checked_in_at or let_in.at),
        "message": "已为您现场报名并签到" if is_walk_in else "签到成功",
        "is_walk_in": is_walk_in,
    }


def _comes_unannounced(door: DoorRow, now: int) -> bool:
    """Whether a member who holds no place may be given one now."""
    return (
        bool(door.allows_walk_ins)
        and door.activity_state == "published"
        and door.signup_state in (None, "cancelled", "waitlisted")
        and door.first_refusal is None
        and not door.is_receipt_used
        and door.opens_at <= now < door.closes_at
    )


def _proved(code: str | None, receipt: str | None, now: int) -> Presence:
    return read_event_code(code, now) if code is not None else read_receipt(receipt or "", now)


Weigh = Callable[[DoorRow], tuple[str, DomainError | None]]


def attempt(look: Callable[[], DoorRow], made: Attempt, asked: Asked, weigh: Weigh | None = None) -> LetIn:
    """Decide one attempt and enter it in the ledger; the repeat of an attempt gets the first answer.

    Raises the refusal unless somebody is let in (or out). `weigh` returns a note for the ledger and a reason against
    it beside the rules of every attempt.
    """
    is_own = made.method == "event_code"
    for _ in range(_ATTEMPTS):
        door = look()
        now = clock.now_ms()
        note, barred = weigh(door) if weigh is not None else ("", None)
        made = made._replace(note=note) if note else made
        stopped = DoorRevoked() if door.grant_revoked_at is not None else None
        if _needs_book(door, asked) and stopped is None and not door.is_receipt_used:
            return _by_book(door, made, asked, barred, now)
        if door.first_refusal is not None:
            if door.first_refusal == "":
                return LetIn(door, door.scanned_at or now)
            raise refusal_in_words(door.first_refusal, door, is_own=is_own)
        refusal = stopped or judge(door, now, is_own=is_own) or barred
        if refusal is not None:
            if queries.record_refusal(door.activity_id, door.signup_id, made, refusal.code, now):
                raise refusal
            continue
        entered = _enter(door, made, now)
        if entered is not None:
            return entered
        # Another door was faster, or the signup was cancelled since we looked: look again, and say so.
    raise RuntimeError("an attempt to check in kept changing while it was being decided")


def _needs_book(door: DoorRow, asked: Asked) -> bool:
    """Whether more decides than that a pass is let in once."""
    if door.signup_id is None or door.signup_activity_id != door.activity_id:
        return False
    is_again = door.checked_in_at is not None and door.scans_most != 1
    return bool(door.has_sessions) or asked.direction == "out" or asked.session_id is not None or is_again


def _by_book(door: DoorRow, made: Attempt, asked: Asked, barred: DomainError | None, now: int) -> LetIn:
    claim = Claim(
        made.client_ref,
        made.method,
        now,
        door.signup_id,
        asked.direction,
        asked.session_id,
        barred.code if barred else "",
        made.grant_id,
        receipt=made.receipt,
        delay_ms=made.delay_ms,
        note=made.note,
    )
    (outcome,), rules = settle(door.activity_id, [Unresolved(claim, None)], made.scanned_by, now)
    if outcome.refusal:
        if barred is not None and outcome.refusal == barred.code:
            raise barred
        raise refusal_in_words(outcome.refusal, outcome, is_own=made.method == "event_code")
    scan_id = queries.find_scan(door.activity_id, made.client_ref, made.scanned_by)
    figures = door._replace(
        checked_in_at=outcome.checked_in_at,
        version=rules.version,
        arrived=rules.arrived,
        expected=rules.expected,
        scan_id=scan_id,
    )
    return LetIn(figures, outcome.at, outcome.direction, outcome.session_id)


def _enter(door: DoorRow, made: Attempt, now: int) -> LetIn | None:
    try:
        arrival = queries.admit(door.activity_id, door.signup_id or 0, door.seats or 1, made, now)
    except peewee.IntegrityError:  # the same attempt, or the same receipt, was faster
        return None
    if arrival is None:
        return None
    return LetIn(door._replace(checked_in_at=now, **arrival._asdict()), now)


def prove_presence(code: str) -> dict[str, Any]:
    """Exchange a fresh event code for a receipt. Raises EventCodeInvalid, EventCodeExpired."""
    now = clock.now_ms()
    presence = read_event_code(code, now)
    activity = Activity.get_or_none(Activity.id == presence.activity_id, Activity.state == "published")
    if activity is None:
        raise EventCodeInvalid
    receipt, expires_at = issue_receipt(activity.id, now, presence.delay_ms)
    return {"receipt": receipt, "activity": activity, "expires_at": clock.from_ms(expires_at)}
