"""Several doors and many phones at once, over real connections, on both engines."""

from __future__ import annotations

import random

from backend.activities.models import Activity, Signup
from backend.activities.passes import make_pass
from backend.activities.services.errors import AlreadyCheckedIn
from backend.activities.services.signing_up import cancel_signup
from backend.auth import Caller
from backend.checkin.models import Scan
from backend.checkin.refusals import AlreadyIn, SignupNotApproved
from backend.checkin.services import check_in, scan_pass
from tests.activities.test_races import at_once, make_crowd
from tests.factories import make_signup

__all__ = ["at_once"]


def scan(world, activity, signup, ref):
    try:
        answer = scan_pass(activity.id, make_pass(signup.id), ref, Caller(0, 0, world.organizer.id))
    except (AlreadyIn, SignupNotApproved) as refusal:
        return refusal.message
    return answer["version"]


def assert_exact(activity):
    row = Activity.get_by_id(activity.id)
    inside = Signup.select().where(Signup.activity == activity.id, Signup.checked_in_at.is_null(False)).count()
    accepted = [scan.version for scan in Scan.select().where(Scan.refusal == "")]
    assert row.arrived == inside == len(accepted) == len(set(accepted))
    return row


def test_two_doors_scanning_one_pass_at_once_let_in_one_and_tell_the_other(world, activity, at_once):
    signups = [make_signup(activity, member) for member in make_crowd(world, 20)]
    calls = [
        lambda one=one, door=door: scan(world, activity, one, f"{one.id}-{door}") for one in signups for door in "ab"
    ]

    answers = at_once(calls)

    told = [answer for answer in answers if isinstance(answer, str)]
    assert len(told) == 20
    assert all("已于 14:02 签到" in message for message in told)
    assert sorted(answer for answer in answers if isinstance(answer, int)) == list(range(1, 21))
    assert assert_exact(activity).arrived == 20


def test_one_attempt_sent_many_times_at_once_has_one_answer(world, activity, signup, at_once):
    answers = at_once([lambda: scan(world, activity, signup, "same")] * 16)

    assert set(answers) == {1}
    assert Scan.select().count() == 1
    assert assert_exact(activity).arrived == 1


def test_refused_attempt_sent_many_times_at_once_is_in_the_ledger_once(world, activity, at_once):
    signup = make_signup(activity, world.member, "pending")

    answers = at_once([lambda: scan(world, activity, signup, "same")] * 16)

    assert set(answers) == {"王敏 的报名还在审核中。"}
    assert Scan.select().count() == 1


def test_one_receipt_shared_by_many_at_once_lets_in_one(world, activity, at_once, clock):
    from backend.checkin.event_codes import EventCodeInvalid, issue_receipt

    members = make_crowd(world, 16)
    for member in members:
        make_signup(activity, member)
    receipt, _ = issue_receipt(activity.id, clock.ms)

    def use(member):
        try:
            return bool(check_in(member.id, None, receipt, "a"))
        except EventCodeInvalid:
            return False

    assert sum(at_once([lambda one=one: use(one) for one in members])) == 1
    assert assert_exact(activity).arrived == 1


def test_check_ins_and_cancellations_at_once_never_lose_a_count_or_deadlock(world, activity, at_once, clock):
    Activity.update(cancel_closes_at=activity.ends_at).execute()
    members = make_crowd(world, 30)
    signups = [make_signup(activity, member) for member in members]

    def cancel(member):
        try:
            cancel_signup(activity.id, member.id)
        except AlreadyCheckedIn:
            return "in"
        return "out"

    calls = [lambda one=one: scan(world, activity, one, str(one.id)) for one in signups]
    calls += [lambda one=one: cancel(one) for one in members]
    random.Random(6).shuffle(calls)
    at_once(calls)

    row = assert_exact(activity)
    assert row.approved == row.taken == row.arrived
    assert Signup.select().where(Signup.state == "cancelled", Signup.checked_in_at.is_null(False)).count() == 0
