"""What a merge does to rows, written down as it is done, so that it can be taken back row by row.

Entries are lists of JSON values, first of all their kind:
["move", table, column, [row ids]] · ["swap", table, column, kept's row id, gone's row id] ·
["set", table, row id, {column: before}, {column: after}] · ["delete", table, {column: value}] ·
["add", table, row id, column, by] · ["signup", …] and ["support", …], see signups.py and collisions.py.
"""

# ruff: noqa: S608 (names of tables and columns are our own; values are always parameters)
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from backend.database import Statement, in_chunks, marks, new_id
from backend.members.models import Member


class Ledger:
    """The entries of one merge of `gone` into `kept`; both are held by the caller's transaction.

    `choices`: whose value wins ("kept" or "gone") by field, where somebody chose; a filled one wins over an empty one.
    """

    def __init__(self, kept_id: int, gone_id: int, actor_id: int | None, choices: dict[str, str]) -> None:
        self.kept_id = kept_id
        self.gone_id = gone_id
        self.actor_id = actor_id
        self.choices = choices
        self.entries: list[Any] = []
        self.moved: Counter[str] = Counter()
        self.notes: list[str] = []

    def move(self, table: str, column: str, unique: Iterable[str] = (), words: str = "") -> int:
        """Let gone's rows be kept's, but those whose key kept has already; returns how many were moved."""
        free = "".join(f" AND k.{name} = {table}.{name}" for name in unique)
        condition = (
            f" AND NOT EXISTS (SELECT 1 FROM {table} k WHERE k.{column} = {int(self.kept_id)}{free})" if free else ""
        )
        rows = Statement(f"UPDATE {table} SET {column} = ? WHERE {column} = ?{condition} RETURNING id").rows(
            self.kept_id, self.gone_id
        )
        if rows:
            self.entries.append(["move", table, column, sorted(row_id for (row_id,) in rows)])
            self.moved[words] += len(rows)
        return len(rows)

    def colliding(self, table: str, column: str, unique: Iterable[str]) -> list[tuple[int, int]]:
        """The ids (kept's, gone's) of rows under one key."""
        same = " AND ".join(f"k.{name} = g.{name}" for name in unique)
        text = f"""SELECT k.id, g.id FROM {table} k JOIN {table} g ON {same}
                   WHERE k.{column} = ? AND g.{column} = ? ORDER BY g.id"""
        return [(kept, gone) for kept, gone in Statement(text).rows(self.kept_id, self.gone_id)]

    def swap(self, table: str, column: str, kept_row: int, gone_row: int) -> None:
        """Let two rows under one key change places."""
        _exchange(table, column, (kept_row, self.kept_id), (gone_row, self.gone_id))
        self.entries.append(["swap", table, column, kept_row, gone_row])

    def set(self, table: str, row_id: int, after: dict[str, Any], watched: str = "") -> None:
        """Change columns of one row; values as the table has them. `watched`: a column to notice later changes by."""
        names = list(after)
        text = f"SELECT {', '.join(names)} FROM {table} WHERE id = ?"
        before = dict(zip(names, Statement(text).rows(row_id)[0], strict=True))
        changed = {name: value for name, value in after.items() if before[name] != value or name == watched}
        if changed:
            _write(table, row_id, changed)
            self.entries.append(["set", table, row_id, {name: before[name] for name in changed}, changed])

    def delete(self, table: str, row_id: int) -> None:
        """Take one row out; nothing may hang on it."""
        cursor = Statement(f"DELETE FROM {table} WHERE id = ? RETURNING *").run(row_id)
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            self.entries.append(["delete", table, dict(zip(names, row, strict=True))])

    def add(self, table: str, row_id: int, column: str, by: int) -> None:
        """Change a counter."""
        _add(table, row_id, column, by)
        self.entries.append(["add", table, row_id, column, by])

    def takes_gone(self, field: str, kept_value: object, gone_value: object) -> bool:
        """Whether gone's value of a field wins."""
        if gone_value in (None, "", [], {}):
            return False
        return self.choices.get(field) == "gone" or kept_value in (None, "", [], {})

    def note(self, text: str) -> None:
        """Say how something was resolved, for staff to read."""
        if text not in self.notes:
            self.notes.append(text)


def _exchange(table: str, column: str, one: tuple[int, int], other: tuple[int, int]) -> None:
    """(row, member it is of) and the other, under one unique key: a third member holds the place meanwhile."""
    parking = Member.create(id=new_id(), name="", state="deleted")
    text = Statement(f"UPDATE {table} SET {column} = ? WHERE id = ?")
    text.run(parking.id, one[0])
    text.run(one[1], other[0])
    text.run(other[1], one[0])
    parking.delete_instance()


def _write(table: str, row_id: int, values: dict[str, Any]) -> None:
    columns = ", ".join(f"{name} = ?" for name in values)
    Statement(f"UPDATE {table} SET {columns} WHERE id = ?").run(*values.values(), row_id)


def _add(table: str, row_id: int, column: str, by: int) -> None:
    Statement(f"UPDATE {table} SET {column} = {column} + ? WHERE id = ?").run(by, row_id)


def take_back(kept_id: int, gone_id: int, entry: list[Any]) -> bool:
    """Take one of the plain entries back, where nobody has changed the row since; False if it stays as it is."""
    kind, table, *rest = entry
    match kind:
        case "move":
            return _move_back(table, rest[0], rest[1], kept_id, gone_id)
        case "swap":
            column, kept_row, gone_row = rest
            return _swap_back(table, column, (kept_row, kept_id), (gone_row, gone_id))
        case "set":
            row_id, before, after = rest
            return _set_back(table, row_id, before, after)
        case "delete":
            return _insert_back(table, rest[0])
        case "add":
            row_id, column, by = rest
            _add(table, row_id, column, -by)
    return True


def _move_back(table: str, column: str, ids: list[int], kept_id: int, gone_id: int) -> bool:
    back = 0
    for some in in_chunks(ids):
        text = f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND id IN ({marks(some)})"
        back += Statement(text).run(gone_id, kept_id, *some).rowcount
    return back == len(ids)


def _swap_back(table: str, column: str, kept: tuple[int, int], gone: tuple[int, int]) -> bool:
    text = f"SELECT {column} FROM {table} WHERE id = ?"
    if Statement(text).row(kept[0]) != (gone[1],) or Statement(text).row(gone[0]) != (kept[1],):
        return False
    _exchange(table, column, (kept[0], gone[1]), (gone[0], kept[1]))
    return True


def _set_back(table: str, row_id: int, before: dict[str, Any], after: dict[str, Any]) -> bool:
    names = list(after)
    row = Statement(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?").row(row_id)
    if row is None or dict(zip(names, row, strict=True)) != after:
        return False
    _write(table, row_id, before)
    return True


def _insert_back(table: str, row: dict[str, Any]) -> bool:
    """False where another row has taken the key, or what it belongs to is gone."""
    names = ", ".join(f'"{name}"' for name in row)
    parents = [
        (field.rel_model._meta.table_name, row[field.column_name])
        for field in _model(table)._meta.refs
        if row.get(field.column_name) is not None
    ]
    if any(Statement(f"SELECT 1 FROM {parent} WHERE id = ?").row(value) is None for parent, value in parents):
        return False
    text = f"INSERT INTO {table} ({names}) VALUES ({marks(row)}) ON CONFLICT DO NOTHING"
    return bool(Statement(text).run(*row.values()).rowcount)


def _model(table: str) -> Any:
    return next(model for model in Member._meta.backrefs.values() if model._meta.table_name == table)
