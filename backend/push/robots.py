"""Group robots of WeCom (企业微信群机器人): another host, a key instead of a token, limits in bytes.

Source: developer.work.weixin.qq.com/document/path/91770: text at most 2,048 bytes, markdown at most 4,096, of UTF-8;
20 messages a minute for each robot. There is no way to ask whether one arrived. The key is all it takes to write into
the group: it stands in the configuration only, and in no error, log or row.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import requests

from backend.config import Config
from backend.shortening import cut, in_bytes
from backend.wechat.errors import RobotRejected, WeChatError, WeChatUnavailable, error_for
from backend.wechat.transport import unreachable

MARKDOWN_BYTES, TEXT_BYTES = 4_096, 2_048
# Fifteen a minute: below the twenty that a robot takes, with room for what else it has to say.
PART_GAP = timedelta(seconds=4)

_PATH = "/cgi-bin/webhook/send"
# "（12/34）" and the line break after it.
_NUMBER_BYTES = 20

_http = requests.Session()
# At DEBUG urllib3 logs every path with its query, which means the key.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


def send_to_robot(config: Config, robot: str, values: Mapping[str, str]) -> None:
    """Put one message into the group of this organization's robot: `markdown` of the values, else title and note.

    Raises WeChatError: RobotRejected for a key that WeCom does not know, QuotaReached, AnswerLost when it may have
    arrived.
    """
    key = config.wecom.robots.get(robot)
    if not key:
        raise RobotRejected(None, f"no key for the group robot of {robot}")
    failure: WeChatError
    try:
        response = _http.post(
            config.wecom.base_url.rstrip("/") + _PATH,
            params={"key": key},
            json=_body(values),
            timeout=(config.wechat.connect_timeout_s, config.wechat.read_timeout_s),
            allow_redirects=False,
        )
        response.raise_for_status()
        refusal = _refusal(response, key, robot)
    except requests.RequestException as fault:
        failure = unreachable(fault)
    else:
        if refusal is None:
            return
        failure = refusal
    # Raised out here so that the cause, which knows the URL and with it the key, does not hang on as __context__.
    raise failure


def _body(values: Mapping[str, str]) -> dict[str, Any]:
    if markdown := values.get("markdown"):
        return {"msgtype": "markdown", "markdown": {"content": cut(markdown, MARKDOWN_BYTES, in_bytes)}}
    words = "\n".join(values[name] for name in ("title", "note") if values.get(name))
    return {"msgtype": "text", "text": {"content": cut(words, TEXT_BYTES, in_bytes)}}


def _refusal(response: requests.Response, key: str, robot: str) -> WeChatError | None:
    answer: Any = response.json()
    code = answer.get("errcode") if isinstance(answer, dict) else None
    if not isinstance(code, int):
        return WeChatUnavailable(None, "answer is not WeCom's")
    if code == 0:
        return None
    said = str(answer.get("errmsg") or "").replace(key, "***")[:300]
    return error_for(code, f"{said} (group robot of {robot})")


def split_markdown(head: str, lines: Sequence[str], foot: str, most: int = MARKDOWN_BYTES) -> list[str]:
    """One message, or several that each begin with the head and their number, none longer than `most` bytes.

    They are split between lines; a line is cut only where it alone is too long, and then never inside a character or
    an emoji. `foot` stands under the last.
    """
    head = cut(head, most // 4, in_bytes)
    room = most - in_bytes(head) - _NUMBER_BYTES
    parts: list[list[str]] = [[]]
    used = 0
    for line in [*(cut(line, room, in_bytes) for line in lines), cut(foot, room, in_bytes)]:
        size = in_bytes(line) + 1
        if used and used + size > room:
            parts.append([])
            used = 0
        parts[-1].append(line)
        used += size
    if len(parts) == 1:
        return ["\n".join([head, *parts[0]])]
    return ["\n".join([f"{head}（{number}/{len(parts)}）", *part]) for number, part in enumerate(parts, start=1)]
