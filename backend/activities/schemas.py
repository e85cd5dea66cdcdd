"""The shapes of activities and signups, as members see them."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id, Moment, OrganizationRef, PageQuery, Text

PHASES = ("signup_soon", "signup_open", "signup_closed", "under_way", "ended", "reported", "cancelled")
FEEDBACK_STATES = ("soon", "open", "given", "closed")
SIGNUP_STATES = ("pending", "approved", "rejected", "waitlisted", "cancelled")
MOST_COMPANIONS = 50


class SessionBriefSchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)


MEDIA_STATES = ("pending", "clear", "blocked")


class PassSchema(ma.Schema):
    """What a member shows at the door; `code` is the text of the QR."""

    signup_id = Id(required=True)
    activity_id = Id(required=True)
    title = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    venue = ma.fields.String(required=True)
    state = ma.fields.String(required=True)
    code = ma.fields.String(required=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)
    checked_in_at = Moment(required=True, allow_none=True)
    seats = ma.fields.Integer(required=True)
    spoken_code = ma.fields.String(required=True, allow_none=True, metadata={"description": "to be read out"})
    sessions = ma.fields.List(ma.fields.Nested(SessionBriefSchema), required=True)


class MySignupBriefSchema(ma.Schema):
    """My signup as a card shows it."""

    id = Id(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(SIGNUP_STATES))
    waitlist_position = ma.fields.Integer(required=True, allow_none=True)
    checked_in_at = Moment(required=True, allow_none=True)
    seats = ma.fields.Integer(required=True, metadata={"description": "me and whoever comes along"})


class CompanionSchema(ma.Schema):
    name = Text(required=True, min_length=1, max_length=30)


class SignupSchema(MySignupBriefSchema):
    """My signup in full; the pass is there once it is approved."""

    activity_id = Id(required=True)
    answers = ma.fields.Dict(keys=ma.fields.String(), required=True)
    reason = ma.fields.String(required=True)
    created_at = Moment(required=True)
    companions = ma.fields.List(ma.fields.Nested(CompanionSchema), required=True)
    spoken_code = ma.fields.String(required=True, allow_none=True)
    usual_dropouts = ma.fields.Integer(required=True, allow_none=True)
    pass_ = ma.fields.Nested(PassSchema, required=True, allow_none=True, data_key="pass", attribute="pass")


class CoverSchema(ma.Schema):
    """A picture by its link, which expires; width and height in pixels."""

    url = ma.fields.String(required=True)
    width = ma.fields.Integer(required=True)
    height = ma.fields.Integer(required=True)


class PhotoSchema(CoverSchema):
    """A photo of an activity. Others see it once it is clear."""

    id = Id(required=True)
    caption = ma.fields.String(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(MEDIA_STATES))
    is_mine = ma.fields.Boolean(required=True)


class AttachmentSchema(ma.Schema):
    """A file to download; `size` in bytes."""

    id = Id(required=True)
    name = ma.fields.String(required=True)
    size = ma.fields.Integer(required=True)
    mime = ma.fields.String(required=True)
    url = ma.fields.String(required=True)


class ActivityCardSchema(ma.Schema):
    """An activity as lists show it."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    venue = ma.fields.String(required=True)
    capacity = ma.fields.Integer(required=True, allow_none=True)
    taken = ma.fields.Integer(required=True)
    places_left = ma.fields.Integer(required=True, allow_none=True)
    waitlisted = ma.fields.Integer(required=True)
    signup_opens_at = Moment(required=True, allow_none=True)
    signup_closes_at = Moment(required=True)
    phase = ma.fields.String(required=True, validate=ma.validate.OneOf(PHASES))
    needs_review = ma.fields.Boolean(required=True)
    is_organizer = ma.fields.Boolean(required=True)
    my_signup = ma.fields.Nested(MySignupBriefSchema, required=True, allow_none=True)
    cover = ma.fields.Nested(CoverSchema, required=True, allow_none=True)


class QuestionsSchema(ma.Schema):
    """The signup questions: a form definition and its version, to be sent back with the answers."""

    version = ma.fields.Integer(required=True)
    definition = ma.fields.Dict(keys=ma.fields.String(), required=True)


class CompanionsAllowedSchema(ma.Schema):
    """How many people a member may bring along, and whether each must be named."""

    most = ma.fields.Integer(required=True)
    named = ma.fields.Boolean(required=True)


class MySessionSchema(SessionBriefSchema):
    """A session, and when I came and left."""

    venue = ma.fields.String(required=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)
    checked_in_at = Moment(required=True, allow_none=True)
    left_at = Moment(required=True, allow_none=True)


class KnownAnswerSchema(ma.Schema):
    """A signup question that my record answers already."""

    key = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    text = ma.fields.String(required=True)


class MyFeedbackSchema(ma.Schema):
    """Whether I can say something about an activity I was at."""

    state = ma.fields.String(required=True, validate=ma.validate.OneOf(FEEDBACK_STATES))


class ActivityDetailSchema(ActivityCardSchema):
    """An activity in full."""

    description = ma.fields.String(required=True)
    latitude = ma.fields.Float(required=True, allow_none=True)
    longitude = ma.fields.Float(required=True, allow_none=True)
    online_link = ma.fields.String(required=True)
    contact_name = ma.fields.String(required=True)
    contact_phone = ma.fields.String(required=True)
    cancel_closes_at = Moment(required=True)
    cancel_reason = ma.fields.String(required=True)
    questions = ma.fields.Nested(QuestionsSchema, required=True, allow_none=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)
    version = ma.fields.Integer(required=True)
    companions = ma.fields.Nested(CompanionsAllowedSchema, required=True)
    sessions = ma.fields.List(ma.fields.Nested(MySessionSchema), required=True)
    my_places_left = ma.fields.Integer(
        required=True, allow_none=True, metadata={"description": "seats I could take now; null without a limit"}
    )
    usual_dropouts = ma.fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "places given back at activities like this one; null where too few are known"},
    )
    walk_ins = ma.fields.Boolean(required=True)
    checkin_radius_m = ma.fields.Integer(required=True, allow_none=True)
    has_leave_scan = ma.fields.Boolean(required=True)
    known_answers = ma.fields.List(ma.fields.Nested(KnownAnswerSchema), required=True)
    my_signup = ma.fields.Nested(SignupSchema, required=True, allow_none=True)
    attachments = ma.fields.List(ma.fields.Nested(AttachmentSchema), required=True)
    photos = ma.fields.List(ma.fields.Nested(PhotoSchema), required=True)
    poster_url = ma.fields.String(required=True)
    calendar_url = ma.fields.String(required=True, allow_none=True, metadata={"description": "once approved"})
    feedback = ma.fields.Nested(MyFeedbackSchema, required=True, allow_none=True)


class ActivityListQuery(PageQuery):
    tab = ma.fields.String(load_default="open", validate=ma.validate.OneOf(("open", "mine", "past")))


class SignupRequestSchema(ma.Schema):
    """`form_version` is that of the questions shown, null where there are none.

    `companion_count` may be more than the companions named, where they need not be.
    """

    answers = ma.fields.Dict(keys=ma.fields.String(), load_default=dict)
    form_version = ma.fields.Integer(load_default=None, allow_none=True, strict=True)
    for_member_id = Id(load_default=None, allow_none=True, metadata={"description": "whom I act for, as a delegate"})
    companions = ma.fields.List(
        ma.fields.Nested(CompanionSchema), load_default=list, validate=ma.validate.Length(max=MOST_COMPANIONS)
    )
    companion_count = ma.fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=ma.validate.Range(0, MOST_COMPANIONS)
    )


class OrganizedActivitySchema(ActivityCardSchema):
    """An activity I am in charge of."""

    arrived = ma.fields.Integer(required=True)
    expected = ma.fields.Integer(required=True)
