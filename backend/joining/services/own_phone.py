"""A member's own number: verified by WeChat where there was none, and forgotten when they take it back in WeChat."""

from __future__ import annotations

from datetime import datetime

from backend.audit.services import record
from backend.database import atomic
from backend.errors import DomainError
from backend.joining.models import Application, PhoneClaim
from backend.joining.services.ties import phone_from_wechat
from backend.members.models import Member
from backend.members.services import active_members_by_phone, forget_phone, has_phone, hold_member, keep_phone


class PhoneTaken(DomainError):
    """Somebody else is registered under the number: whose it is, staff decide."""

    status, code, message = 409, "phone_taken", "这个手机号已登记在另一位会员名下，请联系工作人员核对。"


def verify_phone(member_id: int, phone_code: str) -> None:
    """Keep the number WeChat verified. A member who has one keeps it: another number is a matter for staff.

    Raises NotFound for an erased member, PhoneTaken, and what `phone_from_wechat` raises.
    """
    if has_phone(member_id):  # before WeChat is asked: each answer costs money
        return
    phone = phone_from_wechat(phone_code)
    with atomic():
        hold_member(member_id)
        if has_phone(member_id):
            return
        if active_members_by_phone(phone):
            raise PhoneTaken
        keep_phone(Member.get_by_id(member_id), phone)
        record(
            action="verify_phone",
            subject_kind="member",
            subject_id=member_id,
            actor_id=member_id,
            actor_kind="member",
            about_member_id=member_id,
        )


def forget_wechat_phone(account_id: int, member_id: int | None, until: datetime) -> int:
    """Erase the number WeChat gave us up to `until`, wherever it is; returns in how many places it was.

    Claims and applications lose it, and so does the member's record, unless the association knew the number by
    itself: then it is the roster's and stays. The caller holds the account.
    """
    claims = PhoneClaim.delete().where(PhoneClaim.account == account_id, PhoneClaim.created_at <= until).execute()
    applications = (
        Application.update(phone_sealed=None, phone_index=None)
        .where(
            Application.account == account_id,
            Application.phone_sealed.is_null(False),
            Application.created_at <= until,
        )
        .execute()
    )
    records = 0
    if member_id is not None:
        hold_member(member_id)
        member = Member.get_by_id(member_id)
        if member.phone_from_wechat_at is not None and member.phone_from_wechat_at <= until:
            forget_phone(member)
            records = 1
    return int(claims) + int(applications) + records
