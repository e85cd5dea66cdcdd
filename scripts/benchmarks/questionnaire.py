"""A survey of thirty questions of every type, and answers to it."""

from __future__ import annotations

import random
from typing import Any

_WORDS = ("希望多组织企业走访", "政策解读可以再细一些", "停车不太方便", "签到排队的时间有点长", "茶歇很好", "没有意见")


def _options(*labels: str) -> list[dict[str, str]]:
    return [{"value": f"o{number}", "label": label} for number, label in enumerate(labels)]


def definition_of_thirty() -> dict[str, Any]:
    """Thirty questions of every type that a large survey mixes."""
    agree = _options("非常同意", "同意", "一般", "不同意", "非常不同意")
    kinds: list[dict[str, Any]] = [
        *({"type": "single", "title": f"单选 {n}", "options": agree} for n in range(8)),
        *({"type": "multiple", "title": f"多选 {n}", "options": _options(*"甲乙丙丁戊己")} for n in range(6)),
        *({"type": "rating", "title": f"评分 {n}"} for n in range(5)),
        *({"type": "scale", "title": f"推荐 {n}"} for n in range(2)),
        *({"type": "number", "title": f"人数 {n}", "min": 0, "max": 500} for n in range(2)),
        *({"type": "date", "title": f"日期 {n}"} for n in range(2)),
        *(
            {"type": "matrix", "title": f"矩阵 {n}", "rows": _options("环境", "服务", "内容"), "columns": agree}
            for n in range(2)
        ),
        {"type": "ranking", "title": "排序", "options": _options(*"东南西北")},
        *({"type": "text", "title": f"建议 {n}", "multiline": True} for n in range(2)),
    ]
    questions = [{"key": f"q{number}", **kind} for number, kind in enumerate(kinds, 1)]
    return {"sections": [{"key": "main", "title": "问卷", "questions": questions}]}


def random_answers(dice: random.Random, definition: dict[str, Any]) -> dict[str, Any]:
    """One set of answers, some questions left out."""
    return {
        question["key"]: _random_answer(dice, question)
        for section in definition["sections"]
        for question in section["questions"]
        if dice.random() < 0.95
    }


def _random_answer(dice: random.Random, question: dict[str, Any]) -> Any:
    values = [option["value"] for option in question.get("options", ())]
    match question["type"]:
        case "single":
            return dice.choice(values)
        case "multiple":
            return sorted(dice.sample(values, dice.randint(1, 3)))
        case "ranking":
            return dice.sample(values, len(values))
        case "rating":
            return dice.randint(1, 5)
        case "scale":
            return dice.randint(0, 10)
        case "number":
            return dice.randint(0, 500)
        case "date":
            return f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        case "matrix":
            columns = [column["value"] for column in question["columns"]]
            return {row["value"]: dice.choice(columns) for row in question["rows"]}
    return f"{dice.choice(_WORDS)}，{dice.choice(_WORDS)}{dice.choice(('', '。', '！'))}"
