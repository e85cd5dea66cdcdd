"""The chain: one link after the other over the entries of the trail, so that nobody alters one unseen.

A link is a MAC, under the installation's signing key, over the link before it, what an entry says of who did what to
which record, and a salted hash of its words. The salt lies beside the words and is erased with them: the hash then
tells nothing about them, and the chain still fits.

Entries are linked in the order of their ids, once nothing can come between them any more. On SQLite whoever writes
holds the only pen. On PostgreSQL an id is taken before the transaction is committed, so that 7 may be there before 6:
here the newest id is noted together with the newest transaction (`_Horizon`), and everything up to it is linked when
all transactions of that moment have ended. A transaction gets its number some microseconds after an entry's id at
worst; that the horizon is looked at only a tick later, seconds, leaves room enough.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple

import peewee
import structlog

from backend import clock
from backend.audit.models import AuditEntry, AuditLink, new_salt
from backend.database import CHUNK, Statement, atomic, is_postgresql, json_text
from backend.encryption import keys

log = structlog.get_logger()

_PURPOSE = "audit-chain"
_MAC_BYTES = 32
# Before the first link.
START = ""


class Entry(NamedTuple):
    """An entry as it is stored: moments in milliseconds, `detail` as its text."""

    id: int
    at: int
    actor_id: int | None
    actor_kind: str
    action: str
    subject_kind: str
    subject_id: int | None
    about_member_id: int | None
    organization_id: int | None
    reason: str
    detail: str
    salt: str | None
    erased_by: int | None


class Head(NamedTuple):
    """The newest link; `number` 0 before there is one."""

    number: int
    link: str
    entry_id: int
    linked_at: int


# For "SELECT …" elsewhere: the columns of an `Entry`, of the table called `e`.
ENTRY_COLUMNS = ", ".join(f"e.{name}" for name in Entry._fields)

_HEAD = Statement("SELECT number, link, entry_id, linked_at FROM audit_link ORDER BY number DESC LIMIT 1")
_NEXT = Statement(
    f"SELECT {ENTRY_COLUMNS} FROM audit_entry e WHERE e.id > ? AND e.id <= ? ORDER BY e.id LIMIT ?"  # noqa: S608
)
_SALT = Statement("UPDATE audit_entry SET salt = ? WHERE id = ? AND erased_by IS NULL")
_NEWEST = "SELECT COALESCE(max(id), 0) FROM audit_entry"
_HORIZON = Statement(f"SELECT ({_NEWEST}), CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)")
_OLDEST_RUNNING = Statement("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)")


def words_hash(reason: str, detail: str, salt: str) -> str:
    """The hash of an entry's words, which says nothing without the salt."""
    return hmac.digest(bytes.fromhex(salt), f"{reason}\0{detail}".encode(), hashlib.sha256).hex()


def message_of(number: int, before: str, entry: Entry, hashed: str) -> bytes:
    """What a link is made over: its place, the link before, the entry without its words, and their hash."""
    return json_text([number, before, *entry[:9], hashed]).encode()


def is_link(link: str, message: bytes) -> bool:
    """Whether this is the link over a message, under any signing key there is."""
    try:
        return len(link) == 2 * _MAC_BYTES and keys().is_signed(message, bytes.fromhex(link), _PURPOSE)
    except ValueError:
        return False


def head() -> Head:
    """The newest link."""
    row = _HEAD.row()
    return Head(0, START, 0, 0) if row is None else Head(*row)


class _Horizon(NamedTuple):
    """Nothing with an id up to `entry_id` can still appear once all transactions before `transaction` have ended."""

    entry_id: int
    transaction: int


def _look() -> _Horizon:
    if not is_postgresql():
        row = Statement(_NEWEST).row()
        return _Horizon(row[0] if row else 0, 0)
    row = _HORIZON.row()
    return _Horizon(*row) if row else _Horizon(0, 0)


def _is_reached(horizon: _Horizon) -> bool:
    if not is_postgresql():
        return True
    row = _OLDEST_RUNNING.row()
    return row is not None and row[0] >= horizon.transaction


class Chain:
    """Links what is settled, tick by tick. Any number of processes may; each remembers its own horizon."""

    def __init__(self) -> None:
        self._horizon: _Horizon | None = None

    def link_settled(self) -> int:
        """Link what was there at the tick before, and look for the next one; returns how many were linked."""
        linked = 0
        if self._horizon is not None:
            if not _is_reached(self._horizon):
                # A transaction is long: the chain waits for it, the horizon stays.
                return 0
            linked = _link_up_to(self._horizon.entry_id)
        self._horizon = _look()
        return linked


def _link_up_to(entry_id: int) -> int:
    total = 0
    while (linked := _link_some(entry_id)) is not None:
        total += linked
        if linked < CHUNK:
            break
    if total:
        newest = head()
        # Wherever the log is kept, what the chain was like then is kept too.
        log.info("audit_linked", entries=total, head=f"{newest.number}:{newest.link}")
    return total


def _link_some(entry_id: int) -> int | None:
    """Link some more entries; None if another process was linking the same ones."""
    try:
        with atomic():
            newest = head()
            entries = [Entry(*row) for row in _NEXT.rows(newest.entry_id, entry_id, CHUNK)]
            if entries:
                AuditLink.insert_many(_links(newest, entries)).execute()
    except peewee.IntegrityError:
        return None
    return len(entries)


def _links(newest: Head, entries: Sequence[Entry]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    before, now = newest.link, clock.now_ms()
    for number, entry in enumerate(entries, newest.number + 1):
        hashed = _hash_of(entry)
        before = keys().sign(message_of(number, before, entry, hashed), _PURPOSE, _MAC_BYTES).hex()
        rows.append(
            {"number": number, "entry_id": entry.id, "words_hash": hashed, "link": before, "linked_at": now},
        )
    return rows


def _hash_of(entry: Entry) -> str:
    if entry.erased_by is not None:
        return ""
    salt = entry.salt
    if salt is None:
        salt = new_salt()
        _SALT.run(salt, entry.id)
    return words_hash(entry.reason, entry.detail, salt)


def count_waiting(newest: Head) -> int:
    """Entries that are not linked yet."""
    return int(AuditEntry.select().where(AuditEntry.id > newest.entry_id).count())
