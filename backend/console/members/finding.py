"""What is offered while somebody types in the box at the top of every page."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from backend.auth import current_caller
from backend.console.members.area import blueprint, reach_in_view
from backend.console.rendering import in_view, is_part, render
from backend.members.finding import find_members
from backend.members.limits import number_limit
from backend.members.models import Member
from backend.members.queries import organizations_of
from backend.organizations.models import Organization

_MOST_MEMBERS, _MOST_ORGANIZATIONS = 8, 3


@blueprint.get("/find")
@number_limit
def find() -> Response:
    """The nearest members, and organizations of that name."""
    text = request.args.get("q", "").strip()[:40]
    finds = find_members(text, reach_in_view(), _MOST_MEMBERS)
    by_id: dict[int, Member] = (
        {one.id: one for one in Member.select().where(Member.id << finds.ids)} if finds.ids else {}
    )
    members = [by_id[one] for one in finds.ids if one in by_id]
    organizations = organizations_of(finds.ids, current_caller().scope) if members else {}
    return render(
        "members/find.html",
        title="查找会员",
        wrapper="members/only_part.html" if is_part() else "console/layout.html",
        q=text,
        members=members,
        organizations=organizations,
        places=_places(text),
        is_all=finds.is_all,
    )


def _places(text: str) -> list[Any]:
    if len(text) < 2:
        return []
    rows = Organization.select().where(Organization.name.contains(text), Organization.id << in_view())
    return list(rows.order_by(Organization.name).limit(_MOST_ORGANIZATIONS))
