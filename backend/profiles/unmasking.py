"""Sensitive values before staff: masked, until one says why; the member reads who looked."""

from __future__ import annotations

from collections.abc import Iterator

from backend.audit.services import record
from backend.database import atomic
from backend.errors import NotFound
from backend.forms import Question
from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.profiles.consents import sensitive_questions, sensitive_values
from backend.profiles.queries import SectionRow
from backend.profiles.reading import visible_sections
from backend.profiles.wording import mask
from backend.scope import Scope


def masked_values(member_id: int, rows: list[SectionRow]) -> dict[str, list[dict[str, str]]]:
    """By section, the sensitive values held in these sections: `{"key", "title", "text"}`, masked."""
    asked = list(_asked(rows))
    held = sensitive_values(member_id, [question.key for _, question in asked])
    found: dict[str, list[dict[str, str]]] = {}
    for section, question in asked:
        if question.key in held:
            shown = {"key": question.key, "title": question.title, "text": mask(question, held[question.key])}
            found.setdefault(section, []).append(shown)
    return found


def reveal_sensitive(
    member_id: int, key: str, scope: Scope, *, actor_id: int, organization_id: int, reason: str
) -> tuple[str, str]:
    """A sensitive value in full, with its title, once the audit trail says who asked and why. Raises NotFound."""
    rows = visible_sections(member_id, "staff", scope)
    question = next((one for _, one in _asked(rows) if one.key == key), None)
    held = sensitive_values(member_id, [key]) if question is not None else {}
    if question is None or key not in held:
        raise NotFound
    with atomic():
        record(
            action="unmask_sensitive",
            subject_kind="member",
            subject_id=member_id,
            actor_id=actor_id,
            about_member_id=member_id,
            organization_id=organization_id,
            reason=reason,
            # The member's list of looks names it like this.
            detail={"field": question.title},
        )
    return question.title, answer_text(question, held[key])


def _asked(rows: list[SectionRow]) -> Iterator[tuple[str, Question]]:
    asking = [row for row in rows if row.consents]
    forms = stored_forms(row.form_id for row in asking)
    for row in asking:
        for question in sensitive_questions(forms[row.form_id]):
            yield row.key, question
