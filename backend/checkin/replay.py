"""The rule of the door: what a row of scans of one pass comes to. Pure: the same scans in any order end the same.

Scans made off line arrive late, twice and out of order. So nothing is added to what was decided before: the scans of
a pass are laid out by the time they happened and decided anew, and what changed is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

# Scans that happened in front of a doorkeeper: the same pass at two of these is a conflict.
_AT_A_DOOR = ("pass", "manual")


@dataclass(slots=True)
class Event:
    """One scan of one pass that nothing but the other scans of the pass can decide; `at` in milliseconds.

    `refusal` and `is_conflict` are the verdict: on the way in what the ledger says, afterwards what is so.
    """

    client_ref: str
    scanned_by: int
    at: int
    direction: str
    method: str
    grant_id: int | None = None
    scan_id: int | None = None
    refusal: str = ""
    is_conflict: bool = False
    # The scan it came second to.
    against: Event | None = None
    # How it stands in the ledger; None while it is not there.
    written: tuple[str, bool] | None = None

    @property
    def door(self) -> tuple[str, int]:
        """Which door it was: a phone's, or whoever held one without a grant."""
        return ("person", self.scanned_by) if self.grant_id is None else ("grant", self.grant_id)

    def is_conflict_with(self, other: Event) -> bool:
        """Whether two doors let the same pass in."""
        return self.method in _AT_A_DOOR and other.method in _AT_A_DOOR and self.door != other.door


class Presence(NamedTuple):
    """One pass at one door: first in, last out, how often let in. Moments in milliseconds."""

    checked_in_at: int | None = None
    method: str = ""
    left_at: int | None = None
    entries: int = 0


ABSENT = Presence()


def replay(events: Iterable[Event], scans_most: int, has_leave_scan: bool) -> Presence:
    """Decide the scans of one pass in the order in which they happened; each event gets its verdict."""
    first: Event | None = None
    last: Event | None = None
    left_at: int | None = None
    entries = 0
    for event in sorted(events, key=lambda one: (one.at, one.client_ref)):
        event.against, event.is_conflict = None, False
        is_inside = last is not None and left_at is None
        if event.direction == "out":
            event.refusal = "" if is_inside else "already_left" if last is not None else "not_checked_in"
            if is_inside:
                left_at = event.at
            continue
        may_enter = last is None or (not (has_leave_scan and is_inside) and (not scans_most or entries < scans_most))
        if may_enter:
            event.refusal = ""
            first, last, left_at, entries = first or event, event, None, entries + 1
        elif last is not None:
            event.refusal, event.against = "already_checked_in", last
            event.is_conflict = event.is_conflict_with(last)
    if first is None:
        return ABSENT
    return Presence(first.at, first.method, left_at, entries)


# The verdicts that another scan of the same pass may change.
REPLAYED = ("", "already_checked_in", "already_left", "not_checked_in")
