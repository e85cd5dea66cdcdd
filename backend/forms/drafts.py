"""Questions being worked on: every change is kept at once, can be taken back, and is told to others who work on them.

A draft may be unfit for use; what is asked of members is only ever a version in `store.py`. Two people may change
different questions at the same time: a change is applied to what is there now. Taking back goes over the last
`MOST_STEPS` changes, whoever made them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.database import Statement, atomic
from backend.forms.models import FormDraft, FormDraftStep
from backend.members.models import Member

MOST_STEPS = 50
# Changes of one person to one question that follow each other so fast are taken back as one: it is one typing.
_SAME_TYPING = timedelta(seconds=4)

# The version of a draft that was changed once.
FIRST_CHANGE = 2

Definition = dict[str, Any]

# Whoever changes a draft holds its row first.
_HOLD = Statement("UPDATE form_draft SET version = version WHERE key = ?")


@dataclass(frozen=True, slots=True)
class Draft:
    """Questions as they stand now. `version` is 0 where nothing was changed yet; `undo` and `redo` say in words what
    would be taken back or done again, empty if nothing."""

    key: str
    definition: Definition
    version: int = 0
    undo: str = ""
    redo: str = ""
    changed_by: int | None = None
    changed_by_name: str = ""
    changed_at: datetime | None = None


def open_draft(key: str, form_id: int | None, definition: Definition) -> Draft:
    """The draft of form `key`, or else the version in use, `form_id` with this `definition`."""
    draft = _draft(key)
    # Questions that were changed somewhere else are what counts from then on.
    if draft is None or draft.form_id != form_id:
        return Draft(key, definition)
    return _shown(draft)


def change_draft(
    key: str,
    form_id: int | None,
    definition: Definition,
    change: Callable[[Definition], Definition],
    *,
    by: int,
    about: str,
    question: str = "",
) -> Draft:
    """Keep what `change` makes of the questions as they are now; `definition` is that of the version in use.

    Raises what `change` raises; then nothing was kept.
    """
    with atomic():
        draft = _held(key, form_id, definition)
        now = _step(draft, draft.step)
        changed = change(now.definition)
        if changed == now.definition:
            return _shown(draft)
        FormDraftStep.delete().where(FormDraftStep.draft == draft.id, FormDraftStep.number > draft.step).execute()
        if _is_same_typing(now, by, about, question):
            FormDraftStep.update(definition=changed, made_at=clock.now()).where(FormDraftStep.id == now.id).execute()
        else:
            number = draft.step + 1
            FormDraftStep.create(
                draft=draft.id, number=number, definition=changed, about=about, question=question, made_by=by
            )
            FormDraftStep.delete().where(
                FormDraftStep.draft == draft.id, FormDraftStep.number < number - MOST_STEPS
            ).execute()
            draft.step = number
        _put_step(draft, draft.step, by)
        return _shown(draft)


def start_draft(key: str, form_id: int | None, definition: Definition) -> None:
    """Begin the work on form `key` from other questions than those in use: there is nothing to take back to."""
    with atomic():
        _held(key, form_id, definition)


def take_back(key: str, form_id: int | None, *, by: int, forward: bool = False) -> Draft | None:
    """Take the last change back, or with `forward` do again what was taken back; None if there is no draft."""
    with atomic():
        if not _HOLD.run(key).rowcount:
            return None
        draft = _draft(key)
        if draft is None or draft.form_id != form_id:
            return None
        number = draft.step + (1 if forward else -1)
        if FormDraftStep.select().where(FormDraftStep.draft == draft.id, FormDraftStep.number == number).exists():
            _put_step(draft, number, by)
        return _shown(draft)


def changed_by_other(key: str, question: str, member_id: int) -> str:
    """The name of who last changed one question, if that was not this member; else empty."""
    last = (
        FormDraftStep.select(FormDraftStep, Member)
        .join(FormDraft)
        .switch(FormDraftStep)
        .left_outer_join(Member)
        .where(FormDraft.key == key, FormDraftStep.question == question, FormDraftStep.number <= FormDraft.step)
        .order_by(FormDraftStep.number.desc())
        .first()
    )
    return "" if last is None or last.made_by_id in (None, member_id) else str(last.made_by.name)


def adopt_draft(key: str, form_id: int) -> None:
    """The draft's questions are in use now, as this version: work goes on from there."""
    FormDraft.update(form=form_id).where(FormDraft.key == key).execute()


def drop_draft(key: str) -> None:
    """Forget the draft: the version in use is shown again."""
    FormDraft.delete().where(FormDraft.key == key).execute()


def drafted(key: str, form_id: int | None) -> Definition | None:
    """The questions of the draft; None if there is none."""
    draft = _draft(key)
    return None if draft is None or draft.form_id != form_id else _step(draft, draft.step).definition


def _draft(key: str) -> FormDraft | None:
    found: FormDraft | None = FormDraft.get_or_none(FormDraft.key == key)
    return found


def _held(key: str, form_id: int | None, definition: Definition) -> FormDraft:
    """The draft, locked until the transaction ends; made, or begun anew, where there is none of this version."""
    FormDraft.insert(key=key, form=form_id).on_conflict_ignore().execute()
    _HOLD.run(key)
    draft: FormDraft = FormDraft.get(FormDraft.key == key)
    steps = FormDraftStep.select().where(FormDraftStep.draft == draft.id)
    if draft.form_id != form_id or not steps.exists():
        FormDraftStep.delete().where(FormDraftStep.draft == draft.id).execute()
        FormDraftStep.create(draft=draft.id, number=0, definition=definition)
        FormDraft.update(form=form_id, step=0).where(FormDraft.id == draft.id).execute()
        draft.step = 0
    return draft


def _step(draft: FormDraft, number: int) -> FormDraftStep:
    found: FormDraftStep = FormDraftStep.get(FormDraftStep.draft == draft.id, FormDraftStep.number == number)
    return found


def _is_same_typing(now: FormDraftStep, by: int, about: str, question: str) -> bool:
    is_same = now.number > 0 and (now.made_by_id, now.about, now.question) == (by, about, question) and question
    return bool(is_same) and clock.now() - now.made_at < _SAME_TYPING


def _put_step(draft: FormDraft, number: int, by: int) -> None:
    draft.step, draft.changed_by_id, draft.changed_at = number, by, clock.now()
    draft.version += 1
    changes = {"step": number, "changed_by": by, "changed_at": draft.changed_at, "version": draft.version}
    FormDraft.update(changes).where(FormDraft.id == draft.id).execute()


def _shown(draft: FormDraft) -> Draft:
    around = (draft.step - 1, draft.step, draft.step + 1)
    rows = FormDraftStep.select().where(FormDraftStep.draft == draft.id, FormDraftStep.number << around)
    steps = {row.number: row for row in rows}
    now, after = steps[draft.step], steps.get(draft.step + 1)
    by: Member | None = None
    if draft.changed_by_id is not None:
        by = Member.select(Member.id, Member.name).where(Member.id == draft.changed_by_id).first()
    return Draft(
        draft.key,
        now.definition,
        int(draft.version),
        now.about if draft.step - 1 in steps else "",
        after.about if after is not None else "",
        None if by is None else int(by.id),
        "" if by is None else str(by.name),
        draft.changed_at,
    )
