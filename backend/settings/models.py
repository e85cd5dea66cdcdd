"""What administrators have set."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, TimestampField
from backend.members.models import Member


class Setting(BaseModel):
    """One key of config.toml that an administrator has set; without a row the file counts."""

    key = peewee.TextField(primary_key=True)  # "push.weekly_budget"
    value: Any = JsonField()
    changed_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    changed_at = TimestampField(default=clock.now)

    # The key is the key.
    id = None  # type: ignore[assignment]
