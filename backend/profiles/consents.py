"""Sensitive values: asked with a separate consent, encrypted, and gone the moment the consent is withdrawn.

PIPL articles 14, 15 and 29: consent to sensitive personal information is separate, free, and can be withdrawn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend import clock
from backend.database import atomic
from backend.encryption import keys
from backend.errors import DomainError, NotFound
from backend.forms import Question
from backend.forms.fields import KEY
from backend.forms.store import StoredForm, stored_form, stored_forms
from backend.members.services import hold_member
from backend.merging.models import MemberMerge
from backend.profiles.definitions import sensitive_section
from backend.profiles.history import Change, write_history
from backend.profiles.models import Consent, SensitiveValue
from backend.profiles.queries import sections_with_counts
from backend.profiles.wording import CLEARED


class ConsentTextChanged(DomainError):
    """The words the member agreed to are not the present ones."""

    status, code, message = 409, "consent_text_changed", "同意书内容已更新，请重新阅读后再同意。"


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """What a member is asked to agree to; `text_version` tells one wording from another."""

    question: str
    title: str
    purpose: str
    text: str

    @property
    def text_version(self) -> str:
        """Twelve hex digits that change with purpose or text."""
        return hashlib.sha256(f"{self.purpose}\0{self.text}".encode()).hexdigest()[:12]


def sensitive_questions(form: StoredForm) -> list[Question]:
    """The sensitive questions of a form, in order."""
    return [question for question in form.definition.questions() if question.sensitive]


def consent_words(form: StoredForm, consents: dict[str, str]) -> list[ConsentWords]:
    """The consents a section asks for, in the order of its questions."""
    return [
        ConsentWords(question.key, question.title, question.purpose, consents.get(question.key, ""))
        for question in sensitive_questions(form)
    ]


def consents_in_force(member_id: int) -> dict[str, Consent]:
    """The member's consents that are not withdrawn, by question."""
    rows = Consent.select().where(Consent.member == member_id, Consent.withdrawn_at.is_null())
    return {row.question_key: row for row in rows.order_by(Consent.id)}


def granted_at(words: ConsentWords, given: dict[str, Consent]) -> datetime | None:
    """When the member agreed to exactly these words, or None."""
    consent = given.get(words.question)
    if consent is None or consent.text_version != words.text_version:
        return None
    moment: datetime = consent.granted_at
    return moment


def my_consents(member_id: int) -> list[dict[str, Any]]:
    """Every consent the member can give or has in force, as `ConsentSchema` shows them."""
    given = consents_in_force(member_id)
    return [_consent(words, given) for words in _asked(member_id)]


def grant_consent(member_id: int, question: str, text_version: str) -> dict[str, Any]:
    """Agree to the words now shown for a sensitive question; doing it again changes nothing.

    A consent to earlier words ends, and the value passes to the new one. Raises NotFound, ConsentTextChanged.
    """
    with atomic():
        hold_member(member_id)
        words = next((each for each in _asked(member_id) if each.question == question), None)
        if words is None:
            raise NotFound
        if words.text_version != text_version:
            raise ConsentTextChanged
        given = consents_in_force(member_id)
        if granted_at(words, given) is None:
            _end_consent(member_id, question)
            consent = Consent.create(
                member=member_id,
                question_key=question,
                purpose=words.purpose,
                text=words.text,
                text_version=text_version,
                active_key=f"{member_id}:{question}",
            )
            SensitiveValue.update(consent=consent).where(
                SensitiveValue.member == member_id, SensitiveValue.question_key == question
            ).execute()
            given[question] = consent
        return _consent(words, given)


def withdraw_consent(member_id: int, question: str) -> None:
    """End the consent and erase the value in the same moment; doing it again changes nothing.

    Works for a section the member is no longer asked, too. Raises NotFound for a question that never was one.
    """
    if not KEY.fullmatch(question):  # also keeps NUL, which PostgreSQL cannot take, out of the query
        raise NotFound
    with atomic():
        hold_member(member_id)
        section = sensitive_section(question)
        was_in_force = _end_consent(member_id, question)
        if section is None and not was_in_force:
            raise NotFound
        # What a merge wrote down of how it was holds the value, too.
        MemberMerge.forget(member_id, "consent_withdrawn")
        if not clear_value(member_id, question):
            return
        asked = None if section is None else _question(section.form_id, question)
        change = Change(asked.title if asked else question, "", CLEARED)
        write_history(member_id, section.title if section else "", [change], "member", member_id)


def sensitive_values(member_id: int, questions: Iterable[str]) -> dict[str, Any]:
    """The member's sensitive answers, decrypted, by question. One statement, none if no question is named."""
    wanted = list(questions)
    if not wanted:
        return {}
    rows = SensitiveValue.select().where(SensitiveValue.member == member_id, SensitiveValue.question_key << wanted)
    return {row.question_key: _open(member_id, row) for row in rows}


def set_value(member_id: int, question: str, value: Any, consent: Consent) -> None:
    """Encrypt and keep a sensitive answer under its consent, inside the caller's transaction."""
    sealed = keys().encrypt(json.dumps(value, ensure_ascii=False), _bound_to(member_id, question))
    SensitiveValue.insert(member=member_id, question_key=question, sealed=sealed, consent=consent).on_conflict(
        conflict_target=[SensitiveValue.member, SensitiveValue.question_key],
        update={
            SensitiveValue.sealed: sealed,
            SensitiveValue.consent: consent,
            SensitiveValue.updated_at: clock.now(),
        },
    ).execute()


def sealed_for(row: SensitiveValue, member_id: int) -> str:
    """A sensitive answer sealed for another record of the same person; changes nothing."""
    value = _open(row.member_id, row)
    return keys().encrypt(json.dumps(value, ensure_ascii=False), _bound_to(member_id, row.question_key))


def clear_value(member_id: int, question: str) -> bool:
    """Erase a sensitive answer; False if there was none."""
    erased = SensitiveValue.delete().where(SensitiveValue.member == member_id, SensitiveValue.question_key == question)
    return bool(erased.execute())


def _asked(member_id: int) -> Iterator[ConsentWords]:
    sections = [row for row in sections_with_counts(member_id) if row.consents]
    forms = stored_forms(row.form_id for row in sections)
    for row in sections:
        yield from consent_words(forms[row.form_id], row.consents)


def _consent(words: ConsentWords, given: dict[str, Consent]) -> dict[str, Any]:
    return {
        "question": words.question,
        "title": words.title,
        "purpose": words.purpose,
        "text": words.text,
        "text_version": words.text_version,
        "granted_at": granted_at(words, given),
    }


def _end_consent(member_id: int, question: str) -> bool:
    ended = Consent.update(withdrawn_at=clock.now(), active_key=None).where(
        Consent.member == member_id, Consent.question_key == question, Consent.withdrawn_at.is_null()
    )
    return bool(ended.execute())


def _question(form_id: int, key: str) -> Question | None:
    return next((q for q in stored_form(form_id).definition.questions() if q.key == key), None)


def _open(member_id: int, row: SensitiveValue) -> Any:
    return json.loads(keys().decrypt(row.sealed, _bound_to(member_id, row.question_key)))


def _bound_to(member_id: int, question: str) -> str:
    return f"member:{member_id}:sensitive:{question}"
