"""What is wrong with the questions of a survey, told by their numbers: loops, rows, places."""

from __future__ import annotations

from typing import Any

import pytest

from backend.forms import DefinitionError, parse_definition
from backend.forms.problem_words import problem_in_words
from backend.surveys.check import check_survey
from backend.surveys.models import Survey
from tests.factories import make_survey
from tests.people import World

OPTIONS = [{"value": "x", "label": "甲"}, {"value": "y", "label": "乙"}]


def asks(key: str, looks_at: str | None = None, **more: Any) -> dict[str, Any]:
    condition = {"question": looks_at, "op": "answered"}
    return {"key": key, "type": "text", "title": key, **({"show_if": condition} if looks_at else {}), **more}


def grid(key: str, *conditions: Any) -> dict[str, Any]:
    rows = [
        {"value": f"r{n}", "label": name, **({"show_if": condition} if condition else {})}
        for n, (name, condition) in enumerate(zip(("停车", "餐饮"), conditions, strict=False))
    ]
    return {"key": key, "type": "matrix", "title": key, "rows": rows, "columns": OPTIONS}


def form(*sections: list[dict[str, Any]], **conditions: Any) -> dict[str, Any]:
    return {
        "sections": [
            {
                "key": f"s{n}",
                "title": f"部分{n}",
                "questions": questions,
                **({"show_if": conditions[f"s{n}"]} if f"s{n}" in conditions else {}),
            }
            for n, questions in enumerate(sections)
        ]
    }


def told(definition: Any) -> list[tuple[str, int | None]]:
    with pytest.raises(DefinitionError) as refused:
        parse_definition(definition)
    return [problem_in_words(definition, *problem) for problem in refused.value.problems]


AT = {"question": "c", "op": "answered"}
NEVER = {"all": [{"question": "a", "op": "answered"}, {"question": "a", "op": "not_answered"}]}
CIRCLE = "绕成了一圈，谁也等不到谁，都不会出现，请去掉其中一个显示条件。"


@pytest.mark.parametrize(
    ("definition", "words", "number"),
    [
        (form([asks("a"), asks("b", "b")]),
         "第 2 题的显示条件看的是这一题自己的回答，永远不会成立，请改看前面的题。", 2),
        (form([asks("a")], [asks("b", "c"), asks("c")]),
         "第 2 题的显示条件看的是第 3 题，那一题在后面，还没有回答，请把它移到前面。", 2),
        (form([asks("a", "b"), asks("b", "a")]),
         "第 1 题的显示条件看的是第 2 题，可是第 1 题、第 2 题" + CIRCLE, 1),
        (form([asks("a", "c"), asks("b", "a")], [asks("c", "b")]),
         "第 1 题的显示条件看的是第 3 题，可是第 1 题、第 2 题、第 3 题" + CIRCLE, 1),
        (form([asks("a", "c"), asks("b")], [asks("c")], s1={"question": "a", "op": "answered"}),
         "第 1 题的显示条件看的是第 3 题，可是第 1 题、第 3 题" + CIRCLE, 1),
        (form([asks("a", "m"), grid("m", {"not": {"question": "a", "op": "answered"}})]),
         "第 1 题的显示条件看的是第 2 题，可是第 1 题、第 2 题" + CIRCLE, 1),
        (form([asks("a"), grid("m", None, {"question": "m", "row": "r0", "op": "answered"})]),
         "第 2 题第 2 行的显示条件看的是这一题自己的回答，永远不会成立，请改看前面的题。", 2),
        (form([grid("m", {"any": [AT, AT]})], [asks("c")]),
         "第 1 题第 1 行的显示条件看的是第 2 题，那一题在后面，还没有回答，请把它移到前面。", 1),
        (form([asks("a")], [asks("b"), asks("c")], s1=AT),
         "第 2 部分的显示条件看的是这一部分里的第 3 题，永远不会成立，请改看前面的题。", None),
        (form([asks("a")], [asks("b")], [asks("c")], s1=AT),
         "第 2 部分的显示条件看的是第 3 题，那一题在后面，还没有回答，请把它移到前面。", None),
        (form([asks("a"), asks("b", "gone")]), "第 2 题的显示条件看的是“gone”，问卷里没有这一题。", 2),
        (form([{"key": "a", "type": "essay", "title": "一"}, asks("b", "a")]),
         "第 2 题的显示条件看的是第 1 题，那一题还有错，请先改好那一题。", 2),
        (form([asks("a")], [asks("b", max_length=0)]), "第 2 题（max_length）：应是 1 到 5000 之间的整数。", 2),
        (form([grid("m", None)], [asks("b", show_if={"question": "m", "row": "r7", "op": "answered"})]),
         "第 2 题的显示条件：这道矩阵题没有这一行。", 2),
        (form([{"key": "a", "type": "single", "title": "一", "options": [*OPTIONS, OPTIONS[0]]}]),
         "第 1 题第 3 个选项（value）：和前面的重复了。", 1),
        (form([asks("a")], []), "第 2 部分（questions）：应有 1 到 200 项。", None),
        ({"sections": []}, "问卷的写法不对（sections）：应有 1 到 30 项。", None),
        (form([asks("a"), "b"]), "第 2 题：应是一个对象。", 2),
        (form([asks("a", show_if={"question": ["a"], "op": "eq"})]), "第 1 题的显示条件：只能引用前面的题目。", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_number(definition: Any, words: str, number: int | None) -> None:
    assert (words, number) in told(definition)


def test_conditions_without_end_are_told_too() -> None:
    deep: Any = {"question": "b", "op": "answered"}
    for _ in range(5_000):
        deep = {"all": [deep, deep]}
    assert told(form([asks("a", show_if=deep)]))[0] == ("第 1 题的显示条件：条件最多嵌套 6 层。", 1)


@pytest.fixture
def survey(world: World) -> Survey:
    return make_survey(world.chamber)


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (form([asks("a")], [grid("m", NEVER,
                                 None)]), "第 2 题的“停车”一行永远不会出现：显示条件永远不会成立。"),
        (form([grid("m", None), asks("b", show_if={"question": "m", "row": "r0", "op": "eq", "value": "z"})]),
         "第 2 题：条件里的 z 不是第 1 题能有的答案。"),
        (form([asks("a"), grid("m", NEVER,
                               None),
               asks("b", show_if={"question": "m", "row": "r0", "op": "answered"})]),
         "第 3 题永远不会出现：它依赖的第 2 题的“停车”一行永远不会显示。"),
        (form([asks("a"), grid("m", NEVER)]),
         "第 2 题永远不会出现：它的每一行都永远不会显示。"),
        (form([asks("a")], [asks("b", "b")]),
         "第 2 题的显示条件看的是这一题自己的回答，永远不会成立，请改看前面的题。"),
    ],
)  # fmt: skip
def test_the_check_before_publishing_names_questions_and_rows(survey: Survey, definition: Any, words: str) -> None:
    remarks = check_survey(survey, definition, [], 10)
    found = next(remark for remark in remarks if remark.message == words)
    assert found.level == "error"
    assert f"第 {found.number} 题" in words
