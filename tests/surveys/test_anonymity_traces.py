"""Traces of an anonymous answer: in tables, logs, dumps and files, in what staff see, and when things go wrong."""

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
from backend.database import db, is_postgresql
from backend.encryption import DecryptionError, KeyRing, keys
from backend.migrations import tables
from backend.surveys import mixing
from backend.surveys.models import AnonymousResponse, HeldResponse, Survey
from backend.surveys.submitting import held_key, submit
from tests.factories import QUESTIONS, invite, make_member, make_survey
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together
from tests.surveys.test_anonymity import UNIT, answers_of

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
    before = simulator.get("state")["calls"]
    hand_in(as_member, survey, why="只有我会这样说")
    mixing.mix_due()
    assert simulator.get("state")["calls"] == before


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
