"""Whose seats a party takes: those of a quota (名额) or the remainder; and whom a rule approves without a review.

Read under the activity's lock, and kept up with what is given out, until the counters are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from backend.activities.queries import LockedActivity, find_activity
from backend.activities.seats import Change, Placing
from backend.database import Statement, marks

_UNLIMITED = 2**31 - 1
_NOWHERE = -1

_QUOTAS = Statement(
    "SELECT id, organization_id, seats, taken, is_limit FROM activity_quota WHERE activity_id = ? ORDER BY id"
)
_RULES = Statement("SELECT id, organization_id, most, approved FROM review_rule WHERE activity_id = ? ORDER BY id")


@dataclass
class _Quota:
    id: int
    organization_id: int
    seats: int
    taken: int
    is_limit: bool


@dataclass
class _Rule:
    id: int
    organization_id: int
    most: int | None
    approved: int


@dataclass
class Standing:
    """Where a member belongs: each of their organizations, the first joined first, with all that are above it."""

    organizations: dict[int, set[int]] = field(default_factory=dict)

    def within(self, organization_id: int) -> int | None:
        """The first of the member's organizations that lies within this one."""
        return next((own for own, above in self.organizations.items() if organization_id in above), None)


def find_standings(member_ids: Iterable[int]) -> dict[int, Standing]:
    """Where these members belong; one statement."""
    wanted = list(member_ids)
    found = {member_id: Standing() for member_id in wanted}
    if not wanted:
        return found
    rows = Statement(
        f"""SELECT ms.member_id, ms.organization_id, c.ancestor_id FROM membership ms
            JOIN organization_closure c ON c.descendant_id = ms.organization_id
            WHERE ms.member_id IN ({marks(wanted)}) ORDER BY ms.joined_at, ms.id"""  # noqa: S608 - question marks only
    ).rows(*wanted)
    for member_id, organization_id, above in rows:
        found[member_id].organizations.setdefault(organization_id, set()).add(above)
    return found


class Held(NamedTuple):
    """A signup and the seats it takes."""

    id: int
    member_id: int
    state: str
    seats: int
    quota_id: int | None
    review_rule_id: int | None
    checked_in_at: int | None = None

    @property
    def holds(self) -> bool:
        return self.state in ("pending", "approved")


_HELD = """SELECT id, member_id, state, seats, quota_id, review_rule_id, checked_in_at FROM signup
  WHERE activity_id = ? AND """
_OF_MEMBER = Statement(f"{_HELD} member_id = ?")
_BY_ID = Statement(f"{_HELD} id = ?")


def signup_of(activity_id: int, member_id: int) -> Held | None:
    """A member's signup, read under the activity's lock."""
    row = _OF_MEMBER.row(activity_id, member_id)
    return None if row is None else Held(*row)


def signup_by_id(activity_id: int, signup_id: int) -> Held | None:
    """A signup of this activity, read under the activity's lock."""
    row = _BY_ID.row(activity_id, signup_id)
    return None if row is None else Held(*row)


class Pools:
    """The seats of one activity."""

    def __init__(self, activity: LockedActivity) -> None:
        self.free = _UNLIMITED if activity.capacity is None else activity.capacity - activity.taken
        self.needs_review = bool(activity.needs_review)
        self.quotas = [_Quota(*row) for row in _QUOTAS.rows(activity.id)] if activity.has_quotas else []
        self.rules = [_Rule(*row) for row in _RULES.rows(activity.id)] if activity.has_review_rules else []
        kept = sum(quota.seats - quota.taken for quota in self.quotas)
        self.remainder = self.free if activity.capacity is None else self.free - kept

    @property
    def is_plain(self) -> bool:
        """Whether everybody takes the same seats and is decided about alike."""
        return not self.quotas and not (self.rules and self.needs_review)

    @property
    def most(self) -> int:
        """The largest party that could fit anywhere."""
        return min(self.free, max([self.remainder, *(quota.seats - quota.taken for quota in self.quotas)]))

    def room(self, standing: Standing) -> int:
        """The largest party of this member that would fit."""
        return max(0, min(self.free, max((room for _, room in self._open_to(standing)), default=0)))

    def place(self, standing: Standing, seats: int, *, held: Held | None = None) -> Placing | None:
        """Where a party goes, approved or to be reviewed; None if it does not fit. It is counted as soon as placed.

        `held`: the signup as it was before it gave its seats back; it stays where it was if it can.
        """
        if seats > self.free:
            return None
        fitting = [(quota, room) for quota, room in self._open_to(standing) if room >= seats]
        if not fitting:
            return None
        was = held.quota_id if held is not None and held.holds else _NOWHERE
        quota = next((one for one, _ in fitting if (one and one.id) == was), fitting[0][0])
        self._give(quota, seats)
        organization_id = standing.within(quota.organization_id) if quota else None
        rule = self._rule_for(standing, seats) if self.needs_review else None
        if rule is not None:
            rule.approved += seats
        state = "approved" if rule is not None or not self.needs_review else "pending"
        return Placing(
            state,
            None if quota is None else quota.id,
            None if rule is None else rule.id,
            organization_id,
        )

    def give_back(self, held: Held) -> None:
        """Put the seats of a signup back where it took them."""
        quota = next((one for one in self.quotas if one.id == held.quota_id), None)
        self._give(quota, -held.seats)
        for rule in self.rules:
            if rule.id == held.review_rule_id:
                rule.approved -= held.seats

    def _give(self, quota: _Quota | None, seats: int) -> None:
        self.free -= seats
        if quota is None:
            self.remainder -= seats
        else:
            quota.taken += seats

    def _open_to(self, standing: Standing) -> list[tuple[_Quota | None, int]]:
        own = [quota for quota in self.quotas if standing.within(quota.organization_id) is not None]
        pools: list[tuple[_Quota | None, int]] = [(quota, quota.seats - quota.taken) for quota in own]
        if not any(quota.is_limit for quota in own):
            pools.append((None, self.remainder))
        return pools

    def _rule_for(self, standing: Standing, seats: int) -> _Rule | None:
        return next(
            (
                rule
                for rule in self.rules
                if (rule.most is None or rule.approved + seats <= rule.most)
                and standing.within(rule.organization_id) is not None
            ),
            None,
        )


def change_by(placing: Placing, seats: int) -> Change:
    """What counts up when a party so placed takes its seats."""
    return Change(
        taken=seats,
        approved=seats if placing.state == "approved" else 0,
        quotas=() if placing.quota_id is None else ((placing.quota_id, seats),),
        rules=() if placing.review_rule_id is None else ((placing.review_rule_id, seats),),
    )


def change_without(held: Held, *, is_dropout: bool = False) -> Change:
    """What counts down when a signup goes, whatever state it is in."""
    if not held.holds:
        return Change(waitlisted=-int(held.state == "waitlisted"))
    return Change(
        taken=-held.seats,
        approved=-held.seats if held.state == "approved" else 0,
        dropouts=int(is_dropout),
        quotas=() if held.quota_id is None else ((held.quota_id, -held.seats),),
        rules=() if held.review_rule_id is None else ((held.review_rule_id, -held.seats),),
    )


def both(one: Change, other: Change) -> Change:
    """Two changes at once."""
    return Change(
        one.taken + other.taken,
        one.approved + other.approved,
        one.waitlisted + other.waitlisted,
        one.signups_made + other.signups_made,
        one.dropouts + other.dropouts,
        one.quotas + other.quotas,
        one.rules + other.rules,
    )


def room_for(activity_id: int, member_id: int | None) -> int:
    """How many seats of an activity with quotas this member could take now; to be shown, not to be relied on."""
    activity = find_activity(activity_id)
    if activity is None:
        return 0
    return Pools(activity).room(Standing() if member_id is None else find_standings([member_id])[member_id])
