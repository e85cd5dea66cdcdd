"""Which credit pays for a message. Pure, so that it can be tested against every order of events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Grant(NamedTuple):
    """An open credit. `held_until` in milliseconds; None where it is kept for nothing."""

    id: int
    subject: str = ""
    held_until: int | None = None

    def is_held_for(self, other: str, now: int) -> bool:
        """Whether it is kept, now, for something other than `other`."""
        return self.held_until is not None and self.held_until > now and self.subject != other


def choose_grant(
    grants: Sequence[Grant], subject: str, now: int, *, is_extra: bool = False, already_spent: int = 0
) -> Grant | None:
    """The grant that pays for a message about `subject`, or None.

    First what is kept for the subject itself, then what is free, oldest first; never what is kept for something else.
    An extra message (the reminder two hours before) must not be the first the subject's credits are spent on: it goes
    only with a second one. `already_spent` is how many went out for the subject.
    """
    own = [grant for grant in grants if grant.subject == subject and grant.held_until is not None]
    usable = own + [grant for grant in grants if grant not in own and not grant.is_held_for(subject, now)]
    if is_extra and len(usable) + already_spent < 2:
        return None
    return usable[0] if usable else None
