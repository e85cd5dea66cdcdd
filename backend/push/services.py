"""Writing notifications: in the transaction of what they tell of, once each; the jobs process sends them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import structlog

from backend import clock
from backend.database import CHUNK, Statement, atomic, in_chunks, is_postgresql, json_text, marks, new_id
from backend.push.kinds import kind_of
from backend.push.models import Notification
from backend.push.recipients import query_of

log = structlog.get_logger()

_SPREAD_LEASE = timedelta(minutes=5)

_WRITE_MANY = """INSERT INTO notification (id, kind, subject, occurrence, organization_id, "values", page, recipients,
    due_at, expires_at, spread_at, fault, created_at)
  VALUES {} ON CONFLICT (kind, subject, occurrence) DO NOTHING"""
_WRITE_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)"
_WRITE_ONE = _WRITE_MANY.format(_WRITE_ROW)
_WRITE = Statement(_WRITE_ONE)
_COLUMNS = """notification_id, member_id, robot, state, priority, due_at, lease_token, attempts, unanswered, is_counted,
    reason, error_text, message_id"""
_ADDRESS = f"""INSERT INTO delivery ({_COLUMNS})
  SELECT ?, m.id, '', 'queued', ?, ?, '', 0, 0, FALSE, '', '', '' FROM member m
  WHERE m.id IN ({{}}) AND m.state = 'active' ON CONFLICT (member_id, notification_id) DO NOTHING"""  # noqa: S608
_ADDRESS_ONE = Statement(_ADDRESS.format("?"))
_ADDRESS_CHUNK = Statement(_ADDRESS.format(", ".join("?" * CHUNK)))
# Both rows in one round trip; SQLite cannot insert inside a WITH, and has no round trips.
_TELL_ONE = Statement(
    f"""WITH written AS ({_WRITE_ONE} RETURNING id, due_at)
       INSERT INTO delivery ({_COLUMNS})
       SELECT written.id, m.id, '', 'queued', ?, written.due_at, '', 0, 0, FALSE, '', '', '' FROM written, member m
       WHERE m.id = ? AND m.state = 'active'"""  # noqa: S608
)
_ADDRESS_ROW = "(CAST(? AS BIGINT), CAST(? AS SMALLINT), CAST(? AS BIGINT), CAST(? AS BIGINT))"
_ADDRESS_MANY = f"""INSERT INTO delivery ({_COLUMNS})
  SELECT v.column1, m.id, '', 'queued', v.column2, v.column3, '', 0, 0, FALSE, '', '', ''
  FROM (VALUES {{}}) v CROSS JOIN member m WHERE m.id = v.column4 AND m.state = 'active'"""  # noqa: S608
_ADDRESS_ROBOT = Statement(
    f"""INSERT INTO delivery ({_COLUMNS}) VALUES (?, NULL, ?, 'queued', ?, ?, '', 0, 0, FALSE, '', '', '')"""  # noqa: S608
)


@dataclass(frozen=True)
class News:
    """What is to be told. `subject` and `occurrence` with the kind are its key: the same again is not told twice.

    `due_at`: not before; `expires_at`: of no use from then on. `page` is one of the mini-program, without a slash.
    """

    kind: str
    subject: str
    values: Mapping[str, str]
    occurrence: str = ""
    page: str = ""
    organization_id: int | None = None
    due_at: datetime | None = None
    expires_at: datetime | None = None
    recipients: str = ""


def notify(news: News, member_ids: Collection[int]) -> bool:
    """Tell a few members, in the transaction of what it tells of; False if it was written before.

    Whoever has no WeChat account gets it too: in the inbox, should they come, and on the list of whom to call.
    """
    if is_postgresql() and len(member_ids) == 1:
        row = _row(news, spread_at=None)
        return bool(_TELL_ONE.run(*row, kind_of(news.kind).priority, *member_ids).rowcount)
    written = _write(news, spread_at=None)
    if written is None:
        return False
    notification_id, due_at = written
    _address(notification_id, kind_of(news.kind).priority, due_at, list(member_ids))
    return True


def notify_recipients(news: News) -> bool:
    """Tell everybody `news.recipients` names, however many: found and written down by the jobs process, in chunks.

    One row here, in the transaction of what it tells of. False if it was written before.
    """
    query_of(news.recipients)
    return _write(news, spread_at=clock.now_ms()) is not None


def notify_each(told: Sequence[tuple[News, int]]) -> int:
    """Tell each of these members something of their own, in the transaction of what it tells of; returns how many.

    Two statements for each `CHUNK` of them.
    """
    made = 0
    for some in in_chunks(told):
        rows = {row[0]: (row, member_id) for news, member_id in some for row in [_row(news, None)]}
        values = [value for row, _ in rows.values() for value in row]
        written = [row[0] for row in _many(f"{_WRITE_MANY} RETURNING id", _WRITE_ROW, len(rows)).rows(*values)]
        if written:
            addressed = [
                value
                for one in written
                for row, member_id in [rows[one]]
                for value in (one, kind_of(row[1]).priority, row[8], member_id)
            ]
            made += _many(_ADDRESS_MANY, _ADDRESS_ROW, len(written)).run(*addressed).rowcount
    return made


def notify_robot(news: News, robot: str) -> bool:
    """Tell the group behind an organization's robot; False if it was written before."""
    with atomic():
        written = _write(news, spread_at=None)
        if written is None:
            return False
        _ADDRESS_ROBOT.run(written[0], robot, kind_of(news.kind).priority, written[1])
    return True


@cache
def _many(text: str, row: str, number: int) -> Statement:
    return Statement(text.format(", ".join([row] * number)))


def _write(news: News, spread_at: int | None) -> tuple[int, int] | None:
    """The new notification's id and when it is due; None if there was one."""
    row = _row(news, spread_at)
    return (row[0], row[8]) if _WRITE.run(*row).rowcount else None


def _row(news: News, spread_at: int | None) -> tuple[Any, ...]:
    """What `_WRITE` takes."""
    kind_of(news.kind)
    now = clock.now_ms()
    return (
        new_id(),
        news.kind,
        news.subject,
        news.occurrence,
        news.organization_id,
        json_text(dict(news.values)),
        news.page,
        news.recipients,
        now if news.due_at is None else clock.to_ms(news.due_at),
        None if news.expires_at is None else clock.to_ms(news.expires_at),
        spread_at,
        now,
    )


def _address(notification_id: int, priority: int, due_at: int, member_ids: Sequence[int]) -> int:
    """Rows for those who have none yet; returns how many. At most `CHUNK` at once."""
    if len(member_ids) == 1:
        return int(_ADDRESS_ONE.run(notification_id, priority, due_at, *member_ids).rowcount)
    if len(member_ids) == CHUNK:
        return int(_ADDRESS_CHUNK.run(notification_id, priority, due_at, *member_ids).rowcount)
    if not member_ids:
        return 0
    statement = Statement(_ADDRESS.format(marks(member_ids)))
    return int(statement.run(notification_id, priority, due_at, *member_ids).rowcount)


_WAITING = Statement(
    """SELECT id FROM notification WHERE spread_at IS NOT NULL AND spread_at <= ?
       AND (leased_until IS NULL OR leased_until < ?) ORDER BY spread_at, id LIMIT 1"""
)
_LEASE = Statement(
    """UPDATE notification SET leased_until = ? WHERE id = ? AND spread_at IS NOT NULL
       AND (leased_until IS NULL OR leased_until < ?)"""
)
_DONE = Statement("UPDATE notification SET spread_at = ?, leased_until = NULL WHERE id = ?")


def spread_due() -> int:
    """Write down whom each new notification goes to; returns how many deliveries that made.

    Two processes share the work by lease. One that is killed leaves a beginning, which the next one completes.
    """
    made = 0
    while (notification_id := _claim_spread()) is not None:
        try:
            made += _spread(Notification.get_by_id(notification_id))
        except Exception:
            # It is tried again when the lease ends; the others, and what is due already, do not wait for it.
            log.exception("spread_failed", notification_id=notification_id)
    return made


def _claim_spread() -> int | None:
    now = clock.now_ms()
    row = _WAITING.row(now, now)
    if row is None:
        return None
    until = now + _SPREAD_LEASE // timedelta(milliseconds=1)
    return int(row[0]) if _LEASE.run(until, row[0], now).rowcount else _claim_spread()


def _spread(notification: Notification) -> int:
    """One set query for the members, then chunks: nobody else who writes waits long."""
    priority, due_at = kind_of(notification.kind).priority, clock.to_ms(notification.due_at)
    members = [row[0] for row in query_of(notification.recipients).tuples()]
    made = 0
    for some in in_chunks(members):
        with atomic():
            made += _address(notification.id, priority, due_at, some)
    # What was written ahead is looked at once more when it is due: people sign up in between.
    _DONE.run(due_at if due_at > clock.now_ms() else None, notification.id)
    log.info("notification_spread", kind=notification.kind, notification_id=notification.id, made=made)
    return made
