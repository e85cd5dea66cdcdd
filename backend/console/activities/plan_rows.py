"""The lists of a plan as rows of a form: each column a name that comes once a row; a row left empty is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from backend.activities.services.plan_fields import SESSION_MOMENTS
from backend.activities.services.programme import usual_window
from backend.console.fields import MOMENT_WORDS, read_moment
from backend.console.words import input_moment
from backend.errors import Errors
from backend.schemas import iso

Typed = Mapping[str, Sequence[str]]
Row = dict[str, str]

SESSION = ("id", "title", "venue", *SESSION_MOMENTS)
QUOTA = ("organization_id", "seats", "is_limit")
SHARE = ("organization_id", "seats")
RULE = ("organization_id", "most")
ROWS: dict[str, tuple[str, ...]] = {"session": SESSION, "quota": QUOTA, "share": SHARE, "rule": RULE}
# What makes a row: without any of these it is left out.
_MAKES_ROW = {
    "session": ("title", "starts_at", "ends_at"),
    "quota": ("organization_id",),
    "share": ("organization_id",),
    "rule": ("organization_id",),
}
_LISTS = {"session": "sessions", "quota": "quotas", "share": "shares", "rule": "review_rules"}


def rows_of(typed: Typed, kind: str) -> list[Row]:
    """The rows somebody typed, as text; empty ones left out."""
    names = ROWS[kind]
    columns = [typed.get(f"{kind}_{name}", ()) for name in names]
    number = max((len(column) for column in columns), default=0)
    rows = [
        {name: column[at].strip() if at < len(column) else "" for name, column in zip(names, columns, strict=True)}
        for at in range(number)
    ]
    return [row for row in rows if any(row[name] for name in _MAKES_ROW[kind])]


def typed_rows(plan: Mapping[str, Any]) -> dict[str, list[str]]:
    """The lists of a plan as a form has them; a check-in window that follows from the times is left open."""
    typed: dict[str, list[str]] = {}
    for kind, names in ROWS.items():
        items = [_shown(kind, item) for item in plan.get(_LISTS[kind], ())]
        for name in names:
            typed[f"{kind}_{name}"] = [item[name] for item in items]
    return typed


def _shown(kind: str, item: Mapping[str, Any]) -> Row:
    row = {name: text_of(item.get(name)) for name in ROWS[kind]}
    if kind == "session":
        usual = usual_window(item["starts_at"], item["ends_at"])
        row |= {name: "" for name, moment in usual.items() if item.get(name) == moment}
    return row


def text_of(value: Any) -> str:
    """A value of a plan as a field of the form has it."""
    match value:
        case None | False:
            return ""
        case True:
            return "1"
        case datetime():
            return input_moment(value)
        case float():
            return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    return str(value)


def payload_of(typed: Typed, errors: Errors) -> dict[str, list[dict[str, Any]]]:
    """The lists as the API's schemas take them; what is no number or moment is left for them to refuse, or told."""
    return {
        "sessions": [_session(row, at, errors) for at, row in enumerate(rows_of(typed, "session"))],
        "quotas": [
            {
                "organization_id": row["organization_id"],
                "seats": number_or_text(row["seats"] or "0"),
                "is_limit": bool(row["is_limit"]),
            }
            for row in rows_of(typed, "quota")
        ],
        "shares": [
            {"organization_id": row["organization_id"], "seats": number_or_text(row["seats"])}
            for row in rows_of(typed, "share")
        ],
        "review_rules": [
            {"organization_id": row["organization_id"], "most": number_or_text(row["most"])}
            for row in rows_of(typed, "rule")
        ],
    }


def _session(row: Row, at: int, errors: Errors) -> dict[str, Any]:
    session: dict[str, Any] = {"id": row["id"] or None, "title": row["title"], "venue": row["venue"]}
    for name in SESSION_MOMENTS:
        if not row[name]:
            continue
        moment = read_moment(row[name])
        if moment is None:
            errors.setdefault(f"sessions.{at}.{name}", []).append(MOMENT_WORDS)
        else:
            session[name] = iso(moment)
    return session


def number_or_text(text: str) -> int | str | None:
    """The whole number typed, or what was typed instead, for a schema to refuse; None for nothing."""
    number = whole_number(text)
    return text or None if number is None else number


def whole_number(text: str) -> int | None:
    """The number a text says, of nine digits at most; None for what says none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
