"""The organizations a plan can name: where one may plan, whom seats are for, with whom it is shared."""

from __future__ import annotations

from typing import Any, NamedTuple

import peewee

from backend.auth import current_caller
from backend.console.places import MOST_CHOICES, Above, Choice, labels_of, with_above
from backend.organizations.models import Organization, OrganizationClosure
from backend.scope import ORGANIZE


class Choices(NamedTuple):
    """Pairs of id and name; of two with the same name, each with the one above it.

    `inside`: the activity's own organization and all below; of a new plan, wherever the writer may plan.
    """

    own: list[Choice]
    inside: list[Choice]
    outside: list[Choice]

    def name_of(self, organization_id: str) -> str:
        """The name of one that the writer may plan for; empty for another."""
        return next((name for one, name in self.own if str(one) == organization_id), "")


def choices_for(organization_id: int | None) -> Choices:
    """Of an activity of this organization, or of a new plan (None): one statement."""
    own = current_caller().scope.organizations(ORGANIZE)
    below = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == organization_id
    )
    rows: Any = (
        with_above(
            Organization.id,
            Organization.name,
            Above.name,
            _flag(Organization.id << own),
            _flag(Organization.id << (own if organization_id is None else below)),
        )
        .order_by(Organization.name, Organization.id)
        .limit(MOST_CHOICES)
        .tuples()
    )
    found = list(rows)
    labels = labels_of(row[:3] for row in found)
    return Choices(
        own=[(one, labels[one]) for one, _, _, is_own, _ in found if is_own],
        inside=[(one, labels[one]) for one, _, _, _, is_inside in found if is_inside],
        outside=[(one, labels[one]) for one, _, _, _, is_inside in found if organization_id is None or not is_inside],
    )


def _flag(condition: Any) -> Any:
    return peewee.Case(None, [(condition, 1)], 0)
