"""What went out: how far it came, the people behind each number, and calling those it did not reach."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.lists import Column, Listing, wall
from backend.console.push.blueprint import answer, back_to, blueprint, may_write, show
from backend.console.rendering import done, in_view, read_form
from backend.database import first_id_of
from backend.members.models import Member
from backend.members.queries import organizations_of
from backend.push import followup, mending
from backend.push.explaining import STATES
from backend.push.kinds import KINDS
from backend.push.models import Delivery, Notification, StaffCall
from backend.push.staff_schemas import OUTCOMES
from backend.schemas import Id, Text
from backend.scope import WRITE

_PERIODS = {"7": "近 7 天", "30": "近 30 天", "90": "近 90 天", "180": "近半年"}
OUTCOME_WORDS = {"reached": "已通知", "no_answer": "没打通"}
_CALLED = {"no": "还没打", "reached": "已通知", "no_answer": "没打通"}


class CallSchema(ma.Schema):
    member_id = Id(required=True)
    outcome = ma.fields.String(load_default="", validate=ma.validate.OneOf(("", *OUTCOMES)))
    note = Text(load_default="", max_length=200)


_SENT = Listing(
    name="已发消息",
    columns=[
        Column("title", "内容", width=36),
        Column("label", "种类"),
        Column("place", "组织", width=20),
        Column("due_at", "时间", sort=Notification.due_at, value=wall("due_at")),
        Column("sent", "微信", is_number=True),
        Column("inbox", "站内", is_number=True),
        Column("unreachable", "够不着", is_number=True),
        Column("failed", "没发出", is_number=True),
    ],
    sort="-due_at",
    arrange=lambda rows: [_line(one) for one in followup.lines_of(rows)],
    subject="notification",
)
_PEOPLE = Listing(
    name="消息没通知到的人",
    columns=[
        Column("name", "姓名", sort=Member.name),
        Column("organizations", "组织", width=28),
        Column("phone", "手机"),
        Column("state", "结果", sort=Delivery.state),
        Column("why", "原因", width=32),
        Column("call", "电话", width=20),
        Column("note", "备注", width=28, is_shown=False),
    ],
    sort="state",
    arrange=lambda rows: _people(rows),
    subject="notification",
    page_size=50,
)


@blueprint.get("/sent")
def sent() -> Response:
    """What members were told, newest first, and how far each came."""
    days = request.args.get("days", "")
    days = days if days in _PERIODS else "30"
    since = clock.now() - timedelta(days=int(days))
    kind = request.args.get("kind", "")
    rows = followup.notifications_of(current_caller().scope).where(
        Notification.organization << in_view(), Notification.id >= first_id_of(clock.to_ms(since))
    )
    rows = rows.where(Notification.kind == kind if kind in KINDS else followup.told_members())
    return answer(
        "sent",
        _SENT,
        rows,
        "push/sent.html",
        title="推送",
        panel=_panel,
        totals=followup.totals(since, in_view()),
        days=days,
        periods=_PERIODS,
        kind=kind,
        kinds=[(one.name, one.label) for one in KINDS.values()],
    )


@blueprint.get("/sent/<entity_id:notification_id>")
def sent_one(notification_id: int) -> Response:
    """The people behind a number of one notification; without a number those it did not reach, to be called."""
    notification = followup.find(current_caller().scope, notification_id)
    line = _line(followup.lines_of([notification])[0])
    counted = request.args.get("counted", "")
    counted = counted if counted in STATES else ""
    common = {"line": line, "counted": counted, "states": STATES, "can_call": _can_call(notification)}
    if not line["can_list"]:
        return show("sent", "push/sent_secret.html", title=line["title"], **common, **_details(notification, line))
    called = request.args.get("called", "")
    rows = followup.told(notification, counted)
    if called == "no":
        rows = rows.where(StaffCall.id.is_null())
    elif called in _CALLED:
        rows = rows.where(StaffCall.outcome == called)
    if q := request.args.get("q", "").strip():
        rows = rows.where(Member.name.contains(q))
    return answer(
        "sent", _PEOPLE, rows, "push/sent_one.html", title=line["title"], called=called, calls=_CALLED, **common
    )


@blueprint.post("/sent/<entity_id:notification_id>/call")
def note_call(notification_id: int) -> BaseResponse:
    """Write down what came of calling somebody; without an outcome, take it back."""
    given = read_form(CallSchema)
    notification = followup.find(current_caller().scope, notification_id, WRITE)
    if given["outcome"]:
        followup.note_call(notification, given["member_id"], current_member_id(), given["outcome"], given["note"])
        text = f"已记下：{OUTCOME_WORDS[given['outcome']]}。"
        undo = ("撤销", url_for("console_push.note_call", notification_id=notification_id), _undo_of(given))
    else:
        followup.take_back_call(notification, given["member_id"], current_member_id())
        text, undo = "已撤销这次记录。", None
    return done(text, to=back_to("console_push.sent_one", notification_id=notification_id), undo=undo)


@blueprint.post("/sent/<entity_id:notification_id>/retry")
def retry_one(notification_id: int) -> BaseResponse:
    """Try again what failed of one notification."""
    notification = followup.find(current_caller().scope, notification_id, WRITE)
    number = mending.retry_notification(current_member_id(), notification)
    # Of an anonymous survey not even how many.
    is_secret = followup.is_secret(notification)
    text = "没有要重试的。" if not number else "已放回发件箱。" if is_secret else f"{number} 条已放回发件箱，马上重发。"
    return done(text, to=url_for("console_push.sent_one", notification_id=notification_id))


def _undo_of(given: dict[str, Any]) -> dict[str, Any]:
    return {"member_id": given["member_id"], "outcome": "", "query": request.form.get("query", "")}


def _panel(notification_id: int) -> dict[str, Any]:
    notification = followup.find(current_caller().scope, notification_id)
    line = _line(followup.lines_of([notification])[0])
    return {"line": line, **_details(notification, line)}


def _can_call(notification: Notification) -> bool:
    return may_write() and current_caller().scope.covers(notification.organization_id or 0, WRITE)


def _details(notification: Notification, line: dict[str, Any]) -> dict[str, Any]:
    first, last = followup.sent_between(notification)
    return {
        "words": followup.words_sent(notification),
        "first_sent_at": first,
        "last_sent_at": last,
        "reasons": followup.reasons_of(notification) if line["can_list"] else [],
    }


def _line(one: dict[str, Any]) -> dict[str, Any]:
    """A line of the list: the numbers of `COUNTS` beside what `lines_of` says."""
    return {**one, **one["counts"], "title": one["title"] or one["label"], "place": one["organization"].name}


def _people(rows: list[Any]) -> list[dict[str, Any]]:
    scope = current_caller().scope
    theirs = organizations_of([one.member_id for one in rows], scope)
    found = []
    for row in rows:
        one = followup.as_unreached(row)
        found.append(
            {
                "id": row.id,
                "member_id": one.member.id,
                "name": one.member.name,
                "organizations": "、".join(place["name"] for place in theirs[one.member.id]),
                "phone": one.member.phone_masked or "",
                "state": STATES[followup.COUNTED[one.state]],
                "why": "" if one.state in ("sent", "uncertain", "queued", "merged") else one.why,
                "outcome": one.outcome or "",
                "call": OUTCOME_WORDS.get(one.outcome or "", ""),
                "note": one.note,
                "called_at": one.called_at,
                "called_by": one.called_by or "",
            }
        )
    return found
