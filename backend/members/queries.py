"""Which people a scope covers, as a query to narrow down."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import peewee

from backend.accounts.models import Account
from backend.members.models import Member
from backend.organizations.models import Membership, Organization
from backend.scope import READ, Scope


def visible_members(scope: Scope, names: tuple[str, ...] = READ) -> peewee.ModelSelect[Member]:
    """Everybody who belongs to an organization that one of these roles covers."""
    covered = Membership.select(Membership.member).where(Membership.organization << scope.organizations(names))
    return Member.select().where(Member.id << covered, Member.state == "active")


def claimed_among(member_ids: list[int]) -> set[int]:
    """Which of these people have a WeChat account tied to them."""
    tied: list[Account] = list(Account.select(Account.member).where(Account.member << member_ids))
    return {account.member_id for account in tied if account.member_id is not None}


def organizations_of(
    member_ids: list[int], scope: Scope, names: tuple[str, ...] = READ
) -> dict[int, list[dict[str, Any]]]:
    """The organizations each person belongs to, `{"id", "name"}` in order of joining, as far as the scope reaches."""
    rows: Any = (
        Membership.select(Membership.member, Organization.id, Organization.name)
        .join(Organization)
        .where(Membership.member << member_ids, Membership.organization << scope.organizations(names))
        .order_by(Membership.joined_at, Membership.id)
        .tuples()
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for member_id, organization_id, name in rows:
        found[member_id].append({"id": organization_id, "name": name})
    return found
