"""The list of topics, and each with what was said in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from backend import clock
from backend.activities.models import Activity
from backend.auth import current_caller, current_member_id
from backend.console.lists import Column, Listing, wall
from backend.console.places import place_choices
from backend.console.rendering import in_view, render
from backend.console.today import holding
from backend.console.topics.area import blueprint, load_topic
from backend.organizations.models import Organization
from backend.scope import READ, WRITE
from backend.topics.models import Statement, Topic
from backend.topics.services import HOT_RULE, is_hot

STATES = {"draft": "草稿", "soon": "未开始", "open": "征集中", "closed": "待公布结果", "published": "已公布结果"}


def state_of(topic: Topic) -> str:
    """Where it stands by the clock, as the phone says it: a key of STATES."""
    if topic.state == "draft":
        return "draft"
    if topic.results_at is not None:
        return "published"
    now = clock.now()
    return "closed" if topic.closes_at <= now else "open" if topic.opens_at <= now else "soon"


def _in_state(state: str) -> Any:
    now, is_out = clock.now(), (Topic.state == "published") & Topic.results_at.is_null()
    return {
        "draft": Topic.state == "draft",
        "soon": is_out & (Topic.opens_at > now) & (Topic.closes_at > now),
        "open": is_out & (Topic.opens_at <= now) & (Topic.closes_at > now),
        "closed": is_out & (Topic.closes_at <= now),
        "published": Topic.results_at.is_null(False),
    }.get(state)


def _shown(topics: list[Any]) -> list[dict[str, Any]]:
    names = ("id", "title", "opens_at", "closes_at", "statements", "participants", "votes", "audience", "results_at")
    return [
        {
            **{name: getattr(topic, name) for name in names},
            "organization_name": topic.organization.name,
            "state": state_of(topic),
            "state_word": STATES[state_of(topic)],
            "is_hot": is_hot(topic.participants, topic.audience),
        }
        for topic in topics
    ]


_listing = Listing(
    name="话题",
    columns=[
        Column("title", "话题", sort=Topic.title, width=36),
        Column("organization_name", "组织", sort=Organization.name, width=20),
        Column("state_word", "状态"),
        Column("closes_at", "截止", sort=Topic.closes_at, value=wall("closes_at")),
        Column("participants", "参与", sort=Topic.participants, is_number=True),
        Column("statements", "观点", sort=Topic.statements, is_number=True),
        Column("votes", "表态", sort=Topic.votes, is_number=True),
        Column("audience", "面向人数", is_number=True, is_shown=False),
        Column("opens_at", "开始", value=wall("opens_at"), is_shown=False),
        Column("results_at", "公布结果", value=wall("results_at"), is_shown=False),
    ],
    sort="-closes_at",
    arrange=_shown,
    subject="topic",
)


@blueprint.get("")
def index() -> Response:
    """Topics of my scope, the latest to close first."""
    rows = Topic.select(Topic, Organization).join(Organization).where(Topic.organization << in_view())
    state = _in_state(request.args.get("state", ""))
    if state is not None:
        rows = rows.where(state)
    if words := request.args.get("q", "").strip()[:60]:
        rows = rows.where(Topic.title.contains(words) | Topic.text.contains(words))
    return _listing.answer(
        rows,
        "topics/list.html",
        title="话题",
        states=list(STATES.items()),
        chosen=request.args.get("state", ""),
        may_write=bool(current_caller().scope.roots(WRITE)),
    )


@blueprint.get("/<entity_id:topic_id>")
def show(topic_id: int) -> Response:
    """One topic with the sums of every statement, most agreed first."""
    return topic_page(load_topic(topic_id, READ))


def topic_page(topic: Topic, *, errors: Any = None, values: Mapping[str, Any] | None = None) -> Response:
    """The page of a topic; `errors` and `values` of a form on it that was refused."""
    said = Statement.select().where(Statement.topic == topic.id)
    me = current_member_id()
    state = state_of(topic)
    activity = None if topic.activity_id is None else Activity.get_or_none(Activity.id == topic.activity_id)
    return render(
        "topics/show.html",
        status=422 if errors else 200,
        title=topic.title,
        topic=topic,
        state=state,
        state_word=STATES[state],
        said=list(said.order_by(Statement.agrees.desc(), Statement.disagrees, Statement.id)),
        is_hot=is_hot(topic.participants, topic.audience),
        hot_rule=HOT_RULE,
        activity=activity,
        held=holding.standing([f"topic:{topic.id}"], me).held.get(f"topic:{topic.id}"),
        may_write=current_caller().scope.covers(topic.organization_id, WRITE),
        errors=errors,
        values=values or {},
    )


def organizations_to_write() -> list[tuple[int, str]]:
    """Where the reader may ask a question."""
    return place_choices(current_caller().scope.organizations(WRITE))
