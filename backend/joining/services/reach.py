"""Which applications a scope reaches, and whom an applicant can be taken for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee

from backend.encryption import keys
from backend.errors import Forbidden, NotFound
from backend.joining.models import Application
from backend.members.models import PHONE_INDEX, Member
from backend.members.queries import claimed_among, visible_members
from backend.organizations.models import Organization, Role
from backend.scope import ADMINISTER, READ, WRITE, Scope


def applications_in(scope: Scope) -> Any:
    """Applications a scope may see, with the names they are shown with."""
    decider = Member.alias()
    return (
        Application.select(Application, Organization, decider)
        .join(Organization, peewee.JOIN.LEFT_OUTER)
        .switch(Application)
        .join(decider, peewee.JOIN.LEFT_OUTER, on=(Application.decided_by == decider.id))
        .where(_in_reach(scope))
    )


def _in_reach(scope: Scope, names: tuple[str, ...] = READ) -> Any:
    """An application for no one organization (two rows far apart) is for those who hold a role at the top."""
    within = Application.organization << scope.organizations(names)
    top = Organization.select().where(Organization.id << scope.roots(names), Organization.parent.is_null())
    return within | (Application.organization.is_null() & peewee.fn.EXISTS(top))


def application_to_decide(application_id: int, scope: Scope) -> Application:
    """The application, if this scope may decide it. Raises NotFound, Forbidden."""
    application: Application | None = applications_in(scope).where(Application.id == application_id).first()
    if application is None:
        raise NotFound
    if not Application.select().where(Application.id == application_id, _in_reach(scope, WRITE)).exists():
        raise Forbidden
    return application


def person_to_tie(member_id: int, scope: Scope) -> Member:
    """The person on the roster whom an applicant is taken for. Raises NotFound, Forbidden.

    Whoever gets tied to this person gets its roles: only who could grant those may decide that.
    """
    member: Member | None = visible_members(scope, WRITE).where(Member.id == member_id).first()
    if member is None:
        raise NotFound("没有找到所选的人员。")
    roles = Role.select(Role.organization).where(Role.member == member)
    if not all(scope.covers(role.organization_id, ADMINISTER) for role in roles):
        raise Forbidden("所选人员担任管理角色，须由管理员核实身份后通过。")
    return member


def candidates_among(applications: Sequence[Application], scope: Scope) -> dict[int, list[dict[str, Any]]]:
    """People on the roster each application may be about: two statements for any number of them."""
    indexes = {one.id: keys().blind_indexes(one.phone, PHONE_INDEX) for one in applications if one.phone}
    wanted = [index for those in indexes.values() for index in those]
    people: list[Member] = list(visible_members(scope).where(Member.phone_index << wanted))
    claimed = claimed_among([person.id for person in people])
    return {
        one.id: [
            {
                "id": person.id,
                "name": person.name,
                "phone_masked": person.phone_masked,
                "is_claimed": person.id in claimed,
            }
            for person in people
            if person.phone_index in indexes.get(one.id, ())
        ]
        for one in applications
    }
