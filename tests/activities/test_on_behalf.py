"""Staff sign a member up; whoever walks in takes a seat at the door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity, Signup
from backend.activities.services.errors import ActivityCancelled, ActivityFull, AlreadyDecided
from backend.activities.services.on_behalf import sign_up_walk_in
from backend.audit.models import AuditEntry
from backend.errors import NotFound
from tests.factories import make_activity, make_member, make_signup
from tests.outbox import told


@pytest.fixture
def activity(world):
    return make_activity(world.chamber, capacity=2, companions_most=2, needs_review=True)


@pytest.fixture
def person(world):
    """A member without WeChat."""
    return make_member("老周", organization=world.chamber)


def make(phone, activity, member, **body):
    return phone.post(f"/staff/activities/{activity.id}/signups", {"member_id": str(member.id), **body})


def walk_in(activity, member, by):
    return sign_up_walk_in(activity.id, member.id, by.id, backend_clock.now_ms())


def counters(activity):
    row = Activity.get_by_id(activity.id)
    return row.taken, row.approved, row.waitlisted


def test_staff_sign_a_member_up_and_it_is_recorded(as_staff, activity, person, clock):
    clock.set(activity.signup_closes_at)
    response = make(as_staff, activity, person, companion_count=1)

    assert response.status_code == 201, response.text
    body = response.json
    assert (body["state"], body["seats"], body["made_by"]["name"], body["number"]) == ("approved", 2, "赵云", 1)
    assert counters(activity) == (2, 2, 0)
    entry = AuditEntry.get()
    assert (entry.action, entry.about_member_id, entry.actor_id) == ("signup.made", person.id, as_staff.member_id)
    # Without WeChat it waits in the inbox, for whenever they come.
    assert [one.member_id for one in told()] == [person.id]


def test_the_same_again_is_the_same_signup(as_staff, activity, person):
    first = make(as_staff, activity, person)
    second = make(as_staff, activity, person, companion_count=1)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert counters(activity) == (1, 1, 0)


def test_full_activity_puts_the_member_in_line(as_staff, world, activity, person):
    make_signup(activity, make_member(), seats=2)

    assert make(as_staff, activity, person).json["state"] == "waitlisted"
    assert counters(activity) == (2, 2, 1)


@pytest.mark.parametrize("was", ["cancelled", "rejected"])
def test_signup_that_ended_is_opened_again(as_staff, activity, person, was):
    signup = make_signup(activity, person, was)

    body = make(as_staff, activity, person).json

    assert (body["id"], body["state"]) == (str(signup.id), "approved")
    assert counters(activity) == (1, 1, 0)


def test_staff_stay_within_bounds(as_staff, as_foreign_staff, as_auditor, world, activity, person, clock):
    assert make(as_staff, activity, world.stranger).status_code == 422
    assert make(as_staff, activity, person, companion_count=3).status_code == 422
    assert make(as_staff, activity, person, answers={"meal": 1}).json["code"] == "invalid_answers"
    assert make(as_staff, make_activity(world.chamber, state="draft"), person).json["code"] == "signup_not_open"
    cancelled = make_activity(world.chamber, state="cancelled")
    assert make(as_staff, cancelled, person).json["code"] == "activity_cancelled"
    assert make(as_foreign_staff, activity, person).status_code == 404
    assert make(as_auditor, activity, person).status_code == 403
    clock.set(activity.ends_at)
    assert make(as_staff, activity, person).json["code"] == "signup_closed"
    assert Signup.select().count() == 0


@pytest.mark.parametrize("was", [None, "cancelled", "pending", "waitlisted", "approved"])
def test_whoever_walks_in_takes_a_seat(world, activity, person, clock, was):
    clock.set(activity.starts_at + timedelta(minutes=5))
    if was:
        make_signup(activity, person, was)

    signup = walk_in(activity, person, world.organizer)

    assert signup.state == "approved"
    assert signup.is_walk_in is (was != "approved")
    assert counters(activity) == (1, 1, 0)
    assert walk_in(activity, person, world.organizer).id == signup.id
    assert counters(activity) == (1, 1, 0)


def test_walk_in_goes_before_those_who_wait_but_not_over_the_seats(world, activity, person):
    make_signup(activity, make_member(), seats=1)
    make_signup(activity, make_member(), "waitlisted", seats=2)

    assert walk_in(activity, person, world.organizer).state == "approved"
    with pytest.raises(ActivityFull):
        walk_in(activity, make_member(), world.organizer)
    assert counters(activity) == (2, 2, 1)


def test_walk_in_is_refused_where_there_is_no_way_in(world, activity, person):
    make_signup(activity, person, "rejected")
    with pytest.raises(AlreadyDecided):
        walk_in(activity, person, world.organizer)
    with pytest.raises(NotFound):
        sign_up_walk_in(1, person.id, world.organizer.id, backend_clock.now_ms())
    with pytest.raises(ActivityCancelled):
        walk_in(make_activity(world.chamber, state="cancelled"), person, world.organizer)
