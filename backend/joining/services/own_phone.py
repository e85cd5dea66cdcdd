"""A member who joined without a number has WeChat verify theirs, to say what others read."""

from __future__ import annotations

from backend.audit.services import record
from backend.database import atomic
from backend.errors import DomainError
from backend.joining.services.ties import phone_from_wechat
from backend.members.models import Member
from backend.members.services import active_members_by_phone, has_phone, hold_member, keep_phone


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
