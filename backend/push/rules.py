"""Rules: what people are reminded of, found in the database each time it is looked.

A rule is asked for everything that falls due up to a moment; what was written before is left alone. So a missed tick is
caught up by the next one, a double tick does nothing, and a restart forgets nothing. Rules stand in the `jobs.py` of
their feature, as `rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from backend import clock, features
from backend.database import Statement, atomic, marks
from backend.push.kinds import kind_of
from backend.push.services import News, notify_recipients

# Reminders that may go out together are written so long ahead that one message can stand for them.
AHEAD = timedelta(hours=4)
# What should have gone out so long ago is not caught up, even if it is of use yet.
BEHIND = timedelta(days=1)

# Everything that falls due after the first moment, up to the second.
Find = Callable[[datetime, datetime], Sequence[News]]


@dataclass(frozen=True)
class Rule:
    """`find` returns what falls due in a span of time, with `due_at`, `recipients`, and `expires_at` where it has one:
    one statement, whatever the number of members, and none for each thing found."""

    kind: str
    find: Find

    def due(self, now: datetime) -> Iterator[News]:
        """What is to be written now and is of use yet; some of it may have been written before."""
        ahead = AHEAD if kind_of(self.kind).is_merged else timedelta(0)
        for news in self.find(now - BEHIND, now + ahead):
            if news.expires_at is None or news.expires_at > now:
                yield news


def all_rules() -> list[Rule]:
    """Every rule of every feature's jobs.py."""
    return list(chain.from_iterable(getattr(module, "rules", ()) for module in features.modules("jobs")))


def plan_due(rules: Iterable[Rule]) -> int:
    """Write down what the rules find and what is not there yet; returns how many notifications that is."""
    now = clock.now()
    written = 0
    for rule in rules:
        found = list(rule.due(now))
        known = known_keys(found)
        for news in found:
            if (news.kind, news.subject, news.occurrence) not in known:
                with atomic():
                    written += notify_recipients(news)
    return written


def known_keys(found: Sequence[News]) -> set[tuple[str, str, str]]:
    """Which of these are written down already, by kind, subject and occurrence: one statement."""
    if not found:
        return set()
    kinds, subjects = sorted({news.kind for news in found}), sorted({news.subject for news in found})
    text = f"""SELECT kind, subject, occurrence FROM notification
        WHERE kind IN ({marks(kinds)}) AND subject IN ({marks(subjects)})"""  # noqa: S608
    return {(row[0], row[1], row[2]) for row in Statement(text).rows(*kinds, *subjects)}
