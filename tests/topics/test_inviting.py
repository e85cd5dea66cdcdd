"""Once the activity of a topic is published, its supporters are written to, each once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.activities.models import Activity
from backend.database import new_id
from backend.members.models import Member
from backend.organizations.models import Membership
from backend.push.delivery import Outbox
from backend.push.ledger import report_subscriptions
from backend.push.services import spread_due
from backend.topics.inviting import invite_due
from backend.topics.models import Topic, Vote
from tests.factories import (
    make_account,
    make_activity,
    make_member,
    make_organization,
    make_signup,
    make_statement,
    make_topic,
)
from tests.outbox import members_told, told
from tests.people import World

TEMPLATE = "activity_invitation"


@pytest.fixture
def topic(world: World, clock: Any) -> Topic:
    """One of the chamber's, become a published activity."""
    start = clock.now() + timedelta(days=5)
    activity = make_activity(world.chamber, title="停车难座谈会", venue="三楼", starts_at=start)
    return make_topic(world.chamber, activity=activity)


def person(world: World, **fields: Any) -> Member:
    """A member with a WeChat account."""
    member = make_member(organization=fields.pop("organization", world.chamber), **fields)
    make_account(member)
    return member


def votes(topic: Topic, member: Member, what: str) -> None:
    statement = make_statement(topic, f"观点{member.id}{what}")
    Vote.create(topic=topic, statement=statement, member=member, vote=what)


def asked() -> set[int]:
    return members_told("activity_invitation")


def test_who_agreed_or_said_something_is_asked_and_nobody_else(world: World, topic: Topic) -> None:
    agrees, disagrees, passes, says = (person(world) for _ in range(4))
    for member, what in ((agrees, "agree"), (disagrees, "disagree"), (passes, "pass")):
        votes(topic, member, what)
    make_statement(topic, "错时停车", author=says)
    votes(make_topic(world.chamber), person(world), "agree")  # of another topic
    assert invite_due() == 1
    assert asked() == {agrees.id, says.id}
    message = told()[0]
    assert message.notification.page == f"pages/activity/index?id={topic.activity_id}"
    values = message.notification.values
    assert (values["title"], values["venue"], values["note"]) == ("停车难座谈会", "三楼", "您支持的话题要当面谈")


def test_who_signed_up_or_cannot_see_it_is_not_asked(world: World, topic: Topic) -> None:
    signed_up, elsewhere = person(world), person(world, organization=make_organization())
    for member in (signed_up, elsewhere):
        votes(topic, member, "agree")
    make_signup(topic.activity, signed_up)
    invite_due()
    assert asked() == set()


def test_nobody_is_asked_to_a_draft_nor_too_late_nor_twice(world: World, topic: Topic, clock: Any) -> None:
    votes(topic, person(world), "agree")
    for state in ("draft", "cancelled"):
        Activity.update(state=state).execute()
        assert invite_due() == 0
    Activity.update(state="published", signup_closes_at=clock.now()).execute()
    assert invite_due() == 0
    Activity.update(signup_closes_at=clock.now() + timedelta(days=1)).execute()
    assert [invite_due(), invite_due()] == [1, 0]
    Topic.update(invited_at=None).execute()  # as after a process that was killed before the mark
    invite_due()
    assert len(told()) == 1


def test_it_reaches_only_who_accepted_such_messages(world: World, topic: Topic, config: Any, simulator: Any) -> None:
    template = config.wechat.templates[TEMPLATE]
    wants = simulator.post("users", name="愿意收")
    declined = simulator.post("users", name="不愿意收")
    for user, answer in ((wants, "accept"), (declined, "reject")):
        member = make_member(organization=world.chamber)
        votes(topic, member, "agree")
        report_subscriptions(make_account(member, user["openid"]).id, {template: answer}, f"ref-{member.id}")
    simulator.post("subscribe", user_id=wants["user_id"], template_ids=[template])
    invite_due()
    spread_due()
    with ThreadPoolExecutor(1) as pool:
        Outbox(config).deliver_due(pool)
    assert sorted(one.state for one in told()) == ["inbox", "sent"]
    (message,) = simulator.get(f"messages?user_id={wants['user_id']}")["items"]
    assert "停车难座谈会" in str(message)
    assert simulator.get(f"messages?user_id={declined['user_id']}")["items"] == []


def test_a_thousand_are_asked_in_chunks(world: World, topic: Topic, count_statements: Any) -> None:
    people, statement = [new_id() for _ in range(1_100)], make_statement(topic)
    rows: dict[Any, list[dict[str, Any]]] = {
        Member: [{"id": one, "name": f"会员{one}"} for one in people],
        Account: [{"id": new_id(), "openid": f"openid-{one}", "member": one} for one in people],
        Membership: [{"member": one, "organization": world.chamber} for one in people],
        Vote: [{"topic": topic, "statement": statement, "member": one, "vote": "agree"} for one in people],
    }
    for table, values in rows.items():
        table.insert_many(values).execute()
    make_statement(topic, "错时停车", author=person(world))
    with count_statements() as statements:
        invite_due()
        spread_due()
    assert len(told()) == 1_101
    assert sum("INSERT INTO delivery" in one for one in statements) == 3
