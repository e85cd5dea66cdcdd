"""Photos of activities, as they are complained about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity
from backend.activities.pictures import SUBJECT
from backend.activities.queries import find_detail
from backend.media.links import STAFF, media_url
from backend.media.models import Media
from backend.media.services import decide
from backend.members.models import Member
from backend.safety.subjects import Subject, SubjectView

KIND = "activity_photo"
_IS_PHOTO = (Media.subject_kind == SUBJECT) & (Media.purpose == "photo")


def load(ids: Iterable[int]) -> dict[int, SubjectView]:
    """Photos of activities by id, with their captions."""
    rows: Any = Media.select(Media, Member).join(Member, peewee.JOIN.LEFT_OUTER).where(Media.id << list(ids), _IS_PHOTO)
    photos = list(rows)
    activities = {one.id: one for one in Activity.select().where(Activity.id << [one.subject_id for one in photos])}
    return {photo.id: _view(photo, activities[photo.subject_id]) for photo in photos if photo.subject_id in activities}


def _view(photo: Media, activity: Activity) -> SubjectView:
    return SubjectView(
        title=f"活动照片：{activity.title}",
        text=photo.caption,
        author_name=photo.uploaded_by.name if photo.uploaded_by else "已注销",
        author_id=photo.uploaded_by_id,
        organization_id=activity.organization_id,
        target=f"/pages/activity/index?id={activity.id}",
        photo_url=media_url(photo, clock.now_ms(), STAFF),
    )


def decide_photo(photo_id: int, is_clear: bool, reason: str, staff_id: int | None) -> None:
    """Show a photo to everybody who sees its activity, or keep it from them."""
    view = load([photo_id]).get(photo_id)
    if view is not None:
        decide(Media.get_by_id(photo_id), "clear" if is_clear else "blocked", staff_id, view.organization_id, reason)


def is_visible(photo_id: int, member_id: int) -> bool:
    """Whether a member sees the photo, and so may complain about it."""
    photo = Media.get_or_none(Media.id == photo_id, Media.state == "clear", _IS_PHOTO)
    return photo is not None and find_detail(photo.subject_id, member_id, clock.now_ms()) is not None


SUBJECTS = (Subject(KIND, load, decide_photo, is_visible),)
