"""The report as one page, ready to print, for whoever was given the link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response

from backend import clock
from backend.activities.models import Activity
from backend.activities.report_charts import arrivals_chart, organizations_chart, ratings_chart, turnout_bar
from backend.activities.report_links import read_report_link
from backend.activities.services.reporting import make_report
from backend.sheets.pages import show_expired, show_sheet

blueprint = Blueprint(
    "report_page",
    "backend.activities.report_pages",
    url_prefix="/reports",
    template_folder="templates",
    static_folder="report_assets",
    static_url_path="/assets",
)

_WEEKDAYS = "一二三四五六日"
# What fits on one page.
_MOST_QUESTIONS, _MOST_ANSWERS, _MOST_ANSWERS_BESIDE_PHOTOS, _MOST_PHOTOS = 2, 3, 2, 4
_MOST_BARS, _MOST_BARS_BESIDE_SESSIONS = 7, 4


@blueprint.get("/<token>")
def show_report(token: str) -> Response:
    """The report, or a sentence for a link that has expired or never was one."""
    activity_id = read_report_link(token, clock.now())
    if activity_id is None or not Activity.select().where(Activity.id == activity_id).exists():
        return show_expired("活动报告的链接只在七天内有效。请向发给您的人再要一个新的。")
    return show_sheet("activity_report.html", has_script=True, **_view(make_report(activity_id)))


def _view(report: dict[str, Any]) -> dict[str, Any]:
    activity, numbers = report["activity"], report["numbers"]
    rate = numbers["rate"]
    bars = _MOST_BARS_BESIDE_SESSIONS if report["sessions"] else _MOST_BARS
    most = _MOST_ANSWERS_BESIDE_PHOTOS if report["photos"] else _MOST_ANSWERS
    return {
        **report,
        "when": when(activity["starts_at"], activity["ends_at"]),
        "made": clock.wall_time(report["made_at"]),
        "closed": activity["reported_at"] and clock.wall_time(activity["reported_at"]),
        "percent": None if rate is None else f"{rate * 100:.0f}",
        "figures": _figures(numbers),
        "turnout": turnout_bar(numbers),
        "arrivals_svg": report["arrivals"]["steps"] and arrivals_chart(report["arrivals"], activity["starts_at"]),
        "organizations_svg": report["organizations"] and organizations_chart(report["organizations"], bars),
        "ratings_svg": report["ratings"]["count"] and ratings_chart(report["ratings"]["stars"]),
        "quotes": [
            {**one, "answers": one["answers"][:most], "more": len(one["answers"]) - most}
            for one in report["feedback"]["texts"][:_MOST_QUESTIONS]
        ],
        "photos": report["photos"][:_MOST_PHOTOS],
    }


def _figures(numbers: dict[str, Any]) -> list[tuple[str, int, str]]:
    approved = ("通过", numbers["approved"], "人")
    signed_up = ("报名", numbers["signed_up"], "人")
    first = [("名额", numbers["capacity"], "席"), signed_up, approved]
    without_limit = [signed_up, approved, ("未通过", numbers["rejected"], "人")]
    return [
        *(first if numbers["capacity"] else without_limit),
        ("未到", numbers["no_shows"], "人"),
        ("随行", numbers["companions"], "人"),
        ("现场加入", numbers["walk_ins"], "人"),
        ("退出", numbers["dropouts"], "份"),
        ("候补未递补", numbers["waitlisted"], "份"),
    ]


def when(starts_at: datetime, ends_at: datetime) -> str:
    """2026年4月23日 周四 14:00–17:00; over several days, each end with its day."""
    start, end = clock.in_business_zone(starts_at), clock.in_business_zone(ends_at)
    if start.date() == end.date():
        return f"{_day(start)} {start:%H:%M}–{end:%H:%M}"
    return f"{_day(start)} {start:%H:%M} 至 {end.month}月{end.day}日 {end:%H:%M}"


def _day(local: datetime) -> str:
    return f"{local.year}年{local.month}月{local.day}日 周{_WEEKDAYS[local.weekday()]}"
