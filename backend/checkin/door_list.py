"""The list a door works with off line: digests of whole passes and initials. A lost phone gives nobody away."""

from __future__ import annotations

import base64
import hashlib
from collections import OrderedDict
from typing import Any

from backend import clock
from backend.activities.passes import make_pass
from backend.auth import Caller
from backend.checkin.book_queries import list_sessions
from backend.checkin.grants import find_door, see_door
from backend.checkin.refusals import DoorOver
from backend.database import Statement
from backend.errors import NotFound
from backend.members.models import mask_name

_DIGEST_BYTES = 9
_LISTS_KEPT = 4
EXPECTED, IN, REMOVED, LEFT = range(4)
# `at` counts seconds from a week before the start: five digits instead of thirteen.
_EPOCH_BEFORE_MS = 7 * 86_400_000

_ACTIVITY = Statement(
    """SELECT id, title, starts_at, ends_at, checkin_opens_at, checkin_closes_at, state, scans_most, has_leave_scan,
         allows_walk_ins, has_sessions, version FROM activity WHERE id = ?"""
)
_NAMES = (
    "id",
    "title",
    "starts_at",
    "ends_at",
    "checkin_opens_at",
    "checkin_closes_at",
    "state",
    "scans_most",
    "has_leave_scan",
    "allows_walk_ins",
)
_ROWS = "s.id, m.name, s.seats, s.state, {place}.checked_in_at, {place}.left_at FROM signup s {join}"
_OWN = _ROWS.format(place="s", join="JOIN member m ON m.id = s.member_id")
_AT_SESSION = _ROWS.format(
    place="t",
    join="JOIN member m ON m.id = s.member_id LEFT JOIN attendance t ON t.signup_id = s.id AND t.session_id = ?",
)
_WHOLE = "WHERE s.activity_id = ? AND s.state = 'approved'"
_SINCE = "WHERE s.activity_id = ? AND s.list_version > ?"
_STATEMENTS = {
    (has_session, is_whole): Statement(f"SELECT {rows} {where}")
    for has_session, rows in ((False, _OWN), (True, _AT_SESSION))
    for is_whole, where in ((True, _WHOLE), (False, _SINCE))
}

Entry = list[Any]
_whole_lists: OrderedDict[tuple[int, int | None, int, int], list[Entry]] = OrderedDict()


def pass_digest(signup_id: int) -> str:
    """What stands for a pass on the list: the phone makes the same of the text it scans."""
    digest = hashlib.sha256(make_pass(signup_id).encode()).digest()[:_DIGEST_BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def load_list(activity_id: int, grant_id: int, since: int, session_id: int | None, caller: Caller) -> dict[str, Any]:
    """The list as `DoorListSchema` shows it: whole, or what changed after version `since`.

    Raises NotFound, DoorOver. A phone that was stopped gets an empty list and is told so.
    """
    door = find_door(activity_id, grant_id, caller)
    now = clock.now_ms()
    if now >= door.expires_at:
        raise DoorOver
    row = _ACTIVITY.row(activity_id)
    if row is None:
        raise NotFound
    *fields, has_sessions, version = row
    activity = dict(zip(_NAMES, fields, strict=True))
    sessions = list_sessions(activity_id) if has_sessions else []
    if session_id is not None and all(session_id != one.id for one in sessions):
        raise NotFound
    is_whole = door.is_revoked or since == 0 or since > version
    epoch = activity["starts_at"] - _EPOCH_BEFORE_MS
    if door.is_revoked:
        entries: list[Entry] = []
    elif is_whole:
        entries = _whole_list(activity_id, session_id, version, epoch)
    else:
        entries = _entries(activity_id, session_id, since, epoch)
    if not door.is_revoked:
        see_door(door, now)
    for name in ("starts_at", "ends_at", "checkin_opens_at", "checkin_closes_at"):
        activity[name] = clock.from_ms(activity[name])
    for name in ("has_leave_scan", "allows_walk_ins"):
        activity[name] = bool(activity[name])
    return {
        "version": version,
        "server_time": clock.from_ms(now),
        "is_whole": is_whole,
        "activity": activity,
        "sessions": [
            {
                "id": one.id,
                "title": one.title,
                "checkin_opens_at": clock.from_ms(one.opens_at),
                "checkin_closes_at": clock.from_ms(one.closes_at),
            }
            for one in sessions
        ],
        "grant_revoked": door.is_revoked,
        "entries": entries,
    }


def _whole_list(activity_id: int, session_id: int | None, version: int, epoch: int) -> list[Entry]:
    """Kept by version, which was read first: a change in between is on the list and comes with the next delta too."""
    key = (activity_id, session_id, version, epoch)
    entries = _whole_lists.get(key)
    if entries is None:
        entries = _entries(activity_id, session_id, None, epoch)
        _whole_lists[key] = entries
        while len(_whole_lists) > _LISTS_KEPT:
            _whole_lists.popitem(last=False)
    return entries


def _entries(activity_id: int, session_id: int | None, since: int | None, epoch: int) -> list[Entry]:
    statement = _STATEMENTS[session_id is not None, since is None]
    session = () if session_id is None else (session_id,)
    rows = statement.rows(*session, activity_id, *(() if since is None else (since,)))
    return [_entry(epoch, *row) for row in rows]


def _entry(epoch: int, signup_id: int, name: str, seats: int, state: str, came: int | None, left: int | None) -> Entry:
    flag = REMOVED if state != "approved" else LEFT if left is not None else IN if came is not None else EXPECTED
    at = left if flag == LEFT else came if flag == IN else None
    seconds = 0 if at is None else max(1, (at - epoch) // 1000)
    return [pass_digest(signup_id), mask_name(name), seats, flag, seconds]
