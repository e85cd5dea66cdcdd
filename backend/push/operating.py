"""What an operator may do to the outbox from the shell: look, put back, take out.

In chunks, each a transaction of its own: stopped in the middle and run again, each of these goes on where it was.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from backend import clock
from backend.audit.services import record
from backend.database import CHUNK, Statement, atomic, in_chunks, marks, rows_of
from backend.push import ledger
from backend.push.kinds import KINDS
from backend.push.merging import settle_merged
from backend.push.recipients import People

# What may be put back by the thousand. What was sent never is; what may have arrived, only by its id.
RETRIED = ("failed", "paused", "inbox", "unreachable", "expired", "dropped")
_RETRIED_BY_ID = (*RETRIED, "uncertain")
_DROPPED = ("queued", "paused", "failed", "inbox", "unreachable")

_PUT_BACK = """UPDATE delivery SET state = 'queued', due_at = ?, attempts = 0, reason = '', merged_into = NULL,
      leased_until = NULL, late_since = NULL, is_counted = FALSE, sent_at = NULL,
      unanswered = CASE WHEN state = 'uncertain' THEN 0 ELSE unanswered END
    WHERE id IN ({ids}) AND state IN ({states})"""
_CLEAR_FAULTS = """UPDATE notification SET fault = '' WHERE fault <> ''
    AND id IN (SELECT notification_id FROM delivery WHERE id IN ({ids}) AND state = 'queued')"""
_DROP = """UPDATE delivery SET state = 'dropped', reason = 'operator', error_text = ?, leased_until = NULL
    WHERE id IN ({ids}) AND state IN ({states}) AND (leased_until IS NULL OR leased_until < ?) RETURNING id"""
_ORGANIZATIONS = """SELECT d.id, n.organization_id FROM delivery d JOIN notification n ON n.id = d.notification_id
    WHERE d.id IN ({})"""
_STATES = Statement("SELECT state, count(*), min(due_at) FROM delivery GROUP BY state")
_ERRORS = Statement(
    """SELECT error_code, state, count(*) FROM delivery WHERE error_code IS NOT NULL
       GROUP BY error_code, state ORDER BY error_code, state"""
)


@dataclass(frozen=True)
class Wanted:
    """Which deliveries: all conditions that are given must hold. `states` of `RETRIED`; empty stands for any.

    `organizations` is a select of ids: what was told for others is left alone.
    """

    states: Sequence[str] = ()
    kind: str = ""
    template: str = ""
    error_code: int | None = None
    is_silent: bool = False  # WeChat said nothing
    notification: int | None = None
    organizations: Any = None
    ids: Sequence[int] = ()

    def condition(self) -> tuple[str, list[Any]]:
        """As SQL over `delivery d` and `notification n`, with its parameters."""
        parts = ["1 = 1"]
        values: list[Any] = []
        kinds = [self.kind] if self.kind else []
        if self.template:
            of_template = [kind.name for kind in KINDS.values() if kind.template == self.template]
            kinds = [kind for kind in of_template if not kinds or kind in kinds] or ["-"]
        for column, wanted in (("d.state", self.states), ("n.kind", kinds), ("d.id", self.ids)):
            if wanted:
                parts.append(f"{column} IN ({marks(wanted)})")
                values += wanted
        if self.error_code is not None:
            parts.append("d.error_code = ?")
            values.append(self.error_code)
        if self.is_silent:
            parts.append("d.error_code IS NULL")
        if self.notification is not None:
            parts.append("n.id = ?")
            values.append(self.notification)
        if self.organizations is not None:
            ours = People.of(self.organizations)
            parts.append(f"n.organization_id IN ({ours.text})")
            values += ours.parameters
        return " AND ".join(parts), values


@dataclass
class Retried:
    """`put_back` counts those queued again; `left` those that were not, by state ("" for no such id).

    `still_paused`: others that wait because of the same faults, now cleared.
    """

    put_back: int = 0
    left: Counter[str] = field(default_factory=Counter)
    still_paused: int = 0


def counts_by_state() -> dict[str, tuple[int, int]]:
    """How many deliveries there are in each state, and when the oldest was due (milliseconds since 1970)."""
    return {state: (count, due_at) for state, count, due_at in _STATES.rows()}


def counts_by_error() -> list[tuple[int, str, int]]:
    """(errcode, state, how many) of deliveries WeChat said something about."""
    return _ERRORS.rows()


def find(wanted: Wanted, limit: int) -> list[int]:
    """Ids of the newest deliveries that are wanted, newest first."""
    condition, values = wanted.condition()
    rows = Statement(
        f"""SELECT d.id FROM delivery d JOIN notification n ON n.id = d.notification_id
            WHERE {condition} ORDER BY d.id DESC LIMIT ?"""
    ).rows(*values, limit)
    return [row[0] for row in rows]


def count(wanted: Wanted) -> int:
    """How many there are."""
    condition, values = wanted.condition()
    row = Statement(
        f"SELECT count(*) FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE {condition}"
    ).row(*values)
    return int(row[0]) if row else 0


def retry(wanted: Wanted) -> Retried:
    """Put all that are wanted back into the queue, whatever stopped them; what waits for the same fault comes along."""
    done = Retried()
    condition, values = wanted.condition()
    page = Statement(
        f"""SELECT d.id FROM delivery d JOIN notification n ON n.id = d.notification_id
            WHERE {condition} AND d.id > ? ORDER BY d.id LIMIT ?"""
    )
    last = 0
    while ids := [row[0] for row in page.rows(*values, last, CHUNK)]:
        last = ids[-1]
        done.put_back += _put_back(ids, RETRIED, with_companions=True)
    return done


def retry_ids(ids: Sequence[int]) -> Retried:
    """Put these back into the queue, also those that may have arrived; nothing that was sent, nothing else."""
    done = Retried()
    for chunk in in_chunks(sorted(set(ids))):
        known = dict(Statement(f"SELECT id, state FROM delivery WHERE id IN ({marks(chunk)})").rows(*chunk))
        done.left.update(known.get(one, "") for one in chunk if known.get(one, "") not in _RETRIED_BY_ID)
        done.put_back += _put_back(chunk, _RETRIED_BY_ID, with_companions=False)
        done.still_paused += _paused_beside(chunk)
    return done


def _put_back(ids: Sequence[int], states: Sequence[str], *, with_companions: bool) -> int:
    faulty = _faulty(ids) if with_companions else []
    with atomic():
        text = _PUT_BACK.format(ids=marks(ids), states=marks(states))
        number = int(Statement(text).run(clock.now_ms(), *ids, *states).rowcount)
        Statement(_CLEAR_FAULTS.format(ids=marks(ids))).run(*ids)
    for notification_id in faulty:
        number += _put_back_paused(notification_id)
    return number


def _faulty(ids: Sequence[int]) -> list[int]:
    """The notifications of these that nobody else was sent because WeChat refused their values."""
    rows = Statement(
        f"""SELECT DISTINCT n.id FROM notification n JOIN delivery d ON d.notification_id = n.id
            WHERE n.fault <> '' AND d.id IN ({marks(ids)})"""
    ).rows(*ids)
    return sorted(row[0] for row in rows)


def _put_back_paused(notification_id: int) -> int:
    number = 0
    page = Statement(
        """SELECT id FROM delivery WHERE notification_id = ? AND state = 'paused' AND reason = 'paused'
           ORDER BY id LIMIT ?"""
    )
    while ids := [row[0] for row in page.rows(notification_id, CHUNK)]:
        with atomic():
            text = _PUT_BACK.format(ids=marks(ids), states="?")
            number += int(Statement(text).run(clock.now_ms(), *ids, "paused").rowcount)
    return number


def _paused_beside(ids: Sequence[int]) -> int:
    row = Statement(
        f"""SELECT count(*) FROM delivery WHERE state = 'paused' AND reason = 'paused' AND notification_id IN
            (SELECT notification_id FROM delivery WHERE id IN ({marks(ids)}) AND state = 'queued')"""
    ).row(*ids)
    return int(row[0]) if row else 0


def drop(ids: Sequence[int], reason: str, staff_id: int | None = None) -> Retried:
    """Take these out of the outbox for good, with a reason that is kept; `put_back` counts those taken out.

    `staff_id`: who does it; None is an operator at the shell.

    What is being sent this moment stays, and what was sent. What should have gone out with them goes out by itself.
    """
    done = Retried()
    for chunk in in_chunks(sorted(set(ids))):
        with atomic():
            text = _DROP.format(ids=marks(chunk), states=marks(_DROPPED))
            dropped = [row[0] for row in Statement(text).rows(reason[:500], *chunk, *_DROPPED, clock.now_ms())]
            theirs = dict(rows_of(_ORGANIZATIONS, dropped))
            for one in dropped:
                settle_merged(one, "dropped", "operator", clock.now_ms())
                ledger.let_go(one)
                record(
                    action="drop_message",
                    subject_kind="delivery",
                    subject_id=one,
                    actor_id=staff_id,
                    actor_kind="operator" if staff_id is None else "staff",
                    organization_id=theirs.get(one),
                    reason=reason[:500],
                )
        rest = [one for one in chunk if one not in set(dropped)]
        known = dict(Statement(f"SELECT id, state FROM delivery WHERE id IN ({marks(chunk)})").rows(*chunk))
        done.put_back += len(dropped)
        done.left.update(known.get(one, "") for one in rest)
    return done
