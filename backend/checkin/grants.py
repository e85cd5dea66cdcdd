"""Door grants: one phone may run one door of one activity, until it is over or somebody says stop."""

from __future__ import annotations

from typing import Any, NamedTuple

from backend import clock
from backend.audit.services import record
from backend.auth import Caller
from backend.checkin.models import DoorGrant
from backend.checkin.refusals import DoorOver, DoorRevoked
from backend.database import Statement, atomic, new_id
from backend.errors import NotFound
from backend.scope import ORGANIZE

# Phones that sync late still belong to the door they stood at.
_AFTERWARDS_MS = 3_600_000
# An organizer whose time is over may still hand in what was scanned within it.
_HAND_IN_MS = 86_400_000
_SEEN_EVERY_MS = 15_000

_ENDS = "CASE WHEN a.checkin_closes_at > a.ends_at THEN a.checkin_closes_at ELSE a.ends_at END"
_DOOR = f"""SELECT a.organization_id, {_ENDS} + {_AFTERWARDS_MS},
    (SELECT CASE WHEN ao.ends_at IS NULL THEN 9223372036854775807 ELSE ao.ends_at END FROM activity_organizer ao
     WHERE ao.activity_id = a.id AND ao.member_id = ? AND (ao.starts_at IS NULL OR ao.starts_at <= ?)
       AND (ao.ends_at IS NULL OR ao.ends_at > ?)),
    g.id, g.door, g.revoked_at, g.last_seen_at FROM activity a"""  # noqa: S608
_BY_DEVICE = Statement(
    f"""{_DOOR} LEFT JOIN door_grant g ON g.activity_id = a.id AND g.member_id = ? AND g.device = ?
        WHERE a.id = ? AND a.state <> 'draft'"""
)
_BY_ID = Statement(
    f"""{_DOOR} LEFT JOIN door_grant g ON g.activity_id = a.id AND g.member_id = ? AND g.id = ?
        WHERE a.id = ? AND a.state <> 'draft'"""
)
_INSERT = Statement(
    """INSERT INTO door_grant (id, activity_id, member_id, device, door, created_at, expires_at, last_seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
)
_RENEW = Statement(
    "UPDATE door_grant SET door = ?, expires_at = ?, last_seen_at = ? WHERE id = ? AND revoked_at IS NULL"
)
_SEE = Statement("UPDATE door_grant SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?")
_REVOKE = Statement(
    "UPDATE door_grant SET revoked_at = ?, revoked_by_id = ? WHERE id = ? AND activity_id = ? AND revoked_at IS NULL"
)


class Door(NamedTuple):
    """A phone at a door. Moments in milliseconds; scans from `trusted_until` on are not this person's to make."""

    grant_id: int
    name: str
    expires_at: int
    trusted_until: int
    is_revoked: bool
    last_seen_at: int


class _Found(NamedTuple):
    organization_id: int
    expires_at: int
    in_charge_until: int | None
    grant_id: int | None
    name: str | None
    revoked_at: int | None
    last_seen_at: int | None

    def may_run(self, caller: Caller) -> bool:
        return self.in_charge_until is not None or caller.scope.covers(self.organization_id, ORGANIZE)


def grant_door(activity_id: int, device: str, name: str, caller: Caller) -> Door:
    """The grant of this person on this phone, made at the first asking; the same again renames its door.

    Raises NotFound, DoorRevoked, DoorOver.
    """
    member_id, now = caller.require_member(), clock.now_ms()
    for _ in range(3):
        row = _BY_DEVICE.row(member_id, now, now, member_id, device, activity_id)
        found = None if row is None else _Found(*row)
        if found is None or not found.may_run(caller):
            raise NotFound
        if found.revoked_at is not None:
            raise DoorRevoked
        if now >= found.expires_at:
            raise DoorOver
        if found.grant_id is None:
            made = _INSERT.run(new_id(), activity_id, member_id, device, name, now, found.expires_at, now).rowcount
            if not made:
                continue  # the phone's other request was faster
            row = _BY_DEVICE.row(member_id, now, now, member_id, device, activity_id)
            found = _Found(*row) if row is not None else found
        elif not _RENEW.run(name or found.name or "", found.expires_at, now, found.grant_id).rowcount:
            continue  # revoked meanwhile
        return Door(found.grant_id or 0, name or found.name or "", found.expires_at, found.expires_at, False, now)
    raise DoorRevoked


def find_door(activity_id: int, grant_id: int, caller: Caller, *, to_hand_in: bool = False) -> Door:
    """The caller's own grant. `to_hand_in`: for a day after their time, organizers may deliver what they scanned.

    Raises NotFound for anybody else's, and for those who may not run this door.
    """
    member_id, now = caller.require_member(), clock.now_ms()
    row = _BY_ID.row(member_id, now, now - (_HAND_IN_MS if to_hand_in else 0), member_id, grant_id, activity_id)
    found = None if row is None else _Found(*row)
    if found is None or found.grant_id is None or not found.may_run(caller):
        raise NotFound
    until = found.expires_at
    own_end = found.in_charge_until
    if own_end is not None and own_end < until and not caller.scope.covers(found.organization_id, ORGANIZE):
        until = own_end
    is_revoked = found.revoked_at is not None
    return Door(found.grant_id, found.name or "", found.expires_at, until, is_revoked, found.last_seen_at or 0)


def see_door(door: Door, now: int) -> None:
    """Note that a phone is alive, at most every 15 seconds: a write for each poll would stand in everybody's way."""
    if door.last_seen_at < now - _SEEN_EVERY_MS:
        _SEE.run(now, door.grant_id, now - _SEEN_EVERY_MS)


def revoke_door(activity_id: int, organization_id: int, grant_id: int, caller: Caller) -> None:
    """Stop a phone; what it still holds will be refused and kept. Twice is once. Raises NotFound."""
    member_id, now = caller.require_member(), clock.now_ms()
    with atomic():
        grant = DoorGrant.get_or_none(DoorGrant.id == grant_id, DoorGrant.activity == activity_id)
        if grant is None:
            raise NotFound
        if _REVOKE.run(now, member_id, grant_id, activity_id).rowcount:
            detail: dict[str, Any] = {"door": grant.door, "activity_id": activity_id}
            record(
                action="door.revoke",
                subject_kind="door_grant",
                subject_id=grant_id,
                actor_id=member_id,
                about_member_id=grant.member_id,
                organization_id=organization_id,
                detail=detail,
            )
