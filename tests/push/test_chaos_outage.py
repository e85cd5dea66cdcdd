"""An hour without WeChat: rarely asked meanwhile, no flood afterwards, every message that is due yet goes out once."""

from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.push.breaker import CircuitBreaker
from backend.push.delivery import Outbox
from backend.push.ledger import report_subscriptions, revoke
from backend.push.models import Delivery, DeliveryTally, MessageTemplate, Notification, SubscriptionGrant
from backend.push.services import News, notify
from backend.wechat.gateway import open_wechat, wechat
from tests.factories import make_account, make_member, make_organization, make_role
from tests.racing import run_together

VALUES = {
    "title": "春季企业家沙龙",
    "result": "报名成功",
    "time": "2026年04月23日 14:00",
    "venue": "三楼",
    "note": "请准时",
}
_SEND = "/cgi-bin/message/subscribe/send"
PEOPLE, EXPIRING, LATER = 36, 6, 8
STEP_S = 10
PER_S = 20
# So long that several are under way at once.
SEND_S = 0.2


class Person:
    """A member with a phone of the simulator's and so many credits."""

    def __init__(self, simulator, template_id, number, times=1):
        user = simulator.post("users", name=f"会员{number}", phone=f"1990000{number:04}")
        self.user_id = user["user_id"]
        self.member = make_member(f"会员{number}")
        self.account = make_account(self.member, user["openid"])
        for time_ in range(times):
            simulator.post("subscribe", user_id=self.user_id, template_ids=[template_id])
            report_subscriptions(self.account.id, {template_id: "accept"}, f"report-{number}-{time_}")

    def tell(self, occurrence="1:1", **times):
        return notify(News("signup_done", f"activity:{self.member.id}", VALUES, occurrence, **times), [self.member.id])


@pytest.fixture
def template_id(app):
    return app.config["LIANYI"].wechat.templates["signup_result"]


def deliver(outbox, stop=None):
    with ThreadPoolExecutor(8) as pool:
        return outbox.deliver_due(pool, stop)


def calls(simulator, path=""):
    counted = simulator.get("state")["calls"]
    return sum(number for name, number in counted.items() if name.startswith(path))


def shown(simulator):
    """How many messages each phone shows."""
    return Counter(one["user_id"] for one in simulator.get("messages")["items"])


class Hour:
    """Time that the test moves: the clock's and the breaker's together."""

    def __init__(self, clock, outbox, most):
        self.monotonic = 0.0
        self._clock = clock
        self._outbox = outbox
        outbox.breaker = CircuitBreaker(most, lambda: self.monotonic)

    def pass_by(self, minutes, until=lambda: False):
        for _ in range(int(minutes * 60 / STEP_S)):
            if until():
                return
            deliver(self._outbox)
            self._clock.advance(seconds=STEP_S)
            self.monotonic += STEP_S


class Watched:
    """Around the client: how many sends are under way when each begins, and when that is."""

    def __init__(self, client, monkeypatch):
        self._lock = threading.Lock()
        self._under_way = 0
        self._done = 0
        self.begun = []
        send = client.send_subscribe_message

        def watched(*arguments, **more):
            with self._lock:
                self._under_way += 1
                self.begun.append((time.monotonic(), self._under_way, self._done))
            time.sleep(SEND_S)
            try:
                return send(*arguments, **more)
            finally:
                with self._lock:
                    self._under_way -= 1
                    self._done += 1

        monkeypatch.setattr(client, "send_subscribe_message", watched)


FAULTS = {
    "http_error": {"kind": "http_error"},
    # It arrives, and nobody is told.
    "timeout": {"kind": "timeout", "seconds": 5, "after_processing": True},
    "dead_token": {"kind": "dead_token"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_after_an_hour_every_message_that_is_due_yet_went_out_once(
    app, config, simulator, clock, template_id, monkeypatch, fault
):
    config = replace(config, push=replace(config.push, sends_per_s=PER_S))
    outbox, most = Outbox(config), config.jobs.deliveries_in_flight
    hour = Hour(clock, outbox, most)
    people = [Person(simulator, template_id, number, times=2) for number in range(PEOPLE)]
    expiring, later, now = people[:EXPIRING], people[EXPIRING : EXPIRING + LATER], clock.now()
    for number, one in enumerate(people):
        if one in expiring:
            one.tell(due_at=now + timedelta(minutes=2), expires_at=now + timedelta(minutes=20 + number))
        elif one in later:
            one.tell(due_at=now + timedelta(minutes=5 * number))
        else:
            one.tell()
    # Nobody waits long here for an answer that does not come.
    wechat().list_templates()
    open_wechat(replace(config, wechat=replace(config.wechat, read_timeout_s=0.2)))
    simulator.post("faults", path="/", **FAULTS[fault])
    hour.pass_by(minutes=60)

    asked = calls(simulator)
    assert outbox.breaker.is_open
    # Those in flight when it began, and then once or twice each time it is looked whether WeChat is back.
    assert asked <= 6 * most + 3 * 60
    in_flight_then = sum(shown(simulator).values())
    assert in_flight_then <= (4 + most if fault == "timeout" else 0)

    simulator.delete("faults")
    open_wechat(config)
    watched = Watched(wechat(), monkeypatch)
    hour.pass_by(minutes=90, until=lambda: not Delivery.select().where(Delivery.state == "queued").exists())

    states = Counter(Delivery.select(Delivery.state).tuples().iterator())
    found = shown(simulator)
    due_yet = {one.user_id for one in people if one not in expiring}
    assert due_yet <= set(found) <= {one.user_id for one in people}
    doubled = sum(found.values()) - len(found)
    assert doubled <= in_flight_then
    expired = states[("expired",)]
    assert expired == EXPIRING
    assert states[("sent",)] + states[("uncertain",)] + expired == PEOPLE
    assert DeliveryTally.get(DeliveryTally.outcome == "expired").count == expired
    assert SubscriptionGrant.select().where(SubscriptionGrant.state == "reserved").count() == 0
    # One at first, then twice as many with each that arrived.
    for _, under_way, done in watched.begun:
        assert under_way <= min(most, 2**done)
    begun_at = [at for at, _, _ in watched.begun]
    seconds = begun_at[-1] - begun_at[0]
    assert len(begun_at) <= 1 + PER_S * (seconds + 0.15)


def test_ten_events_at_once_are_one_message(app, config, simulator, template_id):
    person = Person(simulator, template_id, 1, times=10)

    assert sorted(run_together([person.tell] * 10)) == [False] * 9 + [True]

    deliver(Outbox(config))
    assert shown(simulator) == {person.user_id: 1}


def test_template_deleted_in_the_console_stops_alerts_once_and_goes_on(
    app, config, simulator, simulator_server, template_id, clock
):
    administrator = make_member("管理员")
    make_role(administrator, make_organization(), "administrator")
    people = [Person(simulator, template_id, number) for number in range(24)]
    outbox = Outbox(config)
    for one in people[:6]:
        one.tell()
    deliver(outbox)
    templates = simulator_server.extensions["wechat_simulator"].templates
    chosen = templates.of(config.wechat.appid)
    kept = chosen[template_id]
    templates.delete(config.wechat.appid, template_id)
    before = calls(simulator, _SEND)
    for one in people[6:]:
        one.tell()
        clock.advance(seconds=1)
    deliver(outbox)

    # Those in flight learn of it each; the rest is not tried.
    assert calls(simulator, _SEND) - before <= 4 * config.jobs.deliveries_in_flight
    waiting = Delivery.select().where(Delivery.state == "paused", Delivery.reason == "template")
    assert waiting.count() == 18
    assert Notification.select().where(Notification.kind == "push_fault").count() == 1
    asked = calls(simulator, _SEND)
    for _ in range(5):
        clock.advance(minutes=10)
        deliver(outbox)
    assert calls(simulator, _SEND) == asked

    templates.add(config.wechat.appid, kept.tid, [one.kid for one in kept.keywords], kept.scene)
    assert template_id in templates.of(config.wechat.appid)
    MessageTemplate.update(stopped_at=None, fault="").execute()
    Delivery.update(state="queued").where(Delivery.state == "paused").execute()
    deliver(outbox)

    assert shown(simulator) == {one.user_id: 1 for one in people}


@pytest.mark.parametrize("event_arrives", [True, False])
def test_member_who_revokes_meanwhile_has_the_rest_in_the_inbox(
    app, config, simulator, clock, template_id, event_arrives
):
    person = Person(simulator, template_id, 1, times=6)
    outbox = Outbox(config)
    for number in range(6):
        person.tell(f"{number}:1")
    deliver(outbox)
    assert shown(simulator) == {person.user_id: 1}

    simulator.post("revoke", user_id=person.user_id, template_ids=[template_id])
    if event_arrives:
        revoke(person.account.id, [template_id])
    before = calls(simulator, _SEND)
    for _ in range(10):
        clock.advance(seconds=30)
        deliver(outbox)

    assert shown(simulator) == {person.user_id: 1}
    assert {one.state for one in Delivery.select()} == {"sent", "inbox"}
    # 43101 says it of all of them.
    assert calls(simulator, _SEND) - before == (0 if event_arrives else 1)
    assert SubscriptionGrant.select().where(SubscriptionGrant.state << ("open", "reserved")).count() == 0
