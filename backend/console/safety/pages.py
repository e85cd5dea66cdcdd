"""What waits to be judged, large enough to judge it; and what was judged before, to look at it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.models import Activity
from backend.activities.services.files import find_media
from backend.auth import current_caller, current_member_id
from backend.console.access import ConsoleBlueprint
from backend.console.fields import read_ids
from backend.console.lists import Column, Listing, wall
from backend.console.rendering import done, in_view, read_form
from backend.database import Statement
from backend.errors import DomainError, Forbidden, InvalidInput, NotFound
from backend.media.links import STAFF, media_url
from backend.media.models import Media, MediaCheck
from backend.media.services import decide as decide_media
from backend.push.recipients import People
from backend.safety import patrol
from backend.safety.checks import TextChanged, judge_text
from backend.safety.complaints import ComplaintDecided, decide_complaints
from backend.safety.labels import why_words
from backend.safety.models import Complaint, TextCheck
from backend.schemas import Text
from backend.scope import READ, WRITE

blueprint = ConsoleBlueprint("safety", "/safety", needs=READ)

KINDS = {"suggestion": "建议", "statement": "话题观点", "photo": "建议的照片", "activity_photo": "活动照片"}
_TEXT_STATES = {"staff": "待审核", "passed": "已公开（巡查）", "blocked": "已拦下"}
_PHOTO_STATES = {"pending": "待审核", "clear": "已公开（巡查）", "blocked": "已拦下"}
_COMPLAINT_STATES = {"open": "待处理", "upheld": "已下架", "dismissed": "已驳回"}
_MOST_AT_ONCE = 100
_COUNTS = """SELECT 'texts', count(*) FROM text_check WHERE state = 'staff' AND organization_id IN ({ours})
    UNION ALL SELECT 'photos', count(*) FROM media_check k JOIN media m ON m.id = k.media_id
      JOIN activity a ON a.id = m.subject_id
      WHERE k.state = 'staff' AND m.state = 'pending' AND m.subject_kind = 'activity' AND a.organization_id IN ({ours})
    UNION ALL SELECT 'complaints', count(DISTINCT subject_kind || ':' || subject_id) FROM complaint
      WHERE state = 'open' AND organization_id IN ({ours})"""
_PAGE_SIZE = 12


class JudgeSchema(ma.Schema):
    verdict = ma.fields.String(required=True, validate=ma.validate.OneOf(("clear", "block")))
    reason = Text(load_default="", max_length=200)


def _listing(name: str, subject: str, model: Any, arrange: Callable[[list[Any]], Sequence[dict[str, Any]]]) -> Listing:
    columns = [
        Column("title", "标题", width=36),
        Column("text", "内容", width=60),
        Column("author_name", "作者"),
        Column("why", "原因", width=24),
        Column("created_at", "时间", sort=model.id, value=wall("created_at")),
    ]
    return Listing(
        name=name, columns=columns, sort="created_at", arrange=arrange, subject=subject, page_size=_PAGE_SIZE
    )


_TEXTS = _listing("待审核的文字", "text", TextCheck, lambda rows: [_named(one) for one in patrol.shown_texts(rows)])
_PHOTOS = _listing("活动照片", "media", Media, lambda rows: [_photo(one) for one in rows])
_COMPLAINTS = _listing(
    "举报", "complaint", Complaint, lambda rows: [_complaint(one) for one in patrol.shown_complaints(rows)]
)


@blueprint.get("/")
def index() -> Response:
    """Texts, and photos of suggestions, longest waiting first."""
    state = _state(_TEXT_STATES)
    rows = patrol.texts(state, in_view())
    if (kind := request.args.get("kind", "")) in KINDS:
        rows = rows.where(TextCheck.subject_kind == kind)
    return _answer("texts", _TEXTS, rows, state, _TEXT_STATES, kind=kind, kinds=list(KINDS.items())[:3])


@blueprint.get("/photos")
def photos() -> Response:
    """Photos of activities; of pending ones those that WeChat has given up on."""
    state = _state(_PHOTO_STATES)
    rows = find_media().where(Media.state == state, Media.purpose == "photo", Activity.organization << in_view())
    if state == "pending":
        rows = rows.where(MediaCheck.state == "staff")
    return _answer("photos", _PHOTOS, rows, state, _PHOTO_STATES)


@blueprint.get("/complaints")
def complaints() -> Response:
    """One card for each thing complained of."""
    state = _state(_COMPLAINT_STATES)
    return _answer("complaints", _COMPLAINTS, patrol.complaints(state, in_view()), state, _COMPLAINT_STATES)


@blueprint.post("/texts")
def judge_texts() -> BaseResponse:
    """Show these to others, or keep them from others; the author reads why."""
    given = _given()

    def judge(check_id: int) -> None:
        check = patrol.find(current_caller().scope, TextCheck, check_id)
        digest = request.form.get(f"digest-{check_id}")
        judge_text(check, given["verdict"] == "clear", given["reason"], current_member_id(), digest)

    return _judged("console_safety.index", given["verdict"], judge)


@blueprint.post("/photos")
def judge_photos() -> BaseResponse:
    """The same with photos of activities."""
    given = _given()
    state = "clear" if given["verdict"] == "clear" else "blocked"

    def judge(media_id: int) -> None:
        media = find_media().where(Media.id == media_id).first()
        if media is None:
            raise NotFound
        current_caller().scope.require(media.activity.organization_id, WRITE)
        decide_media(media, state, current_member_id(), media.activity.organization_id, given["reason"])

    return _judged("console_safety.photos", given["verdict"], judge)


@blueprint.post("/complaints")
def judge_complaints() -> BaseResponse:
    """Let what is complained of stand (clear), or take it away (block); all complaints about it are decided."""
    given = _given()

    def judge(complaint_id: int) -> None:
        complaint = patrol.find(current_caller().scope, Complaint, complaint_id)
        decide_complaints(complaint, given["verdict"] == "block", given["reason"], current_member_id())

    return _judged("console_safety.complaints", given["verdict"], judge)


def _given() -> dict[str, Any]:
    if not current_caller().scope.roots(WRITE):
        raise Forbidden
    given = read_form(JudgeSchema)
    if given["verdict"] == "block" and not given["reason"]:
        raise InvalidInput("请写明原因：作者会看到，方便修改。")
    return given


def _judged(endpoint: str, verdict: str, judge: Callable[[int], None]) -> BaseResponse:
    """Decide about each that was ticked; what somebody else changed meanwhile is left, and told."""
    ids = read_ids(request.form.getlist("ids"))
    if not ids:
        raise InvalidInput("请先勾选要处理的内容。")
    number, left = 0, 0
    for one in ids[:_MOST_AT_ONCE]:
        try:
            judge(one)
            number += 1
        except (TextChanged, ComplaintDecided, NotFound) as error:
            if len(ids) == 1:
                raise
            left += _changed_meanwhile(error)
    word = "通过" if verdict == "clear" else "拦下"
    text = f"已{word} {number} 项。" if number else ""
    if left:
        text += f"{left} 项刚刚被修改或处理过，请重新看过再决定。"
    query = urlencode(parse_qsl(request.form.get("query", ""), max_num_fields=30))
    to = url_for(endpoint) + (f"?{query}" if query else "")
    return done(text, to=to, kind="do" if left else "ok")


def _changed_meanwhile(_error: DomainError) -> int:
    return 1


def _state(states: dict[str, str]) -> str:
    given = request.args.get("state", "")
    return given if given in states else next(iter(states))


def _answer(tab: str, listing: Listing, rows: Any, state: str, states: dict[str, str], **values: Any) -> Response:
    ours = People.of(in_view())
    text = _COUNTS.format(ours=ours.text)
    counts = dict(Statement(text).rows(*ours.parameters * 3))
    tabs = [
        ("文字", url_for("console_safety.index"), tab == "texts", counts["texts"] or None),
        ("活动照片", url_for("console_safety.photos"), tab == "photos", counts["photos"] or None),
        ("举报", url_for("console_safety.complaints"), tab == "complaints", counts["complaints"] or None),
    ]
    return listing.answer(
        rows,
        "safety/queue.html",
        title="审核",
        tab=tab,
        safety_tabs=tabs,
        state=state,
        states=list(states.items()),
        is_waiting=state == next(iter(states)),
        can_write=bool(current_caller().scope.roots(WRITE)),
        can_clear=state not in ("passed", "clear", "dismissed", "upheld"),
        can_block=state not in ("blocked", "upheld", "dismissed"),
        **values,
    )


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "kind": KINDS.get(row["subject_kind"], "")}


def _complaint(row: dict[str, Any]) -> dict[str, Any]:
    people = f"{row['complaints']} 人举报" if row["complaints"] > 1 else "举报"
    said = f"：{row['words']}" if row["words"] else ""
    return {**_named(row), "why": f"{people}{row['reason_word']}{said}"}


def _photo(media: Any) -> dict[str, Any]:
    check = getattr(media, "check", None)
    return {
        "id": media.id,
        "kind": "活动照片",
        "title": media.activity.title,
        "text": media.caption,
        "author_name": media.uploaded_by.name if media.uploaded_by else "已注销",
        "why": why_words(check.label, check.error_code) if check is not None and media.state == "pending" else "",
        "photo_url": media_url(media, clock.now_ms(), STAFF),
        "created_at": media.created_at,
    }
