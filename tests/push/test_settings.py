"""Members choose what may be sent to them through WeChat, and see what they have allowed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.push.kinds import ABOUT, EXPLAINED
from backend.push.models import MessageTemplate, PushMute, Subscription, SubscriptionGrant
from backend.push.templates import TEMPLATES
from tests.factories import make_activity


def groups(phone):
    return {one["about"]: one["is_on"] for one in phone.get("/notifications/settings").json["items"]}


def test_everything_is_on_at_first_and_said_in_words(as_member):
    shown = as_member.get("/notifications/settings").json["items"]

    assert {"about": "surveys", "label": "问卷", "explanation": EXPLAINED["surveys"], "is_on": True} in shown
    assert all(one["is_on"] for one in shown)


def test_every_group_is_explained():
    assert list(EXPLAINED) == list(ABOUT)


def test_work_is_for_those_who_have_some(as_member, as_staff):
    assert "work" not in groups(as_member)
    assert "work" in groups(as_staff)


def test_turning_one_off_and_on_leaves_the_others(as_member):
    for _ in range(2):
        response = as_member.put("/notifications/settings", {"about": "surveys", "is_on": False})
    assert response.status_code == 200
    assert [one["about"] for one in response.json["items"] if not one["is_on"]] == ["surveys"]
    assert PushMute.select().count() == 1

    as_member.put("/notifications/settings", {"about": "surveys", "is_on": True})
    assert all(groups(as_member).values())


def test_switches_are_ones_own(as_member, as_organizer):
    as_member.put("/notifications/settings", {"about": "surveys", "is_on": False})

    assert groups(as_organizer)["surveys"] is True


def test_visitor_has_none_and_is_asked_to_join(as_visitor):
    assert as_visitor.get("/notifications/settings").json == {"items": []}

    response = as_visitor.put("/notifications/settings", {"about": "surveys", "is_on": False})
    assert (response.status_code, response.json["code"]) == (403, "join_first")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"is_on": True}, "about"),
        ({"about": "weather", "is_on": True}, "about"),
        ({"about": "surveys", "is_on": "no"}, "is_on"),
    ],
)
def test_bad_switch_names_the_field(as_member, body, field):
    response = as_member.put("/notifications/settings", body)

    assert response.status_code == 422
    assert list(response.json["errors"]) == [field]


@pytest.fixture
def template(config):
    return config.wechat.templates["activity_reminder"]


def report(phone, template, answer="accept", ref="report-0001", **more):
    response = phone.post("/subscriptions", {"results": {template: answer}, "client_ref": ref, **more})
    assert response.status_code == 200, response.json
    return response


def shown(phone, name="activity_reminder"):
    return {one["name"]: one for one in phone.get("/subscriptions").json["items"]}[name]


def test_what_was_allowed_is_shown(as_member, as_organizer, config, template):
    report(as_member, template)

    assert shown(as_member) == {
        "name": "activity_reminder",
        "template": template,
        "title": "活动提醒",
        "left": 1,
        "held": 0,
        "always": "",
        "is_long_term": False,
        "is_refused": False,
    }
    assert shown(as_organizer)["left"] == 0
    names = [one["name"] for one in as_member.get("/subscriptions").json["items"]]
    assert sorted(names) == sorted(set(config.wechat.templates) & set(TEMPLATES))


def test_visitor_sees_theirs_too(as_visitor, template):
    report(as_visitor, template)

    assert shown(as_visitor)["left"] == 1


def test_credit_is_kept_for_the_activity_until_it_begins(as_member, world, template, clock):
    activity = make_activity(world.chamber)
    report(as_member, template, subject=f"activity:{activity.id}")

    grant = SubscriptionGrant.get()
    assert (grant.subject, grant.held_until) == (f"activity:{activity.id}", activity.starts_at)
    assert (shown(as_member)["left"], shown(as_member)["held"]) == (1, 1)

    clock.set(activity.starts_at + timedelta(seconds=1))
    assert (shown(as_member)["left"], shown(as_member)["held"]) == (1, 0)


@pytest.mark.parametrize(
    "subject",
    ["activity:5", "activity:", "activity:x", "activity:-1", "activity:²", f"activity:{10**40}", "weather:1", "x", ""],
)
def test_what_is_unknown_keeps_nothing(as_member, template, subject):
    report(as_member, template, subject=subject)

    grant = SubscriptionGrant.get()
    assert (grant.subject, grant.held_until) == ("", None)


def test_what_is_over_or_cancelled_keeps_nothing(as_member, world, template, clock):
    begun = make_activity(world.chamber, starts_at=clock.now() - timedelta(minutes=1))
    cancelled = make_activity(world.chamber, state="cancelled", cancelled_at=clock.now(), cancel_reason="下雨")
    for number, activity in enumerate((begun, cancelled)):
        report(as_member, template, ref=f"report-000{number}", subject=f"activity:{activity.id}")

    assert {(one.subject, one.held_until) for one in SubscriptionGrant.select()} == {("", None)}


def test_always_is_as_the_phone_last_said(as_member, template):
    report(as_member, template, "reject", always={template: "reject"})
    assert (shown(as_member)["always"], shown(as_member)["is_refused"]) == ("reject", True)

    # A phone that could not ask says nothing about it.
    report(as_member, template, ref="report-0002")
    assert (shown(as_member)["always"], shown(as_member)["is_refused"]) == ("reject", False)

    report(as_member, template, ref="report-0003", always={"another": "accept"})
    assert shown(as_member)["always"] == ""


def test_long_term_acceptance_is_no_single_credit(as_member, template):
    MessageTemplate.create(name="activity_reminder", template_id=template, title="会议提醒", is_long_term=True)
    report(as_member, template)

    assert SubscriptionGrant.select().count() == 0
    assert (shown(as_member)["is_long_term"], shown(as_member)["title"]) == (True, "会议提醒")

    report(as_member, template, "reject", ref="report-0002")
    assert shown(as_member)["is_long_term"] is False


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"always": {"x": "perhaps"}}, "always.x.value"),
        ({"always": {str(number): "accept" for number in range(51)}}, "always"),
        ({"subject": "a" * 65}, "subject"),
        ({"held_until": "2030-01-01T00:00:00Z"}, "held_until"),
    ],
)
def test_bad_report_names_the_field(as_member, template, more, field):
    body = {"results": {template: "accept"}, "client_ref": "report-0001", **more}
    response = as_member.post("/subscriptions", body)

    assert response.status_code == 422
    assert list(response.json["errors"]) == [field]
    assert Subscription.select().count() == 0
