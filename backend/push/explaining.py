"""What became of messages, in the words of staff: what each refusal means, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from backend.push.fitting import UnfittingValue
from backend.wechat import errors as wechat


class Explained(NamedTuple):
    """`what` happened, and what to `do`; `is_retry_of_use`: whether trying again can help by itself."""

    what: str
    do: str
    is_retry_of_use: bool = True


# By class of error, the nearest base class first, as in errcodes.py.
_REFUSALS: dict[type[Exception], Explained] = {
    wechat.QuotaReached: Explained("微信说这段时间调用太多", "过一小时再重试；天天这样，请错开群发的时间"),
    wechat.WeChatUnavailable: Explained("多次重试，微信都没有应答", "微信恢复后重试"),
    wechat.AccessTokenRejected: Explained(
        "微信不认小程序的凭证", "请运维核对 AppID、AppSecret 和服务器 IP 白名单，改好后重试"
    ),
    wechat.SubscribingBanned: Explained(
        "微信停用了这个模板或订阅消息", "到公众平台查看处罚通知，恢复后到“模板”页核对", is_retry_of_use=False
    ),
    wechat.AccountMisconfigured: Explained("小程序账号的设置有问题", "请运维核对密钥、IP 白名单和接口权限，改好后重试"),
    wechat.TemplateUnknown: Explained(
        "公众平台里没有这个模板", "到“模板”页核对并补选，补好后等着的消息会自己发出", is_retry_of_use=False
    ),
    wechat.TemplateRejected: Explained(
        "消息内容与模板的字段不合", "到“模板”页核对字段，改好后先重试一条，送到了再重试其余"
    ),
    wechat.PageRejected: Explained("消息要打开的页面还没有发布", "请运维先发布小程序的新版本，再重试"),
    wechat.RobotRejected: Explained("企业微信不认群机器人的密钥", "请运维核对 [wecom.robots] 里的密钥，改好后重试"),
    wechat.OpenidRejected: Explained(
        "微信不认这位会员的账号", "请会员重新登录小程序；急事请打电话", is_retry_of_use=False
    ),
    wechat.CreditExhausted: Explained("会员没有订阅次数，或拒收", "站内消息里有；急事请打电话", is_retry_of_use=False),
    UnfittingValue: Explained("有一栏内容怎么截短都不合微信的要求", "到“模板”页核对字段类型，改好后重试"),
    wechat.RequestRejected: Explained("微信认为请求有误", "重试没有用，请把错误码告诉运维", is_retry_of_use=False),
    wechat.WeChatError: Explained("微信回了一个没见过的错误码", "可重试一次；不行请把错误码告诉运维"),
}
_SILENT = Explained("没有收到微信的回应，或程序出错", "可以重试；反复出现请看运维日志")
_MAYBE = Explained("发了两次都没等到微信回应，会员可能已经收到", "先问问会员；重试可能让会员收到两条")

STATES = {
    "waiting": "等待发送",
    "paused": "暂停中",
    "sent": "微信已收下",
    "inbox": "只在站内",
    "unreachable": "够不着",
    "failed": "没发出",
    "expired": "过时未发",
    "dropped": "不再需要",
}


def explain(state: str, error_code: int | None) -> Explained:
    """A delivery that failed with WeChat's code (None: none), or that may have arrived."""
    if state == "uncertain":
        return _MAYBE
    if error_code is None:
        return _SILENT
    kind = type(wechat.error_for(error_code, ""))
    return next(_REFUSALS[base] for base in kind.__mro__ if base in _REFUSALS)
