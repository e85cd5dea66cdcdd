"""Saving a plan that was written on one page: all of it in one transaction, and beside what colleagues write.

Whoever opens a plan is given a digest of each field as it stands. What they have not touched is not written; what a
colleague has touched meanwhile too is told, field by field, and nothing is saved until they have seen it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.activities.models import Activity, ActivityQuota, ActivitySession, ActivityShare, ReviewRule
from backend.activities.queries import lock_activity
from backend.activities.services.allotment import set_quotas, set_review_rules, set_shares
from backend.activities.services.history import FIELD_WORDS
from backend.activities.services.plan_fields import MOMENTS, PLAIN, SESSION_MOMENTS
from backend.activities.services.planning import along_with, change_activity, draft_activity
from backend.activities.services.programme import set_sessions
from backend.audit.differences import differences
from backend.audit.models import AuditEntry
from backend.database import atomic, json_text
from backend.errors import DomainError, NotFound
from backend.members.models import Member

COLUMNS = (*PLAIN, *MOMENTS)
LISTS = ("sessions", "quotas", "shares", "review_rules")
_MINUTE_MS = 60_000
_ENTRIES_LOOKED_AT = 30

Seen = Mapping[str, str]


class Changed(NamedTuple):
    """A field somebody else has changed meanwhile: who did, and when; empty where the trail does not say."""

    field: str
    title: str
    by: str
    at: datetime | None


class PlanChangedMeanwhile(DomainError):
    """`changed`: the fields that both have written."""

    status, code, message = 409, "plan_changed", "您打开以后，同事改过同样的内容。请核对后再保存，您填写的都还在。"

    def __init__(self, changed: list[Changed]) -> None:
        super().__init__(errors={one.field: ["同事刚刚改过这一项，再次保存就以您的为准。"] for one in changed})
        self.changed = changed


def plan_of(activity: Activity) -> dict[str, Any]:
    """The plan by field: columns as they are, lists as `save_plan` takes them. At most four statements."""
    values: dict[str, Any] = {name: getattr(activity, name) for name in COLUMNS}
    sessions = _of(ActivitySession, activity).order_by(ActivitySession.starts_at, ActivitySession.id)
    names = ("id", "title", "venue", *SESSION_MOMENTS)
    quotas = _of(ActivityQuota, activity).order_by(ActivityQuota.id) if activity.has_quotas else ()
    seats = {one.organization_id: one for one in quotas}
    shared = [one.organization_id for one in _of(ActivityShare, activity).order_by(ActivityShare.id)]
    return {
        **values,
        "sessions": [{name: getattr(one, name) for name in names} for one in sessions] if activity.has_sessions else [],
        "quotas": [
            {"organization_id": where, "seats": one.seats, "is_limit": bool(one.is_limit)}
            for where, one in seats.items()
            if where not in shared
        ],
        "shares": [
            {"organization_id": where, "seats": seats[where].seats if where in seats else None} for where in shared
        ],
        "review_rules": [
            {"organization_id": one.organization_id, "most": one.most}
            for one in _of(ReviewRule, activity).order_by(ReviewRule.id)
        ]
        if activity.has_review_rules
        else [],
    }


def _of(table: Any, activity: Activity) -> Any:
    return table.select().where(table.activity == activity.id)


def digests(plan: Mapping[str, Any]) -> dict[str, str]:
    """A short digest of each field; moments count to the minute, as pages show them."""
    return {name: _digest(value) for name, value in plan.items()}


def _digest(value: Any) -> str:
    return hashlib.sha256(json_text(_plain(value)).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return clock.to_ms(value) // _MINUTE_MS
        case list():
            return [_plain(one) for one in value]
        case dict():
            return {name: _plain(value[name]) for name in sorted(value)}
    return value


def changed_meanwhile(activity: Activity, seen: Seen, fields: Collection[str] | None = None) -> list[Changed]:
    """What others have changed since the page was opened, among `fields` or anywhere, with who did so last."""
    now = digests(plan_of(activity))
    differing = [name for name in now if name in seen and now[name] != seen[name]]
    if fields is not None:
        differing = [name for name in differing if name in fields]
    return _by_whom(activity.id, differing) if differing else []


def _by_whom(activity_id: int, fields: list[str]) -> list[Changed]:
    rows = (
        AuditEntry.select(AuditEntry, Member)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=AuditEntry.actor)
        .where(AuditEntry.subject_kind == "activity", AuditEntry.subject_id == activity_id)
        .order_by(AuditEntry.id.desc())
        .limit(_ENTRIES_LOOKED_AT)
    )
    last: dict[str, AuditEntry] = {}
    for row in rows:
        for one in differences(row.detail):
            last.setdefault(one.field, row)
    return [_changed(field, last.get(field)) for field in fields]


def _changed(field: str, entry: AuditEntry | None) -> Changed:
    by = None if entry is None else entry.actor
    return Changed(field, FIELD_WORDS[field], "" if by is None else by.name, None if entry is None else entry.at)


def start_plan(staff_id: int, organization_id: int, plan: Mapping[str, Any], client_ref: str) -> tuple[Activity, bool]:
    """Draft an activity with all that was written; moments left out follow from start and end. True if this made it.

    Raises InvalidInput, SeatsDoNotFit; then nothing is made.
    """
    values = {name: value for name, value in plan.items() if name not in LISTS}
    with atomic():
        activity, is_new = draft_activity(
            staff_id, {**values, "organization_id": organization_id, "client_ref": client_ref}
        )
        if is_new:
            _set_lists(activity.id, staff_id, {name: plan[name] for name in LISTS if plan.get(name)})
    return Activity.get_by_id(activity.id), is_new


def save_plan(activity_id: int, staff_id: int, plan: Mapping[str, Any], seen: Seen) -> Activity:
    """Write what differs from what was `seen`; deadlines nobody touched move along with the start.

    Raises NotFound, PlanChangedMeanwhile, and what `change_activity`, `set_sessions` and the setters of seats raise;
    then nothing is written.
    """
    with atomic():
        if lock_activity(activity_id) is None:
            raise NotFound
        activity = Activity.get_by_id(activity_id)
        now, wanted = digests(plan_of(activity)), digests(plan)
        mine = [name for name in plan if wanted[name] != seen.get(name) and wanted[name] != now.get(name)]
        both = [name for name in mine if name in seen and now[name] != seen[name]]
        if both:
            raise PlanChangedMeanwhile(_by_whom(activity_id, both))
        changes = {name: plan[name] for name in mine if name in COLUMNS}
        if changes.keys() & {"starts_at", "ends_at"}:
            moved = along_with(activity, changes.get("starts_at"), changes.get("ends_at"))
            changes = {**{name: value for name, value in moved.items() if name not in mine}, **changes}
        _write(activity, staff_id, changes, {name: plan[name] for name in mine if name in LISTS})
    return Activity.get_by_id(activity_id)


def _write(activity: Activity, staff_id: int, changes: dict[str, Any], lists: dict[str, Any]) -> None:
    """Fewer seats in all: first those of each; more: first in all. Sessions go with the time they lie in."""
    sessions = lists.pop("sessions", None)
    if not _has_fewer_seats(activity, changes):
        _change(activity.id, staff_id, changes, sessions)
        _set_lists(activity.id, staff_id, lists)
    else:
        _set_lists(activity.id, staff_id, lists)
        _change(activity.id, staff_id, changes, sessions)


def _has_fewer_seats(activity: Activity, changes: Mapping[str, Any]) -> bool:
    if "capacity" not in changes:
        return False
    wanted = changes["capacity"]
    return wanted is None or (activity.capacity is not None and wanted < activity.capacity)


def _change(activity_id: int, staff_id: int, changes: dict[str, Any], sessions: list[dict[str, Any]] | None) -> None:
    if changes:
        change_activity(activity_id, staff_id, changes, sessions)
    elif sessions is not None:
        set_sessions(activity_id, staff_id, sessions)


def _set_lists(activity_id: int, staff_id: int, lists: Mapping[str, Any]) -> None:
    setters = {
        "sessions": set_sessions,
        # Shares before quotas and rules: these may name an organization it is shared with.
        "shares": set_shares,
        "quotas": set_quotas,
        "review_rules": set_review_rules,
    }
    for name, setter in setters.items():
        if name in lists:
            setter(activity_id, staff_id, lists[name])
