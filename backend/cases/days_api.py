"""Days the association works or not, as administrators set them."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.cases import days
from backend.cases.days_schemas import DayChangeSchema, DaySchema, DaysQuery, DaysSchema
from backend.cases.models import DayOverride
from backend.errors import Forbidden, NotFound

blueprint = Blueprint("days", access=Access.STAFF, url_prefix="/staff/days", description="Working days.")
_DAY = [{"in": "path", "name": "day", "description": "an ISO day: 2026-05-01"}]


@blueprint.get("")
@blueprint.arguments(DaysQuery, location="query")
@blueprint.response(200, DaysSchema)
def list_days(query: dict[str, Any]) -> dict[str, Any]:
    """Days that are worked, or not, other than the public calendar says; of one year or all."""
    rows = DayOverride.select().order_by(DayOverride.day)
    if query["year"] is not None:
        rows = rows.where(DayOverride.day.startswith(f"{query['year']:04d}-"))
    unknown = days.unknown_years()
    years = "、".join(f"{year} 年" for year in unknown)
    note = f"还没有 {years}的节假日安排，暂按周一至周五计算；放假和调休的日子请在这里补充。" if unknown else ""
    return {"days": list(rows), "unknown_years": unknown, "note": note}


@blueprint.put("/<string(length=10):day>", parameters=_DAY)
@blueprint.arguments(DayChangeSchema)
@blueprint.response(200, DaySchema)
@blueprint.refuses(Forbidden, NotFound)
def put_day(arguments: dict[str, Any], day: str) -> DayOverride:
    """Say that a day is worked, or is not. The same again changes nothing."""
    days.require_administrator(current_caller().scope)
    return days.set_day(_date(day), **arguments, actor_id=current_member_id())


@blueprint.delete("/<string(length=10):day>", parameters=_DAY)
@blueprint.response(204)
@blueprint.refuses(Forbidden, NotFound)
def delete_day(day: str) -> None:
    """Let the public calendar hold for a day again."""
    days.require_administrator(current_caller().scope)
    days.clear_day(_date(day), current_member_id())


def _date(text: str) -> date:
    """The day a path names. Raises NotFound."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
    if day.isoformat() != text or not 1970 < day.year < 2200:
        raise NotFound
    return day
