"""Opening an .xlsx that a stranger made: what it says it is, how big it gets, and the cells of one sheet.

openpyxl's normal mode lays out every cell of a merged range or a hyperlink, however large, so one line of XML can
fill the memory. Rows are therefore streamed (read-only mode) and merged ranges read here, within limits.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from backend.errors import DomainError

MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_ENTRIES = 1_000
MAX_UNPACKED_BYTES = 80_000_000
# Real sheets pack to between a fifth and a thirtieth.
MAX_RATIO = 150
MAX_MERGED_CELLS = 200_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PARTS = {"[Content_Types].xml", "xl/workbook.xml"}


class RosterUnreadable(DomainError):
    """The file is not a roster that can be read; the message says why. Nothing of it was imported."""

    status, code, message = 422, "roster_unreadable", "无法读取这个文件。"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as stored: text, number, date or truth; None for an empty one."""

    column: int
    row: int
    value: Any
    is_error: bool = False
    is_merged: bool = False

    @property
    def place(self) -> str:
        """Where people find it: C12."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass
class Sheet:
    """One sheet, row by row from row 1; each row has its cells from column A on, merged ranges filled."""

    title: str
    is_hidden: bool
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(cell.value is not None for row in self.rows for cell in row)


def read_sheets(file: BinaryIO) -> Iterator[Sheet]:
    """Every sheet of a workbook, hidden ones without their rows. Raises RosterUnreadable."""
    _check_container(file)
    with _in_words(), closing(openpyxl.load_workbook(file, read_only=True, data_only=True)) as book:
        for worksheet in book.worksheets:
            sheet = Sheet(str(worksheet.title), worksheet.sheet_state != "visible")
            if not sheet.is_hidden:
                sheet.rows = _rows(worksheet)
                _fill_merged(worksheet, sheet.rows)
            yield sheet


@contextmanager
def _in_words() -> Iterator[None]:
    """A damaged workbook makes openpyxl raise almost anything; people get one sentence, never a 500."""
    try:
        yield
    except RosterUnreadable:
        raise
    except MemoryError:
        raise RosterUnreadable("文件内容过大，无法读取。") from None
    except Exception as error:
        raise RosterUnreadable("文件已损坏或不是标准的 Excel 工作簿，请用 Excel 或 WPS 重新另存为 .xlsx。") from error


def _check_container(file: BinaryIO) -> None:
    file.seek(0)
    head = file.read(8)
    if head == _OLE:
        file.seek(0)
        if _ENCRYPTED_STREAM in file.read():
            raise RosterUnreadable("文件设有打开密码，请取消密码后重新上传。")
        raise RosterUnreadable("这是旧版 .xls 文件，请在 Excel 或 WPS 中另存为 .xlsx 后上传。")
    if not head:
        raise RosterUnreadable("文件是空的。")
    if not head.startswith(b"PK"):
        raise RosterUnreadable("这不是 Excel 工作簿（.xlsx）。若是 .csv 或网页表格，请另存为 .xlsx 后上传。")
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive.infolist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError):
        raise RosterUnreadable("文件不完整，可能没有下载或上传完，请重新上传。") from None
    file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Sizes are those the archive states; Python never unpacks more of an entry than it states."""
    if not {entry.filename for entry in entries} >= _PARTS:
        raise RosterUnreadable("这不是 Excel 工作簿（.xlsx），只是改了扩展名的其他文件。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RosterUnreadable("文件设有密码，请取消密码后重新上传。")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_bomb = unpacked > 1_000_000 and unpacked > MAX_RATIO * max(1, packed)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or is_bomb:
        raise RosterUnreadable("文件解压后过大，请只保留需要导入的名单后重新上传。")


def _rows(worksheet: Any) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    last = 0
    # Bounds of our own: what the sheet says of its size may be wrong, and would cut rows off.
    for number, cells in enumerate(worksheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS), 1):
        row = [
            Cell(column, number, _stored(cell.value), is_error=cell.data_type == "e")
            for column, cell in enumerate(cells, 1)
        ]
        while row and row[-1].value is None:
            row.pop()
        if row:
            last = number
        rows.append(row)
    if last > MAX_ROWS:
        raise RosterUnreadable(f"名单超过 {MAX_ROWS} 行，请分成几个文件导入。")
    return rows[:last]


def _stored(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _fill_merged(worksheet: Any, rows: list[list[Cell]]) -> None:
    """Give every cell of a merged range the value of its first one, as people see it."""
    for left, top, right, bottom in _merged_ranges(worksheet):
        if top > len(rows) or left > len(rows[top - 1]):
            continue
        first = rows[top - 1][left - 1]
        if first.value is None:
            continue
        for number in range(top, min(bottom, len(rows)) + 1):
            row = rows[number - 1]
            for column in range(len(row) + 1, right + 1):
                row.append(Cell(column, number, None))
            for column in range(left, right + 1):
                if (column, number) != (left, top):
                    row[column - 1] = Cell(column, number, first.value, first.is_error, is_merged=True)


def _merged_ranges(worksheet: Any) -> list[tuple[int, int, int, int]]:
    """The sheet's merged ranges as (left, top, right, bottom), cut to the columns that are read."""
    found: list[tuple[int, int, int, int]] = []
    total = 0
    # The part of the sheet in the archive; openpyxl offers merged ranges only in its normal mode.
    with worksheet._get_source() as source:
        for _event, element in iterparse(source):
            name = element.tag.rpartition("}")[2]
            if name == "mergeCell":
                left, top, right, bottom = (edge or 1 for edge in range_boundaries(element.get("ref", "")))
                if left > MAX_COLUMNS or top > MAX_ROWS:
                    continue
                area = (left, top, min(right, MAX_COLUMNS), min(bottom, MAX_ROWS))
                total += (area[2] - left + 1) * (area[3] - top + 1)
                found.append(area)
            if name in ("row", "c", "mergeCell"):
                element.clear()
            if total > MAX_MERGED_CELLS:
                raise RosterUnreadable("合并的单元格过多，请取消不必要的合并后重新上传。")
    return found
