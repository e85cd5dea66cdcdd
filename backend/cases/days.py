"""Days the association works, or does not, other than the public calendar says."""

from __future__ import annotations

from datetime import date

from backend import clock
from backend.audit.services import record
from backend.cases.models import DayOverride
from backend.database import Statement, atomic
from backend.errors import Forbidden
from backend.organizations.models import Organization
from backend.scope import ADMINISTER, Scope
from backend.workdays import is_known_year

_PUT = Statement(
    """INSERT INTO day_override (day, is_workday, name) VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE
       SET is_workday = excluded.is_workday, name = excluded.name
       WHERE day_override.is_workday <> excluded.is_workday OR day_override.name <> excluded.name"""
)


def require_administrator(scope: Scope) -> None:
    """Raise Forbidden unless the caller administers an organization that stands at the top: days hold for everybody."""
    tops = Organization.select().where(Organization.id << scope.roots(ADMINISTER), Organization.parent.is_null())
    if not tops.exists():
        raise Forbidden


def unknown_years() -> list[int]:
    """This year and the next, as far as their public holidays are not known yet."""
    this_year = clock.business_today().year
    return [year for year in (this_year, this_year + 1) if not is_known_year(year)]


def set_day(day: date, *, is_workday: bool, name: str, actor_id: int) -> DayOverride:
    """Say that a day is worked, or is not; due dates given from now on go by it. The same again changes nothing."""
    with atomic():
        if _PUT.run(day.isoformat(), is_workday, name).rowcount:
            detail = {"day": day.isoformat(), "is_workday": is_workday, "name": name}
            record(action="day.set", subject_kind="day", actor_id=actor_id, detail=detail)
    return DayOverride(day=day.isoformat(), is_workday=is_workday, name=name)


def clear_day(day: date, actor_id: int) -> None:
    """Let the public calendar hold for a day again; where it holds already, nothing changes."""
    with atomic():
        if DayOverride.delete().where(DayOverride.day == day.isoformat()).execute():
            record(action="day.cleared", subject_kind="day", actor_id=actor_id, detail={"day": day.isoformat()})
