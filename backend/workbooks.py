"""Excel workbooks written row by row, so that thousands of rows take little memory, and nothing typed is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from backend import clock

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Text stays text, whatever it looks like: nothing somebody typed is ever a formula, a link or a number.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]')
# What a cell can hold.
_LONGEST = 32_767


class WallTime(int):
    """Milliseconds to be shown as a date and time, on the association's wall clock."""


Cell = str | int | float | None


# Labels come again and again: so many are kept ready.
_MOST_READY = 5_000
_LONGEST_READY = 100


class _Sheet(Worksheet):  # type: ignore[misc]
    """Writes text as text, and in a third of the time.

    xlsxwriter takes a text that begins with <r> and ends with </r> for ready-made XML: an answer like that would
    get into the file unescaped, and Excel could not open it.
    """

    _ready: dict[str, str]

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        text = getattr(cell, "string", None)
        if text is None or cell.format is not None:
            super()._write_cell(row, col, cell)
            return
        ready = self._ready.get(text)
        if ready is None:
            ready = self._written(text)
            if len(text) <= _LONGEST_READY and len(self._ready) < _MOST_READY:
                self._ready[text] = ready
        self.fh.write(f'<c r="{xl_rowcol_to_cell_fast(row, col)}{ready}')

    def _written(self, text: str) -> str:
        inner = escape(self._escape_control_characters(text))
        space = ' xml:space="preserve"' if text != text.strip() else ""
        return f'" t="inlineStr"><is><t{space}>{inner}</t></is></c>'


class Book:
    """A workbook being written; close it to have the file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._book: Any = xlsxwriter.Workbook(file, _OPTIONS)
        self._head: Any = self._book.add_format(
            {"bold": True, "bg_color": "#F5F6F7", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._moment: Any = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})

    def add_sheet(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], frozen: int = 0
    ) -> int:
        """A sheet with a head (title and width of each column) and rows; returns how many rows."""
        sheet = self._book.add_worksheet(name, worksheet_class=_Sheet)
        sheet._ready = {}
        sheet.freeze_panes(1, frozen)
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._head)
        number = 0
        for number, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    if cell:
                        sheet.write_string(number, column, cell[:_LONGEST])
                elif isinstance(cell, WallTime):
                    wall = clock.in_business_zone(clock.from_ms(cell)).replace(tzinfo=None)
                    sheet.write_datetime(number, column, wall, self._moment)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        sheet.autofilter(0, 0, number, len(columns) - 1)
        return number

    def close(self) -> None:
        """Write the file."""
        self._book.close()


def file_name(kind: str, title: str) -> str:
    """What a download is called: 报名-春季沙龙-20260423.xlsx"""
    return f"{kind}-{_NOT_IN_FILE_NAMES.sub(' ', title)}-{clock.business_today():%Y%m%d}.xlsx"
