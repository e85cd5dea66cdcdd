"""Attacks on small cells: everything an onlooker can compute from what is shown, who knows the program too."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator

import pytest

from backend.surveys.suppression import SMALLEST, hide_in_line, hide_in_table, is_small, join_small


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to make a total of so many counts."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


@pytest.mark.parametrize(("parts", "most"), [(2, 40), (3, 25), (4, 15), (5, 10)])
def test_a_line_gives_nothing_away_even_to_who_knows_the_program(parts: int, most: int) -> None:
    """All lines that look the same must differ in each hidden place; and no small count may be shown."""
    for total in range(SMALLEST, most):
        looking_alike = defaultdict(list)
        for line in splits(total, parts):
            hidden = hide_in_line(line)
            if hidden is not None:
                assert not any(is_small(count) for place, count in enumerate(line) if place not in hidden)
                assert not is_small(sum(line[place] for place in hidden))
                shown = tuple(None if place in hidden else count for place, count in enumerate(line))
                looking_alike[shown].append(line)
        for shown, lines in looking_alike.items():
            for place, count in enumerate(shown):
                assert count is not None or len({line[place] for line in lines}) > 1, (total, shown, lines)


def solutions(
    rows: list[list[int]], hidden: set[tuple[int, int]], hidden_totals: set[int]
) -> Iterator[tuple[dict[tuple[int, int], int], tuple[int, ...]]]:
    """Every table of counts from 0 up that agrees with what is shown."""
    columns = range(len(rows[0]))
    choices = []
    for row, line in enumerate(rows):
        free = [column for column in columns if (row, column) in hidden]
        left = sum(line[column] for column in free)
        choices.append([dict(zip(free, part, strict=True)) for part in splits(left, len(free))] if free else [{}])
    totals = [sum(line[column] for line in rows) for column in columns]
    for combination in itertools.product(*choices):
        found = [
            [part.get(column, line[column]) for column in columns] for part, line in zip(combination, rows, strict=True)
        ]
        sums = tuple(sum(line[column] for line in found) for column in columns)
        if all(column in hidden_totals or sums[column] == totals[column] for column in columns):
            yield {(row, column): found[row][column] for row, column in hidden}, sums


def test_a_table_gives_no_cell_and_no_hidden_total_away() -> None:
    dice = random.Random(4)
    protected = 0
    for _ in range(300):
        rows, columns = dice.choice(((2, 2), (3, 2), (4, 2), (2, 3), (3, 3)))
        table = [[dice.choice((0, 0, 1, 2, 3, 4, 5, 6)) for _ in range(columns)] for _ in range(rows)]
        if any(is_small(sum(line)) for line in table):
            continue
        hidden_totals = hide_in_line([sum(line[column] for line in table) for column in range(columns)])
        if hidden_totals is None:
            continue
        hidden = hide_in_table(table, hidden_totals)
        if not hidden:
            continue
        protected += 1
        values = defaultdict(set)
        for cells, sums in itertools.islice(solutions(table, hidden, hidden_totals), 20_000):
            for cell, count in cells.items():
                values[cell].add(count)
            for column in hidden_totals:
                values[-1, column].add(sums[column])
        known = [cell for cell, counts in values.items() if len(counts) == 1]
        assert not known, (table, hidden, hidden_totals, known)
        for row, line in enumerate(table):
            assert not any(is_small(count) for column, count in enumerate(line) if (row, column) not in hidden)
            assert not is_small(sum(count for column, count in enumerate(line) if (row, column) in hidden))
    assert protected > 60


def test_zeros_are_hidden_where_nothing_else_protects() -> None:
    """The first column's 5 would tell the 3 beside it, and that the 4 below."""
    hidden = hide_in_table([[5, 3, 0], [0, 4, 6]], set())
    assert hidden is not None
    assert {(0, 1), (1, 1)} < hidden
    assert any(cell in hidden for cell in ((1, 0), (0, 2)))


def test_what_cannot_be_protected_is_hidden_whole() -> None:
    assert hide_in_line([1, 1, 1, 1, 1]) is None
    assert hide_in_table([[3, 7]], set()) is None


def test_small_groups_are_joined_until_they_are_not() -> None:
    assert join_small([(9, 0), (8, 0)], set()) == ([0, 1], [])
    joined = join_small([(9, 0), (2, 7), (8, 0), (30, 0)], set())
    assert joined == ([0, 3], [1, 2])
    assert join_small([(2, 7)], set()) is None
    assert join_small([(9, 0), (8, 0), (7, 0)], {2}) == ([0], [1, 2])


def test_a_large_table_is_protected_soon() -> None:
    dice = random.Random(1)
    table = [[dice.randint(0, 30) for _ in range(12)] for _ in range(60)]
    hidden = hide_in_table(table, set())
    assert hidden
    assert len(hidden) < 400
