"""Plans as they are being typed: kept for their writer, every few seconds, whether they could be saved or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.activities.models import PlanCopy
from backend.database import Statement, atomic, json_text
from backend.errors import DomainError, NotFound

KEPT_FOR = timedelta(days=30)
# Of the longest plan there can be, some to spare.
_LONGEST = 200_000
_MOST_NEW = 20

_KEEP = Statement(
    """INSERT INTO plan_copy (id, activity_id, member_id, typed, seen, updated_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET typed = excluded.typed, seen = excluded.seen, updated_at = excluded.updated_at"""
)
# Of a plan that exists a person has one copy, whichever of their windows wrote last. Should two write at the same
# moment, there are two until the next keystroke.
_FORGET = Statement("DELETE FROM plan_copy WHERE member_id = ? AND activity_id = ? AND id <> ?")


class PlanTooLong(DomainError):
    status, code, message = 413, "plan_too_long", "内容太长，暂时没有自动保留，请直接点“保存”。"


def keep_copy(
    copy_id: int, member_id: int, activity_id: int | None, typed: dict[str, list[str]], seen: dict[str, str]
) -> None:
    """Keep what was typed so far, in place of what was kept before. Raises NotFound for somebody else's, PlanTooLong.

    `typed`: the form's fields by name, each with all its values, as text.
    """
    text = json_text(typed)
    if len(text) > _LONGEST:
        raise PlanTooLong
    with atomic():
        found = PlanCopy.get_or_none(PlanCopy.id == copy_id)
        if found is not None and (found.member_id, found.activity_id) != (member_id, activity_id):
            raise NotFound
        if activity_id is not None:
            _FORGET.run(member_id, activity_id, copy_id)
        _KEEP.run(copy_id, activity_id, member_id, text, json_text(seen), clock.now_ms())


def copy_of(member_id: int, activity_id: int) -> PlanCopy | None:
    """What this person has typed into the plan of an activity and not saved."""
    rows = PlanCopy.select().where(PlanCopy.member == member_id, PlanCopy.activity == activity_id)
    return next(iter(rows.order_by(PlanCopy.updated_at.desc()).limit(1)), None)


def new_copy(member_id: int, copy_id: int) -> PlanCopy | None:
    """One that is no activity yet; None for another person's."""
    found: PlanCopy | None = PlanCopy.get_or_none(
        PlanCopy.id == copy_id, PlanCopy.member == member_id, PlanCopy.activity.is_null()
    )
    return found


def new_copies(member_id: int) -> list[PlanCopy]:
    """What this person has begun and never saved, the latest first."""
    rows = PlanCopy.select().where(PlanCopy.member == member_id, PlanCopy.activity.is_null())
    return list(rows.order_by(PlanCopy.updated_at.desc()).limit(_MOST_NEW))


def drop_new_copy(member_id: int, copy_id: int) -> None:
    """Throw away one that is no activity yet; somebody else's stays."""
    PlanCopy.delete().where(PlanCopy.id == copy_id, PlanCopy.member == member_id, PlanCopy.activity.is_null()).execute()


def drop_copies_of(member_id: int, activity_id: int) -> None:
    """Throw away what this person has typed into the plan of an activity."""
    PlanCopy.delete().where(PlanCopy.member == member_id, PlanCopy.activity == activity_id).execute()


def drop_old_copies() -> int:
    """Those nobody has touched for a month; returns how many."""
    return int(PlanCopy.delete().where(PlanCopy.updated_at < clock.now() - KEPT_FOR).execute())


def typed_title(copy: PlanCopy) -> str:
    """What the plan is called so far."""
    titles: list[Any] = copy.typed.get("title") or [""]
    return str(titles[0]).strip()
