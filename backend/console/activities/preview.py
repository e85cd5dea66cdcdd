"""A plan as members will see it on the phone, drawn from what is typed so far, right or wrong; nothing is saved.

The words are those of the mini-program (miniprogram/src/services/activity-words.ts), for whoever has not signed up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Response, request

from backend import clock
from backend.activities.models import Activity, phase_of
from backend.activities.services.burden import Burden, burden_of
from backend.auth import current_caller
from backend.console.activities.blueprint import blueprint, shown_activity
from backend.console.activities.files import Files, files_shown
from backend.console.activities.plan_form import KIND_WORDS, first, posted
from backend.console.activities.plan_rows import Typed, rows_of, whole_number
from backend.console.fields import read_moment
from backend.console.rendering import render
from backend.console.words import span, when
from backend.errors import Forbidden
from backend.forms.questions import Definition
from backend.forms.store import stored_form
from backend.organizations.models import Organization
from backend.schemas import read_id
from backend.scope import ORGANIZE

_PHASE_WORDS = {
    "signup_soon": "未开始报名",
    "signup_closed": "报名已截止",
    "under_way": "进行中",
    "ended": "已结束",
    "reported": "已结束",
}
_BUTTONS = {
    "signup_open": "我要报名",
    "signup_soon": "报名还没开始",
    "signup_closed": "报名已截止",
    "under_way": "报名已截止",
    "ended": "活动已结束",
    "reported": "活动已结束",
}
_LONGEST = 20_000


@blueprint.post("/preview")
def preview() -> Response:
    """The phone beside the plan, as it would look now."""
    if not current_caller().scope.roots(ORGANIZE):
        raise Forbidden
    typed, activity = posted(request.form), _changed_activity()
    files = files_shown(activity) if activity else None
    organization = activity.organization.name if activity else _organization(first(typed, "organization_id"))
    return render("activities/preview.html", **preview_of(typed, activity, organization, files))


def _changed_activity() -> Activity | None:
    activity_id = read_id(request.form.get("activity_id"))
    return None if activity_id is None else shown_activity(activity_id, ORGANIZE).activity


def _organization(chosen: str) -> str:
    organization_id = read_id(chosen)
    if organization_id is None or not current_caller().scope.covers(organization_id, ORGANIZE):
        return ""
    return str(Organization.get_by_id(organization_id).name)


def preview_of(typed: Typed, activity: Activity | None, organization: str, files: Files | None) -> dict[str, Any]:
    """What the template of the phone needs. `activity`: the one that is changed, for its questions and seats taken."""
    starts_at, ends_at = read_moment(first(typed, "starts_at")), read_moment(first(typed, "ends_at"))
    form = None if activity is None or activity.form_id is None else stored_form(activity.form_id)
    return {
        "card": {**_card(typed, activity, starts_at), "cover": files.cover.url if files and files.cover else ""},
        "detail": {
            **_detail(typed, starts_at, ends_at),
            "organization": organization or "主办组织",
            "attachments": [one.name for one in files.attachments] if files else [],
            "questions": [] if form is None else [question.title for question in form.definition.questions()],
        },
        "burden": _burden(typed, starts_at, ends_at, form.definition if form else None),
    }


def _card(typed: Typed, activity: Activity | None, starts_at: datetime | None) -> dict[str, Any]:
    local = clock.in_business_zone(starts_at) if starts_at else None
    phase = _phase(typed)
    return {
        "title": first(typed, "title"),
        "month": f"{local.month}月" if local else "—",
        "day": str(local.day) if local else "?",
        "weekday": f"周{'一二三四五六日'[local.weekday()]}" if local else "",
        "when": f"{local:%H:%M}" if local else "时间待定",
        "venue": first(typed, "venue") or "线上",
        "places": _places(typed, activity) if phase in ("signup_open", "signup_soon") else "",
        "due": _due(typed, phase),
        "status": _PHASE_WORDS.get(phase, ""),
    }


def _detail(typed: Typed, starts_at: datetime | None, ends_at: datetime | None) -> dict[str, Any]:
    return {
        "kind": KIND_WORDS.get(first(typed, "kind"), "") if first(typed, "kind") != "other" else "",
        "when": _range(starts_at, ends_at),
        "is_online": bool(first(typed, "online_link")),
        "venue": first(typed, "venue"),
        "companions": _companions(
            whole_number(first(typed, "companions_most")), is_named=bool(first(typed, "companions_named"))
        ),
        "sessions": [_session(row) for row in rows_of(typed, "session")],
        "description": first(typed, "description")[:_LONGEST],
        "contact_name": first(typed, "contact_name"),
        "contact_phone": first(typed, "contact_phone"),
        "review": bool(first(typed, "needs_review")),
        "button": _button(typed),
    }


def _button(typed: Typed) -> str:
    """Signing up may stay open after the beginning, for those who walk in."""
    phase, closes = _phase(typed), read_moment(first(typed, "signup_closes_at"))
    return _BUTTONS["signup_open" if phase == "under_way" and closes and closes > clock.now() else phase]


def _phase(typed: Typed) -> str:
    starts_at, ends_at = read_moment(first(typed, "starts_at")), read_moment(first(typed, "ends_at"))
    if starts_at is None:
        return "signup_open"
    closes = read_moment(first(typed, "signup_closes_at")) or starts_at
    opens = read_moment(first(typed, "signup_opens_at"))
    return phase_of(clock.now(), starts_at, ends_at or starts_at + timedelta(hours=2), opens, closes, None)


def _places(typed: Typed, activity: Activity | None) -> str:
    capacity, taken = whole_number(first(typed, "capacity")), activity.taken if activity else 0
    if capacity is None:
        return f"{taken} 人已报名" if taken else "名额不限"
    left = max(0, capacity - taken)
    return f"还剩 {left} 席" if left else "已满，可候补"


def _due(typed: Typed, phase: str) -> str:
    opens = read_moment(first(typed, "signup_opens_at"))
    if phase == "signup_soon" and opens is not None:
        return f"{when(opens)} 开始报名"
    closes = read_moment(first(typed, "signup_closes_at")) or read_moment(first(typed, "starts_at"))
    return _deadline(closes) if phase == "signup_open" and closes is not None else ""


def _deadline(due: datetime) -> str:
    """The words of miniprogram/src/services/time.ts: midnight belongs to the evening before it."""
    left = due - clock.now()
    if left < timedelta(hours=1):
        return f"还有 {max(1, round(left / timedelta(minutes=1)))} 分钟截止"
    local, said = clock.in_business_zone(due), clock.in_business_zone(due - timedelta(minutes=1))
    days = (said.date() - clock.business_today()).days
    if days == 0:
        return "今晚截止" if said.hour == 23 else f"{'今晚' if local.hour >= 18 else '今天'} {local:%H:%M} 截止"
    if days == 1:
        return "明晚截止" if said.hour == 23 else f"明天 {local:%H:%M} 截止"
    return f"还剩 {days} 天" if days <= 7 else f"{said.month}月{said.day}日截止"


def _range(starts_at: datetime | None, ends_at: datetime | None) -> str:
    if starts_at is None:
        return "时间待定"
    if ends_at is None:
        return when(starts_at)
    return span(starts_at, ends_at)


def _companions(most: int | None, is_named: bool) -> str:
    return f"每人最多带 {most} 人" + ("，需要姓名" if is_named else "") if most else ""


def _session(row: dict[str, str]) -> dict[str, str]:
    return {
        "title": row["title"] or "场次",
        "when": _range(read_moment(row["starts_at"]), read_moment(row["ends_at"])),
        "venue": row["venue"],
    }


def _burden(
    typed: Typed, starts_at: datetime | None, ends_at: datetime | None, definition: Definition | None
) -> Burden:
    sketch = Activity(
        title=first(typed, "title"),
        description=first(typed, "description"),
        companions_named=bool(first(typed, "companions_named")),
    )
    attending = timedelta()
    for row in rows_of(typed, "session"):
        start, end = read_moment(row["starts_at"]), read_moment(row["ends_at"])
        if start and end and end > start:
            attending += end - start
    if not attending and starts_at and ends_at:
        attending = ends_at - starts_at
    return burden_of(sketch, definition, attending)
