"""What a member's roles cover. Every staff list and count is limited by it in the query, not afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend import clock
from backend.database import Statement
from backend.errors import Forbidden, NotFound
from backend.organizations.models import Organization, OrganizationClosure

READ = ("administrator", "staff", "auditor")
WRITE = ("administrator", "staff")
ADMINISTER = ("administrator",)
# Who plans activities and runs their doors: an organizer does that below its organization, and sees nothing else there.
ORGANIZE = (*WRITE, "organizer")
READ_ACTIVITIES = (*READ, "organizer")

_ROLES = Statement(
    """SELECT r.name, r.organization_id, o.name, r.ends_at FROM role r JOIN organization o ON o.id = r.organization_id
       WHERE r.member_id = ? AND (r.starts_at IS NULL OR r.starts_at <= ?)
         AND (r.ends_at IS NULL OR r.ends_at > ?) ORDER BY r.id"""
)
_COVERED = Statement(
    "SELECT 1 FROM organization_closure WHERE ancestor_id = ? AND descendant_id = ?",
)
_ABOVE = Statement("SELECT ancestor_id FROM organization_closure WHERE descendant_id = ?")


@dataclass(frozen=True)
class HeldRole:
    """One role at one organization, in force now; it ends at `ends_at`, milliseconds, if ever."""

    name: str
    organization_id: int
    organization_name: str
    ends_at: int | None


@dataclass(frozen=True)
class Scope:
    """All roles in force of one member."""

    roles: tuple[HeldRole, ...]

    def roots(self, names: tuple[str, ...] = READ) -> list[int]:
        """The organizations at which one of these roles is held."""
        return [role.organization_id for role in self.roles if role.name in names]

    def organizations(self, names: tuple[str, ...] = READ) -> Any:
        """A sub-select of the ids of every organization covered, for `column << scope.organizations()`."""
        return OrganizationClosure.select(OrganizationClosure.descendant).where(
            OrganizationClosure.ancestor << self.roots(names)
        )

    def covers(self, organization_id: int, names: tuple[str, ...] = READ) -> bool:
        """Whether one of these roles covers the organization."""
        return any(_COVERED.row(root, organization_id) is not None for root in self.roots(names))

    def covers_everything(self, names: tuple[str, ...] = ADMINISTER) -> bool:
        """Whether these roles are held at every organization at the top, so that what the whole installation shares is
        theirs to decide."""
        return {one.id for one in Organization.at_the_top()} <= set(self.roots(names))

    def names_over(self, organization_id: int) -> frozenset[str]:
        """The names of the roles that cover the organization, by one statement: for pages that ask several times."""
        above = {row[0] for row in _ABOVE.rows(organization_id)}
        return frozenset(role.name for role in self.roles if role.organization_id in above)

    def covers_until(self, ends_at: datetime | None, organization_id: int, names: tuple[str, ...]) -> bool:
        """Whether one of these roles covers the organization and lasts that long; None is for ever."""
        wanted = None if ends_at is None else clock.to_ms(ends_at)
        lasting = [
            role for role in self.roles if role.ends_at is None or (wanted is not None and wanted <= role.ends_at)
        ]
        return Scope(tuple(lasting)).covers(organization_id, names)

    def require(self, organization_id: int, names: tuple[str, ...] = WRITE) -> None:
        """Raise NotFound for what the member may not see, Forbidden for what it may see but not do."""
        if self.covers(organization_id, names):
            return
        raise Forbidden if self.covers(organization_id, READ) else NotFound


def load_scope(member_id: int | None) -> Scope:
    """The roles a member holds at this moment."""
    if member_id is None:
        return Scope(())
    now = clock.now_ms()
    return Scope(tuple(HeldRole(*row) for row in _ROLES.rows(member_id, now, now)))
