"""The inbox (消息): everything a member was told, whatever became of it in WeChat; and what they want to be sent."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.database import CHUNK, Statement, atomic, first_id_of, is_postgresql, marks
from backend.push.kinds import ABOUT, EXPLAINED, KINDS
from backend.push.models import Notification, PushMute
from backend.push.templates import TEMPLATES

# What a member sees: what is due, and what went out earlier as part of another message. `n` is the notification, `d`
# the delivery.
IN_INBOX = "d.state <> 'dropped' AND (n.due_at <= {now} OR d.sent_at IS NOT NULL)"

_MINE = f"""FROM delivery d JOIN notification n ON n.id = d.notification_id
    WHERE d.member_id = ? AND {IN_INBOX.format(now="?")}"""
_PAGE = Statement(
    f"""SELECT n.id, n.kind, n."values", n.page,
          CASE WHEN d.sent_at < n.due_at THEN d.sent_at ELSE n.due_at END AS told_at,
          d.read_at, d.state, d.reason, n.expires_at {_MINE}
        ORDER BY told_at DESC, n.id DESC LIMIT ? OFFSET ?"""
)
_TOTAL = Statement(f"SELECT count(*) {_MINE}")
_UNREAD = f"SELECT d.id {_MINE} AND d.read_at IS NULL"

_SENT = "微信已发送"
_ONLY_HERE = "只在这里"
# What became of it in WeChat, by state, and for what is only in the inbox by reason.
_DELIVERED = {
    "queued": "等待发送到微信",
    "merged": "与另一条消息一起发送到微信",
    "sent": _SENT,
    "uncertain": "微信没有回应，可能已经送到",
    "paused": "只在这里，微信暂停发送",
    "failed": "只在这里，微信没有发出",
    "expired": "只在这里，过了时间没有发到微信",
}
_REASONS = {
    "muted": "只在这里，您关闭了这类微信消息",
    "no_credit": "只在这里，微信还没有您的订阅",
    "refused": "只在这里，微信还没有您的订阅",
    "undelivered": "只在这里，微信没有送到",
    "budget": "只在这里，这周发到微信的已经不少",
    "night": "只在这里，夜里不打扰您",
}


def read_inbox(member_id: int, page: int, page_size: int) -> dict[str, Any]:
    """A page of the inbox, newest first."""
    now = clock.now_ms()
    rows = _PAGE.rows(member_id, now, page_size, (page - 1) * page_size)
    total = _TOTAL.rows(member_id, now)[0][0]
    return {"items": [_line(row, now) for row in rows], "page": page, "page_size": page_size, "total": total}


def _line(row: tuple[Any, ...], now: int) -> dict[str, Any]:
    notification_id, kind_name, text, page, told_at, read_at, state, reason, expires_at = row
    kind = KINDS.get(kind_name)
    values = json.loads(text)
    fields = TEMPLATES[kind.template].fields if kind else ()
    return {
        "id": notification_id,
        "kind": kind_name,
        "label": kind.label if kind else "通知",
        "title": values.get("title") or (kind.label if kind else "通知"),
        "lines": [
            {"label": field.label, "value": values[field.name]}
            for field in fields
            if field.name != "title" and values.get(field.name)
        ],
        "page": _target(page),
        "at": clock.from_ms(told_at),
        "is_read": read_at is not None,
        "is_past": expires_at is not None and expires_at <= now,
        "delivered": _DELIVERED.get(state) or _REASONS.get(reason, _ONLY_HERE),
    }


def _target(page: str) -> str:
    """Where a tap leads; nowhere for what is told by the line itself."""
    return f"/{page}" if page and not page.startswith("pages/messages/") else ""


def mark_read(member_id: int, ids: Collection[int] | None) -> None:
    """These are read, or all there are; what is somebody else's, or read already, stays as it is."""
    now = clock.now_ms()
    if ids is None:
        found = Statement(_UNREAD).rows(member_id, now)
    elif ids:
        found = Statement(f"{_UNREAD} AND n.id IN ({marks(ids)})").rows(member_id, now, *ids)
    else:
        return
    delivery_ids = sorted(row[0] for row in found)
    if not delivery_ids:
        return
    free = f"id IN ({marks(delivery_ids)}) AND read_at IS NULL"
    # Several of a member's rows are also written by who sends them as one message, in another order: whoever waits
    # for one must hold none.
    if is_postgresql():
        free = f"id IN (SELECT id FROM delivery WHERE {free} FOR UPDATE SKIP LOCKED)"
    with atomic():
        read = Statement(f"UPDATE delivery SET read_at = ? WHERE {free}").run(now, *delivery_ids).rowcount
    if read < len(delivery_ids):
        for delivery_id in delivery_ids:
            _READ_ONE.run(now, delivery_id)


_READ_ONE = Statement("UPDATE delivery SET read_at = ? WHERE id = ? AND read_at IS NULL")


def settings(member_id: int, *, is_staff: bool) -> list[dict[str, Any]]:
    """What there is to be told about, and whether it goes to WeChat; work is for those who have some."""
    muted = {one.about for one in PushMute.select(PushMute.about).where(PushMute.member == member_id)}
    return [
        {"about": about, "label": label, "explanation": EXPLAINED[about], "is_on": about not in muted}
        for about, label in ABOUT.items()
        if about != "work" or is_staff
    ]


def switch(member_id: int, about: str, *, is_on: bool) -> None:
    """Messages about this go to WeChat, or to the inbox alone. What waits to be sent is asked about when it leaves."""
    if is_on:
        PushMute.delete().where(PushMute.member == member_id, PushMute.about == about).execute()
    else:
        PushMute.insert(member=member_id, about=about).on_conflict_ignore().execute()


_MOST_AT_ONCE = 100_000


def delete_old(days: int) -> int:
    """Delete what is older than so many days, in chunks; returns how many deliveries that were. The tally stays."""
    rows = old_notifications(days, clock.now()).order_by(Notification.id).limit(CHUNK)
    deleted = 0
    while deleted < _MOST_AT_ONCE:
        old = [row[0] for row in rows.clone().tuples()]
        if not old:
            break
        some = f"SELECT id FROM delivery WHERE notification_id IN ({marks(old)}) LIMIT {CHUNK}"
        chunk = Statement(f"DELETE FROM delivery WHERE id IN ({some})")
        while (gone := _delete(chunk, old)) == CHUNK:
            deleted += gone
        deleted += gone
        _delete(Statement(f"DELETE FROM notification WHERE id IN ({marks(old)})"), old)
    return deleted


def old_notifications(days: int, at: datetime) -> Any:
    """What `delete_old` finds at a moment."""
    before = at - timedelta(days=days)
    return Notification.select(Notification.id).where(
        Notification.id < first_id_of(clock.to_ms(before)),
        Notification.due_at < before,
        Notification.spread_at.is_null(),
    )


def _delete(statement: Statement, ids: list[int]) -> int:
    with atomic():
        return int(statement.run(*ids).rowcount)
