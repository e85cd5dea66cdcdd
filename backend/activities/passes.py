"""The pass (入场码): a short signed text that names a signup and says nothing about the person.

"LY1" and 32 characters of base32: 8 bytes of signup id, 12 bytes (96 bits) of MAC. Capitals and digits only, so
that a QR code holds it in its alphanumeric mode and stays small enough for an old phone's camera.
"""

from __future__ import annotations

import base64
import re

from backend.encryption import keys

_PREFIX = "LY1"
_PURPOSE = "pass"
_MAC_BYTES = 12
# The digits of base32 (RFC 4648) to those of Python's base 32: its own decoder goes letter by letter.
_TO_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghijklmnopqrstuv")
_BYTES = 8 + _MAC_BYTES
_SHAPE = re.compile(rf"{_PREFIX}[A-Z2-7]{{32}}")


def make_pass(signup_id: int) -> str:
    """The text of a signup's pass; the same each time."""
    named = signup_id.to_bytes(8, "big")
    return _PREFIX + base64.b32encode(named + keys().sign(named, _PURPOSE, _MAC_BYTES)).decode()


def read_pass(text: str) -> int | None:
    """The id of the signup that a pass names, or None if we never signed this text."""
    text = text.strip().upper()
    if _SHAPE.fullmatch(text) is None:
        return None
    raw = int(text.removeprefix(_PREFIX).translate(_TO_DIGITS), 32).to_bytes(_BYTES, "big")
    named, mac = raw[:8], raw[8:]
    return int.from_bytes(named, "big") if keys().is_signed(named, mac, _PURPOSE) else None
