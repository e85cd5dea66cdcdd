"""Reading one answer by the type of its question: to its one written form, with what is wrong or missing.

The two are kept apart. What is *wrong* can't be kept. What has something *missing* (a row not chosen yet, a
text too short) is right as far as it goes: kept in a draft, seen by later conditions, asked for at the end.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from backend.forms.conditions import OTHER, Answer
from backend.forms.day import limit_day, read_day
from backend.forms.decimals import number_text, read_number
from backend.forms.formats import FORMATS
from backend.forms.questions import Question
from backend.forms.text import cleaned, half_width

LONGEST_OTHER = 200
LONGEST_RAW = 10_000
# More items than any question has options, twice over: a list longer than this is not looked into.
MOST_ITEMS = 400

# A BIGINT as text, in its one written form.
_ID = re.compile(r"[1-9][0-9]{0,18}")
_NOT_AN_OPTION = "请从给出的选项里选择"
_NOT_A_FILE = "有的文件没有传上来，请重新上传"


class Reading(NamedTuple):
    """An answer as read: `value` is None if there is none or it is wrong."""

    value: Answer | None = None
    wrong: str | None = None
    missing: str | None = None


def read_answer(question: Question, raw: object, today: str) -> Reading:
    """`raw`, any JSON value, as an answer to `question` on the business day `today` (ISO). Never raises."""
    return Reading() if raw is None else _READERS[question.type](question, raw, today)


def _read_choice(question: Question, raw: object) -> Reading:
    """One option, or `{"value": "other", "text": ...}`; a bare "other" has its text still to be written."""
    if isinstance(raw, str) and any(option.value == raw for option in question.options):
        return Reading(raw)
    if not question.other:
        return Reading(wrong=_NOT_AN_OPTION)
    text = ""
    if isinstance(raw, dict):
        if raw.get("value") != OTHER or not set(raw) <= {"value", "text"}:
            return Reading(wrong=_NOT_AN_OPTION)
        text = raw.get("text", "")
    elif raw != OTHER:
        return Reading(wrong=_NOT_AN_OPTION)
    if not isinstance(text, str):
        return Reading(wrong="请用文字写明“其他”的内容")
    if len(text) > LONGEST_RAW or len(text := cleaned(text)) > LONGEST_OTHER:
        return Reading(wrong=f"“其他”最多写 {LONGEST_OTHER} 个字")
    return Reading({"value": OTHER, "text": text}, missing=None if text else "请写明“其他”的内容")


def _read_single(question: Question, raw: object, _today: str) -> Reading:
    return Reading() if raw == "" else _read_choice(question, raw)


def _read_multiple(question: Question, raw: object, _today: str) -> Reading:
    """Distinct choices, put in the order of the options, "other" last."""
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
        return Reading(wrong=_NOT_AN_OPTION)
    picked: set[str] = set()
    other: dict[str, str] | None = None
    missing = None
    values = {option.value for option in question.options}
    for item in raw:
        if isinstance(item, str) and item in values:
            picked.add(item)
            continue
        reading = _read_choice(question, item)
        if not isinstance(reading.value, dict) or (other is not None and other != reading.value):
            return Reading(wrong=reading.wrong or _NOT_AN_OPTION)
        other, missing = reading.value, reading.missing
    chosen: list[str | dict[str, str]] = [option.value for option in question.options if option.value in picked]
    if other is not None:
        chosen.append(other)
    count = len(chosen)
    if not count:
        return Reading()
    if question.max_choices is not None and count > question.max_choices:
        return Reading(wrong=f"最多选 {question.max_choices} 项，现在选了 {count} 项")
    if count < question.min_choices:
        missing = f"至少选 {question.min_choices} 项，现在选了 {count} 项"
    return Reading(chosen, missing=missing)


def _read_score(question: Question, raw: object, _today: str) -> Reading:
    number, wrong = read_number(raw, 0)
    if wrong is None and number is None:
        return Reading()
    low, high = question.minimum or 0, question.maximum or 0
    if number is None or not low <= number <= high:
        return Reading(wrong=f"请打 {low} 到 {high} 分")
    return Reading(number)


def _read_number(question: Question, raw: object, _today: str) -> Reading:
    number, wrong = read_number(raw, question.decimals)
    if number is None:
        return Reading(wrong=wrong)
    unit = f" {question.unit}" if question.unit else ""
    if question.minimum is not None and number < question.minimum:
        return Reading(wrong=f"不能小于 {number_text(question.minimum)}{unit}")
    if question.maximum is not None and number > question.maximum:
        return Reading(wrong=f"不能大于 {number_text(question.maximum)}{unit}")
    return Reading(number)


def _read_text(question: Question, raw: object, today: str) -> Reading:
    if not isinstance(raw, str):
        return Reading(wrong="请填写文字")
    if len(raw) > LONGEST_RAW:
        return Reading(wrong=f"内容太长，最多 {question.max_length} 个字")
    text = cleaned(raw, multiline=question.multiline)
    if not text:
        return Reading()
    text, wrong = FORMATS[question.format](text, today)
    if wrong is not None:
        return Reading(wrong=wrong)
    if len(text) > question.max_length:
        return Reading(wrong=f"最多 {question.max_length} 个字，现在是 {len(text)} 个字")
    if len(text) < question.min_length:
        return Reading(text, missing=f"至少 {question.min_length} 个字，现在是 {len(text)} 个字")
    return Reading(text)


def _read_date(question: Question, raw: object, today: str) -> Reading:
    if not isinstance(raw, str) or len(raw) > LONGEST_RAW:
        return Reading(wrong="请填写日期，例如 2026-05-01")
    text = half_width(cleaned(raw)).replace(" ", "")
    if not text:
        return Reading()
    day, wrong = read_day(text)
    if day is None:
        return Reading(wrong=wrong)
    if question.earliest is not None and day < (first := limit_day(question.earliest, today)):
        return Reading(wrong=f"不能早于 {first}")
    if question.latest is not None and day > (last := limit_day(question.latest, today)):
        return Reading(wrong=f"不能晚于 {last}")
    return Reading(day)


def _read_matrix(question: Question, raw: object, _today: str) -> Reading:
    """A column for each row answered; rows without one (absent, null, "") are left out, or missing."""
    if not isinstance(raw, dict) or len(raw) > MOST_ITEMS:
        return Reading(wrong=_NOT_AN_OPTION)
    rows = {row.value for row in question.rows}
    columns = {column.value for column in question.columns}
    for row, column in raw.items():
        is_column = isinstance(column, str) and (column in columns or column == "")
        if row not in rows or not (column is None or is_column):
            return Reading(wrong=_NOT_AN_OPTION)
    chosen = {row.value: raw[row.value] for row in question.rows if raw.get(row.value)}
    if not chosen:
        return Reading()
    left = [row.label for row in question.rows if row.required and row.value not in chosen]
    return Reading(chosen, missing=f"还有 {len(left)} 行没有选，从“{left[0]}”开始" if left else None)


def _read_ranking(question: Question, raw: object, _today: str) -> Reading:
    """Options from first to last, `top` of them."""
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
        return Reading(wrong=_NOT_AN_OPTION)
    values = {option.value for option in question.options}
    ranked = [item for item in raw if isinstance(item, str) and item in values]
    if len(ranked) < len(raw):
        return Reading(wrong=_NOT_AN_OPTION)
    if len(set(ranked)) < len(ranked):
        return Reading(wrong="同一项不能排两次")
    if len(ranked) > question.top:
        return Reading(wrong=f"最多排 {question.top} 项，现在排了 {len(ranked)} 项")
    if not ranked:
        return Reading()
    left = question.top - len(ranked)
    return Reading([*ranked], missing=f"请排出 {question.top} 项，还差 {left} 项" if left else None)


def _read_file(question: Question, raw: object, _today: str) -> Reading:
    """Ids of uploaded files, in the order they were chosen; whose they are is for who keeps files to check."""
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
        return Reading(wrong=_NOT_A_FILE)
    ids = [item for item in raw if isinstance(item, str) and _ID.fullmatch(item)]
    if len(ids) < len(raw):
        return Reading(wrong=_NOT_A_FILE)
    if len(set(ids)) < len(ids):
        return Reading(wrong="同一个文件不能交两次")
    if len(ids) > question.most:
        measure = "张" if question.accept == "photo" else "个"
        return Reading(wrong=f"最多上传 {question.most} {measure}，现在有 {len(ids)} {measure}")
    return Reading([*ids]) if ids else Reading()


_READERS: dict[str, Callable[[Question, object, str], Reading]] = {
    "single": _read_single,
    "multiple": _read_multiple,
    "rating": _read_score,
    "scale": _read_score,
    "text": _read_text,
    "number": _read_number,
    "date": _read_date,
    "matrix": _read_matrix,
    "ranking": _read_ranking,
    "file": _read_file,
}
