"""What one member uploaded."""

from __future__ import annotations

from functools import partial
from typing import Any

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
    photos = Media.delete().where(Media.uploaded_by == member_id, Media.purpose == "photo").returning(Media.id)
    for (media_id,) in list(photos.tuples().execute()):
        after_commit(partial(store.delete_file, media_id))
    Media.update(uploaded_by=None, client_ref=None).where(Media.uploaded_by == member_id).execute()
