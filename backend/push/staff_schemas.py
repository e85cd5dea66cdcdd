"""The shapes of what staff see of messages."""

from __future__ import annotations

import marshmallow as ma

from backend.push.followup import COUNTS
from backend.push.pauses import PAUSABLE
from backend.schemas import Id, Moment, OrganizationRef, PageQuery, Text

OUTCOMES = ("reached", "no_answer")


class ReachQuery(ma.Schema):
    """What is meant to be done: `about` with the number of its subject."""

    class Meta:
        unknown = ma.EXCLUDE

    about = ma.fields.String(
        required=True,
        validate=ma.validate.Length(1, 40),
        metadata={
            "description": "activity_changed, activity_cancelled, activity_published (id of an activity), "
            "survey_reminder, survey_note, survey_published (of a survey), activity_invitation (of a topic)"
        },
    )
    id = Id(required=True)


class ReachSchema(ma.Schema):
    """How many people, and by which way each is reached; `over_budget` are of `inbox`."""

    people = ma.fields.Integer(required=True)
    wechat = ma.fields.Integer(required=True)
    inbox = ma.fields.Integer(required=True)
    unreachable = ma.fields.Integer(required=True)
    over_budget = ma.fields.Integer(required=True)
    is_rounded = ma.fields.Boolean(required=True, metadata={"description": "down to fives: of an anonymous survey"})
    is_sent = ma.fields.Boolean(required=True, metadata={"description": "false: the act itself sends nothing"})
    goes_at = Moment(required=True, allow_none=True)
    words = ma.fields.String(required=True)
    notes = ma.fields.List(ma.fields.String(), required=True)


class NotificationQuery(PageQuery):
    kind = ma.fields.String(load_default=None, validate=ma.validate.Length(1, 40))
    subject = ma.fields.String(
        load_default=None, validate=ma.validate.Length(1, 60), metadata={"description": "activity:42"}
    )


CountsSchema = ma.Schema.from_dict(
    {name: ma.fields.Integer(required=True) for name in ("people", *COUNTS)}, name="NotificationCounts"
)


class CallCountsSchema(ma.Schema):
    reached = ma.fields.Integer(required=True)
    no_answer = ma.fields.Integer(required=True)


class StaffNotificationSchema(ma.Schema):
    """Something people were told, and how far it came. `is_spreading`: those to be told are still being found."""

    id = Id(required=True)
    kind = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    subject = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    created_at = Moment(required=True)
    due_at = Moment(required=True)
    is_spreading = ma.fields.Boolean(required=True)
    is_called = ma.fields.Boolean(required=True, metadata={"description": "who was not reached is to be called"})
    can_list = ma.fields.Boolean(required=True, metadata={"description": "false: of an anonymous survey, only counts"})
    fault = ma.fields.String(required=True)
    counts = ma.fields.Nested(CountsSchema, required=True)
    calls = ma.fields.Nested(CallCountsSchema, required=True)


class SentWordsSchema(ma.Schema):
    label = ma.fields.String(required=True)
    text = ma.fields.String(required=True)


class UnreachedReasonSchema(ma.Schema):
    """Why it did not reach so many; `error_code` is WeChat's."""

    state = ma.fields.String(required=True, validate=ma.validate.OneOf(COUNTS))
    why = ma.fields.String(required=True)
    error_code = ma.fields.Integer(required=True, allow_none=True)
    count = ma.fields.Integer(required=True)


class WholeNotificationSchema(StaffNotificationSchema):
    """With its words, when it went out, and why it did not reach everybody."""

    words = ma.fields.List(ma.fields.Nested(SentWordsSchema), required=True)
    first_sent_at = Moment(required=True, allow_none=True)
    last_sent_at = Moment(required=True, allow_none=True)
    can_call = ma.fields.Boolean(required=True, metadata={"description": "the caller may note calls"})
    reasons = ma.fields.List(ma.fields.Nested(UnreachedReasonSchema), required=True)


class StaffCallSchema(ma.Schema):
    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(OUTCOMES))
    note = ma.fields.String(required=True)
    called_at = Moment(required=True)
    called_by = ma.fields.String(required=True)


class UnreachedSchema(ma.Schema):
    """Somebody it did not reach. `can_dial`: the caller may ask for their number (unmask of members)."""

    member_id = Id(required=True)
    name = ma.fields.String(required=True)
    organizations = ma.fields.List(ma.fields.Nested(OrganizationRef), required=True)
    phone_masked = ma.fields.String(required=True)
    why = ma.fields.String(required=True)
    call = ma.fields.Nested(StaffCallSchema, required=True, allow_none=True)
    can_dial = ma.fields.Boolean(required=True)


class NewCallSchema(ma.Schema):
    member_id = Id(required=True)
    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(OUTCOMES))
    note = Text(load_default="", max_length=200)


class CallKeptSchema(ma.Schema):
    """What is written down of the call: null once it was taken back."""

    member_id = Id(required=True)
    outcome = ma.fields.String(required=True, allow_none=True, validate=ma.validate.OneOf(OUTCOMES))


class PauseSchema(ma.Schema):
    """Where a kind of message is stopped; no organization: everywhere."""

    organization = ma.fields.Nested(OrganizationRef, required=True, allow_none=True)
    reason = ma.fields.String(required=True)
    paused_at = Moment(required=True)
    paused_by = ma.fields.String(required=True)
    can_resume = ma.fields.Boolean(required=True)


class PushRuleSchema(ma.Schema):
    """A kind of message, and where it is stopped, as far as it concerns the caller's organizations."""

    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(PAUSABLE))
    label = ma.fields.String(required=True)
    about = ma.fields.String(required=True)
    is_urgent = ma.fields.Boolean(required=True)
    pauses = ma.fields.List(ma.fields.Nested(PauseSchema), required=True)


class PausePlaceSchema(ma.Schema):
    id = Id(required=True, allow_none=True, metadata={"description": "null: everywhere"})
    name = ma.fields.String(required=True)


class PushRulesSchema(ma.Schema):
    """Every kind that can be stopped, and where the caller may stop one."""

    rules = ma.fields.List(ma.fields.Nested(PushRuleSchema), required=True)
    places = ma.fields.List(ma.fields.Nested(PausePlaceSchema), required=True)


class NewPauseSchema(ma.Schema):
    organization_id = Id(required=True, allow_none=True, metadata={"description": "null: everywhere"})
    reason = Text(required=True, min_length=2, max_length=200)


class ResumeQuery(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    organization_id = Id(load_default=None, metadata={"description": "none: everywhere"})


class PlanQuery(PageQuery):
    until = Moment(load_default=None, metadata={"description": "seven days ahead at most, one day if not given"})


class PlannedSchema(ma.Schema):
    """What would be told to how many. `goes_at` is after quiet hours; null where it would be of no use by then."""

    kind = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    subject = ma.fields.String(required=True)
    occurrence = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    organization_id = Id(required=True)
    due_at = Moment(required=True)
    goes_at = Moment(required=True, allow_none=True)
    is_queued = ma.fields.Boolean(required=True)
    can_list = ma.fields.Boolean(required=True)
    people = ma.fields.Integer(required=True)
    wechat = ma.fields.Integer(required=True)
    inbox = ma.fields.Integer(required=True)
    unreachable = ma.fields.Integer(required=True)


class PlannedPeopleQuery(PlanQuery):
    kind = ma.fields.String(required=True, validate=ma.validate.Length(1, 40))
    subject = ma.fields.String(required=True, validate=ma.validate.Length(1, 60))
    occurrence = ma.fields.String(load_default="", validate=ma.validate.Length(0, 60))


class PlannedPersonSchema(ma.Schema):
    member_id = Id(required=True)
    name = ma.fields.String(required=True)
    way = ma.fields.String(required=True, validate=ma.validate.OneOf(("wechat", "inbox", "unreachable")))
