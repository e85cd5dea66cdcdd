"""Changes to the tree of organizations, with its closure kept in step."""

from __future__ import annotations

from typing import Any

import peewee

from backend.audit.services import record
from backend.database import Statement, atomic
from backend.errors import DomainError, NotFound
from backend.organizations.models import Organization, OrganizationClosure


class OrganizationNameTaken(DomainError):
    """A sibling has the same name."""

    status, code, message = 409, "organization_name_taken", "同级组织中已有这个名称。"


# One row stands for the whole tree: who adds to it or moves a part of it takes this one first.
_HOLD_TREE = Statement(
    """UPDATE organization SET name = name
       WHERE id = (SELECT min(id) FROM organization WHERE parent_id IS NULL)"""
)


def hold_tree() -> None:
    """Let nobody else change the shape of the tree until the transaction ends."""
    _HOLD_TREE.run()


def create_organization(name: str, parent: Organization | None = None, **fields: object) -> Organization:
    """Add an organization under `parent` (None: at the top). Raises OrganizationNameTaken."""
    with atomic():
        hold_tree()
        require_free_name(parent, name)
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


def require_free_name(parent: Organization | None, name: str) -> None:
    """Raise OrganizationNameTaken if `parent` has an organization of this name below it already."""
    # The unique key says the same below a parent; at the top, where the parent is NULL, it says nothing.
    siblings = Organization.parent == parent if parent else Organization.parent.is_null()
    if Organization.select().where(siblings, Organization.name == name).exists():
        raise OrganizationNameTaken


def open_organization(*, parent_id: int | None, name: str, created_by: int | None, **fields: object) -> Organization:
    """Add an organization by hand, with its line in the audit trail. `parent_id` None: at the top, by the operator.

    Raises NotFound, OrganizationNameTaken.
    """
    with atomic():
        parent = None if parent_id is None else Organization.get_or_none(Organization.id == parent_id)
        if parent is None and parent_id is not None:
            raise NotFound
        organization = create_organization(name, parent, **fields)
        record(
            action="create_organization",
            subject_kind="organization",
            subject_id=organization.id,
            actor_id=created_by,
            actor_kind="operator" if created_by is None else "staff",
            organization_id=organization.id,
            after={
                "name": name,
                "parent": parent_id and str(parent_id),
                "kind": organization.kind,
                "is_government": organization.is_government,
                "accepts_applications": organization.accepts_applications,
            },
        )
    return organization


def change_organization(organization_id: int, changes: dict[str, Any], *, changed_by: int) -> None:
    """Rename an organization or change its kind and flags. Raises NotFound, OrganizationNameTaken."""
    with atomic():
        organization = Organization.get_or_none(Organization.id == organization_id)
        if organization is None:
            raise NotFound
        differing = {name: value for name, value in changes.items() if getattr(organization, name) != value}
        if not differing:
            return
        if "name" in differing:
            require_free_name(organization.parent, differing["name"])
        try:
            Organization.update(**differing).where(Organization.id == organization_id).execute()
        except peewee.IntegrityError:  # a sibling of that name arrived since we looked
            raise OrganizationNameTaken from None
        record(
            action="change_organization",
            subject_kind="organization",
            subject_id=organization_id,
            actor_id=changed_by,
            organization_id=organization_id,
            before={name: getattr(organization, name) for name in differing},
            after=differing,
        )
