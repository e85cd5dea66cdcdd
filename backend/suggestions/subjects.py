"""Suggestions and their photos, as they are judged and complained about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import peewee

from backend.audit.services import record
from backend.cases.models import Case
from backend.cases.services import set_public_state
from backend.media.models import Media
from backend.members.models import Member
from backend.safety.subjects import Subject, SubjectView
from backend.suggestions.queries import is_shown_to

KIND = "suggestion"
PHOTOS = ("case", "photo")  # subject and purpose of the photos of a suggestion


def view(case: Case, author_name: str) -> SubjectView:
    """A suggestion as staff judge it: every word of it that others would read."""
    words = f"{case.text}\n地点：{case.place}" if case.place else case.text
    target = f"/pages/suggestion/index?id={case.id}"
    return SubjectView(case.title, words, author_name, case.author_id, case.organization_id, target)


def load(ids: Iterable[int]) -> dict[int, SubjectView]:
    """Suggestions by id."""
    rows = Case.select(Case, Member).join(Member, peewee.JOIN.LEFT_OUTER, on=Case.author)
    return {case.id: view(case, case.author.name if case.author else "已注销") for case in rows.where(Case.id << ids)}


def decide(case_id: int, is_clear: bool, reason: str, staff_id: int | None) -> None:
    """Show a suggestion on the board, or keep it off."""
    set_public_state(case_id, "shown" if is_clear else "blocked", reason, staff_id)


def load_photos(ids: Iterable[int]) -> dict[int, SubjectView]:
    """Photos of suggestions by id."""
    subject, purpose = PHOTOS
    photos = Media.select().where(Media.id << ids, Media.subject_kind == subject, Media.purpose == purpose)
    owners = {photo.id: photo.subject_id for photo in photos}
    views = load(set(owners.values()))
    return {
        photo_id: replace(views[case_id], title=f"照片：{views[case_id].title}", text="")
        for photo_id, case_id in owners.items()
        if case_id in views
    }


def decide_photo(photo_id: int, is_clear: bool, reason: str, staff_id: int | None) -> None:
    """Show a photo or keep it from others."""
    photo = Media.get_or_none(Media.id == photo_id)
    if photo is None:
        return
    state = "clear" if is_clear else "blocked"
    if Media.update(state=state).where(Media.id == photo_id, Media.state != state).execute():
        record(
            action=f"media.{state}",
            subject_kind="media",
            subject_id=photo_id,
            actor_id=staff_id,
            actor_kind="staff" if staff_id else "system",
            about_member_id=photo.uploaded_by_id,
            reason=reason,
        )


def is_photo_visible(photo_id: int, member_id: int) -> bool:
    """Whether a member sees the photo of a suggestion that is shown to them."""
    subject, purpose = PHOTOS
    photo = Media.get_or_none(
        Media.id == photo_id, Media.subject_kind == subject, Media.purpose == purpose, Media.state == "clear"
    )
    return photo is not None and is_shown_to(photo.subject_id, member_id)


SUBJECTS = (
    Subject(KIND, load, decide, is_shown_to),
    Subject("photo", load_photos, decide_photo, is_photo_visible),
)
