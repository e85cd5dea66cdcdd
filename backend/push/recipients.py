"""Who a notification goes to, by name: "activity_signups:42"; and until when credits are kept for something.

A feature that tells many people has a `recipients.py` with `recipients`, a query of member ids by name, and with
`concerns`, by kind of message: whom of those it was written for it still concerns when it is about to leave. Credits
asked for at something of its own are kept until the moment `holds` gives, by the first word of the subject. It may
also have `announcements`, by name what staff can ask the reach of before they do it, and `secret`, by kind the subjects
of which nobody may learn who was told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import peewee

from backend import clock, features
from backend.database import is_postgresql
from backend.scope import WRITE

Recipients = Callable[[int], peewee.Select]
# (subject as written, members) -> those it still concerns.
Concerns = Callable[[str, Collection[int]], Collection[int]]
Holds = Callable[[int], datetime | None]
# Numbers of subjects -> those of which nobody may learn who was told.
Secret = Callable[[Collection[int]], Collection[int]]


@dataclass(frozen=True, slots=True)
class People:
    """Member ids as a set query: its text for `Statement`, and its parameters."""

    text: str
    parameters: tuple[object, ...] = ()

    @classmethod
    def of(cls, query: peewee.Select) -> People:
        """As peewee would ask for them."""
        text, parameters = query.sql()
        return cls(text.replace("%s", "?") if is_postgresql() else text, tuple(parameters))


@dataclass(frozen=True, slots=True)
class Announcement:
    """What staff are about to tell, or to make visible: whom, by which kind of message, for which organization."""

    kind: str
    subject: str
    organization_id: int
    people: People
    expires_at: datetime | None = None
    # False: the act itself sends nothing; it only can be seen from then on.
    is_sent: bool = True
    # Counts of these people may not tell who has answered.
    is_secret: bool = False
    # With which roles one does it.
    names: tuple[str, ...] = WRITE


@cache
def _registered() -> tuple[dict[str, Recipients], dict[str, Concerns], dict[str, Holds]]:
    found: dict[str, Recipients] = {}
    concerns: dict[str, Concerns] = {}
    holds: dict[str, Holds] = {}
    for module in features.modules("recipients"):
        if module.__name__ != __name__:
            found |= module.recipients
            concerns |= module.concerns
            holds |= getattr(module, "holds", {})
    return found, concerns, holds


@cache
def announcements() -> dict[str, Callable[[int], Announcement]]:
    """What can be announced, by name; each finds its subject by number, and raises NotFound."""
    found: dict[str, Callable[[int], Announcement]] = {}
    for module in features.modules("recipients"):
        found |= getattr(module, "announcements", {}) if module.__name__ != __name__ else {}
    return found


@cache
def _secrets() -> dict[str, Secret]:
    found: dict[str, Secret] = {}
    for module in features.modules("recipients"):
        found |= getattr(module, "secret", {}) if module.__name__ != __name__ else {}
    return found


def secret_among(kind: str, subjects: Collection[str]) -> set[str]:
    """The subjects ("survey:42") of messages of this kind of which nobody may learn who was told."""
    check = _secrets().get(kind)
    if check is None or not subjects:
        return set()
    numbers = {int(subject.partition(":")[2]): subject for subject in subjects}
    return {numbers[number] for number in check(list(numbers))}


def secret_kinds() -> list[str]:
    """The kinds of messages that `secret_among` knows secret subjects of."""
    return sorted(_secrets())


def query_of(recipients: str) -> peewee.Select:
    """The query of member ids behind "name:number". Raises ValueError: only the program names recipients."""
    name, _, number = recipients.partition(":")
    known = _registered()[0]
    if name not in known:
        raise ValueError(f"unknown recipients {recipients!r}")
    return known[name](int(number))


def still_concerned(kind: str, subject: str, occurrence: str, member_ids: Iterable[int]) -> Collection[int]:
    """Whom of these members a message of this kind still concerns; everybody, of a kind nobody checks."""
    members = list(member_ids)
    check = _registered()[1].get(kind)
    return members if check is None else check(f"{subject}@{occurrence}", members)


def held_until(subject: str) -> datetime | None:
    """Until when a credit asked for at `subject` ("activity:42") is kept for it; None if it is kept for nothing.

    The phone names the subject: one that is unknown, or over, keeps nothing.
    """
    name, _, number = subject.partition(":")
    find = _registered()[2].get(name)
    # Ids have at most 19 digits; more would not fit into the database.
    if find is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    until = find(int(number))
    return until if until is not None and until > clock.now() else None
