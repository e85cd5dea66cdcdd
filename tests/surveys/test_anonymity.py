"""Attacks on anonymity by somebody who reads the whole database and knows who answered when.

Each attack guesses whose each response is. Against a way of writing that takes no care it succeeds every time; here
it does no better than chance within a batch.
"""

from __future__ import annotations

import itertools
import json
import logging
import random
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from backend import clock as backend_clock
from backend import encryption, observability
from backend.database import TimestampField, atomic, db, is_postgresql
from backend.encryption import DecryptionError, KeyRing, keys
from backend.migrations import tables
from backend.surveys import mixing, submitting
from backend.surveys.counts import add_counts
from backend.surveys.models import AnonymousResponse, HeldResponse, Survey, SurveyInvitation
from backend.surveys.submitting import held_key, submit
from tests.factories import QUESTIONS, invite, make_member, make_survey
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together

PEOPLE = 45
UNIT = 7
# Chance finds one of each batch of five; to find half is beyond chance, to find all is the rule where no care is taken.
FAILED, SUCCEEDED = 0.5, 1.0

Guess = dict[int, int]  # response id -> member id


class Evidence:
    """What somebody sees who looks at every table after every request, and watches who sends them."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.arrivals: list[int] = []
        self.looks: list[tuple[list[int], list[int]]] = []  # new responses, who newly took part; as they lie
        self.seals: dict[int, int] = {}  # member -> length of what was held
        self._responses: set[int] = set()
        self._members: set[int] = set()

    def answered(self, member_id: int) -> None:
        self.arrivals.append(member_id)
        self.see_held()

    def see_held(self) -> None:
        for member_id, sealed in HeldResponse.select(HeldResponse.member, HeldResponse.sealed).tuples():
            self.seals[member_id] = len(sealed)

    def look(self) -> None:
        responses = [one for one in as_they_lie("anonymous_response", "id") if one not in self._responses]
        members = as_they_lie("survey_invitation", "member_id", "has_answered")
        members = [one for one in members if one not in self._members]
        self.looks.append((responses, members))
        self._responses |= set(responses)
        self._members |= set(members)


def as_they_lie(table: str, column: str, condition: str = "TRUE") -> list[int]:
    """One column of a table in the order in which the rows lie on the disk."""
    place = "ctid" if is_postgresql() else "rowid"
    rows = db.execute_sql(f"SELECT {column} FROM {table} WHERE {condition} ORDER BY {place}")
    return [row[0] for row in rows.fetchall()]


def answers_of(member_id: int, length: int = 0) -> dict[str, Any]:
    return {"day": random.choice(["sat", "sun"]), "why": f"{member_id}{'长' * length}"}


def truth() -> Guess:
    return {row.id: int(row.answers["why"].rstrip("长")) for row in AnonymousResponse.select()}


def success(guess: Guess) -> float:
    right = truth()
    assert len(right) >= PEOPLE - 10
    return sum(guess.get(response) == member for response, member in right.items()) / len(right)


def by_time_of_arrival(evidence: Evidence) -> Guess:
    """The first that lies in the table is from the first who came."""
    took_part = [member for member in evidence.arrivals if member in evidence._members]
    return dict(zip(as_they_lie("anonymous_response", "id"), took_part, strict=True))


def by_ids(evidence: Evidence) -> Guess:
    """Ids grow with time."""
    took_part = [member for member in evidence.arrivals if member in evidence._members]
    return dict(zip(sorted(evidence._responses), took_part, strict=True))


def by_invitations(evidence: Evidence) -> Guess:
    """Both tables are written in the same order."""
    return dict(zip(as_they_lie("anonymous_response", "id"), [m for _, ms in evidence.looks for m in ms], strict=True))


def by_difference_of_looks(evidence: Evidence) -> Guess:
    """Between two looks, what is new was said by who is new; among several, in the order they lie and came."""
    guess: Guess = {}
    for responses, members in evidence.looks:
        guess |= dict(zip(responses, sorted(members, key=evidence.arrivals.index), strict=True))
    return guess


def by_lengths(evidence: Evidence) -> Guess:
    """The longest seal becomes the longest response."""
    length = {row.id: len(json.dumps(row.answers, ensure_ascii=False).encode()) for row in AnonymousResponse.select()}
    took_part = [member for member in evidence.seals if member in evidence._members]
    random.shuffle(took_part)
    took_part.sort(key=evidence.seals.__getitem__)
    return dict(zip(sorted(length, key=length.__getitem__), took_part, strict=True))


def by_row_versions(evidence: Evidence) -> Guess:
    """PostgreSQL says of every row which transaction wrote it: the same transaction, the same person."""
    if not is_postgresql():
        return by_difference_of_looks(evidence)
    guess: Guess = {}
    of_members: dict[int, list[int]] = {}
    for member_id, xmin in db.execute_sql(
        "SELECT member_id, xmin::text::bigint FROM survey_invitation WHERE has_answered ORDER BY ctid"
    ).fetchall():
        of_members.setdefault(xmin, []).append(member_id)
    for response_id, xmin in db.execute_sql(
        "SELECT id, xmin::text::bigint FROM anonymous_response ORDER BY ctid"
    ).fetchall():
        if of_members.get(xmin):
            guess[response_id] = of_members[xmin].pop(0)
    return guess


ATTACKS = [by_time_of_arrival, by_ids, by_invitations, by_difference_of_looks, by_lengths, by_row_versions]


def _write_carelessly(survey_id: int, unit: int, members: list[int]) -> None:
    """What a naive server does: every response at once, in order, beside the mark of who it is from."""
    for row in HeldResponse.select().where(HeldResponse.survey == survey_id, HeldResponse.member << members):
        answers = json.loads(keys().decrypt(row.sealed, held_key(survey_id, row.member_id)))
        last = AnonymousResponse.select().order_by(AnonymousResponse.id.desc()).first()
        next_id = last.id + 1 if last else 1
        AnonymousResponse.create(id=next_id, survey=survey_id, form=row.form_id, unit=unit, answers=answers)
        add_counts(survey_id, [(row.form_id, unit, answers)])
        SurveyInvitation.update(has_answered=True).where(SurveyInvitation.member == row.member_id).execute()
    HeldResponse.delete().where(HeldResponse.member << members).execute()


def _mix_carelessly() -> int:
    for row in HeldResponse.select().order_by(HeldResponse.id):
        with atomic():
            _write_carelessly(row.survey_id, row.unit, [row.member_id])
    return 0


def run_survey(world: World, mix: Callable[[], object]) -> Evidence:
    """People answer one after the other in any order; after each, everything is mixed that can be, and looked at."""
    survey = make_survey(world.chamber, is_anonymous=True)
    members = [make_member() for _ in range(PEOPLE)]
    random.shuffle(members)
    invite(survey, *members, unit=UNIT)
    random.shuffle(members)
    lengths = random.sample(range(10, 400, 3), PEOPLE)
    evidence = Evidence(survey)
    for member, length in zip(members, lengths, strict=True):
        submit(survey.id, member.id, answers_of(member.id, length), 1)
        evidence.answered(member.id)
        mix()
        evidence.look()
    return evidence


@pytest.fixture
def careful(world: World) -> Evidence:
    return run_survey(world, mixing.mix_due)


@pytest.fixture
def careless(world: World, monkeypatch: pytest.MonkeyPatch) -> Evidence:
    monkeypatch.setattr(submitting, "_padded", lambda text: text)
    return run_survey(world, _mix_carelessly)


def test_every_attack_succeeds_where_no_care_is_taken(careless: Evidence) -> None:
    found = {attack.__name__: success(attack(careless)) for attack in ATTACKS}
    # On SQLite an updated row stays where it is, so that invitations lie as they were sent.
    assert is_postgresql() or found.pop("by_invitations") is not None
    # Base64 rounds lengths to three bytes, and PostgreSQL may put a row where another was: nearly always, then.
    assert min(found.values()) > FAILED, found
    assert {found["by_ids"], found["by_difference_of_looks"], found["by_row_versions"]} == {SUCCEEDED}, found


def test_no_attack_finds_who_said_what(careful: Evidence) -> None:
    found = {attack.__name__: success(attack(careful)) for attack in ATTACKS}
    assert max(found.values()) < FAILED, found
    # Every look tells of nobody new, or of five at least.
    assert {len(responses) for responses, _ in careful.looks} <= {0, *range(5, PEOPLE)}
    assert {len(members) for _, members in careful.looks} == {len(responses) for responses, _ in careful.looks}


def test_row_versions_are_shared_by_five_at_least(careful: Evidence) -> None:
    if not is_postgresql():
        pytest.skip("SQLite keeps no row versions")
    for table, condition in (("anonymous_response", "TRUE"), ("survey_invitation", "has_answered")):
        rows = db.execute_sql(f"SELECT count(*) FROM {table} WHERE {condition} GROUP BY xmin::text").fetchall()
        assert min(row[0] for row in rows) >= 5


def test_nothing_written_of_an_answer_bears_a_time(database: Any) -> None:
    for model in (AnonymousResponse, SurveyInvitation, HeldResponse):
        assert [name for name, field in model._meta.fields.items() if isinstance(field, TimestampField)] == []


# What one request leaves behind, anywhere.


def everything() -> dict[str, dict[Any, dict[str, Any]]]:
    """Every row of every table, by its id; where there is none, by all it holds."""
    return {
        table._meta.table_name: {row.get("id") or repr(sorted(row.items())): row for row in table.select().dicts()}
        for table in tables()
    }


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, set[str]]:
    """Which columns of which tables differ; "+" and "-" are rows that came and went."""
    found: dict[str, set[str]] = {}
    for table, rows in after.items():
        marks = found.setdefault(table, set())
        marks |= {"+"} if rows.keys() - before[table].keys() else set()
        marks |= {"-"} if before[table].keys() - rows.keys() else set()
        for key in rows.keys() & before[table].keys():
            marks |= {name for name, value in rows[key].items() if value != before[table][key][name]}
    return {table: marks for table, marks in found.items() if marks}


def hand_in(phone: Phone, survey: Survey, **answers: Any) -> Any:
    return phone.put(f"/surveys/{survey.id}/response", {"answers": {"day": "sat", **answers}, "form_version": 1})


@pytest.fixture
def survey(world: World) -> Survey:
    survey = make_survey(world.chamber, is_anonymous=True)
    invite(survey, world.member, unit=UNIT)
    return survey


def test_a_submission_leaves_a_seal_and_a_place_taken_and_nothing_else(
    survey: Survey, as_member: Phone, clock: Any
) -> None:
    as_member.get(f"/surveys/{survey.id}")
    before = everything()
    clock.advance(seconds=7)
    assert hand_in(as_member, survey, why="我是王敏").status_code == 200
    assert changes(before, everything()) == {"held_response": {"+"}, "survey": {"accepted"}}


def test_mixing_leaves_the_same_of_everybody(world: World, survey: Survey) -> None:
    members = [make_member() for _ in range(12)]
    invite(survey, *members, unit=UNIT)
    for member in members:
        submit(survey.id, member.id, answers_of(member.id), 1)
    before = everything()
    mixing.mix_due()
    assert changes(before, everything()) == {
        "held_response": {"-"},
        "anonymous_response": {"+"},
        "survey_invitation": {"has_answered"},
        "survey_count": {"+"},
        "survey": {"responses", "version"},
    }


def test_logs_tell_neither_person_nor_answer(
    survey: Survey, as_member: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lines: list[dict[str, Any]] = []

    class Recorder:
        def __getattr__(self, level: str) -> Callable[..., None]:
            return lambda event, **fields: lines.append({"event": event, **fields})

    monkeypatch.setattr(observability, "log", Recorder())
    with caplog.at_level(logging.DEBUG):
        hand_in(as_member, survey, why="只有我会这样说")
        hand_in(as_member, survey, day="mon", why="只有我会这样说")
    assert [line["status"] for line in lines] == [200, 422]
    assert set(lines[0]) == {"event", "method", "path", "status", "ms"}
    said = json.dumps(lines, ensure_ascii=False) + caplog.text
    for secret in ("只有我", "sat", "mon", str(as_member.member_id), as_member.token):
        assert secret not in said


def test_wechat_is_not_asked_about_an_answer(survey: Survey, as_member: Phone, simulator: Any) -> None:
    before = json.dumps(simulator.get("state"), sort_keys=True, default=str)
    hand_in(as_member, survey, why="只有我会这样说")
    mixing.mix_due()
    assert json.dumps(simulator.get("state"), sort_keys=True, default=str) == before


# What a dump, a backup or a disk holds.


def test_what_is_held_cannot_be_read_without_the_keys_nor_moved(survey: Survey, as_member: Phone) -> None:
    hand_in(as_member, survey, why="我是王敏")
    held = HeldResponse.get()
    others = KeyRing({purpose: {1: secrets.token_bytes(32)} for purpose in encryption._PURPOSES})
    with pytest.raises(DecryptionError):
        others.decrypt(held.sealed, held_key(survey.id, held.member_id))
    with pytest.raises(DecryptionError):
        keys().decrypt(held.sealed, held_key(survey.id, held.member_id + 1))


def test_all_seals_are_of_one_length(world: World, survey: Survey) -> None:
    members = [make_member() for _ in range(6)]
    invite(survey, *members)
    for member, length in zip(members, (0, 1, 2, 400, 800, 1200), strict=True):
        submit(survey.id, member.id, answers_of(member.id, length), 1)
    assert len({len(held.sealed) for held in HeldResponse.select()}) == 1


def test_a_seal_is_wiped_from_the_file_once_it_is_opened(world: World, survey: Survey, config: Any) -> None:
    if is_postgresql():
        pytest.skip("PostgreSQL leaves dead rows until it is vacuumed: docs/surveys.md says so")
    members = [make_member() for _ in range(10)]
    invite(survey, *members, unit=UNIT)
    for member in members:
        submit(survey.id, member.id, answers_of(member.id), 1)
    file = Path(config.database.url.removeprefix("sqlite:///"))

    def seals_on_disk() -> int:
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        content = file.read_bytes()
        return sum(seal[:60].encode() in content for seal in seals)

    seals = [held.sealed for held in HeldResponse.select()]
    assert seals_on_disk() == 10
    mixing.mix_due()
    assert seals_on_disk() == 5


# What staff see, and what they could do to find out more.


def test_staff_never_see_who_took_part(world: World, survey: Survey, as_staff: Phone) -> None:
    members = [make_member(f"独特姓名{number}") for number in range(20)]
    invite(survey, *members, unit=UNIT)
    for member in members:
        submit(survey.id, member.id, {"day": "sat", "why": "都好"}, 1)
    mixing.mix_due()
    shown = ""
    for path in ("", "/results", "/cross?question=day&by=organization", "/texts?question=why", "/links", "/check"):
        method = "POST" if path == "/check" else "GET"
        answer = as_staff.request(method, f"/staff/surveys/{survey.id}{path}")
        assert answer.status_code == 200, answer.text
        shown += answer.text
    assert "独特姓名" not in shown.encode().decode("unicode_escape", "ignore")
    assert not any(str(member.id) in shown for member in members)
    for path in ("/responses", "/responses.xlsx"):
        refused = as_staff.get(f"/staff/surveys/{survey.id}{path}")
        assert path == "/responses.xlsx" or refused.json["code"] == "survey_anonymous"
        assert "独特姓名".encode() not in refused.data


def test_what_staff_see_advances_by_five_at_least(world: World, survey: Survey, as_staff: Phone, clock: Any) -> None:
    members = [make_member() for _ in range(14)]
    invite(survey, *members, unit=UNIT)
    seen = [(0, 15)]
    for member in members:
        submit(survey.id, member.id, answers_of(member.id), 1)
        mixing.mix_due()
        clock.advance(days=1)
        Survey.update(closes_at=clock.now() + 86_400_000 * _MS).execute()
        card = as_staff.get(f"/staff/surveys/{survey.id}").json
        told = as_staff.post(f"/staff/surveys/{survey.id}/reminders").json["sent_to"]
        seen.append((card["responses"], told))
    for column in (0, 1):
        values = [row[column] for row in seen]
        steps = {abs(later - earlier) for earlier, later in itertools.pairwise(values)}
        assert steps <= {0, *range(5, 20)}, values


_MS = backend_clock.from_ms(1) - backend_clock.from_ms(0)


def test_another_version_cannot_be_used_as_a_mark(survey: Survey, as_staff: Phone) -> None:
    """Whoever answered a question added at noon answered after noon."""
    marked = json.loads(json.dumps(QUESTIONS))
    marked["sections"][0]["questions"].append({"key": "noon", "type": "rating", "title": "还满意吗"})
    refused = as_staff.patch(f"/staff/surveys/{survey.id}", {"definition": marked})
    assert (refused.status_code, refused.json["code"]) == (409, "survey_not_draft")
    assert as_staff.patch(f"/staff/surveys/{survey.id}", {"is_anonymous": False}).status_code == 409


def test_how_many_wait_cannot_be_found_with_a_quota(survey: Survey, as_member: Phone, as_staff: Phone) -> None:
    hand_in(as_member, survey)
    for quota in (1, 2, 50):
        assert as_staff.patch(f"/staff/surveys/{survey.id}", {"quota": quota}).status_code == 422
    Survey.update(quota=10).execute()
    assert as_staff.patch(f"/staff/surveys/{survey.id}", {"quota": 9}).status_code == 422
    assert as_staff.patch(f"/staff/surveys/{survey.id}", {"quota": 20}).status_code == 200


def test_one_that_was_settled_is_never_opened_again(world: World, survey: Survey, as_staff: Phone, clock: Any) -> None:
    clock.advance(days=8)
    mixing.mix_due()
    later = {"closes_at": (clock.now() + 86_400_000 * _MS).isoformat()}
    refused = as_staff.patch(f"/staff/surveys/{survey.id}", later)
    assert (refused.status_code, refused.json["code"]) == (409, "survey_closed")


def test_too_few_answers_are_destroyed_and_everybody_is_told(
    survey: Survey, as_member: Phone, as_staff: Phone, clock: Any
) -> None:
    hand_in(as_member, survey)
    clock.advance(days=8)
    mixing.mix_due()
    for shown in (as_member.get(f"/surveys/{survey.id}").json, as_staff.get(f"/staff/surveys/{survey.id}").json):
        assert "不足 5 人" in shown["notice"]
    assert as_staff.get(f"/staff/surveys/{survey.id}").json["responses"] == 0
    assert HeldResponse.select().count() == AnonymousResponse.select().count() == 0


# What happens at the same moment.


def test_who_comes_while_it_is_settled_comes_too_late(survey: Survey, as_member: Phone) -> None:
    """Their request began before the end, and waited for the row that settling held."""
    Survey.update(settled_at=backend_clock.now()).execute()
    assert hand_in(as_member, survey).status_code == 409
    assert HeldResponse.select().count() == 0
    assert Survey.get().accepted == 0


def test_a_mixing_that_is_killed_leaves_everything_as_it_was(
    world: World, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = [make_member() for _ in range(12)]
    invite(survey, *members, unit=UNIT)
    for member in members:
        submit(survey.id, member.id, answers_of(member.id), 1)
    with monkeypatch.context() as killed:
        killed.setattr(mixing, "_ADVANCE", None)
        with pytest.raises(AttributeError):
            mixing.mix_due()
    assert (HeldResponse.select().count(), AnonymousResponse.select().count()) == (12, 0)
    assert mixing.mix_due() == 7
    assert (HeldResponse.select().count(), AnonymousResponse.select().count()) == (5, 7)


def test_one_seal_that_cannot_be_opened_holds_up_no_other_survey(world: World, survey: Survey) -> None:
    other = make_survey(world.chamber, is_anonymous=True)
    members = [make_member() for _ in range(10)]
    for one in (survey, other):
        invite(one, *members, unit=UNIT)
        for member in members:
            submit(one.id, member.id, answers_of(member.id), 1)
    HeldResponse.update(sealed="1.AAAA").where(HeldResponse.survey == survey.id).execute()
    with pytest.raises(DecryptionError):
        mixing.mix_due()
    assert AnonymousResponse.select().where(AnonymousResponse.survey == other.id).count() == 5
    assert AnonymousResponse.select().where(AnonymousResponse.survey == survey.id).count() == 0


def test_who_leaves_while_answers_are_mixed_makes_no_batch_small(world: World, survey: Survey) -> None:
    members = [make_member() for _ in range(24)]
    invite(survey, *members, unit=UNIT)
    phones = [world.phone_of(member) for member in members]
    for member in members:
        submit(survey.id, member.id, answers_of(member.id), 1)

    def leave(phone: Phone) -> int:
        return phone.delete("/me", {"confirm": "注销"}).status_code

    leaving = [partial(leave, phone) for phone in random.sample(phones, 8)]
    run_together([*leaving, mixing.mix_due, mixing.mix_due])
    written, held = AnonymousResponse.select().count(), HeldResponse.select().count()
    assert written == 0 or written >= 5
    assert Survey.get().responses == written
    assert Survey.get().accepted == written + held
