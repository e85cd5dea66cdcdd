"""Before anything is sent, staff see how many it would reach, and what the hour and the budget do to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.push.dispatch import dispatch
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, MessageTemplate, PushMute, Subscription, SubscriptionGrant
from backend.push.reaching import Reacher
from backend.push.recipients import People, announcements
from backend.push.services import News, notify
from backend.surveys.models import HeldResponse, SurveyInvitation
from tests.factories import invite, make_account, make_activity, make_member, make_signup, make_survey, make_topic
from tests.outbox import told

REACH = "/staff/reach"


@pytest.fixture
def activity(world):
    return make_activity(world.chamber)


@pytest.fixture
def reminder(app):
    return app.config["LIANYI"].wechat.templates["activity_reminder"]


def going(world, activity, *, account=True):
    """Somebody who signed up; returns member and account."""
    member = make_member(organization=world.chamber)
    made = make_account(member) if account else None
    make_signup(activity, member)
    return member, made


def allow(account, template, *, subject="", held_until=None):
    report_subscriptions(
        account.id, {template: "accept"}, f"report-{account.id}-{subject}", subject=subject, held_until=held_until
    )


def changed(as_staff, activity, about="activity_changed"):
    response = as_staff.get(f"{REACH}?about={about}&id={activity.id}")
    assert response.status_code == 200, response.text
    return response.json


def counts(body):
    return body["people"], body["wechat"], body["inbox"], body["unreachable"]


def test_it_tells_who_is_reached_by_which_way(world, as_staff, activity, reminder):
    _, with_credit = going(world, activity)
    going(world, activity)
    going(world, activity, account=False)
    allow(with_credit, reminder)

    body = changed(as_staff, activity)

    assert counts(body) == (3, 1, 1, 1)
    assert body["words"] == "3 人：微信可达 1，企业微信/站内 1，不可达 1"
    assert body["notes"] == []
    assert body["goes_at"] == "2026-04-20T10:00:00+08:00"


def test_a_credit_counts_only_where_it_may_be_used(world, as_staff, activity, reminder, clock):
    later = clock.now() + timedelta(days=2)
    for subject, held_until in (("activity:1", later), (f"activity:{activity.id}", later), ("activity:1", clock.now())):
        _, account = going(world, activity)
        allow(account, reminder, subject=subject, held_until=held_until)
    _, spent = going(world, activity)
    allow(spent, reminder)
    SubscriptionGrant.update(state="spent").where(SubscriptionGrant.account == spent).execute()

    assert counts(changed(as_staff, activity)) == (4, 2, 2, 0)


def test_only_a_second_credit_of_the_same_template_pays_for_the_reminder_two_hours_before(
    world, activity, reminder, config, clock
):
    """As dispatch has it: what "报名成功" cost is no credit of the reminder's."""
    subject, people = f"activity:{activity.id}", []
    for spent_template in ("signup_result", "activity_reminder"):
        member, account = going(world, activity)
        for ref, template in (("kept", reminder), ("used", config.wechat.templates[spent_template])):
            report_subscriptions(account.id, {template: "accept"}, f"{ref}-{account.id}", subject=subject)
        last = SubscriptionGrant.select().order_by(SubscriptionGrant.id.desc()).get()
        SubscriptionGrant.update(state="spent", closed_at=clock.now()).where(SubscriptionGrant.id == last.id).execute()
        people.append(member)

    one_by_one = [
        Reacher(config).reach("activity_soon", subject, People("SELECT ?", (member.id,))).wechat for member in people
    ]

    assert one_by_one == [0, 1]


def test_who_muted_the_kind_is_told_in_the_inbox_and_a_long_term_template_needs_no_credit(
    world, as_staff, activity, reminder
):
    muting, first = going(world, activity)
    allow(first, reminder)
    PushMute.create(member=muting, about="changes")
    _, second = going(world, activity)
    Subscription.create(account=second, template_id=reminder, is_long_term=True)

    assert counts(changed(as_staff, activity)) == (2, 1, 1, 0)


def test_what_it_says_is_what_dispatch_does(world, as_staff, activity, reminder, config):
    for number in range(6):
        _, account = going(world, activity, account=number != 5)
        if number < 3:
            allow(
                account,
                reminder,
                subject=f"activity:{activity.id}" if number else "activity:1",
                held_until=activity.starts_at,
            )
    said = changed(as_staff, activity)

    as_staff.put(
        f"/staff/activities/{activity.id}/when-and-where",
        json={"starts_at": "2026-04-23T14:00:00+08:00", "ends_at": "2026-04-23T17:00:00+08:00", "venue": "一楼大厅"},
    )
    assert len(told("activity_changed")) == 6
    outgoing = dispatch(config, 50).outgoing

    states = [one.state for one in Delivery.select()]
    assert counts(said) == (6, len(outgoing), states.count("inbox"), states.count("unreachable")) == (6, 2, 3, 1)


def test_at_night_it_says_when_it_leaves(world, as_staff, activity, clock):
    going(world, activity)
    clock.set("2026-04-20T23:10:00+08:00")

    body = changed(as_staff, activity)

    assert body["notes"] == ["现在是免打扰时间，明早 8:00 发出。"]
    assert body["goes_at"] == "2026-04-21T08:00:00+08:00"


def test_a_change_of_this_mornings_activity_leaves_at_night(world, as_staff, clock):
    clock.set("2026-04-20T23:10:00+08:00")
    activity = make_activity(world.chamber, starts_at=backend_clock.now() + timedelta(hours=10))

    assert changed(as_staff, activity)["notes"] == []


def test_who_had_this_weeks_share_is_counted_in_the_inbox(world, as_staff, app, clock):
    survey = make_survey(world.chamber)
    template = app.config["LIANYI"].wechat.templates["survey_reminder"]
    for number in range(2):
        member = make_member(organization=world.chamber)
        invite(survey, member)
        allow(make_account(member), template)
        for occurrence in range(3 if number else 2):
            notify(News("survey_reminder", f"survey:{number}", {}, str(occurrence)), (member.id,))
    Delivery.update(state="sent", sent_at=clock.now(), is_counted=True).execute()

    body = as_staff.get(f"{REACH}?about=survey_reminder&id={survey.id}").json

    assert counts(body) == (2, 1, 1, 0)
    assert body["notes"] == ["其中 1 人本周已收满 3 条，只进站内消息。"]


def test_publishing_sends_nothing_and_says_so(world, as_staff):
    activity = make_activity(world.chamber, state="draft")

    body = changed(as_staff, activity, "activity_published")

    assert not body["is_sent"]
    assert body["people"] == 2  # the chamber's own: member and organizer
    assert body["words"].startswith("2 人能看到：")
    assert body["notes"] == ["发布本身不发消息，打开小程序就能看到。"]


def test_a_survey_that_is_published_counts_its_audience(world, as_staff):
    survey = make_survey(world.chamber, state="draft")

    assert as_staff.get(f"{REACH}?about=survey_published&id={survey.id}").json["people"] == 2


def test_an_invitation_counts_the_supporters_of_the_topic(world, as_staff, activity):
    topic = make_topic(world.chamber, activity=activity)

    assert as_staff.get(f"{REACH}?about=activity_invitation&id={topic.id}").json["people"] == 0


def test_of_an_anonymous_survey_nothing_under_five_shows_nor_who_just_answered(world, as_staff):
    survey = make_survey(world.chamber, is_anonymous=True)
    people = [make_member(organization=world.chamber) for _ in range(12)]
    for member in people[:8]:
        make_account(member)
    invite(survey, *people)
    before = as_staff.get(f"{REACH}?about=survey_reminder&id={survey.id}").json
    HeldResponse.create(survey=survey, member=people[0], form=survey.form, unit=0, sealed="")

    body = as_staff.get(f"{REACH}?about=survey_reminder&id={survey.id}").json

    assert counts(body) == (10, 0, 5, 0)
    assert body == before
    assert body["is_rounded"]
    assert body["words"] == "约 10 人还没填：微信可达 不足 5，企业微信/站内 5，不可达 不足 5"


def test_a_named_survey_counts_who_has_not_answered(world, as_staff):
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer)
    SurveyInvitation.update(has_answered=True).where(SurveyInvitation.member == world.member).execute()

    assert as_staff.get(f"{REACH}?about=survey_reminder&id={survey.id}").json["people"] == 1
    assert as_staff.get(f"{REACH}?about=survey_note&id={survey.id}").json["people"] == 1


def test_without_a_template_or_with_one_that_stopped_it_says_so(world, as_staff, activity, reminder, clock):
    MessageTemplate.create(name="activity_reminder", template_id=reminder, stopped_at=clock.now())

    assert changed(as_staff, activity)["notes"] == ["这类消息的微信模板有误，修好后才会发出。"]


def test_what_is_not_there_is_not_found_and_what_is_unknown_is_refused(as_staff, world):
    assert as_staff.get(f"{REACH}?about=activity_changed&id=1").status_code == 404
    assert as_staff.get(f"{REACH}?about=anything&id=1").status_code == 422
    assert as_staff.get(f"{REACH}?about=activity_changed").status_code == 422


def test_staff_elsewhere_and_auditors_do_not_ask(world, as_foreign_staff, as_auditor, activity):
    url = f"{REACH}?about=activity_changed&id={activity.id}"

    assert as_foreign_staff.get(url).status_code == 404
    assert as_auditor.get(url).status_code == 403


def test_the_count_is_one_statement_for_any_number(world, activity, config, count_statements, clock):
    for _ in range(30):
        going(world, activity)
    announced = announcements()["activity_changed"](activity.id)
    reacher = Reacher(config)

    with count_statements() as statements:
        assert reacher.reach(announced.kind, announced.subject, announced.people).people == 30

    assert len(statements) == 1


def test_every_announcement_is_of_a_kind_there_is(world, activity):
    assert set(announcements()) == {
        "activity_changed",
        "activity_cancelled",
        "activity_published",
        "activity_invitation",
        "survey_reminder",
        "survey_note",
        "survey_published",
    }


def test_people_of_a_query_read_the_same_on_both_engines(database):
    people = People.of(SurveyInvitation.select(SurveyInvitation.member).where(SurveyInvitation.survey == 7))

    assert "%s" not in people.text
    assert people.parameters == (7,)
