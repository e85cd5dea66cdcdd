"""Cutting our texts to what WeChat's template fields take.

Source: developers.weixin.qq.com, subscribeMessage.send, "订阅消息参数值内容限制说明"; and what the servers refuse
beyond it: a full-width ～ in a range, Chinese in a character_string, line breaks anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from backend.shortening import cut, in_units

_KIND = re.compile(r"[a-z_]+")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_NOT_HAN = re.compile(f"[^{_HAN}]")
_A_HAN = re.compile(f"[{_HAN}]")
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_DAY = r"\d{4}(?:年(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日|-(?:1[0-2]|0?[1-9])-(?:3[01]|[12]\d|0?[1-9]))"
# Digits are those of ASCII: WeChat knows no others.
_TIME = re.compile(f"(?:{_DAY} )?{_CLOCK}(?:~(?:{_DAY} )?{_CLOCK})?", re.ASCII)
_DATE = re.compile(f"{_DAY}(?: {_CLOCK})?(?:~{_DAY}(?: {_CLOCK})?)?", re.ASCII)
_NUMBER = re.compile(r"(?=.{1,32}$)-?\d+(?:\.\d+)?", re.ASCII)

NOTHING = "无"
# What a `thing` takes: most of our words go into one.
THING = 20


class UnfittingValue(ValueError):
    """A value no cutting makes acceptable: a field of digits or times that was given other words."""


def _name(text: str) -> str:
    return text[: 10 if _A_HAN.search(text) else 20] or NOTHING


def _exact(shape: re.Pattern[str], text: str) -> str:
    if shape.fullmatch(text) is None:
        raise UnfittingValue(text)
    return text


def _only(allowed: str, most: int) -> Callable[[str], str]:
    refused = re.compile(f"[^{allowed}]")
    return lambda text: refused.sub("", text)[:most]


_FIT: dict[str, Callable[[str], str]] = {
    "thing": lambda text: cut(text, THING, in_units) or NOTHING,
    "phrase": lambda text: _NOT_HAN.sub("", text)[:5] or "通知",
    "name": _name,
    "time": lambda text: _exact(_TIME, text),
    "date": lambda text: _exact(_DATE, text),
    "number": lambda text: _exact(_NUMBER, text),
    "character_string": lambda text: _only(r"\x20-\x7e", 32)(text).strip() or "-",
    "letter": lambda text: _only("A-Za-z", 32)(text) or "x",
    "phone_number": lambda text: _only(r"0-9+\-() ", 17)(text).strip() or "0",
}


def fit(value: str, key: str) -> str:
    """A value as the template's field `key` ("thing1", "phrase2", …) takes it: never empty, without line breaks.

    Words are cut, never times or numbers: those raise UnfittingValue. The types the association's templates do not
    use (amount, car_number, symbol, enum) raise it too.
    """
    kind = _KIND.match(key)
    text = _BREAKS.sub(" ", value.replace("～", "~")).strip()
    to_fit = _FIT.get(kind.group() if kind else "")
    if to_fit is None:
        raise UnfittingValue(f"field {key!r} is of a type nothing is sent in")
    return to_fit(text)
