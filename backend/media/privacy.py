"""What one member uploaded."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import peewee

from backend.database import after_commit
from backend.media import store
from backend.media.models import Media
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every picture and file the member uploaded: what it is called, when it came, whether others may see it."""
    if member_id is None:
        return {}
    return {
        "uploads": [
            {
                "name": media.name,
                "purpose": media.purpose,
                "caption": media.caption,
                "state": media.state,
                "created_at": iso(media.created_at),
            }
            for media in Media.select().where(Media.uploaded_by == member_id).order_by(Media.id)
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Photos go, file and all. Covers and attachments are the activity's; who uploaded them is forgotten."""
    if member_id is None:
        return
    _delete((Media.uploaded_by == member_id) & (Media.purpose == "photo"))
    Media.update(uploaded_by=None, client_ref=None).where(Media.uploaded_by == member_id).execute()


def erase_pictures(member_id: int, until: datetime) -> int:
    """Delete the pictures a member chose up to `until`, in answers too; returns how many."""
    return _delete(_chosen(member_id, until) & Media.mime.startswith("image/"))


def erase_files(member_id: int, until: datetime) -> int:
    """Delete the files a member chose up to `until`, pictures apart; returns how many."""
    return _delete(_chosen(member_id, until) & ~Media.mime.startswith("image/"))


def _chosen(member_id: int, until: datetime) -> peewee.Expression:
    """What a member handed in as their own; covers and attachments are the activity's."""
    is_own = Media.purpose << ("photo", "answer")
    return (Media.uploaded_by == member_id) & is_own & (Media.created_at <= until)


def _delete(condition: peewee.Expression) -> int:
    deleted = list(Media.delete().where(condition).returning(Media.id).tuples().execute())
    for (media_id,) in deleted:
        after_commit(partial(store.delete_file, media_id))
    return len(deleted)
