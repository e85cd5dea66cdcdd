"""Rosters that were imported, what became of their rows, and how an association names its columns."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField, json_text
from backend.encryption import keys
from backend.members.models import Member
from backend.organizations.models import Organization

# States in which the jobs process has work to do.
WORKING = ("checking", "applying", "undoing")


class RosterImport(PublicModel):
    """One file of people and what came of its rows. The file itself is not kept. `state`:

    mapping (columns are being chosen) · checking · ready (the preview stands) · applying · done · undoing · undone ·
    cancelled. While checking, applying or undoing, `position` of `total` people (when undoing: rows) are done.
    """

    organization_id: int
    imported_by_id: int | None
    undone_by_id: int | None

    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    file_name = peewee.TextField()
    counts = JsonField()
    imported_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    at = TimestampField(default=clock.now)
    state = peewee.TextField(default="done")
    # {"sheet", "header_row", "columns": [{"column", "title", "is_sensitive"}], "skipped_sheets": [[title, reason]]}
    headings = JsonField(default=dict)
    mapping = JsonField(default=dict)  # field: column number
    position = peewee.IntegerField(default=0)
    total = peewee.IntegerField(default=0)
    # Whoever works on it holds it until then; a killed process lets it go.
    leased_until = TimestampField(null=True)
    finished_at = TimestampField(null=True)
    undo_until = TimestampField(null=True)
    undone_at = TimestampField(null=True)
    undone_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")

    class Meta:
        indexes = ((("state",), False),)

    def can_be_undone(self, now: datetime) -> bool:
        """Whether the whole batch may still be taken back."""
        return self.state == "done" and self.undo_until is not None and now < self.undo_until


class RosterDraft(BaseModel):
    """The cells of a file until it is imported: sealed, without its sensitive columns, gone with the import's end."""

    roster_id: int

    roster = peewee.ForeignKeyField(RosterImport, primary_key=True, on_delete="CASCADE")
    sealed = peewee.TextField()
    created_at = TimestampField(default=clock.now, index=True)

    # The import is the key.
    id = None  # type: ignore[assignment]


class RosterRow(BaseModel):
    """What becomes, or became, of one row of the file. Sealed: names and cells of people who may be nobody's members.

    `content`: the row as the report has it, with `cells` as typed where staff must look, and `effects` of what was
    written: {"created": true, "joined": [organization ids], "answers": {question: [old, new]}}.
    """

    roster_id: int
    member_id: int | None

    roster = peewee.ForeignKeyField(RosterImport, on_delete="CASCADE", index=False)
    number = peewee.IntegerField()
    outcome = peewee.TextField()  # new | match | changed | conflict | bad
    member = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    has_effects = peewee.BooleanField(default=False)
    # What the undo did: removed | put_back | stayed (the person, or somebody, acted since; `content` says what)
    undone = peewee.TextField(default="")
    sealed = peewee.TextField()

    class Meta:
        indexes = (
            (("roster", "number"), True),
            (("roster", "outcome", "number"), False),
        )

    @property
    def content(self) -> dict[str, Any]:
        """The row in the clear."""
        found: dict[str, Any] = json.loads(keys().decrypt(self.sealed, _row_of(self.roster_id, self.number)))
        return found


def sealed_row(roster_id: int, number: int, content: dict[str, Any]) -> str:
    """A row's content as `RosterRow` keeps it."""
    return keys().encrypt(json_text(content), _row_of(roster_id, number))


def _row_of(roster_id: int, number: int) -> str:
    return f"roster:{roster_id}:{number}"


class RosterMapping(BaseModel):
    """What the columns of one set of headings mean to one organization, as somebody said the last time."""

    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    headings = peewee.TextField()  # SHA-256 of the plain titles, in alphabetical order
    mapping = JsonField()  # field: plain title
    used_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("organization", "headings"), True),)
