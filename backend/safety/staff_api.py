"""The patrol: texts that wait for a person, and complaints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import peewee

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import NotFound
from backend.safety.checks import TextChanged, judge_text
from backend.safety.complaints import REASONS, ComplaintDecided, decide_complaints
from backend.safety.models import Complaint, TextCheck
from backend.safety.schemas import (
    ComplaintQuery,
    DecisionSchema,
    ReasonSchema,
    SeenSchema,
    StaffComplaintSchema,
    TextQuery,
    TextToJudgeSchema,
)
from backend.safety.subjects import SubjectView, subjects
from backend.schemas import page_of, paginate
from backend.scope import WRITE

blueprint = Blueprint("safety_staff", access=Access.STAFF, url_prefix="/staff", description="Patrol of texts.")
blueprints = [blueprint]

_Key = tuple[str, int]
_GONE = SubjectView("内容已删除", "", "", None, 0, "")


@blueprint.get("/texts")
@blueprint.arguments(TextQuery, location="query")
@blueprint.response(200, page_of(TextToJudgeSchema))
def list_texts(query: dict[str, Any]) -> dict[str, Any]:
    """Texts in my scope that wait for a person, longest waiting first; or those judged before."""
    rows = TextCheck.select().where(TextCheck.state == query["state"], _in_scope(TextCheck)).order_by(TextCheck.id)
    page = paginate(rows, query["page"], query["page_size"])
    views = _views(page["items"])
    return {**page, "items": [_text(row, views) for row in page["items"]]}


@blueprint.post("/texts/<entity_id:check_id>/clear")
@blueprint.arguments(SeenSchema)
@blueprint.response(200, TextToJudgeSchema)
@blueprint.refuses(NotFound, TextChanged)
def clear_text(arguments: dict[str, Any], check_id: int) -> dict[str, Any]:
    """Let others see it."""
    return _one(judge_text(_load(TextCheck, check_id), True, "", current_member_id(), arguments["digest"]))


@blueprint.post("/texts/<entity_id:check_id>/block")
@blueprint.arguments(ReasonSchema)
@blueprint.response(200, TextToJudgeSchema)
@blueprint.refuses(NotFound, TextChanged)
def block_text(arguments: dict[str, Any], check_id: int) -> dict[str, Any]:
    """Keep it from others; its author reads why."""
    check, reason = _load(TextCheck, check_id), arguments["reason"]
    return _one(judge_text(check, False, reason, current_member_id(), arguments["digest"]))


@blueprint.get("/complaints")
@blueprint.arguments(ComplaintQuery, location="query")
@blueprint.response(200, page_of(StaffComplaintSchema))
def list_complaints(query: dict[str, Any]) -> dict[str, Any]:
    """Complaints in my scope, oldest first: one line for each thing complained of."""
    same = Complaint.alias()
    first = (
        same.select(peewee.fn.MIN(same.id))
        .where(same.state == query["state"])
        .group_by(same.subject_kind, same.subject_id)
    )
    rows = Complaint.select().where(Complaint.id << first, _in_scope(Complaint)).order_by(Complaint.id)
    page = paginate(rows, query["page"], query["page_size"])
    views, counts = _views(page["items"]), _counts(page["items"])
    return {**page, "items": [_complaint(row, views, counts) for row in page["items"]]}


@blueprint.post("/complaints/<entity_id:complaint_id>/decide")
@blueprint.arguments(DecisionSchema)
@blueprint.response(200, StaffComplaintSchema)
@blueprint.refuses(NotFound, ComplaintDecided)
def decide(arguments: dict[str, Any], complaint_id: int) -> dict[str, Any]:
    """Take what is complained of away, or let it stand; every complaint about it is decided with it."""
    complaint = _load(Complaint, complaint_id)
    decide_complaints(complaint, arguments["is_upheld"], arguments["note"], current_member_id())
    fresh = Complaint.get_by_id(complaint_id)
    return _complaint(fresh, _views([fresh]), _counts([fresh]))


def _in_scope(model: Any) -> Any:
    return model.organization << current_caller().scope.organizations()


def _load(model: Any, row_id: int) -> Any:
    row = model.get_or_none(model.id == row_id)
    if row is None:
        raise NotFound
    current_caller().scope.require(row.organization_id, WRITE)
    return row


def _views(rows: Iterable[Any]) -> Mapping[_Key, SubjectView]:
    """What the rows are about: one statement for each kind of subject."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.subject_kind].append(row.subject_id)
    return {
        (kind, subject_id): view
        for kind, ids in by_kind.items()
        if kind in subjects()
        for subject_id, view in subjects()[kind].load(ids).items()
    }


def _counts(rows: Iterable[Complaint]) -> dict[_Key, int]:
    ids = [row.subject_id for row in rows]
    counted: Any = Complaint.select(Complaint.subject_kind, Complaint.subject_id, peewee.fn.COUNT(Complaint.id)).where(
        Complaint.subject_id << ids
    )
    grouped = counted.group_by(Complaint.subject_kind, Complaint.subject_id).tuples()
    return {(kind, subject_id): count for kind, subject_id, count in grouped}


def _shown(row: Any, views: Mapping[_Key, SubjectView]) -> dict[str, Any]:
    view = views.get((row.subject_kind, row.subject_id), _GONE)
    return {
        "id": row.id,
        "subject_kind": row.subject_kind,
        "subject_id": row.subject_id,
        "title": view.title,
        "text": view.text,
        "author_name": view.author_name,
        "photo_url": view.photo_url,
        "target": view.target,
        "state": row.state,
        "created_at": row.created_at,
    }


def _one(check: TextCheck) -> dict[str, Any]:
    return _text(check, _views([check]))


def _text(check: TextCheck, views: Mapping[_Key, SubjectView]) -> dict[str, Any]:
    # Words changed since the check was read carry the check's digest, and are refused when judged.
    return {**_shown(check, views), "digest": check.digest}


def _complaint(row: Complaint, views: Mapping[_Key, SubjectView], counts: dict[_Key, int]) -> dict[str, Any]:
    return {
        **_shown(row, views),
        "reason": row.reason,
        "reason_word": REASONS.get(row.reason, row.reason),
        "words": row.text,
        "complaints": counts.get((row.subject_kind, row.subject_id), 0),
    }
