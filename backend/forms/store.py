"""Form definitions in the database: each change is a new version, and a parsed version stays in memory.

A stored version never changes, so what was parsed once is right for as long as the process lives.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from backend.database import atomic, new_id
from backend.forms.definition import parse_definition
from backend.forms.models import Form
from backend.forms.questions import Definition
from backend.forms.versions import definition_hash

# Definitions are a few KB; a process that has met more than this many starts over.
_MOST_KEPT = 2_000

_kept: dict[int, StoredForm] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class StoredForm:
    """One version of one form, ready to check answers: `definition` parsed, `data` as the phone gets it."""

    id: int
    key: str
    version: int
    data: dict[str, Any]
    definition: Definition


def save_version(key: str, definition: dict[str, Any]) -> Form:
    """Store `definition` as the newest version of form `key`; the newest one again stays the version it is.

    Raises DefinitionError, naming what is wrong. Two writers at once get two versions, or the same one if they
    wrote the same.
    """
    parse_definition(definition)
    wanted = definition_hash(definition)
    with atomic():
        while True:
            newest = latest(key)
            if newest is not None and definition_hash(newest.definition) == wanted:
                return newest
            version = 1 if newest is None else newest.version + 1
            form_id = new_id()
            inserted = (
                Form.insert(id=form_id, key=key, version=version, definition=definition)
                .on_conflict_ignore()
                .as_rowcount()
                .execute()
            )
            if inserted:
                return Form.get_by_id(form_id)
            # Another writer took this version number since we looked: look again.


def forget_other_versions(key: str, kept: int) -> None:
    """Of a form that nobody has answered, only the version that would be asked is kept."""
    Form.delete().where(Form.key == key, Form.id != kept).execute()


def latest(key: str) -> Form | None:
    """The newest version of form `key`, or None if it has none."""
    return cast("Form | None", Form.select().where(Form.key == key).order_by(Form.version.desc()).first())


def stored_form(form_id: int) -> StoredForm:
    """One version by its id. Raises LookupError."""
    found = stored_forms([form_id])
    if form_id not in found:
        raise LookupError(f"no form {form_id}")
    return found[form_id]


def stored_forms(form_ids: Iterable[int]) -> dict[int, StoredForm]:
    """Several versions by id; at most one statement, and none for those this process has met before."""
    wanted = set(form_ids)
    found = {form_id: _kept[form_id] for form_id in wanted if form_id in _kept}
    unknown = wanted - found.keys()
    if unknown:
        met = {form.id: _parsed(form) for form in Form.select().where(Form.id << sorted(unknown))}
        found |= met
        _keep(met)
    return found


def _parsed(form: Form) -> StoredForm:
    return StoredForm(form.id, form.key, form.version, form.definition, parse_definition(form.definition))


def _keep(met: dict[int, StoredForm]) -> None:
    with _lock:
        if len(_kept) + len(met) > _MOST_KEPT:
            _kept.clear()
        _kept.update(met)
