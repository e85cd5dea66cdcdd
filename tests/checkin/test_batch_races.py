"""Queues handed in at the same moment as others, and as scans on line; on both engines."""

from __future__ import annotations

import random

import pytest

from backend.activities.passes import make_pass
from backend.auth import Caller
from backend.checkin.batches import hand_in
from backend.checkin.models import Scan
from backend.checkin.refusals import AlreadyIn
from backend.checkin.services import scan_pass
from backend.clock import to_ms
from tests.activities.test_races import at_once, make_crowd
from tests.checkin.doors import DoorPhone, assert_counters, moment_of
from tests.factories import make_organizer, make_signup

__all__ = ["at_once"]


@pytest.fixture
def signups(world, activity):
    return [make_signup(activity, member, seats=1 + number % 3) for number, member in enumerate(make_crowd(world, 30))]


@pytest.fixture
def east(as_organizer, activity):
    return DoorPhone(as_organizer, activity)


@pytest.fixture
def west(as_member, world, activity):
    make_organizer(activity, world.member)
    return DoorPhone(as_member, activity, "西门")


@pytest.fixture(autouse=True)
def network_is_back(east, west, clock):
    clock.set("2026-04-23T14:30:00+08:00")


def queue(signups, door, at):
    """As the schema hands scans on."""
    return [
        {
            "client_ref": f"{door}-{one.id}",
            "code": make_pass(one.id),
            "session_id": None,
            "direction": "in",
            "scanned_at": to_ms(moment_of(at)) + number,
            "offset_ms": 0,
            "method": "pass",
            "signup_id": None,
        }
        for number, one in enumerate(signups)
    ]


def test_one_queue_sent_many_times_at_once_is_entered_once(world, activity, signups, east, at_once):
    scans, caller = queue(signups, "e", "14:05"), Caller(0, 0, world.organizer.id)

    answers = at_once([lambda: hand_in(activity.id, int(east.grant_id), scans, caller)] * 8)

    assert all(one == answers[0] for one in answers)
    assert Scan.select().count() == len(signups)
    assert_counters(activity)


def test_two_doors_that_let_the_same_passes_in_agree_on_who_was_first(world, activity, signups, east, west, at_once):
    doors = [(east, world.organizer, "14:05"), (west, world.member, "14:10")]
    parts = [
        (door, Caller(0, 0, person.id), queue(signups, door.device, at)[start : start + 10])
        for door, person, at in doors
        for start in (0, 10, 20)
    ]
    random.Random(3).shuffle(parts)

    at_once([lambda one=one: hand_in(activity.id, int(one[0].grant_id), one[2], one[1]) for one in parts])

    rows = list(Scan.select())
    assert {(row.grant_id, row.refusal, row.is_conflict) for row in rows} == {
        (int(east.grant_id), "", False),
        (int(west.grant_id), "already_checked_in", True),
    }
    assert len(rows) == 2 * len(signups)
    assert_counters(activity)


def test_queue_and_scans_on_line_of_the_same_attempts_let_each_in_once(world, activity, signups, east, at_once):
    """What a phone sent, gave up waiting for, and queued: both are under way."""
    caller, grant_id = Caller(0, 0, world.organizer.id), int(east.grant_id)
    scans = queue(signups, "e", "14:05")
    calls = [lambda one=one: scan_pass(activity.id, one["code"], one["client_ref"], caller) for one in scans]
    calls += [
        lambda part=part: hand_in(activity.id, grant_id, part, caller) for part in (scans[:15], scans[15:], scans)
    ]
    random.Random(4).shuffle(calls)

    at_once(calls)

    assert Scan.select().count() == len(signups)
    assert not Scan.select().where(Scan.refusal != "").exists()
    assert_counters(activity)


def test_queue_of_one_door_and_scans_on_line_at_another(world, activity, signups, east, at_once):
    """The queue's scans were earlier: they win, whichever came to the server first."""
    caller, other = Caller(0, 0, world.organizer.id), Caller(0, 0, world.member.id)

    def scan(one):
        try:
            return scan_pass(activity.id, make_pass(one.id), f"w-{one.id}", other)["version"]
        except AlreadyIn:
            return None

    calls = [lambda one=one: scan(one) for one in signups]
    scans = queue(signups, "e", "14:05")
    calls += [
        lambda part=part: hand_in(activity.id, int(east.grant_id), part, caller) for part in (scans[:15], scans[15:])
    ]
    random.Random(5).shuffle(calls)

    at_once(calls)

    accepted = list(Scan.select().where(Scan.refusal == ""))
    assert {row.grant_id for row in accepted} == {int(east.grant_id)}
    assert len(accepted) == len(signups)
    assert Scan.select().where(Scan.refusal == "already_checked_in").count() == len(signups)
    assert_counters(activity)
