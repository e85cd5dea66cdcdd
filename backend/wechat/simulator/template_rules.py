"""Which text each kind of template field accepts.

Source: developers.weixin.qq.com, subscribeMessage.send, "订阅消息参数值内容限制说明", and reports of what the
servers refuse beyond it (full-width ～ in a range, a bare date in a time field, Chinese in a
character_string).
"""

import re
from collections.abc import Mapping

from backend.wechat.simulator.templates import Template

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_YEAR_MONTH_DAY = (
    r"(?:\d{4}年(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日"
    r"|\d{4}(?P<{0}>[-/.])(?:1[0-2]|0?[1-9])(?P={0})(?:3[01]|[12]\d|0?[1-9]))"
)
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"


def _ranged(point: str) -> re.Pattern[str]:
    """One point in time, or two joined by a half-width ~."""
    first = point.replace("{0}", "a")
    second = point.replace("{0}", "b")
    return re.compile(f"{first}(?:~{second})?")


_TIME = _ranged(f"(?:{_YEAR_MONTH_DAY} )?{_CLOCK}")
_DATE = _ranged(f"{_YEAR_MONTH_DAY}(?: {_CLOCK})?")

PATTERNS: dict[str, re.Pattern[str]] = {
    "thing": re.compile(r".{1,20}", re.DOTALL),
    "number": re.compile(r"(?=.{1,32}$)-?\d+(?:\.\d+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"[^\w\s]{1,5}"),
    "character_string": re.compile(r"[\x21-\x7e ]{1,32}"),
    "time": _TIME,
    "date": _DATE,
    "amount": re.compile(r"[¥￥$€£]?\d{1,10}(?:\.\d+)?元?"),
    "phone_number": re.compile(r"[\d+\-() ]{1,17}"),
    "car_number": re.compile(rf"(?=.{{1,8}}$){_HAN}?[A-Za-z0-9·]+{_HAN}?"),
    "phrase": re.compile(rf"{_HAN}{{1,5}}"),
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NAME_CHINESE = re.compile(rf"(?=.*{_HAN}).{{1,10}}")
_NAME_FOREIGN = re.compile(rf"(?!.*{_HAN}).{{1,20}}")


def is_acceptable(kind: str, value: str) -> bool:
    """Whether a field of this kind (thing, time, …) takes this text."""
    if _CONTROL.search(value):
        return False
    if kind == "name":
        return bool(_NAME_CHINESE.fullmatch(value) or _NAME_FOREIGN.fullmatch(value))
    return PATTERNS[kind].fullmatch(value) is not None


def first_fault(template: Template, data: object) -> str | None:
    """Return the complaint about the first field that does not fit, as WeChat words it, or None."""
    if not isinstance(data, Mapping):
        return "argument invalid! data is empty"
    for keyword in template.keywords:
        entry = data.get(keyword.key)
        value = entry.get("value") if isinstance(entry, Mapping) else None
        if value is None or value == "":
            return f"argument invalid! data.{keyword.key}.value is empty"
        if not isinstance(value, str) or not is_acceptable(keyword.kind, value):
            return f"argument invalid! data.{keyword.key}.value invalid"
    unknown = sorted(set(data) - {one.key for one in template.keywords})
    return f"argument invalid! data.{unknown[0]}.value invalid" if unknown else None
