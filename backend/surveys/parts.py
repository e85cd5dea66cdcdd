"""Whose answers are looked at: everybody's, those of one unit, or of those who chose one thing."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from backend.errors import InvalidInput, NotFound
from backend.forms.conditions import comparisons
from backend.surveys.asked import Asked, Facet, asked_in, facets_of, versions_of
from backend.surveys.counts import Item, buckets, tally
from backend.surveys.models import EVERYBODY, Survey
from backend.surveys.result_queries import (
    every_answers,
    grouped_answers,
    invited_by_unit,
    kept_counts,
    responses_by_unit,
    unit_names,
)
from backend.surveys.sight import (
    Counts,
    Line,
    Lines,
    hidden_line,
    line_of_all,
    lines_of_groups,
    open_line,
    total_of,
    withhold_fixed_choices,
    withhold_follow_ups,
)
from backend.surveys.suppression import SMALLEST, is_small, join_small

# Responses counted at a time.
_CHUNK = 1_000


class Filter(NamedTuple):
    """Only the answers of one unit, or of those who chose one option."""

    organization_id: int | None = None
    question: str | None = None
    value: str | None = None


class Whole(NamedTuple):
    """A survey's questions, what is counted of each, and the counts over everybody."""

    survey: Survey
    asked: list[Asked]
    facets: dict[str, list[Facet]]
    counts: Counts

    @property
    def is_hidden(self) -> bool:
        """Whether so few answered an anonymous survey that nothing of it is shown."""
        return self.survey.is_anonymous and total_of(self.counts) < SMALLEST

    def find(self, key: str | None) -> Asked:
        """A question by its key. Raises InvalidInput."""
        for one in self.asked:
            if one.key == key:
                return one
        raise InvalidInput(errors={"question": ["问卷里没有这一题。"]})

    def every_facet(self, wanted: Collection[str] | None = None) -> Iterable[Facet]:
        """What is counted, question after question."""
        return (facet for one in self.asked if wanted is None or one.key in wanted for facet in self.facets[one.key])

    def lines(self) -> Lines:
        """What may be seen of everybody's answers: one group."""
        look = line_of_all if self.survey.is_anonymous else open_line
        lines = {facet: [look(facet, self.counts)] for facet in self.every_facet()}
        return self._settled(lines)

    def lines_of(self, groups: Sequence[Counts], hidden: set[int], wanted: Collection[str] | None = None) -> Lines:
        """What may be seen of each of the groups that together are everybody; of `wanted` questions or all.

        A question is wanted together with those that lead to it.
        """
        if not self.survey.is_anonymous:
            return {facet: [open_line(facet, counts) for counts in groups] for facet in self.every_facet(wanted)}
        of_all = self.lines()
        lines = {
            facet: [hidden_line(facet)] * len(groups)
            if of_all[facet][0].answered is None
            else lines_of_groups(facet, self.counts, groups, hidden)
            for facet in self.every_facet(wanted)
        }
        return self._settled(lines)

    def _settled(self, lines: Lines) -> Lines:
        if self.survey.is_anonymous:
            asked = [one for one in self.asked if self.facets[one.key][0] in lines]
            withhold_fixed_choices(asked, lines)
            withhold_follow_ups(asked, lines)
        return lines


def read_whole(survey: Survey) -> Whole:
    """Everything counted of a survey up to this moment."""
    counts = kept_counts(survey)[EVERYBODY]
    asked = asked_in(versions_of(survey))
    facets = {one.key: facets_of(one, counts.get(one.key, {}), is_anonymous=bool(survey.is_anonymous)) for one in asked}
    return Whole(survey, asked, facets, counts)


class Part(NamedTuple):
    """The people whose answers are shown: everybody, or one group; `invited` is known of units only."""

    lines: dict[Facet, Line]
    counts: Counts
    invited: int | None
    responses: int | None
    has_texts: bool


def units_of(survey: Survey) -> list[dict[str, Any]]:
    """The branches answers are counted by, with how many were asked and answered."""
    invited, responses = invited_by_unit(survey.id), responses_by_unit(survey)
    names = unit_names(set(invited) | set(responses), survey.organization_id)
    hidden: set[int] = set()
    if survey.is_anonymous:
        sizes = [(responses.get(unit, 0),) for unit in names]
        joined = join_small(sizes, set())
        hidden = set(range(len(sizes))) if joined is None else set(joined.together)
    return [
        {
            "id": unit,
            "name": name,
            "invited": invited.get(unit, 0),
            "responses": None if place in hidden else responses.get(unit, 0),
        }
        for place, (unit, name) in enumerate(names.items())
    ]


def part_of(whole: Whole, only: Filter | None, units: list[dict[str, Any]]) -> Part:
    if only is None:
        lines = whole.lines()
        responses = None if whole.is_hidden else total_of(whole.counts)
        shown = {facet: found[0] for facet, found in lines.items()}
        return Part(shown, whole.counts, int(whole.survey.invited), responses, not whole.is_hidden)
    if only.organization_id is not None and only.question is not None:
        return _of_both(whole, only, units)
    if only.organization_id is not None:
        return _of_unit(whole, only.organization_id, units)
    return _of_choice(whole, only)


def unit_groups(
    whole: Whole, units: list[dict[str, Any]], wanted: Collection[str] | None = None
) -> tuple[list[Counts], set[int]]:
    """The counts of each unit, of the `wanted` questions or all, and the places of those whose size is hidden."""
    only = next(iter(wanted)) if wanted is not None and len(wanted) == 1 else None
    kept = kept_counts(whole.survey, only, by_unit=True)
    groups: list[Counts] = [kept[unit["id"]] for unit in units]
    return groups, {place for place, unit in enumerate(units) if unit["responses"] is None}


def _of_unit(whole: Whole, unit_id: int, units: list[dict[str, Any]]) -> Part:
    place = next((place for place, unit in enumerate(units) if unit["id"] == unit_id), None)
    if place is None:
        raise NotFound
    groups, hidden = unit_groups(whole, units)
    lines = whole.lines_of(groups, hidden)
    shown = {facet: found[place] for facet, found in lines.items()}
    unit = units[place]
    responses = None if whole.is_hidden else unit["responses"]
    return Part(shown, groups[place], unit["invited"], responses, responses is not None)


def _of_both(whole: Whole, only: Filter, units: list[dict[str, Any]]) -> Part:
    """Of a named survey only: in an anonymous one, three things at once would tell too much."""
    if all(unit["id"] != only.organization_id for unit in units):
        raise NotFound
    groups = choice_groups(whole, whole.find(only.question), only.value, unit=only.organization_id)
    if whole.survey.is_anonymous:
        return _nothing(whole)
    return _shown(whole, groups[0], {facet: open_line(facet, groups[0]) for facet in whole.every_facet()})


def _nothing(whole: Whole) -> Part:
    return Part({facet: hidden_line(facet) for facet in whole.every_facet()}, {}, None, None, False)


def _shown(whole: Whole, counts: Counts, lines: dict[Facet, Line]) -> Part:
    # In an anonymous survey a text beside a choice would begin to draw one person.
    return Part(lines, counts, None, total_of(counts), not whole.survey.is_anonymous)


def _of_choice(whole: Whole, only: Filter) -> Part:
    question = whole.find(only.question)
    groups = choice_groups(whole, question, only.value)
    if not whole.survey.is_anonymous:
        return _shown(whole, groups[0], {facet: open_line(facet, groups[0]) for facet in whole.every_facet()})
    facet, place = choice_facet(whole, question, only.value)
    line = whole.lines()[facet][0]
    if whole.is_hidden or line.answered is None or line.cells[place] is None:
        return _nothing(whole)
    # One group is what is asked for; the others, all cells of the same facet, are what it could be taken from.
    (every,) = groups_of_facets(whole, question, [facet])
    lines = whole.lines_of(every, hidden_groups(whole, facet, every))
    return _shown(whole, every[place], {one: found[place] for one, found in lines.items()})


def choice_facet(whole: Whole, asked: Asked, value: str | None) -> tuple[Facet, int]:
    """The facet of a question that has this cell, and the cell's place. Raises InvalidInput."""
    for facet in whole.facets[asked.key]:
        for place, cell in enumerate(facet.cells if facet.row is None else ()):
            if cell.value == value:
                return facet, place
    raise InvalidInput(errors={"value": ["这一题没有这个选项。"]})


def choice_groups(whole: Whole, asked: Asked, value: str | None, unit: int | None = None) -> list[Counts]:
    """The counts of those who chose this."""
    facet, place = choice_facet(whole, asked, value)
    chosen = dict.fromkeys(facet.cells[place].buckets, 0)
    return count_groups(whole, asked, chosen, 1, unit=unit)


def groups_of_facets(
    whole: Whole, asked: Asked, facets: Sequence[Facet], wanted: Collection[str] | None = None
) -> list[list[Counts]]:
    """For each of these facets of a question, the counts of the people in each of its cells, and last of all others."""
    cells = [cell for facet in facets for cell in facet.cells]
    places = {bucket: place for place, cell in enumerate(cells) for bucket in cell.buckets}
    groups = count_groups(whole, asked, places, len(cells), wanted=wanted)
    found, start = [], 0
    for facet in facets:
        part = groups[start : start + len(facet.cells)]
        found.append([*part, _others(whole.counts, part)])
        start += len(facet.cells)
    return found


def hidden_groups(whole: Whole, facet: Facet, groups: Sequence[Counts]) -> set[int]:
    """Which of those groups' sizes are hidden, or would tell what is."""
    line = whole.lines()[facet][0]
    hidden = {place for place, count in enumerate(line.cells) if count is None}
    return hidden | ({len(groups) - 1} if is_small(total_of(groups[-1])) or (facet.is_rest and hidden) else set())


def _others(whole: Counts, groups: Sequence[Counts]) -> Counts:
    return {
        question: {
            bucket: count - sum(group.get(question, {}).get(bucket, 0) for group in groups)
            for bucket, count in buckets.items()
        }
        for question, buckets in whole.items()
    }


def count_groups(
    whole: Whole,
    asked: Asked,
    places: Mapping[str, int],
    number: int,
    *,
    unit: int | None = None,
    wanted: Collection[str] | None = None,
) -> list[Counts]:
    """Count anew, over every answer: group by group, by the bucket each falls into; `wanted` questions or all."""
    found: Counter[tuple[int, str, str]] = Counter()
    waiting: dict[int, list[Item]] = defaultdict(list)
    for form_id, answers, times in _answers(whole.survey, asked.key, unit, wanted):
        if asked.key not in answers:
            continue
        chosen = {places[bucket] for bucket in buckets(asked.question.type, answers[asked.key]) if bucket in places}
        waiting[times] += [(form_id, place, answers) for place in chosen]
        if len(waiting[times]) >= _CHUNK:
            found.update(tally(waiting.pop(times), times, is_kept=False))
    for times, items in waiting.items():
        found.update(tally(items, times, is_kept=False))
    groups: list[dict[str, Counter[str]]] = [{} for _ in range(number)]
    for (place, question, bucket), count in found.items():
        groups[place].setdefault(question, Counter())[bucket] += count
    return list(groups)


def _answers(
    survey: Survey, key: str, unit: int | None, wanted: Collection[str] | None
) -> Iterator[tuple[int, dict[str, Any], int]]:
    """Form and answers of every response, and how often: those of a few questions as often as they were given."""
    if wanted is not None:
        yield from grouped_answers(survey, sorted({key, *wanted}))
        return
    for form_id, of_unit, text in every_answers(survey):
        if unit in (None, of_unit):
            yield form_id, json.loads(text), 1


def with_leading(whole: Whole, key: str) -> set[str]:
    """A question and all those that decide whether it is asked."""
    conditions = {one.key: one.conditions for one in whole.asked}
    found, waiting = set[str](), [key]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [part.question for condition in conditions.get(key, ()) for part in comparisons(condition)]
    return found
