"""What did not go out: by reason in words, tried again or taken out, one by one or all of a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.fields import read_ids
from backend.console.lists import Column, Listing, wall
from backend.console.push.blueprint import answer, back_to, blueprint, require_writer
from backend.console.rendering import done, in_view, read_form
from backend.errors import InvalidInput, NotFound
from backend.members.models import Member
from backend.push import followup, mending
from backend.push.explaining import explain
from backend.push.kinds import KINDS, kind_of
from backend.push.models import Delivery, Notification
from backend.schemas import Text
from backend.scope import WRITE

_NO_CODE = "none"
_MOST_SECRET = 5
# Of a list that is taken as a whole; the rest is still there afterwards.
_MOST_AT_ONCE = 5_000


class DropSchema(ma.Schema):
    reason = Text(required=True, min_length=2, max_length=200)


_STUCK = Listing(
    name="没发出的消息",
    columns=[
        Column("title", "内容", width=36),
        Column("label", "种类", sort=Notification.kind),
        Column("name", "给谁", sort=Member.name),
        Column("due_at", "时间", sort=Delivery.id, value=wall("due_at")),
        Column("what", "原因", width=36),
        Column("code", "错误码", sort=Delivery.error_code, is_number=True),
        Column("error", "微信的说明", width=40, is_shown=False),
    ],
    sort="-due_at",
    arrange=lambda rows: [_line(one) for one in rows],
    subject="delivery",
)


@blueprint.get("/stuck")
def stuck() -> Response:
    """Failed messages and those that may have arrived, with what each refusal means."""
    groups, secret = mending.failures(in_view())
    return answer(
        "stuck",
        _STUCK,
        _rows(request.args),
        "push/stuck.html",
        title="推送",
        panel=_panel,
        groups=[_group(one) for one in groups],
        reasons=[(group["key"], group["what"]) for group in map(_group, groups)],
        reason=request.args.get("reason", ""),
        secret=_secret(secret),
        kind=request.args.get("kind", ""),
        kinds=[(one.name, one.label) for one in KINDS.values()],
    )


@blueprint.post("/stuck/retry")
def retry_chosen() -> BaseResponse:
    """Try the ticked ones again."""
    require_writer()
    ids = _chosen()
    if not ids:
        raise InvalidInput("请先勾选要重试的消息。")
    number = mending.retry_chosen(current_member_id(), in_view(WRITE), ids)
    return done(_tell(number), to=back_to("console_push.stuck"), kind="ok" if number else "do")


@blueprint.post("/stuck/retry-all")
def retry_all() -> BaseResponse:
    """Try all of one reason again."""
    require_writer()
    reason = request.form.get("reason", "")
    code = _code(reason)
    if code is None and reason != _NO_CODE:
        raise InvalidInput("请说明要重试哪一种。")
    number = mending.retry_all(current_member_id(), in_view(WRITE), code)
    return done(_tell(number), to=url_for("console_push.stuck"), kind="ok" if number else "do")


@blueprint.post("/stuck/drop")
def drop_chosen() -> BaseResponse:
    """Take the ticked ones out for good, with a reason that is kept."""
    require_writer()
    given = read_form(DropSchema)
    ids = _chosen()
    if not ids:
        raise InvalidInput("请先勾选不再发送的消息。")
    number = mending.drop_chosen(current_member_id(), in_view(WRITE), ids, given["reason"])
    text = f"{number} 条不再发送，会员的站内消息里仍能看到。" if number else "这些消息已经有了别的结果，没有改动。"
    return done(text, to=back_to("console_push.stuck"), kind="ok" if number else "do")


def _rows(args: Mapping[str, str]) -> Any:
    """What the filters leave."""
    rows = mending.stuck(in_view())
    reason = args.get("reason", "")
    if reason == "uncertain":
        rows = rows.where(Delivery.state == "uncertain")
    elif reason == _NO_CODE:
        rows = rows.where(Delivery.state == "failed", Delivery.error_code.is_null())
    elif (code := _code(reason)) is not None:
        rows = rows.where(Delivery.state == "failed", Delivery.error_code == code)
    if args.get("kind", "") in KINDS:
        rows = rows.where(Notification.kind == args["kind"])
    return rows


def _chosen() -> list[int]:
    """The ticked ones, or all that the list's filters leave."""
    if request.form.get("all") != "1":
        return read_ids(request.form.getlist("ids"))
    query = dict(parse_qsl(request.form.get("query", ""), max_num_fields=30))
    return [
        row_id for (row_id,) in _rows(query).select(Delivery.id).order_by(Delivery.id).limit(_MOST_AT_ONCE).tuples()
    ]


def _tell(number: int) -> str:
    return f"{number} 条已放回发件箱，马上重发。" if number else "这些消息已经有了别的结果，没有要重试的。"


def _code(reason: str) -> int | None:
    digits = reason.removeprefix("-")
    return int(reason) if digits.isascii() and digits.isdigit() and len(digits) < 8 else None


def _group(one: mending.Failure) -> dict[str, Any]:
    what, do, is_of_use = explain(one.state, one.error_code)
    is_sure = one.state == "failed"
    key = "uncertain" if not is_sure else _NO_CODE if one.error_code is None else str(one.error_code)
    return {
        "key": key,
        "what": what,
        "do": do,
        "code": one.error_code,
        "number": one.number,
        # What may have arrived goes out twice only if somebody has looked at it.
        "can_retry_all": is_sure,
        "is_retry_of_use": is_of_use,
    }


def _secret(ids: list[int]) -> list[Notification]:
    return list(Notification.select().where(Notification.id << ids[:_MOST_SECRET])) if ids else []


def _panel(delivery_id: int) -> dict[str, Any]:
    row = mending.stuck(in_view()).where(Delivery.id == delivery_id).first()
    if row is None:
        raise NotFound
    line = _line(row)
    can_write = current_caller().scope.covers(row.notification.organization_id or 0, WRITE)
    return {**line, "words": followup.words_sent(row.notification), "attempts": row.attempts, "can_write": can_write}


def _line(one: Any) -> dict[str, Any]:
    what, do, _ = explain(one.state, one.error_code)
    title = one.notification.values.get("title", "")
    return {
        "id": one.id,
        "notification_id": one.notification_id,
        "title": title or kind_of(one.notification.kind).label,
        "label": kind_of(one.notification.kind).label,
        "name": f"群：{one.robot}" if one.robot else one.member.name if one.member else "",
        "due_at": one.due_at,
        "what": what,
        "do": do,
        "code": one.error_code,
        "error": one.error_text,
        "fault": one.notification.fault,
    }
