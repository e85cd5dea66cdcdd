"""What one member said about themselves, its history, and the consents they gave."""

from __future__ import annotations

from typing import Any

from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.profiles.consents import sensitive_values
from backend.profiles.history import changes_of
from backend.profiles.models import Consent, ProfileAnswers, ProfileChange, ProfileSection, SensitiveValue
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every section's answers, sensitive ones in full, with history and consents, withdrawn ones too."""
    if member_id is None:
        return {}
    return {
        "profile": _sections(member_id),
        "sensitive": _sensitive(member_id),
        "profile_history": [
            {
                "at": iso(change.at),
                "by": change.actor_kind,
                "by_name": change.by_name,
                "section": change.section_title,
                "question": change.question_title,
                "old": change.old_text,
                "new": change.new_text,
            }
            for change in changes_of(member_id)
        ],
        "consents": [
            {
                "question": consent.question_key,
                "purpose": consent.purpose,
                "text": consent.text,
                "granted_at": iso(consent.granted_at),
                "withdrawn_at": consent.withdrawn_at and iso(consent.withdrawn_at),
            }
            for consent in Consent.select().where(Consent.member == member_id).order_by(Consent.id)
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Answers, sensitive values, consents and history all go."""
    if member_id is not None:
        for table in (ProfileAnswers, SensitiveValue, Consent, ProfileChange):
            table.delete().where(table.member == member_id).execute()


def _sections(member_id: int) -> list[dict[str, Any]]:
    rows = list(
        ProfileAnswers.select(ProfileAnswers, ProfileSection)
        .join(ProfileSection)
        .where(ProfileAnswers.member == member_id)
        .order_by(ProfileSection.position, ProfileSection.key)
    )
    forms = stored_forms(row.form_id for row in rows)
    return [
        {
            "section": row.section.title,
            "confirmed_at": row.confirmed_at and iso(row.confirmed_at),
            "updated_at": iso(row.updated_at),
            "answers": [
                {"question": question.title, "answer": answer_text(question, row.answers[question.key])}
                for question in forms[row.form_id].definition.questions()
                if question.key in row.answers
            ],
        }
        for row in rows
    ]


def _sensitive(member_id: int) -> dict[str, Any]:
    held = SensitiveValue.select(SensitiveValue.question_key).where(SensitiveValue.member == member_id)
    return sensitive_values(member_id, [row.question_key for row in held])
