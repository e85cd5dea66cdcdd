"""Somebody at the door who is on no list: a member by phone is signed up and let in, anybody else is a guest."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.activities.services.errors import ActivityFull
from backend.activities.services.guests import seat_guest
from backend.activities.services.on_behalf import sign_up_walk_in
from backend.auth import Caller
from backend.checkin import book_queries, queries
from backend.checkin.book import choose_session
from backend.checkin.queries import Attempt, DoorRow
from backend.checkin.refusals import (
    DoorRevoked,
    WalkInNameDiffers,
    WalkInsNotAllowed,
    refusal_in_words,
)
from backend.checkin.services import Asked, LetIn, answer, attempt, look_at_door
from backend.database import Statement, atomic
from backend.errors import DomainError, InvalidInput
from backend.members.names import is_same_name, required_name
from backend.members.phones import normalise_phone
from backend.members.services import active_members_by_phone

_ATTEMPTS = 4
_ENTER_GUEST = Statement(
    """INSERT INTO scan (activity_id, method, refusal, scanned_by_id, client_ref, version, at, grant_id, session_id,
         direction, seats, is_conflict, note) VALUES (?, 'walk_in', '', ?, ?, ?, ?, ?, ?, 'in', 1, FALSE, ?)
       RETURNING id"""
)


def let_walk_in(
    activity_id: int, name: str, phone: str, client_ref: str, caller: Caller, asked: Asked
) -> dict[str, Any]:
    """Returns what `ScanAnswerSchema` shows. The same `client_ref` again gets the first answer.

    Raises NotFound, WalkInsNotAllowed, WalkInNameDiffers, ActivityFull, InvalidInput, and what every attempt may be
    refused with.
    """
    door = look_at_door(activity_id, None, client_ref, caller, asked)
    made = Attempt("walk_in", caller.require_member(), client_ref, None, asked.grant_id)
    name = required_name(name)
    if door.first_refusal is None:
        refusal = _refused_by_rules(door, asked)
        if refusal is not None:
            queries.record_refusal(activity_id, None, made._replace(note=name), refusal.code, clock.now_ms())
            raise refusal
    if door.first_refusal is None and phone:
        member_id = _member_of(phone, name)
        if member_id is not None:
            signup_id = sign_up_walk_in(activity_id, member_id, caller.require_member(), clock.now_ms()).id
            door = look_at_door(activity_id, signup_id, client_ref, caller, asked)
    if door.signup_id is not None:
        signup = door.signup_id
        return answer(attempt(lambda: look_at_door(activity_id, signup, client_ref, caller, asked), made, asked))
    return answer(_let_guest_in(door, made._replace(note=name), asked))


def _refused_by_rules(door: DoorRow, asked: Asked) -> DomainError | None:
    if door.grant_revoked_at is not None:
        return DoorRevoked()
    if door.activity_state == "cancelled":
        return refusal_in_words("activity_cancelled", door)
    if not door.allows_walk_ins:
        return WalkInsNotAllowed()
    now = clock.now_ms()
    if door.has_sessions:
        sessions = book_queries.list_sessions(door.activity_id)
        named = [one for one in sessions if one.id == asked.session_id]
        if asked.session_id is not None and not named:
            return refusal_in_words("session_unknown", door)
        session = named[0] if named else choose_session(sessions, now)
        if session is not None:
            door = door._replace(opens_at=session.opens_at, closes_at=session.closes_at)
    if now < door.opens_at:
        return refusal_in_words("checkin_too_early", door)
    return refusal_in_words("checkin_closed", door) if now >= door.closes_at else None


def _member_of(phone: str, name: str) -> int | None:
    """The member of this number and name. Another name under the number is not guessed at, nor told."""
    number = normalise_phone(phone)
    if number is None:
        raise InvalidInput(errors={"phone": ["请填写 11 位手机号码。"]})
    found = active_members_by_phone(number)
    same = [member for member in found if is_same_name(member.name, name)]
    if found and len(same) != 1:
        raise WalkInNameDiffers
    return same[0].id if same else None


def _let_guest_in(door: DoorRow, made: Attempt, asked: Asked) -> LetIn:
    for _ in range(_ATTEMPTS):
        known = book_queries.find_known(door.activity_id, made.scanned_by, [made.client_ref]).get(made.client_ref)
        if known is not None:
            if known.refusal:
                raise refusal_in_words(known.refusal, door)
            figures = door._replace(name=known.note, seats=1, scan_id=known.scan_id)
            return LetIn(figures, known.at, session_id=known.session_id)
        try:
            return _enter_guest(door, made, asked)
        except ActivityFull as refusal:
            if queries.record_refusal(door.activity_id, None, made, refusal.code, clock.now_ms()):
                raise
        except peewee.IntegrityError:  # the same attempt was faster
            continue
    raise RuntimeError("a guest kept arriving while being let in")


def _enter_guest(door: DoorRow, made: Attempt, asked: Asked) -> LetIn:
    now = clock.now_ms()
    with atomic():
        figures = seat_guest(door.activity_id)
        session = None
        if door.has_sessions:
            sessions = book_queries.list_sessions(door.activity_id)
            named = next((one for one in sessions if one.id == asked.session_id), None)
            session = named or choose_session(sessions, now)
        session_id = session.id if session else None
        if session_id is not None:
            book_queries.write_session_arrivals.run([(1, session_id)])
        entered = _ENTER_GUEST.rows(
            door.activity_id,
            made.scanned_by,
            made.client_ref,
            figures.version,
            now,
            made.grant_id,
            session_id,
            made.note,
        )
    there = door._replace(name=made.note, seats=1, scan_id=entered[0][0], **figures._asdict())
    return LetIn(there, now, session_id=session_id)
