"""The sheet people chose, between reading the file and importing it: its headings and cells, sensitive columns out."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from backend.database import json_text
from backend.encryption import keys
from backend.rosters.columns import Header, find_header, guess_header, header_of, is_sensitive, shown_title
from backend.rosters.parse import Line, find_sheet, read_lines
from backend.rosters.workbook import Cell, RosterUnreadable

_ERROR, _MERGED, _DATE = 1, 2, 4


@dataclass
class Table:
    """A header row, the rows below it, and what of the file was left out; row by row as the sheet has them."""

    sheet: str
    header: list[Cell]
    rows: list[list[Cell]]
    skipped_sheets: list[tuple[str, str]]

    @property
    def headings(self) -> dict[str, Any]:
        """What the page that asks for the columns shows: `RosterImport.headings`."""
        columns = [
            {"column": cell.column, "title": shown_title(cell.value), "is_sensitive": is_sensitive(cell.value)}
            for cell in self.header
            if cell.value is not None
        ]
        return {
            "sheet": self.sheet,
            "header_row": self.header[0].row,
            "columns": columns,
            "skipped_sheets": [list(one) for one in self.skipped_sheets],
        }

    @property
    def guessed(self) -> dict[str, int]:
        """The columns as their words say: field to column number; empty where they say too little."""
        found = find_header([self.header])
        return dict(found.columns) if found else {}

    def header_by(self, columns: dict[str, int]) -> Header:
        """The header row as somebody named its columns."""
        return header_of(self.header, columns)

    def lines(self, columns: dict[str, int]) -> list[Line]:
        """The people of the sheet, read by these columns."""
        return read_lines(self.rows, self.header_by(columns))

    def typed(self, number: int) -> dict[str, str]:
        """The cells of one row as they stand in the file, by heading."""
        row = next((cells for cells in self.rows if cells and cells[0].row == number), [])
        titles = {cell.column: shown_title(cell.value) for cell in self.header if cell.value is not None}
        return {
            titles[cell.column]: str(cell.value)[:200]
            for cell in row
            if cell.value is not None and cell.column in titles
        }

    def samples(self, column: int, most: int = 3) -> list[str]:
        """What stands below a heading, the first different ones."""
        found: dict[str, None] = {}
        for row in self.rows:
            if column <= len(row) and row[column - 1].value is not None:
                found[shown_title(row[column - 1].value)] = None
            if len(found) == most:
                break
        return list(found)


def read_table(file: BinaryIO) -> Table:
    """The first visible sheet with a header row, or one that looks like it. Raises RosterUnreadable."""
    sheet, header, skipped = find_sheet(file)
    row = sheet.rows[header.row - 1] if header else guess_header(sheet.rows)
    if row is None:
        raise RosterUnreadable("前 20 行中没有找到表头：请在第一行写明各列是什么（至少有姓名和手机），再重新上传。")
    hidden = {cell.column for cell in row if cell.value is not None and is_sensitive(cell.value)}
    rows = [[_emptied(cell) if cell.column in hidden else cell for cell in cells] for cells in sheet.rows[row[0].row :]]
    if not any(cell.value is not None for cells in rows for cell in cells):
        raise RosterUnreadable("表头下面没有任何人，请检查后重新上传。")
    return Table(sheet.title, row, rows, skipped)


def _emptied(cell: Cell) -> Cell:
    return Cell(cell.column, cell.row, None, is_merged=cell.is_merged)


def seal_table(table: Table, bound_to: str) -> str:
    """The table as a sealed text."""
    content = {
        "sheet": table.sheet,
        "skipped": [list(one) for one in table.skipped_sheets],
        "header": _packed(table.header),
        "rows": [_packed(row) for row in table.rows if row],
    }
    packed = base64.b85encode(zlib.compress(json_text(content).encode(), 6)).decode()
    return keys().encrypt(packed, bound_to)


def open_table(sealed: str, bound_to: str) -> Table:
    """The table that was sealed."""
    content = json.loads(zlib.decompress(base64.b85decode(keys().decrypt(sealed, bound_to))))
    return Table(
        content["sheet"],
        _unpacked(content["header"]),
        [_unpacked(row) for row in content["rows"]],
        [(title, reason) for title, reason in content["skipped"]],
    )


def _packed(row: list[Cell]) -> list[Any]:
    cells = []
    for cell in row:
        flags = (_ERROR if cell.is_error else 0) | (_MERGED if cell.is_merged else 0)
        value = cell.value
        if value is not None and not isinstance(value, str | int | float):
            # Dates, times and spans of them: wrong wherever they stand, and shown as they are.
            flags, value = flags | _DATE, value.isoformat() if isinstance(value, date | datetime) else str(value)
        cells.append([value, flags] if flags else value)
    return [row[0].row, cells]


def _unpacked(packed: list[Any]) -> list[Cell]:
    number, cells = packed
    row = []
    for column, cell in enumerate(cells, 1):
        value, flags = cell if isinstance(cell, list) else (cell, 0)
        if flags & _DATE:
            value = _Shown(value)
        row.append(Cell(column, number, value, bool(flags & _ERROR), bool(flags & _MERGED)))
    return row


@dataclass(frozen=True, slots=True)
class _Shown:
    """A date or time, of which only the words are kept: no column takes one."""

    text: str

    def __str__(self) -> str:
        return self.text
