"""Workbooks for tests, written the way offices write them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from backend.organizations.models import Organization
from backend.profiles.definitions import ensure_default_sections
from backend.rosters.generate import write_sample_roster
from backend.rosters.sample_people import SAMPLE_TREE, Node
from tests.factories import make_organization

HEADER = ("姓名", "手机", "单位", "职务", "组织")


def workbook(*rows: Sequence[Any], merged: Sequence[str] = (), header: Sequence[Any] | None = HEADER) -> io.BytesIO:
    """An .xlsx of one sheet: the header, if any, and then the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([header] if header else []) + list(rows):
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    return saved(book)


def saved(book: openpyxl.Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def grow(node: Node, parent: Organization | None = None) -> Organization:
    """Make the organizations of a sample tree; returns its root."""
    organization = make_organization(node.name, parent, kind=node.kind)
    for child in node.children:
        grow(child, organization)
    return organization


@pytest.fixture
def sample_root(app: Any) -> Organization:
    """The organizations of the sample roster, and the default profile sections."""
    ensure_default_sections()
    return grow(SAMPLE_TREE)


@pytest.fixture
def sample_file(tmp_path: Path) -> Path:
    return write_sample_roster(tmp_path / "sample.xlsx")


@pytest.fixture
def outcomes() -> Callable[[dict[str, Any]], list[str]]:
    """The outcome of each row of a report."""
    return lambda report: [row["outcome"] for row in report["rows"]]
