"""The history of a member's record, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import peewee

from backend import clock
from backend.members.models import Member
from backend.profiles.models import ProfileChange

ActorKind = Literal["member", "staff", "import", "system"]


class Change(NamedTuple):
    """One field's change in words; a sensitive value is only ever 已填写 or 已清除."""

    question_title: str
    old: str
    new: str


def write_history(
    member_id: int, section_title: str, changes: Iterable[Change], actor_kind: ActorKind, actor_id: int | None
) -> None:
    """Add the changes to the member's history, inside the caller's transaction."""
    rows = [
        {
            "member": member_id,
            "actor_kind": actor_kind,
            "actor": actor_id,
            "section_title": section_title,
            "question_title": change.question_title,
            "old_text": change.old,
            "new_text": change.new,
            "at": clock.now(),
        }
        for change in changes
    ]
    if rows:
        ProfileChange.insert_many(rows).execute()


def changes_of(member_id: int) -> peewee.Select:
    """The member's history, newest first, with the name of whoever changed it."""
    return (
        ProfileChange.select(ProfileChange, Member.name.alias("by_name"))
        .join(Member, peewee.JOIN.LEFT_OUTER, on=ProfileChange.actor)
        .where(ProfileChange.member == member_id)
        .order_by(ProfileChange.id.desc())
        .objects()
    )
