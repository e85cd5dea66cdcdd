"""The list of members."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from backend.auth import current_caller
from backend.console.fields import read_ids
from backend.console.lists import Column, Listing, wall
from backend.console.members.area import blueprint, may_write
from backend.console.members.facts import facts_of, places_and_tags, tags_of
from backend.console.members.filters import (
    ACTIVITY,
    COMPLETENESS,
    SOURCE_NAMES,
    WECHAT,
    MemberFilter,
    select_members,
)
from backend.console.members.profile import member_in_panel
from backend.members.finding import MOST_FOUND
from backend.members.limits import number_limit
from backend.members.models import Member
from backend.members.queries import organizations_of

_MOST_TICKED = 100
_M: Any = Member.alias("m")


def _shown(members: list[Member]) -> list[dict[str, Any]]:
    """Rows of the list: four statements for any number of members."""
    ids = [member.id for member in members]
    organizations = organizations_of(ids, current_caller().scope)
    tags = tags_of(ids)
    facts = facts_of(ids)
    return [
        {
            "id": member.id,
            "name": member.name,
            "phone": member.phone_masked or "",
            "organizations": "、".join(one["name"] for one in organizations[member.id]),
            "tags": "、".join(one["name"] for one in tags[member.id]),
            "complete": facts[member.id][0],
            "is_claimed": facts[member.id][1],
            "wechat": "已加入" if facts[member.id][1] else "未加入",
            "source": SOURCE_NAMES.get(member.source, member.source),
            "joined": member.created_at,
        }
        for member in members
    ]


_listing = Listing(
    name="会员名单",
    columns=[
        Column("name", "姓名", sort=_M.spelling),
        Column("phone", "手机"),
        Column("organizations", "组织", width=32),
        Column("tags", "标签", width=24),
        Column("complete", "资料 %", is_number=True),
        Column("wechat", "微信", width=10),
        Column("source", "来源", is_shown=False),
        Column("joined", "登记", sort=_M.created_at, value=wall("joined"), width=18),
    ],
    sort="name",
    arrange=_shown,
    subject="member",
)


@blueprint.get("")
@number_limit
def index() -> Response:
    """Members my roles cover, by search and filters."""
    chosen = MemberFilter.of(request.args)
    selection = select_members(chosen, request.args.get("q", "").strip()[:40])
    rows = selection.rows
    if ticked := read_ids(request.args.getlist("ids")):
        rows = rows.where(_M.id << ticked[:_MOST_TICKED])
    is_part = request.headers.get("HX-Target", "") in ("list", "panel")
    return _listing.answer(
        rows,
        "members/list.html",
        title="会员",
        panel=member_in_panel,
        total=None if ticked or request.headers.get("HX-Target") == "panel" else selection.count(),
        filter=chosen,
        choices={} if is_part else _choices(),
        may_write=may_write(),
        most_found=None if selection.is_all else MOST_FOUND,
        selectable=may_write(),
    )


def _choices() -> dict[str, Any]:
    """What the filters offer."""
    organizations, tags = places_and_tags()
    return {
        "organizations": organizations,
        "tags": tags,
        "sources": SOURCE_NAMES.items(),
        "wechat": WECHAT,
        "complete": COMPLETENESS,
        "active": ACTIVITY,
    }
