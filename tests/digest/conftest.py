"""The morning of a working day, a group robot, and things to decide."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.config import WeCom
from backend.digest.services import write_due_digest
from backend.push.delivery import Outbox
from backend.wechat.simulator.webhook import SIMULATOR_ROBOT_KEY
from tests.factories import make_activity, make_case, make_member, make_signup


@pytest.fixture
def config(config, simulator):
    """The street's group has a robot."""
    wecom = WeCom(base_url=simulator.url, robots={"石桥街道": SIMULATOR_ROBOT_KEY})
    return dataclasses.replace(config, wecom=wecom)


@pytest.fixture
def morning(clock):
    """Monday, 20 April 2026, at 08:30."""
    clock.set("2026-04-20T08:30:00+08:00")


@pytest.fixture
def write(config):
    return lambda: write_due_digest(config)


@pytest.fixture
def outbox(config):
    return Outbox(config)


@pytest.fixture
def deliver(outbox):
    def deliver():
        with ThreadPoolExecutor(8) as pool:
            return outbox.deliver_due(pool)

    return deliver


@pytest.fixture
def group(simulator):
    """What the group of the robot has received."""
    return lambda: [one["text"] for one in simulator.get("state")["group_messages"]]


@pytest.fixture
def to_review():
    """An activity of an organization with so many signups that wait for review."""

    def to_review(organization, number=1, title="春季企业家沙龙"):
        activity = make_activity(organization, title=title, needs_review=True)
        for _ in range(number):
            make_signup(activity, make_member("申请人"), "pending")
        return activity

    return to_review


@pytest.fixture
def to_assign():
    return lambda organization, author, **fields: make_case(organization, author, **fields)
