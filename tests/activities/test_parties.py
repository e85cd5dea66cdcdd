"""A member and whoever comes along: one party, several seats, all of them or none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.activities.models import Activity, ActivityQuota, ActivityShare, ReviewRule, Signup
from backend.audit.models import AuditEntry
from tests.factories import (
    make_activity,
    make_member,
    make_organizer,
    make_quota,
    make_review_rule,
    make_signup,
)
from tests.outbox import told

TWO = [{"name": "张三"}, {"name": "李四"}]


@pytest.fixture
def activity(world):
    return make_activity(world.chamber, capacity=4, companions_most=3)


def sign_up(phone, activity, **body):
    return phone.put(f"/activities/{activity.id}/signup", body)


def cancel(phone, activity):
    return phone.delete(f"/activities/{activity.id}/signup")


def counters(activity):
    row = Activity.get_by_id(activity.id)
    return row.taken, row.approved, row.waitlisted


def state(signup):
    return Signup.get_by_id(signup.id).state


def other(world):
    return make_member(organization=world.chamber)


def test_party_takes_a_seat_for_each(as_member, world, activity):
    response = sign_up(as_member, activity, companions=TWO)

    assert (response.status_code, response.json["state"], response.json["seats"]) == (201, "approved", 3)
    assert response.json["companions"] == TWO
    assert response.json["pass"]["seats"] == 3
    assert response.json["spoken_code"] == response.json["pass"]["spoken_code"]
    assert counters(activity) == (3, 3, 0)
    row = Signup.get()
    assert (row.number, row.organization_id, row.list_version) == (1, world.chamber.id, 1)


def test_companions_without_names_are_counted(as_member, activity):
    assert sign_up(as_member, activity, companion_count=2).json["seats"] == 3
    assert sign_up(as_member, activity, companion_count=2).status_code == 200
    assert counters(activity) == (3, 3, 0)


@pytest.mark.parametrize(
    "body",
    [
        {"companion_count": 4},
        {"companion_count": -1},
        {"companion_count": 1.5},
        {"companions": TWO, "companion_count": 1},
        {"companions": [{"name": "  "}]},
        {"companions": [{"name": "名" * 31}]},
        {"companions": [{}]},
        {"companions": "张三"},
    ],
)
def test_party_that_is_not_allowed_is_refused(as_member, activity, body):
    response = sign_up(as_member, activity, **body)

    assert response.status_code == 422
    assert any(name.startswith("compan") for name in response.json["errors"])
    assert counters(activity) == (0, 0, 0)


def test_companions_must_be_named_where_asked(as_member, activity):
    Activity.update(companions_named=True).execute()

    assert sign_up(as_member, activity, companion_count=2).status_code == 422
    assert sign_up(as_member, activity, companions=TWO).status_code == 201
    assert as_member.get(f"/activities/{activity.id}").json["companions"] == {"most": 3, "named": True}


def test_nobody_comes_along_where_it_is_not_allowed(as_member, world):
    response = sign_up(as_member, make_activity(world.chamber), companion_count=1)

    assert response.json["errors"] == {"companions": ["本活动不能带人同行。"]}


def test_party_that_does_not_fit_waits_and_one_that_fits_is_placed_at_once(as_member, as_organizer, world, activity):
    make_signup(activity, other(world), seats=3)

    assert sign_up(as_member, activity, companion_count=1).json["state"] == "waitlisted"
    shown = as_organizer.get(f"/activities/{activity.id}").json
    assert (shown["places_left"], shown["my_places_left"]) == (1, 1)
    assert sign_up(as_organizer, activity).json["state"] == "approved"
    assert counters(activity) == (4, 4, 1)


@pytest.mark.parametrize("has_quota", [False, True])
def test_late_on_nobody_is_placed_over_the_heads_of_those_who_wait(as_member, world, activity, clock, has_quota):
    if has_quota:
        make_quota(activity, world.library, 0)
    Activity.update(signup_closes_at=activity.starts_at).execute()
    make_signup(activity, other(world), seats=3)
    make_signup(activity, other(world), "waitlisted", seats=2)
    clock.set(activity.starts_at - timedelta(hours=2))

    assert sign_up(as_member, activity).json["state"] == "waitlisted"


def test_cancelling_frees_all_seats_and_passes_over_who_does_not_fit(as_member, world, activity):
    make_signup(activity, other(world), seats=2)
    make_signup(activity, world.member, seats=2)
    waiting = [make_signup(activity, other(world), "waitlisted", seats=seats) for seats in (3, 1, 2, 1)]

    cancel(as_member, activity)

    assert [state(one) for one in waiting] == ["waitlisted", "approved", "waitlisted", "approved"]
    assert counters(activity) == (4, 4, 2)
    assert Activity.get().dropouts == 1
    assert Signup.get_by_id(waiting[1].id).list_version == Activity.get().version


def test_leaving_the_waitlist_is_no_dropout(as_member, world, activity):
    make_signup(activity, world.member, "waitlisted")
    cancel(as_member, activity)

    assert Activity.get().dropouts == 0


def test_fewer_companions_give_seats_on(as_member, world, activity):
    make_signup(activity, world.member, companions=TWO)
    make_signup(activity, other(world))
    waiting = make_signup(activity, other(world), "waitlisted")

    response = sign_up(as_member, activity, companions=TWO[:1])

    assert (response.status_code, response.json["seats"], response.json["companions"]) == (200, 2, TWO[:1])
    assert (state(waiting), counters(activity)) == ("approved", (4, 4, 0))


def test_more_companions_need_room(as_member, world, activity):
    mine = make_signup(activity, world.member)
    make_signup(activity, other(world), seats=2)

    assert sign_up(as_member, activity, companions=TWO[:1]).json["seats"] == 2
    refused = sign_up(as_member, activity, companions=TWO)

    assert (refused.status_code, refused.json["code"]) == (409, "activity_full")
    assert (Signup.get_by_id(mine.id).companions, counters(activity)) == (TWO[:1], (4, 4, 0))


def test_party_on_the_waitlist_that_shrinks_moves_up(as_member, world, activity):
    make_signup(activity, other(world), seats=3)
    make_signup(activity, world.member, "waitlisted", companions=TWO)
    world.member.accounts.get()

    assert sign_up(as_member, activity).json["state"] == "approved"
    assert counters(activity) == (4, 4, 0)


def test_party_is_not_changed_once_signup_closed_or_they_came(as_member, world, activity, clock):
    make_signup(activity, world.member, checked_in_at=clock.now())
    assert sign_up(as_member, activity, companions=TWO).json["code"] == "already_checked_in"
    clock.set(activity.signup_closes_at)
    assert sign_up(as_member, activity, companions=TWO).json["code"] == "signup_closed"
    assert sign_up(as_member, activity).status_code == 200
    assert counters(activity) == (1, 1, 0)


def test_quota_is_used_first_and_the_remainder_after_it(as_member, as_organizer, world):
    activity = make_activity(world.street, capacity=3, companions_most=2)
    quota = make_quota(activity, world.chamber, 1)

    sign_up(as_member, activity)
    sign_up(as_organizer, activity, companion_count=1)

    assert ActivityQuota.get_by_id(quota.id).taken == 1
    assert [row.quota_id for row in Signup.select().order_by(Signup.id)] == [quota.id, None]
    assert counters(activity) == (3, 3, 0)


def test_others_do_not_take_what_a_quota_keeps(as_member, as_staff, world):
    activity = make_activity(world.street, capacity=2)
    make_quota(activity, world.chamber, 2)

    assert as_staff.get(f"/activities/{activity.id}").json["my_places_left"] == 0
    assert sign_up(as_staff, activity).json["state"] == "waitlisted"
    assert as_member.get(f"/activities/{activity.id}").json["my_places_left"] == 2
    assert sign_up(as_member, activity).json["state"] == "approved"


def test_quota_that_is_a_limit_keeps_its_members_out_of_the_remainder(as_member, as_organizer, world):
    activity = make_activity(world.street, capacity=5)
    make_quota(activity, world.chamber, 1, is_limit=True)

    assert [sign_up(phone, activity).json["state"] for phone in (as_member, as_organizer)] == ["approved", "waitlisted"]
    cancel(as_member, activity)
    assert counters(activity) == (1, 1, 0)
    assert ActivityQuota.get().taken == 1


def test_seats_freed_in_a_quota_go_to_those_it_covers(as_member, world):
    activity = make_activity(world.street, capacity=1)
    quota = make_quota(activity, world.chamber, 1)
    make_signup(activity, world.member, quota=quota)
    foreign = make_signup(activity, make_member(organization=world.library), "waitlisted")
    own = make_signup(activity, other(world), "waitlisted")

    cancel(as_member, activity)

    assert (state(foreign), state(own)) == ("waitlisted", "approved")
    assert ActivityQuota.get().taken == 1
    assert counters(activity) == (1, 1, 1)


def test_review_rule_approves_up_to_its_most(as_member, as_organizer, world):
    activity = make_activity(world.street, needs_review=True, companions_most=2)
    rule = make_review_rule(activity, world.chamber, most=2)

    assert sign_up(as_member, activity, companion_count=1).json["state"] == "approved"
    assert sign_up(as_organizer, activity).json["state"] == "pending"
    assert (ReviewRule.get_by_id(rule.id).approved, counters(activity)) == (2, (3, 2, 0))
    assert sign_up(as_member, activity, companion_count=2).json["code"] == "activity_full"
    cancel(as_member, activity)
    assert ReviewRule.get_by_id(rule.id).approved == 0


def test_seats_given_back_on_the_waitlist_follow_the_review_rule(as_member, world):
    activity = make_activity(world.street, capacity=1, needs_review=True)
    rule = make_review_rule(activity, world.library)
    make_signup(activity, world.member, "pending")
    waiting = make_signup(activity, make_member(organization=world.library), "waitlisted")

    cancel(as_member, activity)

    assert (state(waiting), Signup.get_by_id(waiting.id).review_rule_id) == ("approved", rule.id)


def test_whoever_nobody_can_tell_is_passed_over_once_in_the_trail(as_member, as_organizer, world):
    activity = make_activity(world.chamber, capacity=2)
    make_signup(activity, world.member)
    make_signup(activity, world.organizer)
    silent = make_signup(activity, other(world), "waitlisted", is_reachable=False)
    waiting = make_signup(activity, other(world), "waitlisted")

    cancel(as_member, activity)
    cancel(as_organizer, activity)

    assert (state(silent), state(waiting)) == ("waitlisted", "approved")
    assert [row.subject_id for row in AuditEntry.select()] == [silent.id]
    assert len(told()) == 1
    assert sign_up(as_member, activity).json["state"] == "approved"


def test_long_waitlist_is_not_read_to_find_who_fits(as_member, world, activity, count_statements):
    make_signup(activity, other(world), seats=3)
    make_signup(activity, world.member)
    for _ in range(30):
        make_signup(activity, other(world), "waitlisted", seats=4)
    last = make_signup(activity, other(world), "waitlisted")

    with count_statements() as statements:
        cancel(as_member, activity)

    assert state(last) == "approved"
    assert len(statements) <= 14, statements


def test_usual_dropouts_are_the_mean_of_the_last_ten_alike(as_member, world, activity, clock):
    long_ago = clock.now() - timedelta(days=9)
    for dropouts in (2, 3):
        make_activity(world.chamber, starts_at=long_ago, dropouts=dropouts)
    make_activity(world.chamber, starts_at=long_ago, dropouts=90, kind="sport")
    assert as_member.get(f"/activities/{activity.id}").json["usual_dropouts"] is None

    make_activity(world.chamber, starts_at=long_ago, dropouts=2)

    assert as_member.get(f"/activities/{activity.id}").json["usual_dropouts"] == 2
    assert sign_up(as_member, activity).json["usual_dropouts"] == 2


def test_shared_activity_is_seen_by_the_other_organization_and_below(as_stranger, as_visitor, world, activity):
    assert as_stranger.get(f"/activities/{activity.id}").status_code == 404
    ActivityShare.create(activity=activity, organization=world.elsewhere)

    assert as_stranger.get(f"/activities/{activity.id}").status_code == 200
    assert [one["id"] for one in as_stranger.get("/activities?tab=open").json["items"]] == [str(activity.id)]
    assert sign_up(as_stranger, activity).status_code == 201
    assert as_visitor.get(f"/activities/{activity.id}").status_code == 404


def test_organizer_is_one_for_the_time_given(as_stranger, world, activity, clock):
    make_organizer(activity, world.stranger, starts_at=clock.now(), ends_at=clock.now() + timedelta(days=1))
    path = f"/activities/{activity.id}"

    assert as_stranger.get(path).json["is_organizer"] is True
    clock.advance(days=1)
    assert as_stranger.get(path).status_code == 404
    assert as_stranger.get("/organizer/activities").json["total"] == 0
    clock.advance(days=-1, milliseconds=-1)
    assert as_stranger.get(path).status_code == 404


@pytest.mark.parametrize("days", [2.99, 3.1, 9])
def test_signup_can_be_decided_late_and_after_the_end(as_staff, world, clock, days):
    activity = make_activity(world.chamber, needs_review=True)
    signups = [make_signup(activity, other(world), "pending") for _ in range(2)]
    clock.advance(days=days)

    for signup, verb, result in zip(signups, ("approve", "reject"), ("approved", "rejected"), strict=True):
        path = f"/staff/activities/{activity.id}/signups/{signup.id}/{verb}"
        assert as_staff.post(path, {} if verb == "reject" else None).json["state"] == result


def test_companions_names_go_with_the_account_and_their_seats_stay_counted(as_member, world, activity, clock):
    clock.set(activity.starts_at)
    signup = make_signup(activity, world.member, companions=TWO)
    assert as_member.get("/me/export").json["data"]["signups"][0]["companions"] == ["张三", "李四"]

    assert as_member.delete("/me", {"confirm": "注销"}).status_code == 204

    row = Signup.get_by_id(signup.id)
    assert (row.companions, row.seats, counters(activity)) == ([], 3, (3, 3, 0))


def test_leaving_before_the_start_gives_all_seats_on(as_member, world, activity):
    make_signup(activity, world.member, companions=TWO)
    make_signup(activity, other(world))
    waiting = make_signup(activity, other(world), "waitlisted", seats=3)

    as_member.delete("/me", {"confirm": "注销"})

    assert (state(waiting), counters(activity)) == ("approved", (4, 4, 0))


def test_to_review_are_signups_not_seats(as_staff, world):
    activity = make_activity(world.chamber, needs_review=True)
    make_signup(activity, other(world), "pending", seats=3)

    assert as_staff.get("/staff/activities").json["items"][0]["to_review"] == 1
    assert as_staff.get(f"/staff/activities/{activity.id}").json["to_review"] == 1


def test_organizer_of_a_time_is_offered_the_door_for_that_time(as_stranger, world, activity, clock):
    make_organizer(activity, world.stranger, ends_at=clock.now() + timedelta(hours=1))
    assert as_stranger.get("/me").json["organizes"] is True

    clock.advance(hours=1)

    assert as_stranger.get("/me").json["organizes"] is False
