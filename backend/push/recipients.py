"""Who a notification goes to, by name: "activity_signups:42".

A feature that tells many people has a `recipients.py` with `recipients`, a query of member ids by name, and with
`concerns`, by kind of message: whom of those it was written for it still concerns when it is about to leave.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache

import peewee

from backend import features

Recipients = Callable[[int], peewee.Select]
# (subject as written, members) -> those it still concerns.
Concerns = Callable[[str, Collection[int]], Collection[int]]


@cache
def _registered() -> tuple[dict[str, Recipients], dict[str, Concerns]]:
    found: dict[str, Recipients] = {}
    concerns: dict[str, Concerns] = {}
    for module in features.modules("recipients"):
        if module.__name__ != __name__:
            found |= module.recipients
            concerns |= module.concerns
    return found, concerns


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
