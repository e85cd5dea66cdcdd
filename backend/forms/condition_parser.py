"""Parsing a show-if condition: bounded in size, about earlier questions, with operators that fit them."""

from collections.abc import Mapping
from typing import Any, Final

from backend.forms.conditions import AllOf, AnyOf, Comparison, Condition, Not, Scalar
from backend.forms.day import is_iso_day
from backend.forms.decimals import LARGEST
from backend.forms.fields import Problems, is_number
from backend.forms.questions import Question

DEEPEST = 6
MOST_NODES = 50
MOST_PARTS = 20
MOST_VALUES = 200
LONGEST_VALUE = 200

_PRESENCE = ("answered", "not_answered")
_EQUALITY = ("eq", "ne", "in", "not_in")
ORDER: Final = ("gt", "gte", "lt", "lte")
OPERATORS: dict[str, tuple[str, ...]] = {
    "single": _EQUALITY + _PRESENCE,
    "multiple": ("contains", *_PRESENCE),
    "rating": _EQUALITY + ORDER + _PRESENCE,
    "scale": _EQUALITY + ORDER + _PRESENCE,
    "text": _EQUALITY + _PRESENCE,
    "number": _EQUALITY + ORDER + _PRESENCE,
    "date": _EQUALITY + ORDER + _PRESENCE,
    "matrix": _PRESENCE,
    "ranking": ("contains", *_PRESENCE),
    "file": _PRESENCE,
}


# Of one row of a matrix: a column, or none yet.
ROW_OPERATORS = _EQUALITY + _PRESENCE


def parse_condition(data: object, path: str, asked: Mapping[str, Question], problems: Problems) -> Condition | None:
    """The condition in `data`, which may name only questions in `asked`; None after adding what is wrong."""
    return _ConditionParser(asked, problems).node(data, path, 1)


class _ConditionParser:
    def __init__(self, asked: Mapping[str, Question], problems: Problems) -> None:
        self.asked = asked
        self.problems = problems
        self.nodes = 0

    def node(self, data: object, path: str, depth: int) -> Condition | None:
        self.nodes += 1
        if depth > DEEPEST or self.nodes > MOST_NODES:
            message = f"条件最多嵌套 {DEEPEST} 层" if depth > DEEPEST else f"一个条件最多 {MOST_NODES} 项"
            self.problems.add(path, message)
            return None
        if isinstance(data, dict):
            if "all" in data:
                parts = self.parts(data, "all", path, depth)
                return AllOf(parts)
            if "any" in data:
                return AnyOf(self.parts(data, "any", path, depth))
            if "not" in data:
                self.problems.mapping(data, path, ("not",), ())
                part = self.node(data["not"], f"{path}.not", depth + 1)
                return None if part is None else Not(part)
            if "question" in data:
                return self.comparison(data, path)
        self.problems.add(path, "应有 all、any、not 或 question 之一")
        return None

    def parts(self, data: dict[str, Any], name: str, path: str, depth: int) -> tuple[Condition, ...]:
        self.problems.mapping(data, path, (name,), ())
        items = self.problems.items(data[name], f"{path}.{name}", 1, MOST_PARTS)
        read = (self.node(item, f"{path}.{name}[{n}]", depth + 1) for n, item in enumerate(items))
        return tuple(part for part in read if part is not None)

    def comparison(self, data: dict[str, Any], path: str) -> Comparison | None:
        key = data["question"]
        question = self.asked.get(key) if isinstance(key, str) else None
        if question is None:
            self.problems.add(f"{path}.question", "只能引用前面的题目")
            return None
        is_of_row = question.type == "matrix" and "row" in data
        row = data["row"] if is_of_row else None
        if is_of_row and row not in [one.value for one in question.rows]:
            self.problems.add(f"{path}.row", "这道矩阵题没有这一行")
            return None
        named = ("question", "row") if is_of_row else ("question",)
        allowed = ROW_OPERATORS if is_of_row else OPERATORS[question.type]
        op = data.get("op")
        if not isinstance(op, str) or op not in allowed:
            self.problems.add(f"{path}.op", "这种题型只能用：" + "、".join(allowed))
            return None
        if op in _PRESENCE:
            self.problems.mapping(data, path, (*named, "op"), ())
            return Comparison(question.key, op, row=row)
        self.problems.mapping(data, path, (*named, "op", "value"), ("value",))
        if "value" not in data:
            return None
        value_path = f"{path}.value"
        values = [data["value"]]
        if op in ("in", "not_in"):
            values = self.problems.items(data["value"], value_path, 1, MOST_VALUES)
        if not all(_fits(value, question) for value in values):
            self.problems.add(value_path, "值的类型和题目不符")
            return None
        return Comparison(question.key, op, tuple(values), row)


def _fits(value: Scalar, question: Question) -> bool:
    match question.type:
        case "rating" | "scale" | "number":
            return is_number(value) and abs(value) <= LARGEST
        case "date":
            return isinstance(value, str) and is_iso_day(value)
    return isinstance(value, str) and len(value) <= LONGEST_VALUE
