"""Small cells: what of anonymous counts may be shown, so that no group of fewer than five can be told or computed.

A count of 1 to 4 is hidden, and with it as many others as it takes that no sum or difference of what is shown gives it
away. Zeros are shown: "nobody chose this" speaks of at least five people at once, as "everybody chose that" does;
hiding either could only be done for that reason, and so would tell it.

Everything shown of one question comes from its totals (`hide_in_line`), or from one table of groups by options whose
totals are those same totals (`hide_in_table`); two looks at the same numbers therefore never differ in what they hide.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SMALLEST = 5
# A larger table is shown only if it holds nothing small: protecting it would take too long.
_MOST_CELLS = 1_500
# A zero is hidden only where nothing else will do.
_COST_OF_ZERO = 1_000_000

Cell = tuple[int, int]


def is_small(count: int) -> bool:
    """Whether a count speaks of so few that it is not shown."""
    return 0 < count < SMALLEST


def hide_in_line(counts: Sequence[int]) -> set[int] | None:
    """Which of the counts to hide that together make a known total; None if the total must be hidden with them."""
    hidden = {place for place, count in enumerate(counts) if is_small(count)}
    if not hidden:
        return hidden
    others = sorted({count for count in counts if count >= SMALLEST})
    while not _is_vague([counts[place] for place in hidden]):
        if not others:
            return None
        # All that are as large: one shown and another hidden would tell where the line runs.
        least = others.pop(0)
        hidden.update(place for place, count in enumerate(counts) if count == least)
    return hidden


def _is_vague(counts: Sequence[int]) -> bool:
    """Whether the sum of hidden counts says nothing of one of them, nor is itself that of a small group."""
    total, number = sum(counts), len(counts)
    if number < 2 or total < SMALLEST:
        return False
    # Each at least 1 and, if only small ones are hidden, at most 4: at either end all of them would be known.
    return any(count >= SMALLEST for count in counts) or number + 1 < total < (SMALLEST - 1) * number - 1


class Groups(NamedTuple):
    """Groups of people as they may be shown: each by itself, or only together with others."""

    shown: list[int]
    together: list[int]


def join_small(parts: Sequence[Sequence[int]], hidden: set[int]) -> Groups | None:
    """Sort groups, each given by the counts of its parts, into those shown and those joined, so that neither a part of
    a group nor of what is joined is small. `hidden` groups are joined in any case. None: not even all together.
    """
    together = hidden | {place for place, part in enumerate(parts) if any(map(is_small, part))}
    others = [
        place
        for _, place in sorted((sum(part), place) for place, part in enumerate(parts))
        if place not in together and any(parts[place])
    ]
    while together and not _may_be_joined([parts[place] for place in together]):
        if not others:
            return None
        together.add(others.pop(0))
    return Groups([place for place in range(len(parts)) if place not in together], sorted(together))


def _may_be_joined(parts: Sequence[Sequence[int]]) -> bool:
    return len(parts) > 1 and not any(is_small(sum(column)) for column in zip(*parts, strict=True))


def hide_in_table(rows: Sequence[Sequence[int]], hidden_totals: set[int]) -> set[Cell] | None:
    """Which cells to hide where the total of each row is known, and of each column but the `hidden_totals`.

    Each hidden cell, and each hidden total, lies on a circle of hidden ones along which counts can be moved to and fro
    without changing anything shown. None if the whole table must be hidden.
    """
    hidden = {(row, column) for row, line in enumerate(rows) for column, count in enumerate(line) if is_small(count)}
    if not hidden and not hidden_totals:
        return hidden
    if sum(len(line) for line in rows) > _MOST_CELLS:
        return None
    table = _Table(rows, hidden_totals, hidden)
    return table.hidden if table.protect() else None


class _Table:
    """Rows and columns are knots, cells the strings between them. A further knot ties the hidden totals together.

    Moving one person along a circle takes 1 from each cell passed on the way from a row to a column, and adds 1 to
    each passed on the way from a column to a row.
    """

    def __init__(self, rows: Sequence[Sequence[int]], hidden_totals: set[int], hidden: set[Cell]) -> None:
        self.rows = rows
        self.hidden = hidden
        self.hidden_totals = hidden_totals
        self.row_count, self.column_count = len(rows), len(rows[0]) if rows else 0
        self.totals_knot = self.row_count
        self.safe: set[Cell] = set()

    def protect(self) -> bool:
        """Hide until everything hidden is safe; False if that cannot be done."""
        while True:
            if not self._widen_sums():
                return False
            at_risk = next((cell for cell in self._secrets() if cell not in self.safe), None)
            if at_risk is None:
                return True
            circle = self._circle(at_risk)
            if circle is None:
                return False
            self.safe.update(circle)
            self.hidden.update(cell for cell in circle if cell[0] != self.totals_knot)

    def _secrets(self) -> list[Cell]:
        return sorted(self.hidden) + [(self.totals_knot, column) for column in sorted(self.hidden_totals)]

    def _widen_sums(self) -> bool:
        """No line's hidden cells may add up to a small group."""
        for line in self._lines():
            while is_small(sum(self._count(cell) for cell in line if cell in self.hidden)):
                others = [cell for cell in line if cell not in self.hidden and self._count(cell)]
                if not others:
                    return False
                self.hidden.add(min(others, key=self._count))
        return True

    def _lines(self) -> Iterator[list[Cell]]:
        for row in range(self.row_count):
            yield [(row, column) for column in range(self.column_count)]
        for column in range(self.column_count):
            if column not in self.hidden_totals:
                yield [(row, column) for row in range(self.row_count)]

    def _count(self, cell: Cell) -> int:
        return self.rows[cell[0]][cell[1]]

    def _circle(self, cell: Cell) -> set[Cell] | None:
        """The cheapest circle through a cell, in either direction."""
        row, column = cell[0], self._knot(cell[1])
        is_total = row == self.totals_knot
        ways = []
        # A cell that is passed from row to column loses one, so it must have one; a hidden total always has.
        if is_total or self._count(cell):
            ways.append(self._way(column, row, cell))
        ways.append(self._way(row, column, cell))
        found = [way for way in ways if way is not None]
        return None if not found else {cell, *min(found)[1]}

    def _knot(self, column: int) -> int:
        return self.row_count + 1 + column

    def _way(self, start: int, goal: int, without: Cell) -> tuple[int, list[Cell]] | None:
        best = {start: 0}
        came: dict[int, tuple[int, Cell]] = {}
        queue = [(0, start)]
        while queue:
            cost, knot = heapq.heappop(queue)
            if knot == goal:
                return cost, list(self._walked(came, start, goal))
            if cost > best[knot]:
                continue
            for cell, other, price in self._strings(knot):
                if cell != without and cost + price < best.get(other, 1 << 60):
                    best[other] = cost + price
                    came[other] = knot, cell
                    heapq.heappush(queue, (cost + price, other))
        return None

    @staticmethod
    def _walked(came: dict[int, tuple[int, Cell]], start: int, goal: int) -> Iterator[Cell]:
        while goal != start:
            goal, cell = came[goal]
            yield cell

    def _strings(self, knot: int) -> Iterator[tuple[Cell, int, int]]:
        """From a knot: the cell passed, the knot at its other end, and what hiding the cell costs."""
        if knot == self.totals_knot:
            for column in self.hidden_totals:
                yield (knot, column), self._knot(column), 0
        elif knot < self.row_count:
            for column in range(self.column_count):
                if self.rows[knot][column]:
                    yield (knot, column), self._knot(column), self._price((knot, column))
        else:
            column = knot - self.row_count - 1
            for row in range(self.row_count):
                yield (row, column), row, self._price((row, column))
            if column in self.hidden_totals:
                yield (self.totals_knot, column), self.totals_knot, 0

    def _price(self, cell: Cell) -> int:
        return 0 if cell in self.hidden else self._count(cell) or _COST_OF_ZERO
