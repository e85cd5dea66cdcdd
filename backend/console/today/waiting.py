"""What waits for one reader: the single things of every feature, in their scope, longest waiting first."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, NamedTuple

from backend import clock
from backend.database import Statement, marks
from backend.decisions import ASKED, all_things, decision_kinds
from backend.scope import ORGANIZE, READ, WRITE, Scope

# So many are listed at most; whoever has more begins with the oldest.
MOST = 1_000
_NOBODY = (-1,)


class Waiting(NamedTuple):
    """One thing, as `WaitingThing` says; `may_decide`: the reader may, not only look."""

    kind: str
    organization_id: int | None
    organization_name: str | None
    thing_id: int
    subject_id: int | None
    since: int
    late: int
    title: str
    given_to: int | None
    may_decide: bool

    @property
    def key(self) -> str:
        """What names it on the page and in its address."""
        return f"{self.kind}-{self.thing_id}"


_COVERED = """EXISTS (SELECT 1 FROM organization_closure c
  WHERE c.descendant_id = w.organization_id AND c.ancestor_id IN ({}))"""
_AT_TOP = (
    "(w.organization_id IS NULL AND EXISTS (SELECT 1 FROM organization t WHERE t.id IN ({}) AND t.parent_id IS NULL))"
)


def waiting_for(
    scope: Scope, member_id: int, chosen: int | None = None, only: tuple[str, int] | None = None
) -> list[Waiting]:
    """What waits in a scope, or was given to this member: one statement, however much it is.

    `chosen` narrows it to an organization and all below it; `only` to one thing, by kind and id.
    """
    readers = scope.roots(READ) or _NOBODY
    deciders = scope.roots(WRITE) or _NOBODY
    organizers = scope.roots(ORGANIZE) or _NOBODY
    now = clock.now_ms()
    midnight = clock.to_ms(clock.business_day(clock.business_today())[1])
    parameters: list[Any] = [now, midnight, *deciders, *deciders, *organizers]
    parameters += [*readers, *readers, *organizers, member_id]
    if chosen is not None:
        parameters.append(chosen)
    if only is not None:
        parameters += only
    statement = _statement(len(readers), len(deciders), len(organizers), chosen is not None, only is not None)
    return [Waiting(*row) for row in statement.rows(*parameters, MOST + 1)]


@cache
def _statement(readers: int, deciders: int, organizers: int, is_narrowed: bool, is_one: bool) -> Statement:
    def among(text: str, number: int) -> str:
        return text.format(marks(range(number)))

    theirs = ", ".join(f"'{name}'" for name, kind in decision_kinds().items() if kind.names == ORGANIZE)
    by_organizer = f"(w.kind IN ({theirs}) AND {among(_COVERED, organizers)})"
    may = " OR ".join((among(_COVERED, deciders), among(_AT_TOP, deciders), by_organizer))
    seen = " OR ".join((among(_COVERED, readers), among(_AT_TOP, readers), by_organizer, "w.given_to = ?"))
    more = f" AND {among(_COVERED, 1)}" if is_narrowed else ""
    more += " AND w.kind = ? AND w.thing_id = ?" if is_one else ""
    return Statement(
        f"""WITH {ASKED}
          SELECT w.kind, w.organization_id, o.name, w.thing_id, w.subject_id, w.since, w.late, w.title, w.given_to,
            {may}
          FROM ({all_things()}) w LEFT JOIN organization o ON o.id = w.organization_id
          WHERE ({seen}){more} ORDER BY w.since, w.thing_id LIMIT ?"""
    )


class Filter(NamedTuple):
    """One way to narrow the list, and how much there is of it."""

    key: str
    name: str
    number: int
    late: int


def filters_of(things: Collection[Waiting], member_id: int) -> list[Filter]:
    """All, mine and every kind there is something of."""
    kinds = decision_kinds()
    found = [Filter("", "全部", len(things), sum(one.late for one in things))]
    mine = [one for one in things if one.given_to == member_id]
    if mine:
        found.append(Filter("mine", "我承办的", len(mine), sum(one.late for one in mine)))
    for kind in kinds:
        those = [one for one in things if one.kind == kind]
        if those:
            found.append(Filter(kind, kinds[kind].name, len(those), sum(one.late for one in those)))
    return found


def narrowed(things: Sequence[Waiting], key: str, member_id: int) -> list[Waiting]:
    """The things of one filter; of one that is not there, all."""
    if key == "mine":
        return [one for one in things if one.given_to == member_id]
    return [one for one in things if one.kind == key] if key in decision_kinds() else list(things)
