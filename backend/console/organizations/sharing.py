"""What our organizations share with others: beginning it, looking it over, ending it."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.models import Activity
from backend.audiences.models import Tag
from backend.auth import current_caller, current_member_id
from backend.console.fields import WallDay
from backend.console.lists import Column, Listing, wall
from backend.console.organizations.pages import blueprint
from backend.console.organizations.trees import choices_of, paths_of
from backend.console.organizations.wording import WORDS
from backend.console.rendering import done, in_view, read_form, render
from backend.errors import DomainError, Forbidden, InvalidInput, NotFound
from backend.organizations.models import Organization
from backend.schemas import Id, Text, read_id
from backend.scope import ADMINISTER
from backend.sharing.models import OrganizationShare
from backend.sharing.services import AlreadyShared, Terms, restore_share, revoke_share, share_with, shared_by

_MOST_FOUND = 8
_LATEST = 100
WHO = {
    "everybody": "全部会员（含下级）",
    "tag": "带某个标签的会员",
    "signed_up": "某个活动的报名人",
    "attended": "某个活动的到场人",
}


class ShareForm(ma.Schema):
    organization_id = Id(required=True)
    with_organization_id = Id(required=True)
    level = ma.fields.String(required=True, validate=ma.validate.OneOf(("aggregates", "people")))
    who = ma.fields.String(load_default="everybody", validate=ma.validate.OneOf(tuple(WHO)))
    tag_id = Id(load_default=None)
    activity_id = Id(load_default=None)
    purpose = Text(load_default="", max_length=120)
    until = WallDay(load_default=None)


@blueprint.get("/shares")
def list_shares() -> Response:
    """What we share, and have shared."""
    if not current_caller().scope.roots(ADMINISTER):
        raise Forbidden
    rows = shared_by(in_view(ADMINISTER))
    state = request.args.get("state", "now")
    if state == "now":
        rows = rows.where(OrganizationShare.in_force(clock.now()))
    return _listing.answer(rows, "organizations/shares.html", title="共享出去的", state=state, **WORDS)


def words_of(shares: list[OrganizationShare]) -> dict[int, str]:
    """Whom each of them shows, in words; two statements for any number."""
    wanted: dict[str, set[int]] = {"tags": set(), "activities": set()}
    for share in shares:
        wanted["tags"] |= set(share.audience.get("tags", []))
        wanted["activities"] |= {one["id"] for one in share.audience.get("activities", [])}
    tags = _names(Tag, Tag.name, wanted["tags"])
    titles = _names(Activity, Activity.title, wanted["activities"])
    return {share.id: _words(share, tags, titles) for share in shares}


def _names(model: Any, column: Any, ids: set[int]) -> dict[int, str]:
    return dict(model.select(model.id, column).where(model.id << sorted(ids)).tuples()) if ids else {}


def _words(share: OrganizationShare, tags: dict[int, str], titles: dict[int, str]) -> str:
    if share.level == "aggregates":
        return "汇总数字"
    for tag_id in share.audience.get("tags", []):
        return f"标签“{tags.get(tag_id, '已删除')}”的会员"
    for one in share.audience.get("activities", []):
        came = "报名人" if one["who"] == "signed_up" else "到场人"
        return f"“{titles.get(one['id'], '已删除的活动')}”的{came}"
    return WHO["everybody"]


def _shown(shares: list[OrganizationShare]) -> list[dict[str, Any]]:
    now = clock.now()
    what = words_of(shares)
    return [
        {
            "id": share.id,
            "name": share.with_organization.name,
            "organization": share.organization.name,
            "what": what[share.id],
            "purpose": share.purpose,
            "ends_at": share.ends_at,
            "revoked_at": share.revoked_at,
            "is_in_force": share.is_in_force(now),
            "created_at": share.created_at,
        }
        for share in shares
    ]


_listing = Listing(
    name="共享",
    columns=[
        Column("name", "共享给", width=24),
        Column("organization", "哪个组织的", sort=Organization.name, width=24),
        Column("what", "内容", width=28),
        Column("purpose", "用途", width=28),
        Column("ends_at", "期限", sort=OrganizationShare.ends_at, value=wall("ends_at")),
        Column("created_at", "开始", sort=OrganizationShare.created_at, value=wall("created_at"), is_shown=False),
    ],
    sort="-created_at",
    arrange=_shown,
    subject="organization_share",
)


@blueprint.get("/shares/new")
def offer_share() -> Response:
    """Choose with whom, what, why and until when."""
    return _form(request.args)


@blueprint.post("/shares")
def begin_share() -> BaseResponse:
    """Begin it."""
    scope = current_caller().scope
    try:
        form = read_form(ShareForm)
        scope.require(form["organization_id"], ADMINISTER)
        is_people = form["level"] == "people"
        terms = Terms(
            level=form["level"],
            purpose=form["purpose"],
            ends_at=None if form["until"] is None else clock.business_day(form["until"])[1],
            who=form["who"] if is_people else "everybody",
            subject_id=form["tag_id"] if form["who"] == "tag" else form["activity_id"],
        )
        share = share_with(
            form["organization_id"],
            form["with_organization_id"],
            terms,
            shared_by=current_member_id(),
            scope=scope,
        )
    except (InvalidInput, AlreadyShared) as refused:
        return _form(request.form, refused)
    return done(
        f"已共享给“{share.with_organization.name}”，对方现在就能看到。",
        to=url_for("console_organizations.list_shares"),
        undo=("撤销", url_for("console_organizations.end_share", share_id=share.id), {}),
    )


@blueprint.post("/shares/<entity_id:share_id>/end")
def end_share(share_id: int) -> BaseResponse:
    """End it: the other side sees nothing more from this moment on."""
    share = _load(share_id)
    name = share.with_organization.name
    if not revoke_share(share, current_member_id()):
        return done(f"这项共享已经结束了，“{name}”看不到。", to=url_for("console_organizations.list_shares"))
    return done(
        f"已收回，“{name}”现在看不到了。",
        to=url_for("console_organizations.list_shares"),
        undo=("撤销", url_for("console_organizations.resume_share", share_id=share.id), {}),
    )


@blueprint.post("/shares/<entity_id:share_id>/resume")
def resume_share(share_id: int) -> BaseResponse:
    """Take the ending back, while its time is not over."""
    share = _load(share_id)
    if not restore_share(share, current_member_id()):
        raise NotFound("这项共享已经到期，请重新共享。")
    return done(f"已恢复共享给“{share.with_organization.name}”。", to=url_for("console_organizations.list_shares"))


def _load(share_id: int) -> OrganizationShare:
    share: OrganizationShare | None = OrganizationShare.get_or_none(OrganizationShare.id == share_id)
    if share is None:
        raise NotFound
    current_caller().scope.require(share.organization_id, ADMINISTER)
    return share


def _form(values: Any, refused: DomainError | None = None) -> Response:
    scope = current_caller().scope
    if not scope.roots(ADMINISTER):
        raise Forbidden
    errors = None
    if refused is not None:
        errors = {"ends_at": [], **refused.errors} if refused.errors else {"level": [refused.message]}
    administered = scope.organizations(ADMINISTER)
    tags = Tag.select(Tag, Organization).join(Organization).where(Tag.organization << administered)
    activities = Activity.select(Activity.id, Activity.title, Activity.starts_at).where(
        Activity.organization << administered, Activity.state == "published"
    )
    return render(
        "organizations/share.html",
        status=200 if refused is None else 422,
        title="共享给其他组织",
        values=values,
        errors=errors,
        ours=choices_of(scope, ADMINISTER),
        partners=_find_partners(values.get("q", "").strip(), values.get("with_organization_id", "")),
        who=list(WHO.items()),
        tags=[
            (one.id, f"{one.name}（{one.organization.name}）") for one in tags.order_by(Tag.name, Tag.id).limit(_LATEST)
        ],
        activities=[
            (one.id, f"{clock.in_business_zone(one.starts_at):%Y-%m-%d} {one.title}")
            for one in activities.order_by(Activity.starts_at.desc(), Activity.id).limit(_LATEST)
        ],
    )


def _find_partners(words: str, chosen: str) -> list[tuple[int, str]]:
    """Organizations the search means, each with its place in the tree, and the one that was chosen."""
    chosen_id = read_id(chosen)
    if not words and chosen_id is None:
        return []
    found = Organization.id == chosen_id
    if words:
        found |= Organization.name.contains(words)
    rows = Organization.select(Organization.id).where(found).order_by(Organization.name, Organization.id)
    return list(paths_of([one.id for one in rows.limit(_MOST_FOUND)]).items())
