"""Which column means what: guessed from its words, changed by people, and remembered for the next such file."""

from __future__ import annotations

import hashlib
from typing import Any

from backend import clock
from backend.errors import InvalidInput
from backend.rosters.columns import COLUMN_TITLES, NAME, PHONE, plain_title
from backend.rosters.models import RosterMapping
from backend.rosters.tables import Table


def first_mapping(table: Table, organization_id: int) -> tuple[dict[str, int], bool]:
    """Field to column number, as said the last time (True) or as the headings' words say (False)."""
    titles = _by_title(table.headings)
    kept = RosterMapping.get_or_none(
        RosterMapping.organization == organization_id, RosterMapping.headings == _digest(table.headings)
    )
    if kept is not None:
        remembered = {field: titles[title] for field, title in kept.mapping.items() if title in titles}
        if NAME in remembered and PHONE in remembered:
            return remembered, True
    return table.guessed, False


def remember_mapping(organization_id: int, headings: dict[str, Any], mapping: dict[str, int]) -> None:
    """Keep it for the next file with these headings, inside the caller's transaction."""
    titles = {column: title for title, column in _by_title(headings).items()}
    values = {
        "mapping": {field: titles[column] for field, column in mapping.items() if column in titles},
        "used_at": clock.now(),
    }
    RosterMapping.insert(organization=organization_id, headings=_digest(headings), **values).on_conflict(
        conflict_target=[RosterMapping.organization, RosterMapping.headings],
        update={getattr(RosterMapping, name): value for name, value in values.items()},
    ).execute()


def check_mapping(headings: dict[str, Any], chosen: dict[int, str]) -> dict[str, int]:
    """Field to column number of what was chosen for each column. Raises InvalidInput in words, by column."""
    open_columns = {one["column"]: one["title"] for one in headings["columns"] if not one["is_sensitive"]}
    mapping: dict[str, int] = {}
    errors: dict[str, list[str]] = {}
    for column, field in sorted(chosen.items()):
        if not field:
            continue
        if column not in open_columns or field not in COLUMN_TITLES:
            errors[f"column_{column}"] = ["这一列不能导入。"]
        elif field in mapping:
            errors[f"column_{column}"] = [
                f"“{COLUMN_TITLES[field]}”已经选了“{open_columns[mapping[field]]}”列，请只选一列。"
            ]
        else:
            mapping[field] = column
    for field in (NAME, PHONE):
        if field not in mapping and not errors:
            errors["mapping"] = [f"请选择哪一列是{COLUMN_TITLES[field]}。没有姓名和手机，无法认出是谁。"]
    if errors:
        raise InvalidInput(errors=errors)
    return mapping


def _by_title(headings: dict[str, Any]) -> dict[str, int]:
    """Column number by plain title; of two columns under one title the second is `title#2`."""
    found: dict[str, int] = {}
    for one in headings["columns"]:
        title, times = plain_title(one["title"]), 1
        while (name := title if times == 1 else f"{title}#{times}") in found:
            times += 1
        found[name] = one["column"]
    return found


def _digest(headings: dict[str, Any]) -> str:
    titles = sorted(_by_title(headings))
    return hashlib.sha256("\0".join(titles).encode()).hexdigest()
