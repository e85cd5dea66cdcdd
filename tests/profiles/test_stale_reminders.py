"""Once a month, whoever's answers have passed their freshness is asked whether they are still right."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend import clock as backend_clock
from backend.cases.models import DayOverride
from backend.database import Statement, is_postgresql
from backend.forms.models import Form
from backend.forms.store import save_version
from backend.profiles.jobs import rules
from backend.profiles.models import ProfileAnswers, ProfileSection
from backend.profiles.recipients import stale
from backend.push.delivery import Outbox
from backend.push.models import Notification
from backend.push.rules import plan_due
from backend.push.services import spread_due
from tests.factories import QUESTIONS, make_account, make_member
from tests.outbox import members_told, told
from tests.push.reaching import Reached, deliver
from tests.racing import run_together

# Friday, a working day; 10:00 in Shanghai.
BATCH = "2026-05-08T10:00:00+08:00"


def make_section(key, position, organization=None, **fields):
    form: Form = save_version(f"profile:{key}", QUESTIONS)
    return ProfileSection.create(
        key=key, title=f"栏目{key}", position=position, form=form, organization=organization, **fields
    )


@pytest.fixture
def company(world):
    return make_section("company", 1, freshness_days=365)


@pytest.fixture
def honours(world):
    return make_section("honours", 2, freshness_days=180)


def answer(member, section, days_ago):
    """Confirmed so many days before the batch."""
    at = None if days_ago is None else datetime.fromisoformat(BATCH) - timedelta(days=days_ago)
    return ProfileAnswers.create(member=member, section=section, form=section.form_id, confirmed_at=at)


def plan():
    return plan_due(rules)


def test_whoever_has_an_old_section_is_asked_once_that_month(world, company, clock):
    fresh, old, prefilled, forgotten = (make_member() for _ in range(4))
    answer(fresh, company, 364)
    answer(old, company, 366)
    answer(prefilled, company, None)
    # They have let three reminders pass: home still asks, messages do not.
    answer(forgotten, company, 365 + 93)
    clock.set(BATCH)
    assert plan() == 1

    assert members_told("profile_stale") == {old.id}
    (message,) = told("profile_stale")
    assert message.notification.page == "pages/section/index?key=company"
    assert message.notification.values["title"] == "栏目company"
    # Nothing more this month, however often it is looked.
    for _ in range(22):
        clock.advance(days=1)
        plan()
    assert len(told("profile_stale")) == 1


def test_one_message_a_member_over_all_sections(world, company, honours, clock):
    both, second, left = world.member, make_member(), world.stranger
    own = make_section("own", 0, world.chamber)
    answer(both, own, 366)
    answer(both, company, 366)
    answer(both, honours, 181)
    answer(second, honours, 181)
    # No longer asked the chamber's section: its being old keeps nothing back.
    answer(left, own, 366)
    answer(left, honours, 181)
    clock.set(BATCH)
    plan()

    assert sorted((one.member_id, one.notification.values["title"]) for one in told("profile_stale")) == sorted(
        [(both.id, "栏目own"), (second.id, "栏目honours"), (left.id, "栏目honours")]
    )


def test_the_next_section_waits_for_the_next_month(world, company, honours, clock):
    answer(world.member, company, 366)
    answer(world.member, honours, 190)
    clock.set("2026-05-08T06:00:00+08:00")
    plan()
    assert len(told("profile_stale")) == 1
    ProfileAnswers.update(confirmed_at=clock.now()).where(ProfileAnswers.section == company).execute()
    clock.set(BATCH)
    assert len(told("profile_stale")) == 1
    clock.set("2026-06-08T10:00:00+08:00")
    plan()
    assert [one.notification.values["title"] for one in told("profile_stale")] == ["栏目company", "栏目honours"]


def test_whoever_confirms_in_between_is_not_asked(world, company, clock, config, simulator):
    person = Reached(config, simulator, world.member)
    person.allow("profile_reminder")
    answer(world.member, company, 366)
    clock.set("2026-05-08T06:00:00+08:00")
    plan()
    spread_due()
    ProfileAnswers.update(confirmed_at=clock.now()).execute()
    clock.set(BATCH)
    deliver(Outbox(config))
    assert person.states == [("dropped", "obsolete")]


def test_it_arrives_on_the_phone(world, company, clock, config, simulator):
    person = Reached(config, simulator, world.member)
    person.allow("profile_reminder")
    answer(world.member, company, 366)
    clock.set(BATCH)
    plan()
    deliver(Outbox(config))
    (message,) = person.arrived
    assert "没变的话点一下确认" in str(message)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2026-04", "2026-04-08"),
        ("2026-08", "2026-08-10"),  # the eighth is a Saturday
        ("2026-10", "2026-10-08"),
    ],
)
def test_the_batch_goes_out_on_a_working_day(world, company, clock, month, day):
    clock.set(f"{month}-01T00:00:00+08:00")
    for _ in range(24 * 30):
        plan()
        clock.advance(hours=1)
    (batch,) = Notification.select()
    assert (backend_clock.in_business_zone(batch.due_at).date().isoformat(), batch.occurrence) == (day, month)


def test_the_associations_own_day_off_counts(world, company, clock):
    DayOverride.create(day="2026-05-08", is_workday=False, name="会庆")
    clock.set("2026-05-09T10:00:00+08:00")  # a Saturday, worked in exchange for the May holiday
    plan()
    assert [one.due_at for one in Notification.select()] == [clock.now()]


def test_a_jobs_process_down_for_days_catches_up_within_the_week(world, company, clock):
    answer(world.member, company, 366)
    clock.set("2026-05-14T10:00:00+08:00")
    assert plan() == 1
    assert members_told("profile_stale") == {world.member.id}
    Notification.delete().execute()
    clock.set("2026-05-15T10:00:01+08:00")
    assert plan() == 0


def test_two_processes_ask_once(world, company, honours, clock):
    members = [make_member() for _ in range(6)]
    for member in members:
        make_account(member)
        answer(member, company, 366)
        answer(member, honours, 181)
    clock.set(BATCH)
    run_together([plan] * 3)
    run_together([spread_due] * 4)
    assert sorted(one.member_id for one in told("profile_stale")) == sorted(member.id for member in members)


def test_a_section_that_is_gone_asks_nobody(world, company, honours, clock):
    answer(world.member, honours, 181)
    clock.set("2026-05-08T06:00:00+08:00")
    plan()
    ProfileSection.delete().where(ProfileSection.id == company.id).execute()
    assert members_told("profile_stale") == {world.member.id}


def test_most_days_cost_no_statement_and_the_others_two(world, company, clock, count_statements):
    for moment, most in (("2026-05-02T10:00:00+08:00", 0), ("2026-05-20T10:00:00+08:00", 1), (BATCH, 2)):
        clock.set(moment)
        with count_statements() as statements:
            rules[0].find(clock.now() - timedelta(days=1), clock.now() + timedelta(hours=4))
        assert len(statements) == most, moment


def test_old_answers_are_found_by_their_index(world, company):
    for _ in range(50):
        answer(make_member(), company, 3)
    query, parameters = stale(company.id).sql()
    if is_postgresql():
        Statement("ANALYZE profile_answers").run()
        Statement("SET enable_seqscan = off").run()
        plan_text = str(Statement("EXPLAIN " + query.replace("%s", "?")).rows(*parameters))
        Statement("SET enable_seqscan = on").run()
    else:
        plan_text = str(Statement("EXPLAIN QUERY PLAN " + query).rows(*parameters))
    assert "confirmed_at" in plan_text
