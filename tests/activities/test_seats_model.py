"""Any sequence of signups, cancellations, decisions and changes of plan, against a small model."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from backend.activities.models import Activity, ActivityQuota, ReviewRule, Signup
from backend.activities.services.allotment import set_quotas
from backend.activities.services.errors import ActivityFull, AlreadyDecided, CapacityBelowTaken, SeatsDoNotFit
from backend.activities.services.on_behalf import sign_up_walk_in
from backend.activities.services.planning import change_activity
from backend.activities.services.review import approve_signup, reject_signup
from backend.activities.services.signing_up import cancel_signup, sign_up
from tests.factories import make_account, make_activity, make_member, make_quota, make_review_rule

MEMBERS = 8
HELD = ("pending", "approved")
REMAINDER = "remainder"


@dataclass
class Party:
    """One member's signup, as the model has it."""

    state: str = "none"
    seats: int = 1
    pool: str = ""
    by_rule: bool = False
    queued: int = 0


@dataclass
class Model:
    """The rules in a few lines: who takes whose seats, who waits, who moves up."""

    capacity: int
    needs_review: bool
    most: int | None  # of the review rule for a's members, -1 without one
    quotas: dict[str, tuple[int, bool]]  # organization -> seats, is_limit
    belongs: list[str]
    parties: list[Party] = field(default_factory=lambda: [Party() for _ in range(MEMBERS)])
    ticks: int = 0
    is_late: bool = False

    def held(self, pool=None):
        return sum(p.seats for p in self.parties if p.state in HELD and pool in (None, p.pool))

    def room(self, pool):
        size = self.capacity - sum(seats for seats, _ in self.quotas.values())
        if pool != REMAINDER:
            size = self.quotas[pool][0]
        return min(size - self.held(pool), self.capacity - self.held())

    def fits(self, capacity, quotas):
        """Whether seats may be divided like this: what is held stays where it is."""
        kept = sum(seats for seats, _ in quotas.values())
        in_remainder = self.held() - sum(self.held(pool) for pool in quotas)
        in_quotas = all(self.held(pool) <= seats for pool, (seats, _) in quotas.items())
        return in_quotas and in_remainder <= capacity - kept

    def pools_of(self, who):
        own = self.belongs[who]
        if own not in self.quotas:
            return [REMAINDER]
        return [own] if self.quotas[own][1] else [own, REMAINDER]

    def pool_for(self, who, seats):
        return next((pool for pool in self.pools_of(who) if self.room(pool) >= seats), None)

    def approves(self, who, seats):
        used = sum(p.seats for p in self.parties if p.by_rule and p.state in HELD)
        return self.most != -1 and self.belongs[who] == "a" and (self.most is None or used + seats <= self.most)

    def seat(self, who, pool, seats):
        party = self.parties[who]
        party.by_rule = self.needs_review and self.approves(who, seats)
        party.state = "approved" if party.by_rule or not self.needs_review else "pending"
        party.pool, party.seats = pool, seats

    def waiting(self):
        return sorted((p.queued, who) for who, p in enumerate(self.parties) if p.state == "waitlisted")

    def sign_up(self, who, seats):
        self.ticks += 1
        pool = self.pool_for(who, seats)
        if pool is not None and not (self.is_late and self.waiting()):
            self.seat(who, pool, seats)
        else:
            self.parties[who] = Party("waitlisted", seats, queued=self.ticks)

    def move_up(self):
        for _, who in [] if self.is_late else self.waiting():
            seats = self.parties[who].seats
            pool = self.pool_for(who, seats)
            if pool is not None:
                self.seat(who, pool, seats)


class Seats(RuleBasedStateMachine):
    """`world` and `clock` are the fixtures; each example has an activity of its own."""

    def __init__(self, world, clock):
        super().__init__()
        self.world, self.clock = world, clock

    @initialize(
        capacity=st.integers(1, 7),
        needs_review=st.booleans(),
        most=st.sampled_from([-1, None, 2]),
        quota=st.sampled_from([None, (2, False), (3, True), (1, False)]),
    )
    def plan(self, capacity, needs_review, most, quota):
        self.clock.set("2026-04-20T10:00:00+08:00")
        start = self.clock.now() + timedelta(days=3)
        self.activity = make_activity(
            self.world.street,
            starts_at=start,
            signup_closes_at=start,
            cancel_closes_at=start,
            capacity=capacity,
            needs_review=needs_review,
            companions_most=3,
        )
        self.model = Model(capacity, needs_review, most, {}, self.world.belongs)
        if most != -1:
            make_review_rule(self.activity, self.world.chamber, most)
        if quota is not None and quota[0] <= capacity:
            make_quota(self.activity, self.world.chamber, quota[0], is_limit=quota[1])
            self.model.quotas["a"] = quota

    def party(self, who):
        self.clock.advance(seconds=1)
        return self.world.crowd[who].id, self.model.parties[who]

    def signup_id(self, who):
        return Signup.get(Signup.activity == self.activity.id, Signup.member == self.world.crowd[who].id).id

    @rule(who=st.integers(0, MEMBERS - 1), seats=st.integers(1, 4))
    def put(self, who, seats):
        """Sign up; or, signed up already, bring more or fewer."""
        member_id, party = self.party(who)
        before = (party.state, party.seats)
        is_full = False
        try:
            sign_up(self.activity.id, member_id, {}, None, companion_count=seats - 1)
        except ActivityFull:
            is_full = True
        if party.state in ("none", "cancelled"):
            self.model.sign_up(who, seats)
        elif party.state == "waitlisted" or (party.state in HELD and seats <= party.seats):
            party.seats = seats
        elif party.state in HELD:
            is_full = self._grow(who, party, seats) != is_full
        assert not is_full, before
        self.model.move_up()

    def _grow(self, who, party, seats):
        """Whether the model refuses."""
        model, state, by_rule, was = self.model, party.state, party.by_rule, party.pool
        if model.is_late and model.waiting():
            return True
        party.state = "none"
        pools = [pool for pool in model.pools_of(who) if model.room(pool) >= seats]
        over_rule = by_rule and model.needs_review and not model.approves(who, seats)
        party.state = state
        if not pools or over_rule:
            return True
        party.pool = was if was in pools else pools[0]
        party.seats = seats
        party.by_rule = by_rule and model.needs_review
        return False

    @rule(who=st.integers(0, MEMBERS - 1))
    def cancel(self, who):
        member_id, party = self.party(who)
        if party.state == "none":
            return
        cancel_signup(self.activity.id, member_id)
        if party.state != "rejected":
            party.state = "cancelled"
        self.model.move_up()

    @rule(who=st.integers(0, MEMBERS - 1), is_approved=st.booleans())
    def decide(self, who, is_approved):
        _, party = self.party(who)
        if party.state not in ("pending", "waitlisted", "approved"):
            return
        staff = self.world.staff.id
        pool = self.model.pool_for(who, party.seats) if party.state == "waitlisted" else party.pool
        try:
            if is_approved:
                approve_signup(self.activity.id, self.signup_id(who), staff)
            else:
                reject_signup(self.activity.id, self.signup_id(who), staff, "")
        except AlreadyDecided:
            assert party.state == "approved"
            return
        except ActivityFull:
            assert is_approved
            assert pool is None
            return
        if not is_approved:
            party.state = "rejected"
        elif party.state != "approved":
            party.state, party.pool, party.by_rule = "approved", pool, False
        self.model.move_up()

    @rule(who=st.integers(0, MEMBERS - 1))
    def walk_in(self, who):
        member_id, party = self.party(who)
        if party.state in ("approved", "rejected"):
            return
        seats = party.seats if party.state in ("pending", "waitlisted") else 1
        before, party.state = party.state, "none"
        pool = party.pool if before == "pending" else self.model.pool_for(who, seats)
        try:
            sign_up_walk_in(self.activity.id, member_id, self.world.organizer.id, self.clock.ms)
        except ActivityFull:
            assert pool is None
            party.state = before
            return
        assert pool is not None
        party.state, party.seats, party.pool, party.by_rule = "approved", seats, pool, False

    @rule(capacity=st.integers(1, 12))
    def change_capacity(self, capacity):
        try:
            change_activity(self.activity.id, self.world.staff.id, {"capacity": capacity})
        except CapacityBelowTaken:
            assert capacity < self.model.held()
            return
        except SeatsDoNotFit:
            assert not self.model.fits(capacity, self.model.quotas)
            return
        assert self.model.fits(capacity, self.model.quotas)
        self.model.capacity = capacity
        self.model.move_up()

    @rule(seats=st.integers(0, 6), is_limit=st.booleans())
    def change_quota(self, seats, is_limit):
        wanted = {"a": (seats, is_limit)}
        chamber = {"organization_id": self.world.chamber.id, "seats": seats, "is_limit": is_limit}
        try:
            set_quotas(self.activity.id, self.world.staff.id, [chamber])
        except SeatsDoNotFit:
            assert not self.model.fits(self.model.capacity, wanted)
            return
        assert self.model.fits(self.model.capacity, wanted)
        self.model.quotas = wanted
        self.model.move_up()

    @rule()
    def pass_the_stop(self):
        """Two hours before the start: from now on staff decide."""
        if self.model.ticks > 3:
            self.clock.set(self.activity.starts_at - timedelta(hours=2))
            self.model.is_late = True

    @invariant()
    def rows_are_what_the_model_says(self):
        if not hasattr(self, "model"):
            return
        rows = {row.member_id: row for row in Signup.select().where(Signup.activity == self.activity.id)}
        for who, party in enumerate(self.model.parties):
            row = rows.get(self.world.crowd[who].id)
            assert (row.state if row else "none") == party.state
            if row and party.state in HELD:
                assert (row.seats, row.quota_id is not None) == (party.seats, party.pool not in ("", REMAINDER))
                assert (row.review_rule_id is not None) == party.by_rule
        in_line = sorted((r.queued_at, r.id, r.member_id) for r in rows.values() if r.state == "waitlisted")
        assert [member for *_, member in in_line] == [self.world.crowd[who].id for _, who in self.model.waiting()]
        numbers = sorted(row.number for row in rows.values())
        assert numbers == list(range(1, len(rows) + 1))

    @invariant()
    def counters_are_what_the_rows_say_and_nothing_is_oversold(self):
        if not hasattr(self, "model"):
            return
        activity = Activity.get_by_id(self.activity.id)
        rows = list(Signup.select().where(Signup.activity == activity.id))
        held = [row for row in rows if row.state in HELD]
        assert activity.taken == sum(row.seats for row in held) <= activity.capacity
        assert activity.approved == sum(row.seats for row in held if row.state == "approved")
        assert activity.waitlisted == sum(row.state == "waitlisted" for row in rows)
        assert activity.signups_made == len(rows)
        for quota in ActivityQuota.select().where(ActivityQuota.activity == activity.id):
            assert quota.taken == sum(row.seats for row in held if row.quota_id == quota.id) <= quota.seats
        for each in ReviewRule.select().where(ReviewRule.activity == activity.id):
            assert each.approved == sum(row.seats for row in held if row.review_rule_id == each.id)
            assert each.most is None or each.approved <= each.most

    @invariant()
    def nobody_who_fits_is_left_waiting(self):
        if hasattr(self, "model") and not self.model.is_late:
            for _, who in self.model.waiting():
                assert self.model.pool_for(who, self.model.parties[who].seats) is None


@pytest.fixture
def crowd(world):
    world.belongs = ["a" if who % 2 else "b" for who in range(MEMBERS)]
    world.crowd = [make_member(organization=world.chamber if own == "a" else world.library) for own in world.belongs]
    for member in world.crowd:
        make_account(member)
    return world


def test_no_sequence_of_events_oversells_or_forgets_anybody(crowd, clock):
    run_state_machine_as_test(
        lambda: Seats(crowd, clock),
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
