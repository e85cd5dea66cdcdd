"""What phones scanned off line, handed in: in any order, twice, in parts, with wrong clocks. One ledger comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.activities.passes import read_pass, read_spoken_code
from backend.auth import Caller
from backend.checkin import book_queries
from backend.checkin.book import Book, Claim, Line, open_book, touched
from backend.checkin.book_queries import Guest, KnownScan, Rules
from backend.checkin.grants import Door, find_door, see_door
from backend.checkin.refusals import refusal_in_words, spoken_time
from backend.checkin.replay import ABSENT, REPLAYED, Event, Presence
from backend.database import atomic
from backend.schemas import iso

MOST_SCANS = 1000
_AT_ONCE = 200
_ATTEMPTS = 4
_EARLIEST_MS = 86_400_000


class Outcome(NamedTuple):
    """What one scan came to; `refusal` is empty where somebody was let in or out. Moments in milliseconds."""

    client_ref: str
    refusal: str
    direction: str
    guest: Guest | None
    presence: Presence
    session_id: int | None
    window: tuple[int, int]
    at: int
    conflict: str

    # What `refusal_in_words` asks for.
    @property
    def name(self) -> str | None:
        return None if self.shown is None else self.shown.name

    @property
    def shown(self) -> Guest | None:
        """Whom this phone may be told about: nobody of another activity, nobody once it was stopped."""
        return None if self.refusal in ("pass_of_other_activity", "door_revoked") else self.guest

    @property
    def signup_state(self) -> str | None:
        return None if self.guest is None else self.guest.signup_state

    @property
    def checked_in_at(self) -> int | None:
        return self.presence.checked_in_at

    @property
    def left_at(self) -> int | None:
        return self.presence.left_at

    @property
    def opens_at(self) -> int:
        return self.window[0]

    @property
    def closes_at(self) -> int:
        return self.window[1]


def hand_in(activity_id: int, grant_id: int, scans: Sequence[dict[str, Any]], caller: Caller) -> dict[str, Any]:
    """Enter a phone's queue; returns what `BatchAnswerSchema` shows. The same scans again change nothing.

    Raises NotFound. A scan that cannot count is refused in its own result, the batch goes on.
    """
    door = find_door(activity_id, grant_id, caller, to_hand_in=True)
    now, scanned_by = clock.now_ms(), caller.require_member()
    outcomes: list[Outcome] = []
    rules: Rules | None = None
    for start in range(0, len(scans), _AT_ONCE):
        part = scans[start : start + _AT_ONCE]
        settled, rules = settle(activity_id, [_claimed(activity_id, scan, door, now) for scan in part], scanned_by, now)
        outcomes.extend(settled)
    see_door(door, now)
    if rules is None:
        with atomic():
            rules = book_queries.lock_rules(activity_id)
    return {
        "server_time": clock.from_ms(now),
        "results": [_result(outcome) for outcome in outcomes],
        "conflicts": [{"client_ref": one.client_ref, "message": one.conflict} for one in outcomes if one.conflict],
        "version": rules.version,
        "arrived": rules.arrived,
        "expected": rules.expected,
    }


class Unresolved(NamedTuple):
    """A claim whose signup is known by its number only, until the activity's numbers are looked up."""

    claim: Claim
    number: int | None


def _claimed(activity_id: int, scan: dict[str, Any], door: Door, now: int) -> Unresolved:
    signup_id, number = scan["signup_id"], None
    if scan["method"] == "pass":
        signup_id = read_pass(scan["code"])
        number = read_spoken_code(activity_id, scan["code"]) if signup_id is None else None
    at = min(scan["scanned_at"] + scan["offset_ms"], now)
    refusal = "door_revoked" if door.is_revoked else "door_over" if at >= door.trusted_until else ""
    claim = Claim(
        scan["client_ref"],
        scan["method"],
        at,
        signup_id,
        scan["direction"],
        scan["session_id"],
        refusal,
        door.grant_id,
        now,
        scan["offset_ms"],
    )
    return Unresolved(claim, number)


def settle(activity_id: int, claims: Sequence[Unresolved], scanned_by: int, now: int) -> tuple[list[Outcome], Rules]:
    """Decide scans of one person and write them, in one transaction; one outcome each, in order."""
    for _ in range(_ATTEMPTS):
        try:
            with atomic():
                return _settle(activity_id, claims, scanned_by, now)
        except peewee.IntegrityError:
            # The same attempt on line, refused without waiting for the activity's lock, or a receipt used twice.
            continue
    raise RuntimeError("scans kept changing while they were being entered")


def _settle(activity_id: int, claims: Sequence[Unresolved], scanned_by: int, now: int) -> tuple[list[Outcome], Rules]:
    refs = [one.claim.client_ref for one in claims]
    numbers = {one.number for one in claims if one.number is not None}
    by_number = book_queries.find_by_numbers(activity_id, numbers)
    resolved = [
        one.claim if one.number is None else one.claim._replace(signup_id=by_number.get(one.number)) for one in claims
    ]
    signup_ids = [claim.signup_id for claim in resolved if claim.signup_id is not None]
    book = open_book(activity_id, scanned_by, refs, signup_ids)
    book.read_past()
    lines: dict[str, Line] = {}
    earliest = book.rules.opens_at - _EARLIEST_MS
    for claim in resolved:
        if claim.client_ref not in book.known and claim.client_ref not in lines:
            lines[claim.client_ref] = book.add(claim._replace(at=max(claim.at, min(earliest, now))))
    book.decide(touched(book))
    rules = book.write(now)
    conflicts = _conflicts(book)
    return [_outcome(book, ref, lines.get(ref), conflicts) for ref in refs], rules


def _outcome(book: Book, client_ref: str, line: Line | None, conflicts: dict[str, str]) -> Outcome:
    said: KnownScan | Line = book.known[client_ref] if line is None else line
    if isinstance(said, KnownScan):
        signup_id, direction, at = said.signup_id, said.direction, said.at
    else:
        signup_id, direction, at = said.claim.signup_id, said.claim.direction, said.claim.at
    place = (signup_id or 0, said.session_id)
    event = _event_of(book, place, client_ref)
    session = next((one for one in book.sessions if one.id == said.session_id), None)
    return Outcome(
        client_ref,
        said.refusal if event is None else event.refusal,
        direction,
        book.guests.get(signup_id or 0),
        book.after.get(place) or book.before.get(place, ABSENT),
        said.session_id,
        book.window(session),
        at,
        conflicts.get(client_ref, ""),
    )


def _event_of(book: Book, place: tuple[int, int | None], client_ref: str) -> Event | None:
    for event in book.events.get(place, ()):
        if event.client_ref == client_ref and event.scanned_by == book.scanned_by:
            return event
    return None


def _conflicts(book: Book) -> dict[str, str]:
    """What to tell this phone about passes that another door let in too; by its own `client_ref`."""
    pairs = [
        (book.guests[place[0]], event.against, event)
        for place in book.after
        for event in book.events.get(place, ())
        if event.is_conflict and event.against is not None
    ]
    if not pairs:
        return {}
    names = book_queries.door_names({grant for grant in _grants(pairs) if grant is not None})
    told: dict[str, str] = {}
    for guest, first, second in pairs:
        where = [names.get(event.grant_id or 0) or "另一处" for event in (first, second)]
        message = (
            f"{guest.name} 的入场码 {spoken_time(first.at)} 在{where[0]}、{spoken_time(second.at)} 在{where[1]}"
            "都放行了，请核对。"
        )
        for event in (first, second):
            if event.scanned_by == book.scanned_by:
                told.setdefault(event.client_ref, message)
    return told


def _grants(pairs: Iterable[tuple[Guest, Event, Event]]) -> Iterable[int | None]:
    for _, first, second in pairs:
        yield first.grant_id
        yield second.grant_id


def _result(outcome: Outcome) -> dict[str, Any]:
    """As `BatchResultSchema` shows it; ready to be sent."""
    refusal = refusal_in_words(outcome.refusal, outcome) if outcome.refusal else None
    guest = outcome.shown
    word = "已离场" if outcome.direction == "out" else "签到成功"
    came = outcome.checked_in_at
    return {
        "client_ref": outcome.client_ref,
        "outcome": outcome.direction
        if refusal is None
        else "already"
        if outcome.refusal in REPLAYED and outcome.refusal != "not_checked_in"
        else "refused",
        "code": outcome.refusal,
        "message": f"{guest.name if guest else ''} {word}".strip() if refusal is None else refusal.message,
        "name": guest.name if guest else "",
        "organization": guest.organization if guest else "",
        "seats": guest.seats if guest else 0,
        "checked_in_at": None if came is None or guest is None else iso(clock.from_ms(came)),
    }
