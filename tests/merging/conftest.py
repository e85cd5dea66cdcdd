"""Two records of one person with everything on them, and what the whole database says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from backend import clock as clocks
from backend.database import db
from backend.members.models import Member
from backend.merging.models import MemberMerge
from backend.merging.services import merge_members, undo_merge
from backend.migrations import tables
from backend.profiles.definitions import ensure_default_sections
from backend.scope import Scope, load_scope
from tests.factories import make_account, make_member
from tests.people import World

# What says that something was done, and when, is no part of how things were.
_NOT_COMPARED = {"updated_at", "row_version", "version", "list_version", "heat", "first_endorsed_at"}
_TRAILS = {"member_merge", "audit_entry", "profile_change"}


@dataclass
class Pair:
    """Two records of one person, and whoever may merge them."""

    world: World
    kept: Member
    gone: Member

    @property
    def scope(self) -> Scope:
        return load_scope(self.world.administrator.id)

    def merge(self, **choices: str) -> MemberMerge:
        chosen = {name.replace("__", "."): value for name, value in choices.items()}
        return merge_members(self.kept.id, self.gone.id, chosen, self.scope, self.world.administrator.id)

    def undo(self, merge: MemberMerge) -> list[str]:
        return undo_merge(merge.id, self.scope, self.world.administrator.id)


@pytest.fixture
def pair(world: World) -> Pair:
    """王敏 twice: as the association knew her, and as she came by WeChat with another number."""
    ensure_default_sections()
    kept = make_member("王敏", "19900001001", world.chamber)
    gone = make_member("王敏", "19900001002", world.chamber)
    make_account(gone)
    return Pair(world, kept, gone)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, without what a merge and its undo rightly leave behind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tables():
        name = table._meta.table_name
        if name in _TRAILS:
            continue
        cursor = db.execute_sql(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        kept = [{key: value for key, value in row.items() if key not in _NOT_COMPARED} for row in rows]
        found[name] = sorted(kept, key=lambda row: json.dumps(row, default=str, sort_keys=True))
    return found


def fresh(member: Member) -> Member:
    return Member.get_by_id(member.id)


def in_days(days: int) -> Any:
    from datetime import timedelta

    return clocks.now() + timedelta(days=days)
