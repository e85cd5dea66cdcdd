"""Taking a signup back, and the waitlist moving up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.activities.models import Activity, Signup
from tests.factories import make_account, make_activity, make_member, make_signup
from tests.outbox import told


@pytest.fixture
def activity(world):
    return make_activity(world.chamber, capacity=1)


def cancel(phone, activity):
    return phone.delete(f"/activities/{activity.id}/signup")


def counters(activity):
    row = Activity.get_by_id(activity.id)
    return row.taken, row.approved, row.waitlisted


def state(signup):
    return Signup.get_by_id(signup.id).state


def test_cancelling_frees_the_place(as_member, world, activity):
    signup = make_signup(activity, world.member)

    response = cancel(as_member, activity)

    assert response.status_code == 200, response.text
    assert (response.json["state"], response.json["pass"]) == ("cancelled", None)
    assert (state(signup), counters(activity)) == ("cancelled", (0, 0, 0))


def test_cancelling_twice_changes_nothing_more(as_member, world, activity):
    make_signup(activity, world.member)

    assert cancel(as_member, activity).json == cancel(as_member, activity).json
    assert counters(activity) == (0, 0, 0)


def test_whoever_waits_longest_moves_up_at_once_and_is_told(as_member, world, activity, clock):
    make_signup(activity, world.member)
    clock.advance(minutes=1)
    first = make_member("排在前", organization=world.chamber)
    make_account(first)
    early = make_signup(activity, first, "waitlisted")
    clock.advance(minutes=1)
    late = make_signup(activity, make_member(organization=world.chamber), "waitlisted")

    cancel(as_member, activity)

    assert (state(early), state(late)) == ("approved", "waitlisted")
    assert counters(activity) == (1, 1, 1)
    (message,) = told()
    assert (message.member_id, message.notification.values["result"]) == (first.id, "候补转正")


def test_promoted_signup_still_waits_for_review_where_review_is_on(as_member, world):
    activity = make_activity(world.chamber, capacity=1, needs_review=True)
    make_signup(activity, world.member, "pending")
    waiting = make_signup(activity, make_member(organization=world.chamber), "waitlisted")

    cancel(as_member, activity)

    assert (state(waiting), counters(activity)) == ("pending", (1, 0, 0))


def test_nobody_moves_up_by_itself_in_the_last_two_hours(as_member, world, activity, clock):
    Activity.update(cancel_closes_at=activity.starts_at).execute()
    make_signup(activity, world.member)
    waiting = make_signup(activity, make_member(organization=world.chamber), "waitlisted")
    clock.set(activity.starts_at - timedelta(hours=2))

    cancel(as_member, activity)

    assert (state(waiting), counters(activity)) == ("waitlisted", (0, 0, 1))


def test_last_moment_before_the_two_hours_still_promotes(as_member, world, activity, clock):
    Activity.update(cancel_closes_at=activity.starts_at).execute()
    make_signup(activity, world.member)
    waiting = make_signup(activity, make_member(organization=world.chamber), "waitlisted")
    clock.set(activity.starts_at - timedelta(hours=2, milliseconds=1))

    cancel(as_member, activity)

    assert state(waiting) == "approved"


def test_reopened_signup_goes_to_the_end_of_the_waitlist(as_member, world, activity, clock):
    mine = make_signup(activity, world.member)
    waiting = [make_signup(activity, make_member(organization=world.chamber), "waitlisted") for _ in range(2)]
    cancel(as_member, activity)
    clock.advance(minutes=1)

    response = as_member.put(f"/activities/{activity.id}/signup", {})

    assert response.status_code == 201
    assert (response.json["id"], response.json["state"]) == (str(mine.id), "waitlisted")
    assert response.json["waitlist_position"] == 2
    assert [state(one) for one in waiting] == ["approved", "waitlisted"]
    assert (counters(activity), Signup.select().count()) == ((1, 1, 2), 3)


def test_reopened_signup_takes_a_free_place(as_member, world, activity):
    make_signup(activity, world.member)
    cancel(as_member, activity)

    assert as_member.put(f"/activities/{activity.id}/signup", {}).json["state"] == "approved"
    assert counters(activity) == (1, 1, 0)


def test_cancelling_is_refused_from_its_deadline_on(as_member, world, activity, clock):
    signup = make_signup(activity, world.member)
    clock.set(activity.cancel_closes_at)

    response = cancel(as_member, activity)

    assert (response.status_code, response.json["code"]) == (409, "cancel_closed")
    assert state(signup) == "approved"


def test_waiting_member_may_leave_at_any_time(as_member, world, activity, clock):
    make_signup(activity, world.member, "waitlisted")
    clock.set(activity.cancel_closes_at)

    assert cancel(as_member, activity).json["state"] == "cancelled"
    assert counters(activity) == (0, 0, 0)


def test_checked_in_member_cannot_cancel(as_member, world, activity, clock):
    make_signup(activity, world.member, checked_in_at=clock.now())

    response = cancel(as_member, activity)

    assert (response.status_code, response.json["code"]) == (409, "already_checked_in")
    assert counters(activity) == (1, 1, 0)


def test_rejected_signup_stays_rejected_and_cannot_be_reopened(as_member, world, activity):
    make_signup(activity, world.member, "rejected")

    assert cancel(as_member, activity).json["state"] == "rejected"
    assert as_member.put(f"/activities/{activity.id}/signup", {}).json["state"] == "rejected"
    assert counters(activity) == (0, 0, 0)


def test_cancelled_activity_refuses(as_member, world):
    activity = make_activity(world.chamber, state="cancelled")
    make_signup(activity, world.member)

    response = cancel(as_member, activity)

    assert (response.status_code, response.json["code"]) == (409, "activity_cancelled")


def test_nothing_to_cancel_is_not_found(as_member, as_stranger, activity):
    assert cancel(as_member, activity).status_code == 404
    assert cancel(as_stranger, activity).status_code == 404
    assert as_member.delete("/activities/1/signup").status_code == 404


def test_visitor_and_nobody_are_refused(as_visitor, client, activity, world):
    assert cancel(as_visitor, make_activity(world.chamber, is_public=True)).json["code"] == "join_first"
    assert cancel(as_visitor, activity).status_code == 404
    assert cancel(client, activity).status_code == 401
