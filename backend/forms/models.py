"""Form definitions as they are stored: versioned, and never edited once in use."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.members.models import Member


class Form(PublicModel):
    """One version of one form. `key` names the form across versions ("profile:basics", "activity:42")."""

    key = peewee.TextField()
    version = peewee.IntegerField()
    definition = JsonField()
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("key", "version"), True),)


class FormDraft(BaseModel):
    """Questions that are being worked on, fit for use or not. `key` as in Form: one draft a form."""

    form_id: int | None
    changed_by_id: int | None

    key = peewee.TextField(unique=True)
    # The version the work began from; another one now means that the questions were changed somewhere else.
    form = peewee.ForeignKeyField(Form, null=True, on_delete="SET NULL", index=False)
    version = peewee.BigIntegerField(default=1)  # grows with each change, with taking one back too
    step = peewee.IntegerField(default=0)  # the step shown now; those above it were taken back
    changed_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    changed_at = TimestampField(default=clock.now)


class FormDraftStep(BaseModel):
    """The questions after one change. Step 0 is how the work began."""

    draft_id: int
    made_by_id: int | None

    draft = peewee.ForeignKeyField(FormDraft, on_delete="CASCADE", index=False)
    number = peewee.IntegerField()
    definition = JsonField()
    about = peewee.TextField(default="")  # what was done, in words
    question = peewee.TextField(default="")  # the key of the question or section it was done to
    made_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    made_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("draft", "number"), True),)
