"""The list of pairs that may be one person, and saying that they are two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.access import ConsoleBlueprint
from backend.console.lists import Column, Listing, Shown
from backend.console.rendering import done, in_view, read_form
from backend.members.models import Member
from backend.members.queries import claimed_among, organizations_of
from backend.merging.duplicates import explain, lookalikes, say_distinct, take_distinct_back
from backend.merging.models import Lookalike
from backend.schemas import Id
from backend.scope import READ, WRITE

blueprint = ConsoleBlueprint("duplicates", "/members/duplicates", needs=READ)

_LIST = Listing(
    name="重复名单",
    columns=[
        Column("first", "记录一", width=30),
        Column("second", "记录二", width=30),
        Column("reasons", "为什么列出", sort=Lookalike.has_same_phone, width=40),
        Column("found", "发现", sort=Lookalike.id, width=1, is_shown=False),
    ],
    sort="-reasons",
    arrange=lambda pairs: _shown(pairs),
    subject="member",
)


@blueprint.get("")
def index() -> Response:
    """Pairs in what I look at: those with one number first."""
    pairs = lookalikes(in_view())
    if request.args.get("why") == "phone":
        pairs = pairs.where(Lookalike.has_same_phone)
    return _LIST.answer(
        pairs,
        "duplicates/list.html",
        title="重复名单",
        why=request.args.get("why", ""),
        may_write=bool(current_caller().scope.roots(WRITE)),
    )


def described(members: Sequence[Member]) -> dict[int, dict[str, Any]]:
    """What staff tell records apart by, by id; three statements for any number of them."""
    ids = [member.id for member in members]
    places = organizations_of(ids, current_caller().scope)
    claimed = claimed_among(ids)
    return {
        member.id: {
            "id": member.id,
            "name": member.name,
            "phone": member.phone_masked,
            "organizations": places[member.id],
            "where": "、".join(one["name"] for one in places[member.id]),
            "is_claimed": member.id in claimed,
            "created_at": member.created_at,
        }
        for member in members
    }


def _shown(pairs: Sequence[Lookalike]) -> Sequence[Shown]:
    ids = {number for pair in pairs for number in (pair.first_id, pair.second_id)}
    people = {member.id: member for member in Member.select().where(Member.id << list(ids))}
    told = described(list(people.values()))
    rows = []
    for pair in pairs:
        one, other = told[pair.first_id], told[pair.second_id]
        there = {place["id"] for place in other["organizations"]}
        shared = [place["name"] for place in one["organizations"] if place["id"] in there]
        rows.append(
            {
                "id": pair.id,
                "one": one,
                "other": other,
                "name": one["name"],
                "first": _words(one),
                "second": _words(other),
                "reasons": " · ".join(explain(pair, people[pair.first_id], people[pair.second_id], shared)),
                "found": "",
            }
        )
    return rows


def _words(told: dict[str, Any]) -> str:
    return f"{told['name']} {told['phone'] or '没有手机号'} {told['where']}"


class PairSchema(ma.Schema):
    one = Id(required=True)
    other = Id(required=True)


@blueprint.post("/distinct")
def keep_apart() -> BaseResponse:
    """These are two people: do not show them again."""
    pair = read_form(PairSchema)
    say_distinct(pair["one"], pair["other"], current_caller().scope, current_member_id())
    return done(
        "已记住：不是同一人，不再列出。",
        to=url_for("console_duplicates.index"),
        undo=("撤销", url_for("console_duplicates.show_again"), pair),
    )


@blueprint.post("/show-again")
def show_again() -> BaseResponse:
    """They may be one person after all."""
    pair = read_form(PairSchema)
    take_distinct_back(pair["one"], pair["other"], current_caller().scope, current_member_id())
    return done("已撤销，这两份记录会重新列出。", to=url_for("console_duplicates.index"))
