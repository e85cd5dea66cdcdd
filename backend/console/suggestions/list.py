"""The list of cases, most urgent first, with one of them in the side panel."""

from __future__ import annotations

from typing import Any

import peewee
from flask import Response, request, url_for

from backend.cases.models import Case
from backend.cases.queues import cases_with_people
from backend.console.lists import Column, Listing, wall
from backend.console.suggestions.area import blueprint
from backend.console.suggestions.case import panel_of
from backend.console.suggestions.narrowing import cards_of, choices, conditions, in_state, seen
from backend.organizations.models import Organization
from backend.suggestions.queries import latest_replies

_Given = Case.assignee.rel_model.alias("assignee")
# What is owed nothing comes last.
_BY_DUE = peewee.fn.COALESCE(Case.due_at, 2**62)


def _shown(cases: list[Any]) -> list[dict[str, Any]]:
    cards = cards_of(cases)
    if request.args.get("format") != "xlsx":
        return cards
    texts = {case.id: (case.text, case.place, case.outcome) for case in cases}
    replies = latest_replies(list(texts))
    for card in cards:
        card["text"], card["place"], card["outcome"] = texts[card["id"]]
        card["reply"] = replies.get(card["id"], "")
    return cards


listing = Listing(
    name="建议",
    columns=[
        Column("title", "标题", sort=Case.title, width=32),
        Column("category_title", "类别", sort=Case.category),
        Column("organization_name", "组织", sort=Organization.name, width=20),
        Column("author_name", "提出人"),
        Column("state_word", "状态", sort=Case.state),
        Column("assignee_name", "承办人"),
        Column("left_words", "期限", sort=_BY_DUE, width=18),
        Column("endorsements", "附议", sort=Case.endorsements, is_number=True),
        Column("created_at", "提出时间", sort=Case.created_at, value=wall("created_at")),
        Column("due_at", "到期时间", value=wall("due_at"), is_shown=False),
        Column("text", "内容", width=60, is_shown=False),
        Column("place", "地点", is_shown=False),
        Column("answered_at", "答复时间", value=wall("answered_at"), is_shown=False),
        Column("reply", "公开答复", width=60, is_shown=False),
        Column("rating", "评价", is_shown=False),
    ],
    sort="left_words",
    arrange=_shown,
    subject="case",
)


@blueprint.get("")
def index() -> Response:
    """Cases of my scope: those somebody still owes something about, or of any state."""
    rows = cases_with_people().where(seen(), in_state(request.args.get("state", "")), *conditions())
    return listing.answer(
        rows,
        "suggestions/list.html",
        title="建议",
        panel=panel_of,
        choices=choices() if request.args.get("format") != "xlsx" else {},
        board_url=url_for("console_suggestions.board", **kept_filters()),
    )


def kept_filters() -> dict[str, Any]:
    """The filters that list and board share."""
    names = ("q", "kind", "category", "assignee", "due", "organization", "month")
    return {name: request.args[name] for name in names if request.args.get(name)}
