"""Where one member belongs and what roles they hold."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.database import Statement
from backend.errors import DomainError
from backend.organizations.models import Membership, Organization, Role
from backend.schemas import iso


class LeavesNoAdministrator(DomainError):
    """Nobody could give out roles any more."""

    status, code = 409, "last_administrator"
    message = "您是组织唯一的管理员，请先把管理员交给其他人，再注销账号。"


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Memberships and roles, by the name of the organization."""
    if member_id is None:
        return {}
    memberships = Membership.select(Membership, Organization).join(Organization)
    roles = Role.select(Role, Organization).join(Organization)
    return {
        "memberships": [
            {"organization": row.organization.name, "joined_at": iso(row.joined_at)}
            for row in memberships.where(Membership.member == member_id).order_by(Membership.id)
        ],
        "roles": [
            {"organization": row.organization.name, "role": row.name, "since": iso(row.created_at)}
            for row in roles.where(Role.member == member_id).order_by(Role.id)
        ],
    }


_ROOTS = Statement(
    """SELECT o.id FROM role r JOIN organization o ON o.id = r.organization_id
       WHERE r.member_id = ? AND r.name = 'administrator' AND o.parent_id IS NULL
         AND (r.ends_at IS NULL OR r.ends_at > ?) ORDER BY o.id"""
)
# Two administrators who leave at once queue here, and the second one finds that the first has gone.
_HOLD = Statement("UPDATE organization SET name = name WHERE id = ?")
_ANOTHER = Statement(
    """SELECT 1 FROM role r JOIN member m ON m.id = r.member_id
       WHERE r.organization_id = ? AND r.name = 'administrator' AND r.member_id <> ? AND m.state = 'active'
         AND (r.starts_at IS NULL OR r.starts_at <= ?) AND r.ends_at IS NULL"""
)


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """End memberships and roles. Raises LeavesNoAdministrator for the only lasting one at the top of a tree."""
    if member_id is None:
        return
    now = clock.now_ms()
    for (root,) in _ROOTS.rows(member_id, now):
        _HOLD.run(root)
        if _ANOTHER.row(root, member_id, now) is None:
            raise LeavesNoAdministrator
    Role.delete().where(Role.member == member_id).execute()
    Membership.delete().where(Membership.member == member_id).execute()


def end_roles(member_id: int) -> list[int]:
    """End every role of somebody who is gone already, whoever is left; returns the trees without administrator now."""
    now = clock.now_ms()
    roots = [root for (root,) in _ROOTS.rows(member_id, now)]
    for root in roots:
        _HOLD.run(root)
    Role.delete().where(Role.member == member_id).execute()
    return [root for root in roots if _ANOTHER.row(root, member_id, now) is None]
