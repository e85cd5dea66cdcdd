"""The tree as one reader sees it: what their roles cover, with how many belong and who works there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.database import Statement, rows_of
from backend.organizations.models import Membership, Organization, OrganizationClosure, Role
from backend.scope import READ, Scope


@dataclass
class Branch:
    """An organization with what hangs below it. `members`: people of the whole subtree, each once."""

    id: int
    parent_id: int | None
    name: str
    kind: str
    is_government: bool
    own_members: int = 0
    depth: int = 1
    members: int = 0
    holders: int = 0
    below: list[Branch] = field(default_factory=list)

    def walk(self) -> list[Branch]:
        """This one and all below, from the top down."""
        return [self, *(one for child in self.below for one in child.walk())]


def load_forest(organization_ids: Any) -> list[Branch]:
    """These organizations as they hang together; tops are those whose parent is not among them. Three statements."""
    own = Membership.select(peewee.fn.COUNT(Membership.id)).where(Membership.organization == Organization.id)
    rows: Any = (
        Organization.select(
            Organization.id, Organization.parent, Organization.name, Organization.kind, Organization.is_government, own
        )
        .where(Organization.id << organization_ids)
        .order_by(Organization.name, Organization.id)
        .tuples()
    )
    branches = {row[0]: Branch(*row) for row in rows}
    _count_members(branches)
    for organization_id, holders in _count_holders(organization_ids):
        branches[organization_id].holders = holders
    return hang_together(branches)


def hang_together(branches: dict[int, Branch]) -> list[Branch]:
    """The tops, with everything else below its parent."""
    tops: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.parent_id or 0)
        (tops if parent is None else parent.below).append(branch)
    for top in tops:
        _deepen(top)
    return tops


def _deepen(branch: Branch) -> None:
    for child in branch.below:
        child.depth = branch.depth + 1
        _deepen(child)


# In the order of an index: counting each subtree's people apart would take seconds for a hundred thousand.
_BELONGING_TWICE = Statement(
    """SELECT ms.member_id, ms.organization_id FROM (SELECT member_id FROM membership
         GROUP BY member_id HAVING count(*) > 1) twice JOIN membership ms ON ms.member_id = twice.member_id"""
)


def _count_members(branches: dict[int, Branch]) -> None:
    """Of each subtree, everybody once: all memberships, less the further ones of those who have several in it."""
    above = {one: frozenset(_with_above(branches, one)) for one in branches}
    members: Counter[int] = Counter()
    for branch in branches.values():
        for one in above[branch.id]:
            members[one] += branch.own_members
    theirs: dict[int, list[frozenset[int]]] = defaultdict(list)
    for member_id, organization_id in _BELONGING_TWICE.rows():
        if organization_id in above:
            theirs[member_id].append(above[organization_id])
    for places in theirs.values():
        # Where the second one lies below the same organization as the first, and so on, it is one person too many.
        seen = places[0]
        for place in places[1:]:
            for one in seen & place:
                members[one] -= 1
            seen |= place
    for one, branch in branches.items():
        branch.members = members[one]


def _with_above(branches: dict[int, Branch], organization_id: int) -> Iterator[int]:
    """The organization and all above it, as far as they are among the branches."""
    branch = branches.get(organization_id)
    while branch is not None:
        yield branch.id
        branch = branches.get(branch.parent_id or 0)


def _count_holders(organization_ids: Any) -> Any:
    return (
        Role.select(Role.organization, peewee.fn.COUNT(Role.member.distinct()))
        .where(Role.organization << organization_ids, Role.in_force(clock.now()))
        .group_by(Role.organization)
        .tuples()
    )


def choices_of(scope: Scope, names: tuple[str, ...] = READ, without: int | None = None) -> list[tuple[int, str]]:
    """Organizations for a <select>, from the top down, deeper ones set in; `without` one and all below it."""
    rows: Any = (
        Organization.select(
            Organization.id, Organization.parent, Organization.name, Organization.kind, Organization.is_government
        )
        .where(Organization.id << scope.organizations(names))
        .order_by(Organization.name, Organization.id)
    )
    if without is not None:
        below = OrganizationClosure.select(OrganizationClosure.descendant).where(
            OrganizationClosure.ancestor == without
        )
        rows = rows.where(Organization.id.not_in(below))
    tops = hang_together({row[0]: Branch(*row) for row in rows.tuples()})
    return [(one.id, "　" * (one.depth - 1) + one.name) for top in tops for one in top.walk()]


# The plus keeps SQLite from its index by organization: read by member, whoever is there twice comes in a row.
_BELOW = Statement(
    """SELECT (SELECT count(*) FROM organization_closure b WHERE b.ancestor_id = one.id) - 1,
         (SELECT count(*) FROM (SELECT 1 FROM membership ms WHERE +ms.organization_id IN
            (SELECT b.descendant_id FROM organization_closure b WHERE b.ancestor_id = ?) GROUP BY ms.member_id) people),
         (SELECT count(*) FROM organization_closure b JOIN activity a ON a.organization_id = b.descendant_id
          WHERE b.ancestor_id = one.id AND a.state = 'published' AND a.ends_at > ?)
       FROM organization one WHERE one.id = ?"""
)


class Below(NamedTuple):
    """What an organization has with all below it; activities are published ones that are not over."""

    organizations: int
    members: int
    activities: int


def count_below(organization_id: int) -> Below:
    """In one statement."""
    return Below(*(_BELOW.row(organization_id, clock.now_ms(), organization_id) or (0, 0, 0)))


_PATHS = """SELECT c.descendant_id, o.name FROM organization_closure c JOIN organization o ON o.id = c.ancestor_id
    WHERE c.descendant_id IN ({})
    ORDER BY (SELECT count(*) FROM organization_closure d WHERE d.descendant_id = o.id)"""


def path_of(organization_id: int) -> str:
    """东湖区 › 石桥街道 › 石桥商会: which of several of one name it is."""
    return paths_of([organization_id])[organization_id]


def paths_of(organization_ids: Sequence[int]) -> dict[int, str]:
    """The same of several, in one statement."""
    names: dict[int, list[str]] = {one: [] for one in organization_ids}
    for organization_id, name in rows_of(_PATHS, names):
        names[organization_id].append(name)
    return {one: " › ".join(above) for one, above in names.items()}
