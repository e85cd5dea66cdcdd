"""Planning an activity: draft, publish, change, cancel, and who is in charge of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.activities import queries
from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.activities.queries import LockedActivity
from backend.activities.services.errors import (
    ActivityCancelled,
    CapacityBelowTaken,
    FormInUse,
    NotReadyToPublish,
)
from backend.activities.services.known_answers import find_obstacles_to_known
from backend.activities.services.messages import tell_cancellation
from backend.activities.services.waitlist import fill_free_seats
from backend.audit.services import record
from backend.database import atomic, new_id
from backend.errors import Errors, InvalidInput, NotFound
from backend.forms import DefinitionError, parse_definition, unreachable
from backend.forms.store import save_version, stored_form
from backend.members.models import Member
from backend.organizations.models import Membership
from backend.scope import WRITE, Scope

_CHECKIN_BEFORE_START = timedelta(minutes=60)


def draft_activity(staff_id: int, values: dict[str, Any]) -> Activity:
    """Start an activity; deadlines that are not given follow from its start and end."""
    values = {**_deadlines(values["starts_at"], values["ends_at"]), **values}
    definition = values.pop("questions", None)
    activity_id = new_id()
    with atomic():
        form_id = _save_form(activity_id, definition)
        activity = Activity.create(id=activity_id, created_by=staff_id, form=form_id, **values)
        _audit("activity.drafted", activity, staff_id)
    return activity


def _deadlines(starts_at: datetime, ends_at: datetime) -> dict[str, datetime]:
    return {
        "signup_closes_at": starts_at,
        "cancel_closes_at": starts_at,
        "checkin_opens_at": starts_at - _CHECKIN_BEFORE_START,
        "checkin_closes_at": ends_at,
    }


def _save_form(activity_id: int, definition: dict[str, Any] | None) -> int | None:
    if definition is None:
        return None
    try:
        parsed = parse_definition(definition)
    except DefinitionError as error:
        raise InvalidInput(errors={f"questions.{path}": [message] for path, message in error.problems}) from None
    # Answers to signups are kept in the open and asked without a consent of their own.
    if sensitive := [question.key for question in parsed.questions() if question.sensitive]:
        words = "报名问题不能收集敏感信息，这类信息只能在会员资料中经单独同意后填写。"
        raise InvalidInput(errors={f"questions.{key}": [words] for key in sensitive})
    if problems := find_obstacles_to_known(parsed):
        raise InvalidInput(errors={f"questions.{key}": messages for key, messages in problems.items()})
    return int(save_version(f"activity:{activity_id}", definition).id)


def change_activity(activity_id: int, staff_id: int, changes: dict[str, Any]) -> Activity:
    """Change a draft or a published activity; a published one must stay fit to be published.

    More places move the waitlist up at once. Raises NotFound, ActivityCancelled, CapacityBelowTaken, FormInUse,
    InvalidInput, NotReadyToPublish.
    """
    with atomic():
        locked = _lock(activity_id)
        if locked.state == "cancelled":
            raise ActivityCancelled
        capacity = changes.get("capacity")
        if capacity is not None and capacity < locked.taken:
            raise CapacityBelowTaken(f"已有 {locked.taken} 人占用名额，不能少于这个数。")
        activity = Activity.get_by_id(activity_id)
        values = dict(changes)
        if "questions" in values:
            values["form"] = _changed_form(activity, values.pop("questions"))
        for name, value in values.items():
            setattr(activity, name, value)
        if locked.state == "published":
            _require_publishable(activity)
        values["version"] = Activity.version + 1
        Activity.update(**values).where(Activity.id == activity_id).execute()
        if changes.keys() & {"capacity", "starts_at"}:  # more places, or no longer too late to give them
            _fill_new_places(activity_id)
        _audit("activity.changed", activity, staff_id, {"fields": sorted(changes)})
    return _load(activity_id)


def _changed_form(activity: Activity, definition: dict[str, Any] | None) -> int | None:
    if definition is None and activity.form_id is not None and _has_signups(activity.id):
        raise FormInUse
    return _save_form(activity.id, definition)


def _has_signups(activity_id: int) -> bool:
    return bool(Signup.select().where(Signup.activity == activity_id).exists())


def _fill_new_places(activity_id: int) -> None:
    fill_free_seats(activity_id, clock.now_ms())


def publish_activity(activity_id: int, staff_id: int) -> Activity:
    """Make a draft visible; a published one stays as it is. Raises NotFound, ActivityCancelled, NotReadyToPublish."""
    now = clock.now()
    with atomic():
        state = _lock(activity_id).state
        if state == "cancelled":
            raise ActivityCancelled
        if state == "draft":
            activity = Activity.get_by_id(activity_id)
            _require_publishable(activity, now)
            Activity.update(state="published", published_at=now, version=Activity.version + 1).where(
                Activity.id == activity_id
            ).execute()
            _audit("activity.published", activity, staff_id)
    return _load(activity_id)


def _require_publishable(activity: Activity, now: datetime | None = None) -> None:
    errors = find_obstacles(activity, now)
    if errors:
        raise NotReadyToPublish(errors=errors)


def find_obstacles(activity: Activity, now: datetime | None = None) -> Errors:
    """What keeps an activity from being published, by field. With `now`, it must not be over by then."""
    rules = [
        ("title", not activity.title, "请填写活动名称。"),
        ("venue", not activity.venue and not activity.online_link, "请填写地点，或线上链接。"),
        ("capacity", activity.capacity is not None and activity.capacity < 1, "名额至少为 1。"),
        ("ends_at", activity.ends_at <= activity.starts_at, "结束时间要晚于开始时间。"),
        ("ends_at", now is not None and activity.ends_at <= now, "活动时间已经过去。"),
        (
            "signup_opens_at",
            activity.signup_opens_at is not None and activity.signup_opens_at >= activity.signup_closes_at,
            "报名开始要早于报名截止。",
        ),
        ("signup_closes_at", activity.signup_closes_at > activity.ends_at, "报名截止不能晚于活动结束。"),
        ("cancel_closes_at", activity.cancel_closes_at > activity.ends_at, "取消截止不能晚于活动结束。"),
        (
            "checkin_opens_at",
            activity.checkin_opens_at >= activity.checkin_closes_at,
            "签到开始要早于签到结束。",
        ),
        ("checkin_opens_at", activity.checkin_opens_at >= activity.ends_at, "签到开始要早于活动结束。"),
        ("checkin_closes_at", activity.checkin_closes_at <= activity.starts_at, "签到结束要晚于活动开始。"),
    ]
    errors: Errors = {}
    for field, is_wrong, message in rules:
        if is_wrong:
            errors.setdefault(field, []).append(message)
    if activity.form_id is not None:
        findings = unreachable(stored_form(activity.form_id).definition)
        # "unknown" means too many combinations to try out: no reason to refuse.
        for finding in findings:
            if finding.kind != "unknown":
                errors.setdefault(f"questions.{finding.key}", []).append(finding.reason)
    return errors


def cancel_activity(activity_id: int, staff_id: int, reason: str) -> Activity:
    """Call an activity off and tell everyone who signed up; one that is cancelled stays so. Raises NotFound."""
    now = clock.now()
    with atomic():
        locked = _lock(activity_id)
        if locked.state != "cancelled":
            Activity.update(
                state="cancelled", cancel_reason=reason, cancelled_at=now, version=Activity.version + 1
            ).where(Activity.id == activity_id).execute()
            active = Signup.state << ("pending", "approved", "waitlisted")
            tell_cancellation(
                Signup.select(Signup.member).where(Signup.activity == activity_id, active),
                activity_id=activity_id,
                title=locked.title,
                starts_at=locked.starts_at,
                reason=reason,
            )
            _audit("activity.cancelled", Activity.get_by_id(activity_id), staff_id, reason=reason)
    return _load(activity_id)


def set_organizers(activity_id: int, staff_id: int, member_ids: Iterable[int], scope: Scope) -> Activity:
    """Put exactly these members in charge. Newly named ones must be within the caller's scope, else InvalidInput."""
    wanted = set(member_ids)
    with atomic():
        _lock(activity_id)
        present = {row.member_id for row in ActivityOrganizer.select().where(ActivityOrganizer.activity == activity_id)}
        added = wanted - present
        known = (
            Member.select(Member.id)
            .join(Membership)
            .where(
                Member.id << added,
                Member.state == "active",
                Membership.organization << scope.organizations(WRITE),
            )
        )
        if added - {row.id for row in known}:
            raise InvalidInput(errors={"member_ids": ["有人不在您管理的组织中。"]})
        ActivityOrganizer.delete().where(
            ActivityOrganizer.activity == activity_id, ActivityOrganizer.member << (present - wanted)
        ).execute()
        for member_id in sorted(added):
            ActivityOrganizer.create(activity=activity_id, member=member_id)
        activity = Activity.get_by_id(activity_id)
        _audit("activity.organizers", activity, staff_id, {"member_ids": [str(one) for one in sorted(wanted)]})
    return activity


def _lock(activity_id: int) -> LockedActivity:
    locked = queries.lock_activity(activity_id)
    if locked is None:
        raise NotFound
    return locked


def _load(activity_id: int) -> Activity:
    activity: Activity = Activity.get_by_id(activity_id)
    return activity


def _audit(
    action: str, activity: Activity, staff_id: int, detail: dict[str, Any] | None = None, reason: str = ""
) -> None:
    record(
        action=action,
        subject_kind="activity",
        subject_id=activity.id,
        actor_id=staff_id,
        organization_id=activity.organization_id,
        reason=reason,
        detail=detail,
    )
