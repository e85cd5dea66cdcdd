"""The shapes of suggestions, as members see and write them."""

from __future__ import annotations

import marshmallow as ma

from backend.cases.schemas import CaseCategorySchema, CaseRefSchema, CaseReplySchema, CaseStepSchema
from backend.schemas import AttachedFile, Flag, Id, Moment, OrganizationRef, PageQuery, Text
from backend.suggestions.queries import VIEWS

CHECKS = ("waiting", "log_in", "staff", "passed", "blocked", "off")


class PartSchema(ma.Schema):
    """A piece of a text, and whether it was looked for."""

    text = ma.fields.String(required=True)
    is_hit = ma.fields.Boolean(required=True)


class HighlightSchema(ma.Schema):
    field = ma.fields.String(required=True, validate=ma.validate.OneOf(("title", "text", "reply")))
    parts = ma.fields.List(ma.fields.Nested(PartSchema), required=True)


class SuggestionCardSchema(ma.Schema):
    """A suggestion in a list."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    excerpt = ma.fields.String(required=True)
    category = ma.fields.Nested(CaseCategorySchema, required=True)
    place = ma.fields.String(required=True)
    author_name = ma.fields.String(required=True)
    is_mine = ma.fields.Boolean(required=True)
    state = ma.fields.String(required=True)
    state_word = ma.fields.String(required=True)
    outcome = ma.fields.String(required=True)
    outcome_word = ma.fields.String(required=True)
    endorsements = ma.fields.Integer(required=True)
    has_endorsed = ma.fields.Boolean(required=True)
    photos = ma.fields.Integer(required=True, metadata={"description": "how many others can see"})
    cover_url = ma.fields.String(required=True, allow_none=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    due_at = Moment(required=True, allow_none=True)
    created_at = Moment(required=True)
    answered_at = Moment(required=True, allow_none=True)
    public_state = ma.fields.String(required=True)
    highlights = ma.fields.List(ma.fields.Nested(HighlightSchema), required=True)


class BoardSchema(ma.Schema):
    """One page of the board; `total` is counted up to 1,000."""

    items = ma.fields.List(ma.fields.Nested(SuggestionCardSchema), required=True)
    page = ma.fields.Integer(required=True)
    page_size = ma.fields.Integer(required=True)
    total = ma.fields.Integer(required=True)
    is_board_public = ma.fields.Boolean(required=True)


class SuggestionPhotoSchema(ma.Schema):
    id = Id(required=True)
    url = ma.fields.String(required=True)
    width = ma.fields.Integer(required=True)
    height = ma.fields.Integer(required=True)
    state = ma.fields.String(required=True)
    is_mine = ma.fields.Boolean(required=True)


class DifferenceSchema(ma.Schema):
    """A piece of a text that stayed, came or went."""

    op = ma.fields.String(required=True, validate=ma.validate.OneOf(("same", "added", "removed")))
    text = ma.fields.String(required=True)


class EditSchema(ma.Schema):
    at = Moment(required=True)
    title_parts = ma.fields.List(ma.fields.Nested(DifferenceSchema), required=True)
    text_parts = ma.fields.List(ma.fields.Nested(DifferenceSchema), required=True)


class CanSchema(ma.Schema):
    """What I may do with it now."""

    edit = ma.fields.Boolean(required=True)
    endorse = ma.fields.Boolean(required=True)
    withdraw_endorsement = ma.fields.Boolean(required=True)
    rate = ma.fields.Boolean(required=True)
    reopen = ma.fields.Boolean(required=True)
    withdraw = ma.fields.Boolean(required=True)
    opt_out = ma.fields.Boolean(required=True)
    complain = ma.fields.Boolean(required=True)
    add_photos = ma.fields.Boolean(required=True)


class SuggestionSchema(SuggestionCardSchema):
    """A suggestion with every step I may see."""

    text = ma.fields.String(required=True)
    photos = ma.fields.List(ma.fields.Nested(SuggestionPhotoSchema), required=True)  # type: ignore[assignment]
    steps = ma.fields.List(ma.fields.Nested(CaseStepSchema), required=True)
    reply = ma.fields.Nested(CaseReplySchema, required=True, allow_none=True)
    rating = ma.fields.Integer(required=True, allow_none=True)
    rating_text = ma.fields.String(required=True)
    edits = ma.fields.List(ma.fields.Nested(EditSchema), required=True)
    merged_into = ma.fields.Nested(CaseRefSchema, required=True, allow_none=True)
    merged_from = ma.fields.List(ma.fields.Nested(CaseRefSchema), required=True)
    opt_out_until = Moment(required=True, allow_none=True)
    check = ma.fields.String(required=True, validate=ma.validate.OneOf(CHECKS))
    can = ma.fields.Nested(CanSchema, required=True)
    left = ma.fields.String(required=True, metadata={"description": "time left, in words"})
    pause_reason = ma.fields.String(required=True)
    version = ma.fields.Integer(required=True)


class SimilarItemSchema(SuggestionCardSchema):
    """Somebody said something like it before; what came of it."""

    reply_excerpt = ma.fields.String(required=True)


class SimilarSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(SimilarItemSchema), required=True)


class HintedCategorySchema(CaseCategorySchema):
    hint = ma.fields.String(required=True)


class GuideSchema(ma.Schema):
    """What one has to know to write a suggestion and to read the board."""

    categories = ma.fields.List(ma.fields.Nested(HintedCategorySchema), required=True)
    outcomes = ma.fields.List(ma.fields.Nested(CaseCategorySchema), required=True)
    most_photos = ma.fields.Integer(required=True)
    hot_rule = ma.fields.String(required=True)
    name_note = ma.fields.String(required=True)
    is_board_public = ma.fields.Boolean(required=True)


class BoardQuery(PageQuery):
    view = ma.fields.String(load_default="hot", validate=ma.validate.OneOf(VIEWS))
    category = Text(load_default="", max_length=40)
    q = Text(load_default="", max_length=60, metadata={"description": "two characters or more"})


class SimilarQuery(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    text = Text(required=True, max_length=500)


class NewSuggestionSchema(ma.Schema):
    title = Text(required=True, min_length=2, max_length=40)
    text = Text(required=True, min_length=5, max_length=2_000)
    category = Text(required=True, min_length=1, max_length=40)
    place = Text(load_default="", max_length=60)
    is_name_hidden = Flag(load_default=False)
    client_ref = Text(required=True, min_length=1, max_length=64)


class ChangeSuggestionSchema(ma.Schema):
    """Only what is to change; `version` is that of the suggestion as it was read."""

    title = Text(min_length=2, max_length=40)
    text = Text(min_length=5, max_length=2_000)
    category = Text(min_length=1, max_length=40)
    place = Text(max_length=60)
    is_name_hidden = Flag()
    version = ma.fields.Integer(load_default=None, allow_none=True, strict=True)


class RatingSchema(ma.Schema):
    score = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1, 5))
    text = Text(load_default="", max_length=500)


class ReopeningSchema(ma.Schema):
    reason = Text(required=True, min_length=2, max_length=500)


class SuggestionPhotoUploadSchema(ma.Schema):
    file = AttachedFile(required=True)
    client_ref = Text(required=True, min_length=1, max_length=64)
