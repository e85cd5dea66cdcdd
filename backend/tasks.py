"""What home is made of: one kind of item, which every feature contributes through its `tasks.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ListName = Literal["do", "write", "read"]


@dataclass(frozen=True, slots=True)
class Task:
    """Something the caller can write, read or do. The phone words it from `kind`, `due_at`, `count` and `note`.

    `key` is stable while the task is the same task; `minutes` is what it costs the member; `target` is a
    mini-program path. `instead_of` is the key of another task this one says more than, which is then left out.
    """

    list: ListName
    kind: str
    key: str
    title: str
    target: str
    due_at: datetime | None = None
    count: int | None = None
    note: str | None = None
    minutes: int = 1
    instead_of: str | None = None
