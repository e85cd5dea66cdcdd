"""Stopping one kind of message for a while, for an organization and all below it or everywhere, and letting it go on.

What comes due meanwhile waits as "paused" (dispatch does that); afterwards it goes out once, or is settled as expired.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import peewee
import structlog

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic, in_chunks, marks
from backend.errors import Forbidden, NotFound
from backend.members.models import Member
from backend.organizations.models import Organization, OrganizationClosure
from backend.push.kinds import KINDS
from backend.push.models import PushPause
from backend.scope import WRITE, Scope

log = structlog.get_logger()

# A batch that was decided about before the pause ended may still be written down as paused so long after it.
_LATE = timedelta(minutes=2)
# Who is told that a template is broken is not to be kept waiting.
PAUSABLE = tuple(name for name in KINDS if name != "push_fault")

_COVERS = """(p.organization_id IS NULL OR EXISTS (SELECT 1 FROM organization_closure c
    WHERE c.ancestor_id = p.organization_id AND c.descendant_id = {}))"""
_IS_PAUSED = Statement(
    f"SELECT 1 FROM push_pause p WHERE p.kind = ? AND p.resumed_at IS NULL AND {_COVERS.format('?')}"  # noqa: S608
)
_AGAIN = "resumed_at IS NOT NULL OR reason <> ?"
_PAUSE_AGAIN = f"""UPDATE push_pause SET reason = ?, paused_by_id = ?, resumed_at = NULL,
      paused_at = CASE WHEN resumed_at IS NULL THEN paused_at ELSE ? END
    WHERE kind = ? AND {{}} AND ({_AGAIN})"""  # noqa: S608
_INSERT = Statement(
    """INSERT INTO push_pause (kind, organization_id, reason, paused_by_id, paused_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING"""
)
_RESUME = "UPDATE push_pause SET resumed_at = ? WHERE kind = ? AND {} AND resumed_at IS NULL"
_RESUMED = Statement("SELECT id, kind, resumed_at FROM push_pause WHERE resumed_at IS NOT NULL ORDER BY id")
# Driven by what waits, not by all that was ever told. What WeChat refused for its words waits for the operator.
_WAITING = Statement(
    f"""SELECT d.id FROM delivery d JOIN notification n ON n.id = d.notification_id
        WHERE d.state = 'paused' AND d.reason = 'paused' AND n.kind = ? AND n.fault = ''
          AND NOT EXISTS (SELECT 1 FROM push_pause p WHERE p.kind = n.kind AND p.resumed_at IS NULL
            AND {_COVERS.format("n.organization_id")})
        ORDER BY d.id"""  # noqa: S608
)
_QUEUE = """UPDATE delivery SET state = 'queued', reason = '', leased_until = NULL
    WHERE id IN ({}) AND state = 'paused' AND reason = 'paused'"""
_FORGET = Statement("DELETE FROM push_pause WHERE id = ? AND resumed_at = ?")


def _at(organization_id: int | None) -> tuple[str, tuple[int, ...]]:
    return ("organization_id IS NULL", ()) if organization_id is None else ("organization_id = ?", (organization_id,))


def is_paused(kind: str, organization_id: int) -> bool:
    """Whether messages of this kind wait here, for this organization, one above it, or everywhere."""
    return _IS_PAUSED.row(kind, organization_id) is not None


def require_place(scope: Scope, kinds: Collection[str], organization_id: int | None) -> None:
    """Raise NotFound for a kind that cannot be paused or a place that cannot be seen, Forbidden for one where the
    caller may not. None: everywhere, for whoever administers all there is."""
    if not set(kinds) <= set(PAUSABLE):
        raise NotFound
    if organization_id is not None:
        scope.require(organization_id, WRITE)
    elif not scope.covers_everything():
        raise Forbidden


def pauses_for(scope: Scope) -> Any:
    """Those in force within a scope, above it, and everywhere, oldest first."""
    above = OrganizationClosure.select(OrganizationClosure.ancestor).where(
        OrganizationClosure.descendant << scope.roots()
    )
    return (
        PushPause.select(PushPause, Organization, Member)
        .join(Organization, peewee.JOIN.LEFT_OUTER)
        .switch(PushPause)
        .join(Member, peewee.JOIN.LEFT_OUTER)
        .where(
            PushPause.resumed_at.is_null(),
            PushPause.organization.is_null()
            | (PushPause.organization << scope.organizations())
            | (PushPause.organization << above),
        )
        .order_by(PushPause.paused_at, PushPause.id)
    )


def pause(kind: str, organization_id: int | None, staff_id: int, reason: str) -> bool:
    """Stop a kind of message; False if it stood like that already. None: everywhere."""
    condition, place = _at(organization_id)
    now = clock.now_ms()
    with atomic():
        changed = _INSERT.run(kind, organization_id, reason, staff_id, now).rowcount
        if not changed:
            text = _PAUSE_AGAIN.format(condition)
            changed = Statement(text).run(reason, staff_id, now, kind, *place, reason).rowcount
        if changed:
            _note("push.paused", kind, organization_id, staff_id, reason)
    return bool(changed)


def resume(kind: str, organization_id: int | None, staff_id: int) -> bool:
    """Let it go on; False if it was not stopped here. What waited is queued by the jobs process, in chunks."""
    condition, place = _at(organization_id)
    with atomic():
        changed = Statement(_RESUME.format(condition)).run(clock.now_ms(), kind, *place).rowcount
        if changed:
            _note("push.resumed", kind, organization_id, staff_id, "")
    return bool(changed)


def _note(action: str, kind: str, organization_id: int | None, staff_id: int, reason: str) -> None:
    record(
        action=action,
        subject_kind="push_rule",
        actor_id=staff_id,
        organization_id=organization_id,
        reason=reason,
        detail={"kind": kind},
    )


def resume_due() -> int:
    """Queue again what waited for a pause that has ended; returns how many. Killed half-way, it goes on next time."""
    queued = 0
    for pause_id, kind, resumed_at in _RESUMED.rows():
        waiting = [row[0] for row in _WAITING.rows(kind)]
        for chunk in in_chunks(waiting):
            with atomic():
                queued += Statement(_QUEUE.format(marks(chunk))).run(*chunk).rowcount
        if not waiting and clock.from_ms(resumed_at) < clock.now() - _LATE:
            _FORGET.run(pause_id, resumed_at)
    if queued:
        log.info("messages_resumed", queued=queued)
    return queued
