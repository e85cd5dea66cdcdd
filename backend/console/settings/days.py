"""The calendar of working days: a year at a glance, and the association's own days."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.cases import days as services
from backend.cases.models import DayOverride
from backend.console.rendering import done, read_form
from backend.console.settings.blueprint import blueprint, show
from backend.errors import Forbidden, InvalidInput
from backend.schemas import Text, read_id
from backend.workdays import WorkCalendar, is_known_year

_FIRST_YEAR, _LAST_YEAR = 2020, 2100


class DaySchema(ma.Schema):
    day = ma.fields.Date(required=True)
    is_workday = ma.fields.String(required=True, validate=ma.validate.OneOf(("0", "1")))
    name = Text(load_default="", max_length=20)


class ClearSchema(ma.Schema):
    day = ma.fields.Date(required=True)


@blueprint.get("/days")
def days() -> Response:
    """Twelve months with working days and days off, and what the association has set itself."""
    return _page()


@blueprint.post("/days")
def put_day() -> BaseResponse:
    """Say that a day is worked, or is not."""
    services.require_administrator(current_caller().scope)
    try:
        given = read_form(DaySchema)
        if not _FIRST_YEAR <= given["day"].year < _LAST_YEAR:
            raise InvalidInput(errors={"day": ["请选近些年的日期。"]})
    except InvalidInput as error:
        return _page(status=422, errors=error.errors, values=request.form)
    is_workday = given["is_workday"] == "1"
    services.set_day(given["day"], is_workday=is_workday, name=given["name"], actor_id=current_member_id())
    word = "上班" if is_workday else "休息"
    return done(
        f"{given['day']:%-m月%-d日}已定为{word}，今后新定的期限按它算。",
        to=url_for("console_settings.days", year=given["day"].year),
        undo=("撤销", url_for("console_settings.clear_day"), {"day": given["day"].isoformat()}),
    )


@blueprint.post("/days/clear")
def clear_day() -> BaseResponse:
    """Let the public calendar hold again."""
    services.require_administrator(current_caller().scope)
    day = read_form(ClearSchema)["day"]
    services.clear_day(day, current_member_id())
    return done(f"{day:%-m月%-d日}恢复按公历安排。", to=url_for("console_settings.days", year=day.year))


def _page(*, status: int = 200, errors: Any = None, values: Any = None) -> Response:
    year = read_id(request.args.get("year"))
    if year is None or not _FIRST_YEAR <= year < _LAST_YEAR:
        year = clock.business_today().year
    own = {date.fromisoformat(row.day): row for row in DayOverride.select().order_by(DayOverride.day)}
    work = WorkCalendar({day: row.is_workday for day, row in own.items()})
    return show(
        "days",
        "settings/days.html",
        status=status,
        errors=errors,
        values=values or {},
        can_write=_may_change(),
        year=year,
        is_known=is_known_year(year),
        months=[_month(year, month, work, own) for month in range(1, 13)],
        own=[
            {"day": day, "is_workday": row.is_workday, "name": row.name} for day, row in own.items() if day.year == year
        ],
    )


def _may_change() -> bool:
    try:
        services.require_administrator(current_caller().scope)
    except Forbidden:
        return False
    return True


def _month(year: int, month: int, work: WorkCalendar, own: dict[date, DayOverride]) -> dict[str, Any]:
    today = clock.business_today()
    weeks = []
    for week in calendar.Calendar().monthdatescalendar(year, month):
        cells: list[dict[str, Any] | None] = []
        for day in week:
            if day.month != month:
                cells.append(None)
                continue
            is_workday = work.is_workday(day)
            # What is not as the weekday says, is worth a mark.
            is_other = is_workday != (day.weekday() < 5)
            words = "上班" if is_workday else "休息"
            if day in own:
                words += f"，本会设定{f'（{own[day].name}）' if own[day].name else ''}"
            cells.append(
                {
                    "day": day,
                    "is_workday": is_workday,
                    "is_other": is_other,
                    "is_own": day in own,
                    "is_today": day == today,
                    "words": words,
                }
            )
        weeks.append(cells)
    return {"month": month, "weeks": weeks}
