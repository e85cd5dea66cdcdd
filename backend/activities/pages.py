"""What leaves the API as a file or a page: opened by a signed link, without logging in."""

from __future__ import annotations

from flask import Blueprint, Response, make_response

from backend.activities import report_pages
from backend.activities.calendars import read_calendar_token, write_calendar
from backend.activities.posters.pages import blueprint as posters

blueprint = Blueprint("activity_pages", "backend.activities.pages")
page_blueprints = [blueprint, posters, report_pages.blueprint]


@blueprint.get("/calendar/<token>.ics")
def show_calendar(token: str) -> Response:
    """A signup as a calendar; fetched again now and then by calendars that subscribed to it."""
    response = make_response(write_calendar(read_calendar_token(token)))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="activity.ics"'
    response.headers["Cache-Control"] = "private, max-age=300"
    return response
