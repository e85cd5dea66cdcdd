"""Who is in charge of an activity: scans passes, shows the event code, sees arrivals. For good, or for a time."""

from __future__ import annotations

from datetime import datetime

from backend.activities.models import Activity, ActivityOrganizer
from backend.activities.queries import lock_activity
from backend.activities.services.history import note_change
from backend.database import atomic
from backend.errors import InvalidInput, NotFound
from backend.members.models import Member
from backend.organizations.models import Membership
from backend.scope import ORGANIZE, Scope

Term = tuple[datetime | None, datetime | None]


def set_organizers(activity_id: int, staff_id: int, wanted: dict[int, Term], scope: Scope) -> Activity:
    """Put exactly these members in charge, each for the time given or for good.

    Newly named ones must be within the caller's scope, else InvalidInput.
    """
    with atomic():
        present = _present(activity_id)
        added = wanted.keys() - present.keys()
        known = (
            Member.select(Member.id)
            .join(Membership)
            .where(
                Member.id << added,
                Member.state == "active",
                Membership.organization << scope.organizations(ORGANIZE),
            )
        )
        if added - {row.id for row in known}:
            raise InvalidInput(errors={"member_ids": ["有人不在您管理的组织中。"]})
        ActivityOrganizer.delete().where(
            ActivityOrganizer.activity == activity_id, ActivityOrganizer.member << (present.keys() - wanted.keys())
        ).execute()
        for member_id, (starts_at, ends_at) in sorted(wanted.items()):
            if member_id in added:
                ActivityOrganizer.create(activity=activity_id, member=member_id, starts_at=starts_at, ends_at=ends_at)
            elif present[member_id] != (starts_at, ends_at):
                ActivityOrganizer.update(starts_at=starts_at, ends_at=ends_at).where(
                    ActivityOrganizer.activity == activity_id, ActivityOrganizer.member == member_id
                ).execute()
        activity: Activity = Activity.get_by_id(activity_id)
        note_change(activity, staff_id, "activity.organizers", {"organizers": (present, wanted)})
    return activity


def put_in_charge(activity_id: int, staff_id: int, member_id: int, term: Term, scope: Scope) -> Activity:
    """Put one more member in charge, or change for how long. Raises NotFound, InvalidInput."""
    with atomic():
        return set_organizers(activity_id, staff_id, {**_present(activity_id), member_id: term}, scope)


def release_from_charge(activity_id: int, staff_id: int, member_id: int, scope: Scope) -> Activity:
    """Take a member out of charge; one who is not stays so. Raises NotFound."""
    with atomic():
        wanted = {one: term for one, term in _present(activity_id).items() if one != member_id}
        return set_organizers(activity_id, staff_id, wanted, scope)


def _present(activity_id: int) -> dict[int, Term]:
    """Those in charge now, with the activity locked. Raises NotFound."""
    if lock_activity(activity_id) is None:
        raise NotFound
    rows = ActivityOrganizer.select().where(ActivityOrganizer.activity == activity_id)
    return {row.member_id: (row.starts_at, row.ends_at) for row in rows}
