"""Cases, their steps, who works on them and who stands behind them."""

from __future__ import annotations

from datetime import date, datetime

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class Case(PublicModel):
    """One matter from its receipt to its answer. `kind` names its rules (backend/cases/kinds)."""

    organization_id: int
    author_id: int | None
    assignee_id: int | None
    merged_into_id: int | None

    kind = peewee.TextField()  # suggestion
    organization = peewee.ForeignKeyField(Organization, on_delete="RESTRICT", index=False)
    category = peewee.TextField()
    title = peewee.TextField()
    text = peewee.TextField()
    place = peewee.TextField(default="")
    author = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    is_name_hidden = peewee.BooleanField(default=False)  # from other members; staff see it
    # received | assigned | in_progress | answered | closed | declined | merged | withdrawn
    state = peewee.TextField(default="received")
    # checking: WeChat looks at it | staff: a person must | shown | blocked | private: for staff only
    public_state = peewee.TextField(default="checking")
    assignee = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    due_at = TimestampField(null=True)  # of the step it is at; None while nothing is owed
    paused_at = TimestampField(null=True)
    pause_reason = peewee.TextField(default="")
    # Working time left when it was paused, in milliseconds.
    paused_left_ms = peewee.BigIntegerField(null=True)
    escalation_level = peewee.IntegerField(default=0)
    outcome = peewee.TextField(default="")  # adopted | partly | explained | passed_on
    promised_on = peewee.TextField(null=True)  # ISO day
    is_reply_public = peewee.BooleanField(default=True)
    answered_at = TimestampField(null=True)
    rating = peewee.IntegerField(null=True)  # 1 to 5
    rating_text = peewee.TextField(default="")
    rated_at = TimestampField(null=True)
    reopened_at = TimestampField(null=True)  # at most once, by the author
    merged_into = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL", backref="merged")
    merged_at = TimestampField(null=True)
    endorsements = peewee.IntegerField(default=0)
    first_endorsed_at = TimestampField(null=True)  # its words are frozen from then on
    heat = peewee.BigIntegerField(default=0)  # by the published rule in services
    # The last step its author and supporters may see, and when it was.
    moved_step = peewee.BigIntegerField(null=True)
    moved_at = TimestampField(default=clock.now)
    version = peewee.BigIntegerField(default=0)
    client_ref = peewee.TextField(null=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        table_name = "case_item"  # CASE is a word of SQL
        indexes = (
            (("author", "client_ref"), True),
            (("organization", "kind", "state", "due_at"), False),
            (("kind", "public_state", "heat", "organization", "state"), False),
            (("kind", "public_state", "created_at", "organization", "state"), False),
            (("kind", "public_state", "answered_at", "organization", "state"), False),
            (("state", "due_at"), False),
        )

    def rating_opens_at(self) -> datetime | None:
        """From when its author may rate the answer: once what was promised in it has come due."""
        answered_at: datetime | None = self.answered_at
        if answered_at is None or self.promised_on is None:
            return answered_at
        return max(answered_at, clock.business_day(date.fromisoformat(self.promised_on))[0])

    def can_be_rated(self, now: datetime) -> bool:
        """Whether its author may say how good the answer was."""
        opens_at = self.rating_opens_at()
        return self.state == "answered" and opens_at is not None and opens_at <= now


class CaseStep(BaseModel):
    """Something that happened to a case; append-only. `number` counts the steps of one case."""

    actor_id: int | None
    case_id: int

    case = peewee.ForeignKeyField(Case, on_delete="CASCADE", index=False)
    number = peewee.IntegerField()
    kind = peewee.TextField()
    at = TimestampField(default=clock.now)
    actor = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    actor_kind = peewee.TextField()  # author | member | staff | system
    # Who sees it: public | concerned (author and supporters) | staff
    visible_to = peewee.TextField()
    text = peewee.TextField(default="")
    detail = JsonField(default=dict)

    class Meta:
        indexes = ((("case", "number"), True),)


class CaseHandler(BaseModel):
    """Somebody who works on the case beside its assignee (co-handler, 协办)."""

    member_id: int

    case = peewee.ForeignKeyField(Case, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")

    class Meta:
        indexes = ((("case", "member"), True),)


class CaseSupporter(BaseModel):
    """A member who endorses the case, or came with one merged into it and has not opted out."""

    member_id: int
    case_id: int

    case = peewee.ForeignKeyField(Case, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    via = peewee.TextField(default="endorsed")  # endorsed | merged
    came_from = peewee.ForeignKeyField(Case, null=True, on_delete="SET NULL", backref="+")
    opted_out_at = TimestampField(null=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("case", "member"), True),)


class ReplyTemplate(PublicModel):
    """An answer kept ready for cases of one kind, for an organization and all below it.

    Its text may hold places that are filled in when it is used (backend/cases/ready.py).
    """

    organization_id: int

    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    kind = peewee.TextField()
    title = peewee.TextField()
    text = peewee.TextField()
    outcome = peewee.TextField(default="")  # of the answer, where it is always the same
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("organization", "kind", "title"), True),)


class DayOverride(BaseModel):
    """A day the association works, or does not, other than the public calendar says."""

    day = peewee.TextField(primary_key=True)  # ISO
    is_workday = peewee.BooleanField()
    name = peewee.TextField(default="")

    # The day is the key.
    id = None  # type: ignore[assignment]
