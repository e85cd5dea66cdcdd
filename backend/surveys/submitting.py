"""Handing in answers: once a member, never beyond a quota, and never more kept of an anonymous one than may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from backend import clock
from backend.database import atomic, json_text, new_id
from backend.encryption import keys
from backend.errors import NotFound
from backend.forms import check_answers
from backend.forms.conditions import choice_of
from backend.forms.models import Form
from backend.forms.store import StoredForm, stored_form
from backend.media.models import Media
from backend.media.services import delete_media
from backend.participation.services import SURVEY_ANSWERED, Act
from backend.surveys import queries
from backend.surveys.errors import (
    AlreadyAnswered,
    FormOutdated,
    InvalidAnswers,
    OptionFull,
    SurveyClosed,
    SurveyFull,
    SurveySoon,
)
from backend.surveys.models import HeldResponse
from backend.surveys.queries import DetailRow

_ATTEMPTS = 4
_SEALED_BYTES = 4_096
_LARGEST_ID = 2**63 - 1
FILES = ("survey", "answer")  # subject and purpose of files that belong to answers

Option = tuple[str, str]


class Receipt(NamedTuple):
    """What the member is told: `answers` and `submitted_at` (milliseconds) of a named survey only."""

    is_held: bool
    answers: dict[str, Any] | None = None
    submitted_at: int | None = None


class _ChangedMeanwhile(Exception):
    """Another request of the same member changed the response since it was read."""


def view_survey(survey_id: int, member_id: int) -> DetailRow:
    """The survey as this member sees it. Raises NotFound for who is not asked."""
    shown = queries.find_survey(survey_id, member_id)
    if shown is None:
        raise NotFound
    return shown


def submit(survey_id: int, member_id: int, answers: dict[str, Any], form_version: int) -> Receipt:
    """Keep a member's answers, or others in their place where that is allowed. The same again changes nothing.

    Raises NotFound, SurveySoon, SurveyClosed, SurveyFull, OptionFull, AlreadyAnswered, FormOutdated, InvalidAnswers.
    """
    for _ in range(_ATTEMPTS):
        shown = view_survey(survey_id, member_id)
        form = _form_of(shown, form_version)
        values = _checked(form, shown, member_id, answers)
        repeated = _repeated(shown, member_id, values)
        if repeated is not None:
            return repeated
        _refuse_unless_open(shown)
        try:
            if shown.card.is_anonymous:
                return _hold_back(shown, member_id, form, values)
            if shown.response_id is None:
                return _answer(shown, member_id, form, values)
            return _change(shown, member_id, form, values)
        except _ChangedMeanwhile:
            continue
    raise RuntimeError("a response kept changing while it was being handed in")


def held_key(survey_id: int, member_id: int) -> str:
    """What the seal of a held response is bound to."""
    return f"survey:{survey_id}:held:{member_id}"


def _form_of(shown: DetailRow, version: int) -> StoredForm:
    """The version the answers were given to: an older draft still counts.

    Not in an anonymous survey, whose questions change only before it opens: who answered the older version would be
    known for having looked early.
    """
    present = stored_form(shown.card.form_id)
    if version == present.version:
        return present
    if shown.card.is_anonymous:
        raise FormOutdated
    older = Form.get_or_none(Form.key == present.key, Form.version == version)
    if older is None:
        raise FormOutdated
    return stored_form(older.id)


def _checked(form: StoredForm, shown: DetailRow, member_id: int, answers: dict[str, Any]) -> dict[str, Any]:
    checked = check_answers(form.definition, answers, clock.business_today())
    errors = dict(checked.errors)
    files = {key: checked.values[key] for key in _file_keys(form) if key in checked.values}
    if files and not errors:
        errors |= _not_mine(files, shown.card.id, member_id)
    if errors:
        raise InvalidAnswers(errors={key: [message] for key, message in errors.items()})
    return dict(checked.values)


def _file_keys(form: StoredForm) -> list[str]:
    return [question.key for question in form.definition.questions() if question.type == "file"]


def uploaded_by(member_id: int, survey_id: int) -> Any:
    """Which files a member uploaded for answers to a survey, as a condition on Media."""
    subject, purpose = FILES
    return (
        (Media.subject_kind == subject)
        & (Media.subject_id == survey_id)
        & (Media.purpose == purpose)
        & (Media.uploaded_by == member_id)
    )


def _not_mine(files: Mapping[str, Any], survey_id: int, member_id: int) -> dict[str, str]:
    # An id has up to 19 digits, which is more than the database can look for.
    named = {media_id for ids in files.values() for media_id in map(int, ids) if media_id <= _LARGEST_ID}
    mine = Media.select(Media.id).where(Media.id << sorted(named), uploaded_by(member_id, survey_id))
    known = {media.id for media in mine}
    return {
        key: "有的文件没有传上来，请重新上传" for key, ids in files.items() if any(int(one) not in known for one in ids)
    }


def _forget_unnamed(survey_id: int, member_id: int, form: StoredForm, values: dict[str, Any]) -> None:
    """Delete what was uploaded and then left out of the answers: nobody meant to hand it in.

    In the transaction that writes them: other answers, checked meanwhile against files that are there, must wait.
    """
    keys_of_files = _file_keys(form)
    if not keys_of_files:
        return
    named = [int(one) for key in keys_of_files for one in values.get(key, ())]
    for media in list(Media.select().where(uploaded_by(member_id, survey_id), Media.id.not_in(named))):
        delete_media(media)


def _repeated(shown: DetailRow, member_id: int, values: dict[str, Any]) -> Receipt | None:
    """The receipt of a request that says again what was said before; it is good whatever the clock says by now."""
    if shown.answers is not None:
        is_same = json.loads(shown.answers) == values
        return Receipt(False, values, shown.submitted_at) if is_same else None
    if shown.card.is_anonymous and shown.card.is_held:
        return Receipt(True) if _held_answers(shown.card.id, member_id) == values else None
    return None


def _held_answers(survey_id: int, member_id: int) -> Any:
    held = HeldResponse.get_or_none(HeldResponse.survey == survey_id, HeldResponse.member == member_id)
    return None if held is None else json.loads(keys().decrypt(held.sealed, held_key(survey_id, member_id)))


def _refuse_unless_open(shown: DetailRow) -> None:
    card = shown.card
    if card.has_answered and (card.is_anonymous or not card.is_editable):
        raise AlreadyAnswered
    match card.state_at(clock.now_ms()):
        case "soon":
            raise SurveySoon
        case "closed":
            raise SurveyClosed
        case "full":
            raise SurveyFull


def _answer(shown: DetailRow, member_id: int, form: StoredForm, values: dict[str, Any]) -> Receipt:
    card, now = shown.card, clock.now_ms()
    act = Act(member_id, SURVEY_ANSWERED, card.id, card.organization_id, card.title, now, {})
    text = json_text(values)
    with atomic(is_crowded=True):
        if not queries.insert_response(new_id(), form.id, text, act):
            raise _ChangedMeanwhile
        _move_options(shown, {}, values)
        _forget_unnamed(card.id, member_id, form, values)
        # Last, so that others wait for this row as short as can be.
        if not queries.count_response(card.id, now, is_anonymous=False):
            raise _why_not(card.id, member_id)
    return Receipt(False, values, now)


def _change(shown: DetailRow, member_id: int, form: StoredForm, values: dict[str, Any]) -> Receipt:
    card, now = shown.card, clock.now_ms()
    before, text = shown.answers or "", json_text(values)
    with atomic(is_crowded=True):
        if not queries.change_response(shown.response_id or 0, before, text, form.id, now):
            raise _ChangedMeanwhile
        _move_options(shown, json.loads(before), values)
        _forget_unnamed(card.id, member_id, form, values)
        if not queries.note_changed(card.id, now):
            raise SurveyClosed
    return Receipt(False, values, shown.submitted_at)


def _hold_back(shown: DetailRow, member_id: int, form: StoredForm, values: dict[str, Any]) -> Receipt:
    """No time, no line in any trail or record: only the seal, until the answers are mixed with others."""
    card = shown.card
    sealed = keys().encrypt(_padded(json_text(values)), held_key(card.id, member_id))
    with atomic(is_crowded=True):
        if not queries.hold_response(card.id, member_id, form.id, sealed):
            raise _ChangedMeanwhile
        if not queries.count_response(card.id, clock.now_ms(), is_anonymous=True):
            raise _why_not(card.id, member_id)
        # Another request's answers were being mixed while this one waited to be held: it took them for absent. Nothing
        # is mixed now that the survey's row is ours.
        if queries.has_taken_part(card.id, member_id):
            raise _ChangedMeanwhile
    return Receipt(True)


def _padded(text: str) -> str:
    """As long as any other: a seal shows how long its content is, and lengths would tell answers apart later.

    JSON may end in blanks. Beyond 4 KiB the next power of two.
    """
    length = len(text.encode())
    whole = max(_SEALED_BYTES, 1 << (length - 1).bit_length())
    return text + " " * (whole - length)


def _why_not(survey_id: int, member_id: int) -> Exception:
    """The survey closed, or its last place went, since it was read."""
    card = view_survey(survey_id, member_id).card
    return SurveyClosed() if card.state_at(clock.now_ms()) == "closed" else SurveyFull()


def _chosen(values: dict[str, Any]) -> set[Option]:
    """Every option chosen, as pairs of question and option."""
    found: set[Option] = set()
    for question, answer in values.items():
        for item in answer if isinstance(answer, list) else [answer]:
            if isinstance(item, str) or (isinstance(item, dict) and "value" in item):
                found.add((question, choice_of(item)))
    return found


def _move_options(shown: DetailRow, answers: dict[str, Any], new_answers: dict[str, Any]) -> None:
    """Take and give back places of limited options, in one order for everybody. Raises OptionFull."""
    if not shown.has_quotas:
        return
    before, after = _chosen(answers), _chosen(new_answers)
    if before == after:
        return
    limited = queries.find_limited_options(shown.card.id)
    full: dict[str, list[str]] = {}
    for question, option in sorted(limited & (before ^ after)):
        if (question, option) in before:
            queries.give_option(shown.card.id, question, option)
        elif not queries.take_option(shown.card.id, question, option):
            full[question] = [f"“{_label(shown, question, option)}”已满，请换一项"]
    if full:
        raise OptionFull(errors=full)


def _label(shown: DetailRow, key: str, value: str) -> str:
    for question in stored_form(shown.card.form_id).definition.questions():
        if question.key == key:
            return next((option.label for option in question.options if option.value == value), "其他")
    return value
