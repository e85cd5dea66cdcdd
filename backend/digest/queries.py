"""What waits for whom. The database is asked once for each organization; scopes are added up in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from backend import clock
from backend.database import Statement
from backend.decisions import ASKED, all_things, decision_kinds
from backend.scope import ORGANIZE, READ, WRITE, Scope

# The thing that has waited longest stands for the others of its organization and page.
_COUNT = """WITH {asked}
  SELECT kind, organization_id, number, late, since, title, subject_id FROM (
    SELECT kind, organization_id, since, title, subject_id,
      CAST(count(*) OVER (PARTITION BY kind, organization_id, subject_id) AS BIGINT) AS number,
      CAST(sum(late) OVER (PARTITION BY kind, organization_id, subject_id) AS BIGINT) AS late,
      row_number() OVER (PARTITION BY kind, organization_id, subject_id ORDER BY since, thing_id) AS place
    FROM ({things}) things) waiting
  WHERE place = 1"""
_HOLDERS = Statement(
    """SELECT r.member_id, r.organization_id FROM role r JOIN member m ON m.id = r.member_id
       WHERE m.state = 'active' AND r.name IN ('administrator', 'staff')
         AND (r.starts_at IS NULL OR r.starts_at <= ?) AND (r.ends_at IS NULL OR r.ends_at > ?)
       ORDER BY r.member_id, r.id"""
)
_PARENTS = Statement("SELECT id, parent_id, name FROM organization")


class DecisionRow(NamedTuple):
    """What waits at one organization: `number` things of a kind, `late` of them past their due date.

    The oldest waits since `since` (milliseconds) and is called `title`.
    """

    kind: str
    organization_id: int | None
    number: int
    late: int
    since: int
    title: str
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: `count` things of a kind that open on one page, the oldest waiting since `since` (milliseconds).

    `title` is the oldest one's; empty where it has none, or where the reader may count but not read.
    """

    kind: str
    name: str
    unit: str
    count: int
    late: int
    since: int
    title: str
    page: str


class Tree:
    """The organizations as they hang together; one statement."""

    def __init__(self) -> None:
        rows = _PARENTS.rows()
        self._parents: dict[int, int | None] = {row[0]: row[1] for row in rows}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for organization_id, _, name in rows:
            self._by_name[name].append(organization_id)

    def named(self, name: str) -> list[int]:
        """The organizations of exactly this name: siblings differ, cousins may not."""
        return self._by_name.get(name, [])

    def with_above(self, organization_id: int) -> list[int]:
        """The organization and all above it."""
        found: list[int] = []
        one: int | None = organization_id
        while one is not None:
            found.append(one)
            one = self._parents.get(one)
        return found

    def is_top(self, organization_id: int) -> bool:
        """Whether nothing is above it."""
        return self._parents.get(organization_id, 0) is None


def waiting_rows() -> list[DecisionRow]:
    """What waits at every organization: one statement, however many organizations and members there are."""
    now = clock.now_ms()
    midnight = clock.to_ms(clock.business_day(clock.business_today())[1])
    rows = [DecisionRow(*row) for row in _statement().rows(now, midnight)]
    return [row for row in rows if decision_kinds()[row.kind].page]


def holders() -> dict[int, tuple[int, ...]]:
    """The organizations at which each member may decide now: one statement."""
    now = clock.now_ms()
    found: dict[int, list[int]] = defaultdict(list)
    for member_id, organization_id in _HOLDERS.rows(now, now):
        found[member_id].append(organization_id)
    return {member_id: tuple(dict.fromkeys(roots)) for member_id, roots in found.items()}


class Waiting:
    """What waits in any scope, from what waits at each organization."""

    def __init__(self, rows: Iterable[DecisionRow], tree: Tree) -> None:
        # What an organization and all below it have; None has what belongs to no one organization.
        self._below: dict[int | None, list[DecisionRow]] = defaultdict(list)
        self._tree = tree
        for row in rows:
            if row.organization_id is None:
                self._below[None].append(row)
                continue
            for above in tree.with_above(row.organization_id):
                self._below[above].append(row)

    def rows_for(self, roots: Collection[int]) -> list[DecisionRow]:
        """What waits at these organizations and below, once each."""
        found: dict[tuple[str, int | None, int | None], DecisionRow] = {}
        reach: list[int | None] = list(roots)
        if any(self._tree.is_top(root) for root in roots):
            reach.append(None)
        for one in reach:
            for row in self._below.get(one, ()):
                found[row.kind, row.organization_id, row.subject_id] = row
        return list(found.values())

    def for_roots(self, roots: Collection[int]) -> list[Decision]:
        """The lines for somebody who holds roles at these organizations, longest waiting first."""
        return added_up(self.rows_for(roots))


def added_up(rows: Iterable[DecisionRow]) -> list[Decision]:
    """One line for each kind and page, longest waiting first."""
    groups: dict[tuple[str, str], list[DecisionRow]] = defaultdict(list)
    kinds = decision_kinds()
    for row in rows:
        groups[row.kind, kinds[row.kind].page_of(row.subject_id)].append(row)
    lines = []
    for (kind, page), those in groups.items():
        oldest = min(those, key=lambda row: (row.since, row.organization_id or 0))
        lines.append(
            Decision(
                kind=kind,
                name=kinds[kind].name,
                unit=kinds[kind].unit,
                count=sum(row.number for row in those),
                late=sum(row.late for row in those),
                since=oldest.since,
                title=oldest.title,
                page=page,
            )
        )
    return sorted(lines, key=lambda line: (line.since, line.kind, line.page))


def decisions_in(scope: Scope) -> list[Decision]:
    """What waits in a caller's scope at this moment; without titles where they may count but not decide."""
    waiting = Waiting(waiting_rows(), Tree())
    kinds = decision_kinds()
    counted = [row._replace(title="") for row in waiting.rows_for(scope.roots(READ))]
    deciding = waiting.rows_for(scope.roots(WRITE))
    organizing = [row for row in waiting.rows_for(scope.roots(ORGANIZE)) if kinds[row.kind].names == ORGANIZE]
    rows = {(row.kind, row.organization_id, row.subject_id): row for row in (*counted, *deciding, *organizing)}
    return added_up(rows.values())


@cache
def _statement() -> Statement:
    return Statement(_COUNT.format(asked=ASKED, things=all_things()))
