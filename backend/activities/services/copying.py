"""A new draft from an activity that went well: everything but its dates, its signups and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.activities.models import (
    Activity,
    ActivityOrganizer,
    ActivityQuota,
    ActivitySession,
    ActivityShare,
    ReviewRule,
)
from backend.activities.services.history import note_change
from backend.activities.services.plan_fields import MOMENTS, PLAIN, SESSION_MOMENTS
from backend.activities.services.planning import find_draft
from backend.database import made_once, new_id
from backend.forms.store import save_version, stored_form

_KEPT = ("organization_id", *PLAIN, "has_quotas", "has_review_rules", "has_sessions")


def copy_activity(source: Activity, staff_id: int, starts_at: datetime, client_ref: str) -> tuple[Activity, bool]:
    """Draft a copy that starts at `starts_at`, every other moment as far from it as it was; True if it is new.

    The same `client_ref` of the same person again is the same copy.
    """
    return made_once(lambda: find_draft(staff_id, client_ref), lambda: _copy(source, staff_id, starts_at, client_ref))


def _copy(source: Activity, staff_id: int, starts_at: datetime, client_ref: str) -> Activity:
    by = starts_at - source.starts_at
    activity_id = new_id()
    values: dict[str, Any] = {name: getattr(source, name) for name in _KEPT}
    for name in MOMENTS:
        moment = getattr(source, name)
        values[name] = None if moment is None else moment + by
    values["form"] = _copied_form(source.form_id, f"activity:{activity_id}")
    values["feedback_form"] = _copied_form(source.feedback_form_id, f"feedback:{activity_id}")
    activity: Activity = Activity.create(
        id=activity_id, created_by=staff_id, copied_from=source.id, client_ref=client_ref, **values
    )
    for session in ActivitySession.select().where(ActivitySession.activity == source.id):
        moments = {name: getattr(session, name) + by for name in SESSION_MOMENTS}
        ActivitySession.create(activity=activity_id, title=session.title, venue=session.venue, **moments)
    _copy_people(source.id, activity_id, staff_id)
    note_change(activity, staff_id, "activity.copied", {})
    return activity


def _copied_form(form_id: int | None, key: str) -> int | None:
    return None if form_id is None else int(save_version(key, stored_form(form_id).data).id)


def _copy_people(source_id: int, activity_id: int, staff_id: int) -> None:
    """Whom it is for, and who runs it; an organizer for a time only was one for that time."""
    for quota in ActivityQuota.select().where(ActivityQuota.activity == source_id):
        ActivityQuota.create(
            activity=activity_id, organization=quota.organization_id, seats=quota.seats, is_limit=quota.is_limit
        )
    for share in ActivityShare.select().where(ActivityShare.activity == source_id):
        ActivityShare.create(activity=activity_id, organization=share.organization_id, shared_by=staff_id)
    for rule in ReviewRule.select().where(ReviewRule.activity == source_id):
        ReviewRule.create(activity=activity_id, organization=rule.organization_id, most=rule.most)
    lasting = ActivityOrganizer.select().where(
        ActivityOrganizer.activity == source_id, ActivityOrganizer.ends_at.is_null()
    )
    for row in lasting:
        ActivityOrganizer.create(activity=activity_id, member=row.member_id)
