"""What a single cell says: a phone number, a name, a word. Nothing is guessed, completed or cut."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from backend.forms.text import cleaned, half_width
from backend.members.names import tidy_name
from backend.rosters.workbook import Cell

MAX_NAME = 40
MAX_TEXT = 100
MAX_POSITION = 40

_DITTO = re.compile(r"同(?:上|左|右|前|下)|〃|″|\"|''|do\.?|ditto", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_BETWEEN = "[\\s.\u2010-\u2015\u2212-]*"
# A mobile with or without +86, its digits grouped in any way.
_MOBILE = re.compile(
    rf"(?:\(?(?:\+|00)?86\)?{_BETWEEN})?\(?(1{_BETWEEN}[3-9](?:{_BETWEEN}[0-9]){{9}})\)?(?!{_BETWEEN}[0-9])"
)
_DIGIT_BEFORE = re.compile(rf"[0-9]{_BETWEEN}\Z")
_LANDLINE = re.compile(r"(?:\(?0[0-9]{2,3}\)?[-\s]*)?[2-9][0-9]{6,7}(?:[-转][0-9]+)?|400[-\s]*[0-9]{3}[-\s]*[0-9]{4}")
# Digits left beside one number that may be an extension or a house; more could be half of a second number.
_NOTE_DIGITS = 4
# The last six digits of a real number are hardly ever all zero; those of 1.99E+10 are.
_LOST_TAIL = 1_000_000

_RARE_HAN = range(0x20000, 0x40000)  # planes 2 and 3; newer than the Unicode that Python knows
_NAME_MARKS = set("·•' .-〇")


class Reading(NamedTuple):
    """What a cell gave: its value, or a problem; `note` says what was dropped on the way."""

    value: str | None = None
    problem: str | None = None
    note: str | None = None


def read_phone(cell: Cell) -> Reading:
    """An 11-digit mainland mobile number."""
    if cell.is_error:
        return Reading(problem=f"单元格是错误值 {cell.value}")
    value = cell.value
    if value is None:
        return Reading(problem="没有手机号（空白，或公式没有保存结果）")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Reading(problem="不是手机号码，而是日期或其他内容")
    if isinstance(value, str):
        return _read_phone_text(value)
    if value != int(value) or value < 0:
        return Reading(problem="不是手机号码：数字带小数或负号")
    if value > 10**10 and value % _LOST_TAIL == 0:
        return Reading(problem="号码末尾全是 0，可能被科学计数法截断，请核对原号码")
    return _read_phone_text(str(int(value)))


def _read_phone_text(raw: str) -> Reading:
    text = half_width(cleaned(raw))
    if _DITTO.fullmatch(text):
        return Reading(problem=f"写的是“{text}”，请填写号码本身")
    if _SCIENTIFIC.fullmatch(text):
        return Reading(problem="号码成了科学计数法，尾数已丢失，请填写原号码")
    found = [match for match in _MOBILE.finditer(text) if not _DIGIT_BEFORE.search(text[: match.start()])]
    if len(found) != 1:
        return Reading(problem=_what_else(text, len(found)))
    rest = f"{text[: found[0].start()]}{text[found[0].end() :]}"
    if sum(character.isdigit() for character in rest) > _NOTE_DIGITS:
        return Reading(problem="含有不止一个号码，请只保留一个手机号")
    note = rest.strip(" \t,，;；/、:：")
    return Reading(re.sub("[^0-9]", "", found[0][1]), note=f"手机号旁的“{note[:40]}”已略去" if note else None)


def _what_else(text: str, mobiles: int) -> str:
    digits = re.sub("[^0-9]", "", text)
    if mobiles > 1 or len(digits) >= 18:
        return "含有不止一个号码，请只保留一个手机号"
    if _LANDLINE.fullmatch(text):
        return "是固定电话，请填写手机号码"
    if not digits:
        return "不是手机号码"
    if digits.startswith("86") and len(digits) > 11:
        digits = digits[2:]
    if len(digits) != 11:
        return f"手机号应为 11 位，这里有 {len(digits)} 位"
    return "不是有效的手机号码"


def read_name(cell: Cell) -> Reading:
    """A person's full name."""
    if cell.is_error:
        return Reading(problem=f"单元格是错误值 {cell.value}")
    if cell.value is None:
        return Reading(problem="没有姓名（空白，或公式没有保存结果）")
    if not isinstance(cell.value, str):
        return Reading(problem="姓名是数字或日期，请核对")
    name = tidy_name(cell.value)
    if _DITTO.fullmatch(name):
        return Reading(problem=f"写的是“{name}”，请填写姓名本身")
    if len(name) > MAX_NAME:
        return Reading(problem=f"姓名超过 {MAX_NAME} 个字")
    if odd := "".join(dict.fromkeys(character for character in name if not _is_of_a_name(character))):
        return Reading(problem=f"姓名中有不该出现的字符“{odd[:10]}”，请只保留姓名")
    if len(name) < 2 or not any(map(_is_letter, name)):
        return Reading(problem="姓名不完整")
    return Reading(name)


def _is_letter(character: str) -> bool:
    # Co: characters of a name that a local font put into the private use area.
    kind = unicodedata.category(character)
    return kind[0] == "L" or kind in ("Co", "Nl") or ord(character) in _RARE_HAN


def _is_of_a_name(character: str) -> bool:
    return _is_letter(character) or character in _NAME_MARKS or unicodedata.category(character)[0] == "M"


def read_text(cell: Cell | None, max_length: int = MAX_TEXT) -> Reading:
    """A company, a position, an organization's name; no value if the cell is empty."""
    if cell is None or cell.value is None:
        return Reading()
    if cell.is_error:
        return Reading(problem=f"单元格是错误值 {cell.value}")
    if isinstance(cell.value, bool) or not isinstance(cell.value, str | int | float):
        return Reading(problem="应为文字，这里是日期或其他内容")
    number = isinstance(cell.value, float) and cell.value.is_integer()
    text = " ".join(cleaned(half_width(str(int(cell.value) if number else cell.value))).split())
    if _DITTO.fullmatch(text):
        return Reading(problem=f"写的是“{text}”，请填写内容本身")
    if len(text) > max_length:
        return Reading(problem=f"超过 {max_length} 个字")
    return Reading(text or None)
