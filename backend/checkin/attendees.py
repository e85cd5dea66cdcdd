"""The list at the door: who is expected, who is in, found by name or by the last digits of a phone."""

from __future__ import annotations

from typing import Any

import peewee

from backend.activities.models import Signup
from backend.encryption import keys
from backend.members.models import PHONE_TAIL_INDEX, Member
from backend.organizations.models import Membership, Organization
from backend.schemas import paginate

_TAIL_DIGITS = 4


def list_attendees(activity_id: int, state: str, q: str, page: int, page_size: int) -> dict[str, Any]:
    """One page of the approved: two statements. `state`: expected (all of them), arrived or missing."""
    organization = (
        Membership.select(Organization.name)
        .join(Organization)
        .where(Membership.member == Signup.member)
        .order_by(Membership.joined_at, Membership.id)
        .limit(1)
    )
    query = (
        Signup.select(Signup, Member, peewee.fn.COALESCE(organization, "").alias("organization_name"))
        .join(Member)
        .where(Signup.activity == activity_id, Signup.state == "approved")
        .order_by(Member.name, Signup.id)
    )
    if state != "expected":
        query = query.where(Signup.checked_in_at.is_null(state == "missing"))
    if q:
        query = query.where(_matches(q))
    found = paginate(query, page, page_size)
    return {**found, "items": [_attendee(signup) for signup in found["items"]]}


def _matches(q: str) -> Any:
    by_name = peewee.fn.LOWER(Member.name).contains(q.lower())
    if not (q.isascii() and q.isdigit() and len(q) == _TAIL_DIGITS):
        return by_name
    return by_name | (Member.phone_tail_index << keys().blind_indexes(q, PHONE_TAIL_INDEX))


def _attendee(signup: Any) -> dict[str, Any]:
    return {
        "signup_id": signup.id,
        "name": signup.member.name,
        "organization": signup.organization_name,
        "phone_masked": signup.member.phone_masked or "",
        "state": "missing" if signup.checked_in_at is None else "arrived",
        "checked_in_at": signup.checked_in_at,
    }
