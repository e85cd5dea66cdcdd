"""The sample roster: what an office really sends, made of people who do not exist.

Title rows, headers in odd order, merged cells, numbers typed in a dozen ways, formulas, people listed twice, people
who contradict each other, numbers nobody can dial, a sensitive column, a page header in the middle, a hidden sheet.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from backend.rosters.sample_people import KNOWN_PEOPLE, SAMPLE_TREE, SamplePerson, sample_people

__all__ = ["KNOWN_PEOPLE", "SAMPLE_TREE", "write_sample_roster"]

HEADERS = ("序号", "手机号码（必填）", "所属街道", "单位名称", "姓　名*", "职务", "所属组织", "民族", "备注")
_PHONE, _STREET, _COMPANY, _NAME, _POSITION, _ASSOCIATION, _ETHNICITY, _REMARK = range(1, 9)
_HEADER_ROW = 3  # counted from 0: under a title, a line about the form and a blank one
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

# What stands in the phone cell of people nobody can reach by it; the number of each is their place in the list.
BAD_PHONES = {
    40: "0571-88001234",
    75: "1.99E+10",
    110: "同上",
    145: "19900001143/19900001999",
    180: "199000011",
    215: None,
    250: "29900001248",
}
# Listed a second time, spelt another way.
LISTED_TWICE = (20, 95, 170, 245)
# The number of the one is given to the other as well.
SHARED_NUMBERS = ((30, 31), (130, 131))
UNKNOWN_ORGANIZATION = 200
_DOTS = ("·", "•", "・")


def write_sample_roster(path: Path) -> Path:
    """Write the workbook; the same cells every time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    try:
        _write_roster(book, book.add_worksheet("会员名册"))
        hidden = book.add_worksheet("历史名单")
        hidden.write_row(0, 0, ("姓名", "手机"))
        hidden.write_row(1, 0, ("往年会员", "19900009999"))
        hidden.hide()
    finally:
        book.close()
    return path


def _write_roster(book: Any, sheet: Any) -> None:
    centred = book.add_format({"align": "center", "valign": "vcenter"})
    sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "云溪区各街道商会、协会会员名册", centred)
    sheet.write(1, 0, "填表单位：云溪区工商联    填表日期：2026年4月")
    sheet.write_row(_HEADER_ROW, 0, HEADERS)
    row, serial = _HEADER_ROW + 1, 1
    people = list(enumerate(sample_people()))
    for _street, in_street in groupby(people, key=lambda pair: pair[1].street):
        if row > _HEADER_ROW + 1:
            sheet.write_row(row, 0, HEADERS)  # the next printed page
            row += 1
        street_top = row
        for _name, members in groupby(in_street, key=lambda pair: pair[1].association):
            listed = [line for number, person in members for line in _lines(number, person)]
            for offset, (number, person) in enumerate(listed):
                _write_person(sheet, row + offset, serial + offset, number, person)
            _merge(sheet, row, row + len(listed) - 1, _ASSOCIATION, listed[0][1].association, centred)
            row, serial = row + len(listed), serial + len(listed)
        _merge(sheet, street_top, row - 1, _STREET, _street, centred)
    sheet.merge_range(row, 0, row, len(HEADERS) - 1, f"合计：{serial - 1} 行", centred)


def _lines(number: int, person: SamplePerson) -> list[tuple[int, SamplePerson]]:
    """The lines of one person; a second one leaves out what the first has said."""
    lines = [(number, person)]
    if number in LISTED_TWICE:
        lines.append((number + 1, replace(person, position="", name=f"{person.name[0]}　{person.name[1:]}")))
    return lines


def _merge(sheet: Any, top: int, bottom: int, column: int, text: str, style: Any) -> None:
    if bottom > top:
        sheet.merge_range(top, column, bottom, column, text, style)
    else:
        sheet.write(top, column, text)


def _write_person(sheet: Any, row: int, serial: int, number: int, person: SamplePerson) -> None:
    sheet.write_number(row, 0, serial)
    sheet.write_string(row, _NAME, _spell_name(number, person.name))
    if number % 29 == 7:
        sheet.write_formula(row, _COMPANY, f'="{person.company[:2]}"&"{person.company[2:]}"', None, person.company)
    else:
        sheet.write_string(row, _COMPANY, person.company)
    sheet.write_string(row, _POSITION, person.position)
    sheet.write_string(row, _ETHNICITY, "汉族" if number % 9 else "回族")
    sheet.write_string(row, _REMARK, "理事" if number % 17 == 3 else "")
    _write_phone(sheet, row, number, person.phone)


def _write_phone(sheet: Any, row: int, number: int, phone: str) -> None:
    for one, other in SHARED_NUMBERS:
        if number == other:
            phone = sample_people()[one].phone
    if number in BAD_PHONES:
        text = BAD_PHONES[number]
        if text is not None:
            sheet.write_string(row, _PHONE, text)
        return
    way = 0 if number < len(KNOWN_PEOPLE) else number % 11
    if way in (1, 2, 3):
        sheet.write_number(row, _PHONE, int(phone))
    elif way == 4:
        sheet.write_formula(row, _PHONE, f'="{phone[:7]}"&"{phone[7:]}"', None, phone)
    else:
        sheet.write_string(row, _PHONE, _spell_phone(way, phone))


def _spell_phone(way: int, phone: str) -> str:
    return {
        5: phone.translate(_FULL_WIDTH),
        6: f"{phone[:3]} {phone[3:7]} {phone[7:]}",
        7: f"{phone[:3]}-{phone[3:7]}-{phone[7:]}",
        8: f"+86 {phone}",
        9: f" {phone}（微信同号）",
        10: f"{phone} ",
    }.get(way, phone)


def _spell_name(number: int, name: str) -> str:
    if "·" in name:
        return name.replace("·", _DOTS[number % len(_DOTS)])
    if len(name) == 2 and number >= len(KNOWN_PEOPLE) and number % 3 == 0:
        return f"{name[0]}　{name[1]}"  # set wide, to line up with names of three characters
    return f" {name}" if number % 23 == 5 else name
