"""Who a notification goes to, by name: "activity_signups:42"; and until when credits are kept for something.

A feature that tells many people has a `recipients.py` with `recipients`, a query of member ids by name, and with
`concerns`, by kind of message: whom of those it was written for it still concerns when it is about to leave. Credits
asked for at something of its own are kept until the moment `holds` gives, by the first word of the subject.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import cache

import peewee

from backend import clock, features

Recipients = Callable[[int], peewee.Select]
# (subject as written, members) -> those it still concerns.
Concerns = Callable[[str, Collection[int]], Collection[int]]
Holds = Callable[[int], datetime | None]


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
