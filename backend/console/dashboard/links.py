"""Signed links to the big screen, which shows sums and nothing about anybody.

The token: 8 bytes of organization, 4 of expiry (seconds since 1970), 12 of MAC (96 bits); 32 characters.
"""

from __future__ import annotations

import base64
import re
import struct
from datetime import datetime, timedelta

from backend import clock
from backend.encryption import keys
from backend.errors import NotFound

LIVES_HOURS = 12
_PURPOSE = "big-screen"
_MAC_BYTES = 12
_BODY = struct.Struct(">QI")
_TEXT = re.compile(r"[A-Za-z0-9_-]{32}")


def make_screen_link(organization_id: int, now: datetime) -> str:
    """The path of the screen of one organization."""
    body = _BODY.pack(organization_id, clock.to_ms(now + timedelta(hours=LIVES_HOURS)) // 1000)
    return f"/console/screens/{base64.urlsafe_b64encode(body + keys().sign(body, _PURPOSE, _MAC_BYTES)).decode()}"


def read_screen_token(token: str, now: datetime) -> int:
    """The organization a link of ours shows. Raises NotFound for every other text, and for one that ended."""
    if not _TEXT.fullmatch(token):
        raise NotFound
    raw = base64.urlsafe_b64decode(token)
    body, signature = raw[: _BODY.size], raw[_BODY.size :]
    if not keys().is_signed(body, signature, _PURPOSE):
        raise NotFound
    organization_id, expires_s = _BODY.unpack(body)
    if clock.to_ms(now) >= expires_s * 1000:
        raise NotFound
    return int(organization_id)
