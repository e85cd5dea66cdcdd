"""What others share with us: their figures, and for a time the people they chose. Every look at one is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from backend.auth import current_caller, current_member_id
from backend.console.lists import Column, Listing, wall
from backend.console.organizations.pages import blueprint
from backend.console.organizations.sharing import words_of
from backend.console.organizations.wording import WORDS
from backend.console.rendering import in_view
from backend.members.models import Member
from backend.organizations.models import Membership, Organization, OrganizationClosure
from backend.scope import ADMINISTER
from backend.sharing.figures import figures_of
from backend.sharing.models import OrganizationShare
from backend.sharing.services import find_shared, note_looks, people_of, shared_with


@blueprint.get("/shared")
def list_shared() -> Response:
    """What is shared with us now."""
    rows = shared_with(current_caller().scope).where(OrganizationShare.with_organization << in_view())
    return _listing.answer(
        rows,
        "organizations/shared.html",
        title="共享给我们的",
        may_administer=bool(current_caller().scope.roots(ADMINISTER)),
        **WORDS,
    )


def _shown(shares: list[OrganizationShare]) -> list[dict[str, Any]]:
    what = words_of(shares)
    return [
        {
            "id": share.id,
            "name": share.organization.name,
            "with": share.with_organization.name,
            "what": what[share.id],
            "purpose": share.purpose,
            "ends_at": share.ends_at,
            "created_at": share.created_at,
        }
        for share in shares
    ]


_listing = Listing(
    name="共享给我们的",
    columns=[
        Column("name", "谁共享的", sort=Organization.name, width=24),
        Column("with", "共享给", width=24),
        Column("what", "内容", width=28),
        Column("purpose", "用途", width=28),
        Column("ends_at", "期限", sort=OrganizationShare.ends_at, value=wall("ends_at")),
        Column("created_at", "开始", sort=OrganizationShare.created_at, value=wall("created_at"), is_shown=False),
    ],
    sort="-created_at",
    arrange=_shown,
    subject="organization_share",
)


@blueprint.get("/shared/<entity_id:share_id>")
def show_shared(share_id: int) -> Response:
    """The figures, and the people if it shows any: those on the page are told that I looked."""
    share = find_shared(share_id, current_caller().scope)
    people = Listing(
        name=f"{share.organization.name}共享的会员",
        columns=[
            Column("name", "姓名", sort=Member.name),
            Column("phone", "手机"),
            Column("organizations", "组织", width=28),
        ],
        sort="name",
        arrange=_people_of(share),
        subject="shared_member",
    )
    return people.answer(
        people_of(share),
        "organizations/partner.html",
        title=f"{share.organization.name}共享的{'会员' if share.level == 'people' else '数字'}",
        may_administer=bool(current_caller().scope.roots(ADMINISTER)),
        share=share,
        what=words_of([share])[share.id],
        figures=figures_of(share.organization_id),
        **WORDS,
    )


def _people_of(share: OrganizationShare) -> Callable[[list[Member]], list[dict[str, Any]]]:
    def arrange(members: list[Member]) -> list[dict[str, Any]]:
        note_looks(share, members, current_member_id())
        belong = _organizations(share.organization_id, [one.id for one in members])
        return [
            {
                "id": one.id,
                "name": one.name,
                "phone": one.phone_masked or "",
                "organizations": "、".join(belong.get(one.id, [])),
            }
            for one in members
        ]

    return arrange


def _organizations(organization_id: int, member_ids: list[int]) -> dict[int, list[str]]:
    """Where each belongs among what is shared: other memberships are not its to show."""
    rows: Any = (
        Membership.select(Membership.member, Organization.name)
        .join(Organization)
        .join(OrganizationClosure, on=(OrganizationClosure.descendant == Organization.id))
        .where(Membership.member << member_ids, OrganizationClosure.ancestor == organization_id)
        .order_by(Membership.joined_at, Membership.id)
        .tuples()
    )
    found: dict[int, list[str]] = {}
    for member_id, name in rows:
        found.setdefault(member_id, []).append(name)
    return found
