"""The rotating event code (签到码) and the presence receipt it earns.

A code is good for its slot of 30 seconds and one slot after it, so a photo of it is worthless a minute later. The
organizer's phone gets slots made in advance, never the key; each activity has a key of its own. The QR holds an https
link, so that WeChat's own scanner opens the right page (扫普通链接二维码打开小程序).

A receipt proves that somebody scanned a fresh code and keeps for 10 minutes, so that logging in or joining does
not cost the check-in. It is earned before login and therefore names no person: it could be handed on, like the code
itself for a minute. What limits that: it admits one member only (`Scan.receipt` is unique), who must be approved
for the activity, and it cannot be made without a code that was fresh at the door.
"""

from __future__ import annotations

import base64
import re
import secrets
import struct
from collections.abc import Iterator
from typing import NamedTuple

from backend.encryption import KeyRing, keys
from backend.errors import DomainError

SLOT_MS = 30_000
GRACE_SLOTS = 1
SLOTS_AHEAD = 20
RECEIPT_MS = 10 * 60_000
_MAC_BYTES = 12
_CODE = struct.Struct(">QI")
_RECEIPT = struct.Struct(">QIB5s")
# Lengths are multiples of 3 bytes, so each value has exactly one text: no padding, no spare bits.
_CODE_TEXT = re.compile(r"[A-Za-z0-9_-]{32}")
_RECEIPT_TEXT = re.compile(r"[A-Za-z0-9_-]{40}")


class EventCodeInvalid(DomainError):
    """Not a code of ours, altered, or used up."""

    status, code, message = 422, "event_code_invalid", "这不是有效的签到码，请扫描现场屏幕上的码。"


class EventCodeExpired(DomainError):
    """A photo, or a receipt kept too long."""

    status, code, message = 410, "event_code_expired", "签到码已更新，请重新扫描现场屏幕上的码。"


class Presence(NamedTuple):
    """What a code or receipt proves: having been at this activity, so long after the code came up (milliseconds)."""

    activity_id: int
    delay_ms: int


class Slot(NamedTuple):
    """One event code and when it is the one to show; moments in milliseconds."""

    starts_at: int
    ends_at: int
    text: str


def upcoming_slots(activity_id: int, base_url: str, now: int) -> Iterator[Slot]:
    """The code to show now and those after it: ten minutes' worth."""
    first = now // SLOT_MS
    for slot in range(first, first + SLOTS_AHEAD):
        code = _seal(_CODE.pack(activity_id, slot), "event-code")
        yield Slot(slot * SLOT_MS, (slot + 1) * SLOT_MS, f"{base_url.rstrip('/')}/e/{code}")


def read_event_code(text: str, now: int) -> Presence:
    """What an event code proves: the link or its last part.

    Raises EventCodeInvalid if we never signed it, EventCodeExpired if its slot is not now.
    """
    raw = _unseal(text.strip().rpartition("/e/")[2], _CODE_TEXT, "event-code")
    activity_id, slot = _CODE.unpack(raw)
    if not 0 <= now // SLOT_MS - slot <= GRACE_SLOTS:
        raise EventCodeExpired
    return Presence(int(activity_id), now - slot * SLOT_MS)


def issue_receipt(activity_id: int, now: int, delay_ms: int = 0) -> tuple[str, int]:
    """A presence receipt and the moment it expires, in milliseconds. It carries the code's delay, in seconds."""
    issued = now // 1000
    text = _seal(_RECEIPT.pack(activity_id, issued, delay_ms // 1000, secrets.token_bytes(5)), "presence")
    return text, issued * 1000 + RECEIPT_MS


def read_receipt(text: str, now: int) -> Presence:
    """What a receipt proves. Raises EventCodeInvalid, EventCodeExpired."""
    raw = _unseal(text.strip(), _RECEIPT_TEXT, "presence")
    activity_id, issued, delay_s, _nonce = _RECEIPT.unpack(raw)
    if not 0 <= now - issued * 1000 < RECEIPT_MS:
        raise EventCodeExpired
    return Presence(int(activity_id), delay_s * 1000)


def _seal(named: bytes, purpose: str) -> str:
    return base64.urlsafe_b64encode(named + _keys_of(named).sign(named, purpose, _MAC_BYTES)).decode()


def _unseal(text: str, shape: re.Pattern[str], purpose: str) -> bytes:
    if shape.fullmatch(text) is None:
        raise EventCodeInvalid
    raw = base64.urlsafe_b64decode(text)
    named, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    if not _keys_of(named).is_signed(named, mac, purpose):
        raise EventCodeInvalid
    return named


def _keys_of(named: bytes) -> KeyRing:
    """The keys of the activity that a code or receipt names first."""
    return keys().derive(f"activity:{int.from_bytes(named[:8], 'big')}")
