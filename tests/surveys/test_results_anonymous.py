"""Attacks on results of anonymous surveys: on what they show together of everybody, units, choices and crosses."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from backend.surveys.crosses import cross_of
from backend.surveys.models import Survey
from backend.surveys.parts import Filter
from backend.surveys.results import results_of, texts_of
from backend.surveys.suppression import is_small
from tests.factories import make_organization, make_survey
from tests.surveys.test_results import answer_anonymously, counts, question

OPTIONS = [{"value": value, "label": value.upper()} for value in "abc"]
FORM: dict[str, Any] = {
    "sections": [
        {
            "key": "main",
            "title": "问",
            "questions": [
                {"key": "first", "type": "single", "title": "一", "options": OPTIONS},
                {"key": "some", "type": "multiple", "title": "几", "options": OPTIONS},
                {
                    "key": "follow",
                    "type": "scale",
                    "title": "三",
                    "show_if": {"question": "first", "op": "eq", "value": "b"},
                },
                {"key": "people", "type": "number", "title": "人数"},
                {"key": "order", "type": "ranking", "title": "排序", "options": OPTIONS},
                {"key": "why", "type": "text", "title": "为什么"},
            ],
        }
    ]
}


@pytest.fixture
def units(database: Any) -> list[int]:
    home = make_organization("总会")
    return [home.id, *(make_organization(f"分会{number}", home).id for number in range(3))]


@pytest.fixture
def survey(units: list[int]) -> Survey:
    from backend.organizations.models import Organization

    return make_survey(Organization.get_by_id(units[0]), FORM, is_anonymous=True)


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


def all_counts(found: Any) -> Iterator[int]:
    """Every count anywhere in results or a cross table."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key in ("count", "answered", "total", "responses", "promoters", "passives", "detractors"):
                if isinstance(value, int):
                    yield value
            elif key != "invited":
                yield from all_counts(value)
    elif isinstance(found, list):
        for value in found:
            yield from all_counts(value)


def test_under_five_nothing_is_shown(survey: Survey) -> None:
    answer_anonymously(survey, *[{"first": "a", "why": "只有我"}] * 4)
    found = results_of(survey)
    assert (found["is_hidden"], found["responses"]) == (True, None)
    assert set(counts(found, "first").values()) <= {None, 0}
    assert question(found, "why")["texts"] == []
    assert texts_of(survey, "why", "") == []
    assert not any(is_small(count) for count in all_counts(found))
    assert cross_of(survey, "first", "organization")["is_hidden"]


def test_the_other_side_of_a_small_count_is_hidden_too(survey: Survey) -> None:
    answer_anonymously(survey, *[{"first": "a", "some": ["a", "b"]}] * 10, *[{"first": "b", "some": ["b"]}] * 3)
    found = results_of(survey)
    assert counts(found, "first") == {"a": None, "b": None, "c": 0}
    # Three did not choose it.
    assert counts(found, "some") == {"a": None, "b": 13, "c": 0}


def test_a_follow_up_does_not_tell_what_its_question_hides(survey: Survey) -> None:
    """Seven were asked the follow-up because they chose b; with that, the three who chose a would be known."""
    answer_anonymously(survey, *[{"first": "a"}] * 3, *[{"first": "b", "follow": 10}] * 7, *[{"first": "c"}] * 8)
    found = results_of(survey)
    assert counts(found, "first") == {"a": None, "b": None, "c": 8}
    assert question(found, "follow")["answered"] is None
    assert set(counts(found, "follow").values()) == {None}
    assert question(found, "follow")["nps"] is None


@pytest.mark.parametrize("row", [{"question": "first", "op": "eq", "value": "b"}, None])
def test_a_row_does_not_tell_what_the_question_it_follows_hides(units: list[int], row: Any) -> None:
    """Seven were shown the row because they chose b; where every row is for everybody, all is shown."""
    from backend.organizations.models import Organization

    shown = {"show_if": row} if row else {}
    rows = [{"value": "r1", "label": "一"}, {"value": "r2", "label": "二", **shown}]
    grid = {"key": "grid", "type": "matrix", "title": "逐项", "rows": rows, "columns": OPTIONS}
    first = {"key": "first", "type": "single", "title": "一", "options": OPTIONS}
    form = {"sections": [{"key": "s", "title": "问", "questions": [first, grid]}]}
    survey = make_survey(Organization.get_by_id(units[0]), form, is_anonymous=True)
    both = {"grid": {"r1": "a", "r2": "c"}}
    one = {"grid": {"r1": "a"}}
    answer_anonymously(
        survey, *[{"first": "a", **one}] * 3, *[{"first": "b", **both}] * 7, *[{"first": "c", **one}] * 8
    )
    found = results_of(survey)
    assert None in counts(found, "first").values()
    answered = [line["answered"] for line in question(found, "grid")["rows"]]
    assert answered == ([None, None] if row else [18, 7])


def test_means_and_scores_need_every_count_they_come_from(survey: Survey) -> None:
    answer_anonymously(survey, *[{"people": 1, "first": "b", "follow": 10}] * 9, {"people": 1_000_000})
    found = results_of(survey)
    people = question(found, "people")
    assert people["mean"] is None
    assert "1000000" not in str(people["items"])
    answer_anonymously(survey, *[{"people": 2}] * 6)
    assert question(results_of(survey), "people")["mean"] is None


def test_a_promoter_score_tells_nothing_that_is_hidden(survey: Survey) -> None:
    """The three who gave 2 and those who gave 6 are one part, whose size was known; then a 7 is hidden, of another."""
    given = [10] * 9 + [8] * 6 + [2] * 3 + [6] * 5
    answer_anonymously(survey, *({"first": "b", "follow": points} for points in given))
    follow = question(results_of(survey), "follow")
    assert follow["nps"] == {"score": 4, "promoters": 9, "passives": 6, "detractors": 8}
    assert follow["mean"] is None
    answer_anonymously(survey, *[{"first": "b", "follow": 7}] * 2, *[{"first": "b", "follow": 8}] * 4)
    assert question(results_of(survey), "follow")["nps"] is None


def test_mean_places_do_not_tell_who_ranked_how(survey: Survey) -> None:
    """First places alone are many; but two put c second, and its mean place would say so."""
    for order, number in (("abc", 9), ("bac", 9), ("bca", 2)):
        answer_anonymously(survey, *[{"order": list(order)}] * number)
    items = question(results_of(survey), "order")["items"]
    assert [(item["count"], item["mean"]) for item in items] == [(9, None), (11, None), (0, None)]
    answer_anonymously(survey, *[{"order": list("bca")}] * 5)
    assert [item["mean"] for item in question(results_of(survey), "order")["items"]] == [1.92, 1.36, 2.72]


def test_texts_come_in_no_order_and_only_from_five(survey: Survey, units: list[int]) -> None:
    texts = [f"第{number}个完全不同的想法{chr(0x4E00 + number * 97) * 5}" for number in range(8)]
    answer_anonymously(survey, *({"first": "a", "why": text} for text in texts[:4]), *[{"first": "a"}] * 5)
    assert texts_of(survey, "why", "") == []
    answer_anonymously(survey, *({"first": "a", "why": text} for text in texts[4:]))
    shown = [one["text"] for one in texts_of(survey, "why", "")]
    assert sorted(shown) == sorted(texts)
    assert shown != texts
    assert all(one["count"] is None and one["variants"] == [] for one in texts_of(survey, "why", ""))
    assert question(results_of(survey, Filter(question="first", value="a")), "why")["texts"] == []


def test_a_small_unit_is_never_alone(survey: Survey, units: list[int]) -> None:
    for unit, number in zip(units, (12, 9, 8, 3), strict=True):
        answer_anonymously(survey, *[{"first": "a"}] * number, unit=unit)
    found = results_of(survey)
    assert [unit["responses"] for unit in found["units"]] == [12, 9, None, None]
    alone = results_of(survey, Filter(organization_id=units[3]))
    assert (alone["is_hidden"], set(counts(alone, "first").values())) == (True, {None})
    both = results_of(survey, Filter(organization_id=units[0], question="first", value="a"))
    assert both["is_hidden"]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_small_can_be_computed_from_all_views_together(survey: Survey, units: list[int], seed: int) -> None:
    """Everybody's results, each unit's and the cross table are one set of equations; no hidden cell may be solved."""
    dice = random.Random(seed)
    truth = [[dice.choice((0, 1, 2, 3, 5, 6)) for _ in OPTIONS] for _ in units[:3]]
    for unit, line in zip(units, truth, strict=False):
        # A unit is mixed in only with five.
        line[0] += max(0, 5 - sum(line))
        for option, count in zip("abc", line, strict=True):
            answer_anonymously(survey, *[{"first": option}] * count, unit=unit)
    whole = counts(results_of(survey), "first")
    table = cross_of(survey, "first", "organization")
    shown = {int(row["value"]): [cell["count"] for cell in row["cells"]] for row in table["rows"]}
    for unit in units[:3]:
        view = results_of(survey, Filter(organization_id=unit))
        assert list(counts(view, "first").values()) == shown[unit]
        assert not any(is_small(count) for count in all_counts(view))
    assert not any(is_small(count) for count in all_counts(table))
    known = defaultdict(set)
    rows = [list(splits(sum(line), 3)) for line in truth]
    for row, unit in enumerate(units[:3]):
        rows[row] = [
            line for line in rows[row] if all(seen in (None, one) for seen, one in zip(shown[unit], line, strict=True))
        ]
    for candidate in itertools.islice(itertools.product(*rows), 60_000):
        sums = [sum(column) for column in zip(*candidate, strict=True)]
        if all(seen in (None, one) for seen, one in zip(whole.values(), sums, strict=True)):
            for row, line in enumerate(candidate):
                for column, count in enumerate(line):
                    known[row, column].add(count)
    for row, unit in enumerate(units[:3]):
        for column, seen in enumerate(shown[unit]):
            if seen is None and is_small(truth[row][column]):
                assert len(known[row, column]) > 1, (truth, shown, whole, row, column)


@pytest.mark.parametrize("seed", range(6))
def test_a_filter_and_a_cross_show_the_same_and_nothing_small(survey: Survey, seed: int) -> None:
    dice = random.Random(seed)
    given = [
        {
            "first": dice.choice("aaabbc"),
            "some": sorted(dice.sample("abc", dice.randint(1, 2))),
            "people": dice.randint(0, 9),
        }
        for _ in range(dice.choice((6, 15, 40)))
    ]
    answer_anonymously(survey, *given)
    for key, by in (("some", "first"), ("first", "some"), ("people", "first"), ("order", "some")):
        table = cross_of(survey, key, by)
        assert not any(is_small(count) for count in all_counts(table))
        for row in table["rows"]:
            view = results_of(survey, Filter(question=by, value=row["value"]))
            assert not any(is_small(count) for count in all_counts(view))
            shown = [cell["count"] for cell in row["cells"]]
            if not view["is_hidden"]:
                assert list(counts(view, key).values()) == shown
            # What is left of everybody says nothing either.
            whole = list(counts(results_of(survey), key).values())
            for part, everybody in zip(shown, whole, strict=True):
                assert part is None or everybody is None or not is_small(everybody - part)


def test_results_never_look_at_what_is_held_back(survey: Survey) -> None:
    answer_anonymously(survey, *[{"first": "a"}] * 6)
    Survey.update(accepted=11).execute()
    assert results_of(Survey.get())["responses"] == 6
