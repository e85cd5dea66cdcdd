"""The morning's digest: on working days at its hour, once, to those in whose scope something waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity
from backend.cases.models import DayOverride
from backend.digest.models import DigestRun
from backend.members.models import Member
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, Notification
from backend.timers.services import run_timer
from tests.factories import make_account, make_case, make_member, make_organization, make_role
from tests.outbox import members_told, told
from tests.racing import run_together

KIND = "staff_digest"


@pytest.fixture(autouse=True)
def _morning(morning):
    """Every test begins on Monday at 08:30."""


def people():
    return {one for one in members_told(KIND) if one is not None}


def test_staff_of_the_scope_are_told_and_nobody_else(write, world, to_review):
    to_review(world.chamber, 2)

    assert write() == 3  # staff of the street, administrator of the district, the street's group
    assert people() == {world.staff.id, world.administrator.id}


def test_message_says_how_much_and_how_long_and_opens_the_page(write, world, to_review, clock):
    make_case(world.library, world.member, title="增设夜间公交")
    clock.advance(hours=3)
    to_review(world.chamber, 2)
    clock.set("2026-04-21T08:30:00+08:00")
    write()

    (told_staff,) = [one for one in told(KIND) if one.member_id == world.staff.id]

    notification = told_staff.notification
    assert notification.values == {
        "title": "建议待交办等 2 类",
        "count": "3",
        "time": "2026年4月21日 08:30",
        "note": "最早的等了 1 天，点开处理",
        "lines": "建议待交办 1 件（1 件已超期），最早的等了 1 天：增设夜间公交\n"
        "活动报名审核 2 人，最早的等了 21 小时：春季企业家沙龙",
    }
    assert (notification.page, notification.occurrence) == ("staff/digest/index", "2026-04-21")
    assert notification.expires_at == backend_clock.now() + timedelta(hours=3, minutes=30)


def test_nothing_to_decide_nothing_sent_not_even_later_that_day(write, world, to_review, clock):
    assert write() == 0
    clock.advance(minutes=10)
    to_review(world.chamber)

    assert write() == 0
    assert told(KIND) == []
    clock.advance(days=1)
    assert write() == 3


def test_sibling_organization_is_not_told(write, world, to_review):
    leader = make_member("商会干部", None, world.chamber)
    make_role(leader, world.chamber, "staff")
    to_review(world.library)
    write()

    assert leader.id not in people()
    assert world.staff.id in people()


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        ("2026-04-24", True),  # Friday
        ("2026-04-25", False),  # Saturday
        ("2026-05-01", False),  # Labour Day
        ("2026-05-09", True),  # Saturday, worked in exchange
    ],
)
def test_only_on_working_days_of_the_calendar(write, world, to_review, clock, day, is_told):
    activity = to_review(world.chamber)
    Activity.update(ends_at=backend_clock.now() + timedelta(days=60)).where(Activity.id == activity.id).execute()
    clock.set(f"{day}T08:30:00+08:00")

    assert bool(write()) == is_told


def test_association_s_own_days_go_before_the_calendar(write, world, to_review):
    to_review(world.chamber)
    DayOverride.create(day="2026-04-20", is_workday=False)

    assert write() == 0


@pytest.mark.parametrize(
    ("at", "is_told"), [("08:29:59", False), ("08:30:00", True), ("11:59:00", True), ("12:00:00", False)]
)
def test_late_the_same_morning_but_not_in_the_afternoon(write, world, to_review, clock, at, is_told):
    to_review(world.chamber)
    clock.set(f"2026-04-20T{at}+08:00")

    assert bool(write()) == is_told


def test_hour_is_that_of_the_association(write, world, to_review, clock):
    to_review(world.chamber)
    backend_clock.use_business_zone("Europe/Berlin")
    try:
        # The Monday after the clocks went forward: 08:30 there is 06:30 in UTC, not 07:30 as the week before.
        clock.set("2026-03-30T06:29:00+00:00")
        assert write() == 0
        clock.set("2026-03-30T06:30:00+00:00")
        assert write() == 3
    finally:
        backend_clock.use_business_zone("Asia/Shanghai")


def test_double_tick_and_restart_write_it_once(write, world, to_review):
    to_review(world.chamber)

    assert [write(), write()] == [3, 0]
    assert len(told(KIND)) == 3
    assert [(run.day, run.members, run.robots) for run in DigestRun.select()] == [("2026-04-20", 2, 1)]


def test_two_processes_write_it_once(write, world, to_review):
    to_review(world.chamber)

    assert sorted(run_together([write, write, write])) == [0, 0, 3]
    assert len(told(KIND)) == 3


def test_killed_halfway_it_is_written_whole_by_the_next(write, world, to_review, monkeypatch):
    to_review(world.chamber)
    with monkeypatch.context() as patch:
        patch.setattr("backend.digest.services.notify_robot", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write()
    assert (Notification.select().count(), DigestRun.select().count()) == (0, 0)

    assert write() == 3


def test_role_counts_while_it_is_in_force_and_a_deleted_member_has_none(write, world, to_review):
    to_review(world.chamber)
    now = backend_clock.now()
    times = {
        "现任": {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=1)},
        "未到": {"starts_at": now + timedelta(minutes=1)},
        "已满": {"ends_at": now},
        "注销": {},
    }
    members = {name: make_member(name, None, world.chamber) for name in times}
    for name, fields in times.items():
        make_role(members[name], world.chamber, "staff", **fields)
    Member.update(state="deleted").where(Member.id == members["注销"].id).execute()

    assert write() == 4  # with the street's staff, the district's administrator and the group

    assert {name for name, member in members.items() if member.id in people()} == {"现任"}


def test_auditor_has_nothing_to_decide(write, world, to_review):
    to_review(world.chamber)
    write()

    assert world.auditor.id not in people()


def test_several_roles_are_one_message(write, world, to_review):
    to_review(world.chamber, 2)
    make_role(world.staff, world.chamber, "administrator")
    make_role(world.staff, world.elsewhere, "staff")
    write()

    (one,) = [one for one in told(KIND) if one.member_id == world.staff.id]
    assert one.notification.values["count"] == "2"


def test_statements_do_not_grow_with_staff_members_and_organizations(write, world, to_review, count_statements, clock):
    to_review(world.chamber)
    write()
    clock.advance(days=1)
    with count_statements() as few:
        assert write()
    for number in range(12):
        chapter = make_organization(f"分会{number}", world.chamber)
        to_review(chapter, 3, f"活动{number}")
        for name in ("甲", "乙"):
            make_role(make_member(name, None, chapter), chapter, "staff")
    clock.advance(days=1)
    with count_statements() as many:
        assert write() == 27

    assert len(few) == len(many) <= 12


def test_without_credit_it_is_a_line_in_the_inbox_only(write, deliver, world, to_review, simulator):
    account = make_account(world.staff, simulator.post("users", name="赵云", phone="19900000004")["openid"])
    assert account.member_id == world.staff.id
    to_review(world.chamber)
    write()
    deliver()

    (mine,) = [one for one in Delivery.select() if one.member_id == world.staff.id]
    assert (mine.state, mine.reason) == ("inbox", "no_credit")


def test_it_arrives_on_the_phone_that_allows_it(write, deliver, world, to_review, simulator, config):
    user = simulator.post("users", name="赵云", phone="19900000004")
    account = make_account(world.staff, user["openid"])
    template = config.wechat.templates[KIND]
    simulator.post("subscribe", user_id=user["user_id"], template_ids=[template])
    report_subscriptions(account.id, {template: "accept"}, "report-0001")
    to_review(world.chamber, 2)
    write()
    deliver()

    (message,) = simulator.get(f"messages?user_id={user['user_id']}")["items"]
    assert message["page"].startswith("staff/digest/index?n=")
    assert "活动报名审核" in str(message)


def test_timer_writes_it(config, world, to_review):
    from backend.config import use_config
    from backend.digest.jobs import timers

    use_config(config)
    to_review(world.chamber)

    assert run_timer(timers[0])
    assert len(told(KIND)) == 3
