"""Trying out what the service depends on, one at a time; each says in words what happened."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import requests
from redis import Redis, RedisError

from backend import clock
from backend.config import Config
from backend.push.robots import send_to_robot
from backend.wechat.errors import (
    AccessTokenRejected,
    AccountMisconfigured,
    AnswerLost,
    QuotaReached,
    RobotRejected,
    WeChatError,
    WeChatUnavailable,
)
from backend.wechat.gateway import wechat
from backend.wechat.push_crypto import sign

_WITHIN_S = 5.0
_GB = 1024**3
# Less free space than this is said to be little.
_LITTLE_GB = 2.0
_REFUSED: tuple[tuple[type[WeChatError], str], ...] = (
    (AccountMisconfigured, "微信拒绝了：账号设置有问题，请运维核对 AppID、AppSecret 和服务器的 IP 白名单"),
    (AccessTokenRejected, "微信不认凭证：请运维核对 AppSecret；同一小程序不要有两套系统各自取凭证"),
    (QuotaReached, "微信说调用太多，过一会儿再试"),
    (RobotRejected, "企业微信不认这个机器人的密钥，请运维在 [wecom.robots] 里核对"),
    (AnswerLost, "请求发出去了，但没等到回应，可能已经办成"),
    (WeChatUnavailable, "连不上：服务器到对方的网络不通，或对方暂时没有应答"),
)


class Tried(NamedTuple):
    """What came of it. `is_ok` None: nothing is configured, which may be meant."""

    is_ok: bool | None
    words: str


def try_wechat(config: Config) -> Tried:
    """Fetch a token if there is none and ask for the templates, which costs nobody anything."""
    if not config.wechat.appid or not config.wechat.secret:
        return Tried(False, "没有配置 AppID 或 AppSecret，会员无法登录。")
    try:
        number = len(wechat().list_templates())
    except WeChatError as error:
        return Tried(False, _refusal(error))
    return Tried(True, f"微信接口正常，公众平台里有 {number} 个消息模板。")


def try_callback(config: Config) -> Tried:
    """Call our own address from outside, signed as WeChat signs: it must come back with the same text."""
    token = config.wechat.callback_token
    if not token:
        return Tried(None, "没有配置消息推送：微信的通知收不到，照片都由人审核。")
    echo, nonce, stamp = secrets.token_hex(8), secrets.token_hex(4), str(clock.now_ms() // 1000)
    query = {"signature": sign(token, stamp, nonce), "timestamp": stamp, "nonce": nonce, "echostr": echo}
    url = f"{config.server.base_url.rstrip('/')}/wechat/callback"
    try:
        answer = requests.get(f"{url}?{urlencode(query)}", timeout=_WITHIN_S, allow_redirects=False)
    except requests.RequestException:
        return Tried(False, f"从 server.base_url（{config.server.base_url}）打不开自己：请检查域名、证书和反向代理。")
    if answer.status_code != 200 or answer.text != echo:
        return Tried(
            False,
            f"地址能打开，但回应不对（HTTP {answer.status_code}）：请确认反向代理把 /wechat/callback 转到本系统。",
        )
    return Tried(True, "消息推送的地址和签名都正确；公众平台里填的 URL 应是 " + url)


def try_robot(config: Config, name: str) -> Tried:
    """Say something in the group of one organization's robot."""
    if name not in config.wecom.robots:
        return Tried(None, "没有配置这个组织的群机器人。")
    try:
        send_to_robot(config, name, {"title": "联谊后台测试", "note": "看到这条消息，说明群机器人可用，不用回复。"})
    except WeChatError as error:
        return Tried(False, _refusal(error))
    return Tried(True, f"测试消息已发到“{name}”的群里，请到群里看一眼。")


def try_storage(config: Config) -> Tried:
    """Write a file where pictures are kept, read it, and remove it."""
    folder = Path(config.storage.folder)
    probe, content = folder / f".probe-{secrets.token_hex(6)}", os.urandom(1024)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(content)
        is_same = probe.read_bytes() == content
        free = shutil.disk_usage(folder).free / _GB
    except OSError as error:
        return Tried(False, f"存不进文件：{error.strerror or '未知原因'}。请检查 storage.folder 的权限和磁盘。")
    finally:
        with suppress(OSError):
            probe.unlink()
    if not is_same:
        return Tried(False, "写进去的和读出来的不一样：请检查磁盘。")
    if free < _LITTLE_GB:
        return Tried(False, f"能写能读，但只剩 {free:.1f} GB 空间，请尽快清理或扩容。")
    return Tried(True, f"能写能读，还有 {free:.0f} GB 空间。")


def try_redis(config: Config) -> Tried:
    """Ask Redis whether it is there."""
    if not config.redis.url:
        return Tried(None, "没有配置 Redis：单机够用，多台服务器时才需要。")
    begun = time.monotonic()
    try:
        with Redis.from_url(config.redis.url, socket_timeout=_WITHIN_S, socket_connect_timeout=_WITHIN_S) as redis:
            redis.ping()
    except (RedisError, OSError, ValueError) as error:
        return Tried(False, f"连不上 Redis（{type(error).__name__}）：请检查 redis.url 和网络。")
    return Tried(True, f"Redis 正常，往返 {(time.monotonic() - begun) * 1000:.0f} 毫秒。")


PROBES: dict[str, Callable[[Config], Tried]] = {
    "wechat": try_wechat,
    "callback": try_callback,
    "storage": try_storage,
    "redis": try_redis,
}


def _refusal(error: WeChatError) -> str:
    words = next((said for kind, said in _REFUSED if isinstance(error, kind)), "对方拒绝了")
    return f"{words}（{f'错误码 {error.code}' if error.code is not None else '没有错误码'}）。"
