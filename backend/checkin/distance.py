"""How far from the venue a member's phone says it is: one signal, never the only key.

WeChat gives precise location to few kinds of mini-programs, and a phone may say what it likes. So a phone that says
nothing is let in, and the ledger notes it; nothing but the distance is kept.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from backend.checkin.queries import DoorRow
from backend.checkin.refusals import TooFar
from backend.errors import DomainError

_EARTH_M = 6_371_000


class Location(NamedTuple):
    """Degrees, in the same system as the activity's (GCJ-02), and how many metres it may be off.

    Most mini-programs get a coarse place only (wx.getFuzzyLocation): whoever may be near enough is let in.
    """

    latitude: float
    longitude: float
    accuracy_m: int = 0


def distance_m(one: Location, other: Location) -> int:
    """Metres between two places along the ground."""
    latitudes = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((latitudes[1] - latitudes[0]) / 2) ** 2
        + math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(across / 2) ** 2
    )
    return round(2 * _EARTH_M * math.asin(math.sqrt(min(1.0, half))))


def weigh_distance(door: DoorRow, here: Location | None) -> tuple[str, DomainError | None]:
    """A note for the ledger, and the refusal if the phone is too far away."""
    if door.radius_m is None or door.latitude is None or door.longitude is None:
        return "", None
    if here is None:
        return "未提供位置", None
    away = distance_m(here, Location(door.latitude, door.longitude))
    note = f"距会场 {away} 米"
    if away - here.accuracy_m <= door.radius_m:
        return note, None
    words = f"{away} 米" if away < 1000 else f"{away / 1000:.1f} 公里"
    return note, TooFar(f"您离会场约 {words}，请到现场再签到。")
