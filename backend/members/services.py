"""Finding people by phone, making new ones, and showing a number to staff who say why."""

from __future__ import annotations

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.audit.services import record
from backend.database import Statement, atomic, new_id
from backend.encryption import keys
from backend.errors import DomainError, InvalidInput, NotFound
from backend.members.models import PHONE_INDEX, PHONE_TAIL_INDEX, Member
from backend.members.names import is_same_name, required_name
from backend.members.phones import normalise_phone
from backend.organizations.models import Membership, Role


class AdministratorUnclear(DomainError):
    """The number is registered for somebody of another name, or for several people."""

    status, code, message = 409, "administrator_unclear", "这个手机号登记的不是此人，或登记了多人，请先核对名单。"


class PhoneOfAnother(DomainError):
    """The number is registered for somebody of another name, or for several people."""

    status, code = 409, "phone_of_another"
    message = "这个手机号登记的是另一个人。请核对号码；如果号码换了主人，请先在原会员的资料里处理。"


class PhoneFirst(DomainError):
    """What others read must come from somebody with a verified phone (rules on comments, 2022)."""

    status, code, message = 403, "phone_first", "发布内容前，请先验证手机号。"


_HOLD = Statement("UPDATE member SET state = state WHERE id = ? AND state = 'active'")


def hold_member(member_id: int) -> None:
    """Let nobody else change this member's record until the transaction ends. Raises NotFound if erased.

    Changes to one record queue here, so that a save cannot slip past a withdrawn consent or an erased account.
    """
    if not _HOLD.run(member_id).rowcount:
        raise NotFound


def active_members_by_phone(phone: str) -> list[Member]:
    """Every person registered under a normalised number; more than one is a matter for staff."""
    return list(Member.select().where(phone_is(phone), Member.state == "active").order_by(Member.id))


def phone_is(phone: str) -> peewee.Expression:
    """The condition that a member's number is exactly this one."""
    return Member.phone_index << keys().blind_indexes(phone, PHONE_INDEX)


def phone_ends_with(digits: str) -> peewee.Expression:
    """The condition that a member's number ends in these four digits."""
    return Member.phone_tail_index << keys().blind_indexes(digits, PHONE_TAIL_INDEX)


def has_phone(member_id: int) -> bool:
    """Whether a member's phone is known."""
    return bool(Member.select().where(Member.id == member_id, Member.phone_index.is_null(False)).exists())


def require_phone(member_id: int) -> None:
    """Raise PhoneFirst for a member whose phone is not known."""
    if not has_phone(member_id):
        raise PhoneFirst


def keep_phone(member: Member, phone: str) -> None:
    """Write down the number WeChat gave of a member who had none; the caller holds the member."""
    member.set_phone(phone, from_wechat_at=clock.now())
    _save_phone(member)


def forget_phone(member: Member) -> None:
    """Remove a member's number; the caller holds the member."""
    member.set_phone(None)
    _save_phone(member)


def _save_phone(member: Member) -> None:
    member.updated_at = clock.now()
    member.save(
        only=[
            Member.phone_sealed,
            Member.phone_index,
            Member.phone_tail_index,
            Member.phone_from_wechat_at,
            Member.updated_at,
        ]
    )


def is_claimed(member_id: int) -> bool:
    """Whether a WeChat account is tied to the member."""
    return bool(Account.select().where(Account.member == member_id).exists())


def create_member(name: str, phone: str | None, source: str, *, is_from_wechat: bool = True) -> Member:
    """Add a person who is on no roster; the caller has made sure of that and holds the transaction.

    `is_from_wechat`: the number was given by WeChat, not by the association. Raises InvalidInput for a name of nothing.
    """
    member = Member(id=new_id(), name=required_name(name), source=source)
    member.set_phone(phone, from_wechat_at=clock.now() if is_from_wechat else None)
    member.save(force_insert=True)
    return member


def add_to_organization(member_id: int, organization_id: int) -> bool:
    """Tie a member to an organization; False if the tie was there already."""
    inserted = (
        Membership.insert(member=member_id, organization=organization_id).on_conflict_ignore().as_rowcount().execute()
    )
    return bool(inserted)


def add_member(name: str, phone: str | None, organization_id: int, *, added_by: int) -> tuple[Member, bool]:
    """Add a person by hand; False if that person, by name and number, was there and only joined the organization.

    `phone` as typed, or None. Raises InvalidInput, PhoneOfAnother.
    """
    number = normalise_phone(phone) if phone else None
    if phone and number is None:
        raise InvalidInput(errors={"phone": ["请填写 11 位手机号码。"]})
    with atomic():
        found = active_members_by_phone(number) if number else []
        if len(found) > 1 or (found and not is_same_name(found[0].name, name)):
            raise PhoneOfAnother
        member = found[0] if found else create_member(name, number, "staff", is_from_wechat=False)
        joined = add_to_organization(member.id, organization_id)
        if joined:
            record(
                action="membership.join" if found else "add_member",
                subject_kind="member",
                subject_id=member.id,
                actor_id=added_by,
                about_member_id=member.id,
                organization_id=organization_id,
            )
    return member, not found


def rename_member(member_id: int, name: str, *, renamed_by: int, organization_id: int) -> None:
    """Put a name right; the same name changes nothing. Raises NotFound, InvalidInput."""
    with atomic():
        hold_member(member_id)
        member = Member.get_by_id(member_id)
        new = required_name(name)
        if new == member.name:
            return
        member.name, member.updated_at = new, clock.now()
        member.save(only=[Member.name, Member.updated_at])
        record(
            action="rename_member",
            subject_kind="member",
            subject_id=member_id,
            actor_id=renamed_by,
            about_member_id=member_id,
            organization_id=organization_id,
        )


def create_administrator(name: str, phone: str, organization_id: int) -> int:
    """Make somebody administrator of an organization; returns the member's id. Repeating it changes nothing.

    The person on the roster with this name and number, else a new one. Raises InvalidInput, AdministratorUnclear.
    """
    number = normalise_phone(phone)
    if number is None:
        raise InvalidInput(errors={"phone": ["请填写 11 位手机号码。"]})
    with atomic():
        found = active_members_by_phone(number)
        if len(found) > 1 or (found and not is_same_name(found[0].name, name)):
            raise AdministratorUnclear
        member = found[0] if found else create_member(name, number, "staff", is_from_wechat=False)
        add_to_organization(member.id, organization_id)
        added = (
            Role.insert(member=member.id, organization=organization_id, name="administrator")
            .on_conflict_ignore()
            .as_rowcount()
            .execute()
        )
        if added:
            record(
                action="grant_role",
                subject_kind="member",
                subject_id=member.id,
                actor_kind="operator",
                about_member_id=member.id,
                organization_id=organization_id,
                detail={"role": "administrator"},
            )
    return int(member.id)


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
