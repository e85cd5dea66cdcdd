"""What a browser is called when its owner is asked about it."""

from __future__ import annotations

import re

# In this order: most browsers claim to be those further down as well.
_BROWSERS = (
    ("企业微信", r"wxwork/"),
    ("微信", r"MicroMessenger/"),
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("360 浏览器", r"QihooBrowser|360SE|360EE"),
    ("QQ 浏览器", r"QQBrowser/"),
    ("Firefox", r"(?:Firefox|FxiOS)/"),
    ("Chrome", r"(?:Chrome|Chromium|CriOS)/"),
    ("Safari", r"Version/[\d.]+ .*Safari/"),
)
_SYSTEMS = (
    ("iPad", r"iPad"),
    ("iPhone", r"iPhone"),
    ("Android", r"Android"),
    ("鸿蒙", r"HarmonyOS|OpenHarmony"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


def browser_name(user_agent: str) -> str:
    """ "Chrome / Windows" from a User-Agent header; never the header itself, which anybody may write."""
    return f"{_named(_BROWSERS, user_agent, '浏览器')} / {_named(_SYSTEMS, user_agent, '未知系统')}"


def _named(patterns: tuple[tuple[str, str], ...], user_agent: str, otherwise: str) -> str:
    return next((name for name, pattern in patterns if re.search(pattern, user_agent)), otherwise)
