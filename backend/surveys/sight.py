"""What may be seen of counts: all of them in a named survey, in an anonymous one nothing that speaks of under five."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from backend.forms.conditions import Comparison, Condition, comparisons, holds
from backend.surveys.asked import Asked, Facet
from backend.surveys.counts import ANSWERED, RESPONSES
from backend.surveys.suppression import hide_in_line, hide_in_table, is_small, join_small

Counts = Mapping[str, Mapping[str, int]]  # question -> bucket -> how many


class Line(NamedTuple):
    """One facet of one group: how many answered, and how many are in each cell; None is hidden."""

    answered: int | None
    cells: list[int | None]

    @property
    def is_open(self) -> bool:
        """Whether nothing of it is hidden."""
        return self.answered is not None and None not in self.cells


_IN_NUMBERS = ("rating", "scale", "number")

Lines = dict[Facet, list[Line]]  # one line a group


def total_of(counts: Counts) -> int:
    """How many responses were counted."""
    question, bucket = RESPONSES
    return counts.get(question, {}).get(bucket, 0)


def _raw(facet: Facet, counts: Counts) -> tuple[int, list[int]]:
    found = counts.get(facet.question, {})
    cells = [sum(found.get(bucket, 0) for bucket in cell.buckets) for cell in facet.cells]
    answered = found.get(ANSWERED, 0) if facet.row is None else sum(cells)
    return answered, [*cells, answered - sum(cells)] if facet.is_rest else cells


def open_line(facet: Facet, counts: Counts) -> Line:
    """Everything, as a named survey shows it."""
    answered, cells = _raw(facet, counts)
    return Line(answered, [*cells[: len(facet.cells)]])


def hidden_line(facet: Facet) -> Line:
    """Nothing."""
    return Line(None, [None] * len(facet.cells))


def line_of_all(facet: Facet, counts: Counts) -> Line:
    """What may be seen of everybody's answers."""
    answered, cells = _raw(facet, counts)
    hidden = None if _has_few(answered, total_of(counts)) else hide_in_line(cells)
    return hidden_line(facet) if hidden is None else _line(facet, answered, cells, hidden)


def _has_few(answered: int, total: int) -> bool:
    return is_small(answered) or is_small(total - answered)


def _line(facet: Facet, answered: int, cells: Sequence[int], hidden: Iterable[int]) -> Line:
    places = set(hidden)
    seen = [None if place in places else count for place, count in enumerate(cells)]
    return Line(answered, seen[: len(facet.cells)])


def lines_of_groups(facet: Facet, whole: Counts, groups: Sequence[Counts], hidden: set[int]) -> list[Line]:
    """What may be seen of groups that together are everybody; the size of the `hidden` ones is not known."""
    nothing = [hidden_line(facet) for _ in groups]
    answered, cells = _raw(facet, whole)
    hidden_totals = None if _has_few(answered, total_of(whole)) else hide_in_line(cells)
    if hidden_totals is None:
        return nothing
    raw = [_raw(facet, counts) for counts in groups]
    sizes = [(given, total_of(counts) - given) for (given, _), counts in zip(raw, groups, strict=True)]
    sorted_in = join_small(sizes, hidden)
    if sorted_in is None:
        return nothing
    rows = [raw[place][1] for place in sorted_in.shown]
    if sorted_in.together:
        rows.append([sum(column) for column in zip(*(raw[place][1] for place in sorted_in.together), strict=True)])
    hidden_cells = hide_in_table(rows, hidden_totals)
    if hidden_cells is None:
        return nothing
    for row, place in enumerate(sorted_in.shown):
        columns = {column for at, column in hidden_cells if at == row}
        nothing[place] = _line(facet, raw[place][0], raw[place][1], columns)
    return nothing


def withhold_follow_ups(asked: Sequence[Asked], lines: Lines) -> None:
    """Hide a question altogether where how many were asked it would tell what is hidden of the question it follows.

    Who is shown a follow-up chose certain options of an earlier question. If some of its hidden options lead on and
    others do not, the number of those who answered would divide what only together is no secret.
    """
    by_key = {one.key: one for one in asked}
    for one in asked:
        for condition in one.conditions:
            parents = [by_key[key] for key in {found.question for found in comparisons(condition)} if key in by_key]
            if any(_tells(condition, parent, one, lines) for parent in parents):
                for facet in _facets(lines, one.key):
                    lines[facet] = [hidden_line(facet) for _ in lines[facet]]
                break


def withhold_fixed_choices(asked: Sequence[Asked], lines: Lines) -> None:
    """Where everybody chooses the same number of options, the last count follows from the others: all or none."""
    for one in asked:
        most = one.question.max_choices
        if one.question.type == "multiple" and most is not None and most <= max(1, one.question.min_choices):
            facets = [facet for facet in _facets(lines, one.key) if facet.is_rest]
            if any(None in line.cells for facet in facets for line in lines[facet]):
                for facet in facets:
                    lines[facet] = [Line(line.answered, [None]) for line in lines[facet]]


def _facets(lines: Lines, key: str) -> list[Facet]:
    return [facet for facet in lines if facet.question == key]


def _tells(condition: Condition, parent: Asked, child: Asked, lines: Lines) -> bool:
    shown = {
        group
        for facet in _facets(lines, child.key)
        for group, line in enumerate(lines[facet])
        if line.answered is not None
    }
    for facet in _facets(lines, parent.key):
        for group in shown:
            line = lines[facet][group]
            if line.answered is None or (None in line.cells and _divides(condition, parent, facet, line)):
                return True
    return False


def _divides(condition: Condition, parent: Asked, facet: Facet, line: Line) -> bool:
    if not isinstance(condition, Comparison):
        return True
    if condition.op in ("answered", "not_answered"):
        return False
    if facet.is_rest or facet.row is not None or condition.op == "contains":
        return condition.op != "contains" or any(cell.value in condition.values for cell in facet.cells)
    leads_on = {
        holds(condition, {parent.key: float(bucket) if parent.question.type in _IN_NUMBERS else bucket})
        for cell, count in zip(facet.cells, line.cells, strict=True)
        if count is None
        for bucket in cell.buckets
    }
    return len(leads_on) > 1
