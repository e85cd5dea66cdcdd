"""Inviting people: codes that let their bearers join, made, handed on and ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.lists import Column, Listing, Shown, wall
from backend.console.members.area import blueprint, may_write
from backend.console.members.facts import places_and_tags
from backend.console.rendering import done, in_view, read_form, render
from backend.console.signing_in.codes import qr_path
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.joining.models import Invitation
from backend.joining.schemas import MOST_DAYS, MOST_USES
from backend.joining.services import invitations as services
from backend.organizations.models import Organization
from backend.schemas import Id
from backend.scope import WRITE

# days: words
TERMS = {3: "3 天", 7: "7 天", 14: "两周", 30: "一个月", 90: "三个月", MOST_DAYS: "一年"}
_STATES = {"open": "可以用", "ended": "已失效"}


class InvitationForm(ma.Schema):
    organization_id = Id(required=True, error_messages={"required": "请选择邀请加入哪个组织。"})
    max_uses = ma.fields.Integer(
        required=True,
        validate=ma.validate.Range(1, MOST_USES, error=f"请填 1 到 {MOST_USES} 之间的人数。"),
        error_messages={"required": "请填写最多几人可以用。", "invalid": "请填写整数。"},
    )
    days = ma.fields.Integer(
        required=True,
        validate=ma.validate.OneOf(list(TERMS), error="请选择用到什么时候。"),
        error_messages={"required": "请选择用到什么时候。", "invalid": "请选择用到什么时候。"},
    )


def _state_of(invitation: Invitation) -> tuple[str, str]:
    """Words and the kind of badge."""
    if invitation.revoked_at is not None:
        return "已停用", "off"
    if invitation.used >= invitation.max_uses:
        return "已用完", "off"
    return ("可以用", "ok") if invitation.is_open(clock.now()) else ("已过期", "off")


def _shown(rows: Sequence[Invitation]) -> Sequence[Shown]:
    wanted = list({one.organization_id for one in rows})
    names = {one.id: one.name for one in Organization.select().where(Organization.id << wanted)}
    writable = Organization.select(Organization.id).where(
        Organization.id << wanted, Organization.id << current_caller().scope.organizations(WRITE)
    )
    ours = {one.id for one in writable}
    return [
        {
            "id": one.id,
            # A code lets in whoever has it: it is for those who may invite.
            "code": one.code if one.organization_id in ours else "••••••••",
            "organization": names.get(one.organization_id, ""),
            "used": f"{one.used} / {one.max_uses}",
            "ends": one.expires_at,
            "made": one.created_at,
            "state": _state_of(one)[0],
            "kind": _state_of(one)[1],
            "may_end": one.organization_id in ours and one.is_open(clock.now()),
        }
        for one in rows
    ]


_listing = Listing(
    name="邀请码",
    columns=[
        Column("code", "邀请码", width=14),
        Column("organization", "加入的组织", width=28),
        Column("used", "已用 / 最多", is_number=True),
        Column("ends", "用到", sort=Invitation.expires_at, value=wall("ends"), width=18),
        Column("state", "状态", width=10),
        Column("made", "生成", sort=Invitation.created_at, value=wall("made"), width=18),
    ],
    sort="-made",
    arrange=_shown,
    subject="invitation",
)


@blueprint.get("/invitations")
def invitations() -> Response:
    """Codes of the organizations in view, the newest first."""
    rows = Invitation.select().where(Invitation.organization << in_view())
    chosen = request.args.get("state", "")
    is_open = (
        Invitation.revoked_at.is_null(),
        Invitation.used < Invitation.max_uses,
        Invitation.expires_at > clock.now(),
    )
    if chosen == "open":
        rows = rows.where(*is_open)
    elif chosen == "ended":
        rows = rows.where(~(is_open[0] & is_open[1] & is_open[2]))
    return _listing.answer(
        rows, "members/invitations.html", title="邀请", may_write=may_write(), states=_STATES, chosen=chosen
    )


@blueprint.get("/invitations/new")
def invite() -> Response:
    """An empty form: one week, thirty people."""
    return _form(values={"max_uses": 30, "days": 7})


def _form(**values: Any) -> Response:
    if not may_write():
        raise Forbidden
    organizations = places_and_tags(WRITE)[0]
    return render("members/invite.html", title="生成邀请码", organizations=organizations, terms=TERMS.items(), **values)


@blueprint.post("/invitations/new")
def create_invitation() -> BaseResponse:
    """Make a code and show it."""
    try:
        form = read_form(InvitationForm)
    except InvalidInput as error:
        return _form(status=422, values=request.form, errors=error.errors)
    current_caller().scope.require(form["organization_id"], WRITE)
    ends = clock.now() + timedelta(days=form["days"])
    made = services.create_invitation(form["organization_id"], current_member_id(), form["max_uses"], ends)
    return done(
        "邀请码已生成，请复制下面的话发给要邀请的人。", to=url_for("console_members.invitation", invitation_id=made.id)
    )


@blueprint.get("/invitations/<entity_id:invitation_id>")
def invitation(invitation_id: int) -> Response:
    """A code to hand on, large, with the words that go with it."""
    found = _load(invitation_id)
    name = Organization.get_by_id(found.organization_id).name
    words = f"{name}邀请您加入。请在微信里打开我们的小程序，点首页的“加入”，再点“我有邀请码”，填写：{found.code}"
    return render(
        "members/invitation.html",
        title="邀请码",
        invitation=found,
        organization=name,
        state=_state_of(found),
        is_open=found.is_open(clock.now()),
        words=words,
        qr=qr_path(words),
    )


@blueprint.post("/invitations/<entity_id:invitation_id>/end")
def end_invitation(invitation_id: int) -> BaseResponse:
    """End a code before its time; who joined by it stays."""
    found = _load(invitation_id)
    services.revoke_invitation(found, current_member_id())
    return done(f"邀请码 {found.code} 已停用，已经加入的人不受影响。", to=url_for("console_members.invitations"))


def _load(invitation_id: int) -> Invitation:
    """A code of an organization the reader may invite to. Raises NotFound, Forbidden."""
    found: Invitation | None = Invitation.get_or_none(Invitation.id == invitation_id)
    if found is None:
        raise NotFound
    current_caller().scope.require(found.organization_id, WRITE)
    return found
