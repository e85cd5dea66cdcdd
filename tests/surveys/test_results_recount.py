"""Kept counts are what a recount of the answers gives, whatever was handed in, changed, erased or folded before."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from backend import clock
from backend.database import json_text, new_id
from backend.forms.store import save_version
from backend.members.models import Member
from backend.participation.services import SURVEY_ANSWERED, Act
from backend.surveys import queries
from backend.surveys.counts import fold_counts, tally
from backend.surveys.models import EVERYBODY, Survey, SurveyCount, SurveyInvitation, SurveyResponse
from backend.surveys.privacy import erase
from backend.surveys.result_queries import kept_counts, responses_by_unit
from scripts.benchmarks.surveys import definition_of_thirty, random_answers
from tests.factories import make_member, make_organization, make_survey
from tests.racing import run_together


def recount(survey: Survey) -> Counter[tuple[int, str, str]]:
    rows = SurveyResponse.select().where(SurveyResponse.survey == survey.id)
    return tally([(row.form_id, row.unit, row.answers) for row in rows])


def shown(survey: Survey) -> Counter[tuple[int, str, str]]:
    found: Counter[tuple[int, str, str]] = Counter()
    for by_unit in (False, True):
        for unit, questions in kept_counts(survey, by_unit=by_unit).items():
            for question, buckets in questions.items():
                for bucket, count in buckets.items():
                    found[unit, question, bucket] += count
    return +found


def hand_in(survey: Survey, member: Member, form_id: int, answers: dict[str, Any]) -> None:
    """As submitting does, less its checks."""
    now, text = clock.now_ms(), json_text(answers)
    response = SurveyResponse.get_or_none(SurveyResponse.survey == survey.id, SurveyResponse.member == member.id)
    if response is None:
        act = Act(member.id, SURVEY_ANSWERED, survey.id, survey.organization_id, survey.title, now, {})
        assert queries.insert_response(new_id(), form_id, text, act)
    elif response.answers != answers:
        assert queries.change_response(response.id, json_text(response.answers), text, form_id, now)


@pytest.mark.parametrize("seed", range(6))
def test_results_are_a_recount_at_any_moment(database: Any, seed: int) -> None:
    dice = random.Random(seed)
    home = make_organization()
    units = [make_organization("", home).id for _ in range(2)] + [home.id]
    definition = definition_of_thirty()
    survey = make_survey(home, definition)
    definition["sections"][0]["questions"][0]["options"].pop()
    newer = save_version(f"survey:{survey.id}", definition)
    members = [make_member() for _ in range(12)]
    for member in members:
        SurveyInvitation.create(survey=survey, member=member, unit=dice.choice(units))
    there = list(members)
    for _ in range(60):
        match dice.choice(("in", "in", "in", "fold", "erase")):
            case "in":
                hand_in(
                    survey,
                    dice.choice(there),
                    dice.choice((survey.form_id, newer.id)),
                    random_answers(dice, definition),
                )
            case "fold":
                fold_counts(survey.id)
            case "erase" if len(there) > 6:
                erase(there.pop(dice.randrange(len(there))).id, 0)
        assert shown(survey) == +recount(survey)
    fold_counts(survey.id)
    assert shown(survey) == +recount(survey)
    kept = {(row.unit, row.question, row.bucket): row.count for row in SurveyCount.select() if row.count}
    assert kept == +recount(survey)
    assert sum(responses_by_unit(survey).values()) == SurveyResponse.select().count()
    assert kept[EVERYBODY, "", ""] == SurveyResponse.select().count()


def test_folding_at_once_counts_once(database: Any) -> None:
    dice = random.Random(7)
    home = make_organization()
    definition = definition_of_thirty()
    survey = make_survey(home, definition)
    for _ in range(40):
        member = make_member()
        SurveyInvitation.create(survey=survey, member=member, unit=home.id)
        hand_in(survey, member, survey.form_id, random_answers(dice, definition))
    run_together([lambda: fold_counts(survey.id)] * 4)
    assert fold_counts(survey.id) == 0
    kept = {(row.unit, row.question, row.bucket): row.count for row in SurveyCount.select() if row.count}
    assert kept == +recount(survey)


def test_folding_is_done_by_the_timer_and_again_changes_nothing(database: Any) -> None:
    from backend.surveys.counts import fold_due

    home = make_organization()
    survey = make_survey(home)
    member = make_member()
    SurveyInvitation.create(survey=survey, member=member, unit=home.id)
    hand_in(survey, member, survey.form_id, {"day": "sat"})
    assert (fold_due(), fold_due()) == (1, 0)
    Survey.update(closes_at=clock.now() - timedelta(days=2)).execute()
    hand_in(survey, member, survey.form_id, {"day": "sun"})
    assert shown(survey)[EVERYBODY, "day", "sun"] == 1
