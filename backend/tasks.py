"""What home is made of: one kind of item, which every feature contributes through its `tasks.py`.

Most features look into a table or two for it. A round trip for each would be what the first screen spends its time
on, so they give home the text instead, and home puts all of them in one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

from backend import clock
from backend.auth import Caller
from backend.database import Statement

ListName = Literal["do", "write", "read"]

# How long there is news of something, in milliseconds: `lately` below.
NEWS_FOR_MS = 30 * 86_400_000


# Whether `r` is a role of the caller (`me`), in force now, to act for an organization: scope.WRITE in SQL.
IS_MY_STAFF_ROLE = """r.member_id = me.id AND r.name IN ('administrator', 'staff')
    AND (r.starts_at IS NULL OR r.starts_at <= me.now) AND (r.ends_at IS NULL OR r.ends_at > me.now)"""


# The same of those to plan activities for it: scope.ORGANIZE.
IS_MY_ORGANIZING_ROLE = IS_MY_STAFF_ROLE.replace("'staff')", "'staff', 'organizer')")


@dataclass(frozen=True, slots=True)
class Task:
    """Something the caller can write, read or do. The phone words it from `kind`, `due_at`, `count` and `note`.

    `key` is stable while the task is the same task; `minutes` is what it costs the member; `target` is a
    mini-program path. `instead_of` is the key of another task this one says more than, which is then left out.
    """

    list: ListName
    kind: str
    key: str
    title: str
    target: str
    due_at: datetime | None = None
    count: int | None = None
    note: str | None = None
    minutes: int = 1
    instead_of: str | None = None


class TaskRow(NamedTuple):
    """What each branch of the statement selects, in this order; `name`, `number` and `note` mean what the feature
    makes of them. `at` in milliseconds."""

    kind: str
    name: str | None
    title: str | None
    subject_id: int | None
    at: int | None
    number: int | None
    note: str | None


@dataclass(frozen=True)
class TaskSource:
    """The tasks of one feature, as `tasks` in its `tasks.py`.

    `branches()` is one SELECT or several with UNION ALL between them, from `caller`, which has one row: id (of the
    member, 0 for a visitor), account_id, now, midnight (at the end of today), lately. The first column says of each
    row which of `kinds` it is; `read` makes tasks of those.
    """

    kinds: frozenset[str]
    branches: Callable[[], str]
    read: Callable[[Caller, Sequence[TaskRow]], list[Task]]

    def __call__(self, caller: Caller) -> list[Task]:
        """This feature's tasks alone."""
        return ask((self,), caller)

    @property
    def statement(self) -> Statement:
        """What `__call__` runs, for tests that read its plan."""
        return _statement((self.branches(),))


def ask(sources: Sequence[TaskSource], caller: Caller) -> list[Task]:
    """The tasks of all sources, by one statement."""
    now = clock.now_ms()
    midnight = clock.to_ms(clock.business_day(clock.business_today())[1])
    statement = _statement(tuple(source.branches() for source in sources))
    asked = (caller.member_id or 0, caller.account_id, now, midnight, now - NEWS_FOR_MS)
    rows = [TaskRow(*row) for row in statement.rows(*asked)]
    return [task for one in sources for task in one.read(caller, [row for row in rows if row.kind in one.kinds])]


# Materialized, the one row of `caller` would hide from SQLite what is looked for: it then scans whole tables. The
# branch that finds nothing tells PostgreSQL the types of the columns, so that the others may say NULL.
_HEAD = """WITH caller AS NOT MATERIALIZED (SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS account_id,
    CAST(? AS BIGINT) AS now, CAST(? AS BIGINT) AS midnight, CAST(? AS BIGINT) AS lately)
  SELECT CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), CAST(NULL AS TEXT) WHERE 1 = 0"""


@cache
def _statement(branches: tuple[str, ...]) -> Statement:
    return Statement(" UNION ALL ".join((_HEAD, *branches)))
