"""Who the seats are for: quotas of organizations, shares beyond the own subtree, and whom to approve at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backend import clock
from backend.activities.models import Activity, ActivityQuota, ActivityShare, ReviewRule
from backend.activities.queries import LockedActivity, lock_activity
from backend.activities.services.errors import ActivityCancelled, SeatsDoNotFit
from backend.activities.services.history import note_change
from backend.activities.services.waitlist import fill_free_seats
from backend.database import atomic
from backend.errors import InvalidInput, NotFound
from backend.organizations.models import Organization, OrganizationClosure


def set_quotas(activity_id: int, staff_id: int, items: list[dict[str, Any]]) -> Activity:
    """Keep these seats for these organizations of the own subtree; seats of shares stay as they are.

    More seats move the waitlist up at once. Raises NotFound, ActivityCancelled, InvalidInput, SeatsDoNotFit.
    """
    with atomic():
        activity = _lock(activity_id)
        wanted = {item["organization_id"]: item for item in items}
        _require_once(items, "quotas")
        _require_inside(activity, wanted, "quotas")
        shared = _shared_with(activity_id)
        before = _quotas(activity_id)
        for organization_id in before.keys() - wanted.keys() - shared:
            _drop_quota(activity_id, organization_id)
        for organization_id, item in wanted.items():
            _put_quota(activity_id, organization_id, item["seats"], is_limit=item["is_limit"])
        _finish(activity, staff_id, "activity.quotas", "quotas", before, _quotas(activity_id))
    return _load(activity_id)


def set_shares(activity_id: int, staff_id: int, items: list[dict[str, Any]]) -> Activity:
    """Show the activity to exactly these organizations outside its subtree, each with a share of the seats if given.

    Raises NotFound, ActivityCancelled, InvalidInput, SeatsDoNotFit.
    """
    with atomic():
        activity = _lock(activity_id)
        wanted = {item["organization_id"]: item["seats"] for item in items}
        _require_once(items, "shares")
        _require_outside(activity, wanted)
        present = _shared_with(activity_id)
        before = _quotas(activity_id)
        gone = present - wanted.keys()
        ActivityShare.delete().where(
            ActivityShare.activity == activity_id, ActivityShare.organization << gone
        ).execute()
        for organization_id in gone:
            _drop_quota(activity_id, organization_id)
        for organization_id, seats in wanted.items():
            if organization_id not in present:
                ActivityShare.create(activity=activity_id, organization=organization_id, shared_by=staff_id)
            if seats is None:
                _drop_quota(activity_id, organization_id)
            else:
                _put_quota(activity_id, organization_id, seats, is_limit=True)
        names = _names(present | wanted.keys())
        note_change(
            _load(activity_id),
            staff_id,
            "activity.shares",
            {"shares": tuple(sorted(names[one] for one in which) for which in (present, wanted.keys()))},  # type: ignore[dict-item]
        )
        _finish(activity, staff_id, "activity.quotas", "quotas", before, _quotas(activity_id))
    return _load(activity_id)


def set_review_rules(activity_id: int, staff_id: int, items: list[dict[str, Any]]) -> Activity:
    """Approve members of these organizations at once, up to so many seats. Who waits for review goes on waiting.

    Raises NotFound, ActivityCancelled, InvalidInput.
    """
    with atomic():
        activity = _lock(activity_id)
        wanted = {item["organization_id"]: item["most"] for item in items}
        _require_once(items, "review_rules")
        _require_inside(activity, wanted, "review_rules", or_among=_shared_with(activity_id))
        before = {row.organization_id: row.most for row in _rules(activity_id)}
        ReviewRule.delete().where(
            ReviewRule.activity == activity_id, ReviewRule.organization << (before.keys() - wanted.keys())
        ).execute()
        for organization_id, most in wanted.items():
            if organization_id in before:
                ReviewRule.update(most=most).where(
                    ReviewRule.activity == activity_id, ReviewRule.organization == organization_id
                ).execute()
            else:
                ReviewRule.create(activity=activity_id, organization=organization_id, most=most)
        Activity.update(has_review_rules=bool(wanted), version=Activity.version + 1).where(
            Activity.id == activity_id
        ).execute()
        names = _names(before.keys() | wanted.keys())
        said = [
            sorted(f"{names[one]} {'不限' if most is None else most}" for one, most in rules.items())
            for rules in (before, wanted)
        ]
        note_change(_load(activity_id), staff_id, "activity.review_rules", {"review_rules": (said[0], said[1])})
    return _load(activity_id)


def refuse_unless_seats_fit(activity: LockedActivity, capacity: int | None) -> None:
    """Raise SeatsDoNotFit if the quotas, and what is held of the remainder, do not fit into `capacity`."""
    quotas = list(ActivityQuota.select().where(ActivityQuota.activity == activity.id))
    if not quotas:
        return
    if capacity is None:
        raise SeatsDoNotFit("分配名额之前，请先设定总名额。")
    kept = sum(quota.seats for quota in quotas)
    remainder = capacity - kept
    held = activity.taken - sum(quota.taken for quota in quotas)
    if remainder < 0:
        raise SeatsDoNotFit(f"分配给各组织的名额共 {kept} 个，超过了总名额 {capacity} 个。")
    if held > remainder:
        raise SeatsDoNotFit(f"共用名额里已有 {held} 个被占用，分配后只剩 {remainder} 个。")


def _lock(activity_id: int) -> LockedActivity:
    locked = lock_activity(activity_id)
    if locked is None:
        raise NotFound
    if locked.state == "cancelled":
        raise ActivityCancelled
    return locked


def _load(activity_id: int) -> Activity:
    activity: Activity = Activity.get_by_id(activity_id)
    return activity


def _finish(
    activity: LockedActivity,
    staff_id: int,
    action: str,
    field: str,
    before: dict[int, tuple[int, bool]],
    after: dict[int, tuple[int, bool]],
) -> None:
    """Check that all of it fits, keep the activity's mark, tell the trail, and move the waitlist up."""
    refuse_unless_seats_fit(activity, activity.capacity)
    Activity.update(has_quotas=bool(after), version=Activity.version + 1).where(Activity.id == activity.id).execute()
    if before == after:
        return
    names = _names(before.keys() | after.keys())
    said = [sorted(f"{names[one]} {seats}" for one, (seats, _) in quotas.items()) for quotas in (before, after)]
    note_change(_load(activity.id), staff_id, action, {field: (said[0], said[1])})
    fill_free_seats(activity.id, clock.now_ms())


def _quotas(activity_id: int) -> dict[int, tuple[int, bool]]:
    rows = ActivityQuota.select().where(ActivityQuota.activity == activity_id)
    return {row.organization_id: (row.seats, row.is_limit) for row in rows}


def _rules(activity_id: int) -> Iterable[ReviewRule]:
    return ReviewRule.select().where(ReviewRule.activity == activity_id)


def _shared_with(activity_id: int) -> set[int]:
    rows = ActivityShare.select(ActivityShare.organization).where(ActivityShare.activity == activity_id)
    return {row.organization_id for row in rows}


def _put_quota(activity_id: int, organization_id: int, seats: int, *, is_limit: bool) -> None:
    quota = ActivityQuota.get_or_none(
        ActivityQuota.activity == activity_id, ActivityQuota.organization == organization_id
    )
    if quota is None:
        ActivityQuota.create(activity=activity_id, organization=organization_id, seats=seats, is_limit=is_limit)
        return
    changed = ActivityQuota.update(seats=seats, is_limit=is_limit).where(
        ActivityQuota.id == quota.id, ActivityQuota.taken <= seats
    )
    if not changed.execute():
        name = Organization.get_by_id(organization_id).name
        raise SeatsDoNotFit(f"{name} 已占用 {quota.taken} 个名额，不能少于这个数。")


def _drop_quota(activity_id: int, organization_id: int) -> None:
    """The seats held of it count as held of the remainder from now on."""
    ActivityQuota.delete().where(
        ActivityQuota.activity == activity_id, ActivityQuota.organization == organization_id
    ).execute()


def _require_once(items: list[dict[str, Any]], field: str) -> None:
    ids = [item["organization_id"] for item in items]
    if len(ids) != len(set(ids)):
        raise InvalidInput(errors={field: ["每个组织只能出现一次。"]})


def _inside(activity: LockedActivity, organization_ids: Iterable[int]) -> set[int]:
    rows = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == activity.organization_id,
        OrganizationClosure.descendant << list(organization_ids),
    )
    return {row.descendant_id for row in rows}


def _require_inside(
    activity: LockedActivity, organization_ids: Iterable[int], field: str, or_among: Iterable[int] = ()
) -> None:
    wanted = set(organization_ids)
    if wanted - _inside(activity, wanted) - set(or_among):
        raise InvalidInput(errors={field: ["只能选活动所属组织及其下级；其他组织请用“共享”。"]})


def _require_outside(activity: LockedActivity, organization_ids: Iterable[int]) -> None:
    wanted = set(organization_ids)
    if wanted - _names(wanted).keys():
        raise InvalidInput(errors={"shares": ["有的组织不存在。"]})
    if _inside(activity, wanted):
        raise InvalidInput(errors={"shares": ["本组织及其下级本来就看得到，不用共享。"]})


def _names(organization_ids: Iterable[int]) -> dict[int, str]:
    rows = Organization.select(Organization.id, Organization.name).where(Organization.id << list(organization_ids))
    return {row.id: row.name for row in rows}
