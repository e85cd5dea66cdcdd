"""Asking a question: a draft, changed until it is published."""

from __future__ import annotations

import secrets
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.fields import WallMoment
from backend.console.rendering import done, read_form, render
from backend.console.today import holding
from backend.console.topics.area import blueprint, load_topic
from backend.console.topics.list import organizations_to_write
from backend.console.words import input_moment
from backend.errors import InvalidInput, NotFound
from backend.schemas import Id, Text
from backend.scope import WRITE
from backend.topics import services
from backend.topics.models import Topic

_MOST_STATEMENTS = 20
_LEAST, _LONGEST = 4, 140


class TopicSchema(ma.Schema):
    title = Text(required=True, min_length=2, max_length=60, error_messages={"required": "请写要问什么。"})
    text = Text(load_default="", max_length=2_000)
    opens_at = WallMoment(required=True, error_messages={"required": "请选择开始时间。"})
    closes_at = WallMoment(required=True, error_messages={"required": "请选择截止时间。"})


class NewTopicSchema(TopicSchema):
    organization_id = Id(required=True, error_messages={"required": "请选择组织。"})
    statements = ma.fields.String(load_default="")
    client_ref = Text(required=True, min_length=1, max_length=64)


class CloseSchema(ma.Schema):
    closes_at = WallMoment(required=True, error_messages={"required": "请选择截止时间。"})


@blueprint.get("/new")
def new_topic() -> Response:
    """An empty form; open for two weeks from tomorrow unless said otherwise."""
    if not current_caller().scope.roots(WRITE):
        raise NotFound
    begins, _ = clock.business_day(clock.business_today())
    opens = clock.to_ms(begins) + 33 * 3_600_000  # tomorrow at nine
    values = {
        "opens_at": input_moment(clock.from_ms(opens)),
        "closes_at": input_moment(clock.from_ms(opens + 14 * 86_400_000)),
        "client_ref": secrets.token_urlsafe(16),
    }
    return _form(None, values)


@blueprint.post("/new")
def create_topic() -> BaseResponse:
    """Keep a draft; the same form again is the same draft."""
    try:
        values = read_form(NewTopicSchema)
        values["statements"] = _statements(values["statements"])
        _check_times(values)
        current_caller().scope.require(values["organization_id"], WRITE)
    except InvalidInput as error:
        return _form(None, request.form, error.errors)
    topic, _ = services.draft_topic(current_member_id(), values)
    return done("草稿已保存，只有工作人员能看到。看过没有问题后，请发布。", to=_page(topic))


@blueprint.get("/<entity_id:topic_id>/edit")
def edit_topic(topic_id: int) -> Response:
    """The form of a draft."""
    topic = load_topic(topic_id)
    values = {"title": topic.title, "text": topic.text}
    return _form(
        topic,
        {**values, "opens_at": input_moment(topic.opens_at), "closes_at": input_moment(topic.closes_at)},
    )


@blueprint.post("/<entity_id:topic_id>/edit")
def change_topic(topic_id: int) -> BaseResponse:
    """Keep it as it is now. Raises NotDraft for what is published."""
    topic = load_topic(topic_id)
    try:
        values = read_form(TopicSchema)
        _check_times(values)
    except InvalidInput as error:
        return _form(topic, request.form, error.errors)
    holding.require_free(f"topic:{topic_id}", current_member_id())
    services.change_topic(topic, current_member_id(), values)
    return done("已保存。", to=_page(topic))


def _statements(text: str) -> list[str]:
    """The statements to begin with, one a line."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if len(lines) > _MOST_STATEMENTS:
        raise InvalidInput(errors={"statements": [f"最多先写 {_MOST_STATEMENTS} 条观点。"]})
    for line in lines:
        if not _LEAST <= len(line) <= _LONGEST:
            raise InvalidInput(errors={"statements": [f"每条观点 {_LEAST}–{_LONGEST} 个字：“{line[:20]}”。"]})
    return lines


def _check_times(values: dict[str, Any]) -> None:
    if values["closes_at"] <= values["opens_at"]:
        raise InvalidInput(errors={"closes_at": ["截止时间要晚于开始时间。"]})


def _form(topic: Topic | None, values: Any, errors: Any = None) -> Response:
    return render(
        "topics/plan.html",
        status=422 if errors else 200,
        title="修改话题" if topic else "新建话题",
        topic=topic,
        values=values,
        errors=errors,
        organizations=organizations_to_write() if topic is None else [],
    )


def _page(topic: Topic) -> str:
    return url_for("console_topics.show", topic_id=topic.id)
