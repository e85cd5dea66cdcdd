"""Everybody at once, over real connections, on both engines: counters stay exact and places are never oversold."""

from __future__ import annotations

import contextlib
import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.accounts.models import Account
from backend.activities.models import Activity, Signup
from backend.activities.services import signing_up
from backend.database import db, new_id
from backend.errors import NotFound
from backend.members.models import Member
from backend.organizations.models import Membership
from backend.privacy.services import delete_account
from tests.factories import make_account, make_activity, make_member, make_signup

# The pool holds 16 connections, one of them for the test itself.
AT_ONCE = 12


@pytest.fixture
def at_once(app):
    """Run calls in threads with connections of their own, started together; returns their results in order."""

    def run(calls: Sequence[Callable[[], object]]) -> list[object]:
        ready = threading.Barrier(min(AT_ONCE, len(calls)))
        waited = threading.local()

        def one(call):
            if not getattr(waited, "done", False):
                waited.done = True
                ready.wait(timeout=30)
            return call()

        def close(_):
            ready_to_close.wait(timeout=30)
            db.close()

        size = min(AT_ONCE, len(calls))
        ready_to_close = threading.Barrier(size)
        with ThreadPoolExecutor(size) as pool:
            results = list(pool.map(one, calls))
            list(pool.map(close, range(size)))
        return results

    return run


def make_crowd(world, number):
    """Many members of the chamber, quickly."""
    members = [make_member(f"会员{n}") for n in range(number)]
    Membership.insert_many([{"member": one.id, "organization": world.chamber.id} for one in members]).execute()
    Account.insert_many([{"id": new_id(), "openid": f"of-{one.id}", "member": one.id} for one in members]).execute()
    return members


def test_a_member_who_leaves_while_signing_up_holds_no_place(world, monkeypatch):
    activity = make_activity(world.chamber, capacity=3)
    account = make_account(world.member)
    look = signing_up.view_activity

    def look_and_leave(activity_id, member_id):
        shown = look(activity_id, member_id)
        delete_account(world.member.id, account.id)
        return shown

    monkeypatch.setattr(signing_up, "view_activity", look_and_leave)

    with pytest.raises(NotFound):
        sign_up(world.member.id, activity.id)
    assert (Activity.get().taken, Signup.select().count()) == (0, 0)


@pytest.mark.parametrize("state", [None, "cancelled"])
def test_leaving_and_signing_up_at_once_leaves_no_place_held(world, at_once, state):
    members = make_crowd(world, 6)
    accounts = [Account.get(Account.member == member.id) for member in members]
    activity = make_activity(world.chamber, capacity=3)
    if state:
        for member in members:
            make_signup(activity, member, state)

    def try_to_sign_up(member):
        with contextlib.suppress(NotFound):
            sign_up(member.id, activity.id)

    pairs = [
        (lambda m=m: try_to_sign_up(m), lambda m=m, a=a: delete_account(m.id, a.id))
        for m, a in zip(members, accounts, strict=True)
    ]
    at_once([call for pair in pairs for call in pair])

    assert {signup.state for signup in Signup.select()} <= {"cancelled"}
    row = Activity.get()
    assert (row.taken, row.approved, row.waitlisted) == (0, 0, 0)


def sign_up(member_id, activity_id):
    from backend.activities.services.signing_up import sign_up

    row, is_new = sign_up(activity_id, member_id, {}, None)
    return row.card.signup_state, is_new


def cancel(member_id, activity_id):
    from backend.activities.services.signing_up import cancel_signup

    return cancel_signup(activity_id, member_id).card.signup_state


def assert_exact(activity):
    """The counters say what the rows say, nothing is oversold, and nobody waits while there is a place."""
    row = Activity.get_by_id(activity.id)
    states = Counter(signup.state for signup in Signup.select().where(Signup.activity == activity.id))
    assert row.taken == states["approved"] + states["pending"]
    assert row.approved == states["approved"]
    assert row.waitlisted == states["waitlisted"]
    assert row.taken <= row.capacity
    assert row.waitlisted == 0 or row.taken == row.capacity
    return row, states


def test_burst_of_500_and_100_repeats_fills_exactly_100_places(world, at_once):
    activity = make_activity(world.chamber, capacity=100)
    members = make_crowd(world, 500)
    callers = members + random.Random(1).sample(members, 100)
    random.Random(2).shuffle(callers)

    results = at_once([lambda one=one: sign_up(one.id, activity.id) for one in callers])

    row, states = assert_exact(activity)
    assert (states["approved"], states["waitlisted"]) == (100, 400)
    assert Signup.select().count() == 500
    assert sum(is_new for _, is_new in results) == 500
    assert row.version == 500


def test_same_member_signing_up_many_times_at_once_is_one_signup(world, at_once):
    activity = make_activity(world.chamber, capacity=3)

    results = at_once([lambda: sign_up(world.member.id, activity.id)] * AT_ONCE)

    assert {state for state, _ in results} == {"approved"}
    assert sum(is_new for _, is_new in results) == 1
    assert assert_exact(activity)[0].taken == 1


def test_same_cancelled_signup_reopened_many_times_at_once_takes_one_place(world, at_once):
    activity = make_activity(world.chamber, capacity=3)
    make_signup(activity, world.member, "cancelled")

    results = at_once([lambda: sign_up(world.member.id, activity.id)] * AT_ONCE)

    assert sum(is_new for _, is_new in results) == 1
    assert assert_exact(activity)[0].taken == 1


def test_same_member_cancelling_many_times_at_once_frees_one_place(world, at_once):
    activity = make_activity(world.chamber, capacity=2)
    make_signup(activity, world.member)
    make_signup(activity, make_member())

    results = at_once([lambda: cancel(world.member.id, activity.id)] * AT_ONCE)

    assert set(results) == {"cancelled"}
    assert assert_exact(activity)[0].taken == 1


def test_signups_and_cancellations_at_once_keep_every_counter(world, at_once):
    activity = make_activity(world.chamber, capacity=10)
    inside = make_crowd(world, 40)
    for place, member in enumerate(inside):
        make_signup(activity, member, "approved" if place < 10 else "waitlisted")
    newcomers = make_crowd(world, 40)
    calls = [lambda one=one: cancel(one.id, activity.id) for one in inside[::2]]
    calls += [lambda one=one: sign_up(one.id, activity.id) for one in newcomers]
    random.Random(3).shuffle(calls)

    at_once(calls)

    row, states = assert_exact(activity)
    assert (row.taken, states["cancelled"], sum(states.values())) == (10, 20, 80)


def test_places_freed_at_once_go_to_those_who_waited_longest(world, at_once, clock):
    activity = make_activity(world.chamber, capacity=8)
    inside = make_crowd(world, 8)
    for member in inside:
        make_signup(activity, member)
    waiting = []
    for member in make_crowd(world, 20):
        clock.advance(seconds=1)
        waiting.append(make_signup(activity, member, "waitlisted"))

    at_once([lambda one=one: cancel(one.id, activity.id) for one in inside])

    assert_exact(activity)
    assert [Signup.get_by_id(one.id).state for one in waiting] == ["approved"] * 8 + ["waitlisted"] * 12


def test_capacity_raised_amid_signups_and_cancellations_oversells_nothing(world, at_once):
    from backend.activities.services.planning import change_activity

    activity = make_activity(world.chamber, capacity=5)
    inside = make_crowd(world, 20)
    for place, member in enumerate(inside):
        make_signup(activity, member, "approved" if place < 5 else "waitlisted")
    calls = [lambda one=one: cancel(one.id, activity.id) for one in inside[:10]]
    calls += [lambda one=one: sign_up(one.id, activity.id) for one in make_crowd(world, 20)]
    calls += [
        lambda places=places: change_activity(activity.id, world.staff.id, {"capacity": places})
        for places in (12, 12, 12)
    ]
    random.Random(4).shuffle(calls)

    at_once(calls)

    row, _ = assert_exact(activity)
    assert (row.capacity, row.taken) == (12, 12)


def test_two_colleagues_deciding_at_once_decide_once(world, at_once):
    from backend.activities.services.errors import AlreadyDecided
    from backend.activities.services.review import approve_signup, reject_signup

    activity = make_activity(world.chamber, capacity=5, needs_review=True)
    signups = [make_signup(activity, make_member(), "pending") for _ in range(5)]

    def attempt(decide, *arguments):
        try:
            decide(activity.id, *arguments)
        except AlreadyDecided as refusal:
            return refusal.message
        return None

    calls = []
    for signup in signups:
        calls.append(lambda one=signup: attempt(approve_signup, one.id, world.staff.id))
        calls.append(lambda one=signup: attempt(reject_signup, one.id, world.administrator.id, ""))
    told = [message for message in at_once(calls) if message]

    assert len(told) == 5
    assert all("赵云" in message or "周主任" in message for message in told)
    assert_exact(activity)


def test_review_and_withdrawal_at_once_never_end_in_a_deadlock(world, at_once):
    from backend.activities.services.errors import SignupWithdrawn
    from backend.activities.services.review import approve_signup

    activity = make_activity(world.chamber, capacity=20, needs_review=True)
    members = make_crowd(world, 20)
    signups = [make_signup(activity, member, "pending") for member in members]

    def approve(signup):
        try:
            approve_signup(activity.id, signup.id, world.staff.id)
        except SignupWithdrawn:
            return "withdrawn"
        return "approved"

    calls = [lambda one=one: cancel(one.id, activity.id) for one in members]
    calls += [lambda one=one: approve(one) for one in signups]
    random.Random(5).shuffle(calls)
    at_once(calls)

    row, states = assert_exact(activity)
    assert (row.taken, states["cancelled"]) == (0, 20)
    assert Member.select().count() >= 20
