"""Answers as people read them: labels instead of values."""

from collections.abc import Iterable, Mapping
from typing import Any

from backend.forms.questions import Option, Question, Row


def answer_text(question: Question, answer: Any) -> str:
    """One answer in words; an empty text if there is none. Takes any JSON value, since old answers may not fit."""
    match question.type, answer:
        case _, None:
            return ""
        case "single", _:
            return _choice_text(question.options, answer)
        case "multiple", list():
            return "、".join(_choice_text(question.options, item) for item in answer)
        case "ranking", list():
            labels = (_choice_text(question.options, item) for item in answer)
            return "，".join(f"{place}. {label}" for place, label in enumerate(labels, 1))
        case "matrix", dict():
            rows = _labels(question.rows)
            return "；".join(
                f"{rows.get(row, row)}：{_choice_text(question.columns, column)}" for row, column in answer.items()
            )
        case "file", list():
            return f"{len(answer)} 张照片" if question.accept == "photo" else f"{len(answer)} 个文件"
        case "rating" | "scale", _:
            return f"{answer} 分"
        case "number", _:
            return f"{answer} {question.unit}".strip()
    return str(answer)


def _labels(options: Iterable[Option | Row]) -> dict[str, str]:
    return {option.value: option.label for option in options}


def _choice_text(options: Iterable[Option], item: Any) -> str:
    if isinstance(item, Mapping):
        return f"其他：{item['text']}" if item.get("text") else "其他"
    return _labels(options).get(str(item), str(item))
