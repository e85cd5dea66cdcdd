"""A dry run says who would get what and when, and writes nothing."""

from __future__ import annotations

from datetime import timedelta

from backend.push.models import Delivery, Notification
from backend.push.planning import planned
from backend.push.reaching import Reacher
from backend.push.rules import Rule, all_rules, plan_due
from backend.push.services import News, notify, notify_recipients
from backend.surveys.recipients import closing_wave
from tests.factories import invite, make_account, make_activity, make_member, make_signup, make_survey

PLAN = "/staff/push-plan"


def closing(world, clock, **fields):
    """A survey whose reminder is due in a day."""
    survey = make_survey(world.chamber, closes_at=clock.now() + timedelta(days=2), **fields)
    invite(survey, world.member, world.organizer)
    return survey


def people_url(survey, until):
    occurrence = closing_wave(survey.closes_at)
    return f"{PLAN}/people?until={until}&kind=survey_reminder&subject=survey:{survey.id}&occurrence={occurrence}"


def test_it_lists_what_rules_would_write_and_writes_nothing(world, as_staff, clock):
    make_account(world.organizer)
    survey = closing(world, clock)
    until = (clock.now() + timedelta(days=2)).isoformat().replace("+", "%2B")

    body = as_staff.get(f"{PLAN}?until={until}").json

    (one,) = [one for one in body["items"] if one["kind"] == "survey_reminder"]
    assert (one["subject"], one["title"], one["is_queued"]) == (f"survey:{survey.id}", survey.title, False)
    assert one["due_at"] == "2026-04-21T10:00:00+08:00"
    assert (one["people"], one["wechat"], one["inbox"], one["unreachable"]) == (2, 0, 1, 1)
    assert Notification.select().count() == Delivery.select().count() == 0


def test_what_the_rules_write_afterwards_is_what_it_said(world, config, clock):
    closing(world, clock)
    said = planned(Reacher(config), all_rules(), clock.now() + timedelta(days=2))

    clock.advance(days=1)
    plan_due(all_rules())

    written = {(one.kind, one.subject, one.occurrence) for one in Notification.select()}
    assert {(one.kind, one.subject, one.occurrence) for one in said} == written


def test_what_is_written_down_is_listed_once(world, as_staff, config, clock):
    survey = closing(world, clock)
    clock.advance(days=1)
    plan_due(all_rules())

    (one,) = as_staff.get(PLAN).json["items"]

    assert (one["subject"], one["is_queued"], one["people"]) == (f"survey:{survey.id}", True, 2)


def test_what_waits_until_morning_says_so(world, as_staff, clock):
    clock.set("2026-04-20T23:00:00+08:00")
    notify(
        News("profile_stale", "member:1", {"title": "企业信息"}, organization_id=world.chamber.id), (world.member.id,)
    )

    (one,) = as_staff.get(PLAN).json["items"]

    assert (one["due_at"], one["goes_at"]) == ("2026-04-20T23:00:00+08:00", "2026-04-21T08:00:00+08:00")


def test_it_names_the_people_of_one(world, as_staff, clock):
    make_account(world.organizer)
    survey = closing(world, clock)
    until = (clock.now() + timedelta(days=2)).isoformat().replace("+", "%2B")
    url = people_url(survey, until)

    body = as_staff.get(url).json

    assert [(one["name"], one["way"]) for one in body["items"]] == [("李建国", "inbox"), ("王敏", "unreachable")]
    assert body["total"] == 2
    assert as_staff.get(f"{url}&page_size=1&page=2").json["items"][0]["name"] == "王敏"
    assert as_staff.get(url.replace("closing", "other")).status_code == 404


def test_of_an_anonymous_survey_it_names_nobody(world, as_staff, clock):
    survey = closing(world, clock, is_anonymous=True)
    until = (clock.now() + timedelta(days=2)).isoformat().replace("+", "%2B")

    (one,) = as_staff.get(f"{PLAN}?until={until}").json["items"]
    refused = as_staff.get(people_url(survey, until))

    assert (one["can_list"], one["people"]) == (False, 0)
    assert (refused.status_code, refused.json["code"]) == (403, "names_hidden")


def test_an_event_that_was_just_written_is_counted_before_its_people_are_found(world, as_staff, config):
    activity = make_activity(world.chamber)
    make_signup(activity, make_member(organization=world.chamber))
    subject = f"activity:{activity.id}"
    notify_recipients(
        News(
            "activity_changed",
            subject,
            {},
            organization_id=world.chamber.id,
            recipients=f"activity_signups:{activity.id}",
        )
    )

    (one,) = as_staff.get(PLAN).json["items"]

    assert (one["people"], one["is_queued"]) == (1, True)


def test_others_see_nothing_of_it(world, as_foreign_staff, as_auditor, clock):
    closing(world, clock)
    until = (clock.now() + timedelta(days=2)).isoformat().replace("+", "%2B")

    assert as_foreign_staff.get(f"{PLAN}?until={until}").json["total"] == 0
    assert as_auditor.get(f"{PLAN}?until={until}").json["total"] == 1


def test_it_looks_seven_days_ahead_at_most(world, config, clock):
    asked = []

    def find(since, until):
        asked.append(until)
        return []

    planned(Reacher(config), [Rule("survey_reminder", find)], clock.now() + timedelta(days=30))

    assert asked == [clock.now() + timedelta(days=7)]
