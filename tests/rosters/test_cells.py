"""What a single cell says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from backend.rosters.cells import read_name, read_phone, read_text
from backend.rosters.workbook import Cell


def cell(value: Any, *, is_error: bool = False) -> Cell:
    return Cell(3, 12, value, is_error)


def test_a_cell_is_named_as_people_name_it() -> None:
    assert cell("x").place == "C12"


@pytest.mark.parametrize(
    "value",
    [
        "19900001234",
        19900001234,
        19900001234.0,
        " 19900001234 ",
        "1 9 9 0 0 0 0 1 2 3 4",
        "１９９００００１２３４",
        "199 0000 1234",
        "199-0000-1234",
        "199—0000—1234",
        "199.0000.1234",
        "+8619900001234",
        "+86 199 0000 1234",
        "＋８６－１９９００００１２３４",
        "0086 19900001234",
        "86-19900001234",
        8619900001234,
        "(+86)19900001234",
        "\u202a19900001234\u202c",
        "19900001234\n",
    ],
)
def test_ways_to_type_one_number(value: Any) -> None:
    reading = read_phone(cell(value))
    assert (reading.value, reading.problem, reading.note) == ("19900001234", None, None)


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("19900001234（微信同号）", "(微信同号)"),
        ("手机：19900001234", "手机"),
        ("19900001234 转 8012", "转 8012"),
        ("王敏19900001234", "王敏"),
        ("19900001234、", None),
        ("19900001234(2号楼)", "(2号楼)"),
    ],
)
def test_a_note_around_one_number_is_dropped_and_shown(value: str, note: str | None) -> None:
    reading = read_phone(cell(value))
    assert (reading.value, reading.problem) == ("19900001234", None)
    assert reading.note == (f"手机号旁的“{note}”已略去" if note else None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "没有手机号"),
        ("1.99E+10", "科学计数法"),
        ("1.9900001234E+10", "科学计数法"),
        ("1.99e10", "科学计数法"),
        (1.99e10, "科学计数法"),
        (19900000000, "科学计数法"),
        ("19900001234/19900001235", "不止一个号码"),
        ("19900001234 19900001235", "不止一个号码"),
        ("1990000123419900001235", "不止一个号码"),
        ("19900001234 0571-88001234", "不止一个号码"),
        ("199 0000 1234 5", "12 位"),
        ("同上", "同上"),
        ("〃", "〃"),
        ("0571-88001234", "固定电话"),
        ("(0571)88001234", "固定电话"),
        ("88001234", "固定电话"),
        ("400-800-1234", "固定电话"),
        ("1990000123", "10 位"),
        (1990000123, "10 位"),
        ("199000012345", "12 位"),
        ("12900001234", "不是有效的手机号码"),
        ("29900001234", "不是有效的手机号码"),
        ("无", "不是手机号码"),
        ("+852 91234567", "不是有效的手机号码"),
        (19900001234.5, "小数"),
        (-19900001234, "负号"),
        (True, "不是手机号码"),
        (datetime.datetime(2026, 4, 20), "日期"),  # noqa: DTZ001  # what openpyxl gives
        (1e300, "号码"),
    ],
)
def test_what_is_no_number_is_bad_and_says_why(value: Any, reason: str) -> None:
    reading = read_phone(cell(value))
    assert reading.value is None
    assert reason in str(reading.problem)


def test_a_formula_that_failed_is_bad() -> None:
    assert "#REF!" in str(read_phone(cell("#REF!", is_error=True)).problem)
    assert "#N/A" in str(read_name(cell("#N/A", is_error=True)).problem)
    assert "#N/A" in str(read_text(cell("#N/A", is_error=True)).problem)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("王敏", "王敏"),
        ("　王　敏", "王敏"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("王𬸚", "王𬸚"),
        ("刘㛃", "刘㛃"),
        ("王\U00030edd", "王\U00030edd"),
        ("O'Neil Anne-Marie", "O'Neil Anne-Marie"),
    ],
)
def test_names_are_kept(value: str, name: str) -> None:
    assert read_name(cell(value)) == (name, None, None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "没有姓名"),
        ("王", "不完整"),
        ("··", "不完整"),
        ("王敏1", "1"),
        ("王敏（女）", "("),
        ("王敏、李建国", "、"),
        ("王敏/李建国", "/"),
        ("王？", "?"),
        ("王\ufffd", "\ufffd"),
        ("同上", "同上"),
        (12345, "数字"),
        ("长" * 41, "40"),
    ],
)
def test_what_is_no_name_is_bad_and_says_why(value: Any, reason: str) -> None:
    reading = read_name(cell(value))
    assert reading.value is None
    assert reason in str(reading.problem)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("  ", None),
        (" 恒泰　机械 ", "恒泰 机械"),
        ("ＡＢＣ公司", "ABC公司"),
        (360, "360"),
        (360.0, "360"),
    ],
)
def test_texts_are_tidied(value: Any, text: str | None) -> None:
    assert read_text(cell(value)) == (text, None, None)


@pytest.mark.parametrize("value", ["长" * 101, "同上", datetime.datetime(2026, 4, 20), True])  # noqa: DTZ001
def test_what_is_no_text_is_bad(value: Any) -> None:
    reading = read_text(cell(value))
    assert reading.value is None
    assert reading.problem
