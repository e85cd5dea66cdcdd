"""What goes on today in the organizations of the page."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities.models import Activity
from backend.console.rendering import in_view
from backend.organizations.models import Organization
from backend.scope import READ_ACTIVITIES

_MOST = 8


def activities_today() -> list[Any]:
    """Published activities of today, in order of their start: one statement."""
    begins, ends = clock.business_day(clock.business_today())
    rows = (
        Activity.select(Activity, Organization)
        .join(Organization)
        .where(
            Activity.state == "published",
            Activity.starts_at < ends,
            Activity.ends_at > begins,
            Activity.organization << in_view(READ_ACTIVITIES),
        )
    )
    return list(rows.order_by(Activity.starts_at, Activity.id).limit(_MOST))
