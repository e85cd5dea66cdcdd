"""Tables for the shell, in which Chinese lines up: a Chinese character is as wide as two letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from backend.shortening import cut


def width(text: str) -> int:
    """Columns the text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def in_line(text: str, most: int) -> str:
    """The text in one line of at most so many columns."""
    return cut(" ".join(text.split()), most, width)


def columns(head: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[int] = ()) -> str:
    """Rows under their heads, two spaces apart; `right` are the columns of numbers."""
    lines = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(width(line[at]) for line in lines) for at in range(len(head))]

    def padded(line: Sequence[str]) -> str:
        cells = []
        for at, cell in enumerate(line):
            space = " " * (widths[at] - width(cell))
            cells.append(space + cell if at in right else cell + space)
        return "  ".join(cells).rstrip()

    return "\n".join(padded(line) for line in lines)
