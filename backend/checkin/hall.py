"""The hall screen: arrivals in large type for everybody in the room, opened by a signed link without logging in.

It shows no more of a person than the activity allows: a surname with 先生 or 女士 where the profile says which, else
王*. The link ends an hour after the activity.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import base64
import json
import re
import struct
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from backend import clock
from backend.checkin.live import Arrival, list_arrivals, spread_of
from backend.database import Statement, marks
from backend.encryption import keys
from backend.errors import NotFound
from backend.members.models import mask_name

SHOWN = 12
_BARS = 6
_AFTERWARDS_MS = 3_600_000
_PURPOSE = "hall"
_MAC_BYTES = 12
_BODY = struct.Struct(">QI")
_TEXT = re.compile(r"[A-Za-z0-9_-]{32}")
_CHINESE_NAME = re.compile(r"[㐀-鿿𠀀-𲎯]{2,4}")
# The two-character surnames still borne; every other Chinese surname is one character.
_COMPOUND = frozenset(
    [
        *("欧阳", "司马", "诸葛", "上官", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙"),
        *("宇文", "东方", "夏侯", "端木", "独孤", "南宫", "轩辕", "闻人", "澹台", "公冶"),
        *("太史", "申屠", "钟离", "呼延", "百里", "第五", "司徒", "司空", "赫连", "拓跋"),
        *("完颜", "纳兰"),
    ]
)
_SALUTATIONS = {"male": "先生", "female": "女士"}

_ACTIVITY = Statement(
    """SELECT title, venue, starts_at, CASE WHEN checkin_closes_at > ends_at THEN checkin_closes_at ELSE ends_at END,
         version, approved, arrived, hall_names FROM activity WHERE id = ? AND state = 'published'"""
)


class _Activity(NamedTuple):
    title: str
    venue: str
    starts_at: int
    over_at: int
    version: int
    expected: int
    arrived: int
    names: str


def hall_link(activity_id: int, base_url: str) -> dict[str, Any]:
    """The address of the screen, and until when it shows anything. Raises NotFound for what is not published."""
    activity = _find(activity_id)
    expires_s = (activity.over_at + _AFTERWARDS_MS) // 1000
    body = _BODY.pack(activity_id, expires_s)
    token = base64.urlsafe_b64encode(body + keys().sign(body, _PURPOSE, _MAC_BYTES)).decode()
    return {"url": f"{base_url.rstrip('/')}/hall/{token}", "expires_at": clock.from_ms(expires_s * 1000)}


def read_hall_token(token: str) -> int:
    """The id of the activity a link of ours shows. Raises NotFound for every other text, and for one that ended."""
    if _TEXT.fullmatch(token) is None:
        raise NotFound
    raw = base64.urlsafe_b64decode(token)
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    if not keys().is_signed(body, mac, _PURPOSE):
        raise NotFound
    activity_id, expires_s = _BODY.unpack(body)
    if expires_s * 1000 <= clock.now_ms():
        raise NotFound
    return int(activity_id)


def hall_view(activity_id: int, since: int | None) -> dict[str, Any]:
    """As `HallSchema` shows it; `arrivals` is None while nothing came since version `since`. Raises NotFound."""
    activity = _find(activity_id)
    spread = spread_of(activity_id, activity.version)
    is_news = since != activity.version
    return {
        "title": activity.title,
        "venue": activity.venue,
        "starts_at": clock.from_ms(activity.starts_at),
        "server_time": clock.now(),
        "version": activity.version,
        "expected": activity.expected,
        "arrived": activity.arrived,
        "shows_names": activity.names != "none",
        "per_organization": [one for one in spread["per_organization"] if one["name"]][:_BARS],
        "arrivals": _arrivals(activity_id, activity.names) if is_news else None,
    }


def _find(activity_id: int) -> _Activity:
    row = _ACTIVITY.row(activity_id)
    if row is None:
        raise NotFound
    return _Activity(*row)


def _arrivals(activity_id: int, names: str) -> list[dict[str, Any]]:
    if names == "none":
        return []
    latest = list_arrivals(activity_id, 0)[:SHOWN]
    genders = _genders(arrival.member_id for arrival in latest) if names == "surname" else {}
    return [
        {
            "id": arrival.scan_id,
            "name": arrival.name if names == "full" else _polite(arrival, genders),
            "seats": arrival.seats,
            "at": clock.from_ms(arrival.at),
        }
        for arrival in latest
    ]


def _polite(arrival: Arrival, genders: dict[int, str]) -> str:
    salutation = _SALUTATIONS.get(genders.get(arrival.member_id or 0, ""))
    if salutation is None or _CHINESE_NAME.fullmatch(arrival.name) is None:
        return mask_name(arrival.name)
    surname = arrival.name[:2] if len(arrival.name) > 2 and arrival.name[:2] in _COMPOUND else arrival.name[:1]
    return f"{surname}{salutation}"


def _genders(member_ids: Iterable[int | None]) -> dict[int, str]:
    """What the members themselves say under 性别, a question that is not sensitive."""
    ids: Sequence[int] = sorted({one for one in member_ids if one is not None})
    if not ids:
        return {}
    rows = Statement(
        f"""SELECT p.member_id, p.answers FROM profile_answers p JOIN profile_section s ON s.id = p.section_id
            WHERE s.key = 'basics' AND p.member_id IN ({marks(ids)})"""
    ).rows(*ids)
    return {member_id: str(json.loads(answers).get("gender", "")) for member_id, answers in rows}
