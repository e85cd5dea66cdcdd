"""An import as staff run it: columns chosen, a preview, work in the background, and the way back.

The work is done in small transactions, by whoever comes first: the request that starts it for a moment, the jobs
process for the rest. Each transaction moves `position` on by a conditional UPDATE, so that a killed process, or two at
once, write nobody twice.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from peewee import fn

from backend import clock
from backend.audit.services import record
from backend.database import atomic
from backend.errors import DomainError
from backend.rosters.mappings import check_mapping, first_mapping, remember_mapping
from backend.rosters.models import WORKING, RosterDraft, RosterImport, RosterRow
from backend.rosters.tables import Table, open_table, read_table, seal_table
from backend.rosters.undoing import undo_some
from backend.rosters.work import Applying, Checking

UNDO_DAYS = 30
# A file nobody imports is forgotten after this long.
DRAFT_HOURS = 24
_LEASE = timedelta(seconds=30)


class ImportMovedOn(DomainError):
    """Somebody else, or another tab, has taken the import to another step meanwhile."""

    status, code, message = 409, "import_moved_on", "这次导入已经进行到下一步，请刷新后查看最新状态。"


class UndoOver(DomainError):
    """The batch is older than what may be taken back."""

    status, code, message = 409, "undo_over", f"导入完成超过 {UNDO_DAYS} 天，不能再整批撤销。"


def start_import(file: BinaryIO, organization_id: int, file_name: str, started_by: int | None) -> RosterImport:
    """Read a file and wait for somebody to say what its columns mean. Raises RosterUnreadable; then nothing is kept."""
    table = read_table(file)
    mapping, _is_remembered = first_mapping(table, organization_id)
    with atomic():
        roster = RosterImport.create(
            organization=organization_id,
            file_name=file_name,
            counts={},
            imported_by=started_by,
            state="mapping",
            headings=table.headings,
            mapping=mapping,
        )
        RosterDraft.create(roster=roster, sealed=seal_table(table, _draft_of(roster.id)))
    return roster


def draft_of(roster: RosterImport) -> Table:
    """The sheet as it was read. Raises ImportMovedOn once it is forgotten."""
    draft: RosterDraft | None = RosterDraft.get_or_none(RosterDraft.roster == roster.id)
    if draft is None:
        raise ImportMovedOn("文件内容已经清除，请重新上传。")
    return open_table(draft.sealed, _draft_of(roster.id))


def _draft_of(roster_id: int) -> str:
    return f"roster:{roster_id}:draft"


def is_remembered(roster: RosterImport) -> bool:
    """Whether the mapping shown is the one that was used the last time for these headings."""
    mapping, is_from_last_time = first_mapping(draft_of(roster), roster.organization_id)
    return is_from_last_time and mapping == roster.mapping


def preview_import(roster: RosterImport, chosen: dict[int, str]) -> None:
    """Take what somebody chose for each column, and find out what importing would do. Writes no member.

    Raises InvalidInput, ImportMovedOn.
    """
    mapping = check_mapping(roster.headings, chosen)
    with atomic():
        _move(roster.id, ("mapping", "ready"), "checking", mapping=mapping, counts={}, position=0, total=0)
        RosterRow.delete().where(RosterRow.roster == roster.id).execute()
        remember_mapping(roster.organization_id, roster.headings, mapping)


def change_columns(roster: RosterImport) -> None:
    """Go back from the preview to the columns. Raises ImportMovedOn."""
    with atomic():
        _move(roster.id, ("ready", "checking"), "mapping")


def apply_import(roster: RosterImport, imported_by: int | None) -> None:
    """Have the previewed people written. Raises ImportMovedOn, if it is being written already too."""
    with atomic():
        values = {"position": 0, "imported_by": imported_by, "at": clock.now()}
        _move(roster.id, ("ready",), "applying", **values)


def cancel_import(roster: RosterImport) -> None:
    """Forget a file that was not imported. Raises ImportMovedOn."""
    with atomic():
        _move(roster.id, ("mapping", "checking", "ready"), "cancelled", finished_at=clock.now())
        _forget_rows(roster.id)


def undo_import(roster: RosterImport, undone_by: int | None) -> None:
    """Have the whole batch taken back, as far as nobody acted since. Raises UndoOver, ImportMovedOn."""
    if roster.state == "done" and not roster.can_be_undone(clock.now()):
        raise UndoOver
    with atomic():
        total = RosterRow.select().where(RosterRow.roster == roster.id, RosterRow.has_effects).count()
        values: dict[str, Any] = {"position": 0, "total": total, "undone_by": undone_by}
        _move(roster.id, ("done",), "undoing", **values)


def _move(roster_id: int, before: tuple[str, ...], after: str, **values: Any) -> None:
    moved = RosterImport.update(state=after, leased_until=None, **values).where(
        RosterImport.id == roster_id, RosterImport.state << before
    )
    if not moved.execute():
        raise ImportMovedOn


def advance(roster_id: int, seconds: float) -> None:
    """Work on an import for about so long, or until it waits for somebody; nothing if another process does."""
    deadline = time.monotonic() + seconds
    while True:
        now = clock.now()
        is_free = RosterImport.leased_until.is_null() | (RosterImport.leased_until <= now)
        taken = RosterImport.update(leased_until=now + _LEASE).where(
            RosterImport.id == roster_id, RosterImport.state << WORKING, is_free
        )
        if not taken.execute():
            return
        state = RosterImport.get_by_id(roster_id).state
        try:
            is_finished = _work(RosterImport.get_by_id(roster_id), deadline)
        finally:
            RosterImport.update(leased_until=None).where(
                RosterImport.id == roster_id, RosterImport.state == state
            ).execute()
        if not is_finished or time.monotonic() >= deadline:
            return


def _work(roster: RosterImport, deadline: float) -> bool:
    """True if this step is over; False if time is, or somebody else took the step further."""
    if roster.state == "undoing":
        step = _undo_step
    else:
        table = draft_of(roster)
        doing = (Checking if roster.state == "checking" else Applying)(roster, table)
        step = doing.step
    while time.monotonic() < deadline:
        with atomic():
            position = _claim(roster)
            if position is None:
                return False
            done = step(roster, position)
            if done is None:
                _finish(roster)
                return True
            RosterImport.update(position=position + done).where(RosterImport.id == roster.id).execute()
            roster.position = position + done
    return False


def _claim(roster: RosterImport) -> int | None:
    """Hold the import's row: the position this process is to go on from, None if it is at another step."""
    held = RosterImport.update(leased_until=clock.now() + _LEASE).where(
        RosterImport.id == roster.id, RosterImport.state == roster.state, RosterImport.position == roster.position
    )
    return int(roster.position) if held.execute() else None


def _undo_step(roster: RosterImport, position: int) -> int | None:  # noqa: ARG001
    return undo_some(roster) or None


def _finish(roster: RosterImport) -> None:
    """Take the import to the state in which it waits for people, inside the last transaction of a step."""
    now = clock.now()
    values: dict[str, Any] = {"leased_until": None}
    if roster.state == "checking":
        values |= {"state": "ready", "counts": count_rows(roster.id)}
    elif roster.state == "applying":
        counts = count_rows(roster.id)
        values |= {"state": "done", "counts": counts, "finished_at": now, "undo_until": now + timedelta(days=UNDO_DAYS)}
        RosterDraft.delete().where(RosterDraft.roster == roster.id).execute()
        _record(roster, "import_roster", roster.imported_by_id, counts)
    else:
        values |= {"state": "undone", "undone_at": now}
        _record(roster, "undo_roster_import", roster.undone_by_id, count_undone(roster.id))
    RosterImport.update(**values).where(RosterImport.id == roster.id).execute()


def _record(roster: RosterImport, action: str, actor_id: int | None, counts: dict[str, int]) -> None:
    record(
        action=action,
        subject_kind="roster_import",
        subject_id=roster.id,
        actor_id=actor_id,
        organization_id=roster.organization_id,
        detail=counts,
    )


def count_rows(roster_id: int) -> dict[str, int]:
    """How many rows of each outcome."""
    return _counted(roster_id, RosterRow.outcome, ("new", "match", "changed", "conflict", "bad"))


def count_undone(roster_id: int) -> dict[str, int]:
    """What an undo did with the rows that had written anything."""
    return _counted(roster_id, RosterRow.undone, ("removed", "put_back", "stayed"))


def _counted(roster_id: int, column: Any, words: tuple[str, ...]) -> dict[str, int]:
    rows: Any = (
        RosterRow.select(column, fn.COUNT(RosterRow.id)).where(RosterRow.roster == roster_id).group_by(column).tuples()
    )
    found: dict[str, int] = dict(rows)
    return {word: int(found.get(word, 0)) for word in words}


def advance_waiting(seconds: float = 20.0) -> None:
    """Go on with every import that is at work, the oldest first; for the jobs process."""
    for roster in list(RosterImport.select().where(RosterImport.state << WORKING).order_by(RosterImport.id)):
        advance(roster.id, seconds)


def forget_old_rosters() -> None:
    """Forget files nobody imported for a day, and the rows of batches that can no longer be taken back."""
    now = clock.now()
    for roster_id in [draft.roster_id for draft in old_drafts(now)]:
        with atomic():
            cancelled = RosterImport.update(state="cancelled", finished_at=now).where(
                RosterImport.id == roster_id, RosterImport.state << ("mapping", "checking", "ready")
            )
            if cancelled.execute():
                _forget_rows(roster_id)
    for roster in list(expired_rosters(now)):
        with atomic():
            RosterRow.delete().where(RosterRow.roster == roster.id).execute()


def old_drafts(at: datetime) -> Any:
    """The files that nobody imported for a day at a moment."""
    return RosterDraft.select(RosterDraft.roster).where(RosterDraft.created_at < at - timedelta(hours=DRAFT_HOURS))


def expired_rosters(now: datetime) -> Any:
    """The imports that can no longer be taken back, and whose rows are kept yet."""
    with_rows = RosterRow.select(RosterRow.roster).distinct()
    return RosterImport.select(RosterImport.id).where(RosterImport.undo_until <= now, RosterImport.id << with_rows)


def _forget_rows(roster_id: int) -> None:
    RosterDraft.delete().where(RosterDraft.roster == roster_id).execute()
    RosterRow.delete().where(RosterRow.roster == roster_id).execute()
