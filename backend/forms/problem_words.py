"""What is wrong with a definition, told by the number of the question instead of its place in the JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_PATH = re.compile(r"sections\[(\d+)\](?:\.questions\[(\d+)\])?(?:\.(.+))?")
_ITEM = re.compile(r"(rows|columns|options)\[(\d+)\]")
_ITEMS = {"rows": "行", "columns": "列", "options": "个选项"}
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_MOST_PARTS = 1_000

Graph = dict[int, list[int]]  # number of a question -> numbers of those that decide whether it is asked


def problem_in_words(definition: Any, path: str, message: str) -> tuple[str, int | None]:
    """A problem that parsing found, as a sentence, and the number of the question it is about."""
    place = _PATH.fullmatch(path)
    if place is None:
        return f"问卷的写法不对（{path}）：{message}。", None
    section, question, rest = int(place[1]), place[2], place[3] or ""
    number = None if question is None else _first_number(definition, section) + int(question)
    subject = (f"第 {section + 1} 部分" if number is None else f"第 {number} 题") + _within(rest)
    if "show_if" in rest and rest.endswith(".question"):
        looked_at = _value_at(definition, path)
        if isinstance(looked_at, str):
            return f"{subject}{_why_not(definition, section, number, looked_at)}", number
    return f"{subject}：{message}。", number


def _within(rest: str) -> str:
    """Where in a question or section, by the name a person knows it by."""
    item = _ITEM.match(rest)
    words = f"第 {int(item[2]) + 1} {_ITEMS[item[1]]}" if item is not None else ""
    if "show_if" in rest:
        return f"{words}的显示条件"
    is_whole = not rest or (item is not None and item.end() == len(rest))
    return words if is_whole else f"{words}（{rest.rpartition('.')[2]}）"


def _why_not(definition: Any, section: int, number: int | None, looked_at: str) -> str:
    """Why the condition of a question, or of a section, cannot look at the question of that key."""
    questions = dict(_numbered(definition))
    found = next((place for place, question in questions.items() if _key_of(question) == looked_at), None)
    if found is None:
        return f"看的是“{looked_at[:40]}”，问卷里没有这一题。"
    if found == number:
        return "看的是这一题自己的回答，永远不会成立，请改看前面的题。"
    first = _first_number(definition, section)
    if number is None and found in range(first, _first_number(definition, section + 1)):
        return f"看的是这一部分里的第 {found} 题，永远不会成立，请改看前面的题。"
    if found < (number or first):
        return f"看的是第 {found} 题，那一题还有错，请先改好那一题。"
    circle = [] if number is None else _way_back(_graph(definition), found, number)
    if circle:
        names = "、".join(f"第 {one} 题" for one in sorted(circle))
        return f"看的是第 {found} 题，可是{names}绕成了一圈，谁也等不到谁，都不会出现，请去掉其中一个显示条件。"
    return f"看的是第 {found} 题，那一题在后面，还没有回答，请把它移到前面。"


def _graph(definition: Any) -> Graph:
    """Which question's conditions, its section's and its rows' among them, name which."""
    numbers = {_key_of(question): number for number, question in _numbered(definition) if _is_key(question)}
    graph: Graph = {}
    number = 0
    for section in _list_of(definition, "sections"):
        of_section = set(_named(section))
        for question in _list_of(section, "questions"):
            number += 1
            rows = (key for row in _list_of(question, "rows") for key in _named(row))
            graph[number] = [numbers[key] for key in {*of_section, *_named(question), *rows} if key in numbers]
    return graph


def _way_back(graph: Graph, start: int, end: int) -> list[int]:
    """The questions on a way from `start` to `end`, both included; none if there is no way."""
    ways, seen = [[start]], {start}
    for way in ways:
        if way[-1] == end:
            return way
        for further in graph.get(way[-1], ()):
            if further not in seen:
                seen.add(further)
                ways.append([*way, further])
    return []


def _named(part: Any) -> Iterator[str]:
    """The keys that the condition of a part names, as it was written; of a huge one only the first."""
    waiting = [part.get("show_if")] if isinstance(part, dict) else []
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        condition = waiting.pop()
        if isinstance(condition, list):
            waiting += condition
        elif isinstance(condition, dict):
            if isinstance(condition.get("question"), str):
                yield condition["question"]
            waiting += [condition.get(name) for name in ("all", "any", "not")]


def _first_number(definition: Any, section: int) -> int:
    """The number members see of a section's first question; the section's place is from 0."""
    return 1 + sum(len(_list_of(part, "questions")) for part in _list_of(definition, "sections")[:section])


def _numbered(definition: Any) -> Iterator[tuple[int, Any]]:
    questions = (one for section in _list_of(definition, "sections") for one in _list_of(section, "questions"))
    return enumerate(questions, 1)


def _is_key(question: Any) -> bool:
    return isinstance(_key_of(question), str)


def _key_of(question: Any) -> Any:
    return question.get("key") if isinstance(question, dict) else None


def _value_at(definition: Any, path: str) -> Any:
    """What stands at a path that parsing named."""
    found = definition
    for step in _STEP.finditer(path):
        found = found[step[1]] if step[1] is not None else found[int(step[2])]
    return found


def _list_of(data: Any, name: str) -> list[Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []
