"""Staff decide many signups at once; what a colleague was faster with is told one by one."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Signup
from backend.activities.services.bulk_review import MOST_AT_ONCE, decide_signups
from backend.activities.services.errors import ActivityCancelled
from backend.activities.services.review import reject_signup
from backend.errors import InvalidInput
from tests.factories import make_activity, make_member, make_signup
from tests.racing import run_together


@pytest.fixture
def activity(world):
    return make_activity(world.chamber, capacity=10, needs_review=True)


@pytest.fixture
def pending(world, activity):
    return [make_signup(activity, make_member(name, organization=world.chamber), "pending") for name in "甲乙丙"]


def states(signups):
    return [Signup.get_by_id(signup.id).state for signup in signups]


def test_all_chosen_ones_are_approved(world, activity, pending):
    outcomes = decide_signups(activity.id, [one.id for one in pending[:2]], world.staff.id, "approve")

    assert [(one.name, one.is_done) for one in outcomes] == [("甲", True), ("乙", True)]
    assert states(pending) == ["approved", "approved", "pending"]
    assert Activity.get_by_id(activity.id).approved == 2


def test_a_rejection_says_why_to_each(world, activity, pending):
    decide_signups(activity.id, [one.id for one in pending], world.staff.id, "reject", "本次只对会员单位")

    assert {Signup.get_by_id(one.id).reason for one in pending} == {"本次只对会员单位"}
    assert Activity.get_by_id(activity.id).taken == 0


def test_what_a_colleague_decided_before_is_told_and_stops_nothing(world, activity, pending):
    reject_signup(activity.id, pending[0].id, world.administrator.id, "")

    outcomes = decide_signups(activity.id, [one.id for one in pending], world.staff.id, "approve")

    assert [one.is_done for one in outcomes] == [False, True, True]
    assert outcomes[0].words == "周主任 已于 10:00 拒绝了 甲 的报名。"
    assert states(pending) == ["rejected", "approved", "approved"]


def test_seats_go_to_those_first_who_signed_up_first(world, activity, pending):
    waiting = [make_signup(activity, make_member(organization=world.chamber), "waitlisted") for _ in range(2)]
    Activity.update(capacity=4).where(Activity.id == activity.id).execute()

    outcomes = decide_signups(activity.id, [one.id for one in reversed(waiting)], world.staff.id, "approve")

    assert [(one.signup_id, one.is_done) for one in outcomes] == [(waiting[0].id, True), (waiting[1].id, False)]
    assert outcomes[1].words == "名额已满，请先增加名额。"


def test_signups_of_other_activities_are_left_alone(world, activity, pending):
    other = make_signup(make_activity(world.elsewhere, needs_review=True), world.stranger, "pending")

    assert decide_signups(activity.id, [other.id], world.staff.id, "approve") == []
    assert states([other]) == ["pending"]


def test_nothing_and_too_many_are_refused_in_words(world, activity):
    with pytest.raises(InvalidInput, match="请先勾选"):
        decide_signups(activity.id, [], world.staff.id, "approve")
    with pytest.raises(InvalidInput, match="分几次"):
        decide_signups(activity.id, list(range(MOST_AT_ONCE + 1)), world.staff.id, "approve")


def test_a_cancelled_activity_has_nothing_left_to_decide(world, activity, pending):
    Activity.update(state="cancelled").where(Activity.id == activity.id).execute()

    with pytest.raises(ActivityCancelled):
        decide_signups(activity.id, [pending[0].id], world.staff.id, "approve")


def test_two_colleagues_at_once_decide_each_signup_once(world, activity, pending):
    """Whoever comes second hears so, one by one; together they have decided all of them, each once."""
    ids = [one.id for one in pending]

    results = run_together(
        [
            lambda: decide_signups(activity.id, ids, world.staff.id, "approve"),
            lambda: decide_signups(activity.id, ids, world.administrator.id, "reject"),
        ]
    )

    done = [one.signup_id for outcomes in results for one in outcomes if one.is_done]
    assert sorted(done) == sorted(ids)
    told = [one.words for outcomes in results for one in outcomes if not one.is_done]
    assert len(told) == 3
    assert all("的报名。" in words for words in told)
