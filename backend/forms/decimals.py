"""Numbers a person typed: within what both languages hold exactly, with a counted number of decimals."""

import math
import re

from backend.forms.text import cleaned, half_width

# LARGEST * 10**MOST_DECIMALS stays under 2**52, so that counting decimals by scaling is exact in a double.
LARGEST = 99_999_999_999
MOST_DECIMALS = 4
_LONGEST_TEXT = 100

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")

Number = int | float


def read_number(raw: object, decimals: int) -> tuple[Number | None, str | None]:
    """(number, None), (None, None) if nothing was typed, or (None, message).

    Takes JSON numbers and text such as "１，２３４．５"; further decimals are refused, never rounded.
    """
    if isinstance(raw, str):
        if len(raw) > _LONGEST_TEXT:
            return None, "请填写数字"
        text = half_width(cleaned(raw))
        if not text:
            return None, None
        match = _NUMBER.fullmatch(text)
        if match is None:
            return None, "请填写数字"
        if len((match[1] or "").rstrip("0")) > decimals:
            return None, _too_fine(decimals)
        number: Number = float(text.replace(",", ""))
    elif isinstance(raw, int | float) and not isinstance(raw, bool) and raw == raw:
        number = raw
    else:
        return None, "请填写数字"
    if abs(number) > LARGEST:
        return None, "数字太大，请核对"
    if not has_decimals_within(number, decimals):
        return None, _too_fine(decimals)
    return int(number) if number == int(number) else number, None


def has_decimals_within(number: Number, decimals: int) -> bool:
    """Whether the shortest decimal form of `number` (at most LARGEST) has at most `decimals` decimals."""
    scale: int = 10**decimals
    return math.floor(number * scale + 0.5) / scale == number


def number_text(number: Number) -> str:
    """`number` as people write it: 5, -3, 0.25."""
    text = f"{number:.{MOST_DECIMALS}f}"
    return text.rstrip("0").rstrip(".")


def _too_fine(decimals: int) -> str:
    return f"最多保留 {decimals} 位小数" if decimals else "请填写整数"
