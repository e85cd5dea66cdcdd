"""Starting a survey: from a ready one, from one that was asked before, or from nothing."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.access import current_desk
from backend.console.places import place_choices
from backend.console.rendering import done, in_view, read_form, render
from backend.console.surveys.blueprint import blueprint, load
from backend.errors import Forbidden, InvalidInput
from backend.forms.drafts import start_draft
from backend.organizations.models import Organization
from backend.schemas import Id, Text, read_id
from backend.scope import WRITE
from backend.surveys import planning
from backend.surveys.models import Survey
from backend.surveys.payloads import minutes_for
from backend.surveys.templates import all_templates

_OPEN_FOR = timedelta(days=7)
_MOST_TO_COPY = 20
# A form has at least one question; the builder starts from none.
_PLACEHOLDER: dict[str, Any] = {
    "sections": [
        {
            "key": "first",
            "title": "第一部分",
            "questions": [{"key": "first", "type": "text", "title": "（还没有题目）"}],
        }
    ]
}


class _NewSchema(ma.Schema):
    title = Text(load_default="", max_length=60)
    organization_id = Id(required=True, error_messages={"required": "请选择由哪个组织发起。"})
    source = ma.fields.String(load_default="blank")
    client_ref = Text(required=True, min_length=1, max_length=64)


@blueprint.get("/new")
def new() -> Response:
    """What to start from."""
    if not current_caller().scope.roots(WRITE):
        raise Forbidden
    return _page()


@blueprint.post("/new")
def start() -> BaseResponse:
    """Make the draft, and go on to its questions."""
    try:
        values = read_form(_NewSchema)
        current_caller().scope.require(values["organization_id"], WRITE)
        survey = _started(**values)
    except InvalidInput as error:
        return _page(error.errors, 422)
    words = "草稿已建好，只有工作人员看得到。先看看题目，再去“设置”里定受众和时间。"
    return done(words, to=url_for("console_surveys.questions", survey_id=survey.id))


def _page(errors: Any = None, status: int = 200) -> Response:
    earlier = (
        Survey.select(Survey.id, Survey.title, Survey.closes_at, Survey.is_anonymous, Organization.name)
        .join(Organization)
        .where(Survey.organization << in_view(WRITE))
        .order_by(Survey.id.desc())
        .limit(_MOST_TO_COPY)
    )
    return render(
        "surveys/new.html",
        status=status,
        title="新建问卷",
        steps=[("问卷", url_for("console_surveys.index")), ("新建", "")],
        organizations=place_choices(in_view(WRITE)),
        templates=[
            {
                "key": one.key,
                "title": one.title,
                "description": one.description,
                "is_anonymous": one.is_anonymous,
                "questions": sum(1 for _ in one.definition.questions()),
                "minutes": minutes_for(one.definition),
            }
            for one in all_templates().values()
        ],
        earlier=list(earlier),
        values=request.form or {"organization_id": current_desk().organization_id, "source": "blank"},
        errors=errors,
        client_ref=request.form.get("client_ref") or secrets.token_urlsafe(12),
    )


def _started(title: str, organization_id: int, source: str, client_ref: str) -> Survey:
    opens_at = _next_hour()
    kind, _, key = source.partition(":")
    if kind == "copy":
        return _copied(key, title, client_ref, opens_at)
    values: dict[str, Any] = {
        "organization_id": organization_id,
        "title": title,
        "introduction": "",
        "template": "",
        "is_anonymous": False,
        "is_editable": True,
        "results_for": "staff",
        "opens_at": opens_at,
        "closes_at": opens_at + _OPEN_FOR,
        "audience": {},
        "quota": None,
        "option_quotas": [],
        "client_ref": client_ref,
        "definition": _PLACEHOLDER,
    }
    if kind == "template":
        template = all_templates().get(key)
        if template is None:
            raise InvalidInput(errors={"source": ["没有这个模板，请重新选择。"]})
        words = {"title": title or template.title, "introduction": template.description}
        values |= {**words, "template": key, "definition": template.data, "is_anonymous": template.is_anonymous}
    elif not title:
        raise InvalidInput(errors={"title": ["写一个题目，会员第一眼看到的就是它。"]})
    survey, is_new = planning.draft_survey(current_member_id(), values)
    if kind != "template" and is_new:
        start_draft(planning.form_key(survey.id), survey.form_id, {"sections": []})
    return survey


def _copied(key: str, title: str, client_ref: str, opens_at: datetime) -> Survey:
    survey_id = read_id(key)
    if survey_id is None:
        raise InvalidInput(errors={"source": ["没有这份问卷，请重新选择。"]})
    survey = load(survey_id, WRITE)
    copied = planning.copy_survey(survey, current_member_id(), client_ref, opens_at, opens_at + _OPEN_FOR)
    if title and title != copied.title:
        copied = planning.change_survey(copied.id, current_member_id(), {"title": title})
    return copied


@blueprint.post("/<entity_id:survey_id>/copy")
def copy(survey_id: int) -> BaseResponse:
    """The same questions and settings once more, as a draft."""
    client_ref = request.form.get("client_ref", "")[:64] or secrets.token_hex(8)
    copied = _copied(str(survey_id), "", client_ref, _next_hour())
    words = "已复制成一份新草稿，题目和设置都一样；时间从下一个整点起七天，请在“设置”里改。"
    return done(words, to=url_for("console_surveys.questions", survey_id=copied.id))


def _next_hour() -> datetime:
    now = clock.now()
    return now + timedelta(hours=1) - timedelta(minutes=now.minute, seconds=now.second, microseconds=now.microsecond)
