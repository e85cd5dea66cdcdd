"""Taking an entry back: a line of its own in the ledger, with the reason; state and counters go back with it."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.activities.services.guests import unseat_guest
from backend.auth import Caller
from backend.checkin import book_queries
from backend.checkin.book import Book, Claim, Line, open_book
from backend.checkin.book_queries import Rules
from backend.checkin.models import Scan
from backend.checkin.refusals import AlreadyUndone, NothingToUndo
from backend.checkin.services import require_door
from backend.database import atomic
from backend.errors import NotFound

_ATTEMPTS = 4


def undo_scan(activity_id: int, scan_id: int, reason: str, client_ref: str, caller: Caller) -> dict[str, Any]:
    """Take one accepted scan back; returns what `UndoAnswerSchema` shows. The same again gets the same answer.

    What another door had let in with the same pass counts again. Raises NotFound, NothingToUndo, AlreadyUndone.
    """
    require_door(activity_id, caller)
    for _ in range(_ATTEMPTS):
        try:
            with atomic():
                return _undo(activity_id, scan_id, reason, client_ref, caller.require_member())
        except peewee.IntegrityError:  # the same attempt, or another undo of this scan, was faster
            continue
    raise AlreadyUndone


def _undo(activity_id: int, scan_id: int, reason: str, client_ref: str, undone_by: int) -> dict[str, Any]:
    found = Scan.get_or_none(Scan.id == scan_id, Scan.activity == activity_id)
    if found is None:
        raise NotFound
    signup_ids = [] if found.signup_id is None else [found.signup_id]
    book = open_book(activity_id, undone_by, [client_ref], signup_ids)
    # Read again under the lock: another door's batch may have changed its verdict.
    scan = Scan.get_by_id(scan_id)
    earlier = Scan.get_or_none(Scan.undoes == scan_id)
    if earlier is not None:
        if (earlier.client_ref, earlier.scanned_by_id) != (client_ref, undone_by):
            raise AlreadyUndone
        return _answer(book, book.rules, scan)
    if client_ref in book.known or scan.refusal != "" or scan.method == "undo":
        raise NothingToUndo
    now = clock.now_ms()
    book.read_past(without=scan_id)
    claim = Claim(client_ref, "undo", now, scan.signup_id, scan.direction, scan.session_id, note=reason)
    book.lines.append(Line(claim, "", scan.session_id, undoes=scan_id, seats=scan.seats))
    if scan.signup_id is not None:
        book.decide([(scan.signup_id, scan.session_id)])
    else:
        unseat_guest(activity_id)
        if scan.session_id is not None:
            book_queries.write_session_arrivals.run([(-1, scan.session_id)])
    rules = book.write(now)
    return _answer(book, rules, scan)


def _answer(book: Book, rules: Rules, scan: Any) -> dict[str, Any]:
    guest = book.guests.get(scan.signup_id or 0)
    place = book.after.get((scan.signup_id or 0, scan.session_id))
    came = place.checked_in_at if place is not None else guest.checked_in_at if guest is not None else None
    name = guest.name if guest else scan.note
    return {
        "signup_id": scan.signup_id,
        "name": name,
        "organization": guest.organization if guest else "",
        "checked_in_at": None if came is None else clock.from_ms(came),
        "arrived": rules.arrived,
        "expected": rules.expected,
        "version": rules.version,
        "message": f"已撤销 {name} 的{'离场' if scan.direction == 'out' else '签到'}",
        "scan_id": scan.id,
        "seats": scan.seats,
        "session_id": scan.session_id,
        "direction": scan.direction,
    }
