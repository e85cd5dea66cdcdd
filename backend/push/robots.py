"""Group robots of WeCom (企业微信群机器人): another host, a key instead of a token, limits in bytes.

Source: developer.work.weixin.qq.com/document/path/91770: text at most 2,048 bytes, markdown at most 4,096, of UTF-8;
20 messages a minute for each robot. There is no way to ask whether one arrived.
"""

from __future__ import annotations

from collections.abc import Mapping

from backend.config import Config


def send_to_robot(config: Config, robot: str, values: Mapping[str, str]) -> None:
    """Put one markdown message into the group of this organization's robot. Raises WeChatError."""
    raise NotImplementedError
