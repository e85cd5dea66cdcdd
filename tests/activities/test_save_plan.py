"""A plan saved from one page: all or nothing, beside what colleagues write, and kept while it is being typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.activities.jobs import timers
from backend.activities.models import Activity, ActivityQuota, ActivitySession, PlanCopy
from backend.activities.services.errors import NotReadyToPublish, SeatsDoNotFit
from backend.activities.services.plan_copies import (
    PlanTooLong,
    copy_of,
    drop_copies_of,
    drop_new_copy,
    keep_copy,
    new_copies,
    new_copy,
    typed_title,
)
from backend.activities.services.plan_saving import (
    PlanChangedMeanwhile,
    changed_meanwhile,
    digests,
    plan_of,
    save_plan,
    start_plan,
)
from backend.activities.services.planning import change_activity
from backend.audit.models import AuditEntry
from backend.errors import InvalidInput, NotFound
from tests.factories import make_activity, make_organization, make_quota, make_signup
from tests.outbox import told


@pytest.fixture
def activity(world):
    return make_activity(world.street, capacity=30, state="draft")


@pytest.fixture
def page(activity):
    """What a browser holds: the plan as it stands, and the digests it was opened with."""
    plan = plan_of(Activity.get_by_id(activity.id))
    return plan, digests(plan)


def one_session(activity, **fields):
    return {
        "id": None,
        "title": "上午",
        "venue": "",
        "starts_at": activity.starts_at,
        "ends_at": activity.starts_at + timedelta(hours=1),
        **fields,
    }


def test_a_new_plan_is_one_draft_with_all_of_it(world, clock):
    start = clock.now() + timedelta(days=3)
    plan = {
        "title": "考察",
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "capacity": 20,
        "sessions": [{"title": "上午", "starts_at": start, "ends_at": start + timedelta(hours=1)}],
        "quotas": [{"organization_id": world.chamber.id, "seats": 5, "is_limit": False}],
        "shares": [],
        "review_rules": [],
    }

    activity, is_new = start_plan(world.staff.id, world.street.id, plan, "plan:1")

    assert (is_new, activity.has_sessions, activity.has_quotas) == (True, True, True)
    assert activity.signup_closes_at == start
    again, is_new = start_plan(world.staff.id, world.street.id, plan, "plan:1")
    assert (again.id, is_new, Activity.select().count()) == (activity.id, False, 1)


def test_what_cannot_be_saved_in_part_is_not_saved_at_all(world, clock):
    start = clock.now()
    plan = {
        "title": "考察",
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "quotas": [{"organization_id": world.chamber.id, "seats": 5, "is_limit": False}],
    }

    with pytest.raises(SeatsDoNotFit):
        start_plan(world.staff.id, world.street.id, plan, "plan:1")
    assert Activity.select().count() == 0


def test_only_what_was_touched_is_written(world, activity, page):
    plan, seen = page
    change_activity(activity.id, world.administrator.id, {"venue": "二楼"})

    saved = save_plan(activity.id, world.staff.id, {**plan, "title": "夏季沙龙"}, seen)

    assert (saved.title, saved.venue) == ("夏季沙龙", "二楼")
    assert list(AuditEntry.select().order_by(AuditEntry.id))[-1].detail == {
        "before": {"title": "春季企业家沙龙"},
        "after": {"title": "夏季沙龙"},
    }


def test_what_both_have_written_is_told_and_nothing_is_saved(world, activity, page):
    plan, seen = page
    change_activity(activity.id, world.administrator.id, {"venue": "二楼"})

    with pytest.raises(PlanChangedMeanwhile) as told_it:
        save_plan(activity.id, world.staff.id, {**plan, "title": "夏季沙龙", "venue": "四楼"}, seen)

    assert [(one.field, one.title, one.by) for one in told_it.value.changed] == [("venue", "地点", "周主任")]
    now = Activity.get_by_id(activity.id)
    assert (now.title, now.venue) == ("春季企业家沙龙", "二楼")


def test_writing_the_same_as_a_colleague_is_no_conflict(world, activity, page):
    plan, seen = page
    change_activity(activity.id, world.administrator.id, {"venue": "二楼"})

    assert save_plan(activity.id, world.staff.id, {**plan, "venue": "二楼"}, seen).venue == "二楼"


def test_a_signup_is_no_change_of_the_plan(world, activity, page):
    plan, seen = page
    make_signup(activity, world.member)

    assert changed_meanwhile(Activity.get_by_id(activity.id), seen) == []
    assert save_plan(activity.id, world.staff.id, {**plan, "title": "夏季沙龙"}, seen).title == "夏季沙龙"


def test_somebody_elses_change_is_seen_while_typing(world, activity, page):
    change_activity(activity.id, world.administrator.id, {"venue": "二楼", "title": "夏季沙龙"})
    now = Activity.get_by_id(activity.id)

    assert {one.field for one in changed_meanwhile(now, page[1])} == {"venue", "title"}
    assert [one.field for one in changed_meanwhile(now, page[1], ["title"])] == ["title"]


def test_deadlines_nobody_touched_move_along_with_the_start(world, activity, page):
    plan, seen = page
    day = timedelta(days=1)
    wanted = {
        **plan,
        "starts_at": plan["starts_at"] + day,
        "ends_at": plan["ends_at"] + day,
        "cancel_closes_at": plan["starts_at"],
    }

    saved = save_plan(activity.id, world.staff.id, wanted, seen)

    assert saved.signup_closes_at == plan["signup_closes_at"] + day
    assert saved.checkin_opens_at == plan["checkin_opens_at"] + day
    assert saved.checkin_closes_at == plan["checkin_closes_at"] + day
    assert saved.cancel_closes_at == plan["starts_at"]


def test_a_published_activity_moves_with_its_sessions_and_says_so_once(world, activity):
    save_plan(activity.id, world.staff.id, {"sessions": [one_session(activity)]}, {})
    Activity.update(state="published").where(Activity.id == activity.id).execute()
    make_signup(activity, world.member)
    plan = plan_of(Activity.get_by_id(activity.id))
    day = timedelta(days=1)
    [session] = plan["sessions"]
    moved = {name: value + day if name.endswith("_at") else value for name, value in session.items()}
    wanted = {
        **plan,
        "starts_at": plan["starts_at"] + day,
        "ends_at": plan["ends_at"] + day,
        "sessions": [moved],
    }

    save_plan(activity.id, world.staff.id, wanted, digests(plan))

    assert ActivitySession.get().starts_at == session["starts_at"] + day
    assert [one.notification.kind for one in told()] == ["activity_changed"]


def test_a_published_activity_must_stay_whole(world, activity, page):
    plan, seen = page
    Activity.update(state="published").where(Activity.id == activity.id).execute()

    with pytest.raises(NotReadyToPublish):
        save_plan(activity.id, world.staff.id, {**plan, "venue": ""}, seen)
    assert Activity.get_by_id(activity.id).venue == plan["venue"]


@pytest.mark.parametrize(("capacity", "seats"), [(10, 5), (60, 50)])
def test_seats_in_all_and_of_each_change_together(world, activity, capacity, seats):
    make_quota(activity, world.chamber, 20)
    plan = plan_of(Activity.get_by_id(activity.id))
    quota = {"organization_id": world.chamber.id, "seats": seats, "is_limit": False}

    save_plan(activity.id, world.staff.id, {**plan, "capacity": capacity, "quotas": [quota]}, digests(plan))

    assert (Activity.get_by_id(activity.id).capacity, ActivityQuota.get().seats) == (capacity, seats)


def test_quotas_and_the_limit_go_together(world, activity):
    make_quota(activity, world.chamber, 20)
    plan = plan_of(Activity.get_by_id(activity.id))

    saved = save_plan(activity.id, world.staff.id, {**plan, "capacity": None, "quotas": []}, digests(plan))

    assert (saved.capacity, saved.has_quotas) == (None, False)


def test_shares_with_seats_are_no_quotas(world, activity):
    share = {"organization_id": world.elsewhere.id, "seats": 4}

    save_plan(activity.id, world.staff.id, {"shares": [share]}, {})

    plan = plan_of(Activity.get_by_id(activity.id))
    assert (plan["quotas"], plan["shares"]) == ([], [share])


def test_an_organization_elsewhere_gets_no_quota(world, activity):
    quota = {"organization_id": world.elsewhere.id, "seats": 4, "is_limit": False}

    with pytest.raises(InvalidInput):
        save_plan(activity.id, world.staff.id, {"title": "夏季沙龙", "quotas": [quota]}, {})
    assert Activity.get_by_id(activity.id).title == "春季企业家沙龙"


TYPED = {"title": [" 考察 "], "venue": ["东门"]}


def test_what_is_typed_is_kept_as_typed(world, activity):
    keep_copy(1, world.staff.id, activity.id, TYPED, {"title": "abc"})
    keep_copy(1, world.staff.id, activity.id, {**TYPED, "venue": ["西门"]}, {"title": "abc"})

    copy = copy_of(world.staff.id, activity.id)
    assert (copy.typed["venue"], copy.seen, typed_title(copy)) == (["西门"], {"title": "abc"}, "考察")
    assert copy_of(world.administrator.id, activity.id) is None


def test_a_second_window_takes_over(world, activity):
    keep_copy(1, world.staff.id, activity.id, TYPED, {})
    keep_copy(2, world.staff.id, activity.id, TYPED, {})

    assert [copy.id for copy in PlanCopy.select()] == [2]


def test_nobody_writes_into_anothers_copy(world, activity):
    keep_copy(1, world.staff.id, None, TYPED, {})

    for member, where in ((world.administrator, None), (world.staff, activity.id)):
        with pytest.raises(NotFound):
            keep_copy(1, member.id, where, {"title": ["别人的"]}, {})
    assert new_copy(world.administrator.id, 1) is None
    assert new_copy(world.staff.id, 1).typed == TYPED
    drop_new_copy(world.administrator.id, 1)
    assert [copy.id for copy in new_copies(world.staff.id)] == [1]
    drop_new_copy(world.staff.id, 1)
    assert new_copies(world.staff.id) == []


def test_a_plan_longer_than_any_plan_is_not_kept(world):
    with pytest.raises(PlanTooLong):
        keep_copy(1, world.staff.id, None, {"description": ["字" * 250_000]}, {})


def test_saved_is_thrown_away_and_so_is_what_nobody_touched_for_a_month(world, activity, clock):
    keep_copy(1, world.staff.id, activity.id, TYPED, {})
    drop_copies_of(world.staff.id, activity.id)
    assert PlanCopy.select().count() == 0

    keep_copy(2, world.staff.id, None, TYPED, {})
    clock.advance(days=29)
    keep_copy(3, world.staff.id, None, TYPED, {})
    clock.advance(days=2)
    [timer] = [timer for timer in timers if timer.name == "drop_old_plan_copies"]
    assert (timer.run(), timer.run()) == (1, 0)
    assert [copy.id for copy in PlanCopy.select()] == [3]


def test_organizations_outside_are_named_in_the_plan(world, activity):
    make_organization("西山分会", world.elsewhere)
    assert plan_of(activity)["shares"] == []
