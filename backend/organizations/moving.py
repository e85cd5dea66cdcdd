"""Moving an organization with all below it under another one, and what that would change for whom.

Scope and visibility follow the closure: whoever holds a role above the new place sees what moves in, whoever held one
above the old place alone sees it no more. Members, activities and roles themselves stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity, ActivityQuota
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.errors import DomainError, NotFound
from backend.members.models import Member
from backend.organizations.models import Membership, Organization, OrganizationClosure, Role
from backend.organizations.services import OrganizationNameTaken, hold_tree, require_free_name

_MOST_NAMED = 100
_ALIVE = ("draft", "published")


class MoveIntoItself(DomainError):
    """Above would come to lie below itself."""

    status, code, message = 409, "organization_in_itself", "不能把组织移到它自己或它的下级组织下面，请另选上级。"


class TopStays(DomainError):
    """A tree's top has administrators who answer for all of it; it does not become part of another."""

    status, code, message = 409, "organization_at_the_top", "顶级组织不能移到别的组织下面。"


class MovedMeanwhile(DomainError):
    """The organization is no longer where the person who moves it saw it."""

    status, code = 409, "organization_moved"
    message = "另一位管理员刚刚移动过这个组织，这次没有移动。请看过现在的位置再决定。"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody's role, in force or still to come, that begins or ceases to cover what moves."""

    member_id: int
    member_name: str
    role: str
    organization_name: str
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class MoveEffects:
    """What a move would change. `members` counts people once; `activities` are drafts and those not over yet.

    `shown` and `hidden`: published activities not over yet that those members begin or cease to see, from above.
    `quotas`: seats kept by activities above the old place, which these organizations would no longer see.
    """

    organization: Organization
    old_parent: Organization
    parent: Organization
    organizations: int
    members: int
    activities: int
    gaining: tuple[Holder, ...]
    losing: tuple[Holder, ...]
    shown: int
    hidden: int
    quotas: int

    @property
    def is_nothing(self) -> bool:
        """Whether it is there already."""
        return self.old_parent.id == self.parent.id


_LEAVE = Statement(
    """DELETE FROM organization_closure
       WHERE descendant_id IN (SELECT descendant_id FROM organization_closure WHERE ancestor_id = ?)
         AND ancestor_id NOT IN (SELECT descendant_id FROM organization_closure WHERE ancestor_id = ?)"""
)
_ARRIVE = Statement(
    """INSERT INTO organization_closure (ancestor_id, descendant_id)
       SELECT above.ancestor_id, below.descendant_id
       FROM organization_closure above CROSS JOIN organization_closure below
       WHERE above.descendant_id = ? AND below.ancestor_id = ?"""
)


def move_organization(organization_id: int, parent_id: int, *, from_parent_id: int, moved_by: int) -> None:
    """Hang an organization and all below it under another parent; there already, nothing happens.

    `from_parent_id` is where the mover saw it. Raises NotFound, MoveIntoItself, TopStays, MovedMeanwhile,
    OrganizationNameTaken.
    """
    with atomic():
        # Two moves at once could each look harmless and together tie the tree into a ring: they queue here.
        hold_tree()
        organization, parent = _both(organization_id, parent_id)
        if parent_id in _surroundings(organization, parent_id)[2]:
            raise MoveIntoItself
        if organization.parent_id == parent_id:
            return
        if organization.parent_id != from_parent_id:
            raise MovedMeanwhile
        require_free_name(parent, organization.name)
        old = organization.parent
        try:
            Organization.update(parent=parent_id).where(Organization.id == organization_id).execute()
        except peewee.IntegrityError:  # a sibling of that name was renamed since we looked
            raise OrganizationNameTaken from None
        _LEAVE.run(organization_id, organization_id)
        _ARRIVE.run(parent_id, organization_id)
        record(
            action="move_organization",
            subject_kind="organization",
            subject_id=organization_id,
            actor_id=moved_by,
            organization_id=organization_id,
            detail={
                "name": organization.name,
                "from": {"id": str(old.id), "name": old.name},
                "to": {"id": str(parent.id), "name": parent.name},
            },
        )


def weigh_move(organization_id: int, parent_id: int) -> MoveEffects:
    """What moving it there would change, before it is done; raises what `move_organization` would refuse with."""
    organization, parent = _both(organization_id, parent_id)
    before, after, inside = _surroundings(organization, parent_id)
    if parent_id in inside:
        raise MoveIntoItself
    if organization.parent_id != parent_id:
        require_free_name(parent, organization.name)
    now = clock.now()
    kept = (before & after) | inside
    holders = _holders(before | after | inside, now)
    staying = {(one.member_id, one.name) for one in holders if one.organization_id in kept}
    activities, shown, hidden = _count_activities(inside, after - before, before - after, now)
    return MoveEffects(
        organization=organization,
        old_parent=organization.parent,
        parent=parent,
        organizations=len(inside),
        members=_count_people(inside),
        activities=activities,
        gaining=_only_through(after - before, holders, staying),
        losing=_only_through(before - after, holders, staying),
        shown=shown,
        hidden=hidden,
        quotas=_count_quotas(inside, before - after, now),
    )


def _both(organization_id: int, parent_id: int) -> tuple[Organization, Organization]:
    above = Organization.alias()
    rows = Organization.select(Organization, above).join(
        above, peewee.JOIN.LEFT_OUTER, on=(Organization.parent == above.id)
    )
    found = {one.id: one for one in rows.where(Organization.id << [organization_id, parent_id])}
    if organization_id not in found or parent_id not in found:
        raise NotFound
    if found[organization_id].parent_id is None:
        raise TopStays
    return found[organization_id], found[parent_id]


def _surroundings(organization: Organization, parent_id: int) -> tuple[set[int], set[int], set[int]]:
    """What is above it now, what would be, and what moves along with it."""
    closure = OrganizationClosure
    rows: Any = closure.select(closure.ancestor, closure.descendant).where(
        (closure.descendant << [organization.parent_id, parent_id]) | (closure.ancestor == organization.id)
    )
    pairs: list[tuple[int, int]] = list(rows.tuples())
    return (
        {above for above, below in pairs if below == organization.parent_id},
        {above for above, below in pairs if below == parent_id},
        {below for above, below in pairs if above == organization.id},
    )


def _count_people(organization_ids: set[int]) -> int:
    people = Membership.select(Membership.member).join(Member)
    inside = Membership.organization << sorted(organization_ids)
    return int(people.where(inside, Member.state == "active").distinct().count())


def _count_activities(inside: set[int], coming: set[int], going: set[int], now: datetime) -> tuple[int, int, int]:
    """Activities not over: of what moves, and what its members begin and cease to see from above.

    Public ones are seen from everywhere.
    """
    rows: Any = (
        Activity.select(Activity.organization, Activity.state, Activity.is_public, peewee.fn.COUNT(Activity.id))
        .where(Activity.organization << sorted(inside | coming | going))
        .where(Activity.ends_at > now, Activity.state << _ALIVE)
        .group_by(Activity.organization, Activity.state, Activity.is_public)
        .tuples()
    )
    counts = list(rows)

    def seen(organization_ids: set[int]) -> int:
        return sum(
            number
            for organization_id, state, is_public, number in counts
            if organization_id in organization_ids and state == "published" and not is_public
        )

    return sum(row[3] for row in counts if row[0] in inside), seen(coming), seen(going)


def _count_quotas(inside: set[int], going: set[int], now: datetime) -> int:
    rows = ActivityQuota.select().join(Activity)
    kept_for = (ActivityQuota.organization << sorted(inside)) & (Activity.organization << sorted(going))
    return int(rows.where(kept_for, Activity.ends_at > now, Activity.state << _ALIVE).count())


def _holders(organization_ids: set[int], now: datetime) -> list[Role]:
    """Every role there that is in force or still to come, by organization."""
    rows = Role.select(Role, Member, Organization).join(Member).switch(Role).join(Organization)
    rows = rows.where(Role.organization << sorted(organization_ids), Member.state == "active")
    rows = rows.where(Role.ends_at.is_null() | (Role.ends_at > now))
    return list(rows.order_by(Role.organization, Role.name, Member.name, Role.id))


def _only_through(organization_ids: set[int], holders: list[Role], staying: set[tuple[int, str]]) -> tuple[Holder, ...]:
    """Whose roles reach what moves through these organizations alone: nobody who holds the same where it stays."""
    found = [
        Holder(role.member_id, role.member.name, role.name, role.organization.name, role.ends_at)
        for role in holders
        if role.organization_id in organization_ids and (role.member_id, role.name) not in staying
    ]
    return tuple(found[:_MOST_NAMED])
