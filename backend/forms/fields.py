"""Reading the fields of a definition's JSON, collecting all that is wrong, not only the first."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeGuard

from backend.forms.day import is_day_limit
from backend.forms.decimals import LARGEST, MOST_DECIMALS, Number, has_decimals_within
from backend.forms.text import cleaned

MOST_PROBLEMS = 100

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
# A value starts with a letter or digit, so that no value is a magic name such as __proto__.
VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
# A question of the profile: section and question.
KNOWN_FROM = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}")
KNOWN_FROM_MESSAGE = "应是“栏目编号.题目编号”，例如 basics.area"
KEY_MESSAGE = "只能用小写字母、数字和下划线，以字母开头，最多 40 个字符"
VALUE_MESSAGE = "只能用字母、数字、下划线和短横，以字母或数字开头，最多 40 个字符"
_PLAIN = re.compile(r"[A-Za-z0-9_$-]{1,40}")

# (value, path) -> what the parsed shape holds, or None after adding a problem
Field = Callable[[object, str], Any]


class Problems:
    """What is wrong with a definition: pairs of path and message, at most MOST_PROBLEMS."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, path: str, message: str) -> None:
        if len(self.found) < MOST_PROBLEMS:
            self.found.append((path, message))

    def mapping(
        self, value: object, path: str, known: Collection[str], required: Collection[str]
    ) -> dict[str, Any] | None:
        """`value` if it is an object, with its missing and unknown fields added, else None."""
        if not isinstance(value, dict):
            self.add(path, "应是一个对象")
            return None
        for name in required:
            if name not in value:
                self.add(f"{path}.{name}", "缺少这个字段")
        unknown = [name for name in value if name not in known]
        for name in sorted(name for name in unknown if _PLAIN.fullmatch(name)):
            self.add(f"{path}.{name}", "不认识的字段")
        if any(not _PLAIN.fullmatch(name) for name in unknown):
            self.add(path, "有不认识的字段")
        return value

    def items(self, value: object, path: str, low: int, high: int) -> list[Any]:
        """`value` if it is a list of low to high items, else an empty list; a list too long stays unread."""
        if not isinstance(value, list):
            self.add(path, "应是一个列表")
            return []
        if not low <= len(value) <= high:
            self.add(path, f"应有 {low} 到 {high} 项")
            return []
        return value

    def read(self, data: Mapping[str, Any], path: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The fields of `data` that are present and right, in the order of `fields`."""
        read = {}
        for name, field in fields.items():
            if name in data:
                value = field(data[name], f"{path}.{name}")
                if value is not None:
                    read[name] = value
        return read

    def text(self, longest: int, *, is_blank_allowed: bool = False) -> Field:
        def read(value: object, path: str) -> str | None:
            if not isinstance(value, str):
                self.add(path, "应是文字")
                return None
            if len(value) > longest:
                self.add(path, f"最多 {longest} 个字")
                return None
            text = cleaned(value, multiline=True)
            if not text and not is_blank_allowed:
                self.add(path, "不能为空")
                return None
            return text

        return read

    def name(self, pattern: re.Pattern[str], message: str) -> Field:
        def read(value: object, path: str) -> str | None:
            if isinstance(value, str) and pattern.fullmatch(value):
                return value
            self.add(path, message)
            return None

        return read

    def flag(self, value: object, path: str) -> bool | None:
        if isinstance(value, bool):
            return value
        self.add(path, "应是 true 或 false")
        return None

    def whole(self, low: int, high: int) -> Field:
        def read(value: object, path: str) -> int | None:
            if is_number(value) and low <= value <= high and value == int(value):
                return int(value)
            self.add(path, f"应是 {low} 到 {high} 之间的整数")
            return None

        return read

    def number(self, value: object, path: str) -> Number | None:
        if is_number(value) and abs(value) <= LARGEST and has_decimals_within(value, MOST_DECIMALS):
            return int(value) if value == int(value) else value
        self.add(path, f"应是绝对值不超过 {LARGEST} 的数，最多 {MOST_DECIMALS} 位小数")
        return None

    def one_of(self, choices: Collection[str]) -> Field:
        def read(value: object, path: str) -> str | None:
            if isinstance(value, str) and value in choices:
                return value
            self.add(path, "只能是：" + "、".join(choices))
            return None

        return read

    def day(self, value: object, path: str) -> str | None:
        if isinstance(value, str) and is_day_limit(value):
            return value
        self.add(path, "应是 2026-05-01 这样的日期，或 today、today+7、today-30")
        return None


def is_number(value: object) -> TypeGuard[Number]:
    """Whether a JSON value is a number; booleans, which are integers to Python, are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)
