"""The list of activities: what comes next first, then what is past, the latest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import peewee
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.models import Activity
from backend.activities.services.burden import measure_burden
from backend.activities.services.plan_copies import drop_new_copy, new_copies, typed_title
from backend.activities.staff_payloads import count_to_review
from backend.auth import current_caller, current_member_id
from backend.console.activities.blueprint import PHASES, blueprint, head_of, shown_activity
from backend.console.activities.plan_form import KIND_WORDS, KINDS
from backend.console.fields import day_of, month_of
from backend.console.lists import Column, Listing, wall
from backend.console.places import place_choices
from backend.console.rendering import done, in_view
from backend.errors import NotFound
from backend.organizations.models import Organization, OrganizationClosure
from backend.schemas import read_id
from backend.scope import ORGANIZE, READ_ACTIVITIES

# Later than every moment: what is past comes after what is to come.
_FAR = 2**53

STATES = (
    ("draft", "草稿"),
    ("coming", "未开始"),
    ("under_way", "进行中"),
    ("ended", "待结项"),
    ("reported", "已结项"),
    ("cancelled", "已取消"),
)


def _in_order(now: int) -> Any:
    """What comes next first; of what is over, the latest first."""
    return peewee.Case(None, [(Activity.ends_at >= now, Activity.starts_at)], _FAR - Activity.starts_at)


def _listing() -> Listing:
    return Listing(
        name="活动",
        columns=[
            Column("title", "活动", sort=Activity.title, width=30),
            Column("starts_at", "时间", sort=Activity.starts_at, value=wall("starts_at"), width=18),
            Column("ends_at", "结束", value=wall("ends_at"), width=18, is_shown=False),
            Column("organization", "组织", sort=Organization.name, width=22),
            Column("kind", "类型", sort=Activity.kind, width=8),
            Column("venue", "地点", width=24, is_shown=False),
            Column("phase", "状态", sort=_in_order(clock.now_ms()), width=10),
            Column("taken", "报名", sort=Activity.taken, is_number=True, width=8),
            Column("capacity", "名额", is_number=True, width=8, is_shown=False),
            Column("to_review", "待审核", is_number=True, width=8),
            Column("waitlisted", "候补", sort=Activity.waitlisted, is_number=True, width=8),
            Column("arrived", "到场", sort=Activity.arrived, is_number=True, width=8),
        ],
        sort="phase",
        arrange=_arranged,
        subject="activity",
    )


def _arranged(activities: list[Any]) -> list[dict[str, Any]]:
    now = clock.now()
    to_review = count_to_review([activity.id for activity in activities])
    return [_row(activity, now, to_review.get(activity.id, 0)) for activity in activities]


def _row(activity: Activity, now: datetime, to_review: int) -> dict[str, Any]:
    word, kind = PHASES[activity.phase(now)]
    names = ("id", "title", "starts_at", "ends_at", "venue", "taken", "capacity", "waitlisted", "arrived")
    return {
        **{name: getattr(activity, name) for name in names},
        "organization": activity.organization.name,
        "kind": KIND_WORDS.get(activity.kind, "其他"),
        "phase": word,
        "badge": kind,
        "to_review": to_review,
    }


@blueprint.get("")
def index() -> Response:
    """Activities in view, filtered by state, organization, kind, month, day and part of the title."""
    given = request.args
    rows = (
        Activity.select(Activity, Organization)
        .join(Organization)
        .where(Activity.organization << in_view(READ_ACTIVITIES), *_filters(given))
    )
    is_planner = bool(current_caller().scope.roots(ORGANIZE))
    return _listing().answer(
        rows,
        "activities/list.html",
        title="活动",
        states=STATES,
        kinds=KINDS,
        organizations=organizations_in_view(),
        copies=[(copy, typed_title(copy)) for copy in new_copies(current_member_id())] if is_planner else [],
        is_planner=is_planner,
        panel=_panel,
    )


def organizations_in_view() -> list[tuple[int, str]]:
    """What the list can be narrowed to."""
    return place_choices(in_view(READ_ACTIVITIES))


def _filters(given: Any) -> list[Any]:
    found: list[Any] = []
    if text := given.get("q", "").strip():
        found.append(Activity.title.contains(text))
    if given.get("state") in dict(STATES):
        found.append(_is_in(given["state"]))
    if given.get("kind") in KIND_WORDS:
        found.append(Activity.kind == given["kind"])
    if (where := read_id(given.get("organization_id"))) is not None:
        found.append(is_below(where))
    span = month_of(given.get("month", "")) or day_of(given.get("day", ""))
    if span is not None:
        found += [Activity.starts_at < span[1], Activity.ends_at > span[0]]
    return found


def is_below(organization_id: int) -> Any:
    """The condition for activities of an organization and of those below it."""
    below = OrganizationClosure.select(OrganizationClosure.descendant)
    return Activity.organization << below.where(OrganizationClosure.ancestor == organization_id)


def _is_in(state: str) -> Any:
    now = clock.now()
    if state in ("draft", "cancelled"):
        return Activity.state == state
    published = Activity.state == "published"
    return {
        "coming": published & (Activity.starts_at > now),
        "under_way": published & (Activity.starts_at <= now) & (Activity.ends_at > now),
        "ended": published & (Activity.ends_at <= now) & Activity.reported_at.is_null(),
        "reported": published & Activity.reported_at.is_null(False),
    }[state]


def _panel(activity_id: int) -> dict[str, Any]:
    shown = shown_activity(activity_id)
    return {
        **head_of(shown, ""),
        "burden": measure_burden(shown.activity),
        "to_review": count_to_review([activity_id]).get(activity_id, 0),
        "kind": KIND_WORDS.get(shown.activity.kind, "其他"),
    }


@blueprint.post("/copies/<entity_id:copy_id>/drop")
def drop_copy(copy_id: int) -> BaseResponse:
    """Throw away a plan of mine that was never saved."""
    if not current_caller().scope.roots(ORGANIZE):
        raise NotFound
    drop_new_copy(current_member_id(), copy_id)
    return done("已丢弃没有保存的内容。", to=url_for("console_activities.index"))
