"""Finding the person an organizer or a signup is to be: by name, or by the last four digits of the phone."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from backend.auth import current_caller
from backend.members.models import Member
from backend.members.queries import visible_members
from backend.members.services import phone_ends_with
from backend.organizations.models import Membership, Organization
from backend.scope import ORGANIZE, WRITE

_MOST = 20


class Person(NamedTuple):
    id: int
    name: str
    phone_masked: str
    organizations: str


def find_people(text: str) -> list[Person]:
    """Members whom the caller may name: two statements.

    Looking through members is for staff; whoever may only organize must know the whole name.
    """
    text = text.strip()[:30]
    if not text:
        return []
    scope = current_caller().scope
    if scope.roots(WRITE):
        rows = visible_members(scope, WRITE).where(_matches(text))
    else:
        rows = visible_members(scope, ORGANIZE).where(Member.name == text)
    return _shown(list(rows.order_by(Member.name, Member.id).limit(_MOST)))


def _matches(text: str) -> Any:
    return phone_ends_with(text) if re.fullmatch("[0-9]{4}", text) else Member.name.contains(text)


def _shown(members: list[Member]) -> list[Person]:
    if not members:
        return []
    rows: Any = (
        Membership.select(Membership.member, Organization.name)
        .join(Organization)
        .where(Membership.member << [member.id for member in members])
        .order_by(Membership.joined_at, Membership.id)
        .tuples()
    )
    names: dict[int, list[str]] = {}
    for member_id, name in rows:
        names.setdefault(member_id, []).append(name)
    return [
        Person(member.id, member.name, member.phone_masked or "", "、".join(names.get(member.id, [])))
        for member in members
    ]
