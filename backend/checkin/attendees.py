"""The list at the door: who is expected, who is in.

Found by name, by pinyin (whole or initials), by the last digits of a phone, or by the spoken pass.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import peewee

from backend.activities.models import Signup
from backend.activities.passes import read_spoken_code
from backend.database import Statement
from backend.encryption import keys
from backend.members.keys import key_of
from backend.members.models import PHONE_TAIL_INDEX, Member
from backend.members.pinyin import spellings
from backend.organizations.models import Membership, Organization
from backend.schemas import paginate

_TAIL_DIGITS = 4
_LETTERS = re.compile(r"[A-Za-z ]{1,40}")
# More than anybody would read through; a longer word finds fewer.
_MOST_BY_PINYIN = 500


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
        query = query.where(_matches(activity_id, q))
    found = paginate(query, page, page_size)
    return {**found, "items": [_attendee(signup) for signup in found["items"]]}


def _matches(activity_id: int, q: str) -> Any:
    found = peewee.fn.LOWER(Member.name).contains(q.lower())
    if q.isascii() and q.isdigit() and len(q) == _TAIL_DIGITS:
        found |= Member.phone_tail_index << keys().blind_indexes(q, PHONE_TAIL_INDEX)
    number = read_spoken_code(activity_id, q)
    if number is not None:
        found |= Signup.number == number
    if _LETTERS.fullmatch(q):
        found |= Signup.id << _by_pinyin(activity_id, q.replace(" ", "").lower())
    return found


_NAMES = Statement(
    """SELECT s.id, m.name FROM signup s JOIN member m ON m.id = s.member_id
       WHERE s.activity_id = ? AND s.state = 'approved'"""
)


def _by_pinyin(activity_id: int, letters: str) -> list[int]:
    """The signups whose name starts with these letters, as initials (wm) or spelt out (wangm)."""
    return [
        signup_id
        for signup_id, name in _NAMES.rows(activity_id)
        if any(spelt.startswith(letters) for spelt in _spelt(name))
    ][:_MOST_BY_PINYIN]


@lru_cache(maxsize=50_000)
def _spelt(name: str) -> set[str]:
    ways = spellings(key_of(name))
    return {"".join(way) for way in ways} | {"".join(one[:1] for one in way) for way in ways}


def _attendee(signup: Any) -> dict[str, Any]:
    return {
        "signup_id": signup.id,
        "name": signup.member.name,
        "organization": signup.organization_name,
        "phone_masked": signup.member.phone_masked or "",
        "state": "missing" if signup.checked_in_at is None else "arrived",
        "checked_in_at": signup.checked_in_at,
    }
