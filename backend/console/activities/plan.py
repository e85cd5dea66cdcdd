"""The plan on one page: written, kept as it is typed, saved beside what colleagues write."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.models import Activity, PlanCopy
from backend.activities.services.plan_copies import copy_of, drop_copies_of, drop_new_copy, keep_copy, new_copy
from backend.activities.services.plan_saving import (
    Changed,
    PlanChangedMeanwhile,
    changed_meanwhile,
    digests,
    plan_of,
    save_plan,
    start_plan,
)
from backend.auth import current_caller, current_member_id
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.activities.choices import choices_for
from backend.console.activities.files import files_shown, keep_uploads
from backend.console.activities.moving import MoveNotConfirmed, require_confirmed
from backend.console.activities.plan_form import (
    FRESH,
    HALL_NAMES,
    KINDS,
    first,
    posted,
    read_plan,
    seen_of,
    typed_of,
)
from backend.console.activities.plan_rows import ROWS, Typed, rows_of
from backend.console.activities.preview import preview_of
from backend.console.fields import day_of
from backend.console.rendering import done, render
from backend.console.words import when
from backend.database import json_text, new_id
from backend.errors import DomainError, Forbidden, InvalidInput, NotFound
from backend.schemas import read_id
from backend.scope import ORGANIZE


class Page(NamedTuple):
    """The form as it is to be shown: what stands in it, and the digests it goes by."""

    typed: Typed
    seen: dict[str, str]
    copy_id: int
    kept_at: Any = None


def _require_planner() -> None:
    if not current_caller().scope.roots(ORGANIZE):
        raise Forbidden


@blueprint.get("/new")
def plan_new() -> Response:
    """A new plan: blank, for the day in ?day=, or one begun before, in ?copy=."""
    _require_planner()
    if given := request.args.get("copy"):
        copy_id = read_id(given)
        copy = None if copy_id is None else new_copy(current_member_id(), copy_id)
        if copy is None:
            raise NotFound
        return _page(None, Page(copy.typed, {}, copy.id, copy.updated_at))
    return _page(None, Page({**FRESH, **_on_day(request.args.get("day", ""))}, {}, new_id()))


def _on_day(day: str) -> dict[str, list[str]]:
    return {"starts_at": [f"{day}T14:00"], "ends_at": [f"{day}T16:00"]} if day_of(day) else {}


@blueprint.post("/new")
def create() -> Any:
    """Make it a draft. Sent twice, it is one."""
    _require_planner()
    typed = posted(request.form)
    copy_id = _copy_id()
    try:
        organization_id = _chosen_organization(typed)
        current_caller().scope.require(organization_id, ORGANIZE)
        activity, _ = start_plan(current_member_id(), organization_id, read_plan(typed), f"plan:{copy_id}")
    except (NotFound, Forbidden):
        raise
    except DomainError as error:
        return _page(None, Page(typed, {}, copy_id), error)
    drop_new_copy(current_member_id(), copy_id)
    return _saved(activity, "已存为草稿，会员还看不到。")


def _chosen_organization(typed: Typed) -> int:
    chosen = read_id(first(typed, "organization_id"))
    if chosen is None:
        raise InvalidInput(errors={"organization_id": ["请选择由哪个组织主办。"]})
    return chosen


@blueprint.get("/<entity_id:activity_id>/plan")
def plan(activity_id: int) -> Response:
    """The plan of an activity, with what I have typed and not saved yet."""
    shown = _changeable(activity_id)
    now = plan_of(shown.activity)
    copy = copy_of(current_member_id(), activity_id)
    return _page(shown, _as_kept(copy) if copy else Page(typed_of(now), digests(now), new_id()))


def _as_kept(copy: PlanCopy) -> Page:
    return Page(copy.typed, copy.seen, copy.id, copy.updated_at)


def _changeable(activity_id: int) -> Shown:
    shown = shown_activity(activity_id, ORGANIZE)
    if not shown.can_change:
        raise Forbidden("活动已取消，不能再修改；可以复制为新活动。")
    return shown


@blueprint.post("/<entity_id:activity_id>/plan")
def save(activity_id: int) -> Any:
    """Save what I have changed. Another time or place is asked about first, with whom it would tell."""
    shown = _changeable(activity_id)
    typed, seen = posted(request.form), seen_of(request.form)
    try:
        wanted = read_plan(typed)
        require_confirmed(shown.activity, wanted, seen, is_confirmed=request.form.get("act") == "move")
        activity = save_plan(activity_id, current_member_id(), wanted, seen)
    except PlanChangedMeanwhile as conflict:
        # From now on they have seen it: saving again is meant.
        now = plan_of(Activity.get_by_id(activity_id))
        return _page(shown, Page(typed, digests(now), _copy_id()), conflict, theirs=_theirs(conflict.changed, now))
    except MoveNotConfirmed as question:
        return _page(shown, Page(typed, seen, _copy_id()), question, reach=question.words)
    except DomainError as error:
        return _page(shown, Page(typed, seen, _copy_id()), error)
    drop_copies_of(current_member_id(), activity_id)
    return _saved(activity, "已保存。")


def _theirs(changed: list[Changed], now: dict[str, Any]) -> list[str]:
    typed = typed_of(now)
    words = []
    for one in changed:
        value = first(typed, one.field).replace("T", " ") if one.field in typed else ""
        said = f"“{value[:60]}”" if value else "别的内容"
        words.append(f"{one.title}：{one.by or '同事'}{when(one.at)}改成了{said}。")
    return words


def _saved(activity: Activity, words: str) -> BaseResponse:
    problems = keep_uploads(activity, current_member_id())
    if problems:
        to = url_for("console_activities.plan", activity_id=activity.id)
        return done(f"{words}但有文件没有上传：{' '.join(problems)}", to=to, kind="do")
    if request.form.get("act") == "publish":
        return done(words, to=url_for("console_activities.publish_form", activity_id=activity.id))
    page = "plan" if activity.state == "draft" else "show"
    return done(words, to=url_for(f"console_activities.{page}", activity_id=activity.id))


@blueprint.post("/keep")
def keep() -> Response:
    """Keep what is typed so far for its writer; say so, and what colleagues have changed meanwhile."""
    _require_planner()
    activity = None
    if given := request.form.get("activity_id"):
        activity_id = read_id(given)
        if activity_id is None:
            raise NotFound
        activity = _changeable(activity_id).activity
    typed, seen = posted(request.form), seen_of(request.form)
    keep_copy(_copy_id(), current_member_id(), activity.id if activity else None, typed, seen)
    changed = changed_meanwhile(activity, seen) if activity else []
    return render("activities/kept.html", at=clock.now(), changed=changed)


@blueprint.post("/<entity_id:activity_id>/plan/discard")
def discard(activity_id: int) -> BaseResponse:
    """Throw away what I have typed and not saved: the plan as it stands is shown again."""
    _changeable(activity_id)
    drop_copies_of(current_member_id(), activity_id)
    return done("已放弃没有保存的修改。", to=url_for("console_activities.plan", activity_id=activity_id))


def _copy_id() -> int:
    given = read_id(request.form.get("copy"))
    return new_id() if given is None else given


def _page(
    shown: Shown | None,
    page: Page,
    error: DomainError | None = None,
    theirs: list[str] | None = None,
    reach: str = "",
) -> Response:
    activity = shown.activity if shown else None
    typed = page.typed
    choices = choices_for(activity.organization_id if activity else None)
    files = files_shown(activity) if activity else None
    if activity is None and not first(typed, "organization_id") and len(choices.own) == 1:
        typed = {**typed, "organization_id": [str(choices.own[0][0])]}
    organization = activity.organization.name if activity else choices.name_of(first(typed, "organization_id"))
    return render(
        "activities/plan.html",
        status=error.status if error else 200,
        **(head_of(shown, "plan") if shown else {"title": "策划活动", "activity": None}),
        values={name: values[0] for name, values in typed.items() if values},
        rows={kind: rows_of(typed, kind) for kind in ROWS},
        errors=error.errors if error else {},
        refusal=error.message if error else "",
        theirs=theirs or [],
        reach=reach,
        seen=json_text(page.seen),
        copy_id=page.copy_id,
        kept_at=page.kept_at,
        kinds=KINDS,
        hall_names=HALL_NAMES,
        choices=choices,
        files=files,
        **preview_of(typed, activity, organization, files),
    )
