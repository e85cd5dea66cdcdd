"""Activities as the staff's schemas show them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

import marshmallow as ma
import peewee

from backend import clock
from backend.activities.models import (
    Activity,
    ActivityOrganizer,
    ActivityQuota,
    ActivitySession,
    ActivityShare,
    ReviewRule,
    Signup,
)
from backend.activities.services.obstacles import find_obstacles
from backend.activities.staff_schemas import StaffActivityRowSchema, StaffActivitySchema
from backend.auth import current_caller
from backend.errors import NotFound
from backend.forms.store import stored_form
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.scope import ORGANIZE


def planned_activity(activity_id: int, names: tuple[str, ...] = ORGANIZE) -> Activity:
    """The activity with its organization; NotFound outside the caller's scope, Forbidden without such a role."""
    found = Activity.select(Activity, Organization).join(Organization).where(Activity.id == activity_id).first()
    if found is None:
        raise NotFound
    current_caller().scope.require(found.organization_id, names)
    return cast(Activity, found)


def count_to_review(activity_ids: Collection[int]) -> dict[int, int]:
    """How many signups of each activity wait for a decision; those without any are left out."""
    counts = Signup.select(Signup.activity, peewee.fn.COUNT(Signup.id)).where(
        Signup.activity << list(activity_ids), Signup.state == "pending"
    )
    rows: Any = counts.group_by(Signup.activity).tuples()
    return dict(rows)


def activity_row(activity: Activity, to_review: dict[int, int]) -> dict[str, Any]:
    """As `StaffActivityRowSchema` shows it."""
    return {
        **columns_of(activity, StaffActivityRowSchema),
        "organization": activity.organization,
        "phase": activity.phase(clock.now()),
        "to_review": to_review.get(activity.id, 0),
    }


def whole_activity(activity: Activity) -> dict[str, Any]:
    """As `StaffActivitySchema` shows it."""
    form = None if activity.form_id is None else stored_form(activity.form_id)
    feedback = None if activity.feedback_form_id is None else stored_form(activity.feedback_form_id)
    return {
        **columns_of(activity, StaffActivitySchema),
        **activity_row(activity, count_to_review([activity.id])),
        "questions": form and form.data,
        "questions_version": form and form.version,
        "feedback_questions": feedback and feedback.data,
        "copied_from_id": activity.copied_from_id,
        "organizers": _organizers(activity),
        "sessions": list(_of(ActivitySession, activity).order_by(ActivitySession.starts_at, ActivitySession.id)),
        **_allotment(activity),
        "obstacles": find_obstacles(activity, clock.now()) if activity.state == "draft" else {},
    }


def _organizers(activity: Activity) -> list[dict[str, Any]]:
    rows = ActivityOrganizer.select(ActivityOrganizer, Member).join(Member)
    return [
        {"id": row.member_id, "name": row.member.name, "starts_at": row.starts_at, "ends_at": row.ends_at}
        for row in rows.where(ActivityOrganizer.activity == activity.id).order_by(Member.id)
    ]


def _allotment(activity: Activity) -> dict[str, Any]:
    quotas = list(_with_organization(ActivityQuota, activity))
    seats = {quota.organization_id: quota.seats for quota in quotas}
    shares = list(_with_organization(ActivityShare, activity))
    return {
        "quotas": quotas,
        "shares": [{"organization": share.organization, "seats": seats.get(share.organization_id)} for share in shares],
        "review_rules": list(_with_organization(ReviewRule, activity)),
    }


def _of(table: Any, activity: Activity) -> Any:
    return table.select().where(table.activity == activity.id)


def _with_organization(table: Any, activity: Activity) -> Any:
    rows = table.select(table, Organization).join(Organization)
    return rows.where(table.activity == activity.id).order_by(table.id)


def columns_of(record: Any, schema: type[ma.Schema]) -> dict[str, Any]:
    """What of the schema is a plain column of the record's table."""
    plain = {field.name for field in record._meta.sorted_fields if not isinstance(field, peewee.ForeignKeyField)}
    return {name: getattr(record, name) for name in schema._declared_fields if name in plain}
