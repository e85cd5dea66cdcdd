"""Delegations as the phone sees them."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id


class ForMemberQuery(ma.Schema):
    """Whom a delegate does something for; nobody is oneself."""

    class Meta:
        unknown = ma.EXCLUDE

    for_member_id = Id(load_default=None, allow_none=True)


class DelegationSchema(ma.Schema):
    """The other person, and the company because of which."""

    member_id = Id(required=True)
    name = ma.fields.String(required=True)
    company = ma.fields.String(required=True)
    position = ma.fields.String(required=True)


class DelegationsSchema(ma.Schema):
    """`acts_for`: whom I may sign up and answer for; `acted_by`: who may for me."""

    acts_for = ma.fields.List(ma.fields.Nested(DelegationSchema), required=True)
    acted_by = ma.fields.List(ma.fields.Nested(DelegationSchema), required=True)
