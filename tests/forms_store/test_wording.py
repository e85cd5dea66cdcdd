"""Answers in words."""

from __future__ import annotations

from typing import Any

import pytest

from backend.forms import Question, parse_definition
from backend.forms.wording import answer_text

YES_NO = [{"value": "yes", "label": "有"}, {"value": "no", "label": "暂无"}]


def question(**fields: Any) -> Question:
    data = {"key": "q", "title": "题目", **fields}
    return next(parse_definition({"sections": [{"key": "s", "title": "栏", "questions": [data]}]}).questions())


@pytest.mark.parametrize(
    ("fields", "answer", "words"),
    [
        ({"type": "single", "options": YES_NO}, "yes", "有"),
        ({"type": "single", "options": YES_NO}, "gone", "gone"),
        ({"type": "single", "options": YES_NO, "other": True}, {"value": "other", "text": "说不清"}, "其他：说不清"),
        ({"type": "single", "options": YES_NO, "other": True}, {"value": "other", "text": ""}, "其他"),
        ({"type": "multiple", "options": YES_NO}, ["yes", "no"], "有、暂无"),
        ({"type": "ranking", "options": YES_NO}, ["no", "yes"], "1. 暂无，2. 有"),
        ({"type": "rating"}, 4, "4 分"),
        ({"type": "scale"}, 0, "0 分"),
        ({"type": "number", "unit": "小时"}, 12, "12 小时"),
        ({"type": "number"}, 2.5, "2.5"),
        ({"type": "date"}, "2026-05-01", "2026-05-01"),
        ({"type": "text"}, "随便写写", "随便写写"),
        ({"type": "text"}, None, ""),
        ({"type": "multiple", "options": YES_NO}, "yes", "yes"),
        ({"type": "file"}, ["1"], "1 张照片"),
        ({"type": "file", "most": 3, "accept": "any"}, ["1", "2"], "2 个文件"),
        (
            {"type": "matrix", "rows": [{"value": "food", "label": "餐饮"}], "columns": YES_NO},
            {"food": "yes"},
            "餐饮：有",
        ),
    ],
)
def test_an_answer_reads_as_people_would_say_it(fields: dict[str, Any], answer: Any, words: str) -> None:
    assert answer_text(question(**fields), answer) == words
