"""Finding people by phone, and making new ones."""

from __future__ import annotations

import peewee

from backend.accounts.models import Account
from backend.audit.services import record
from backend.database import atomic, new_id
from backend.encryption import keys
from backend.errors import NotFound
from backend.members.models import PHONE_INDEX, PHONE_TAIL_INDEX, Member
from backend.members.names import tidy_name


def active_members_by_phone(phone: str) -> list[Member]:
    """Every person registered under a normalised number; more than one is a matter for staff."""
    return list(Member.select().where(phone_is(phone), Member.state == "active").order_by(Member.id))


def phone_is(phone: str) -> peewee.Expression:
    """The condition that a member's number is exactly this one."""
    return Member.phone_index << keys().blind_indexes(phone, PHONE_INDEX)


def phone_ends_with(digits: str) -> peewee.Expression:
    """The condition that a member's number ends in these four digits."""
    return Member.phone_tail_index << keys().blind_indexes(digits, PHONE_TAIL_INDEX)


def is_claimed(member_id: int) -> bool:
    """Whether a WeChat account is tied to the member."""
    return bool(Account.select().where(Account.member == member_id).exists())


def create_member(name: str, phone: str | None, source: str) -> Member:
    """Add a person who is on no roster; the caller has made sure of that and holds the transaction."""
    member = Member(id=new_id(), name=tidy_name(name), source=source)
    member.set_phone(phone)
    member.save(force_insert=True)
    return member


def reveal_phone(member: Member, actor_id: int, organization_id: int, reason: str) -> str:
    """The plain number, once the audit trail says who asked and why. Raises NotFound if there is none."""
    if member.phone_sealed is None:
        raise NotFound("该会员没有登记手机号。")
    with atomic():
        record(
            action="unmask_phone",
            subject_kind="member",
            subject_id=member.id,
            actor_id=actor_id,
            about_member_id=member.id,
            organization_id=organization_id,
            reason=reason,
            detail={"field": "phone"},
        )
    return str(member.phone)
