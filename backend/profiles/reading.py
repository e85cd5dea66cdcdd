"""A member's record as it is shown: to the member, and to those a section is visible to."""

from __future__ import annotations

from typing import Any, Literal

from backend import clock
from backend.forms.store import StoredForm, stored_forms
from backend.forms.wording import answer_text
from backend.organizations.models import Membership, OrganizationClosure
from backend.profiles.consents import (
    consent_words,
    consents_in_force,
    granted_at,
    sensitive_questions,
    sensitive_values,
)
from backend.profiles.models import ProfileSection
from backend.profiles.progress import Progress, current_answers, measure, minutes_for, percent, state_of
from backend.profiles.queries import SectionRow, sections_with_answers
from backend.profiles.services import find_section
from backend.profiles.wording import mask
from backend.scope import Scope

Viewer = Literal["me", "organizers", "staff"]


def profile_overview(member_id: int) -> dict[str, Any]:
    """Every section with its state, completeness, and the next best field, as `ProfileSchema` shows them."""
    rows = sections_with_answers(member_id)
    forms = stored_forms(row.form_id for row in rows)
    progress = [_progress(row, forms[row.form_id]) for row in rows]
    return {
        "completeness": percent(progress),
        "next": _next_field(rows, progress),
        "sections": [_section(row, item) for row, item in zip(rows, progress, strict=True)],
    }


def section_overview(member_id: int, key: str) -> dict[str, Any]:
    """One section as `SectionSchema` shows it. Raises NotFound."""
    row, form = find_section(member_id, key)
    return _section(row, _progress(row, form))


def section_detail(member_id: int, key: str) -> dict[str, Any]:
    """One section with form, answers and consents, as `SectionDetailSchema` shows it. Raises NotFound."""
    row, form = find_section(member_id, key)
    sensitive = {question.key: question for question in sensitive_questions(form)}
    held = sensitive_values(member_id, sensitive)
    given = consents_in_force(member_id) if sensitive else {}
    return {
        **_section(row, _progress(row, form)),
        "form": {"version": form.version, "definition": form.data},
        "answers": current_answers(form.definition, row, clock.business_today()),
        "masked": {question: mask(sensitive[question], value) for question, value in held.items()},
        "row_version": row.row_version,
        "consents": [
            {
                "question": words.question,
                "title": words.title,
                "purpose": words.purpose,
                "text": words.text,
                "text_version": words.text_version,
                "granted_at": granted_at(words, given),
            }
            for words in consent_words(form, row.consents)
        ],
    }


def completeness_of(member_id: int) -> int:
    """Completeness over all sections, in whole percent."""
    completeness: int = profile_overview(member_id)["completeness"]
    return completeness


def visible_sections(member_id: int, viewer: Viewer, scope: Scope | None = None) -> list[SectionRow]:
    """The sections of a member's record that a kind of viewer may read.

    For staff, a section that an organization added is limited to those whose scope meets the member below that
    organization. Whether the viewer may see the member at all is the caller's to decide.
    """
    rows = [row for row in sections_with_answers(member_id) if viewer == "me" or viewer in row.visible_to]
    if scope is None:
        return rows
    met = _sections_met(member_id, scope)
    return [row for row in rows if row.id in met]


def profile_for_staff(member_id: int, scope: Scope, rows: list[SectionRow] | None = None) -> list[dict[str, Any]]:
    """What staff see of a record: sections with title, state and `fields` of title and text. Nothing sensitive.

    `rows`: what `visible_sections` gave already.
    """
    rows = visible_sections(member_id, "staff", scope) if rows is None else rows
    forms = stored_forms(row.form_id for row in rows)
    now, today = clock.now(), clock.business_today()
    shown = []
    for row in rows:
        form = forms[row.form_id]
        answers = current_answers(form.definition, row, today)
        progress = measure(form.definition, answers, today)
        fields = [
            {"key": question.key, "title": question.title, "text": answer_text(question, answers[question.key])}
            for question in form.definition.questions()
            if question.key in answers
        ]
        state = state_of(row, progress.gaps, now)
        shown.append(
            {"key": row.key, "title": row.title, "state": state, "confirmed_at": row.confirmed_at, "fields": fields}
        )
    return shown


def _sections_met(member_id: int, scope: Scope) -> set[int]:
    """Sections without organization, and those whose organization has the member and the scope below it together."""
    places = (
        Membership.select(Membership.organization)
        .where(Membership.member == member_id, Membership.organization << scope.organizations())
        .alias("places")
    )
    above = OrganizationClosure.select(OrganizationClosure.ancestor).join(
        places, on=OrganizationClosure.descendant == places.c.organization_id
    )
    rows = ProfileSection.select(ProfileSection.id).where(
        ProfileSection.organization.is_null() | (ProfileSection.organization << above)
    )
    return {row.id for row in rows}


def _progress(row: SectionRow, form: StoredForm) -> Progress:
    today = clock.business_today()
    return measure(form.definition, current_answers(form.definition, row, today), today)


def _section(row: SectionRow, progress: Progress) -> dict[str, Any]:
    state = state_of(row, progress.gaps, clock.now())
    return {
        "key": row.key,
        "title": row.title,
        "description": row.description,
        "completeness": percent([progress]),
        "filled": progress.filled,
        "total": progress.total,
        "missing": [question.title for question in progress.missing],
        "state": state,
        "confirmed_at": row.confirmed_at,
        "updated_at": row.updated_at,
        "freshness_days": row.freshness_days,
        "visible_to": ["me", *row.visible_to],
        "minutes": minutes_for(len(progress.missing), state),
    }


def _next_field(rows: list[SectionRow], progress: list[Progress]) -> dict[str, str] | None:
    required: list[dict[str, str]] = []
    optional: list[dict[str, str]] = []
    for row, item in zip(rows, progress, strict=True):
        for place, question in enumerate(item.missing):
            field = {"section": row.key, "question": question.key, "title": question.title}
            (required if place < item.gaps else optional).append(field)
    return next(iter(required + optional), None)
