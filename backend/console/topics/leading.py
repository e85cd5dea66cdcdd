"""What staff do with a topic: publish it, move its end, tell its results, make it a meeting."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.audiences.services import count_audience
from backend.auth import current_caller, current_member_id
from backend.console.fields import WallMoment
from backend.console.rendering import done, read_form, render
from backend.console.today import holding
from backend.console.topics.area import blueprint, load_topic
from backend.console.topics.list import topic_page
from backend.console.topics.plan import CloseSchema
from backend.console.words import input_moment
from backend.errors import InvalidInput
from backend.schemas import Text
from backend.topics import services
from backend.topics.models import Topic


class ResultsSchema(ma.Schema):
    summary = Text(required=True, min_length=2, max_length=2_000, error_messages={"required": "请写一段结语。"})


class MeetingSchema(ma.Schema):
    title = Text(required=True, min_length=1, max_length=60, error_messages={"required": "请写活动名称。"})
    venue = Text(load_default="", max_length=100)
    starts_at = WallMoment(required=True, error_messages={"required": "请选择开始时间。"})
    ends_at = WallMoment(required=True, error_messages={"required": "请选择结束时间。"})
    capacity = ma.fields.Integer(
        load_default=None,
        validate=ma.validate.Range(1, 100_000, error="请填写 1–100000 人，不限就不填。"),
        error_messages={"invalid": "请填写人数。"},
    )


@blueprint.get("/<entity_id:topic_id>/publish")
def ask_to_publish(topic_id: int) -> Response:
    """How many members will see it, before they do."""
    topic = load_topic(topic_id)
    reach = count_audience({}, topic.organization_id)
    return render("topics/publish.html", title="发布话题", topic=topic, reach=reach)


@blueprint.post("/<entity_id:topic_id>/publish")
def publish(topic_id: int) -> BaseResponse:
    """Open it to everybody below its organization, in ten seconds."""
    return _held("topics.publish", load_topic(topic_id), {})


@blueprint.post("/<entity_id:topic_id>/results")
def publish_results(topic_id: int) -> BaseResponse:
    """Show everybody the sums, with a word on what they mean, in ten seconds."""
    topic = load_topic(topic_id)
    try:
        values = read_form(ResultsSchema)
    except InvalidInput as error:
        return topic_page(topic, errors=error.errors, values=request.form)
    return _held("topics.conclude", topic, values)


@blueprint.post("/<entity_id:topic_id>/close")
def close(topic_id: int) -> BaseResponse:
    """Take nothing more from now on; it can be opened again."""
    topic = load_topic(topic_id)
    holding.require_free(f"topic:{topic_id}", current_member_id())
    before = topic.closes_at
    services.close_topic(topic, current_member_id())
    undo = ("恢复征集", url_for("console_topics.move_end", topic_id=topic_id), {"closes_at": input_moment(before)})
    return done("话题已截止，不再收观点和表态。", to=_page(topic), undo=undo)


@blueprint.post("/<entity_id:topic_id>/end")
def move_end(topic_id: int) -> BaseResponse:
    """Let it close at another moment."""
    topic = load_topic(topic_id)
    try:
        values = read_form(CloseSchema)
        if values["closes_at"] <= topic.opens_at:
            raise InvalidInput(errors={"closes_at": ["截止时间要晚于开始时间。"]})
    except InvalidInput as error:
        return topic_page(topic, errors=error.errors, values=request.form)
    holding.require_free(f"topic:{topic_id}", current_member_id())
    services.change_topic(topic, current_member_id(), values)
    return done("截止时间已更新。", to=_page(topic))


@blueprint.get("/<entity_id:topic_id>/activity")
def plan_meeting(topic_id: int) -> Response:
    """The form of the meeting."""
    topic = load_topic(topic_id)
    return _meeting_form(topic, {"title": topic.title})


@blueprint.post("/<entity_id:topic_id>/activity")
def make_meeting(topic_id: int) -> BaseResponse:
    """A draft of an activity; once it is published, supporters are invited."""
    topic = load_topic(topic_id)
    try:
        values = read_form(MeetingSchema)
        if values["ends_at"] <= values["starts_at"]:
            raise InvalidInput(errors={"ends_at": ["结束时间要晚于开始时间。"]})
    except InvalidInput as error:
        return _meeting_form(topic, request.form, error.errors)
    # One meeting a topic: the same form sent twice, by whoever, is the same draft.
    services.make_activity(topic, current_member_id(), {**values, "client_ref": f"topic-{topic_id}"})
    return done("活动草稿已建好。发布后，支持这个话题的会员会收到邀请。", to=_page(topic))


def _held(act: str, topic: Topic, more: dict[str, Any]) -> BaseResponse:
    me = current_member_id()
    batch = holding.hold(act, me, current_caller().scope, [{"id": topic.id, **more}])
    back = _page(topic)
    undo = ("撤销", url_for("console_today.undo"), {"batch": batch.id, "back": back})
    return done(f"您{batch.words}，10 秒后生效。", to=back, undo=undo)


def _meeting_form(topic: Topic, values: Any, errors: Any = None) -> Response:
    return render(
        "topics/meeting.html",
        status=422 if errors else 200,
        title="开成活动",
        topic=topic,
        values=values,
        errors=errors,
    )


def _page(topic: Topic) -> str:
    return url_for("console_topics.show", topic_id=topic.id)
