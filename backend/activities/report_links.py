"""Signed links to the report of one activity, for people without an account. Whoever has the link reads the report.

The token: 8 bytes of id, 4 of expiry (seconds since 1970), 12 of MAC (96 bits); 32 characters.
"""

from __future__ import annotations

import base64
import re
import struct
from datetime import datetime, timedelta
from typing import NamedTuple

from backend import clock
from backend.encryption import keys

LIVES = timedelta(days=7)
_PURPOSE = "report"
_MAC_BYTES = 12
_BODY = struct.Struct(">QI")
_TEXT = re.compile(r"[A-Za-z0-9_-]{32}")


class ReportLink(NamedTuple):
    """A path under the server's address, and until when it opens the report."""

    path: str
    expires_at: datetime


def make_report_link(activity_id: int, now: datetime) -> ReportLink:
    """A link that lasts a week."""
    expires_at = (now + LIVES).replace(microsecond=0)
    body = _BODY.pack(activity_id, clock.to_ms(expires_at) // 1000)
    token = base64.urlsafe_b64encode(body + keys().sign(body, _PURPOSE, _MAC_BYTES)).decode()
    return ReportLink(f"/reports/{token}", expires_at)


def read_report_link(token: str, now: datetime) -> int | None:
    """The activity an unexpired token of ours opens; None for every other text."""
    if _TEXT.fullmatch(token) is None:
        return None
    raw = base64.urlsafe_b64decode(token)
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    if not keys().is_signed(body, mac, _PURPOSE):
        return None
    activity_id, expires_s = _BODY.unpack(body)
    return None if expires_s * 1000 <= clock.to_ms(now) else int(activity_id)
