"""The pass (入场码): a short signed text that names a signup and says nothing about the person.

"LY1" and 32 characters of base32: 8 bytes of signup id, 12 bytes (96 bits) of MAC. Capitals and digits only, so
that a QR code holds it in its alphanumeric mode and stays small enough for an old phone's camera.

The spoken pass (口令码) is for a door where a camera fails: four characters, read out and typed in. It hides the
number of a signup within its activity behind a keyed permutation, so that it is unique there without a table, and
the next one cannot be told from it. Guessing is limited by who may type it in, an organizer at this door.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator

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


# None of 0 O Q, 1 I, 2 Z, 5 S, 8 B, U V, G 6: alike on a dirty screen or in a loud hall.
_ALPHABET = "ACDEFHJKLMNPRTVWXY3479"
_SPOKEN_PURPOSE = "spoken-pass"
_HALF = len(_ALPHABET) ** 2  # two characters
_ROUNDS = 6


def spoken_code(activity_id: int, number: int | None) -> str | None:
    """The spoken pass of a signup by its number within the activity; None where there are more than it can name."""
    if number is None or not 0 <= number < _HALF * _HALF:
        return None
    left, right = divmod(number, _HALF)
    # A Feistel network: each round shifts one half by what the key makes of the other, and can be shifted back.
    for shift in _shifts(activity_id):
        left, right = right, (left + shift(right)) % _HALF
    size = len(_ALPHABET)
    return "".join(_ALPHABET[place] for half in (left, right) for place in divmod(half, size))


def read_spoken_code(activity_id: int, text: str) -> int | None:
    """The number that a spoken pass names in this activity, or None if it is not the shape of one."""
    letters = "".join(text.split()).upper()
    if len(letters) != 4 or any(letter not in _ALPHABET for letter in letters):
        return None
    places = [_ALPHABET.index(letter) for letter in letters]
    size = len(_ALPHABET)
    left, right = places[0] * size + places[1], places[2] * size + places[3]
    for shift in reversed(list(_shifts(activity_id))):
        left, right = (right - shift(left)) % _HALF, left
    return left * _HALF + right


def _shifts(activity_id: int) -> Iterator[Callable[[int], int]]:
    """What each round makes of a half."""
    for step in range(_ROUNDS):
        yield lambda half, step=step: int.from_bytes(  # type: ignore[misc]
            keys().sign(f"{activity_id}:{step}:{half}".encode(), _SPOKEN_PURPOSE, 8), "big"
        )
