"""Reading and moving the demo's clock over HTTP. These addresses exist only where `demo.clock_file` is set."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any

import marshmallow as ma
from flask import Blueprint, Response, current_app, jsonify

from backend import clock
from backend.demo.clock import LOOK_EVERY_S, advance, advance_to, read_ahead_ms
from backend.parsing import RequestParser
from backend.schemas import Moment, iso
from backend.workdays import work_calendar

PATH = "/demo/clock"

blueprint = Blueprint("demo_clock", __name__)


class MoveSchema(ma.Schema):
    """One of the two: seconds to go forward, at most a year of them, or the moment to go to."""

    advance_s = ma.fields.Integer(strict=True, validate=ma.validate.Range(1, 366 * 86_400))
    to = Moment()

    @ma.validates_schema
    def _is_one(self, data: dict[str, Any], **_options: Any) -> None:
        if len(data) != 1:
            raise ma.ValidationError("请给出 advance_s 或 to 其中一项。")


@blueprint.get(PATH)
def show_clock() -> Response:
    """`{now, ahead_ms, next_morning}`: the demo's time, how far it is ahead, and when staff next get their digest."""
    return _answer(clock.now())


@blueprint.post(PATH)
@RequestParser().use_args(MoveSchema(), location="json")
def move_clock(body: dict[str, Any]) -> Response:
    """Move forward and answer as `show_clock`, once every process has noticed."""
    path = _clock_file()
    if "to" in body:
        advance_to(path, clock.to_ms(body["to"]))
    else:
        advance(path, timedelta(seconds=body["advance_s"]))
    time.sleep(LOOK_EVERY_S)
    return _answer(clock.now())


def _clock_file() -> Path:
    return Path(current_app.config["LIANYI"].demo.clock_file)


def _answer(now: datetime) -> Response:
    response = jsonify(now=iso(now), ahead_ms=read_ahead_ms(_clock_file()), next_morning=iso(_next_morning(now)))
    response.headers["Cache-Control"] = "no-store"
    return response


def _next_morning(now: datetime) -> datetime:
    """The next morning of a working day; nobody gets a digest at the weekend."""
    local = clock.in_business_zone(now)
    calendar, digest_at = work_calendar(), day_time.fromisoformat(current_app.config["LIANYI"].push.digest_at)
    morning = datetime.combine(local.date(), digest_at, local.tzinfo)
    while morning <= local or not calendar.is_workday(morning.date()):
        morning += timedelta(days=1)
    return morning
