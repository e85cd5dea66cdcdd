"""Shapes every feature shares: ids as strings, moments with an offset, pages, the error body."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

import marshmallow as ma
import peewee
from flask_smorest.fields import Upload
from werkzeug.datastructures import FileStorage

from backend import clock

_MAX_ID = 2**63 - 1
# NUL and lone surrogates: JSON can carry them, no database can.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
ID_SHAPE = {"type": "string", "pattern": "^[0-9]{1,19}$", "description": "an id: at most 63 bits, in decimal"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


class Id(ma.fields.String):
    """An id as text: JavaScript cannot hold 64 bits. Out of range is invalid, not an error in the database."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("metadata", {}).update(pattern=ID_SHAPE["pattern"])
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:  # type: ignore[override]
        text = super()._deserialize(value, attr, data, **kwargs)
        found = read_id(text)
        if found is None:
            raise ma.ValidationError("编号无效。")
        return found


def read_id(text: str | None) -> int | None:
    """The id that a text says; None for what says none, or one that no row can have."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > _MAX_ID:
        return None
    return int(text)


class Moment(ma.fields.Field[datetime]):
    """An aware moment: ISO 8601 with offset. Times without an offset are refused, since their zone is unknown."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("metadata", {}).update(type="string", format="date-time")
        super().__init__(**kwargs)

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else iso(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            # Python also reads week dates, other separators and a NUL at the end.
            moment = datetime.fromisoformat(value if _MOMENT.fullmatch(value) else "")
            clock.to_ms(moment)
        except (TypeError, ValueError, OverflowError):
            raise ma.ValidationError("时间格式无效，应为带时区的 ISO 8601。") from None
        if not 1970 < moment.year < 2200:
            raise ma.ValidationError("时间超出范围。")
        return clock.from_ms(clock.to_ms(moment))


def iso(value: datetime) -> str:
    """A moment on the association's wall clock, to the second: 2026-04-23T14:00:00+08:00."""
    local = clock.in_business_zone(value)
    # Most moments are whole seconds, which need no word to leave the rest out; it doubles the cost.
    return local.isoformat(timespec="seconds") if local.microsecond else local.isoformat()


class Flag(ma.fields.Boolean):
    """true or false in JSON; marshmallow alone would take 0, 1 and "yes" for one of them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Number(ma.fields.Float):
    """A number in JSON; marshmallow alone would take text that spells one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if isinstance(value, str):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Text(ma.fields.String):
    """Text a person typed: trimmed, length-limited, and without NUL, which PostgreSQL cannot store."""

    def __init__(self, *, max_length: int, min_length: int = 0, **kwargs: Any) -> None:
        words = f"请填写 {min_length}–{max_length} 个字。" if min_length else f"最多 {max_length} 个字。"
        limit = ma.validate.Length(min=min_length or None, max=max_length, error=words)
        self._too_long = max_length, words
        super().__init__(validate=limit, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        # As the document says it: blanks around it count, though they are not kept.
        most, words = self._too_long
        if len(text) > most:
            raise ma.ValidationError(words)
        text = text.strip()
        if _NO_TEXT.search(text):
            raise ma.ValidationError("含有无法识别的字符。")
        return text


class AttachedFile(Upload):  # type: ignore[misc]
    """An attached file; text under the same name is none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> FileStorage:
        if not isinstance(value, FileStorage):
            raise ma.ValidationError("应为文件。")
        return value


class ErrorBody(ma.Schema):
    """The body of every refusal."""

    code = ma.fields.String(required=True, metadata={"description": "for programs"})
    message = ma.fields.String(required=True, metadata={"description": "for people, in Chinese"})
    errors = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.List(ma.fields.String()),
        required=True,
        metadata={"description": "by field, in Chinese"},
    )


class OrganizationRef(ma.Schema):
    """An organization by name."""

    id = Id(required=True)
    name = ma.fields.String(required=True)


class PageQuery(ma.Schema):
    """The query of every list."""

    class Meta:
        unknown = ma.EXCLUDE

    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(1, 100_000))
    page_size = ma.fields.Integer(load_default=20, validate=ma.validate.Range(1, 100))


@cache
def page_of(item: type[ma.Schema]) -> type[ma.Schema]:
    """The schema of one page of `item`s."""
    fields = {
        "items": ma.fields.List(ma.fields.Nested(item), required=True),
        "page": ma.fields.Integer(required=True),
        "page_size": ma.fields.Integer(required=True),
        "total": ma.fields.Integer(required=True),
    }
    return type(item.__name__.removesuffix("Schema") + "Page", (ma.Schema,), dict(fields))


def paginate(query: peewee.Select, page: int, page_size: int) -> dict[str, Any]:
    """Run one page of a query: two statements, whatever the size of the table."""
    return {
        "items": list(query.paginate(page, page_size)),
        "page": page,
        "page_size": page_size,
        "total": query.order_by().count(),
    }
