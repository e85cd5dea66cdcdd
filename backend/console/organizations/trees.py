"""The tree as one reader sees it: what their roles cover, with how many belong and who works there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.database import Statement
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
    depth: int = 1
    members: int = 0
    holders: int = 0
    below: list[Branch] = field(default_factory=list)

    def walk(self) -> list[Branch]:
        """This one and all below, from the top down."""
        return [self, *(one for child in self.below for one in child.walk())]


def load_forest(organization_ids: Any) -> list[Branch]:
    """These organizations as they hang together; tops are those whose parent is not among them. Three statements."""
    rows: Any = (
        Organization.select(
            Organization.id, Organization.parent, Organization.name, Organization.kind, Organization.is_government
        )
        .where(Organization.id << organization_ids)
        .order_by(Organization.name, Organization.id)
        .tuples()
    )
    branches = {row[0]: Branch(*row) for row in rows}
    for organization_id, members in _count_members(organization_ids):
        branches[organization_id].members = members
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


def _count_members(organization_ids: Any) -> Any:
    """By organization, counting its whole subtree."""
    closure = OrganizationClosure
    return (
        closure.select(closure.ancestor, peewee.fn.COUNT(Membership.member.distinct()))
        .join(Membership, on=(Membership.organization == closure.descendant))
        .where(closure.ancestor << organization_ids)
        .group_by(closure.ancestor)
        .tuples()
    )


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


_BELOW = Statement(
    """SELECT (SELECT count(*) FROM organization_closure b WHERE b.ancestor_id = one.id) - 1,
         (SELECT count(DISTINCT ms.member_id) FROM organization_closure b
          JOIN membership ms ON ms.organization_id = b.descendant_id WHERE b.ancestor_id = one.id),
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
    return Below(*(_BELOW.row(clock.now_ms(), organization_id) or (0, 0, 0)))


_PATH = Statement(
    """SELECT o.name FROM organization_closure c JOIN organization o ON o.id = c.ancestor_id
       WHERE c.descendant_id = ? ORDER BY (SELECT count(*) FROM organization_closure d WHERE d.descendant_id = o.id)"""
)


def path_of(organization_id: int) -> str:
    """东湖区 › 石桥街道 › 石桥商会: which of several of one name it is."""
    return " › ".join(name for (name,) in _PATH.rows(organization_id))
