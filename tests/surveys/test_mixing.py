"""Anonymous responses are written in batches of at least five, none is lost, and none is counted twice."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.surveys import mixing
from backend.surveys.models import (
    ELSEWHERE,
    EVERYBODY,
    AnonymousResponse,
    HeldResponse,
    Survey,
    SurveyCount,
    SurveyInvitation,
)
from backend.surveys.submitting import submit
from tests.factories import invite, make_member, make_survey
from tests.people import World
from tests.racing import run_together


def ask(world: World, units: list[int]) -> tuple[Survey, list[int]]:
    """An anonymous survey, one member invited for each entry of `units`."""
    survey = make_survey(world.chamber, is_anonymous=True)
    members = [make_member() for _ in units]
    for member, unit in zip(members, units, strict=True):
        invite(survey, member, unit=unit)
    return survey, [member.id for member in members]


def answer(survey: Survey, member_id: int, day: str = "sat") -> None:
    submit(survey.id, member_id, {"day": day, "why": f"我是 {member_id}"}, 1)


def written(survey: Survey) -> int:
    return int(AnonymousResponse.select().where(AnonymousResponse.survey == survey.id).count())


def took_part(survey: Survey) -> int:
    return int(
        SurveyInvitation.select().where(SurveyInvitation.survey == survey.id, SurveyInvitation.has_answered).count()
    )


def close(survey: Survey) -> None:
    Survey.update(closes_at=backend_clock.now()).where(Survey.id == survey.id).execute()


def test_five_are_written_when_ten_wait(world: World) -> None:
    survey, members = ask(world, [7] * 12)
    for number, member in enumerate(members, 1):
        answer(survey, member)
        mixing.mix_due()
        fresh = Survey.get_by_id(survey.id)
        expected = 0 if number < 10 else 5
        assert (written(survey), took_part(survey), fresh.responses) == (expected,) * 3
    assert HeldResponse.select().count() == 7


def test_the_rest_is_written_at_closing(world: World) -> None:
    survey, members = ask(world, [7] * 12)
    for member in members:
        answer(survey, member)
    mixing.mix_due()
    close(survey)
    assert mixing.mix_due() == 5
    assert mixing.mix_due() == 0
    assert (written(survey), took_part(survey), Survey.get().responses) == (12, 12, 12)
    assert HeldResponse.select().count() == 0
    assert Survey.get().settled_at is not None


def test_fewer_than_five_are_destroyed_unread(world: World) -> None:
    survey, members = ask(world, [7, 7, 8, 8])
    for member in members:
        answer(survey, member)
    close(survey)
    mixing.mix_due()
    assert (written(survey), took_part(survey), Survey.get().responses) == (0, 0, 0)
    assert HeldResponse.select().count() == 0
    assert Survey.get().settled_at is not None


def test_small_units_are_mixed_together(world: World) -> None:
    survey, members = ask(world, [7] * 6 + [8] * 3 + [9] * 2)
    for member in members:
        answer(survey, member)
    close(survey)
    mixing.mix_due()
    by_unit = Counter(row.unit for row in AnonymousResponse.select())
    assert by_unit == {7: 6, ELSEWHERE: 5}


def test_a_lonely_unit_takes_a_whole_other_along(world: World) -> None:
    survey, members = ask(world, [7] * 6 + [8] * 9 + [9])
    for member in members:
        answer(survey, member)
    close(survey)
    mixing.mix_due()
    by_unit = Counter(row.unit for row in AnonymousResponse.select())
    assert by_unit == {8: 9, ELSEWHERE: 7}


def test_nothing_is_written_of_a_cancelled_survey(world: World) -> None:
    survey, members = ask(world, [7] * 12)
    for member in members:
        answer(survey, member)
    Survey.update(state="cancelled").execute()
    mixing.mix_due()
    assert written(survey) == HeldResponse.select().count() == 0


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_order_batches_are_large_and_nothing_is_lost(world: World, seed: int) -> None:
    chance = random.Random(seed)
    units = [chance.choice([7, 7, 7, 8, 8, 9, ELSEWHERE]) for _ in range(60)]
    survey, members = ask(world, units)
    chance.shuffle(members)
    steps: list[Counter[int]] = [Counter()]
    given: Counter[str] = Counter()

    def look() -> None:
        now = Counter(row.unit for row in AnonymousResponse.select())
        for unit in now | steps[-1]:
            assert now[unit] - steps[-1][unit] == 0 or now[unit] - steps[-1][unit] >= 5
        assert took_part(survey) == sum(now.values()) == Survey.get().responses
        steps.append(now)

    for member in members[: chance.randint(0, 60)]:
        day = chance.choice(["sat", "sun"])
        given[day] += 1
        answer(survey, member, day)
        if chance.random() < 0.3:
            mixing.mix_due()
            look()
    close(survey)
    mixing.mix_due()
    look()
    total = sum(given.values())
    kept = Counter(row.answers["day"] for row in AnonymousResponse.select())
    assert kept == (given if total >= 5 else Counter())
    counts = {
        row.bucket: row.count
        for row in SurveyCount.select().where(SurveyCount.unit == EVERYBODY, SurveyCount.question == "day")
    }
    assert {bucket: count for bucket, count in counts.items() if bucket} == dict(kept)


def test_two_processes_mix_once(world: World, app: Any) -> None:
    survey, members = ask(world, [7] * 60)
    for member in members:
        answer(survey, member)
    run_together([mixing.mix_due for _ in range(4)])
    assert written(survey) == took_part(survey) == Survey.get().responses == 55
    close(survey)
    run_together([mixing.mix_due for _ in range(4)])
    assert written(survey) == took_part(survey) == Survey.get().responses == 60
    assert SurveyCount.get(SurveyCount.unit == EVERYBODY, SurveyCount.bucket == "sat").count == 60


def test_a_survey_that_is_still_open_is_not_settled(world: World) -> None:
    survey, members = ask(world, [7] * 6)
    for member in members:
        answer(survey, member)
    assert mixing.settle(survey.id) == 0
    assert survey.closes_at > backend_clock.now() + timedelta(days=1)
    assert HeldResponse.select().count() == 6
