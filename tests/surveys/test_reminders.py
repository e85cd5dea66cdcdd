"""Reminders go to who has not answered, and the note on what came of it to who did."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.audit.models import AuditEntry
from backend.members.models import Member
from backend.push.delivery import Outbox
from backend.push.rules import plan_due
from backend.surveys import reminders
from backend.surveys.jobs import rules
from backend.surveys.models import Survey
from backend.surveys.submitting import submit
from tests import outbox
from tests.factories import invite, make_account, make_member, make_survey
from tests.people import World
from tests.phone import Phone
from tests.push.reaching import deliver
from tests.racing import run_together

ANSWERS = {"day": "sat", "why": "秘密的话"}


def ask(world: World, people: int, **fields: Any) -> tuple[Survey, list[Member]]:
    survey = make_survey(world.chamber, **fields)
    members = [make_member(organization=world.chamber) for _ in range(people)]
    for member in members:
        make_account(member)
    invite(survey, *members)
    return survey, members


def told(kind: str = "survey_reminder") -> set[int]:
    return outbox.members_told(kind)


def plan() -> int:
    """One tick of the rule; how many notifications it wrote."""
    return plan_due(rules)


def last_day(survey: Survey, clock: Any) -> None:
    clock.set(Survey.get_by_id(survey.id).closes_at - timedelta(hours=20))


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_the_day_before_the_end_who_has_not_answered_is_reminded_once(
    world: World, clock: Any, is_anonymous: bool
) -> None:
    survey, members = ask(world, 5, is_anonymous=is_anonymous)
    submit(survey.id, members[0].id, ANSWERS, 1)
    assert plan() == 0
    last_day(survey, clock)
    assert plan() == 1
    assert told() == {member.id for member in members[1:]}
    clock.advance(hours=2)
    assert plan() == 0
    assert len(outbox.told()) == 4
    message = outbox.told()[0].notification
    assert message.page == f"pages/survey/index?id={survey.id}"
    assert ("不记名" in message.values["note"]) is is_anonymous
    assert "秘密" not in str(message.values)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "draft"},
        {"state": "cancelled"},
        {"opens_at": backend_clock.from_ms(0)},
    ],
)
def test_only_surveys_that_are_open_remind(world: World, clock: Any, fields: dict[str, Any]) -> None:
    survey, _ = ask(world, 2)
    last_day(survey, clock)
    if "state" in fields:
        Survey.update(**fields).execute()
        assert plan() == 0
    else:
        # Open for less than a day: everybody was only just asked.
        Survey.update(opens_at=clock.now() - timedelta(hours=1)).execute()
        assert plan() == 0


def test_two_processes_remind_once(world: World, clock: Any) -> None:
    survey, _ = ask(world, 8)
    last_day(survey, clock)
    run_together([plan] * 3)
    assert len(outbox.told()) == 8


@pytest.mark.parametrize(("hours_before_due", "is_reminded"), [(13, True), (11, False)])
def test_the_reminder_before_the_end_is_left_out_where_staff_have_just_reminded(
    world: World, clock: Any, hours_before_due: int, is_reminded: bool
) -> None:
    survey, _ = ask(world, 2)
    due_at = survey.closes_at - timedelta(days=1)
    clock.set(due_at - timedelta(hours=hours_before_due))
    reminders.remind_now(survey.id, world.staff.id)
    clock.set(due_at)
    assert plan() == int(is_reminded)


def test_staff_who_remind_after_it_was_written_take_its_place(world: World, clock: Any, config: Any) -> None:
    survey, members = ask(world, 1)
    due_at = survey.closes_at - timedelta(days=1)
    clock.set(due_at - timedelta(hours=3))
    assert plan() == 1
    reminders.remind_now(survey.id, world.staff.id)
    outbox.told()
    clock.set(due_at)
    deliver(Outbox(config))
    assert [(one.notification.occurrence[:7], one.state) for one in outbox.told()] == [
        ("closing", "dropped"),
        ("2026-04", "inbox"),
    ]
    assert len(members) == 1


def test_a_survey_that_is_put_off_is_reminded_of_before_its_new_end(world: World, clock: Any, config: Any) -> None:
    survey, _ = ask(world, 1)
    clock.set(survey.closes_at - timedelta(hours=27))
    assert plan() == 1
    outbox.told()
    later = survey.closes_at + timedelta(days=3)
    Survey.update(closes_at=later).where(Survey.id == survey.id).execute()
    clock.set(survey.closes_at - timedelta(hours=24))
    deliver(Outbox(config))
    clock.set(later - timedelta(hours=24))
    assert plan() == 1
    deliver(Outbox(config))
    assert [one.state for one in outbox.told()] == ["dropped", "inbox"]
    assert outbox.told()[1].notification.values["time"] == backend_clock.wall_time(later)


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_a_survey_called_off_after_it_was_written_reminds_nobody(
    world: World, clock: Any, config: Any, state: str
) -> None:
    survey, _ = ask(world, 1)
    clock.set(survey.closes_at - timedelta(hours=27))
    plan()
    outbox.told()
    Survey.update(state=state).execute()
    clock.set(survey.closes_at - timedelta(hours=23))
    deliver(Outbox(config))
    assert [one.state for one in outbox.told()] == ["dropped"]


def test_staff_remind_at_most_once_a_day(world: World, as_staff: Phone, clock: Any) -> None:
    survey, members = ask(world, 3)
    submit(survey.id, members[0].id, ANSWERS, 1)
    assert as_staff.post(f"/staff/surveys/{survey.id}/reminders").json == {"sent_to": 2}
    again = as_staff.post(f"/staff/surveys/{survey.id}/reminders")
    assert (again.status_code, again.json["code"]) == (409, "reminded_today")
    clock.advance(days=1)
    submit(survey.id, members[1].id, ANSWERS, 1)
    assert as_staff.post(f"/staff/surveys/{survey.id}/reminders").json == {"sent_to": 1}
    assert AuditEntry.select().where(AuditEntry.action == "survey.reminded").count() == 2
    clock.advance(days=9)
    late = as_staff.post(f"/staff/surveys/{survey.id}/reminders")
    assert (late.status_code, late.json["code"]) == (409, "survey_closed")


def test_two_who_remind_at_once_remind_once(world: World, clock: Any) -> None:
    survey, _ = ask(world, 3)

    def remind() -> str:
        try:
            return str(reminders.remind_now(survey.id, world.staff.id))
        except reminders.RemindedToday:
            return "again"

    assert sorted(run_together([remind] * 3)) == ["3", "again", "again"]


def test_the_note_goes_to_who_answered_once(world: World, as_staff: Phone, clock: Any) -> None:
    survey, members = ask(world, 3)
    submit(survey.id, members[0].id, ANSWERS, 1)
    path = f"/staff/surveys/{survey.id}/closing-note"
    early = as_staff.post(path, {"text": "已增设周六两场"})
    assert (early.status_code, early.json["code"]) == (409, "survey_still_open")
    clock.advance(days=8)
    answer = as_staff.post(path, {"text": "已增设周六两场"})
    assert answer.status_code == 200, answer.text
    assert told("survey_note") == {members[0].id}
    first_at = answer.json["closing_note_at"]
    clock.advance(hours=1)
    changed = as_staff.post(path, {"text": "已增设周六三场"}).json
    assert (changed["closing_note"], changed["closing_note_at"]) == ("已增设周六三场", first_at)
    (note,) = outbox.told("survey_note")
    assert note.notification.page.endswith("&note=1")


def test_a_note_on_an_anonymous_survey_goes_to_everybody_who_was_asked(world: World, clock: Any) -> None:
    survey, members = ask(world, 3, is_anonymous=True)
    submit(survey.id, members[0].id, ANSWERS, 1)
    clock.advance(days=8)
    reminders.tell_closing_note(survey.id, world.staff.id, "会费收支今后每季度公布")
    assert told("survey_note") == {member.id for member in members}


def test_the_note_waits_on_the_first_screen_until_it_is_seen(
    world: World, as_member: Phone, as_organizer: Phone, clock: Any
) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer)
    submit(survey.id, world.member.id, ANSWERS, 1)
    clock.advance(days=8)
    reminders.tell_closing_note(survey.id, world.staff.id, "已增设周六两场")

    def notes(phone: Phone) -> list[dict[str, Any]]:
        return [task for task in phone.get("/home").json["read"] if task["kind"] == "survey_note"]

    assert notes(as_organizer) == []
    (note,) = notes(as_member)
    assert note["target"] == f"/pages/survey/index?id={survey.id}&note=1"
    assert as_member.get(f"/surveys/{survey.id}").json["closing_note"] == "已增设周六两场"
    assert as_member.post("/tasks/seen", {"key": note["key"]}).status_code == 204
    assert notes(as_member) == []


def test_after_a_month_the_note_is_no_news(world: World, as_member: Phone, clock: Any) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member)
    submit(survey.id, world.member.id, ANSWERS, 1)
    clock.advance(days=8)
    reminders.tell_closing_note(survey.id, world.staff.id, "已增设周六两场")
    Survey.update(closing_note_at=clock.now() - timedelta(days=31)).execute()
    assert not any(task["kind"] == "survey_note" for task in as_member.get("/home").json["read"])
