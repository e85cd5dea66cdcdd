"""From a selection to an act that is agreed to, runs, and can be taken back for thirty days."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.audiences.models import Tag
from backend.audit.services import record
from backend.batches.acts import ACTS, Changed
from backend.batches.models import Batch, BatchMember
from backend.database import CHUNK, Statement, atomic, in_chunks, json_text
from backend.errors import DomainError, InvalidInput
from backend.organizations.models import Organization

KEPT_FOR = timedelta(days=30)
# What nobody agreed to on the day is forgotten.
_DRAFTS_FOR = timedelta(days=1)
# So many are done while one waits; more by the jobs process.
AT_ONCE = 500


class BatchOver(DomainError):
    """Somebody else has agreed to it, or taken it back, in the meantime."""

    status, code, message = 409, "batch_over", "这次批量操作已由别人处理，请看最新状态。"


class TooLateToUndo(DomainError):
    """What members had before is not kept any more."""

    status, code, message = 409, "too_late_to_undo", "已超过 30 天，不能再撤销。"


class Plan(NamedTuple):
    """What to do: `kind` of `Batch`, and the organizations or the tag it needs."""

    kind: str
    organization_id: int
    from_organization_id: int | None = None
    tag_id: int | None = None


def plan_batch(plan: Plan, member_ids: Sequence[int], made_by: int) -> Batch:
    """Write down an act on these members, to be shown before it is done. The caller has checked scope over them.

    Raises InvalidInput where there is nobody, or a move leads nowhere.
    """
    if not member_ids:
        raise InvalidInput("没有选中任何人，请先在名单里勾选。")
    if plan.kind == "move" and plan.organization_id == plan.from_organization_id:
        raise InvalidInput(errors={"organization_id": ["请选择另一个组织。"]})
    with atomic():
        batch: Batch = Batch.create(
            kind=plan.kind,
            organization=plan.organization_id,
            from_organization=plan.from_organization_id,
            tag=plan.tag_id,
            words=_words(plan),
            made_by=made_by,
            total=len(member_ids),
        )
    for some in in_chunks(member_ids):
        with atomic():
            rows = [(batch.id, one, "waiting") for one in some]
            BatchMember.insert_many(rows, fields=[BatchMember.batch, BatchMember.member, BatchMember.state]).execute()
    return batch


def _words(plan: Plan) -> str:
    names: dict[int, str] = {
        one.id: one.name
        for one in Organization.select().where(
            Organization.id << [plan.organization_id, plan.from_organization_id or 0]
        )
    }
    here = names.get(plan.organization_id, "")
    if plan.tag_id is not None:
        tag = Tag.get_by_id(plan.tag_id).name
        return f"加上标签“{tag}”" if plan.kind == "tag" else f"去掉标签“{tag}”"
    return {
        "join": f"加入“{here}”",
        "move": f"从“{names.get(plan.from_organization_id or 0, '')}”移到“{here}”",
        "leave": f"移出“{here}”",
    }[plan.kind]


_NEEDED = {
    "tag": "NOT EXISTS (SELECT 1 FROM tagging t WHERE t.tag_id = b.tag_id AND t.member_id = bm.member_id)",
    "untag": "EXISTS (SELECT 1 FROM tagging t WHERE t.tag_id = b.tag_id AND t.member_id = bm.member_id)",
    "join": """NOT EXISTS (SELECT 1 FROM membership ms
        WHERE ms.organization_id = b.organization_id AND ms.member_id = bm.member_id)""",
    "move": """EXISTS (SELECT 1 FROM membership ms
        WHERE ms.organization_id = b.from_organization_id AND ms.member_id = bm.member_id)""",
    "leave": """EXISTS (SELECT 1 FROM membership ms
        WHERE ms.organization_id = b.organization_id AND ms.member_id = bm.member_id)""",
}
_ONLY_HERE = Statement(
    """SELECT count(*) FROM batch_member bm JOIN batch b ON b.id = bm.batch_id WHERE b.id = ?
       AND EXISTS (SELECT 1 FROM membership ms
         WHERE ms.organization_id = b.organization_id AND ms.member_id = bm.member_id)
       AND NOT EXISTS (SELECT 1 FROM membership ms
         WHERE ms.organization_id <> b.organization_id AND ms.member_id = bm.member_id)"""
)


def would_change(batch: Batch) -> int:
    """How many of its members it would change at this moment."""
    members = "batch_member bm JOIN batch b ON b.id = bm.batch_id WHERE b.id = ?"
    row = Statement(f"SELECT count(*) FROM {members} AND {_NEEDED[batch.kind]}").row(batch.id)
    return int(row[0]) if row else 0


def would_be_nowhere(batch: Batch) -> int:
    """How many would belong to no organization any more."""
    row = _ONLY_HERE.row(batch.id) if batch.kind == "leave" else None
    return int(row[0]) if row else 0


def start_batch(batch: Batch, actor_id: int) -> Batch:
    """Do it: at once if it is short, else the jobs process goes on with it. Raises BatchOver."""
    return _set_off(batch, "draft", "running", "batch.run", actor_id, {"began_at": clock.now()})


def undo_batch(batch: Batch, actor_id: int) -> Batch:
    """Take back what it changed and nobody has changed since. Raises BatchOver, TooLateToUndo."""
    if batch.created_at < clock.now() - KEPT_FOR:
        raise TooLateToUndo
    return _set_off(batch, "done", "undoing", "batch.undo", actor_id, {"undone_by": actor_id})


def _set_off(batch: Batch, before: str, after: str, action: str, actor_id: int, values: dict[str, Any]) -> Batch:
    with atomic():
        started = (
            Batch.update(state=after, ended_at=None, **values)
            .where(Batch.id == batch.id, Batch.state == before)
            .execute()
        )
        if not started:
            raise BatchOver
        record(
            action=action,
            subject_kind="batch",
            subject_id=batch.id,
            actor_id=actor_id,
            organization_id=batch.organization_id,
            detail={"kind": batch.kind, "words": batch.words, "members": batch.total},
        )
    if batch.total <= AT_ONCE:
        while run_some(batch.id):
            pass
    return Batch.get_by_id(batch.id)


_HOLD = Statement("UPDATE batch SET state = state WHERE id = ? AND state IN ('running', 'undoing')")
_MARK = "UPDATE batch_member SET state = ?, kept = ? WHERE batch_id = ? AND member_id = ?"


def run_some(batch_id: int) -> bool:
    """The next few hundred members of a batch; False once there are none left. Interrupted, it takes up again."""
    with atomic():
        if not _HOLD.run(batch_id).rowcount:
            return False
        batch: Batch = Batch.get_by_id(batch_id)
        is_undoing = batch.state == "undoing"
        taken = "changed" if is_undoing else "waiting"
        rows = list(
            BatchMember.select()
            .where(BatchMember.batch == batch_id, BatchMember.state == taken)
            .order_by(BatchMember.member)
            .limit(CHUNK)
        )
        if not rows:
            Batch.update(state="undone" if is_undoing else "done", ended_at=clock.now()).where(
                Batch.id == batch_id
            ).execute()
            return False
        if is_undoing:
            changed: Changed = {row.member_id: row.kept for row in rows}
            ACTS[batch.kind].undo(batch, changed)
            BatchMember.update(state="undone").where(BatchMember.id << [row.id for row in rows]).execute()
            _note(batch, list(changed), "undo")
            return True
        ids = [row.member_id for row in rows]
        changed = {} if batch.kind in ("tag", "untag") and batch.tag_id is None else ACTS[batch.kind].run(batch, ids)
        BatchMember.update(state="same").where(BatchMember.id << [row.id for row in rows]).execute()
        mark = Statement(_MARK)
        for member_id, kept in changed.items():
            mark.run("changed", None if kept is None else json_text(kept), batch_id, member_id)
        Batch.update(changed=Batch.changed + len(changed)).where(Batch.id == batch_id).execute()
        _note(batch, list(changed), "run")
    return True


def _note(batch: Batch, member_ids: list[int], how: str) -> None:
    """Where somebody belongs is theirs to know: a line about each of them. Tags they see by themselves."""
    if batch.kind in ("tag", "untag"):
        return
    for member_id in member_ids:
        record(
            action=f"membership.{batch.kind}" if how == "run" else f"membership.{batch.kind}_undone",
            subject_kind="member",
            subject_id=member_id,
            actor_id=batch.made_by_id if how == "run" else batch.undone_by_id,
            about_member_id=member_id,
            organization_id=batch.organization_id,
            detail={"words": batch.words},
        )


def done_of(batch: Batch) -> int:
    """How many members it has come past."""
    left = "changed" if batch.state == "undoing" else "waiting"
    waiting = BatchMember.select().where(BatchMember.batch == batch.id, BatchMember.state == left).count()
    return int((batch.changed if batch.state == "undoing" else batch.total) - waiting)


def run_started() -> int:
    """Go on with every batch that is under way; returns how many were."""
    under_way = [row.id for row in Batch.select(Batch.id).where(Batch.state << ("running", "undoing"))]
    for batch_id in under_way:
        while run_some(batch_id):
            pass
    return len(under_way)


def forget_old() -> int:
    """Delete what can be taken back no more, and what nobody agreed to; returns how many batches."""
    forgotten = 0
    for batch in old_batches(clock.now()):
        while _forget_some(batch.id):
            pass
        forgotten += Batch.delete().where(Batch.id == batch.id).execute()
    return forgotten


def old_batches(at: datetime) -> Any:
    """The batches that are old enough at a moment for that."""
    is_old = (Batch.created_at < at - KEPT_FOR) | ((Batch.state == "draft") & (Batch.created_at < at - _DRAFTS_FOR))
    return Batch.select(Batch.id).where(is_old, Batch.state.not_in(("running", "undoing")))


def _forget_some(batch_id: int) -> int:
    some = BatchMember.select(BatchMember.id).where(BatchMember.batch == batch_id).limit(CHUNK)
    with atomic():
        return int(BatchMember.delete().where(BatchMember.id << some).execute())


def batches_of(organizations: Any) -> peewee.ModelSelect[Batch]:
    """The acts of these organizations that were agreed to, newest first."""
    return Batch.select().where(Batch.organization << organizations, Batch.state != "draft")
