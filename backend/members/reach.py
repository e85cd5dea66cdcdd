"""Everybody below some organizations, as conditions that cost the same for a chapter of fifty and a whole city.

Whether a member belongs below is asked member by member where most do (a list then ends after its first page), and
found from the organizations where few do.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import peewee

from backend.database import Statement, is_postgresql, marks
from backend.members.models import Member
from backend.organizations.models import Membership, Organization, OrganizationClosure

# Above so many memberships, looking at each member in turn is the shorter way.
_WIDE = 5_000
_BELOW = """membership ms JOIN organization_closure c ON c.descendant_id = ms.organization_id
    WHERE c.ancestor_id IN ({})"""


@dataclass(frozen=True)
class Reach:
    """The organizations `roots` and all below them."""

    roots: tuple[int, ...]

    @cached_property
    def is_wide(self) -> bool:
        """Whether many people belong here; one short statement, once."""
        text = f"SELECT 1 FROM {_BELOW.format(marks(self.roots))} LIMIT 1 OFFSET {_WIDE}"
        return bool(self.roots) and Statement(text).row(*self.roots) is not None

    @cached_property
    def is_everywhere(self) -> bool:
        """Whether nobody belongs elsewhere; one short statement, once."""
        return not Organization.at_the_top().where(Organization.id.not_in(list(self.roots))).exists()

    def has(self, member: Any = Member.id) -> Any:
        """The condition that the member of this column belongs here."""
        return self.near(member) if self.is_wide else member << self._below()

    def all(self, member: Any = Member.id) -> Any:
        """The same, where every one of them is looked at, as in counting: those elsewhere are then left aside."""
        return self.near(member) if self.is_wide and self.is_everywhere else member << self._below()

    def near(self, member: Any) -> Any:
        """The same, asked member by member: of one, or of a few that are known already."""
        return peewee.fn.EXISTS(self._below().where(Membership.member == member))

    def _below(self) -> Any:
        return (
            Membership.select(Membership.member)
            .join(OrganizationClosure, on=(OrganizationClosure.descendant == Membership.organization))
            .where(OrganizationClosure.ancestor << list(self.roots))
        )

    def condition(self, column: str) -> tuple[str, tuple[int, ...]]:
        """The same for `Statement`, with its parameters; PostgreSQL asks it last, of what the rest has found."""
        last = " OFFSET 0" if is_postgresql() else ""
        below = _BELOW.format(marks(self.roots))
        if self.is_wide:
            return f"EXISTS (SELECT 1 FROM {below} AND ms.member_id = {column}{last})", self.roots
        return f"{column} IN (SELECT ms.member_id FROM {below}{last})", self.roots

    def quick_count(self) -> int | None:
        """How many active members belong here, where counting memberships is the shorter way; else None.

        SQLite goes through an index as it lies. PostgreSQL, after a few calls, plans for organizations of average size
        once and for all; in this form that is still a short way for the largest. Where few belong both count as fast.
        """
        if not self.is_wide:
            return None
        below = "membership ms WHERE 1 = 1" if self.is_everywhere else _BELOW.format(marks(self.roots))
        gone = f"SELECT 1 FROM {below} AND ms.member_id = m.id"
        text = f"""SELECT (SELECT count(*) FROM (SELECT 1 FROM {below} GROUP BY ms.member_id) here)
            - (SELECT count(*) FROM member m WHERE (m.state < 'active' OR m.state > 'active') AND EXISTS ({gone}))"""
        row = Statement(text).row(*(() if self.is_everywhere else (*self.roots, *self.roots)))
        return int(row[0]) if row else 0
