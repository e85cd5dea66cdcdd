"""Cross tables: answers to one question by organization (from kept counts) or by another question (counted anew)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from backend.errors import InvalidInput
from backend.surveys.asked import Asked, Facet
from backend.surveys.models import Survey
from backend.surveys.parts import (
    Whole,
    groups_of_facets,
    hidden_groups,
    read_whole,
    unit_groups,
    units_of,
    with_leading,
)
from backend.surveys.results import share_of
from backend.surveys.sight import Line, Lines, hidden_line

BY_ORGANIZATION = "organization"
# A table with more is none that anybody reads.
_MOST_OPTIONS = 30
_KINDS = ("single", "multiple", "rating", "scale", "number", "date", "ranking")


def cross_of(survey: Survey, question: str, by: str) -> dict[str, Any]:
    """A cross table as CrossSchema shows it. Raises InvalidInput for questions that cannot be crossed."""
    whole = read_whole(survey)
    asked = _crossable(whole, "question", question)
    facets = whole.facets[asked.key]
    if by == BY_ORGANIZATION:
        head, rows = {"key": by, "title": "组织"}, _by_unit(whole, asked)
    else:
        other = _crossable(whole, "by", by)
        if other.key == asked.key:
            raise InvalidInput(errors={"by": ["请选另一题来交叉。"]})
        head, rows = {"key": other.key, "title": other.question.title}, _by_question(whole, asked, other)
    return {
        "question": {"key": asked.key, "title": asked.question.title},
        "by": head,
        "columns": [{"value": cell.value, "label": cell.label} for facet in facets for cell in facet.cells],
        "rows": rows,
        "is_hidden": whole.is_hidden or (bool(rows) and all(row["total"] is None for row in rows)),
    }


def _crossable(whole: Whole, field: str, key: str) -> Asked:
    asked = next((one for one in whole.asked if one.key == key), None)
    if asked is None:
        raise InvalidInput(errors={field: ["问卷里没有这一题。"]})
    if asked.question.type not in _KINDS:
        raise InvalidInput(errors={field: ["填空、矩阵和文件题不能交叉分析。"]})
    if sum(len(facet.cells) for facet in whole.facets[key]) > _MOST_OPTIONS:
        raise InvalidInput(errors={field: [f"选项超过 {_MOST_OPTIONS} 个的题不能交叉分析。"]})
    return asked


def _by_unit(whole: Whole, asked: Asked) -> list[dict[str, Any]]:
    units = units_of(whole.survey)
    wanted = _wanted(whole, asked)
    groups, hidden = unit_groups(whole, units, wanted)
    lines = whole.lines_of(groups, hidden, wanted)
    return [
        _row(str(unit["id"]), unit["name"], [lines[facet][place] for facet in whole.facets[asked.key]])
        for place, unit in enumerate(units)
    ]


def _by_question(whole: Whole, asked: Asked, other: Asked) -> list[dict[str, Any]]:
    wanted = _wanted(whole, asked)
    by_facets = [facet for facet in whole.facets[other.key] if facet.cells]
    rows = []
    for facet, groups in zip(by_facets, groups_of_facets(whole, other, by_facets, wanted), strict=True):
        is_hidden = whole.survey.is_anonymous and whole.lines()[facet][0].answered is None
        hidden = set[int]() if not whole.survey.is_anonymous or is_hidden else hidden_groups(whole, facet, groups)
        lines = _nothing(whole, wanted, len(groups)) if is_hidden else whole.lines_of(groups, hidden, wanted)
        rows += [
            _row(cell.value, cell.label, [lines[one][place] for one in whole.facets[asked.key]])
            for place, cell in enumerate(facet.cells)
        ]
    return rows


def _wanted(whole: Whole, asked: Asked) -> set[str]:
    # What leads to a question decides what may be shown of it, where something is hidden.
    return with_leading(whole, asked.key) if whole.survey.is_anonymous else {asked.key}


def _nothing(whole: Whole, wanted: Collection[str], groups: int) -> Lines:
    def line(facet: Facet) -> list[Line]:
        return [hidden_line(facet)] * groups

    return {facet: line(facet) for facet in whole.every_facet(wanted)}


def _row(value: str, label: str, lines: list[Line]) -> dict[str, Any]:
    total = lines[0].answered
    counts = [count for line in lines for count in line.cells]
    cells = [{"count": count, "share": share_of(count, total)} for count in counts]
    return {"value": value, "label": label, "total": total, "cells": cells}
