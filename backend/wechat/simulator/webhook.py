"""The group robot of WeCom (企业微信), which lives on another host but needs a stand-in all the same.

Source: developer.work.weixin.qq.com/document/path/91770. Limits are in bytes of UTF-8.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.wechat.simulator.clock import RateLimit, SimulatedClock
from backend.wechat.simulator.refusals import Refusal

# The key that the simulator accepts from the start; it has the form of a real one and opens nothing.
SIMULATOR_ROBOT_KEY = "00000000-0000-4000-8000-000000000000"
MESSAGES_A_MINUTE = 20
_TEXT_LIMITS = {"text": 2048, "markdown": 4096, "markdown_v2": 4096}
_IMAGE_LIMIT = 2 * 1024 * 1024


@dataclass(frozen=True)
class GroupMessage:
    """A message shown in the group of a robot; `text` is what a person would read of it."""

    key: str
    kind: str
    text: str
    at_ms: int

    def describe(self) -> dict[str, Any]:
        return {"key": self.key, "msgtype": self.kind, "text": self.text, "at_ms": self.at_ms}


class GroupRobots:
    """The robots that exist and what their groups have received, oldest first."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._limit = RateLimit(clock, MESSAGES_A_MINUTE, 45009, "api freq out of limit")
        self.keys = {SIMULATOR_ROBOT_KEY}
        self.received: list[GroupMessage] = []

    def receive(self, key: str, body: Mapping[str, Any]) -> None:
        """Check a message and put it into the group."""
        if key not in self.keys:
            raise Refusal(93000, "invalid webhook url, hint: [1], more info at https://open.work.weixin.qq.com")
        kind = str(body.get("msgtype", ""))
        content = body.get(kind)
        if kind not in _READERS or not isinstance(content, Mapping):
            raise _rejected("msgtype", "invalid message type")
        text = _READERS[kind](kind, content)
        self._limit.spend(key)
        self.received.append(GroupMessage(key, kind, text, self._clock()))


def _read_text(kind: str, content: Mapping[str, Any]) -> str:
    text = content.get("content")
    limit = _TEXT_LIMITS[kind]
    if not isinstance(text, str) or not text:
        raise _rejected(f"{kind}.content", "missing")
    if len(text.encode()) > limit:
        raise _rejected(f"{kind}.content", f"exceed max length {limit}")
    return text


def _read_image(_kind: str, content: Mapping[str, Any]) -> str:
    try:
        raw = base64.b64decode(str(content.get("base64", "")), validate=True)
    except ValueError:
        raw = b""
    if not raw.startswith((b"\xff\xd8\xff", b"\x89PNG")) or len(raw) > _IMAGE_LIMIT:
        raise _rejected("image.base64", "invalid image")
    if hashlib.md5(raw, usedforsecurity=False).hexdigest() != content.get("md5"):
        raise _rejected("image.md5", "does not match")
    return f"[图片 {len(raw)} 字节]"


def _read_news(_kind: str, content: Mapping[str, Any]) -> str:
    articles = content.get("articles")
    if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
        raise _rejected("news.articles", "must have 1 to 8 items")
    titles = []
    for article in articles:
        title = article.get("title") if isinstance(article, Mapping) else None
        if not isinstance(title, str) or not title or not article.get("url"):
            raise _rejected("news.articles", "title or url missing")
        titles.append(title.encode()[:128].decode(errors="ignore"))
    return "\n".join(titles)


def _read_card(_kind: str, content: Mapping[str, Any]) -> str:
    if content.get("card_type") not in ("text_notice", "news_notice") or not content.get("card_action"):
        raise _rejected("template_card", "card_type or card_action missing")
    title = content.get("main_title")
    return str(title.get("title", "")) if isinstance(title, Mapping) else ""


def _read_file(kind: str, content: Mapping[str, Any]) -> str:
    if not content.get("media_id"):
        raise _rejected(f"{kind}.media_id", "missing")
    return f"[{kind}]"


_READERS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    "text": _read_text,
    "markdown": _read_text,
    "markdown_v2": _read_text,
    "image": _read_image,
    "news": _read_news,
    "template_card": _read_card,
    "file": _read_file,
    "voice": _read_file,
}


def _rejected(where: str, why: str) -> Refusal:
    return Refusal(
        40058,
        f"{where} {why}. invalid Request Parameter, hint: [1], "
        "more info at https://open.work.weixin.qq.com/devtool/query?e=40058",
    )
