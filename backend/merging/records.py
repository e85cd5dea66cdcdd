"""Who a person is, put together from two records: profile answers field by field, consents and what they cover."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.database import json_text
from backend.forms import check_answers
from backend.forms.store import stored_form
from backend.forms.wording import answer_text
from backend.merging.ledger import Ledger
from backend.profiles.consents import sealed_for
from backend.profiles.history import Change, write_history
from backend.profiles.models import Consent, ProfileAnswers, ProfileSection, SensitiveValue
from backend.profiles.progress import measure


def answers_by_section(kept_id: int, gone_id: int) -> tuple[dict[int, ProfileAnswers], dict[int, ProfileAnswers]]:
    """What each of two records holds, by section, the section with it; one statement."""
    rows = ProfileAnswers.select(ProfileAnswers, ProfileSection).join(ProfileSection)
    found: dict[int, dict[int, ProfileAnswers]] = {kept_id: {}, gone_id: {}}
    for row in rows.where(ProfileAnswers.member << [kept_id, gone_id]):
        found[row.member_id][row.section_id] = row
    return found[kept_id], found[gone_id]


def field_key(section_id: int, question: str) -> str:
    """How a choice names a question of a section."""
    return f"{section_id}.{question}"


def merge_profiles(ledger: Ledger) -> None:
    """Sections only gone has become kept's; where both have answers, each question takes the value that wins."""
    mine, theirs = answers_by_section(ledger.kept_id, ledger.gone_id)
    for section_id, kept in mine.items():
        if section_id in theirs:
            _merge_section(ledger, kept, theirs[section_id].answers)
    ledger.move("profile_answers", "member_id", ("section_id",), "资料栏目")


def _merge_section(ledger: Ledger, kept: ProfileAnswers, theirs: dict[str, Any]) -> None:
    form = stored_form(kept.form_id)
    held = dict(kept.answers)
    questions = {question.key: question for question in form.definition.questions() if not question.sensitive}
    taken = {
        key: theirs[key]
        for key in questions
        if key in theirs and ledger.takes_gone(field_key(kept.section_id, key), held.get(key), theirs[key])
    }
    today = clock.business_today()
    checked = check_answers(form.definition, held | taken, today, "partial").values
    values = held | {key: checked[key] for key in taken if key in checked}
    changed = [key for key in taken if values.get(key) != held.get(key)]
    if not changed:
        return
    progress = measure(form.definition, values, today)
    after = {
        "answers": json_text(values),
        "filled": progress.filled,
        "total": progress.total,
        "gaps": progress.gaps,
        # The member has not seen these together.
        "confirmed_at": None,
    }
    ledger.set("profile_answers", kept.id, after, watched="confirmed_at")
    ProfileAnswers.update(row_version=ProfileAnswers.row_version + 1, updated_at=clock.now()).where(
        ProfileAnswers.id == kept.id
    ).execute()
    changes = [
        Change(
            questions[key].title,
            answer_text(questions[key], held.get(key)),
            answer_text(questions[key], values[key]),
        )
        for key in changed
    ]
    write_history(ledger.kept_id, kept.section.title, changes, "staff", ledger.actor_id)


def merge_sensitive_values(ledger: Ledger) -> None:
    """A value goes with its consent, sealed anew; where both have one, kept's stands and gone's is taken out."""
    held = {row.question_key for row in SensitiveValue.select().where(SensitiveValue.member == ledger.kept_id)}
    for row in list(SensitiveValue.select().where(SensitiveValue.member == ledger.gone_id)):
        if row.question_key in held:
            ledger.delete("sensitive_value", row.id)
            _end(ledger, row.consent_id)
            ledger.note("敏感信息两份记录都填过，以保留记录的为准")
            continue
        in_force = _in_force(ledger.kept_id, row.question_key)
        if in_force is not None:
            _end(ledger, in_force.id)
        sealed = sealed_for(row, ledger.kept_id)
        _hand_over(ledger, Consent.get_by_id(row.consent_id))
        ledger.set("sensitive_value", row.id, {"member_id": ledger.kept_id, "sealed": sealed})
        ledger.moved["敏感信息"] += 1


def merge_consents(ledger: Ledger) -> None:
    """Consents go with the person; where both gave one for a question, kept's stays in force."""
    for consent in list(Consent.select().where(Consent.member == ledger.gone_id, Consent.active_key.is_null(False))):
        if _in_force(ledger.kept_id, consent.question_key) is None:
            _hand_over(ledger, consent)
        else:
            _end(ledger, consent.id)
    ledger.move("consent", "member_id", (), "授权同意")


def _in_force(member_id: int, question: str) -> Consent | None:
    found: Consent | None = Consent.get_or_none(Consent.active_key == f"{member_id}:{question}")
    return found


def _end(ledger: Ledger, consent_id: int) -> None:
    ledger.set("consent", consent_id, {"active_key": None, "withdrawn_at": clock.now_ms()})


def _hand_over(ledger: Ledger, consent: Consent) -> None:
    after: dict[str, Any] = {"member_id": ledger.kept_id}
    if consent.active_key is not None:
        after["active_key"] = f"{ledger.kept_id}:{consent.question_key}"
    ledger.set("consent", consent.id, after)
