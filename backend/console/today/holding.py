"""Held acts: a decision made in the console takes effect after ten seconds and can be undone until then.

Whoever comes first runs it: the browser that made it, another request of that person, or the jobs process. It counts
exactly once, since its row and its effect are written in one transaction. No message leaves before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any, NamedTuple

import structlog

from backend import clock
from backend.console.today.models import HeldAct
from backend.database import DATABASE_AWAY, Statement, atomic, json_text, new_id, rows_of
from backend.errors import DomainError, InvalidInput
from backend.members.models import Member
from backend.scope import Scope, load_scope

log = structlog.get_logger()

HELD_FOR = timedelta(seconds=10)
# Of what took effect nothing is kept longer; of what failed, until its actor had a week to read it.
_KEPT_DONE, _KEPT_FAILED = timedelta(hours=1), timedelta(days=7)
_AT_ONCE = 200
_FAULT = "系统出了点问题，请再处理一次。"


class Subject(NamedTuple):
    """What is decided: `key` ("signup:123") is the same for every decision about it; `words` say what is done, after
    the name of who does it (通过了王敏的报名)."""

    key: str
    words: str
    about_member_id: int | None = None


@dataclass(frozen=True)
class ActKind:
    """One kind of decision, by name in the `ACTS` of a console area's `acts.py`.

    `prepare` checks that this actor may do it now and names its subject: NotFound, Forbidden, or what does not fit.
    `run` does it by a service. Arguments are as JSON keeps them. Both are asked anew when it takes effect.
    """

    name: str
    prepare: Callable[[Scope, int, dict[str, Any]], Subject]
    run: Callable[[Scope, int, dict[str, Any]], object]


class DecidedMeanwhile(DomainError):
    """Somebody decided it a moment ago; the message says who and what."""

    status, code, message = 409, "decided_meanwhile", "刚刚有人处理了这件事，请刷新后再看。"


class UndoneTooLate(DomainError):
    """It has taken effect."""

    status, code, message = 409, "undone_too_late", "已经生效，不能再撤销。需要更正的，请到对应页面重新处理。"


class Batch(NamedTuple):
    """What one click holds: its number, how many things, and what was done, of one thing (通过了王敏的报名)."""

    id: int
    number: int
    words: str


@cache
def act_kinds() -> dict[str, ActKind]:
    """Every kind of every area of the console, by name."""
    import backend.console

    areas = [one.name for one in iter_modules(backend.console.__path__) if one.ispkg]
    names = [f"backend.console.{area}.acts" for area in areas]
    return {kind.name: kind for name in names if find_spec(name) for kind in import_module(name).ACTS}


def hold(act: str, actor_id: int, scope: Scope, many: Sequence[dict[str, Any]]) -> Batch:
    """Hold a decision about each of these; the same person deciding the same again finds it held already.

    Raises what the act refuses, and DecidedMeanwhile.
    """
    kind = act_kinds()[act]

    def prepare() -> list[tuple[Subject, dict[str, Any]]]:
        return [(kind.prepare(scope, actor_id, arguments), arguments) for arguments in many]

    prepared = prepare()
    if _run_due_of([subject.key for subject, _ in prepared]):
        prepared = prepare()
    batch_id, now = new_id(), clock.now()
    with atomic():
        for subject, arguments in prepared:
            made = HeldAct.insert(
                id=new_id(),
                batch=batch_id,
                actor=actor_id,
                act=act,
                arguments=arguments,
                subject=subject.key,
                pending_subject=subject.key,
                words=subject.words,
                about_member=subject.about_member_id,
                created_at=now,
                due_at=now + HELD_FOR,
            ).on_conflict_ignore()
            if not made.as_rowcount().execute():
                return _held_before(act, actor_id, subject, arguments, len(prepared))
    return Batch(batch_id, len(prepared), prepared[0][0].words if prepared else "")


def _held_before(act: str, actor_id: int, subject: Subject, arguments: dict[str, Any], number: int) -> Batch:
    """The batch of the very same click; anything else is told who was faster."""
    held = held_of([subject.key]).get(subject.key)
    if held is None:  # it was undone in this moment
        raise DecidedMeanwhile
    is_same = held.actor_id == actor_id and held.act == act and json_text(held.arguments) == json_text(arguments)
    if is_same and number == 1:
        return Batch(held.batch, 1, held.words)
    raise DecidedMeanwhile(told(held, actor_id))


def told(held: HeldAct, viewer_id: int) -> str:
    """Who did what just now, and how long it can be undone: 赵云刚刚通过了王敏的报名（8 秒内可撤销）。"""
    who = "您" if held.actor_id == viewer_id else held.actor.name
    left = seconds_left(held)
    return f"{who}刚刚{held.words}" + (f"（{left} 秒内可撤销）。" if left else "。")


def seconds_left(held: HeldAct) -> int:
    """Whole seconds until it takes effect."""
    left: timedelta = held.due_at - clock.now()
    return max(0, -(-left // timedelta(seconds=1)))


def held_of(subjects: Iterable[str]) -> dict[str, HeldAct]:
    """What is held about these, by subject, with its actor: one statement."""
    rows = HeldAct.select(HeldAct, Member).join(Member, on=HeldAct.actor)
    return {row.subject: row for row in rows.where(HeldAct.pending_subject << list(subjects))}


def require_free(subject: str, viewer_id: int) -> None:
    """Raise DecidedMeanwhile while a decision about it is held, whoever made it."""
    _run_due_of([subject])
    if held := held_of([subject]).get(subject):
        raise DecidedMeanwhile(told(held, viewer_id))


def undo(batch_id: int, actor_id: int) -> int:
    """Take a batch back before it takes effect; returns how many of it. Raises UndoneTooLate if none could be."""
    undone = (
        HeldAct.update(undone_at=clock.now(), pending_subject=None)
        .where(
            HeldAct.batch == batch_id,
            HeldAct.actor == actor_id,
            HeldAct.done_at.is_null(),
            HeldAct.undone_at.is_null(),
        )
        .execute()
    )
    if undone:
        return int(undone)
    mine = HeldAct.select().where(HeldAct.batch == batch_id, HeldAct.actor == actor_id)
    if mine.where(HeldAct.undone_at.is_null(False)).exists():
        return 0
    raise UndoneTooLate


_DUE = Statement(
    "SELECT id FROM held_act WHERE pending_subject IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?"
)
_DUE_OF_ACTOR = Statement(
    """SELECT id FROM held_act WHERE pending_subject IS NOT NULL AND due_at <= ? AND actor_id = ? ORDER BY due_at, id"""
)
_CLAIM = Statement(
    """UPDATE held_act SET done_at = ?, outcome = 'done', pending_subject = NULL
       WHERE id = ? AND done_at IS NULL AND undone_at IS NULL AND due_at <= ?"""
)


def run_due() -> int:
    """Let everything take effect whose time has come; returns how much. Doing it twice does nothing more."""
    return sum(run_held(row[0]) for row in _DUE.rows(clock.now_ms(), _AT_ONCE))


def run_due_of(actor_id: int) -> int:
    """As `run_due`, of one person: their next request does not wait for the jobs process."""
    return sum(run_held(row[0]) for row in _DUE_OF_ACTOR.rows(clock.now_ms(), actor_id))


def run_batch(batch_id: int, actor_id: int) -> list[HeldAct]:
    """Let a batch of this person take effect if it is due; returns its rows as they stand then."""
    rows = HeldAct.select().where(HeldAct.batch == batch_id, HeldAct.actor == actor_id).order_by(HeldAct.id)
    for row in list(rows):
        if row.done_at is None and row.undone_at is None:
            run_held(row.id)
    return list(rows.clone())


def _run_due_of(subjects: Sequence[str]) -> int:
    text = "SELECT id FROM held_act WHERE pending_subject IN ({}) AND due_at <= ? ORDER BY id"
    return sum(run_held(row[0]) for row in rows_of(text, subjects, clock.now_ms()))


def run_held(held_id: int) -> bool:
    """Let one take effect if it is due and nobody undid or ran it; True if this call did, or found that it cannot."""
    try:
        return _run(held_id)
    except DATABASE_AWAY:
        raise
    except Exception:
        # A fault of ours would be tried again every second, for ever.
        log.exception("held_act_failed", held_id=held_id)
        now = clock.now_ms()
        with atomic():
            if _CLAIM.run(now, held_id, now).rowcount:
                _note_trouble(held_id, _FAULT)
        return True


def _run(held_id: int) -> bool:
    now = clock.now_ms()
    with atomic():
        # Whoever undoes it at this moment waits for the row, and then finds it done.
        if not _CLAIM.run(now, held_id, now).rowcount:
            return False
        held: HeldAct = HeldAct.get_by_id(held_id)
        kind = act_kinds()[held.act]
        try:
            with atomic():
                scope = load_scope(held.actor_id)
                kind.prepare(scope, held.actor_id, held.arguments)
                kind.run(scope, held.actor_id, held.arguments)
        except DomainError as error:
            _note_trouble(held_id, _words_of(error))
    return True


def _words_of(error: DomainError) -> str:
    if isinstance(error, InvalidInput) and error.errors:
        return "".join(next(iter(error.errors.values())))
    return error.message


def _note_trouble(held_id: int, words: str) -> None:
    HeldAct.update(outcome="failed", trouble=words).where(HeldAct.id == held_id).execute()


def failed_of(actor_id: int) -> list[HeldAct]:
    """What this person decided and could not take effect, and they have not read yet; the latest first."""
    return list(HeldAct.select().where(_failed(actor_id)).order_by(HeldAct.id.desc()).limit(20))


def _failed(actor_id: int) -> Any:
    return (HeldAct.actor == actor_id) & (HeldAct.outcome == "failed") & HeldAct.seen_at.is_null()


class Standing(NamedTuple):
    """What is held about some subjects, by subject; what of the reader's own failed, the latest first; and the subjects
    of which their decision took effect in this moment."""

    held: dict[str, HeldAct]
    failed: list[HeldAct]
    over: set[str]


def standing(subjects: Iterable[str], actor_id: int) -> Standing:
    """How things stand on a page: one statement; what of the reader's own is due takes effect before."""
    rows = list(_standing(subjects, actor_id))
    due = [row for row in rows if row.actor_id == actor_id and row.done_at is None and not seconds_left(row)]
    if due:
        for row in due:
            run_held(row.id)
        rows = list(_standing(subjects, actor_id))
    failed = sorted((row for row in rows if row.outcome == "failed"), key=lambda row: -row.id)
    held = {row.subject: row for row in rows if row.done_at is None}
    return Standing(held, failed, {row.subject for row in due} - held.keys() - {row.subject for row in failed})


def _standing(subjects: Iterable[str], actor_id: int) -> Any:
    own = (HeldAct.actor == actor_id) & HeldAct.pending_subject.is_null(False)
    rows = HeldAct.select(HeldAct, Member).join(Member, on=HeldAct.actor)
    return rows.where((HeldAct.pending_subject << list(subjects)) | own | _failed(actor_id))


def note_seen(held_id: int, actor_id: int) -> None:
    """The actor has read that it failed."""
    HeldAct.update(seen_at=clock.now()).where(
        HeldAct.id == held_id, HeldAct.actor == actor_id, HeldAct.seen_at.is_null()
    ).execute()


def forget_old() -> int:
    """Delete what is over; returns how many rows."""
    now = clock.now()
    is_over = (HeldAct.outcome == "done") | HeldAct.undone_at.is_null(False)
    return int(
        HeldAct.delete()
        .where(
            HeldAct.pending_subject.is_null(),
            ((HeldAct.due_at < now - _KEPT_DONE) & is_over) | (HeldAct.due_at < now - _KEPT_FAILED),
        )
        .execute()
    )
