"""Suggestions as their schemas show them to a member."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.cases.kind_files import OPEN_STATES, Kind, kind_of
from backend.cases.models import Case, CaseStep, CaseSupporter
from backend.cases.reading import HIDDEN_NAME, excerpt, reply_of, steps_of
from backend.cases.support import opt_out_until
from backend.media.links import OWN, SHOWN, media_url
from backend.media.models import Media
from backend.safety.models import TextCheck
from backend.safety.settings import are_boards_public
from backend.searching.terms import Part, highlight, terms_of
from backend.suggestions.differences import difference
from backend.suggestions.queries import CardRow, latest_replies
from backend.suggestions.subjects import IS_PHOTO, KIND
from backend.workdays import left_words, work_calendar

MOST_PHOTOS = 9
_AROUND_HIT = 24


def cards_payload(rows: list[CardRow], member_id: int, query: str = "") -> list[dict[str, Any]]:
    """Cards as SuggestionCardSchema shows them; one more statement where something was looked for."""
    kind = kind_of(KIND)
    replies = latest_replies([row.id for row in rows]) if query else {}
    return [
        {**card_payload(row, member_id, kind), "highlights": _highlights(row, replies.get(row.id, ""), query)}
        for row in rows
    ]


def card_payload(row: CardRow, member_id: int, kind: Kind) -> dict[str, Any]:
    """One card without highlights."""
    is_mine = row.author_id == member_id
    # What was answered before its author had it reopened is in the steps: it is no outcome yet.
    has_outcome = row.state in ("answered", "closed")
    is_outcome_seen = has_outcome and (row.is_reply_public or is_mine or row.has_endorsed)
    return {
        "id": row.id,
        "title": row.title,
        "excerpt": excerpt(row.text),
        "category": {"key": row.category, "title": kind.category_title(row.category)},
        "place": row.place,
        "author_name": _name(row, is_mine=is_mine),
        "is_mine": is_mine,
        "state": row.state,
        "state_word": kind.states[row.state],
        "outcome": row.outcome if is_outcome_seen else "",
        "outcome_word": kind.outcomes.get(row.outcome, "") if is_outcome_seen else "",
        "endorsements": row.endorsements,
        "has_endorsed": bool(row.has_endorsed),
        "photos": row.photos,
        "cover_url": media_url(Media(id=row.first_photo), clock.now_ms()) if row.first_photo else None,
        "organization": {"id": row.organization_id, "name": row.organization_name},
        "due_at": None if row.due_at is None else clock.from_ms(row.due_at),
        "created_at": clock.from_ms(row.created_at),
        "answered_at": None if row.answered_at is None else clock.from_ms(row.answered_at),
        "public_state": row.public_state,
        "highlights": [],
    }


def _name(row: CardRow, *, is_mine: bool) -> str:
    if row.author_name is None or row.author_id is None:
        return "已注销"
    return HIDDEN_NAME if row.is_name_hidden and not is_mine else row.author_name


def _highlights(row: CardRow, reply: str, query: str) -> list[dict[str, Any]]:
    if not query or not terms_of(query):
        return []
    found = []
    for field, text in (("title", row.title), ("text", row.text), ("reply", reply)):
        parts = highlight(text, query)
        if any(part.is_hit for part in parts):
            found.append({"field": field, "parts": [part._asdict() for part in _around(parts)]})
    return found


def _around(parts: list[Part]) -> list[Part]:
    """The pieces about the first hit, the long ones cut."""
    first = next(number for number, part in enumerate(parts) if part.is_hit)
    shown = parts[max(0, first - 1) : first + 4]
    if first and len(shown[0].text) > _AROUND_HIT:
        shown[0] = Part("…" + shown[0].text[-_AROUND_HIT:], False)
    if not shown[-1].is_hit and len(shown[-1].text) > _AROUND_HIT:
        shown[-1] = Part(shown[-1].text[:_AROUND_HIT] + "…", False)
    return shown


def detail_payload(row: CardRow, member_id: int) -> dict[str, Any]:
    """One suggestion as SuggestionSchema shows it to this member."""
    case: Case = Case.get_by_id(row.id)
    kind = kind_of(case.kind)
    is_mine = case.author_id == member_id
    support = CaseSupporter.get_or_none(CaseSupporter.case == case.id, CaseSupporter.member == member_id)
    audience = "author" if is_mine else "concerned" if row.has_endorsed else "public"
    until = opt_out_until(support, case.kind)
    return {
        **card_payload(row, member_id, kind),
        "text": case.text,
        "photos": photos_payload(case.id, member_id),
        "steps": steps_of(case, kind, member_id, audience),
        "reply": reply_of(case, kind, audience),
        "rating": case.rating if audience != "public" else None,
        "rating_text": case.rating_text if is_mine else "",
        "edits": _edits(case),
        "merged_into": _seen(Case.id == case.merged_into_id, member_id).first() if case.merged_into_id else None,
        "merged_from": list(_seen(Case.merged_into == case.id, member_id)),
        "opt_out_until": None if until is None else clock.from_ms(until),
        "check": _check(case) if is_mine else "passed",
        "can": _can(case, kind, row, is_mine=is_mine, may_leave=until is not None),
        "left": left_words(work_calendar(), case.due_at, clock.now()) if case.due_at else "",
        "pause_reason": case.pause_reason,
        "version": case.version,
    }


def photos_payload(case_id: int, member_id: int) -> list[dict[str, Any]]:
    """The photos this member sees, in order of upload: clear ones, and their own in any state."""
    photos = Media.select().where(
        IS_PHOTO,
        Media.subject_id == case_id,
        (Media.state == "clear") | (Media.uploaded_by == member_id),
    )
    return [photo_payload(photo, member_id) for photo in photos.order_by(Media.id)]


def photo_payload(photo: Media, member_id: int) -> dict[str, Any]:
    """A photo as SuggestionPhotoSchema shows it."""
    return {
        "id": photo.id,
        "url": media_url(photo, clock.now_ms(), SHOWN if photo.state == "clear" else OWN),
        "width": photo.width,
        "height": photo.height,
        "state": photo.state,
        "is_mine": photo.uploaded_by_id == member_id,
    }


def _seen(which: Any, member_id: int) -> Any:
    """Those of these cases whose words this member may read."""
    return Case.select().where(which, (Case.public_state == "shown") | (Case.author == member_id)).order_by(Case.id)


def _check(case: Case) -> str:
    """Where the safety check stands, as its author is told."""
    if case.public_state == "private":
        return "off"
    if case.public_state in ("shown", "blocked"):
        return "passed" if case.public_state == "shown" else "blocked"
    check = TextCheck.get_or_none(TextCheck.subject_kind == KIND, TextCheck.subject_id == case.id)
    return "staff" if check is None or check.state == "staff" else "log_in" if check.state == "log_in" else "waiting"


def _can(case: Case, kind: Kind, row: CardRow, *, is_mine: bool, may_leave: bool) -> dict[str, bool]:
    is_open = case.state in OPEN_STATES
    is_shown = case.public_state == "shown" and are_boards_public()
    is_unhappy = case.rating is not None and case.rating <= kind.unhappy
    return {
        "edit": is_mine and is_open and case.reopened_at is None,
        "endorse": not is_mine and is_shown and not row.has_endorsed and (is_open or case.state == "answered"),
        "withdraw_endorsement": bool(row.has_endorsed) and not may_leave,
        "rate": is_mine and case.can_be_rated(clock.now()),
        "reopen": is_mine and case.state == "answered" and case.reopened_at is None and is_unhappy,
        "withdraw": is_mine and is_open and not case.endorsements and case.reopened_at is None,
        "opt_out": may_leave,
        "complain": not is_mine and is_shown,
        "add_photos": is_mine and is_open,
    }


def _edits(case: Case) -> list[dict[str, Any]]:
    """What was changed after somebody had endorsed it, piece by piece: from one wording others saw to the next."""
    if case.first_endorsed_at is None:
        return []
    steps = CaseStep.select().where(CaseStep.case == case.id, CaseStep.kind << ("edited", "shown"))
    edits: list[dict[str, Any]] = []
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    at = case.created_at
    for step in steps.order_by(CaseStep.number):
        if step.kind == "edited":
            before = step.detail.get("before", {}) | before
            after |= step.detail.get("after", {})
            at = step.at
        elif after:
            parts = {f"{name}_parts": _difference(before, after, name) for name in ("title", "text")}
            edits.append({"at": at, **parts})
            before, after = {}, {}
    return edits


def _difference(old: dict[str, str], new: dict[str, str], name: str) -> list[dict[str, str]]:
    before, after = old.get(name), new.get(name)
    if before is None or after is None:
        return []
    return [piece._asdict() for piece in difference(before, after)]


def similar_payload(rows: list[CardRow], member_id: int) -> list[dict[str, Any]]:
    """Suggestions like what is being typed, with what came of them: one more statement."""
    kind = kind_of(KIND)
    replies = latest_replies([row.id for row in rows])
    return [{**card_payload(row, member_id, kind), "reply_excerpt": excerpt(replies.get(row.id, ""))} for row in rows]
