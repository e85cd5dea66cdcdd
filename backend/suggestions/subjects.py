"""Suggestions and their photos, as they are judged and complained about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import peewee

from backend import clock
from backend.cases.models import Case
from backend.cases.services import set_public_state
from backend.media.links import STAFF, media_url
from backend.media.models import Media, MediaCheck
from backend.media.services import decide as decide_media
from backend.members.models import Member
from backend.safety.checks import give_to_staff
from backend.safety.models import TextCheck
from backend.safety.settings import are_boards_public
from backend.safety.subjects import Subject, SubjectView
from backend.suggestions.queries import is_shown_to

KIND = "suggestion"
_PHOTO = "photo"
_AT_ONCE = 100
PHOTOS = ("case", "photo")  # subject and purpose of the photos of a suggestion
IS_PHOTO = (Media.subject_kind == PHOTOS[0]) & (Media.purpose == PHOTOS[1])


def view(case: Case, author_name: str) -> SubjectView:
    """A suggestion as staff judge it: every word of it that others would read."""
    words = f"{case.text}\n地点：{case.place}" if case.place else case.text
    target = f"/pages/suggestion/index?id={case.id}"
    return SubjectView(case.title, words, author_name, case.author_id, case.organization_id, target)


def load(ids: Iterable[int]) -> dict[int, SubjectView]:
    """Suggestions by id."""
    rows = Case.select(Case, Member).join(Member, peewee.JOIN.LEFT_OUTER, on=Case.author)
    return {case.id: view(case, case.author.name if case.author else "已注销") for case in rows.where(Case.id << ids)}


def is_visible(case_id: int, member_id: int) -> bool:
    """Whether a member sees somebody's suggestion, and so may complain about it."""
    return are_boards_public() and is_shown_to(case_id, member_id)


def decide(case_id: int, is_clear: bool, reason: str, staff_id: int | None) -> None:
    """Show a suggestion on the board, or keep it off."""
    set_public_state(case_id, "shown" if is_clear else "blocked", reason, staff_id)


def load_photos(ids: Iterable[int]) -> dict[int, SubjectView]:
    """Photos of suggestions by id."""
    found = list(Media.select().where(Media.id << ids, IS_PHOTO))
    views, now = load({photo.subject_id for photo in found}), clock.now_ms()
    return {
        photo.id: replace(
            views[photo.subject_id],
            title=f"照片：{views[photo.subject_id].title}",
            text="",
            photo_url=media_url(photo, now, STAFF),
        )
        for photo in found
        if photo.subject_id in views
    }


def decide_photo(photo_id: int, is_clear: bool, reason: str, staff_id: int | None) -> None:
    """Show a photo or keep it from others."""
    view = load_photos([photo_id]).get(photo_id)
    if view is not None:
        decide_media(
            Media.get_by_id(photo_id), "clear" if is_clear else "blocked", staff_id, view.organization_id, reason
        )


def give_photos_to_staff() -> int:
    """Put photos WeChat could not settle into the patrol queue; returns how many. Doing it twice does nothing more."""
    is_same = (TextCheck.subject_id == Media.id) & (TextCheck.subject_kind == _PHOTO)
    waiting: Any = (
        Media.select(Media.id)
        .join(MediaCheck, on=MediaCheck.media == Media.id)
        .join(TextCheck, peewee.JOIN.LEFT_OUTER, on=is_same)
        .where(
            IS_PHOTO,
            Media.state == "pending",
            MediaCheck.state == "staff",
            TextCheck.id.is_null(),
        )
    )
    views = load_photos([photo.id for photo in waiting.limit(_AT_ONCE)])
    return sum(give_to_staff(_PHOTO, photo_id, view) for photo_id, view in views.items())


def is_photo_visible(photo_id: int, member_id: int) -> bool:
    """Whether a member sees the photo of a suggestion that is shown to them."""
    photo = Media.get_or_none(Media.id == photo_id, Media.state == "clear", IS_PHOTO)
    return photo is not None and is_visible(photo.subject_id, member_id)


SUBJECTS = (
    Subject(KIND, load, decide, is_visible),
    Subject(_PHOTO, load_photos, decide_photo, is_photo_visible),
)
