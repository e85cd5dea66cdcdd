"""Organizations to choose from, told apart where two have one name (a chapter for young people in every street)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import peewee

from backend.organizations.models import Organization

Choice = tuple[int, str]

MOST_CHOICES = 2_000
Above: Any = Organization.alias("above")


def place_choices(organization_ids: Any) -> list[Choice]:
    """`(id, label)` for a <select>, by name; one statement. `organization_ids`: a select of ids, or a list of them."""
    rows = with_above(Organization.id, Organization.name, Above.name).where(Organization.id << organization_ids)
    return list(labels_of(rows.order_by(Organization.name, Organization.id).limit(MOST_CHOICES).tuples()).items())


def with_above(*columns: Any) -> Any:
    """A select of organizations, each with the one above it (`Above`), if there is one."""
    return Organization.select(*columns).join(Above, peewee.JOIN.LEFT_OUTER, on=(Organization.parent == Above.id))


def labels_of(rows: Iterable[tuple[int, str, str | None]]) -> dict[int, str]:
    """By id, what tells each of `(id, name, name of the one above)` from the others; in their order."""
    found = list(rows)
    often = Counter(name for _, name, _ in found)
    return {one: f"{name}（{above}）" if often[name] > 1 and above else name for one, name, above in found}
