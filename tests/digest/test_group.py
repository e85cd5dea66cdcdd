"""The digest in a group of WeCom: in parts, a few seconds apart, apart from WeChat's troubles, and without secrets."""

from __future__ import annotations

import dataclasses
import logging

import pytest
import requests

from backend.config import WeCom
from backend.database import db
from backend.digest.words import plain
from backend.push.delivery import Outbox
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, Notification
from backend.push.robots import send_to_robot
from backend.push.services import News, notify, notify_robot
from backend.wechat.errors import RequestRejected
from backend.wechat.simulator.webhook import SIMULATOR_ROBOT_KEY
from tests.factories import make_account, make_case, make_member

WRONG_KEY = "99999999-9999-4999-8999-999999999999"


@pytest.fixture(autouse=True)
def _morning(morning):
    """Every test begins on Monday at 08:30."""


def say(text="第一条", number=1, robot="石桥街道"):
    values = {"title": "摘要", "count": "1", "time": "2026年4月20日 08:30", "note": "无", "markdown": text}
    return notify_robot(News("staff_digest", "robot:1", values, f"2026-04-20/{number}"), robot)


def to_group():
    return list(Delivery.select().where(Delivery.robot != "").order_by(Delivery.due_at, Delivery.id))


def states():
    return [one.state for one in to_group()]


def test_group_reads_what_waits_in_its_organization(write, deliver, group, world, to_review):
    to_review(world.chamber, 2)
    to_review(world.elsewhere, 5)
    write()
    deliver()

    (text,) = group()
    assert text.splitlines() == [
        "**石桥街道 · 今日待办 2 件**",
        "> **活动报名审核** 2 人 · 等了不到 1 小时 · 春季企业家沙龙",
        "请在微信小程序“我的 → 今日待办”里处理",
    ]
    assert states() == ["sent"]


def test_nothing_to_decide_nothing_said(write, deliver, group, world, to_review):
    to_review(world.elsewhere)
    write()
    deliver()

    assert group() == []


def test_members_words_cannot_be_links_mentions_or_telephone_numbers(write, deliver, group, world):
    make_case(world.chamber, world.member, title="<@all> [点我](http://x.cn) 找王老板 138-0000-1234\n**急**")
    write()
    deliver()

    (text,) = group()
    assert len(text.splitlines()) == 3
    for hidden in ("<@", "](", "://", "1380000", "138-0000", "**急"):
        assert hidden not in text
    assert plain("2026 年第 3 次") == "2026 年第 3 次"


def test_long_digest_comes_in_numbered_parts_four_seconds_apart(write, deliver, group, world, to_review, clock):
    for number in range(80):
        to_review(world.chamber, 1, f"🎉第{number}次很长很长的活动名称很长很长的活动名称")
    write()
    assert [one.notification.occurrence for one in to_group()] == [f"2026-04-20/{n}" for n in (1, 2, 3)]
    seconds = [one.due_at.second for one in to_group()]
    assert seconds == [0, 4, 8]
    for _ in range(3):
        deliver()
        clock.advance(seconds=4)

    parts = group()
    assert [part.splitlines()[0] for part in parts] == [f"**石桥街道 · 今日待办 80 件**（{n}/3）" for n in (1, 2, 3)]
    assert sum(part.count("\n> ") for part in parts) == 80
    assert all(len(part.encode()) <= 4096 for part in parts)


def test_what_has_piled_up_keeps_to_twenty_a_minute(deliver, config, group, world, clock):
    for number in range(25):
        say(f"第{number}条", number)
    outboxes = [deliver, deliver]
    for second in range(60):
        outboxes[second % 2]()
        clock.advance(seconds=1)

    assert len(group()) == 15
    assert {one.error_code for one in to_group()} == {None}
    for _ in range(60):
        deliver()
        clock.advance(seconds=1)
    assert group() == [f"第{number}条" for number in range(25)]


def test_too_many_a_minute_waits(deliver, group, world, simulator, clock):
    url = f"{simulator.url}/cgi-bin/webhook/send?key={SIMULATOR_ROBOT_KEY}"
    for _ in range(20):
        requests.post(url, json={"msgtype": "text", "text": {"content": "别人说的"}}, timeout=5)
    say()
    deliver()
    assert [(one.state, one.error_code) for one in to_group()] == [("queued", 45009)]

    clock.advance(minutes=2)
    deliver()
    assert group()[-1] == "第一条"


def test_wrong_key_fails_once_tells_administrators_and_shows_no_key(config, world, simulator, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    wrong = dataclasses.replace(config, wecom=WeCom(base_url=simulator.url, robots={"石桥街道": WRONG_KEY}))
    outbox = Outbox(wrong)
    say("一", 1)
    _deliver(outbox)

    (message,) = to_group()
    assert (message.state, message.error_code) == ("failed", 93000)
    alert = Notification.get(Notification.kind == "push_fault")
    assert alert.values["title"] == "群机器人“石桥街道”发不出去"
    assert not outbox.breaker.is_open
    rows = [str(row) for table in ("delivery", "notification") for row in db.execute_sql(f"SELECT * FROM {table}")]
    captured = capsys.readouterr()
    # The simulator's own log of what it was asked is none of ours.
    logged = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]
    for place in (*rows, *logged, captured.out, captured.err, repr(wrong), message.error_text):
        assert WRONG_KEY not in place


def test_key_that_wecom_repeats_is_not_kept(config, world, monkeypatch):
    answer = requests.Response()
    answer.status_code = 200
    answer._content = f'{{"errcode": 40058, "errmsg": "bad request ?key={SIMULATOR_ROBOT_KEY}"}}'.encode()
    monkeypatch.setattr("backend.push.robots._http.post", lambda *_, **__: answer)

    with pytest.raises(RequestRejected) as refusal:
        send_to_robot(config, "石桥街道", {"title": "摘要"})

    assert str(refusal.value) == "40058 bad request ?key=*** (group robot of 石桥街道)"


def test_robot_that_is_no_longer_configured_fails(config, world):
    say(robot="旧组织")
    _deliver(Outbox(config))

    assert states() == ["failed"]


def test_silence_may_have_arrived_and_is_repeated_once(deliver, group, world, simulator, clock):
    say()
    simulator.post("faults", kind="timeout", path="/cgi-bin/webhook/", seconds=5, after_processing=True)
    for _ in range(4):
        deliver()
        clock.advance(minutes=3)

    (message,) = to_group()
    assert (message.state, message.attempts) == ("uncertain", 2)
    assert group() == ["第一条", "第一条"]


def test_wecom_down_does_not_keep_members_waiting(config, world, simulator, clock):
    outbox = Outbox(config)
    simulator.post("faults", kind="http_error", path="/cgi-bin/webhook/")
    for number in range(7):
        say(f"第{number}条", number)
    for _ in range(8):
        _deliver(outbox)
        clock.advance(seconds=5)

    assert outbox.robot_breaker.is_open
    assert not outbox.breaker.is_open
    assert _told_by_wechat(outbox, config, simulator) == "sent"


def test_wechat_down_does_not_keep_the_group_waiting(config, group, world, simulator):
    outbox = Outbox(config)
    for _ in range(5):
        outbox.breaker.failed()
    assert outbox.breaker.is_open
    say()
    _deliver(outbox)

    assert group() == ["第一条"]
    assert outbox.breaker.is_open


@pytest.mark.parametrize("robots", [{"没有的组织": SIMULATOR_ROBOT_KEY}, {}])
def test_robot_of_an_unknown_organization_is_named(config, world, robots):
    from backend.digest.services import unknown_robots

    assert unknown_robots(dataclasses.replace(config, wecom=WeCom(robots=robots))) == list(robots)


def test_name_that_two_organizations_have_is_no_name(config, world):
    from backend.digest.services import unknown_robots
    from tests.factories import make_organization

    assert unknown_robots(config) == []
    make_organization("石桥街道", world.elsewhere)
    assert unknown_robots(config) == ["石桥街道"]


def _deliver(outbox):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        return outbox.deliver_due(pool)


def _told_by_wechat(outbox, config, simulator):
    user = simulator.post("users", name="王敏", phone="19900000009")
    member = make_member("王敏")
    account = make_account(member, user["openid"])
    template = config.wechat.templates["signup_result"]
    simulator.post("subscribe", user_id=user["user_id"], template_ids=[template])
    report_subscriptions(account.id, {template: "accept"}, "report-0001")
    values = {"title": "沙龙", "result": "报名成功", "time": "2026年04月23日 14:00", "venue": "三楼", "note": "无"}
    notify(News("signup_done", "activity:1", values, "1"), (member.id,))
    _deliver(outbox)
    return Delivery.get(Delivery.member == member.id).state
