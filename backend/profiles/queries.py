"""The statement home runs for every member, and the one profile pages share."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend import clock
from backend.database import Statement

# A section without organization is for everyone; one with it, for the members of its subtree.
_ASKED = """s.organization_id IS NULL OR EXISTS (
    SELECT 1 FROM membership m JOIN organization_closure c ON c.descendant_id = m.organization_id
    WHERE m.member_id = ? AND c.ancestor_id = s.organization_id)"""
_SELECT = """SELECT s.id, s.key, s.title, s.description, s.form_id, s.freshness_days, s.visible_to, s.consents,
    a.id, a.form_id, a.filled, a.total, a.gaps, a.row_version, a.confirmed_at, a.updated_at, {answers}
    FROM profile_section s LEFT JOIN profile_answers a ON a.section_id = s.id AND a.member_id = ?
    WHERE ({asked}) ORDER BY s.position, s.key"""
_WITH_ANSWERS = Statement(_SELECT.format(answers="a.answers", asked=_ASKED))
# Home counts; it needs the answers themselves only where they were given to another version of the form.
_WITH_COUNTS = Statement(_SELECT.format(answers="CASE WHEN a.form_id <> s.form_id THEN a.answers END", asked=_ASKED))


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as one member is asked it, with what they answered. `answers_id` is None before any answer."""

    id: int
    key: str
    title: str
    description: str
    form_id: int
    freshness_days: int
    visible_to: list[str]
    consents: dict[str, str]
    answers_id: int | None
    answered_form_id: int | None
    filled: int
    total: int
    gaps: int
    row_version: int
    confirmed_at: datetime | None
    updated_at: datetime | None
    answers: dict[str, Any] | None


def sections_with_answers(member_id: int) -> list[SectionRow]:
    """Every section the member is asked, in order, answers included. One statement."""
    return [_section(row) for row in _WITH_ANSWERS.rows(member_id, member_id)]


def sections_with_counts(member_id: int) -> list[SectionRow]:
    """The same, with `answers` only where the form has changed since they were given. One statement."""
    return [_section(row) for row in _WITH_COUNTS.rows(member_id, member_id)]


def _section(row: tuple[Any, ...]) -> SectionRow:
    return SectionRow(
        id=row[0],
        key=row[1],
        title=row[2],
        description=row[3],
        form_id=row[4],
        freshness_days=row[5],
        visible_to=json.loads(row[6]),
        consents=json.loads(row[7]),
        answers_id=row[8],
        answered_form_id=row[9],
        filled=row[10] or 0,
        total=row[11] or 0,
        gaps=row[12] or 0,
        row_version=row[13] or 0,
        confirmed_at=None if row[14] is None else clock.from_ms(row[14]),
        updated_at=None if row[15] is None else clock.from_ms(row[15]),
        answers=None if row[16] is None else json.loads(row[16]),
    )
