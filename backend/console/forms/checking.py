"""What the check has to say, at the question it is about, with what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backend.console.forms.editing import SECTION, Json, questions_in, questions_of, sections_of
from backend.forms import DefinitionError, parse_definition
from backend.forms.problem_words import problem_in_words
from backend.forms.remarks import Remark

_PLACE = re.compile(r"sections\[(\d+)\](?:\.questions\[(\d+)\])?(?:\.(.+))?")
_LABEL = re.compile(r"(options|rows|columns)\[(\d+)\]\.label")
_NOUNS = {"options": "个选项", "rows": "行", "columns": "列"}
_FIELDS = {
    "title": "题目",
    "help": "说明",
    "description": "说明",
    "options": "选项",
    "rows": "行",
    "columns": "列",
    "min_choices": "最少选几项",
    "max_choices": "最多选几项",
    "min": "最小",
    "max": "最大",
    "low_label": "左边的字",
    "high_label": "右边的字",
    "min_length": "最少字数",
    "max_length": "最多字数",
    "decimals": "小数位数",
    "unit": "单位",
    "top": "排几项",
    "most": "最多几份",
    "purpose": "用途",
    "format": "格式",
    "known_from": "取自资料",
    "multiline": "多行",
}


class Found(NamedTuple):
    """One thing found. `level`: "error" or "warning"; `part`: the key of the question, "section.KEY", or empty."""

    level: str
    words: str
    part: str = ""
    number: int | None = None

    @property
    def is_error(self) -> bool:
        return self.level == "error"


def problems_of(definition: Json) -> list[Found]:
    """What is still to be written before the form can be used; nothing if it is fit."""
    if not any(True for _ in questions_of(definition)):
        return [Found("error", "还没有题目：从左边点一种题型，就加在这里。")]
    try:
        parse_definition(definition)
    except DefinitionError as error:
        return [_found(definition, path, message) for path, message in error.problems]
    return []


def as_found(definition: Json, remarks: Sequence[Remark]) -> list[Found]:
    """Remarks of the publishing check, each at the question it is about."""
    keys = [str(question.get("key")) for question in questions_of(definition)]
    found = []
    for remark in remarks:
        number = remark.number if remark.number is not None and 0 < remark.number <= len(keys) else None
        part = remark.question or ("" if number is None else keys[number - 1])
        found.append(Found(remark.level, remark.message, part, number))
    return found


def _found(definition: Json, path: str, message: str) -> Found:
    words, number = problem_in_words(definition, path, message)
    place = _PLACE.fullmatch(path)
    if place is None:
        return Found("error", words)
    sections = sections_of(definition)
    section = sections[int(place[1])] if int(place[1]) < len(sections) else {}
    part = f"{SECTION}{section.get('key')}"
    if place[2] is not None and int(place[2]) < len(questions_in(section)):
        part = str(questions_in(section)[int(place[2])].get("key"))
    return Found("error", _what_to_do(place[3] or "", message, is_section=place[2] is None) or words, part, number)


def _what_to_do(rest: str, message: str, *, is_section: bool) -> str:
    """The plain words for what people leave open most often; empty for what is rarer."""
    if "show_if" in rest:
        return "" if rest.endswith(".question") else "显示条件还没有选好，选完它，或者删掉这一条。"
    if rest == "title" and message == "不能为空":
        return "给这一部分写个标题。" if is_section else "写上要问什么。"
    if is_section and rest == "questions":
        return "这一部分还没有题目：加一题，或者删掉这一部分。"
    label = _LABEL.fullmatch(rest)
    if label is not None and message == "不能为空":
        return f"第 {int(label[2]) + 1} {_NOUNS[label[1]]}还空着：写上文字，或者删掉它。"
    name = rest.partition("[")[0]
    return f"“{_FIELDS[name]}”{message}。" if name in _FIELDS else ""
