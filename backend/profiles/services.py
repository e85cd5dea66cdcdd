"""Changing a member's record: saved by the member, pre-filled by an import, confirmed with one tap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend import clock
from backend.database import atomic
from backend.errors import DomainError, NotFound
from backend.forms import Mode, Question, check_answers, visible_questions
from backend.forms.store import StoredForm, stored_form, stored_forms
from backend.forms.wording import answer_text
from backend.members.services import hold_member
from backend.profiles.consents import (
    clear_value,
    consent_words,
    consents_in_force,
    granted_at,
    sensitive_questions,
    sensitive_values,
    set_value,
)
from backend.profiles.history import ActorKind, Change, write_history
from backend.profiles.models import Consent, ProfileAnswers
from backend.profiles.progress import current_answers, measure
from backend.profiles.queries import SectionRow, sections_with_answers
from backend.profiles.wording import CLEARED, FILLED


class InvalidAnswers(DomainError):
    """Some answers cannot be kept as they are; nothing was saved."""

    status, code, message = 422, "invalid_answers", "有几项需要修改，请按提示检查。"


class ChangedMeanwhile(DomainError):
    """The section was changed since the member loaded it: from another phone, by staff, by an import."""

    status, code, message = 409, "changed_meanwhile", "这一部分刚刚在别处更新过，请核对最新内容后再保存。"


class FormOutdated(DomainError):
    """The questions have changed since the member loaded them."""

    status, code, message = 409, "form_outdated", "题目已更新，请刷新后继续填写，已填内容会保留。"


class NothingToConfirm(DomainError):
    """There is nothing in the section yet that could be confirmed."""

    status, code, message = 409, "nothing_to_confirm", "这一部分还没有内容，请先填写。"


@dataclass(frozen=True, slots=True)
class Submission:
    """What the phone sends: the whole section, and what it had loaded. Sensitive questions left out stay."""

    answers: dict[str, Any]
    form_version: int
    row_version: int
    is_draft: bool


def find_section(member_id: int, key: str) -> tuple[SectionRow, StoredForm]:
    """A section the member is asked, with its form. Raises NotFound."""
    row = next((row for row in sections_with_answers(member_id) if row.key == key), None)
    if row is None:
        raise NotFound
    return row, stored_form(row.form_id)


def save_section(member_id: int, key: str, submission: Submission) -> None:
    """Replace the member's answers to one section, and confirm them unless it is a draft.

    Answers equal to those held change nothing, whatever version they name: a request may be repeated.
    Raises NotFound, FormOutdated, InvalidAnswers, ChangedMeanwhile; then nothing was changed.
    """
    with atomic():
        hold_member(member_id)
        row, form = find_section(member_id, key)
        if form.version != submission.form_version:
            raise FormOutdated
        today = clock.business_today()
        mode: Mode = "partial" if submission.is_draft else "complete"
        values, errors = check_answers(form.definition, submission.answers, today, mode)
        if errors:
            raise InvalidAnswers(errors={name: [message] for name, message in errors.items()})
        secret = _sensitive_changes(member_id, row, form, submission.answers, values)
        ordinary = {name: value for name, value in values.items() if name not in secret.asked}
        changes = _changes(form, row, ordinary) + secret.history
        if changes:
            if row.row_version != submission.row_version:
                raise ChangedMeanwhile
            secret.write(member_id)
            write_history(member_id, row.title, changes, "member", member_id)
        if changes or row.answers_id is None or row.answered_form_id != row.form_id:
            _write(member_id, row, form, ordinary, is_confirmed=row.confirmed_at is not None)
        if not submission.is_draft:
            _confirm(member_id, row.id)


def prefill(
    member_id: int,
    section_key: str,
    answers: Mapping[str, Any],
    actor_kind: ActorKind,
    actor_id: int | None = None,
) -> list[str]:
    """Put known values into a section for the member to confirm; returns the keys of what changed.

    Empty values erase nothing, values equal to those held leave a confirmation in force, and sensitive questions
    cannot be pre-filled: nobody has consented yet. Raises NotFound, InvalidAnswers; then nothing was changed.
    """
    with atomic():
        hold_member(member_id)
        row, form = find_section(member_id, section_key)
        given = {key: value for key, value in answers.items() if value not in (None, "", [], {})}
        refused = {question.key for question in sensitive_questions(form)} & given.keys()
        if refused:
            raise InvalidAnswers(errors={key: ["敏感信息只能由本人填写。"] for key in sorted(refused)})
        today = clock.business_today()
        merged = current_answers(form.definition, row, today) | given
        values, errors = check_answers(form.definition, merged, today, "partial")
        if errors:
            raise InvalidAnswers(errors={key: [message] for key, message in errors.items()})
        changes = _changes(form, row, values)
        if changes:
            write_history(member_id, row.title, changes, actor_kind, actor_id)
            _write(member_id, row, form, values, is_confirmed=False)
        held = row.answers or {}
        return [key for key in given if key in values and values[key] != held.get(key)]


def put_back(
    member_id: int,
    section_key: str,
    changes: Mapping[str, tuple[str, str]],
    actor_kind: ActorKind,
    actor_id: int | None = None,
) -> list[str]:
    """Take changes of texts back, question to (old, new): those that still stand, unless the member confirmed them.

    Returns the questions put back; an old text that was empty leaves the question unanswered.
    """
    with atomic():
        hold_member(member_id)
        try:
            row, form = find_section(member_id, section_key)
        except NotFound:  # asked no longer
            return []
        held = dict(row.answers or {})
        found = [key for key, (_old, new) in changes.items() if held.get(key) == new and row.confirmed_at is None]
        if not found:
            return []
        values = {**held, **{key: changes[key][0] for key in found}}
        values = {key: value for key, value in values.items() if key not in found or value != ""}
        write_history(member_id, row.title, _changes(form, row, values), actor_kind, actor_id)
        _write(member_id, row, form, values, is_confirmed=False)
        return found


def confirm_section(member_id: int, key: str, row_version: int | None) -> None:
    """The member says that what is there is right; also what makes a stale section fresh again.

    `row_version` is what the member read over: what an import has changed since is not confirmed unseen.
    Raises NotFound, NothingToConfirm, ChangedMeanwhile.
    """
    with atomic():
        hold_member(member_id)
        row, _form = find_section(member_id, key)
        if row.answers_id is None:
            raise NothingToConfirm
        if row_version not in (None, row.row_version):
            raise ChangedMeanwhile
        _confirm(member_id, row.id)


@dataclass(frozen=True, slots=True)
class _SensitiveChanges:
    """What a submission changes among the sensitive questions `asked`; nothing is written before `write`."""

    asked: set[str]
    to_set: dict[str, tuple[Any, Consent]]
    to_clear: set[str]
    history: list[Change]

    def write(self, member_id: int) -> None:
        for key, (value, consent) in self.to_set.items():
            set_value(member_id, key, value, consent)
        for key in self.to_clear:
            clear_value(member_id, key)


def _sensitive_changes(
    member_id: int, row: SectionRow, form: StoredForm, answers: dict[str, Any], values: dict[str, Any]
) -> _SensitiveChanges:
    """Compare with what is held; raise InvalidAnswers where a value comes without consent to the present words."""
    questions = {question.key: question for question in sensitive_questions(form)}
    changes = _SensitiveChanges(set(questions), {}, set(), [])
    if not questions:
        return changes
    held = sensitive_values(member_id, questions)
    given = consents_in_force(member_id)
    shown = visible_questions(form.definition, answers, clock.business_today())
    errors = {}
    for words in consent_words(form, row.consents):
        key, value = words.question, values.get(words.question)
        if value is None:
            is_cleared = key in held and (key in answers or key not in shown)
            if is_cleared:
                changes.to_clear.add(key)
                changes.history.append(Change(words.title, FILLED, CLEARED))
        elif granted_at(words, given) is None:
            errors[key] = ["填写这一项之前，请先阅读并同意单独的授权说明。"]
        elif held.get(key) != value:
            changes.to_set[key] = (value, given[key])
            changes.history.append(Change(words.title, FILLED if key in held else "", FILLED))
    if errors:
        raise InvalidAnswers(errors=errors)
    return changes


def _changes(form: StoredForm, row: SectionRow, values: Mapping[str, Any]) -> list[Change]:
    """What differs from the answers held, in words; questions a later form dropped are named by their old title."""
    held = row.answers or {}
    titles: dict[str, Question] = {}
    if row.answered_form_id is not None and row.answered_form_id != row.form_id:
        titles = {q.key: q for q in stored_forms([row.answered_form_id])[row.answered_form_id].definition.questions()}
    titles |= {question.key: question for question in form.definition.questions()}
    return [
        Change(question.title, answer_text(question, held.get(key)), answer_text(question, values.get(key)))
        for key, question in titles.items()
        if held.get(key) != values.get(key)
    ]


def _write(member_id: int, row: SectionRow, form: StoredForm, values: Mapping[str, Any], *, is_confirmed: bool) -> None:
    progress = measure(form.definition, values, clock.business_today())
    columns = {
        "form": form.id,
        "answers": dict(values),
        "filled": progress.filled,
        "total": progress.total,
        "gaps": progress.gaps,
        "updated_at": clock.now(),
    }
    if row.answers_id is None:
        ProfileAnswers.create(member=member_id, section=row.id, **columns)
        return
    if not is_confirmed:
        columns["confirmed_at"] = None
    written = ProfileAnswers.update(row_version=ProfileAnswers.row_version + 1, **columns).where(
        ProfileAnswers.id == row.answers_id, ProfileAnswers.row_version == row.row_version
    )
    if not written.execute():
        raise ChangedMeanwhile


def _confirm(member_id: int, section_id: int) -> None:
    ProfileAnswers.update(confirmed_at=clock.now()).where(
        ProfileAnswers.member == member_id, ProfileAnswers.section == section_id
    ).execute()
