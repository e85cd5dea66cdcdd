"""The signed address of a poster. It does not expire: a poster hangs on walls and in chats."""

from __future__ import annotations

import base64
import re

from backend.encryption import keys
from backend.media.settings import base_url

_PURPOSE = "poster"
_MAC_BYTES = 10
_TEXT = re.compile(r"[A-Za-z0-9_-]{24}")


def poster_url(activity_id: int) -> str:
    """Where the poster is, for phones to download and to pass on."""
    named = activity_id.to_bytes(8, "big")
    token = base64.urlsafe_b64encode(named + keys().sign(named, _PURPOSE, _MAC_BYTES)).decode()
    return f"{base_url()}/posters/{token}.png"


def read_poster_token(token: str) -> int | None:
    """The id of the activity whose poster this is; None if we never signed it."""
    if _TEXT.fullmatch(token) is None:
        return None
    raw = base64.urlsafe_b64decode(token)
    return int.from_bytes(raw[:8], "big") if keys().is_signed(raw[:8], raw[8:], _PURPOSE) else None
