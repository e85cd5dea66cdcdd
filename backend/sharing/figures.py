"""The figures an organization shares: of all below it, none so small that it tells of single people."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from backend import clock
from backend.database import Statement

FEWEST = 5
_YEAR = timedelta(days=365)

_PEOPLE = Statement(
    """SELECT count(DISTINCT ms.member_id) FROM organization_closure c
       JOIN membership ms ON ms.organization_id = c.descendant_id
       JOIN member m ON m.id = ms.member_id AND m.state = 'active' WHERE c.ancestor_id = ?"""
)
_ACTIVITIES = Statement(
    """SELECT count(*), coalesce(sum(a.approved), 0), coalesce(sum(a.arrived), 0) FROM organization_closure c
       JOIN activity a ON a.organization_id = c.descendant_id
       WHERE c.ancestor_id = ? AND a.state = 'published' AND a.ends_at <= ? AND a.ends_at > ?"""
)


class Figures(NamedTuple):
    """Numbers of people are None where fewer than five: `approved` and `arrived` of a year's activities."""

    organizations: int
    members: int | None
    activities: int
    approved: int | None
    arrived: int | None


_ORGANIZATIONS = Statement("SELECT count(*) FROM organization_closure WHERE ancestor_id = ?")


def figures_of(organization_id: int) -> Figures:
    """What another organization may know of it in numbers: three statements."""
    now = clock.now()
    (organizations,) = _ORGANIZATIONS.row(organization_id) or (0,)
    (members,) = _PEOPLE.row(organization_id) or (0,)
    row = _ACTIVITIES.row(organization_id, clock.to_ms(now), clock.to_ms(now - _YEAR))
    activities, approved, arrived = row or (0, 0, 0)
    return Figures(organizations, _hidden(members), activities, _hidden(approved), _hidden(arrived))


def _hidden(number: int) -> int | None:
    return None if 0 < number < FEWEST else int(number)
