"""Changes to the tree of organizations, with its closure kept in step."""

from __future__ import annotations

import peewee

from backend.database import atomic
from backend.errors import DomainError
from backend.organizations.models import Membership, Organization, OrganizationClosure


class OrganizationNameTaken(DomainError):
    """A sibling has the same name."""

    status, code, message = 409, "organization_name_taken", "同级组织中已有这个名称。"


def create_organization(name: str, parent: Organization | None = None, **fields: object) -> Organization:
    """Add an organization under `parent` (None: at the top). Raises OrganizationNameTaken."""
    with atomic():
        taken = Organization.select().where(
            Organization.parent == parent if parent else Organization.parent.is_null(),
            Organization.name == name,
        )
        if taken.exists():
            raise OrganizationNameTaken
        try:
            organization = Organization.create(name=name, parent=parent, **fields)
        except peewee.IntegrityError:  # a sibling of that name arrived since we looked
            raise OrganizationNameTaken from None
        ancestors = [organization.id]
        if parent is not None:
            rows = OrganizationClosure.select().where(OrganizationClosure.descendant == parent)
            ancestors += [row.ancestor_id for row in rows]
        OrganizationClosure.insert_many(
            [{"ancestor": ancestor, "descendant": organization.id} for ancestor in ancestors]
        ).execute()
    return organization


def add_to_organization(member_id: int, organization_id: int) -> bool:
    """Tie a member to an organization; False if the tie was there already."""
    inserted = (
        Membership.insert(member=member_id, organization=organization_id)
        .on_conflict_ignore()
        .as_rowcount()
        .execute()
    )
    return bool(inserted)
