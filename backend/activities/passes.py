"""The pass (入场码): a short signed text that names a signup and says nothing about the person.

"LY1" and 32 characters of base32: 8 bytes of signup id, 12 bytes (96 bits) of MAC. Capitals and digits only, so
that a QR code holds it in its alphanumeric mode and stays small enough for an old phone's camera.

The spoken pass is for a phone that is flat or a camera that is broken: the signup's number within its activity, sent
through a keyed permutation, in four characters that are not mistaken for one another.
"""

from __future__ import annotations

import base64
import re

from backend.encryption import keys

_PREFIX = "LY1"
_PURPOSE = "pass"
_MAC_BYTES = 12
_SPOKEN = "ACDEFGHJKLMNPQRTUVWXY347"
_SPOKEN_LENGTH = 4
_HALF = len(_SPOKEN) ** 2
_ROUNDS = 6
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
    raw = base64.b32decode(text.removeprefix(_PREFIX))
    named, mac = raw[:8], raw[8:]
    return int.from_bytes(named, "big") if keys().is_signed(named, mac, _PURPOSE) else None


def make_spoken_code(activity_id: int, number: int) -> str:
    """The four characters that stand for a signup's number (below 331,776) within one activity."""
    left, right = divmod(number, _HALF)
    for turn in range(_ROUNDS):
        left, right = right, (left + _mixed(activity_id, turn, right)) % _HALF
    code, text = left * _HALF + right, ""
    for _ in range(_SPOKEN_LENGTH):
        code, place = divmod(code, len(_SPOKEN))
        text += _SPOKEN[place]
    return text


def read_spoken_code(activity_id: int, text: str) -> int | None:
    """The number of the signup that four spoken characters stand for; None if they are none."""
    text = text.strip().upper()
    if len(text) != _SPOKEN_LENGTH or any(character not in _SPOKEN for character in text):
        return None
    code = 0
    for character in reversed(text):
        code = code * len(_SPOKEN) + _SPOKEN.index(character)
    left, right = divmod(code, _HALF)
    for turn in reversed(range(_ROUNDS)):
        left, right = (right - _mixed(activity_id, turn, left)) % _HALF, left
    return left * _HALF + right


def _mixed(activity_id: int, turn: int, half: int) -> int:
    message = activity_id.to_bytes(8, "big") + bytes([turn]) + half.to_bytes(4, "big")
    return int.from_bytes(keys().sign(message, "spoken-pass", 8), "big")
