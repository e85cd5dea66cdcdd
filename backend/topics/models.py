"""Topics, statements and what was said of them. Votes are only ever shown added up."""

from __future__ import annotations

import peewee

from backend import clock
from backend.activities.models import Activity
from backend.database import BaseModel, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class Topic(PublicModel):
    """One question, open for a period to everybody in the organization's subtree."""

    organization_id: int
    activity_id: int | None

    organization = peewee.ForeignKeyField(Organization, on_delete="RESTRICT")
    title = peewee.TextField()
    text = peewee.TextField(default="")
    state = peewee.TextField(default="draft")  # draft | published | cancelled; open and closed go by the clock
    opens_at = TimestampField()
    closes_at = TimestampField(index=True)
    statements = peewee.IntegerField(default=0)  # shown ones
    votes = peewee.IntegerField(default=0)
    participants = peewee.IntegerField(default=0)
    audience = peewee.IntegerField(default=0)  # how many members it was published to
    summary = peewee.TextField(default="")  # the words staff publish with the results
    results_at = TimestampField(null=True)  # when the results were published
    activity = peewee.ForeignKeyField(Activity, null=True, on_delete="SET NULL", backref="+")
    invited_at = TimestampField(null=True)  # when its supporters were asked to the activity
    version = peewee.BigIntegerField(default=0)
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    client_ref = peewee.TextField(null=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("created_by", "client_ref"), True),)


class Statement(PublicModel):
    """One opinion in a sentence, for others to agree or disagree with."""

    topic_id: int
    author_id: int | None

    topic = peewee.ForeignKeyField(Topic, on_delete="CASCADE")
    author = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    text = peewee.TextField()
    is_name_hidden = peewee.BooleanField(default=True)
    public_state = peewee.TextField(default="checking")  # checking | staff | shown | blocked
    agrees = peewee.IntegerField(default=0)
    disagrees = peewee.IntegerField(default=0)
    passes = peewee.IntegerField(default=0)
    client_ref = peewee.TextField(null=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        table_name = "topic_statement"
        indexes = ((("author", "client_ref"), True),)


class Vote(BaseModel):
    """What one member says to one statement; shown to that member only, and added up to everybody."""

    member_id: int
    statement_id: int
    topic_id: int

    topic = peewee.ForeignKeyField(Topic, on_delete="CASCADE", index=False)
    statement = peewee.ForeignKeyField(Statement, on_delete="CASCADE")
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    vote = peewee.TextField()  # agree | disagree | pass
    voted_at = TimestampField(default=clock.now)

    class Meta:
        table_name = "topic_vote"
        indexes = (
            (("member", "statement"), True),
            (("topic", "member"), False),
        )
