"""Show-if conditions: a small expression tree over the answers to earlier questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from backend.forms.decimals import Number

# What an answer can be once it has been read; `readers.py` says which type of question gives which.
Answer = str | Number | dict[str, str] | list[str | dict[str, str]]
Scalar = str | Number

OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question, or one `row` of a matrix, against `values`: several for (not_)in, none for (not_)answered."""

    question: str
    op: str
    values: tuple[Scalar, ...] = ()
    row: str | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Condition = Comparison | AllOf | AnyOf | Not


def holds(condition: Condition, values: Mapping[str, Answer]) -> bool:
    """Whether `condition` is true for `values`, which holds only answers that count: shown, and not wrong.

    A comparison with a question that has no such answer is false, also `ne` and `not_in`.
    """
    match condition:
        case AllOf(parts):
            return all(holds(part, values) for part in parts)
        case AnyOf(parts):
            return any(holds(part, values) for part in parts)
        case Not(part):
            return not holds(part, values)
        case Comparison(question, op, wanted, row):
            answer = values.get(question)
            if row is not None and isinstance(answer, dict):
                answer = answer.get(row)
            if op == "not_answered":
                return answer is None
            return answer is not None and (op == "answered" or _compare(op, answer, wanted))


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in the tree, from left to right."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part):
            yield from comparisons(part)
        case Comparison():
            yield condition


def choice_of(item: str | Mapping[str, str]) -> str:
    """The option an item of an answer names: "other" for `{"value": "other", "text": ...}`."""
    return item if isinstance(item, str) else OTHER


def _compare(op: str, answer: Answer, wanted: tuple[Scalar, ...]) -> bool:
    if isinstance(answer, list):
        return wanted[0] in [choice_of(item) for item in answer]
    value: Scalar = OTHER if isinstance(answer, dict) else answer
    match op:
        case "eq" | "in":
            return value in wanted
        case "ne" | "not_in":
            return value not in wanted
    return _is_in_order(op, value, wanted[0])


def _is_in_order(op: str, value: Scalar, bound: Scalar) -> bool:
    order = _order(value, bound)
    match op:
        case "gt":
            return order > 0
        case "gte":
            return order >= 0
        case "lt":
            return order < 0
    return order <= 0


def _order(value: Scalar, bound: Scalar) -> int:
    if isinstance(value, str):
        # A date as ISO text; operators and values were checked against the type, so the bound is text too.
        return (value > str(bound)) - (value < str(bound))
    return (value > float(bound)) - (value < float(bound))
