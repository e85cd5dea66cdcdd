"""Checking the chain from its first link to its last, some links at a time, and what was found the last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import structlog

from backend import clock
from backend.audit.chain import ENTRY_COLUMNS, START, Entry, Head, count_waiting, head, is_link, message_of, words_hash
from backend.audit.models import AuditCheck, AuditEntry
from backend.audit.services import ERASED
from backend.database import CHUNK, Statement

log = structlog.get_logger()

# What did not fit, and how the console says it.
FAULTS = {
    "link_missing": "链上缺少一环",
    "deleted": "记录被删除",
    "inserted": "记录不在链上，是后来插入的",
    "order": "记录的顺序被改动",
    "changed": "记录或它的链接被改动",
    "words_changed": "理由或详情被改动",
    "erased": "内容被清空，但不是由注销或撤回清空的",
    "head": "与另存的链头不一致",
}


# Nothing has an id below it.
_LOWEST = -(2**63)


class Fault(NamedTuple):
    """The first place that does not fit: `what` is a key of FAULTS."""

    what: str
    number: int
    entry_id: int | None


class Report(NamedTuple):
    """`links` fit, up to the fault if there is one; `erased` of them have no words any more; `waiting` have no link."""

    links: int
    erased: int
    waiting: int
    fault: Fault | None


class _Link(NamedTuple):
    number: int
    entry_id: int
    words_hash: str
    link: str


_SOME = Statement(
    f"""SELECT l.number, l.entry_id, l.words_hash, l.link, {ENTRY_COLUMNS}
        FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
        WHERE l.number > ? AND l.number <= ? ORDER BY l.number LIMIT ?"""  # noqa: S608
)
_BETWEEN = Statement(
    """SELECT min(e.id) FROM audit_entry e WHERE e.id > ? AND e.id <= ?
       AND NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)"""
)


def check_chain(progress: Callable[[int], object] = lambda _: None, kept: Head | None = None) -> Report:
    """Check every link there is at this moment. `progress` hears how many more were looked at; `kept` is a head that
    was kept elsewhere, of which number and link count.
    """
    newest = head()
    done, before, last_id, erased = 0, START, _LOWEST, 0
    while done < newest.number:
        rows = [(_Link(*row[:4]), row[4:]) for row in _SOME.rows(done, newest.number, CHUNK)]
        if not rows:
            return _report(done, erased, newest, Fault("link_missing", done + 1, None))
        inserted = _BETWEEN.row(last_id, max(link.entry_id for link, _ in rows))
        erasures = _erasures(row[-1] for _, row in rows)
        for link, row in rows:
            fault = _fault(done + 1, before, last_id, link, row, erasures)
            if inserted and inserted[0] is not None and inserted[0] < link.entry_id:
                fault = Fault("inserted", done + 1, inserted[0])
            if fault is None and kept is not None and kept.number == link.number and kept.link != link.link:
                fault = Fault("head", link.number, link.entry_id)
            if fault is not None:
                return _report(done, erased, newest, fault)
            done, before, last_id = link.number, link.link, link.entry_id
            erased += row[-1] is not None
        progress(len(rows))
    if kept is not None and kept.number > done:
        return _report(done, erased, newest, Fault("head", kept.number, None))
    return _report(done, erased, newest, None)


def _report(links: int, erased: int, newest: Head, fault: Fault | None) -> Report:
    return Report(links, erased, count_waiting(newest), fault)


def _fault(
    number: int,
    before: str,
    last_id: int,
    link: _Link,
    row: tuple[object, ...],
    erasures: dict[int, set[int]],
) -> Fault | None:
    """What is wrong with one link or its entry, if anything; `row` is all NULL where there is no entry."""
    if link.number != number:
        return Fault("link_missing", number, None)
    if row[0] is None:
        return Fault("deleted", number, link.entry_id)
    entry = Entry(*row)  # type: ignore[arg-type]
    if link.entry_id <= last_id:
        return Fault("order", number, entry.id)
    if not is_link(link.link, message_of(number, before, entry, link.words_hash)):
        return Fault("changed", number, entry.id)
    if entry.erased_by is not None:
        is_erased = (entry.reason, entry.detail, entry.salt) == ("", "{}", None)
        if not is_erased or entry.id not in erasures.get(entry.erased_by, ()):
            return Fault("erased", number, entry.id)
    elif entry.salt is None:
        return Fault("erased", number, entry.id)
    elif not _has_words(entry, entry.salt, link.words_hash):
        return Fault("words_changed", number, entry.id)
    return None


def _has_words(entry: Entry, salt: str, hashed: str) -> bool:
    try:
        return words_hash(entry.reason, entry.detail, salt) == hashed
    except ValueError:  # a salt that is none
        return False


def _erasures(erased_by: Iterable[int | None]) -> dict[int, set[int]]:
    """Which entries each of these entries says were erased. They come later in the chain, which checks them too."""
    wanted = {one for one in erased_by if one is not None}
    if not wanted:
        return {}
    found = AuditEntry.select().where(AuditEntry.id << wanted, AuditEntry.action == ERASED)
    return {
        entry.id: {one for one in entry.detail.get("entries", []) if isinstance(one, int) and one < entry.id}
        for entry in found
    }


def check_and_note(progress: Callable[[int], object] = lambda _: None, kept: Head | None = None) -> Report:
    """Check the chain and write down what came of it, for the console and the log."""
    report = check_chain(progress, kept)
    fault = report.fault
    AuditCheck.create(
        links=report.links,
        erased=report.erased,
        fault="" if fault is None else fault.what,
        entry_id=None if fault is None else fault.entry_id,
    )
    if fault is not None:
        log.error("audit_chain_broken", what=fault.what, number=fault.number, entry=fault.entry_id)
    return report


class ChainState(NamedTuple):
    """How the chain stands, for people: the newest link, what waits for one, and the last check."""

    newest: Head
    waiting: int
    check: AuditCheck | None


def chain_state() -> ChainState:
    """Three statements, each by an index."""
    newest = head()
    last: AuditCheck | None = AuditCheck.select().order_by(AuditCheck.id.desc()).first()
    return ChainState(newest, count_waiting(newest), last)


def linked_at(newest: Head) -> str:
    """2026年4月23日 14:00, on the association's wall clock."""
    return clock.wall_time(clock.from_ms(newest.linked_at))
