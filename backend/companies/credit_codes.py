"""The unified social credit code (统一社会信用代码), as GB 32100-2015 defines it."""

from __future__ import annotations

import unicodedata

# Letters that look like digits (I, O, Z, S, V) are not used.
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = [pow(3, place, 31) for place in range(17)]


def tidy_credit_code(text: str) -> str:
    """As it is stored: half width, capitals, nothing in between."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").upper()


def is_credit_code(code: str) -> bool:
    """Whether a tidied code has 18 of the characters allowed, and the check character that follows from the others."""
    if len(code) != 18 or any(one not in _CHARACTERS for one in code):
        return False
    total = sum(_CHARACTERS.index(one) * weight for one, weight in zip(code, _WEIGHTS, strict=False))
    return code[17] == _CHARACTERS[(31 - total % 31) % 31]
