"""Finding the person an organizer or a signup is to be: by name, as written or spelt, or by the phone's last digits."""

from __future__ import annotations

from typing import Any, NamedTuple

from backend.auth import current_caller
from backend.members.finding import find_members
from backend.members.models import Member
from backend.members.phones import normalise_phone
from backend.members.queries import visible_members
from backend.members.reach import Reach
from backend.organizations.models import Membership, Organization
from backend.scope import ORGANIZE, WRITE

_MOST = 20


class Person(NamedTuple):
    id: int
    name: str
    phone_masked: str
    organizations: str


def find_people(text: str) -> list[Person]:
    """Members whom the caller may name: at most six short statements.

    Looking through members is for staff; whoever may only organize must know the whole name.
    """
    text = text.strip()[:30]
    if not text:
        return []
    scope = current_caller().scope
    if scope.roots(WRITE):
        # A whole number would say whose it is.
        if normalise_phone(text) is not None:
            return []
        found = find_members(text, Reach(tuple(scope.roots(WRITE))), _MOST).ids
        rows = Member.select().where(Member.id << found)
    else:
        rows = visible_members(scope, ORGANIZE).where(Member.name == text)
    return _shown(list(rows.order_by(Member.name, Member.id).limit(_MOST)))


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
