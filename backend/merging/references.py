"""Which rows of the whole database speak of a person: every foreign key to a member, whichever feature has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import peewee

from backend.database import Statement, marks
from backend.members.models import Member
from backend.migrations import tables


class Reference(NamedTuple):
    """One column that names members, and whether it can be looked up by them without reading the whole table."""

    table: str
    column: str
    is_indexed: bool

    @property
    def name(self) -> str:
        """signup.member_id"""
        return f"{self.table}.{self.column}"


def references() -> list[Reference]:
    """Every column that names members, in order of its name."""
    tables()  # those of features that this process has not used yet, too
    found = [
        Reference(model._meta.table_name, field.column_name, _is_indexed(model, field))
        for field, model in Member._meta.backrefs.items()
    ]
    return sorted(found)


def _is_indexed(model: type[peewee.Model], field: peewee.ForeignKeyField) -> bool:
    leading = [index._expressions[0] for index in model._meta.fields_to_index()]
    return field.primary_key or any(first is field for first in leading)


def find_references(member_ids: Sequence[int], without: Iterable[str] = ()) -> dict[int, set[str]]:
    """The names of the columns in which each of these people stands; one statement.

    Columns without an index are left out: they say who did something as staff, which a role says, too.
    """
    left_out = set(without)
    asked = [one for one in references() if one.is_indexed and one.name not in left_out]
    found: dict[int, set[str]] = defaultdict(set)
    if not asked or not member_ids:
        return found
    parts = [
        f"SELECT DISTINCT '{one.name}', {one.column} FROM {one.table} WHERE {one.column} IN ({marks(member_ids)})"  # noqa: S608 - names of our own tables
        for one in asked
    ]
    for name, member_id in Statement(" UNION ALL ".join(parts)).rows(*(list(member_ids) * len(asked))):
        found[member_id].add(name)
    return found
