"""Granting and revoking roles. Only an administrator does, and only within what the own role covers."""

from __future__ import annotations

from datetime import datetime

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.errors import DomainError, InvalidInput, NotFound
from backend.members.models import Member
from backend.members.queries import visible_members
from backend.organizations.models import Organization, Role
from backend.scope import ADMINISTER, Scope


class LastAdministrator(DomainError):
    """Without this role nobody could administer the tree any more."""

    status, code, message = 409, "last_administrator", "这是顶级组织的最后一位管理员，请先指定另一位管理员。"


# Changes nothing; takes the organization's row, so that its roles change one after the other.
_LOCK = Statement("UPDATE organization SET name = name WHERE id = ?")


def check_grant(scope: Scope, member_id: int, organization_id: int, ends_at: datetime | None) -> None:
    """What an administrator must hold and see to give a role there. Raises NotFound, Forbidden, InvalidInput."""
    scope.require(organization_id, ADMINISTER)
    if not visible_members(scope).where(Member.id == member_id).exists():
        raise NotFound("没有找到这位会员。")
    if not scope.covers_until(ends_at, organization_id, ADMINISTER):
        raise InvalidInput(errors={"ends_at": ["不能晚于您自己管理员角色的结束时间。"]})


def grant_role(
    *,
    member_id: int,
    organization_id: int,
    name: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    granted_by: int,
) -> Role:
    """Give somebody a role, or set the period of one they have; repeating it changes nothing.

    Raises LastAdministrator if the period would leave the top without anybody in charge.
    """
    period = {"starts_at": starts_at, "ends_at": ends_at}
    before: dict[str, datetime | None] | None = None
    with atomic():
        _LOCK.run(organization_id)
        role: Role | None = Role.get_or_none(
            Role.member == member_id, Role.organization == organization_id, Role.name == name
        )
        if role is None:
            role = Role.create(member=member_id, organization=organization_id, name=name, **period)
        elif (role.starts_at, role.ends_at) == (starts_at, ends_at):
            return role
        else:
            before = {"starts_at": role.starts_at, "ends_at": role.ends_at}
            Role.update(**period).where(Role.id == role.id).execute()
            if name == "administrator":
                _require_administrator(organization_id)
        record(
            action="grant_role",
            subject_kind="role",
            subject_id=role.id,
            actor_id=granted_by,
            about_member_id=member_id,
            organization_id=organization_id,
            detail={"role": name},
            before=before,
            after=period,
        )
    return role


def revoke_role(role: Role, revoked_by: int) -> None:
    """Take a role away. Raises LastAdministrator for the last one in force at the top of a tree."""
    with atomic():
        _LOCK.run(role.organization_id)
        if Role.delete().where(Role.id == role.id).execute() == 0:
            return
        if role.name == "administrator":
            _require_administrator(role.organization_id)
        record(
            action="revoke_role",
            subject_kind="role",
            subject_id=role.id,
            actor_id=revoked_by,
            about_member_id=role.member_id,
            organization_id=role.organization_id,
            detail={"role": role.name},
            before={"starts_at": role.starts_at, "ends_at": role.ends_at},
        )


def _require_administrator(organization_id: int) -> None:
    """Raise LastAdministrator if a top organization has no administrator now, or will have none one day."""
    if Organization.get_by_id(organization_id).parent_id is not None:
        return
    now = clock.now()
    lasting = Role.select().where(
        Role.organization == organization_id,
        Role.name == "administrator",
        Role.starts_at.is_null() | (Role.starts_at <= now),
        Role.ends_at.is_null(),
    )
    if not lasting.exists():
        raise LastAdministrator
