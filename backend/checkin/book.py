"""The door's book: some passes of one activity with all their scans, under the activity's lock.

Scans are added, decided by the replay of each pass, and what changed is written in as many statements for one scan
as for two hundred. Lock order: the activity's row, then signups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from backend.activities.services.attendance import settle_signup
from backend.checkin import book_queries as sql
from backend.checkin.book_queries import Guest, KnownScan, Rules, SessionRow
from backend.checkin.replay import ABSENT, REPLAYED, Event, Presence, replay

# A signup at a session; None where the activity is its own only session.
Place = tuple[int, int | None]


class Claim(NamedTuple):
    """A scan to be decided. `refusal` is set where it is decided already; moments in milliseconds.

    `received_at` says that it was made off line, and when it arrived.
    """

    client_ref: str
    method: str
    at: int
    signup_id: int | None
    direction: str = "in"
    session_id: int | None = None
    refusal: str = ""
    grant_id: int | None = None
    received_at: int | None = None
    offset_ms: int | None = None
    receipt: str | None = None
    delay_ms: int | None = None
    note: str = ""


@dataclass(slots=True)
class Line:
    """A line to be written into the ledger."""

    claim: Claim
    refusal: str
    session_id: int | None
    event: Event | None = None
    undoes: int | None = None
    version: int | None = None
    seats: int = 1


def choose_session(sessions: Sequence[SessionRow], at: int) -> SessionRow | None:
    """The session whose door is open at this moment, else the next one to open, else the last."""
    is_open = [one for one in sessions if one.opens_at <= at < one.closes_at]
    coming = [one for one in sessions if one.opens_at > at]
    if is_open or coming:
        return (is_open or sorted(coming, key=lambda one: one.opens_at))[0]
    return sessions[-1] if sessions else None


@dataclass(slots=True)
class Book:
    """See the module. `without` is a scan that is being taken back: it is left out."""

    rules: Rules
    scanned_by: int
    guests: dict[int, Guest]
    sessions: Sequence[SessionRow]
    known: dict[str, KnownScan]
    events: dict[Place, list[Event]] = field(default_factory=dict)
    before: dict[Place, Presence] = field(default_factory=dict)
    after: dict[Place, Presence] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def read_past(self, without: int | None = None) -> None:
        """Lay out what the ledger and the signups say so far."""
        activity_id, ids = self.rules.activity_id, list(self.guests)
        if self.rules.has_sessions:
            for signup_id, session_id, *presence in sql.find_attendance(ids):
                self.before[signup_id, session_id] = Presence(*presence)
        else:
            for guest in self.guests.values():
                self.before[guest.signup_id, None] = Presence(
                    guest.checked_in_at, guest.method, guest.left_at, guest.entries
                )
        for signup_id, session_id, *fields in sql.find_past(activity_id, ids):
            event = Event(*fields)
            event.written = (event.refusal, bool(event.is_conflict))
            if event.scan_id != without:
                self.events.setdefault((signup_id, session_id), []).append(event)
        if without is None:
            self._keep_what_has_no_scan()

    def _keep_what_has_no_scan(self) -> None:
        """Somebody marked as in before there were such lines in the ledger stays in."""
        for place, presence in self.before.items():
            known = self.events.get(place, [])
            if presence.checked_in_at is not None and not any(event.refusal == "" for event in known):
                base = Event("", 0, presence.checked_in_at, "in", presence.method, written=("", False))
                self.events.setdefault(place, []).append(base)

    def session_of(self, claim: Claim) -> tuple[SessionRow | None, bool]:
        """The session a scan is for, and whether what it names is there."""
        if claim.session_id is not None:
            found = next((one for one in self.sessions if one.id == claim.session_id), None)
            return found, found is not None
        return choose_session(self.sessions, claim.at), True

    def window(self, session: SessionRow | None) -> tuple[int, int]:
        """When the door is open, in milliseconds."""
        door = session or self.rules
        return door.opens_at, door.closes_at

    def add(self, claim: Claim) -> Line:
        """Take a new scan in; what only other scans of its pass can decide waits for `decide`."""
        session, is_known = self.session_of(claim)
        refusal = claim.refusal or self._refused_by_rules(claim, session, is_known)
        guest = self.guests.get(claim.signup_id or 0)
        line = Line(claim, refusal, session.id if session else None, seats=guest.seats if guest else 1)
        if not refusal and guest is not None:
            event = Event(claim.client_ref, self.scanned_by, claim.at, claim.direction, claim.method, claim.grant_id)
            line.event = event
            self.events.setdefault((guest.signup_id, line.session_id), []).append(event)
        self.lines.append(line)
        return line

    def _refused_by_rules(self, claim: Claim, session: SessionRow | None, is_known: bool) -> str:
        guest = self.guests.get(claim.signup_id or 0)
        opens_at, closes_at = self.window(session)
        is_leaving = claim.direction == "out"
        unknown = "signup_unknown" if claim.method == "manual" else "pass_invalid"
        checks = (
            (unknown, guest is None),
            ("pass_of_other_activity", guest is not None and guest.activity_id != self.rules.activity_id),
            ("activity_cancelled", self.rules.state == "cancelled"),
            ("signup_not_approved", guest is not None and guest.signup_state != "approved"),
            ("session_unknown", not is_known),
            ("leave_not_scanned", is_leaving and not self.rules.has_leave_scan),
            ("checkin_too_early", claim.at < opens_at),
            # Leaving takes place when nobody comes any more.
            ("checkin_closed", not is_leaving and claim.at >= closes_at),
        )
        return next((code for code, applies in checks if applies), "")

    def decide(self, places: Iterable[Place]) -> None:
        """Replay these passes."""
        rules = self.rules
        for place in places:
            self.after[place] = replay(self.events.get(place, ()), rules.scans_most, rules.has_leave_scan)

    def write(self, now: int) -> Rules:
        """Write what changed; returns the rules with the figures as they are now."""
        changed = [
            event
            for place in self.after
            for event in self.events.get(place, ())
            if event.scan_id is not None and event.written != (event.refusal, event.is_conflict)
        ]
        accepted = [line for line in self.lines if self._counts(line)]
        promoted = [event for event in changed if event.refusal == "" and event.written and event.written[0] != ""]
        versions = len(accepted) + len(promoted)
        rules = self.rules
        if versions:
            figures = sql.count_arrivals(rules.activity_id, self._arrived_seats(), versions)
            rules = rules._replace(version=figures[0], arrived=figures[1], expected=figures[2])
        first = rules.version - versions + 1
        for number, line in enumerate(accepted):
            line.version = first + number
        of_promoted = {id(event): first + len(accepted) + number for number, event in enumerate(promoted)}
        if versions:
            self._write_presence(rules.version, now)
        sql.write_verdicts.run(
            [(event.refusal, event.is_conflict, of_promoted.get(id(event)), event.scan_id) for event in changed]
        )
        sql.write_scans.run([self._row(line) for line in self.lines])
        if rules.settled_at is not None:
            for signup_id in sorted({signup_id for signup_id, _ in self.after}):
                settle_signup(signup_id)
        return rules

    @staticmethod
    def _counts(line: Line) -> bool:
        return line.undoes is not None or (line.event is not None and line.event.refusal == "")

    def _arrived_seats(self) -> int:
        return sum(
            guest.seats * ((presence.checked_in_at is not None) - (guest.checked_in_at is not None))
            for guest, presence in self._presence_of_guests()
        )

    def _presence_of_guests(self) -> list[tuple[Guest, Presence]]:
        """Everybody replayed, over all their places, as they are after this."""
        if not self.rules.has_sessions:
            return [(self.guests[signup_id], presence) for (signup_id, _), presence in self.after.items()]
        there: dict[int, list[Presence]] = {signup_id: [] for signup_id, _ in self.after}
        for (signup_id, _), presence in {**self.before, **self.after}.items():
            if signup_id in there and presence.checked_in_at is not None:
                there[signup_id].append(presence)
        return [(self.guests[signup_id], _over_all(presences)) for signup_id, presences in there.items()]

    def _write_presence(self, version: int, now: int) -> None:
        changed = {place: one for place, one in self.after.items() if one != self.before.get(place, ABSENT)}
        signup_ids = {signup_id for signup_id, _ in changed}
        sql.write_signups.run(
            [
                (one.checked_in_at, one.method, one.left_at, one.entries, now, version, guest.signup_id)
                for guest, one in self._presence_of_guests()
                if guest.signup_id in signup_ids
            ]
        )
        by_session: dict[int, int] = {}
        rows = []
        for (signup_id, session_id), one in changed.items():
            if session_id is None:
                continue
            was = self.before.get((signup_id, session_id), ABSENT)
            seats = self.guests[signup_id].seats * (bool(one.checked_in_at) - bool(was.checked_in_at))
            by_session[session_id] = by_session.get(session_id, 0) + seats
            rows.append((self.rules.activity_id, session_id, signup_id, *one))
        sql.write_attendance.run(rows)
        sql.write_session_arrivals.run([(seats, one) for one, seats in sorted(by_session.items()) if seats])

    def _row(self, line: Line) -> tuple[object, ...]:
        claim, event = line.claim, line.event
        return (
            self.rules.activity_id,
            claim.signup_id if claim.signup_id in self.guests else None,
            claim.method,
            line.refusal if event is None else event.refusal,
            self.scanned_by,
            claim.client_ref,
            line.version,
            claim.receipt,
            claim.at,
            claim.received_at,
            claim.offset_ms,
            claim.grant_id,
            line.session_id,
            claim.direction,
            line.seats,
            claim.delay_ms,
            event is not None and event.is_conflict,
            line.undoes,
            claim.note,
        )


def _over_all(there: Sequence[Presence]) -> Presence:
    """A signup over its sessions: the first arrival, every entry. When it left is a matter of each session."""
    if not there:
        return ABSENT
    first = min(there, key=lambda one: one.checked_in_at or 0)
    return Presence(first.checked_in_at, first.method, None, sum(one.entries for one in there))


def open_book(activity_id: int, scanned_by: int, client_refs: Iterable[str], signup_ids: Iterable[int]) -> Book:
    """Lock the activity and read these passes, those of repeated attempts too. The caller holds the transaction."""
    rules = sql.lock_rules(activity_id)
    known = sql.find_known(activity_id, scanned_by, client_refs)
    wanted = {*signup_ids, *(scan.signup_id for scan in known.values() if scan.signup_id is not None)}
    sessions = sql.list_sessions(activity_id) if rules.has_sessions else ()
    return Book(rules, scanned_by, sql.find_guests(wanted), sessions, known)


def touched(book: Book) -> dict[Place, None]:
    """The places that new lines and repeated attempts speak of."""
    places: dict[Place, None] = {}
    for line in book.lines:
        if line.event is not None and line.claim.signup_id is not None:
            places[line.claim.signup_id, line.session_id] = None
    for scan in book.known.values():
        if scan.signup_id is not None and scan.refusal in REPLAYED:
            places.setdefault((scan.signup_id, scan.session_id), None)
    return {place: None for place in places if place in book.events}
