"""What became of a notification, whom it did not reach, and calling them instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

import peewee

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic, first_id_of, rows_of
from backend.errors import DomainError, Forbidden, NotFound
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.push.kinds import KINDS, kind_of
from backend.push.models import Delivery, Notification, StaffCall
from backend.push.reaching import COARSE
from backend.push.recipients import secret_among, secret_kinds
from backend.push.templates import TEMPLATES
from backend.scope import READ, Scope


class NamesHidden(DomainError):
    """Who is reminded of an anonymous survey has not answered it: that is nobody's business."""

    status, code, message = 403, "names_hidden", "匿名问卷的提醒只显示人数，不列名单。"


# How `Delivery.state` is counted for staff. What goes out with another message is on its way until that one is sent.
COUNTED = {
    "queued": "waiting",
    "merged": "waiting",
    "paused": "paused",
    "sent": "sent",
    "uncertain": "sent",
    "inbox": "inbox",
    "unreachable": "unreachable",
    "failed": "failed",
    "expired": "expired",
    "dropped": "dropped",
}
COUNTS = ("waiting", "paused", "sent", "inbox", "unreachable", "failed", "expired", "dropped")
# By how badly it went; who has read it in the inbox is reached.
_UNREACHED = Delivery.state.in_(("unreachable", "failed", "expired")) | (
    (Delivery.state == "inbox") & Delivery.read_at.is_null()
)
HARDEST_FIRST = peewee.Case(Delivery.state, (("unreachable", 0), ("failed", 1), ("expired", 2)), 3)
_WHY = {
    "no_wechat": "还没有登录小程序",
    "muted": "本人关闭了这类微信消息，站内还没看",
    "night": "赶上免打扰时间，站内还没看",
    "no_template": "没有配置微信模板，站内还没看",
    "budget": "本周微信消息已收满，站内还没看",
    "no_credit": "没有微信订阅次数，站内还没看",
    "refused": "本人拒收了微信消息，站内还没看",
    "expired": "没能赶在有效时间内发出",
}

# States of deliveries, and outcomes of calls after `_CALL_MARK`.
_CALL_MARK = "call:"
_COUNT = """WITH told AS (SELECT id FROM notification WHERE id IN ({}))
    SELECT notification_id, state, count(*) FROM delivery WHERE notification_id IN (SELECT id FROM told)
    GROUP BY notification_id, state
    UNION ALL SELECT notification_id, 'call:' || outcome, count(*) FROM staff_call
    WHERE notification_id IN (SELECT id FROM told) GROUP BY notification_id, outcome"""
_REASONS = Statement(
    """SELECT state, reason, error_code, count(*) FROM delivery
       WHERE notification_id = ? AND state IN ('inbox', 'unreachable', 'failed', 'expired', 'paused', 'dropped')
       GROUP BY state, reason, error_code ORDER BY count(*) DESC, state, reason"""
)
_SENT_BETWEEN = Statement(
    "SELECT min(sent_at), max(sent_at) FROM delivery WHERE notification_id = ? AND state IN ('sent', 'uncertain')"
)
_WAS_TOLD = Statement("SELECT 1 FROM delivery WHERE notification_id = ? AND member_id = ?")
_CALL = Statement(
    """INSERT INTO staff_call (notification_id, member_id, outcome, note, called_by_id, called_at)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (notification_id, member_id) DO UPDATE SET outcome = excluded.outcome, note = excluded.note,
         called_by_id = excluded.called_by_id, called_at = excluded.called_at
       WHERE staff_call.outcome <> excluded.outcome OR staff_call.note <> excluded.note"""
)
_UNCALL = Statement("DELETE FROM staff_call WHERE notification_id = ? AND member_id = ?")


_OF_WORK = [kind.name for kind in KINDS.values() if kind.about == "work"]
_Caller = Member.alias()


class Unreached(NamedTuple):
    """Somebody a message did not reach, and whether staff called them."""

    member: Member
    state: str
    why: str
    outcome: str | None
    note: str
    called_at: int | None
    called_by: str | None


def notifications_of(scope: Scope) -> Any:
    """What was told for the organizations a scope covers, newest first."""
    rows = Notification.select(Notification, Organization).join(Organization)
    return rows.where(Notification.organization << scope.organizations()).order_by(Notification.id.desc())


def find(scope: Scope, notification_id: int, names: tuple[str, ...] = READ) -> Notification:
    """One of those, with its organization. Raises NotFound outside the scope, Forbidden for who only reads it."""
    found = notifications_of(scope).where(Notification.id == notification_id).first()
    if found is None:
        raise NotFound
    if names is not READ and not scope.covers(found.organization_id, names):
        raise Forbidden
    return cast(Notification, found)


def lines_of(notifications: Sequence[Notification]) -> list[dict[str, Any]]:
    """Each as a line: what it says, to whom it belongs, how far it came; a handful of statements for any number."""
    secret = secret_of(notifications)
    figures = _figures_of(notifications, secret)
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "label": kind_of(one.kind).label,
            "subject": one.subject,
            "title": one.values.get("title", ""),
            "organization": one.organization,
            "created_at": one.created_at,
            "due_at": one.due_at,
            "is_spreading": one.spread_at is not None and one.due_at <= clock.now(),
            "is_called": kind_of(one.kind).is_called,
            "can_list": one.id not in secret,
            "fault": one.fault,
            "counts": figures[one.id][0],
            "calls": figures[one.id][1],
        }
        for one in notifications
    ]


def told_members() -> Any:
    """The condition that it was told to members, not to those who work here, and is worth a line.

    The ordinary result of one member's signup is one of thousands; it is listed where it went wrong, and by its kind.
    """
    results = [kind.name for kind in KINDS.values() if kind.about == "signups" and not kind.is_called]
    return Notification.kind.not_in(_OF_WORK) & (Notification.kind.not_in(results) | (Notification.fault != ""))


def is_secret(notification: Notification) -> bool:
    """Whether nobody may learn who was told."""
    return notification.subject in secret_among(notification.kind, [notification.subject])


def secret_of(notifications: Sequence[Notification]) -> set[int]:
    """Those of which nobody may learn who was told: a statement for each kind that has such."""
    by_kind: dict[str, list[Notification]] = defaultdict(list)
    for one in notifications:
        by_kind[one.kind].append(one)
    found: set[int] = set()
    for kind, some in by_kind.items():
        subjects = secret_among(kind, {one.subject for one in some})
        found |= {one.id for one in some if one.subject in subjects}
    return found


def _figures_of(
    notifications: Sequence[Notification], secret: set[int]
) -> dict[int, tuple[dict[str, int], dict[str, int]]]:
    """`COUNTS` and `people` of each, and how many were `reached` by telephone or gave `no_answer`: one statement for
    all of them. Where names are secret, rounded down to fives."""
    found = {one.id: (dict.fromkeys((*COUNTS, "people"), 0), {"reached": 0, "no_answer": 0}) for one in notifications}
    for notification_id, what, number in rows_of(_COUNT, found):
        counts, calls = found[notification_id]
        if what.startswith(_CALL_MARK):
            calls[what.removeprefix(_CALL_MARK)] = number
        else:
            counts[COUNTED[what]] += number
            counts["people"] += number
    for notification_id in secret:
        exact, calls = found[notification_id]
        found[notification_id] = ({name: number - number % COARSE for name, number in exact.items()}, calls)
    return found


def words_sent(notification: Notification) -> list[dict[str, str]]:
    """The words as WeChat shows them, in the template's order: label and text."""
    spec = TEMPLATES.get(kind_of(notification.kind).template)
    labels = {field.name: field.label for field in spec.fields} if spec else {}
    names = [name for name in labels if name in notification.values] or list(notification.values)
    return [{"label": labels.get(name, name), "text": notification.values[name]} for name in names]


def reasons_of(notification: Notification) -> list[dict[str, Any]]:
    """Why it did not reach whom it did not, commonest first: state, words, WeChat's code, how many."""
    return [
        {"state": COUNTED[state], "why": why_words(state, reason, code), "error_code": code, "count": number}
        for state, reason, code, number in _REASONS.rows(notification.id)
    ]


def sent_between(notification: Notification) -> tuple[int | None, int | None]:
    """When the first and the last went out, in milliseconds."""
    row = _SENT_BETWEEN.row(notification.id)
    return (row[0], row[1]) if row else (None, None)


def why_words(state: str, reason: str, error_code: int | None) -> str:
    """Why a delivery stands where it stands, in words."""
    if state == "failed":
        return f"微信发送失败（{error_code}）" if error_code is not None else "微信发送失败"
    if state == "paused":
        return "微信模板有误，等修好" if reason == "template" else "这类消息已暂停"
    if state == "dropped":
        return "已经与本人无关，没有再发"
    return _WHY.get(reason, "没有收到微信消息")


def told(notification: Notification, counted: str = "") -> Any:
    """Deliveries to members with their calls: those that one of `COUNTS` counts, else those it did not reach.

    Raises NamesHidden.
    """
    if is_secret(notification):
        raise NamesHidden
    states = [state for state, name in COUNTED.items() if name == counted]
    is_of_call = (StaffCall.notification == Delivery.notification) & (StaffCall.member == Delivery.member)
    return (
        Delivery.select(Delivery, Member, StaffCall, _Caller)
        .join(Member)
        .switch(Delivery)
        .join(StaffCall, peewee.JOIN.LEFT_OUTER, on=is_of_call, attr="call")
        .join(_Caller, peewee.JOIN.LEFT_OUTER, on=(StaffCall.called_by == _Caller.id), attr="by_whom")
        .where(Delivery.notification == notification, Delivery.state << states if counted else _UNREACHED)
    )


def unreached(notification: Notification, page: int, page_size: int) -> tuple[list[Unreached], int]:
    """One page of those it did not reach, the hardest to reach first, and how many they are. Raises NamesHidden."""
    rows = told(notification)
    some = rows.order_by(HARDEST_FIRST, Member.name, Member.id).paginate(page, page_size)
    return [as_unreached(one) for one in some], rows.count()


def as_unreached(delivery: Any) -> Unreached:
    """A row of `told`."""
    why = why_words(delivery.state, delivery.reason, delivery.error_code)
    call = getattr(delivery, "call", None)
    if call is None:
        return Unreached(delivery.member, delivery.state, why, None, "", None, None)
    by_whom = getattr(call, "by_whom", None)
    at = clock.to_ms(call.called_at)
    return Unreached(
        delivery.member, delivery.state, why, call.outcome, call.note, at, by_whom.name if by_whom else None
    )


def totals(since: datetime, organizations: Any) -> dict[str, int]:
    """`COUNTS` of all that members were told since then for some organizations: what counts nobody may tell apart left
    out."""
    secret = secret_notifications(
        Notification.id >= first_id_of(clock.to_ms(since)), Notification.organization << organizations
    )
    rows: Any = (
        Delivery.select(Delivery.state, peewee.fn.COUNT(Delivery.id))
        .join(Notification)
        .where(
            Notification.id >= first_id_of(clock.to_ms(since)),
            Notification.organization << organizations,
            Notification.kind.not_in(_OF_WORK),
            Delivery.member.is_null(False),
        )
        .group_by(Delivery.state)
    )
    if secret:
        rows = rows.where(Notification.id.not_in(secret))
    found = dict.fromkeys(COUNTS, 0)
    for state, number in rows.tuples():
        found[COUNTED[state]] += number
    return found


def secret_notifications(*conditions: Any) -> list[int]:
    """Of the notifications that meet these conditions, those of which nobody may learn who was told."""
    kinds = secret_kinds()
    if not kinds:
        return []
    return sorted(secret_of(list(Notification.select().where(Notification.kind << kinds, *conditions))))


def note_call(notification: Notification, member_id: int, staff_id: int, outcome: str, note: str) -> bool:
    """Write down what came of calling somebody; False if it stood there like that. Raises NotFound, NamesHidden."""
    if is_secret(notification):
        raise NamesHidden
    if _WAS_TOLD.row(notification.id, member_id) is None:
        raise NotFound
    with atomic():
        now = clock.now_ms()
        changed = bool(_CALL.run(notification.id, member_id, outcome, note, staff_id, now).rowcount)
        if changed:
            _record("push.called", notification, member_id, staff_id, {"outcome": outcome})
    return changed


def take_back_call(notification: Notification, member_id: int, staff_id: int) -> bool:
    """It was the wrong line: forget the call; False if there was none."""
    if is_secret(notification):
        raise NamesHidden
    with atomic():
        changed = bool(_UNCALL.run(notification.id, member_id).rowcount)
        if changed:
            _record("push.call_taken_back", notification, member_id, staff_id, {})
    return changed


def _record(action: str, notification: Notification, member_id: int, staff_id: int, detail: dict[str, Any]) -> None:
    record(
        action=action,
        subject_kind="notification",
        subject_id=notification.id,
        actor_id=staff_id,
        about_member_id=member_id,
        organization_id=notification.organization_id,
        detail={"kind": notification.kind, **detail},
    )
