"""The tie between a WeChat account and a member: at most one on either side."""

from __future__ import annotations

from typing import Literal, NamedTuple

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.database import Statement, atomic
from backend.errors import DomainError, NotFound, WeChatUnavailable
from backend.joining.models import Application
from backend.members.phones import normalise_phone
from backend.members.services import hold_member
from backend.wechat import errors as wechat_errors
from backend.wechat.gateway import wechat


class AlreadyMember(DomainError):
    """The account is tied to a member."""

    status, code, message = 409, "already_member", "您已经加入，无需重复操作。"


class PhoneCodeInvalid(DomainError):
    """The code of the phone button was used, has expired, or is of another mini-program."""

    status, code, message = 422, "phone_code_invalid", "手机号授权已失效，请重新点击授权。"


class PhoneUnsupported(DomainError):
    """The number bound to WeChat is not a mainland mobile, so no roster can hold it."""

    status, code, message = 422, "phone_unsupported", "目前只支持中国大陆手机号，请使用邀请码或提交申请。"


class Joined(NamedTuple):
    """What became of an attempt to join. `member_id` is set when the account is tied now."""

    outcome: Literal["joined", "application"]
    member_id: int | None


# Changes nothing; takes the row. Whatever a person does to join in two places at once then happens one after the
# other, on PostgreSQL as on SQLite. Every service of this feature takes the account's row before any other.
_LOCK = Statement("UPDATE account SET seen_at = seen_at WHERE id = ? RETURNING member_id")


def lock_account(account_id: int) -> int | None:
    """Hold the account's row until the transaction ends; returns the member it is tied to. Raises NotFound."""
    rows = _LOCK.rows(account_id)
    if not rows:
        raise NotFound
    member_id: int | None = rows[0][0]
    return member_id


def tie(account_id: int, member_id: int) -> bool:
    """Tie a locked account to a member; False if another account has the member already, or they are there no longer.

    The unique key on `account.member` decides between two accounts that try at once. Raises AlreadyMember.
    """
    try:
        # A savepoint: on PostgreSQL a statement that fails spoils the transaction around it.
        with atomic():
            # Held, so that a record is not merged or erased between being found and being tied.
            hold_member(member_id)
            untied = (Account.id == account_id) & Account.member.is_null()
            if Account.update(member=member_id).where(untied).execute() == 0:
                raise AlreadyMember
    except (peewee.IntegrityError, NotFound):
        return False
    Application.update(state="withdrawn", pending_account=None, decided_at=clock.now()).where(
        Application.pending_account == account_id
    ).execute()
    return True


def phone_from_wechat(phone_code: str) -> str:
    """The normalised number behind the code of WeChat's phone button; call it outside any transaction.

    Raises PhoneCodeInvalid, PhoneUnsupported, WeChatUnavailable.
    """
    try:
        number = wechat().get_phone_number(phone_code)
    except wechat_errors.PhoneCodeInvalid:
        raise PhoneCodeInvalid from None
    except wechat_errors.WeChatError as error:
        raise WeChatUnavailable from error
    phone = normalise_phone(number.pure_number)
    if number.country_code != "86" or phone is None:
        raise PhoneUnsupported
    return phone
