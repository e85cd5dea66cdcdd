"""What was counted, by organization and day."""

from __future__ import annotations

import peewee

from backend.database import BaseModel, JsonField, TimestampField
from backend.organizations.models import Organization


class OrganizationFigures(BaseModel):
    """The figures of an organization and all below it at the end of one day, or as they stand today.

    `figures` by the names in counting.FIGURES; `months`, only of the latest day: by the first day of each of the last
    thirteen months, see counting.MONTHLY.
    """

    organization_id: int

    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    day = peewee.TextField()  # ISO, on the association's calendar
    figures = JsonField()
    months = JsonField(null=True)
    made_at = TimestampField()

    class Meta:
        indexes = ((("organization", "day"), True), (("day",), False))
