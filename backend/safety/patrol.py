"""What waits for a person to look at it, and what was judged before, with the words and pictures themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import peewee

from backend.errors import NotFound
from backend.media.models import MediaCheck
from backend.safety.complaints import REASONS
from backend.safety.labels import why_words
from backend.safety.models import Complaint, TextCheck
from backend.safety.subjects import SubjectView, subjects
from backend.scope import WRITE, Scope

_Key = tuple[str, int]
_GONE = SubjectView("内容已删除", "", "", None, 0, "")
# A picture of a suggestion: what WeChat took it for stands with its own check.
_PHOTO = "photo"


def texts(state: str, organizations: Any) -> Any:
    """Texts and photos of suggestions in one state (staff, passed, blocked) for some organizations."""
    return TextCheck.select().where(TextCheck.state == state, TextCheck.organization << organizations)


def complaints(state: str, organizations: Any) -> Any:
    """Complaints in one state: of all about the same thing the first."""
    same = Complaint.alias()
    first = same.select(peewee.fn.MIN(same.id)).where(same.state == state).group_by(same.subject_kind, same.subject_id)
    return Complaint.select().where(Complaint.id << first, Complaint.organization << organizations)


def find(scope: Scope, model: Any, row_id: int) -> Any:
    """A check or a complaint, to be decided. Raises NotFound outside the scope, Forbidden for who only reads."""
    row = model.get_or_none(model.id == row_id)
    if row is None:
        raise NotFound
    scope.require(row.organization_id, WRITE)
    return row


def shown_texts(rows: Sequence[TextCheck]) -> list[dict[str, Any]]:
    """Each with its words, and why it is here."""
    views, labels = _views(rows), _photo_labels(rows)
    return [
        {
            **_shown(row, views),
            # Words changed since the check was read carry the check's digest, and are refused when judged.
            "digest": row.digest,
            "why": why_words(labels.get(row.subject_id, row.label), row.error_code),
            "decided_at": row.decided_at,
        }
        for row in rows
    ]


def shown_complaints(rows: Sequence[Complaint]) -> list[dict[str, Any]]:
    """Each with what is complained of, and how many people do."""
    views, counts = _views(rows), _counts(rows)
    return [
        {
            **_shown(row, views),
            "reason": row.reason,
            "reason_word": REASONS.get(row.reason, row.reason),
            "words": row.text,
            "complaints": counts.get((row.subject_kind, row.subject_id), 0),
        }
        for row in rows
    ]


def _photo_labels(rows: Iterable[TextCheck]) -> dict[int, int | None]:
    photos = [row.subject_id for row in rows if row.subject_kind == _PHOTO]
    found: Any = MediaCheck.select(MediaCheck.media, MediaCheck.label).where(MediaCheck.media << photos)
    return dict(found.tuples()) if photos else {}


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
