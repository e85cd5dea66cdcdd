"""What changed about an activity: told to everybody signed up, and kept in its history."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from tests.factories import make_account, make_activity, make_member, make_signup
from tests.outbox import values_told


@pytest.fixture
def activity(world):
    return make_activity(world.chamber)


def patch(phone, activity, **changes):
    return phone.patch(f"/staff/activities/{activity.id}", changes)


def told():
    return values_told("activity_changed")


def home_keys(phone):
    return [task["kind"] for task in phone.get("/home").json["read"]]


def test_everybody_signed_up_is_told_of_another_place(as_staff, activity):
    for state in ("approved", "pending", "waitlisted", "cancelled", "rejected"):
        member = make_member()
        make_account(member)
        make_signup(activity, member, state)

    patch(as_staff, activity, venue="东湖礼堂")

    assert len(told()) == 3
    assert told()[0] == {
        "title": "春季企业家沙龙",
        "time": "2026年4月23日 14:00",
        "venue": "东湖礼堂",
        "note": "地点有变化",
    }


def test_each_change_is_told_once_and_the_same_again_not_at_all(as_staff, activity, clock, world):
    make_account(world.member)
    make_signup(activity, world.member)

    for venue in ("东湖礼堂", "东湖礼堂", "西山礼堂"):
        patch(as_staff, activity, venue=venue)
        clock.advance(minutes=1)

    assert [message["venue"] for message in told()] == ["东湖礼堂", "西山礼堂"]


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"starts_at": "2026-04-23T15:00:00+08:00"}, "时间有变化"),
        ({"ends_at": "2026-04-23T18:00:00+08:00", "online_link": "https://example.com/x"}, "时间和地点有变化"),
        ({"title": "改个名字", "description": "换了介绍", "capacity": 50}, None),
    ],
)
def test_only_time_and_place_are_worth_a_message(as_staff, activity, world, changes, note):
    make_account(world.member)
    make_signup(activity, world.member)

    assert patch(as_staff, activity, **changes).status_code == 200

    assert [message["note"] for message in told()] == ([note] if note else [])


def test_draft_is_changed_in_silence(as_staff, world):
    draft = make_activity(world.chamber, state="draft")

    patch(as_staff, draft, venue="别处")

    assert len(told()) == 0


def test_change_stands_on_home_until_it_was_read(as_staff, as_member, activity, world, clock):
    make_signup(activity, world.member)
    clock.advance(minutes=1)
    patch(as_staff, activity, venue="东湖礼堂")

    task = next(task for task in as_member.get("/home").json["read"] if task["kind"] == "activity_changed")

    assert (task["title"], task["note"], task["due_at"]) == ("春季企业家沙龙", "东湖礼堂", "2026-04-23T14:00:00+08:00")
    as_member.post("/tasks/seen", {"key": task["key"]})
    assert "activity_changed" not in home_keys(as_member)
    clock.advance(minutes=1)
    patch(as_staff, activity, venue="西山礼堂")
    assert "activity_changed" in home_keys(as_member)


def test_who_signs_up_afterwards_has_nothing_to_be_told(as_staff, as_member, activity, world, clock):
    patch(as_staff, activity, venue="东湖礼堂")
    clock.advance(minutes=1)
    make_signup(activity, world.member)

    assert "activity_changed" not in home_keys(as_member)


def test_history_says_who_changed_what_from_what_to_what(as_staff, activity):
    patch(as_staff, activity, starts_at="2026-04-23T15:00:00+08:00", venue="东湖礼堂", needs_review=True, capacity=30)

    entry = as_staff.get(f"/staff/activities/{activity.id}/history").json["items"][0]

    assert (entry["by"], entry["words"]) == ("赵云", "修改活动")
    assert {one["title"]: (one["old"], one["new"]) for one in entry["changes"]} == {
        "开始时间": ("2026年4月23日 14:00", "2026年4月23日 15:00"),
        "地点": ("石桥街道三楼会议室", "东湖礼堂"),
        "需要审核": ("否", "是"),
        "名额": ("无", "30"),
    }


def test_history_keeps_nobodys_name_or_number(as_staff, activity):
    patch(as_staff, activity, contact_name="王敏", contact_phone="19900000001", description="找王敏报到")

    trail = str([entry.detail for entry in AuditEntry.select()])
    assert "王敏" not in trail
    assert "19900000001" not in trail
    entry = as_staff.get(f"/staff/activities/{activity.id}/history").json["items"][0]
    assert {(one["title"], one["old"], one["new"]) for one in entry["changes"]} == {
        ("联系人", None, None),
        ("联系电话", None, None),
        ("介绍", None, None),
    }


def test_change_that_changes_nothing_lists_nothing(as_staff, activity):
    patch(as_staff, activity, venue=activity.venue)

    assert as_staff.get(f"/staff/activities/{activity.id}/history").json["items"][0]["changes"] == []


def test_history_takes_the_same_statements_whatever_its_length(as_staff, activity, count_statements):
    path = f"/staff/activities/{activity.id}/history"
    patch(as_staff, activity, title="一")
    with count_statements() as few:
        as_staff.get(path)
    for number in range(5):
        patch(as_staff, activity, title=f"第 {number} 次")
    with count_statements() as many:
        assert as_staff.get(path).json["total"] == 6

    assert len(many) == len(few)
