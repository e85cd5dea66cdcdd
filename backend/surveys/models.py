"""Surveys, who is asked, and what was answered.

An anonymous survey leaves no way from a person to an answer: `SurveyInvitation` knows who took part,
`AnonymousResponse` what was said, and both are written from `HeldResponse` in shuffled batches of at least five.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.forms.models import Form
from backend.members.models import Member
from backend.organizations.models import Organization

# Values of `unit` that are no organization.
EVERYBODY, ELSEWHERE = 0, 1
# So many anonymous responses are written together at least; fewer are never written at all.
SMALLEST_BATCH = 5


class Survey(PublicModel):
    """A form asked of an audience for a time. Counters are kept, never counted; `version` grows with each change."""

    organization_id: int
    form_id: int

    organization = peewee.ForeignKeyField(Organization, on_delete="RESTRICT")
    title = peewee.TextField()
    introduction = peewee.TextField(default="")
    form = peewee.ForeignKeyField(Form, on_delete="RESTRICT")
    template = peewee.TextField(default="")  # the ready survey it was made from
    state = peewee.TextField(default="draft")  # draft | published | cancelled; open and closed go by the clock
    is_anonymous = peewee.BooleanField(default=False)
    is_editable = peewee.BooleanField(default=True)  # an answer may be changed until close; never if anonymous
    results_for = peewee.TextField(default="staff")  # staff | respondents: who sees the results once it is closed
    opens_at = TimestampField()
    closes_at = TimestampField(index=True)
    audience = JsonField(default=dict)
    # The most responses taken; None is without a limit. `accepted` counts against it at once, also while held back.
    quota = peewee.IntegerField(null=True)
    accepted = peewee.IntegerField(default=0)
    invited = peewee.IntegerField(default=0)
    # What staff see: for an anonymous survey it advances by batches.
    responses = peewee.IntegerField(default=0)
    version = peewee.BigIntegerField(default=0)
    closing_note = peewee.TextField(default="")
    closing_note_at = TimestampField(null=True)
    published_at = TimestampField(null=True)
    resolved_at = TimestampField(null=True)  # when the audience was last resolved
    reminded_at = TimestampField(null=True)
    settled_at = TimestampField(null=True)  # closed for good: nothing is held back any more
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    client_ref = peewee.TextField(null=True)
    created_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("created_by", "client_ref"), True),
            (("state", "opens_at"), False),
        )

    def state_at(self, now: datetime) -> str:
        """draft | soon | open | closed | cancelled: a published survey opens and closes by the clock."""
        if self.state != "published":
            return str(self.state)
        return "closed" if self.closes_at <= now else "open" if self.opens_at <= now else "soon"

    @classmethod
    def is_in(cls, state: str, now: datetime) -> Any:
        """The condition for rows whose `state_at` this moment is `state`."""
        published = cls.state == "published"
        return {
            "soon": published & (cls.opens_at > now),
            "open": published & (cls.opens_at <= now) & (cls.closes_at > now),
            "closed": published & (cls.closes_at <= now),
        }.get(state, cls.state == state)

    def was_destroyed(self) -> bool:
        """Whether so few answered an anonymous survey that nobody read what they wrote."""
        is_settled = self.state == "published" and self.settled_at is not None
        return bool(self.is_anonymous and is_settled and not self.responses)


class SurveyQuota(BaseModel):
    """How often one option of one question may be chosen."""

    survey = peewee.ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    question = peewee.TextField()
    option = peewee.TextField()
    most = peewee.IntegerField()
    taken = peewee.IntegerField(default=0)

    class Meta:
        indexes = ((("survey", "question", "option"), True),)


class SurveyInvitation(BaseModel):
    """One member is asked. Bears no time of answering: for an anonymous survey it would tell too much."""

    member_id: int
    survey_id: int

    survey = peewee.ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    # Under which heading the member's answer is counted: the branch of the survey's organization they belong to.
    unit = peewee.BigIntegerField(default=ELSEWHERE)
    has_answered = peewee.BooleanField(default=False)

    class Meta:
        indexes = ((("survey", "member"), True),)


class SurveyResponse(PublicModel):
    """A named response (答卷)."""

    member_id: int | None
    survey_id: int
    form_id: int

    survey = peewee.ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    form = peewee.ForeignKeyField(Form, on_delete="RESTRICT", index=False)
    unit = peewee.BigIntegerField(default=ELSEWHERE)
    answers = JsonField()
    # A delegate of the member's company who handed it in for them.
    made_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    # new: in no count yet | counted | edited: `counted_answers` is what the counts hold of it
    count_state = peewee.TextField(default="new")
    counted_answers = JsonField(null=True)
    submitted_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("survey", "member"), True),
            (("survey", "count_state"), False),
        )


class AnonymousResponse(BaseModel):
    """An anonymous response: no person, no time, and an id that tells nothing about when it came."""

    survey_id: int
    form_id: int

    id = peewee.BigIntegerField(primary_key=True, default=lambda: secrets.randbits(63))
    survey = peewee.ForeignKeyField(Survey, on_delete="CASCADE")
    form = peewee.ForeignKeyField(Form, on_delete="RESTRICT", index=False)
    unit = peewee.BigIntegerField(default=ELSEWHERE)
    answers = JsonField()


class HeldResponse(BaseModel):
    """An anonymous response on its way: sealed, until enough others are there to be mixed with."""

    survey_id: int
    member_id: int
    form_id: int

    survey = peewee.ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    form = peewee.ForeignKeyField(Form, on_delete="RESTRICT", index=False)
    unit = peewee.BigIntegerField()
    sealed = peewee.TextField()

    class Meta:
        indexes = ((("survey", "member"), True),)


class SurveyCount(BaseModel):
    """How often one thing was answered: the kept results. `bucket` is an option, a number, "row/column", …"""

    survey = peewee.ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    unit = peewee.BigIntegerField()  # EVERYBODY, ELSEWHERE or an organization
    question = peewee.TextField()
    bucket = peewee.TextField()
    count = peewee.IntegerField()

    class Meta:
        indexes = ((("survey", "unit", "question", "bucket"), True),)


class SurveyLink(PublicModel):
    """A read-only link to the results that expires and can be taken back."""

    survey_id: int

    survey = peewee.ForeignKeyField(Survey, on_delete="CASCADE")
    expires_at = TimestampField()
    revoked_at = TimestampField(null=True)
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = TimestampField(default=clock.now)
