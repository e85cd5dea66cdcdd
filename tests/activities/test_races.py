"""Everybody at once, over real connections, on both engines: counters stay exact and places are never oversold."""

from __future__ import annotations

import contextlib
import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend import clock
from backend.accounts.models import Account
from backend.activities.models import Activity, ActivityQuota, ReviewRule, Signup
from backend.activities.queries import find_activity, lock_activity
from backend.activities.services import signing_up
from backend.activities.services.errors import ActivityFull, AlreadyDecided, CapacityBelowTaken, SignupWithdrawn
from backend.activities.services.planning import change_activity
from backend.activities.services.pools import Pools, find_standings
from backend.activities.services.review import approve_signup, reject_signup
from backend.activities.services.waitlist import fill_free_seats
from backend.database import atomic, db, new_id
from backend.errors import NotFound
from backend.members.models import Member
from backend.organizations.models import Membership
from backend.privacy.services import delete_account
from tests.factories import make_account, make_activity, make_member, make_quota, make_review_rule, make_signup

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


def make_crowd(world, number, homes=None):
    """Many members of the chamber, or each of an organization of their own, quickly."""
    members = [Member(id=new_id(), name=f"会员{n}") for n in range(number)]
    Member.insert_many([{"id": one.id, "name": one.name} for one in members]).execute()
    homes = homes or [world.chamber] * number
    Membership.insert_many(
        [{"id": new_id(), "member": one.id, "organization": home.id} for one, home in zip(members, homes, strict=True)]
    ).execute()
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


class Rush:
    """A thousand members of three organizations on two hundred seats, some kept, some reviewed."""

    def __init__(self, world):
        self.world, self.random = world, random.Random(7)
        self.activity = make_activity(world.street, capacity=200, companions_most=3, needs_review=True)
        make_quota(self.activity, world.chamber, 80)
        make_quota(self.activity, world.library, 40, is_limit=True)
        make_review_rule(self.activity, world.chamber, 60)
        homes = (world.chamber, world.library, world.street)
        self.members = make_crowd(world, 1000, [homes[n % 3] for n in range(1000)])

    def sign_up(self, member, companions):
        from backend.activities.services.signing_up import sign_up

        with contextlib.suppress(ActivityFull):  # it grows where there is no room
            sign_up(self.activity.id, member.id, {}, None, companion_count=companions)

    def cancel(self, member):
        with contextlib.suppress(NotFound):  # not signed up yet
            cancel(member.id, self.activity.id)

    def decide(self, is_approved):
        pending = Signup.select().where(Signup.activity == self.activity.id, Signup.state == "pending")
        signup = pending.order_by(Signup.id).first()
        with contextlib.suppress(AlreadyDecided, SignupWithdrawn):
            if signup is not None and is_approved:
                approve_signup(self.activity.id, signup.id, self.world.staff.id)
            elif signup is not None:
                reject_signup(self.activity.id, signup.id, self.world.staff.id, "")

    def resize(self, capacity):
        with contextlib.suppress(CapacityBelowTaken):
            change_activity(self.activity.id, self.world.staff.id, {"capacity": capacity})

    def change_quota(self, seats):
        with atomic():
            lock_activity(self.activity.id)
            changed = ActivityQuota.update(seats=seats).where(
                ActivityQuota.organization == self.world.chamber.id, ActivityQuota.taken <= seats
            )
            if changed.execute():
                fill_free_seats(self.activity.id, clock.now_ms())

    def calls(self):
        pick = self.random
        size = [pick.choice((0, 0, 0, 1, 1, 2, 3)) for _ in self.members]
        calls = [lambda m=m, n=n: self.sign_up(m, n) for m, n in zip(self.members, size, strict=True)]
        calls += [lambda m=m: self.sign_up(m, pick.randrange(4)) for m in pick.sample(self.members, 100)]
        calls += [lambda m=m: self.cancel(m) for m in pick.sample(self.members, 200)]
        calls += [lambda yes=yes: self.decide(yes) for yes in (True, True, False) * 20]
        calls += [lambda n=n: self.resize(n) for n in (180, 210, 220, 200, 230, 190) * 2]
        calls += [lambda n=n: self.change_quota(n) for n in (70, 90, 60, 100) * 2]
        pick.shuffle(calls)
        return calls

    def assert_nothing_is_oversold(self):
        row = Activity.get_by_id(self.activity.id)
        held = list(Signup.select().where(Signup.activity == row.id, Signup.state << ("pending", "approved")))
        assert row.taken == sum(one.seats for one in held) <= row.capacity
        assert row.approved == sum(one.seats for one in held if one.state == "approved")
        for quota in ActivityQuota.select():
            assert quota.taken == sum(one.seats for one in held if one.quota_id == quota.id) <= quota.seats
        for rule in ReviewRule.select():
            assert rule.approved == sum(one.seats for one in held if one.review_rule_id == rule.id) <= rule.most
        everybody = list(Signup.select().where(Signup.activity == row.id))
        assert sorted(one.number for one in everybody) == list(range(1, row.signups_made + 1))
        assert row.waitlisted == sum(one.state == "waitlisted" for one in everybody)
        return row

    def assert_nobody_who_fits_waits(self):
        pools = Pools(find_activity(self.activity.id))
        waiting = list(Signup.select().where(Signup.state == "waitlisted"))
        standings = find_standings({one.member_id for one in waiting})
        assert waiting
        assert all(pools.room(standings[one.member_id]) < one.seats for one in waiting)


def test_a_thousand_parties_on_quotas_and_reviews_while_staff_change_their_mind(world, at_once):
    rush = Rush(world)

    at_once(rush.calls())

    row = rush.assert_nothing_is_oversold()
    assert row.signups_made == 1000
    rush.assert_nobody_who_fits_waits()


def test_a_thousand_parties_on_plain_seats_amid_cancellations(world, at_once):
    rush = Rush(world)
    ActivityQuota.delete().execute()
    ReviewRule.delete().execute()
    Activity.update(has_quotas=False, has_review_rules=False, needs_review=False).execute()

    at_once(rush.calls())

    rush.assert_nothing_is_oversold()
    rush.assert_nobody_who_fits_waits()
