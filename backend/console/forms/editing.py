"""Changes to a form definition, one at a time: pure functions that answer with a changed copy.

They take definitions as they are being written, fit for use or not, and name sections and questions by their keys, so
that a change means the same whatever others have changed meanwhile. What is gone is simply not found.
"""

from __future__ import annotations

import copy
import secrets
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from backend.errors import DomainError

Json = dict[str, Any]
# A section is named "section.KEY" where a question could be named as well.
SECTION = "section."


class Gone(DomainError):
    """What was to be changed is no longer there."""

    status, code, message = 409, "form_part_gone", "这一题已经被删除了，可能是别人刚刚改的。"


class Kind(NamedTuple):
    """One entry of the palette: what it is called, what it is for, and a new question of it without key and title."""

    name: str
    hint: str
    start: Json


def _labels(*labels: str) -> list[Json]:
    return [{"value": f"o{number}", "label": label} for number, label in enumerate(labels, 1)]


_CHOICES = _labels("选项 1", "选项 2")
KINDS: dict[str, Kind] = {
    "single": Kind("单选", "几项里选一项", {"type": "single", "required": True, "options": _CHOICES}),
    "multiple": Kind("多选", "可以选好几项", {"type": "multiple", "required": True, "options": _CHOICES}),
    "rating": Kind("打星", "一颗到五颗星", {"type": "rating", "required": True}),
    "scale": Kind("打分", "0 到 10 分，可算推荐值", {"type": "scale", "required": True}),
    "text": Kind("填空", "一行文字", {"type": "text"}),
    "lines": Kind("问答", "好几行文字", {"type": "text", "multiline": True}),
    "number": Kind("数字", "人数、金额", {"type": "number"}),
    "date": Kind("日期", "选一天", {"type": "date"}),
    "matrix": Kind(
        "矩阵",
        "几件事用同一把尺子评",
        {
            "type": "matrix",
            "required": True,
            "rows": [{"value": "r1", "label": "第一件"}, {"value": "r2", "label": "第二件"}],
            "columns": _labels("满意", "一般", "不满意"),
        },
    ),
    "ranking": Kind("排序", "排出先后", {"type": "ranking", "required": True, "options": _CHOICES}),
    "file": Kind("照片", "照片或文件", {"type": "file"}),
}


def kind_of(question: Json) -> str:
    """The palette entry a question belongs to."""
    kind = str(question.get("type", ""))
    return "lines" if kind == "text" and question.get("multiline") is True else kind


def sections_of(definition: Json) -> list[Json]:
    return [one for one in definition.get("sections") or () if isinstance(one, dict)]


def questions_in(section: Json) -> list[Json]:
    return [one for one in section.get("questions") or () if isinstance(one, dict)]


def questions_of(definition: Json) -> Iterator[Json]:
    """All questions, in order."""
    for section in sections_of(definition):
        yield from questions_in(section)


def find_part(definition: Json, name: str) -> Json | None:
    """A question by its key, or a section by "section.KEY"."""
    if name.startswith(SECTION):
        key = name.removeprefix(SECTION)
        return next((one for one in sections_of(definition) if one.get("key") == key), None)
    return next((one for one in questions_of(definition) if one.get("key") == name), None)


def new_key(definition: Json, letter: str = "q") -> str:
    """A key nobody used before: one that comes back later would mix the answers to two different questions."""
    used = {str(part.get("key")) for part in (*sections_of(definition), *questions_of(definition))}
    while (key := letter + secrets.token_hex(4)) in used:
        pass
    return key


def new_value(labelled: list[Json], letter: str = "o") -> str:
    """A value that none of these options or rows has."""
    used = {str(one.get("value")) for one in labelled}
    while (value := letter + secrets.token_hex(3)) in used:
        pass
    return value


def add_question(definition: Json, key: str, kind: str, after: str = "") -> Json:
    """A new question behind the question or at the top of the section named `after`; at the very end without one."""
    question = {"key": key, "title": "", **copy.deepcopy(KINDS[kind].start)}
    changed = copy.deepcopy(definition)
    if not sections_of(changed):
        changed["sections"] = [{"key": new_key(changed, "s"), "title": "第一部分", "questions": []}]
    section, place = _place_behind(changed, after)
    section["questions"] = questions_in(section)
    section["questions"].insert(place, question)
    return changed


def add_section(definition: Json, key: str, after: str = "") -> Json:
    """A new section behind the one named, or the one around the question named; the questions after it become its."""
    changed = copy.deepcopy(definition)
    sections = changed["sections"] = sections_of(changed)
    new: Json = {"key": key, "title": f"第 {len(sections) + 1} 部分", "questions": []}
    if not sections:
        changed["sections"] = [new]
        return changed
    section, place = _place_behind(changed, after)
    if after and not after.startswith(SECTION):
        questions = questions_in(section)
        section["questions"], new["questions"] = questions[:place], questions[place:]
    sections.insert(sections.index(section) + 1, new)
    return changed


def _place_behind(definition: Json, name: str) -> tuple[Json, int]:
    for section in sections_of(definition):
        if name == f"{SECTION}{section.get('key')}":
            return section, 0
        for place, question in enumerate(questions_in(section)):
            if name and question.get("key") == name:
                return section, place + 1
    last = sections_of(definition)[-1]
    return last, len(questions_in(last))


def put_part(definition: Json, name: str, part: Json) -> Json:
    """The question or section by this name as `part` says; a section keeps its questions. Raises Gone."""
    changed = copy.deepcopy(definition)
    old = find_part(changed, name)
    if old is None:
        raise Gone
    kept = {"questions": old["questions"]} if name.startswith(SECTION) and "questions" in old else {}
    new = {**part, **kept, "key": old.get("key")}
    old.clear()
    old.update(new)
    return changed


def copy_question(definition: Json, name: str, key: str) -> Json:
    """The same question once more, behind itself. Raises Gone."""
    changed = copy.deepcopy(definition)
    old = find_part(changed, name)
    if old is None or name.startswith(SECTION):
        raise Gone
    section, place = _place_behind(changed, name)
    # Where the answers are taken from the profile there is one such question at most.
    twin = {field: value for field, value in copy.deepcopy(old).items() if field != "known_from"}
    section["questions"].insert(place, {**twin, "key": key})
    return changed


def delete_part(definition: Json, name: str) -> Json:
    """Without the question; without the section, its questions joined to the one before it, or after. Raises Gone."""
    changed = copy.deepcopy(definition)
    old = find_part(changed, name)
    if old is None:
        raise Gone
    if not name.startswith(SECTION):
        for section in sections_of(changed):
            section["questions"] = [one for one in questions_in(section) if one is not old]
        return changed
    sections = sections_of(changed)
    place = next(number for number, one in enumerate(sections) if one is old)
    rest = [one for one in sections if one is not old]
    if rest and place > 0:
        rest[place - 1]["questions"] = questions_in(rest[place - 1]) + questions_in(old)
    elif rest:
        rest[0]["questions"] = questions_in(old) + questions_in(rest[0])
    elif questions_in(old):
        raise DomainError("只剩这一部分了，不能删除；可以先删题目。")
    changed["sections"] = rest
    return changed


def move_question(definition: Json, name: str, section_key: str, before: str = "") -> Json:
    """The question into a section, before one of its questions or at its end. Raises Gone."""
    changed = copy.deepcopy(definition)
    moved = find_part(changed, name)
    target = find_part(changed, SECTION + section_key)
    if moved is None or target is None:
        raise Gone
    for section in sections_of(changed):
        section["questions"] = [one for one in questions_in(section) if one is not moved]
    places = [number for number, one in enumerate(target["questions"]) if before and one.get("key") == before]
    target["questions"].insert(places[0] if places else len(target["questions"]), moved)
    return changed


def shift_part(definition: Json, name: str, by: int) -> Json:
    """One place up (-1) or down (1): a question also out of its section into the next, a section whole. Raises Gone."""
    changed = copy.deepcopy(definition)
    part = find_part(changed, name)
    if part is None:
        raise Gone
    sections = changed["sections"] = sections_of(changed)
    if name.startswith(SECTION):
        _shift(sections, lambda one: one is part, by)
        return changed
    place = next(number for number, one in enumerate(sections) if any(part is inner for inner in questions_in(one)))
    questions = sections[place]["questions"] = questions_in(sections[place])
    if not _shift(questions, lambda one: one is part, by) and 0 <= place + by < len(sections):
        neighbour = sections[place + by]
        questions.remove(part)
        there = neighbour["questions"] = questions_in(neighbour)
        there.insert(0 if by > 0 else len(there), part)
    return changed


def shift_value(labelled: list[Json], value: str, by: int) -> list[Json]:
    """Options or rows with this one a place up or down."""
    changed = list(labelled)
    _shift(changed, lambda one: one.get("value") == value, by)
    return changed


def _shift(items: list[Json], is_it: Callable[[Json], bool], by: int) -> bool:
    place = next((number for number, one in enumerate(items) if is_it(one)), None)
    if place is None or not 0 <= place + by < len(items):
        return False
    items.insert(place + by, items.pop(place))
    return True


def leaning_on(definition: Json, name: str) -> list[int]:
    """The numbers of the questions whose conditions look at this one."""
    return [
        number
        for number, question in enumerate(questions_of(definition), 1)
        if any(name == key for part in (question, *_rows(question)) for key in looked_at(part.get("show_if")))
    ]


def _rows(question: Json) -> list[Json]:
    return [row for row in question.get("rows") or () if isinstance(row, dict)]


def looked_at(condition: Any) -> Iterator[str]:
    """The keys of the questions that a condition, as it is written, looks at."""
    if isinstance(condition, list):
        for part in condition:
            yield from looked_at(part)
    elif isinstance(condition, dict):
        if isinstance(condition.get("question"), str):
            yield condition["question"]
        for name in ("all", "any", "not"):
            yield from looked_at(condition.get(name))
