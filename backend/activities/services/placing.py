"""Placing a party under the activity's lock, where one conditional UPDATE would not do."""

from __future__ import annotations

from backend.activities.queries import LockedActivity, lock_activity
from backend.activities.seats import Change, Party, Placing, Seat, count, write_signup
from backend.activities.services.errors import ActivityCancelled, ActivityFull, SignupNotOpen
from backend.activities.services.pools import (
    Held,
    Pools,
    Standing,
    both,
    change_by,
    change_without,
    find_standings,
)
from backend.activities.services.waitlist import fill_free_seats, mark_changed, promote_waitlist
from backend.database import Statement
from backend.errors import NotFound
from backend.members.services import hold_member


def place_carefully(party: Party, *, was: str = "cancelled", decided_by: int | None = None) -> tuple[Seat, bool]:
    """Give a party seats, or a place on the waitlist, and write its signup; False if that was changed meanwhile.

    `was`: the state its signup must be in, if it has one. `decided_by`: who decides that there is nothing to review.
    Raises NotFound if the member is gone, ActivityCancelled, and peewee.IntegrityError if they have a signup already.
    """
    hold_member(party.member_id)
    activity = lock_published(party.activity_id)
    if activity.waitlisted and promote_waitlist(activity, party.now):
        activity = lock_published(party.activity_id)
    pools = Pools(activity)
    placing = None
    # Too late to move up by itself, the waitlist is in the hands of staff: nobody overtakes it.
    if not activity.waitlisted or activity.is_automatic(party.now):
        placing = pools.place(standing_of(party.member_id, pools), party.seats)
    if placing is not None and decided_by is not None:
        placing = placing._replace(state="approved", review_rule_id=None, decided_by=decided_by)
    change = Change(waitlisted=1) if placing is None else change_by(placing, party.seats)
    return _count_and_write(party, placing or Placing("waitlisted"), change, was)


def take_seats_now(party: Party, activity: LockedActivity, held: Held | None, decided_by: int) -> Seat:
    """Seats for a party at this moment, approved, whoever waits: at the door. Raises ActivityFull.

    The caller holds the activity's lock. Seats the signup holds are counted once; one that waited waits no more.
    """
    pools = Pools(activity)
    if held is not None and held.holds:
        pools.give_back(held)
    placing = pools.place(standing_of(party.member_id, pools), party.seats, held=held)
    if placing is None:
        raise ActivityFull
    placing = placing._replace(state="approved", review_rule_id=None, decided_by=decided_by)
    change = change_by(placing, party.seats)
    if held is not None:
        change = both(change_without(held), change)
    return _count_and_write(party, placing, change, held.state if held else "cancelled")[0]


def _count_and_write(party: Party, placing: Placing, change: Change, was: str) -> tuple[Seat, bool]:
    counted = count(party.activity_id, change._replace(signups_made=int(party.is_new)))
    seat = Seat(placing.state, counted.waitlisted, counted.version, counted.signups_made)
    return write_signup(party, placing, seat, was)


def lock_published(activity_id: int) -> LockedActivity:
    """Lock the activity. Raises NotFound, SignupNotOpen for a draft, ActivityCancelled."""
    activity = lock_activity(activity_id)
    if activity is None:
        raise NotFound
    if activity.state == "draft":
        raise SignupNotOpen("活动还没有发布。")
    if activity.state != "published":
        raise ActivityCancelled
    return activity


def standing_of(member_id: int, pools: Pools) -> Standing:
    """Where a member belongs, as far as it matters here."""
    return Standing() if pools.is_plain else find_standings([member_id])[member_id]


_RESIZE = Statement(
    """UPDATE signup SET seats = ?, companions = ?, quota_id = ?, review_rule_id = ?, updated_at = ?,
         organization_id = COALESCE(CAST(? AS BIGINT), organization_id) WHERE id = ?"""
)


def resize_party(activity: LockedActivity, held: Held, seats: int, companions: str, now: int) -> int:
    """Change how many come along; returns the activity's new version. Raises ActivityFull, and nothing is changed.

    Fewer: the seats are given on. More: only if there is room. The caller holds the activity's lock. A party that
    waits keeps its place in line.
    """
    if held.holds and seats > held.seats and activity.waitlisted and promote_waitlist(activity, now):
        activity = lock_published(activity.id)
    placing, change = _resized(activity, held, seats, now)
    counted = count(activity.id, change)
    _RESIZE.run(seats, companions, placing.quota_id, placing.review_rule_id, now, placing.organization_id, held.id)
    if held.state == "approved":
        mark_changed(held.id, counted.version)
    if activity.waitlisted:
        fill_free_seats(activity.id, now)
    return counted.version


def _resized(activity: LockedActivity, held: Held, seats: int, now: int) -> tuple[Placing, Change]:
    """Where the party sits then, and by how much the counters change."""
    same = Placing(held.state, held.quota_id, held.review_rule_id)
    if not held.holds or seats == held.seats:
        return same, Change()
    if seats < held.seats:
        return same, both(change_without(held), change_by(same, seats))
    if activity.waitlisted and not activity.is_automatic(now):
        raise ActivityFull("有人在候补，不能再增加同行人员。")
    pools = Pools(activity)
    pools.give_back(held)
    placing = pools.place(standing_of(held.member_id, pools), seats, held=held)
    is_over_rule = held.review_rule_id is not None and pools.needs_review and placing and not placing.review_rule_id
    if placing is None or is_over_rule:
        raise ActivityFull("剩余名额不够，没有改动。")
    rule_id = held.review_rule_id and placing.review_rule_id
    placing = placing._replace(state=held.state, review_rule_id=rule_id)
    return placing, both(change_without(held), change_by(placing, seats))
