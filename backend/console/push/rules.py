"""Stopping messages for a while, and letting them go on: one kind, all of a template, or all."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.push.blueprint import blueprint, frame, require_writer, show
from backend.console.push.plan import forecast_of
from backend.console.rendering import done, read_form, render
from backend.database import atomic
from backend.errors import InvalidInput, NotFound
from backend.organizations.models import Organization, OrganizationClosure
from backend.push.kinds import ABOUT, KINDS, kind_of
from backend.push.pauses import PAUSABLE, pause, require_place, resume
from backend.push.templates import TEMPLATES
from backend.schemas import Id, Text
from backend.scope import WRITE

_WHEN = {
    "activity_tomorrow": "开始前一天的同一时刻",
    "activity_soon": "开始前两小时",
    "survey_reminder": "截止前一天",
    "profile_stale": "每月 8 日起的第一个工作日 10:00",
    "staff_digest": "工作日早上（时间见“设置”）",
}


class PauseSchema(ma.Schema):
    what = ma.fields.String(required=True, validate=ma.validate.Length(1, 60))
    organization_id = Id(load_default=None, allow_none=True)
    reason = Text(required=True, min_length=2, max_length=200)


class ResumeSchema(ma.Schema):
    what = ma.fields.String(required=True, validate=ma.validate.Length(1, 60))
    organization_id = Id(load_default=None, allow_none=True)


def kinds_of(what: str) -> tuple[str, ...]:
    """kind:NAME, template:NAME or all, as kinds. Raises NotFound for anything else."""
    sort, _, name = what.partition(":")
    found = {
        "kind": (name,) if name in PAUSABLE else (),
        "template": tuple(one for one in PAUSABLE if KINDS[one].template == name),
        "all": PAUSABLE if not name else (),
    }.get(sort, ())
    if not found:
        raise NotFound("没有这类消息。")
    return found


def what_words(what: str) -> str:
    """The same in words."""
    sort, _, name = what.partition(":")
    if sort == "all":
        return "全部消息"
    return f"模板“{TEMPLATES[name].title}”的消息" if sort == "template" else kind_of(name).label


@blueprint.get("/rules")
def rules() -> Response:
    """Every kind of message, when it goes out, and where it is stopped."""
    values = frame("rules")
    lines = [
        {
            "kind": name,
            "label": kind_of(name).label,
            "about": ABOUT[kind_of(name).about],
            "when": _WHEN.get(name, "事情发生时"),
            "is_urgent": kind_of(name).is_urgent,
            "pauses": [one for one in values["pauses"] if one["kind"] == name],
        }
        for name in PAUSABLE
    ]
    mine = {row[0] for row in current_caller().scope.organizations(WRITE).tuples()} if values["pauses"] else set()
    may_everywhere = bool(values["pauses"]) and current_caller().scope.covers_everything()
    return render(
        "push/rules.html",
        title="推送",
        lines=lines,
        can_resume=lambda one: one["organization_id"] in mine if one["organization_id"] else may_everywhere,
        **values,
    )


@blueprint.get("/rules/pause")
def ask_pause() -> Response:
    """What to stop, where and why; and what that would hold back in the next seven days."""
    require_writer()
    what, place = request.args.get("what", ""), request.args.get("organization_id", "")
    return _form(what, place)


@blueprint.post("/rules/pause")
def put_pause() -> BaseResponse:
    """Stop it; what comes due waits."""
    require_writer()
    try:
        given = read_form(PauseSchema)
    except InvalidInput as error:
        what, place = request.form.get("what", ""), request.form.get("organization_id", "")
        return _form(what, place, status=422, errors=error.errors, reason=request.form.get("reason", ""))
    kinds = kinds_of(given["what"])
    require_place(current_caller().scope, kinds, given["organization_id"])
    with atomic():
        changed = sum(pause(kind, given["organization_id"], current_member_id(), given["reason"]) for kind in kinds)
    text = f"已暂停{what_words(given['what'])}，到点的会等着，恢复后再发。" if changed else "这类消息早已暂停。"
    fields = {"what": given["what"], "organization_id": given["organization_id"] or ""}
    undo = ("撤销", url_for("console_push.put_resume"), fields) if changed else None
    return done(text, to=url_for("console_push.rules"), undo=undo)


@blueprint.post("/rules/resume")
def put_resume() -> BaseResponse:
    """Let it go on."""
    require_writer()
    given = read_form(ResumeSchema)
    kinds = kinds_of(given["what"])
    require_place(current_caller().scope, kinds, given["organization_id"])
    with atomic():
        changed = sum(resume(kind, given["organization_id"], current_member_id()) for kind in kinds)
    text = (
        f"已恢复{what_words(given['what'])}，等着的消息会陆续发出，过时的不再发。" if changed else "这类消息没有暂停。"
    )
    return done(text, to=url_for("console_push.rules"))


def _form(what: str, place: str, *, status: int = 200, errors: Any = None, reason: str = "") -> Response:
    scope = current_caller().scope
    kinds = kinds_of(what) if what else ()
    roots = list(Organization.select().where(Organization.id << scope.roots(WRITE)).order_by(Organization.id))
    places = [(str(one.id), one.name) for one in roots]
    may_everywhere = scope.covers_everything()
    if may_everywhere:
        places.append(("", "所有组织"))
    chosen = place if place in {key for key, _ in places} else places[0][0]
    organizations = OrganizationClosure.select(OrganizationClosure.descendant)
    if chosen:
        organizations = organizations.where(OrganizationClosure.ancestor == int(chosen))
    choices = [("all", "全部消息")]
    choices += [(f"kind:{name}", kind_of(name).label) for name in PAUSABLE]
    choices += [(f"template:{name}", f"模板：{spec.title}") for name, spec in TEMPLATES.items()]
    return show(
        "rules",
        "push/pause.html",
        title="暂停消息",
        status=status,
        errors=errors,
        what=what,
        place=chosen,
        places=places,
        choices=choices,
        reason=reason,
        forecast=forecast_of(kinds, organizations) if kinds else None,
        words=what_words(what) if what else "",
    )
