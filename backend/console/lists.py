"""Lists: filtered, sorted and paged by their URL alone, exported to Excel as they stand, a record in a side panel."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import peewee
from flask import Response, request, send_file

from backend import clock
from backend.audit.services import record
from backend.auth import current_member_id
from backend.console.access import current_desk
from backend.console.rendering import render
from backend.database import in_chunks
from backend.workbooks import WORKBOOK, Book, Cell, WallTime, file_name

Shown = Mapping[str, Any]

_PAGE_SIZE, _MOST_A_PAGE, _LAST_PAGE = 20, 100, 100_000
_MAX_ID = 2**63
# What a URL of a list says beside filters.
_NO_FILTERS = {"sort", "page", "page_size", "open", "format"}


def _cell(row: Shown, key: str) -> Cell:
    value = row[key]
    return value if value is None or isinstance(value, int | float) else str(value)


def wall(key: str) -> Callable[[Shown], Cell]:
    """For `Column.value`: the moment under this key as a date and time in Excel."""

    def cell(row: Shown) -> Cell:
        moment = row[key]
        return None if moment is None else WallTime(clock.to_ms(moment))

    return cell


@dataclass(frozen=True)
class Column:
    """One column. `sort` orders by it in the database; `value` is what Excel gets, by default what the row has.

    `width` in characters, of the Excel column. `is_number` aligns right; `is_shown` False: only in Excel.
    """

    key: str
    title: str
    sort: Any = None
    value: Callable[[Shown], Cell] | None = None
    width: int = 16
    is_number: bool = False
    is_shown: bool = True

    def cell(self, row: Shown) -> Cell:
        """What Excel gets of this row."""
        return self.value(row) if self.value else _cell(row, self.key)


class View:
    """One reading of a list: a page of rows, and the URLs that change one thing and keep the rest."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.columns = [column for column in listing.columns if column.is_shown]
        given = request.args
        self.page = page_asked()
        self.page_size = _number(given.get("page_size"), 1, _MOST_A_PAGE) or listing.page_size
        self.sort = given.get("sort", "") if given.get("sort", "").removeprefix("-") in listing.sorts else listing.sort
        self.open = _number(given.get("open"), 1, _MAX_ID)
        self.q = given.get("q", "").strip()
        self.items: Sequence[Shown] = ()
        self.total = 0

    def url(self, **changes: Any) -> str:
        """This list with other values; None leaves one out. A change of anything but the record starts at page 1."""
        kept = [(key, value) for key, value in request.args.items(multi=True) if value and key not in changes]
        if set(changes) - {"open", "page"}:
            kept = [(key, value) for key, value in kept if key != "page"]
        kept += [(key, str(value)) for key, value in changes.items() if value is not None]
        kept = [(key, value) for key, value in kept if key != "format" or "format" in changes]
        query = urlencode(sorted(kept))
        return f"{request.path}?{query}" if query else request.path

    def sort_url(self, column: Column) -> str:
        """Sorted by this column; the other way round, if it is already."""
        return self.url(sort=f"-{column.key}" if self.sort == column.key else column.key)

    def direction(self, column: Column) -> str:
        """What aria-sort says of a column."""
        return {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "none")

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.page_size))

    @property
    def is_filtered(self) -> bool:
        """Whether the URL narrows the list, so that an empty one may be the filter's fault."""
        return any(value for key, value in request.args.items() if key not in _NO_FILTERS)


def page_asked() -> int:
    """The page in the URL, counted from 1; the first where it says none."""
    return _number(request.args.get("page"), 1, _LAST_PAGE) or 1


def _number(text: str | None, least: int, most: int) -> int | None:
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 19:
        return None
    return min(max(int(text), least), most)


class Listing:
    """A list of records.

    `arrange` makes what is shown of model rows, in few statements for any number of them; `subject` names them in the
    audit trail, where every export is an entry. `sort` is the order without one in the URL; "-x" is descending.
    """

    def __init__(
        self,
        *,
        name: str,
        columns: Sequence[Column],
        sort: str,
        arrange: Callable[[list[Any]], Sequence[Shown]],
        subject: str,
        page_size: int = _PAGE_SIZE,
    ) -> None:
        self.name, self.columns, self.sort, self.arrange, self.subject = name, columns, sort, arrange, subject
        self.page_size = page_size
        self.sorts = {column.key: column.sort for column in columns if column.sort is not None}

    def answer(
        self,
        rows: peewee.ModelSelect[Any],
        template: str,
        *,
        panel: Callable[[int], Mapping[str, Any]] | None = None,
        total: int | None = None,
        **values: Any,
    ) -> Response:
        """The page, a part of it that htmx asks for, or the workbook.

        `rows`: a select of models, limited by scope and filters. `panel`: what the template's panel needs of the record
        in ?open=; it raises NotFound for one that the reader may not see. `total`: how many rows there are, where that
        is known already.
        """
        view = View(self)
        if request.args.get("format") == "xlsx":
            return self._export(self._sorted(rows, view.sort))
        target = request.headers.get("HX-Target", "") if "HX-Boosted" not in request.headers else ""
        opened = panel(view.open) if panel is not None and view.open is not None and target != "list" else None
        if target != "panel":
            view.total = rows.order_by().count() if total is None else total
            view.page = min(view.page, view.pages)
            found = list(self._sorted(rows, view.sort).paginate(view.page, view.page_size))
            view.items = self.arrange(found) if found else ()
        wrapper = {"panel": "console/only_panel.html", "list": "console/only_list.html"}.get(
            target, "console/layout.html"
        )
        return render(template, view=view, wrapper=wrapper, opened=opened, **values)

    def _sorted(self, rows: peewee.ModelSelect[Any], sort: str) -> peewee.ModelSelect[Any]:
        order = self.sorts[sort.removeprefix("-")]
        return rows.order_by(order.desc() if sort.startswith("-") else order.asc(), rows.model.id)

    def _export(self, rows: peewee.ModelSelect[Any]) -> Response:
        model: Any = rows.model
        ids = [row_id for (row_id,) in rows.clone().select(model.id).tuples()]
        file = tempfile.TemporaryFile()  # noqa: SIM115 - Flask closes it when it is sent
        book = Book(file)
        columns = [(column.title, column.width) for column in self.columns]
        number = book.add_sheet(self.name[:31], columns, self._cells(rows, ids))
        book.close()
        file.seek(0)
        record(
            action="export_list",
            subject_kind=self.subject,
            actor_id=current_member_id(),
            organization_id=current_desk().organization_id,
            # The names of the filters alone: what was searched for may be somebody's number.
            detail={
                "list": self.name,
                "rows": number,
                "filters": sorted(set(request.args) - {"format", "sort", "page"}),
            },
        )
        return send_file(file, WORKBOOK, as_attachment=True, download_name=file_name(self.name, "导出"))

    def _cells(self, rows: peewee.ModelSelect[Any], ids: Sequence[int]) -> Iterable[list[Cell]]:
        model: Any = rows.model
        for chunk in in_chunks(ids):
            found = {row.id: row for row in rows.clone().order_by().where(model.id << list(chunk))}
            for row in self.arrange([found[row_id] for row_id in chunk if row_id in found]):
                yield [column.cell(row) for column in self.columns]
