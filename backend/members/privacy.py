"""What is held about one member as a person."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.members.finding import forget_names
from backend.members.models import Member
from backend.schemas import iso

ERASED_NAME = "已注销"


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Name and own phone number, in full."""
    if member_id is None:
        return {}
    member = Member.get_by_id(member_id)
    return {
        "member": {
            "id": str(member.id),
            "name": member.name,
            "phone": member.phone,
            "phone_from_wechat_at": member.phone_from_wechat_at and iso(member.phone_from_wechat_at),
            "source": member.source,
            "created_at": iso(member.created_at),
            "updated_at": iso(member.updated_at),
        }
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """The row stays, nameless, so that attendance still adds up."""
    if member_id is not None:
        Member.update(
            name=ERASED_NAME,
            phone_sealed=None,
            phone_index=None,
            phone_tail_index=None,
            phone_from_wechat_at=None,
            updated_at=clock.now(),
        ).where(Member.id == member_id).execute()
        forget_names(member_id)
