"""Attacks on anonymity by whoever has a dump and knows to the second when each member answered, or looks every time.

As in test_anonymity.py each attack is first shown to succeed against a server that takes no care.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from backend import clock as backend_clock
from backend import database as database_module
from backend import observability
from backend.audit.services import record
from backend.database import _ID_EPOCH_MS, _TAIL_BITS, atomic, db, new_id
from backend.encryption import KeyRing, keys
from backend.participation.services import SURVEY_ANSWERED, Act, record_acts
from backend.push.services import News, notify
from backend.surveys import mixing, submitting
from backend.surveys.counts import add_counts
from backend.surveys.models import AnonymousResponse, HeldResponse, Survey, SurveyInvitation
from backend.surveys.submitting import held_key, submit
from tests.factories import invite, make_member, make_organization, make_survey
from tests.people import World
from tests.phone import Phone

PEOPLE = 30
# A moment this near to a submission is taken for it; submissions are further apart.
NEAR_MS, APART_S = 2_000, (31, 900)
Cell = tuple[str, str, Any]  # table, column, value
Look = dict[str, int]  # what staff are told -> how much


@pytest.fixture(autouse=True)
def _ids_of_this_test(monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    """Ids never step back in time, as the clock does from test to test: then they would not show the time."""
    monkeypatch.setattr(database_module, "_ids", database_module._IdSource())


def dump() -> Iterator[Cell]:
    """Every value of every table the database has, also of those that are no model's."""
    for table in db.get_tables():
        names = [column.name for column in db.get_columns(table)]
        for row in db.execute_sql(f'SELECT * FROM "{table}"').fetchall():
            for name, value in zip(names, row, strict=False):
                is_binary = isinstance(value, bytes | memoryview)
                yield table, name, bytes(value).decode(errors="ignore") if is_binary else value


def moments_in(value: Any) -> Iterator[int]:
    """Every moment (milliseconds) a value may be or hold: a number in any unit, an id sorted by time, a text."""
    if isinstance(value, str):
        for number in re.findall(r"\d{10,19}", value):
            yield from moments_in(int(number))
        for text in re.findall(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", value):
            moment = datetime.fromisoformat(text)
            yield backend_clock.to_ms(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from (value, value * 1000, value // 1000, value // 1_000_000, (value >> _TAIL_BITS) + _ID_EPOCH_MS)


def submissions_dated_in_the_dump(submitted: list[int]) -> dict[tuple[str, str], int]:
    """Where moments of submissions are written, and of how many different submissions."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for table, column, value in dump():
        for moment in moments_in(value):
            found[table, column] |= {at for at in submitted if abs(at - moment) < NEAR_MS}
    # One column dates one submission where something else happened then: the survey was resolved, say.
    return {place: len(dated) for place, dated in found.items() if len(dated) > 1}


def write_carelessly(dated: bool) -> None:
    """Every response at once; under an id that tells the time, or under a random one."""
    for held in HeldResponse.select():
        answers = json.loads(keys().decrypt(held.sealed, held_key(held.survey_id, held.member_id)))
        values = {"id": new_id()} if dated else {}
        with atomic():
            AnonymousResponse.create(
                survey=held.survey_id, form=held.form_id, unit=held.unit, answers=answers, **values
            )
            add_counts(held.survey_id, [(held.form_id, held.unit, answers)])
            Survey.update(responses=Survey.responses + 1).where(Survey.id == held.survey_id).execute()
            SurveyInvitation.update(has_answered=True).where(SurveyInvitation.member == held.member_id).execute()
            held.delete_instance()


def answer_apart(world: World, clock: Any, mix: Callable[[], object]) -> list[int]:
    """Thirty people answer, each at a moment of their own; the moments."""
    survey = make_survey(world.chamber, is_anonymous=True)
    members = [make_member() for _ in range(PEOPLE)]
    invite(survey, *members, unit=world.chamber.id)
    submitted = []
    for member in random.sample(members, PEOPLE):
        clock.advance(seconds=random.randint(*APART_S))
        submit(survey.id, member.id, {"day": "sat", "why": f"我是{member.id}"}, 1)
        submitted.append(clock.ms)
        mix()
    return submitted


def test_ids_that_tell_the_time_are_found_in_a_dump(world: World, clock: Any) -> None:
    submitted = answer_apart(world, clock, lambda: write_carelessly(dated=True))
    assert submissions_dated_in_the_dump(submitted)["anonymous_response", "id"] == PEOPLE


def test_no_submission_is_dated_anywhere_in_a_dump(world: World, clock: Any) -> None:
    """Also not before answers are mixed, when those that wait are still beside their members' names."""
    waiting = answer_apart(world, clock, lambda: None)
    assert submissions_dated_in_the_dump(waiting) == {}
    mixed = answer_apart(world, clock, mixing.mix_due)
    assert AnonymousResponse.select().count() > PEOPLE
    assert submissions_dated_in_the_dump(waiting + mixed) == {}


def test_nothing_in_a_response_is_shared_with_fewer_than_five(world: World, clock: Any) -> None:
    """No row of another table names a response, and what leads on from one leads on from five."""
    answer_apart(world, clock, mixing.mix_due)
    ids = {row.id for row in AnonymousResponse.select()}
    named = {
        (table, column)
        for table, column, value in dump()
        if value in ids or (isinstance(value, str) and any(str(one) in value for one in ids))
    }
    assert named == {("anonymous_response", "id")}
    for column in (AnonymousResponse.survey, AnonymousResponse.form, AnonymousResponse.unit):
        shared = AnonymousResponse.select(column).tuples()
        assert all(len(list(rows)) >= 5 for _, rows in itertools.groupby(sorted(shared)))


# What one answer over HTTP leaves behind, and whether these tests would see it if it left more.

WORDS = "只有我会这样说"


def traces_of(phone: Phone, survey: Survey, simulator: Any, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Where an answer left more than the table of what waits: tables, "log", "wechat", "words"."""
    lines: list[str] = []

    class Recorder:
        def __getattr__(self, _level: str) -> Callable[..., None]:
            return lambda event, **fields: lines.append(json.dumps([event, fields], ensure_ascii=False))

    monkeypatch.setattr(observability, "log", Recorder())
    tables, calls = sizes(), simulator.get("state")["calls"]
    answers = {"day": "sat", "why": WORDS}
    answer = phone.put(f"/surveys/{survey.id}/response", {"answers": answers, "form_version": 1})
    assert answer.status_code == 200, answer.text
    left = {table for table, size in sizes().items() if size != tables.get(table)} - {"held_response"}
    secrets = (WORDS, str(phone.member_id), str(phone.account_id), phone.token)
    if any(secret in line for line in lines for secret in secrets if secret):
        left.add("log")
    if simulator.get("state")["calls"] != calls:
        left.add("wechat")
    if any(WORDS in str(value) for _, _, value in dump()):
        left.add("words")
    return left


def sizes() -> dict[str, int]:
    return {table: db.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in db.get_tables()}


def _participation(survey: Survey, member_id: int) -> None:
    record_acts([Act(member_id, SURVEY_ANSWERED, survey.id, survey.organization_id, survey.title, 0, {})])


def _audit(survey: Survey, member_id: int) -> None:
    record(action="answer", subject_kind="survey", subject_id=survey.id, actor_id=member_id, actor_kind="member")


def _outbox(survey: Survey, member_id: int) -> None:
    notify(News("survey_note", f"survey:{survey.id}", {}), (member_id,))


def _log(survey: Survey, member_id: int) -> None:
    observability.log.info("answered", survey=survey.id, member=member_id)


CARELESS = {"participation": _participation, "audit_entry": _audit, "delivery": _outbox, "log": _log}
# A message to one person is a row of each.
ALONG_WITH = {"delivery": {"notification"}}


@pytest.fixture
def survey(world: World) -> Survey:
    survey = make_survey(world.chamber, is_anonymous=True)
    invite(survey, world.member, unit=world.chamber.id)
    return survey


def test_an_answer_leaves_no_trace(
    survey: Survey, as_member: Phone, simulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert traces_of(as_member, survey, simulator, monkeypatch) == set()


@pytest.mark.parametrize("trace", CARELESS)
def test_a_trace_would_be_seen(
    trace: str, survey: Survey, as_member: Phone, simulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_back = submitting._hold_back

    def hold_back_carelessly(shown: Any, member_id: int, form: Any, values: Any) -> Any:
        CARELESS[trace](survey, member_id)
        return hold_back(shown, member_id, form, values)

    monkeypatch.setattr(submitting, "_hold_back", hold_back_carelessly)
    assert traces_of(as_member, survey, simulator, monkeypatch) == {trace} | (
        {"notification"} if trace == "delivery" else set()
    )


def test_words_kept_open_would_be_seen(
    survey: Survey, as_member: Phone, simulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeyRing, "encrypt", lambda _keys, plaintext, _bound_to: plaintext)
    assert traces_of(as_member, survey, simulator, monkeypatch) == {"words"}


# The difference between two looks, for everybody and for each branch.


def look(phone: Phone, survey: Survey) -> Look:
    """Every number of people who took part that staff can find."""
    seen = {"card": phone.get(f"/staff/surveys/{survey.id}").json["responses"]}
    found = phone.get(f"/staff/surveys/{survey.id}/results").json
    seen["results"] = found["responses"]
    seen |= {f"unit {unit['name']}": unit["responses"] for unit in found["units"]}
    seen |= {f"question {one['key']}": one["answered"] for one in found["questions"]}
    for unit in found["units"]:
        if unit["id"]:
            of_unit = phone.get(f"/staff/surveys/{survey.id}/results?organization_id={unit['id']}").json
            seen[f"results of {unit['name']}"] = of_unit["responses"]
    return {name: value or 0 for name, value in seen.items()}


def steps_seen(world: World, phone: Phone, mix: Callable[[], object]) -> dict[str, set[int]]:
    """By how much each number advanced from one look to the next, while people of three branches answered."""
    survey = make_survey(world.chamber, is_anonymous=True)
    units = [make_organization(f"第{number}分会", world.chamber).id for number in "一二三"]
    members = [(make_member().id, unit) for unit in units for _ in range(14)]
    for member_id, unit in members:
        SurveyInvitation.create(survey=survey, member=member_id, unit=unit)
    random.shuffle(members)
    steps: dict[str, set[int]] = defaultdict(set)
    before: Look = {}
    for member_id, _ in members:
        submit(survey.id, member_id, {"day": random.choice(["sat", "sun"]), "stars": 3, "why": str(member_id)}, 1)
        mix()
        now = look(phone, survey)
        for name, value in now.items():
            steps[name].add(abs(value - before.get(name, 0)))
        before = now
    assert len(steps) > 6
    return steps


def test_looking_every_time_tells_of_five_at_least(world: World, as_staff: Phone) -> None:
    steps = steps_seen(world, as_staff, mixing.mix_due)
    assert {name: by for name, by in steps.items() if by & {1, 2, 3, 4}} == {}
    assert any(by - {0} for by in steps.values())


def test_looking_every_time_finds_each_one_where_no_care_is_taken(world: World, as_staff: Phone) -> None:
    steps = steps_seen(world, as_staff, lambda: write_carelessly(dated=False))
    assert all(1 in steps[name] for name in ("card", "results", "question day"))
