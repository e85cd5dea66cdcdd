"""A workbook becomes lines about people, each with what is wrong with it. Touches no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from backend.rosters.cells import MAX_POSITION, MAX_TEXT, Reading, read_name, read_phone, read_text
from backend.rosters.columns import (
    COMPANY,
    HEADER_SEARCHED,
    NAME,
    ORGANIZATION,
    PHONE,
    POSITION,
    STREET,
    Header,
    find_header,
    names_field,
)
from backend.rosters.workbook import Cell, RosterUnreadable, Sheet, read_sheets

_NO_HEADER = "没有找到含“姓名”和“手机”的表头"
_TEXT_LENGTHS = {COMPANY: MAX_TEXT, ORGANIZATION: MAX_TEXT, STREET: MAX_TEXT, POSITION: MAX_POSITION}


@dataclass
class Line:
    """One row of the sheet. `values` holds what could be read, `places` where each field stands (C12)."""

    row: int
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Roster:
    """One sheet as it was understood, and what of the file was left out."""

    sheet: str
    header: Header
    lines: list[Line]
    skipped_sheets: list[tuple[str, str]]


def parse_roster(file: BinaryIO) -> Roster:
    """Read the first visible sheet that has a header row. Raises RosterUnreadable."""
    sheet, header, skipped = find_sheet(file)
    if header is None:
        raise RosterUnreadable(_no_header(skipped))
    return Roster(sheet.title, header, read_lines(sheet.rows[header.row :], header), skipped)


def find_sheet(file: BinaryIO) -> tuple[Sheet, Header | None, list[tuple[str, str]]]:
    """The first visible sheet with a header row, else the first with anything in it and no header; and those skipped.

    Raises RosterUnreadable if there is nothing to read.
    """
    chosen: tuple[Sheet, Header] | None = None
    first: Sheet | None = None
    skipped: list[tuple[str, str]] = []
    for sheet in read_sheets(file):
        if sheet.is_hidden:
            skipped.append((sheet.title, "隐藏的工作表，未读取；如需导入请取消隐藏"))
        elif chosen is not None and not sheet.is_empty:
            skipped.append((sheet.title, "每次只导入一张工作表，请单独导入"))
        elif chosen is None and (header := find_header(sheet.rows)):
            chosen = sheet, header
        elif not sheet.is_empty:
            first = first or sheet
            skipped.append((sheet.title, _NO_HEADER))
    if chosen is not None:
        return *chosen, skipped
    if first is None:
        raise RosterUnreadable(_no_header(skipped))
    return first, None, [one for one in skipped if one != (first.title, _NO_HEADER)]


def _no_header(skipped: list[tuple[str, str]]) -> str:
    hidden = "（隐藏的工作表不会读取）" if any("隐藏" in reason for _title, reason in skipped) else ""
    return f"前 {HEADER_SEARCHED} 行中没有找到表头：需要同时有“姓名”和“手机”两列{hidden}。"


def read_lines(rows: Iterable[list[Cell]], header: Header) -> list[Line]:
    """The people of the rows below a header."""
    return list(_lines(rows, header))


def _lines(rows: Iterable[list[Cell]], header: Header) -> Iterable[Line]:
    for row in rows:
        cells = {name: _cell(row, column) for name, column in header.columns.items()}
        own = [cell for cell in cells.values() if cell is not None and not cell.is_merged]
        if not any(cell.value is not None for cell in own):
            continue  # blank, or nothing but the tail of merged cells
        if _repeats_header(cells):
            continue
        yield _line(row[0].row, cells, header)


def _cell(row: list[Cell], column: int) -> Cell | None:
    return row[column - 1] if column <= len(row) else None


def _repeats_header(cells: dict[str, Cell | None]) -> bool:
    """Printed rosters repeat the header on every page."""
    return all((cell := cells[name]) is not None and names_field(cell.value, name) for name in (NAME, PHONE))


def _line(number: int, cells: dict[str, Cell | None], header: Header) -> Line:
    line = Line(number)
    for name, cell in cells.items():
        cell = cell or Cell(header.columns[name], number, None)
        line.places[name] = cell.place
        reading = _read(name, cell)
        if reading.value is not None:
            line.values[name] = reading.value
        if reading.problem is not None:
            line.problems.append((cell.place, reading.problem))
        if reading.note is not None:
            line.notes.append(reading.note)
    return line


def _read(name: str, cell: Cell) -> Reading:
    if name == NAME:
        return read_name(cell)
    if name == PHONE:
        return read_phone(cell)
    return read_text(cell, _TEXT_LENGTHS[name])
