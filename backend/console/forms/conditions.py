"""Show-if conditions as people read and choose them: "当第 1 题『怎么来？』选择了『自己开车』时显示".

What can be chosen with selects are lines put together by "all" or by "any" of them; a condition deeper than that is
read out and left as it is. Takes conditions as they were written, fit for use or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from backend.console.forms.editing import SECTION, Json, questions_in, questions_of, sections_of
from backend.forms.conditions import OTHER
from backend.forms.decimals import read_number

ANSWERED = (("answered", "已回答"), ("not_answered", "没有回答"))
_CHOICE = (("is", "选择了"), ("is_not", "没有选择"), *ANSWERED)
_LIST = (("contains", "选中了"), *ANSWERED)
_NUMBER = (
    ("gte", "不小于"),
    ("lte", "不大于"),
    ("gt", "大于"),
    ("lt", "小于"),
    ("eq", "等于"),
    ("ne", "不等于"),
    *ANSWERED,
)
_DATE = (("gte", "不早于"), ("lte", "不晚于"), ("eq", "正好是"), *ANSWERED)
# How each type may be looked at; the first is what a new line starts with.
OPERATORS: dict[str, tuple[tuple[str, str], ...]] = {
    "single": _CHOICE,
    "row": _CHOICE,
    "multiple": _LIST,
    "ranking": _LIST,
    "rating": _NUMBER,
    "scale": _NUMBER,
    "number": _NUMBER,
    "date": _DATE,
    "text": (*ANSWERED, ("eq", "正好是")),
    "matrix": ANSWERED,
    "file": ANSWERED,
}
_WRITTEN = {"eq": "is", "in": "is", "ne": "is_not", "not_in": "is_not", "contains": "contains"}
_DEEPEST = 8


class Source(NamedTuple):
    """What a condition can look at: an earlier question, or one row of a matrix ("key/row")."""

    name: str
    number: int
    title: str
    kind: str  # type of the question, or "row"
    choices: tuple[tuple[str, str], ...]  # value, label


class Line(NamedTuple):
    """One comparison as it is chosen: with several `values` any of them will do."""

    source: str
    op: str
    values: tuple[str, ...] = ()


class Simple(NamedTuple):
    """Lines that must all hold, or with `join` "any" one of them."""

    join: str
    lines: tuple[Line, ...]


def sources_before(definition: Json, name: str) -> list[Source]:
    """What the condition of a question, or of "section.KEY", may look at: everything asked before it."""
    found: list[Source] = []
    number = 0
    for section in sections_of(definition):
        if name == f"{SECTION}{section.get('key')}":
            return found
        for question in questions_in(section):
            if question.get("key") == name:
                return found
            number += 1
            found += _sources_in(question, number)
    return found


def every_source(definition: Json) -> dict[str, Source]:
    """All that conditions may name, by name."""
    numbered = enumerate(questions_of(definition), 1)
    return {source.name: source for number, question in numbered for source in _sources_in(question, number)}


def _sources_in(question: Json, number: int) -> list[Source]:
    key, title, kind = str(question.get("key")), _words_of(question.get("title")), str(question.get("type"))
    choices = _labelled(question.get("options"))
    if question.get("other") is True:
        choices = (*choices, (OTHER, "其他"))
    found = [Source(key, number, title, kind, choices)]
    if kind == "matrix":
        columns = _labelled(question.get("columns"))
        rows = _labelled(question.get("rows"))
        found += [Source(f"{key}/{value}", number, f"{title}：{label}", "row", columns) for value, label in rows]
    return found


def _labelled(items: Any) -> tuple[tuple[str, str], ...]:
    given = items if isinstance(items, list) else []
    return tuple((str(one.get("value")), _words_of(one.get("label"))) for one in given if isinstance(one, dict))


def _words_of(text: Any) -> str:
    return text if isinstance(text, str) and text.strip() else "（还没有写）"


def simple_of(condition: Any) -> Simple | None:
    """A condition as lines; None if it goes deeper than lines can say, and no lines at all for no condition."""
    if condition is None:
        return Simple("all", ())
    line = _line(condition)
    if line is not None:
        return Simple("all", (line,))
    for join in ("all", "any"):
        if isinstance(condition, dict) and set(condition) == {join} and isinstance(condition[join], list):
            lines = [_line(part) for part in condition[join]]
            if all(line is not None for line in lines):
                return Simple(join, tuple(line for line in lines if line is not None))
    return None


def _line(condition: Any) -> Line | None:
    if not isinstance(condition, dict):
        return None
    if "question" in condition:
        source = str(condition["question"])
        if "row" in condition:
            source += f"/{condition['row']}"
        return _comparison(source, str(condition.get("op", "")), condition.get("value"))
    if set(condition) == {"any"} and isinstance(condition["any"], list):
        parts = [_line(part) for part in condition["any"]]
        first = parts[0] if parts else None
        if first is not None and all(part and part[:2] == (first.source, "contains") for part in parts):
            return Line(first.source, "contains", tuple(value for part in parts if part for value in part.values))
    return None


def _comparison(source: str, op: str, value: Any) -> Line:
    if op in ("answered", "not_answered"):
        return Line(source, op)
    values = tuple(str(one) for one in (value if isinstance(value, list) else [value]) if one is not None)
    return Line(source, op, values)


def shown_line(line: Line, source: Source | None) -> Line:
    """The line with its operator as the selects call it: "is" for "eq" and "in" where something is chosen."""
    if source is not None and source.choices:
        return line._replace(op=_WRITTEN.get(line.op, line.op))
    return line


def written(join: str, lines: Sequence[Line], sources: dict[str, Source]) -> Any:
    """The condition that these lines say; None without lines. A line not chosen to its end stays, and is refused."""
    parts = [_written_line(line, sources.get(line.source)) for line in lines if line.source]
    if len(parts) <= 1:
        return parts[0] if parts else None
    return {join if join == "any" else "all": parts}


def _written_line(line: Line, source: Source | None) -> Json:
    key, _, row = line.source.partition("/")
    named: Json = {"question": key, "row": row} if row else {"question": key}
    allowed = [name for name, _ in OPERATORS.get(source.kind, ())] if source else [line.op]
    # Another question was chosen, and its type is not looked at in this way.
    op = line.op if line.op in allowed else allowed[0] if allowed else line.op
    if op in ("answered", "not_answered"):
        return {**named, "op": op}
    values: list[Any] = [value for value in line.values if value != ""]
    if source is not None and source.choices:
        known = {value for value, _ in source.choices}
        values = [value for value in values if value in known]
        if op == "contains":
            each = [{**named, "op": "contains", "value": value} for value in values]
            return {"any": each} if len(each) > 1 else each[0] if each else {**named, "op": "contains"}
        if len(values) == 1:
            return {**named, "op": "eq" if op == "is" else "ne", "value": values[0]}
        return {**named, "op": "in" if op == "is" else "not_in", "value": values}
    if not values:
        return {**named, "op": op}
    if source is not None and source.kind in ("rating", "scale", "number"):
        number, wrong = read_number(values[0], 4)
        return {**named, "op": op, "value": values[0] if number is None or wrong else number}
    return {**named, "op": op, "value": values[0]}


def in_words(condition: Any, sources: dict[str, Source], depth: int = 0) -> str:
    """A whole condition as a sentence part: "第 1 题『怎么来？』选择了『自己开车』"."""
    line = _line(condition)
    if line is not None:
        return _line_in_words(line, sources)
    if depth > _DEEPEST or not isinstance(condition, dict):
        return "（看不懂的条件）"
    for name, word in (("all", "，并且"), ("any", "，或者")):
        if isinstance(condition.get(name), list):
            parts = word.join(in_words(part, sources, depth + 1) for part in condition[name])
            return f"（{parts}）" if depth else parts
    if "not" in condition:
        inner = in_words(condition["not"], sources, depth + 1)
        return f"不是{inner}" if inner.startswith("（") else f"不是（{inner}）"
    return "（看不懂的条件）"


def _line_in_words(line: Line, sources: dict[str, Source]) -> str:
    source = sources.get(line.source)
    subject = "已删除的题目" if source is None else f"第 {source.number} 题『{source.title}』"
    shown = shown_line(line, source)
    operators = OPERATORS.get(source.kind, ANSWERED) if source is not None else ANSWERED
    words = dict(operators).get(shown.op, "……")
    if shown.op in ("answered", "not_answered"):
        return f"{subject}{words}"
    labels = dict(source.choices) if source is not None else {}
    chosen = "或".join(f"『{labels.get(value, value)}』" for value in shown.values) or "……"
    return f"{subject}{words}{chosen}"
