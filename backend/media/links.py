"""Signed links to pictures and files, which expire. A link opens one file, and tells for whom it was made.

The token: 8 bytes of id, 4 of expiry (seconds since 1970), 1 that says who looks, 11 of MAC (88 bits); 32 characters.
"""

from __future__ import annotations

import base64
import re
import struct
from typing import NamedTuple

from backend import clock
from backend.encryption import keys
from backend.media.models import Media

# The link stays the same for six hours, so that phones cache what is behind it; it lives 6 to 12 hours.
_STEP_S = 6 * 3600
_CHECK_LIVES_S = 45 * 60
_PURPOSE = "media"
_MAC_BYTES = 11
_BODY = struct.Struct(">QIB")
_TEXT = re.compile(r"[A-Za-z0-9_-]{32}")

SHOWN, OWN, STAFF = 0, 1, 2
_FIRST_CHECK = 16
_SEEN = {SHOWN: ("clear",), OWN: ("clear", "pending"), STAFF: ("clear", "pending", "blocked")}


class Link(NamedTuple):
    """What a token says: which file, until when (milliseconds), and which states it opens."""

    media_id: int
    expires_at: int
    states: tuple[str, ...]


def media_url(media: Media, now: int, look: int = SHOWN) -> str:
    """The path of a picture or file for somebody who may see it (SHOWN, OWN or STAFF); `now` in milliseconds."""
    # Staggered by id: a screen full of pictures is not fetched anew all at once.
    shift = media.id % _STEP_S
    expires = ((now // 1000 + shift) // _STEP_S + 2) * _STEP_S - shift
    return _sign(media.id, expires, look)


def check_url(media_id: int, now: int, attempt: int) -> str:
    """The path WeChat fetches a pending picture by: another one each time, since it refuses the same address twice."""
    return _sign(media_id, now // 1000 + _CHECK_LIVES_S, _FIRST_CHECK + attempt % 200)


def read_link(token: str) -> Link | None:
    """What an unexpired token of ours says; None for every other text."""
    if _TEXT.fullmatch(token) is None:
        return None
    raw = base64.urlsafe_b64decode(token)
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    if not keys().is_signed(body, mac, _PURPOSE):
        return None
    media_id, expires, look = _BODY.unpack(body)
    if expires * 1000 <= clock.now_ms():
        return None
    return Link(media_id, expires * 1000, _SEEN.get(look, ("pending", "clear")))


def _sign(media_id: int, expires: int, look: int) -> str:
    body = _BODY.pack(media_id, expires, look)
    return "/media/" + base64.urlsafe_b64encode(body + keys().sign(body, _PURPOSE, _MAC_BYTES)).decode()
