"""Scans made off line: whatever way they are handed in, one ledger comes of it."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from backend.activities.models import Activity, Signup
from backend.activities.passes import make_pass
from backend.checkin.models import DoorGrant, Scan
from tests import outbox
from tests.checkin.doors import DoorPhone, assert_counters, ledger, moment_of, state, told
from tests.checkin.test_scan import scan
from tests.factories import make_activity, make_member, make_organizer, make_signup


@pytest.fixture
def east(as_organizer, activity, clock):
    """The phone at the east door; it is 14:30, and the network is back."""
    phone = DoorPhone(as_organizer, activity)
    clock.set("2026-04-23T14:30:00+08:00")
    return phone


@pytest.fixture
def west(as_staff, activity, east):
    return DoorPhone(as_staff, activity, "西门")


def people(world, activity, count):
    return [make_signup(activity, make_member(organization=world.chamber)) for _ in range(count)]


def test_scan_made_off_line_counts_from_when_it_was_made(east, activity, signup):
    body = east.send(east.made(signup, "e1", "14:02"))

    assert told(body) == [("in", "")]
    assert body["results"][0] == {
        "client_ref": "e1",
        "outcome": "in",
        "code": "",
        "message": "王敏 签到成功",
        "name": "王敏",
        "organization": "石桥商会",
        "seats": 1,
        "checked_in_at": "2026-04-23T14:02:00+08:00",
    }
    assert (body["arrived"], body["expected"], body["version"], body["conflicts"]) == (1, 1, 1, [])
    row = Signup.get_by_id(signup.id)
    assert (row.checked_in_at, row.checkin_method, row.entries) == (moment_of("14:02"), "pass", 1)
    assert row.list_version == 1
    entry = Scan.get()
    assert (entry.at, entry.received_at) == (moment_of("14:02"), moment_of("14:30"))
    assert_counters(activity)


def test_party_is_counted_whole(east, world, activity):
    party = make_signup(activity, world.member, seats=4)

    body = east.send(east.made(party, "e1"))

    assert (body["arrived"], body["results"][0]["seats"]) == (4, 4)


def test_batch_sent_twice_changes_nothing_and_is_answered_the_same(east, world, activity):
    scans = [east.made(one, f"e{number}") for number, one in enumerate(people(world, activity, 5))]
    first = east.send(*scans)

    assert east.send(*scans) == first
    assert Scan.select().count() == 5
    assert_counters(activity)


def test_batch_sent_in_part_and_then_whole_is_entered_once(east, world, activity):
    scans = [east.made(one, f"e{number}") for number, one in enumerate(people(world, activity, 5))]
    east.send(*scans[:3])
    body = east.send(*scans)

    assert told(body) == [("in", "")] * 5
    assert Scan.select().count() == 5
    assert_counters(activity)


def test_attempt_made_on_line_is_known_when_the_queue_brings_it_again(east, as_organizer, activity, signup, pass_text):
    assert scan(as_organizer, activity, pass_text, "e1").status_code == 200

    body = east.send(east.made(signup, "e1", "14:20"))

    assert told(body) == [("in", "")]
    assert (Scan.select().count(), body["arrived"]) == (1, 1)
    assert_counters(activity)


def test_earlier_scan_that_arrives_later_moves_the_arrival_back(east, west, activity, signup):
    west.send(west.made(signup, "w1", "14:10"))
    body = east.send(east.made(signup, "e1", "14:04"))

    assert told(body) == [("in", "")]
    assert Signup.get_by_id(signup.id).checked_in_at == moment_of("14:04")
    assert Activity.get_by_id(activity.id).arrived == 1
    assert [row[4:] for row in ledger(activity)] == [("", False), ("already_checked_in", True)]
    assert_counters(activity)


def test_same_pass_at_two_doors_is_told_to_both_as_a_conflict(east, west, activity, signup):
    assert east.send(east.made(signup, "e1", "14:04"))["conflicts"] == []
    body = west.send(west.made(signup, "w1", "14:10"))

    assert told(body) == [("already", "already_checked_in")]
    assert body["results"][0]["message"] == "王敏 已于 14:04 签到"
    message = "王敏 的入场码 14:04 在东门、14:10 在西门都放行了，请核对。"
    assert body["conflicts"] == [{"client_ref": "w1", "message": message}]
    assert east.send(east.made(signup, "e1", "14:04"))["conflicts"] == [{"client_ref": "e1", "message": message}]


def test_same_pass_twice_at_one_door_is_no_conflict(east, activity, signup):
    body = east.send(east.made(signup, "e1", "14:04"), east.made(signup, "e2", "14:05"))

    assert told(body) == [("in", ""), ("already", "already_checked_in")]
    assert body["conflicts"] == []
    assert not Scan.select().where(Scan.is_conflict).exists()


def test_arrival_by_event_code_and_a_scan_at_the_door_are_no_conflict(
    east, as_organizer, as_member, activity, signup, clock
):
    code = as_organizer.get(f"/organizer/activities/{activity.id}/event-code").json["slots"][0]["text"]
    assert as_member.post("/checkins", {"client_ref": "m", "code": code}).status_code == 200

    body = east.send(east.made(signup, "e1", "14:20"))

    assert told(body) == [("in", "")]
    assert body["conflicts"] == []
    assert Signup.get_by_id(signup.id).checked_in_at == moment_of("14:20")
    assert_counters(activity)


@pytest.mark.parametrize("slow_ms", [-600_000, 0, 600_000])
def test_clock_that_is_ten_minutes_wrong_is_put_right(as_organizer, activity, signup, clock, slow_ms):
    phone = DoorPhone(as_organizer, activity, slow_ms=slow_ms)
    clock.set("2026-04-23T14:30:00+08:00")

    phone.send(phone.made(signup, "e1", "14:02"))

    assert Signup.get_by_id(signup.id).checked_in_at == moment_of("14:02")
    assert Scan.get().clock_offset_ms == slow_ms


def test_scan_from_the_future_is_taken_for_now(east, signup):
    assert told(east.send(east.made(signup, "e1", "16:00"))) == [("in", "")]
    assert Signup.get_by_id(signup.id).checked_in_at == moment_of("14:30")


def test_scan_from_long_ago_is_too_early_and_kept(east, signup):
    body = east.send(east.made(signup, "e1", "14:02", scanned_at="1999-01-01T00:00:00+08:00"))

    assert told(body) == [("refused", "checkin_too_early")]
    assert Scan.get().at == moment_of("13:00") - timedelta(days=1)


def test_each_refusal_is_a_sentence_and_the_rest_goes_on(east, world, activity, signup, pass_text):
    elsewhere = make_signup(make_activity(world.chamber), world.member)
    cancelled = make_signup(activity, make_member("张三"), "cancelled")
    pending = make_signup(activity, make_member("李四"), "pending")
    altered = pass_text[:-1] + ("A" if pass_text[-1] != "A" else "B")
    body = east.send(
        east.made("LY1" + "A" * 32, "1"),
        east.made(altered, "2"),
        east.made(elsewhere, "3"),
        east.made(cancelled, "4"),
        east.made(pending, "5"),
        east.made(signup, "6", "12:00"),
        east.made(make_pass(12345), "7"),
        east.made("", "8", method="manual", signup_id=str(2**50)),
        east.made(signup, "9", "14:02"),
    )

    assert [(one["code"], one["message"], one["name"]) for one in body["results"]] == [
        ("pass_invalid", "这不是有效的入场码，请对方打开入场码页面再扫一次。", ""),
        ("pass_invalid", "这不是有效的入场码，请对方打开入场码页面再扫一次。", ""),
        ("pass_of_other_activity", "这是另一场活动的入场码。", ""),
        ("signup_not_approved", "张三 已取消报名。", "张三"),
        ("signup_not_approved", "李四 的报名还在审核中。", "李四"),
        ("checkin_too_early", "13:00 开始签到，现在还早。", "王敏"),
        ("pass_invalid", "这不是有效的入场码，请对方打开入场码页面再扫一次。", ""),
        ("signup_unknown", "名单上没有这个人。", ""),
        ("", "王敏 签到成功", "王敏"),
    ]
    assert Scan.select().count() == 9
    assert_counters(activity)


def test_cancelled_activity_lets_nobody_in_afterwards(east, activity, signup):
    Activity.update(state="cancelled").execute()

    assert told(east.send(east.made(signup, "e1"))) == [("refused", "activity_cancelled")]


def test_name_ticked_by_hand_off_line_counts(east, signup):
    assert told(east.send(east.made("", "e1", method="manual", signup_id=str(signup.id)))) == [("in", "")]
    assert Signup.get_by_id(signup.id).checkin_method == "manual"


def test_stopped_phone_is_refused_and_its_queue_is_kept(east, as_staff, activity, signup):
    assert as_staff.post(f"{east.path}/grants/{east.grant_id}/revoke").status_code == 204

    body = east.send(east.made(signup, "e1", "14:02"))

    assert told(body) == [("refused", "door_revoked")]
    assert (body["results"][0]["message"], body["results"][0]["name"]) == (
        "这部手机的门岗已被停用，请联系组织者。",
        "",
    )
    row = Scan.get()
    assert (row.signup_id, row.refusal, row.grant_id) == (signup.id, "door_revoked", int(east.grant_id))
    assert Signup.get_by_id(signup.id).checked_in_at is None


def test_nobody_is_sent_a_message(east, west, activity, signup):
    for phone in (east, west, east):
        phone.send(phone.made(signup, phone.device))

    assert len(outbox.told()) == 0


def test_grant_of_another_person_or_activity_is_not_found(east, west, as_organizer, as_staff, world, signup):
    scans = [east.made(signup, "e1")]
    other = make_activity(world.chamber)
    make_organizer(other, world.organizer)

    for phone, path, grant_id in (
        (as_organizer, east.path, west.grant_id),
        (as_organizer, f"/organizer/activities/{other.id}", east.grant_id),
        (as_organizer, east.path, "1"),
        (as_staff, east.path, east.grant_id),
    ):
        assert phone.post(f"{path}/batches", {"grant_id": grant_id, "scans": scans}).status_code == 404
    assert Scan.select().count() == 0


def test_organizer_whose_time_ended_hands_in_what_was_scanned_within_it(world, activity, signup, clock, east):
    from backend.activities.models import ActivityOrganizer

    later = make_signup(activity, make_member("张三"))
    ActivityOrganizer.update(ends_at=moment_of("14:10")).execute()

    body = east.send(east.made(signup, "e1", "14:02"), east.made(later, "e2", "14:10"))

    assert told(body) == [("in", ""), ("refused", "door_over")]
    assert east.phone.get(f"{east.path}/list?grant_id={east.grant_id}").status_code == 404
    clock.set("2026-04-24T14:10:00+08:00")
    answer = east.phone.post(f"{east.path}/batches", {"grant_id": east.grant_id, "scans": []})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"client_ref": ""},
        {"client_ref": "a\0"},
        {"scanned_at": "yesterday"},
        {"scanned_at": 5},
        {"offset_ms": "5"},
        {"offset_ms": 10**15},
        {"direction": "up"},
        {"method": "event_code"},
        {"method": "manual"},
        {"code": "x" * 513},
        {"session_id": "x"},
        {"x": 1},
    ],
)
def test_malformed_scan_is_refused_in_words(east, signup, change):
    scans = [east.made(signup, "e1"), {**east.made(signup, "e2"), **change}]

    answer = east.phone.post(f"{east.path}/batches", {"grant_id": east.grant_id, "scans": scans})

    assert (answer.status_code, answer.json["code"]) == (422, "invalid_input")
    assert all(key.startswith("scans.1.") for key in answer.json["errors"])
    assert Scan.select().count() == 0


def test_more_than_a_thousand_scans_are_refused(east, signup):
    scans = [east.made(signup, str(number)) for number in range(1001)]

    assert east.phone.post(f"{east.path}/batches", {"grant_id": east.grant_id, "scans": scans}).status_code == 422
    assert east.phone.post(f"{east.path}/batches", {"grant_id": east.grant_id, "scans": "x"}).status_code == 422


def test_statements_grow_by_the_two_hundred_not_by_the_scan(east, world, activity, count_statements):
    signups = people(world, activity, 203)
    east.send()

    def statements(count, ref):
        with count_statements() as ran:
            east.send(*[east.made(one, f"{ref}-{one.id}") for one in signups[:count]])
        return len(ran)

    assert statements(1, "a") == statements(200, "b")
    assert statements(203, "c") <= 2 * statements(200, "d")


def deliver(phones, plan, order):
    """Send the plan's scans in this order, in parts of different sizes, some of them twice."""
    waiting = {name: [] for name in phones}
    for name, made in order.sample(plan, len(plan)):
        waiting[name].append(made)
        if order.random() < 0.4:
            phones[name].send(*waiting[name])
            if order.random() < 0.5:
                waiting[name] = []
    for name in order.sample(list(phones), len(phones)):
        phones[name].send(*waiting[name])
        phones[name].send(*waiting[name][: len(waiting[name]) // 2])


@pytest.mark.parametrize(("scans_most", "has_leave_scan"), [(1, False), (2, False), (0, False), (1, True), (0, True)])
def test_ledger_does_not_depend_on_how_scans_arrive(world, as_organizer, as_staff, clock, scans_most, has_leave_scan):
    ways = []
    chance = random.Random(f"{scans_most}{has_leave_scan}")
    moments = [(chance.randrange(6), chance.choice("ew"), chance.randrange(1500), chance.random()) for _ in range(24)]
    members = [make_member(organization=world.chamber) for _ in range(6)]
    for seed in range(4):
        clock.set("2026-04-20T10:00:00+08:00")
        activity = make_activity(world.chamber, scans_most=scans_most, has_leave_scan=has_leave_scan)
        make_organizer(activity, world.organizer)
        signups = [make_signup(activity, member, seats=1 + number % 3) for number, member in enumerate(members)]
        phones = {
            "e": DoorPhone(as_organizer, activity, "东门", slow_ms=600_000),
            "w": DoorPhone(as_staff, activity, "西门", slow_ms=-600_000),
        }
        clock.set("2026-04-23T14:40:00+08:00")
        plan = []
        for number, (who, door, second, turn) in enumerate(moments):
            at = f"14:{second // 60}:{second % 60}"
            direction = "out" if has_leave_scan and turn < 0.3 else "in"
            plan.append((door, phones[door].made(signups[who], f"r{number}", at, direction=direction)))
        deliver(phones, plan, random.Random(seed))
        assert_counters(activity)
        places = {signup.id: index for index, signup in enumerate(signups)}
        ways.append(
            (
                [(row[0], places[row[1]], *row[2:]) for row in ledger(activity)],
                [row[1:] for row in state(activity)],
                Activity.get_by_id(activity.id).arrived,
            )
        )

    assert ways[1:] == ways[:1] * 3


def test_door_grants_are_counted_once_a_phone(east, as_organizer, activity):
    again = DoorPhone(as_organizer, activity)

    assert again.grant_id == east.grant_id
    assert DoorGrant.select().count() == 1
