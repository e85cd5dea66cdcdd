"""An entry's before and after, field by field, as it was written by this version or an earlier one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from backend import clock
from backend.schemas import iso

# In `detail` beside "before" and "after": fields that changed, though not how (words about a person, or long ones).
UNSAID = "unsaid"


def differing(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, unsaid: Collection[str] = ()
) -> dict[str, Any]:
    """The part of `detail` that says what changed; nothing where nothing did.

    `unsaid` are fields of which only the name is kept. None as `before` is a new record, as `after` one deleted.
    """
    old = {name: _plain(value) for name, value in (before or {}).items()}
    new = {name: _plain(value) for name, value in (after or {}).items()}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    said = [name for name in names if name not in unsaid]
    found: dict[str, Any] = {}
    if said and before is not None:
        found["before"] = {name: old[name] for name in said if name in old}
    if said and after is not None:
        found["after"] = {name: new[name] for name in said if name in new}
    if len(said) < len(names):
        found[UNSAID] = [name for name in names if name in unsaid]
    return found


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return iso(value)
        case date():
            return value.isoformat()
        case set() | frozenset():
            return sorted(value)
        case tuple():
            return list(value)
    return value


class Difference(NamedTuple):
    """One field. `is_unsaid`: it changed, and the trail does not say from what to what."""

    field: str
    before: Any
    after: Any
    is_unsaid: bool = False


def differences(detail: Any) -> list[Difference]:
    """What changed, in the order it was written; nothing for an entry that changed nothing, or was erased."""
    if not isinstance(detail, dict):
        return []
    before, after = _side(detail, "before"), _side(detail, "after")
    found = [Difference(name, before.get(name), after.get(name)) for name in {**before, **after}]
    found += [Difference(name, None, None, True) for name in _names(detail, UNSAID)]
    return found or _earlier(detail)


def _side(detail: dict[str, Any], name: str) -> dict[str, Any]:
    side = detail.get(name)
    return side if isinstance(side, dict) else {}


def _names(detail: dict[str, Any], name: str) -> list[str]:
    names = detail.get(name)
    return [one for one in names if isinstance(one, str)] if isinstance(names, list) else []


def _earlier(detail: dict[str, Any]) -> list[Difference]:
    """Pairs under `changes` (nothing in them for an unsaid one), or only the names of `fields`, as of version 0.1."""
    changes = detail.get("changes")
    if isinstance(changes, dict):
        return [
            Difference(name, *pair) if isinstance(pair, list) and len(pair) == 2 else Difference(name, None, None, True)
            for name, pair in changes.items()
        ]
    return [Difference(name, None, None, True) for name in _names(detail, "fields")]


def value_words(value: Any) -> str:
    """A value as people read it: 无, 是, 2026年4月23日 14:00, 甲、乙."""
    match value:
        case dict():
            return "；".join(f"{name}：{value_words(one)}" for name, one in value.items()) or "无"
        case None | "" | []:
            return "无"
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(value_words(one) for one in value)
        case str() if _is_moment(value):
            return clock.wall_time(datetime.fromisoformat(value))
    return str(value)


def _is_moment(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
