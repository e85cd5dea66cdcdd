"""Mainland mobile numbers in their one written form: 11 digits."""

from __future__ import annotations

import re

from backend.forms.text import cleaned, half_width

_SEPARATORS = re.compile("[\\s().\u2010-\u2015\u2212-]")
_COUNTRY_CODE = re.compile(r"(?:\+|00)?86(?=1[0-9]{10}\Z)")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


def normalise_phone(text: str) -> str | None:
    """The 11 digits of a text that is one mainland mobile number and nothing else; None for anything else.

    Full-width digits, +86, blanks, dashes and brackets are understood. Nothing is completed or cut.
    """
    digits = _COUNTRY_CODE.sub("", _SEPARATORS.sub("", half_width(cleaned(text))), count=1)
    return digits if _MOBILE.fullmatch(digits) else None
