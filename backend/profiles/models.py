"""What a member says about themselves, section by section, with its history and consents."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.forms.models import Form
from backend.members.models import Member
from backend.organizations.models import Organization


class ProfileSection(PublicModel):
    """A section every member of an organization's subtree is asked for; without organization, everyone is."""

    form_id: int
    organization_id: int | None
    key = peewee.TextField(unique=True)
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="CASCADE")
    title = peewee.TextField()
    description = peewee.TextField(default="")
    position = peewee.IntegerField(default=0)
    form = peewee.ForeignKeyField(Form, on_delete="RESTRICT")
    freshness_days = peewee.IntegerField(default=365)
    # Who may see it besides the member: any of organizers, staff.
    visible_to = JsonField(default=list)
    # Sensitive question -> the words the member consents to; what it is for is the question's own `purpose`.
    consents = JsonField(default=dict)


class ProfileAnswers(PublicModel):
    """One member's answers to one section. Sensitive questions are never here but in SensitiveValue."""

    form_id: int
    member_id: int
    section_id: int
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False)
    section = peewee.ForeignKeyField(ProfileSection, on_delete="CASCADE")
    form = peewee.ForeignKeyField(Form, on_delete="RESTRICT")
    answers = JsonField(default=dict)
    # Kept for home, under the form named above: questions answered, questions shown, required ones still missing.
    filled = peewee.IntegerField(default=0)
    total = peewee.IntegerField(default=0)
    gaps = peewee.IntegerField(default=0)
    # Counted up with each save; a writer must name the version it read.
    row_version = peewee.IntegerField(default=1)
    # Null while the values were only pre-filled by staff or an import.
    confirmed_at = TimestampField(null=True)
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("member", "section"), True),
            # Whose answers have grown old, without reading those of everybody else.
            (("section", "confirmed_at"), False),
        )


class ProfileChange(BaseModel):
    """One field of one member's record changed; the member can read all of theirs."""

    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    actor_kind = peewee.TextField()  # member | staff | import | system
    actor = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    section_title = peewee.TextField()
    question_title = peewee.TextField()
    # What people read, not raw values; a sensitive value leaves only the words 已填写 or 已清除.
    old_text = peewee.TextField(default="")
    new_text = peewee.TextField(default="")
    at = TimestampField(default=clock.now)


class Consent(PublicModel):
    """A separate consent to keep one sensitive field, with the words it was given to (PIPL article 29)."""

    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    question_key = peewee.TextField()
    purpose = peewee.TextField()
    text = peewee.TextField()
    text_version = peewee.TextField()
    # "member:question" while in force, null afterwards: the unique key that allows one consent in force.
    active_key = peewee.TextField(null=True, unique=True)
    granted_at = TimestampField(default=clock.now)
    withdrawn_at = TimestampField(null=True)


class SensitiveValue(PublicModel):
    """A sensitive answer, encrypted, which lives only as long as its consent."""

    member_id: int
    consent_id: int

    member = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False)
    question_key = peewee.TextField()
    sealed = peewee.TextField()
    consent = peewee.ForeignKeyField(Consent, on_delete="CASCADE")
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("member", "question_key"), True),)
