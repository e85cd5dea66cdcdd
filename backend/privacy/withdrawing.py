"""What a person takes back in WeChat's own settings (授权信息管理), and what of it is held here.

Source: developers.weixin.qq.com, 授权用户信息变更: RevokeInfo names the data by number, and the developer has to
delete it. What was given again since WeChat told us is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import structlog

from backend.audit.services import record
from backend.joining.services.own_phone import forget_wechat_phone
from backend.media.privacy import erase_files, erase_pictures
from backend.merging.models import MemberMerge

log = structlog.get_logger()

# (account, member if the account is tied to one, until when it was given) -> how much was erased
Erase = Callable[[int, int | None, datetime], int]


class Kind(NamedTuple):
    """One kind of data. `erase` is None for what we hold none of."""

    name: str
    erase: Erase | None = None


def _erase_pictures(_account_id: int, member_id: int | None, until: datetime) -> int:
    return 0 if member_id is None else erase_pictures(member_id, until)


def _erase_files(_account_id: int, member_id: int | None, until: datetime) -> int:
    return 0 if member_id is None else erase_files(member_id, until)


KINDS: Mapping[int, Kind] = {
    1: Kind("number_plate"),  # 车牌号: never asked of WeChat
    2: Kind("address"),  # 地址: never asked of WeChat
    3: Kind("invoice_title"),  # 发票信息: never asked of WeChat
    4: Kind("bluetooth"),  # 蓝牙: not used
    5: Kind("microphone"),  # 麦克风: not used
    6: Kind("nickname_and_avatar"),  # 昵称和头像: not asked; names are the roster's, or typed by the person
    7: Kind("camera"),  # 摄像头: it scans codes, and pictures of it are kind 14
    # 手机号: in claims and applications, and in the record of a member who was on no roster with it
    8: Kind("phone", forget_wechat_phone),
    12: Kind("steps"),  # 微信运动步数: never asked of WeChat
    13: Kind("location"),  # 位置信息: weighed at the door and forgotten; the ledger has metres from it, no place
    14: Kind("pictures", _erase_pictures),  # 选中的图片或视频: photos of activities, suggestions and answers
    15: Kind("files", _erase_files),  # 选中的文件: files in answers
    16: Kind("email"),  # 邮箱地址: never asked of WeChat
    18: Kind("chosen_place"),  # 选择的位置信息: never asked of WeChat
    19: Kind("nickname"),  # 昵称输入键盘中选择的微信昵称: not offered
    20: Kind("avatar"),  # 获取用户头像组件中选择的微信头像: not offered
}


def read_kinds(revoke_info: Any) -> list[int]:
    """The numbers of RevokeInfo: one, several in a text, or a list of them; each once, what is no number left out."""
    given = revoke_info if isinstance(revoke_info, list) else [revoke_info]
    numbers = [int(text) for one in given for text in re.findall(r"(?<![0-9])[0-9]{1,9}(?![0-9])", str(one))]
    return list(dict.fromkeys(numbers))


def withdraw_data(account_id: int, member_id: int | None, kinds: Iterable[int], until: datetime) -> None:
    """Erase the kinds of data a person withdrew, as far as they were given up to `until`; the audit trail says so.

    The caller holds the account and the transaction.
    """
    kinds = list(kinds)
    if member_id is not None:
        # What a merge wrote down of how it was holds it, too.
        MemberMerge.forget(member_id, "consent_withdrawn")
    for number in kinds:
        if number not in KINDS:
            # WeChat has added one. Whether it is held here, a person must find out.
            log.error("wechat_withdrawal_unknown", number=number)
    erased: dict[str, int] = {}
    for number in kinds:
        kind = KINDS.get(number)
        if kind is not None and kind.erase is not None:
            erased[kind.name] = kind.erase(account_id, member_id, until)
    record(
        action="withdraw_data",
        # Their own act, done in WeChat.
        actor_kind="visitor" if member_id is None else "member",
        actor_id=member_id,
        subject_kind="account" if member_id is None else "member",
        subject_id=account_id if member_id is None else member_id,
        about_member_id=member_id,
        detail={"through": "wechat", "kinds": kinds, "erased": erased},
    )
