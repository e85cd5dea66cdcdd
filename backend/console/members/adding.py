"""Adding a member by hand, with a look at who may be the same person while one types."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.members.area import blueprint, load_member, reach_in_view
from backend.console.members.facts import places_and_tags
from backend.console.rendering import done, is_part, read_form, render
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.members.finding import alike_members
from backend.members.limits import number_limit
from backend.members.models import Member
from backend.members.phones import normalise_phone
from backend.members.queries import organizations_of
from backend.members.services import PhoneOfAnother, add_member, phone_is, rename_member
from backend.schemas import Id, Text
from backend.scope import WRITE


class MemberForm(ma.Schema):
    name = Text(required=True, min_length=1, max_length=40)
    phone = Text(load_default="", max_length=30)
    organization_id = Id(required=True, error_messages={"required": "请选择组织。"})
    is_another = ma.fields.Boolean(load_default=False)


class NameForm(ma.Schema):
    name = Text(required=True, min_length=1, max_length=40)


@blueprint.get("/new")
def add() -> Response:
    """An empty form."""
    return _page()


def _page(**values: Any) -> Response:
    if not current_caller().scope.roots(WRITE):
        raise Forbidden
    return render("members/new.html", title="添加会员", organizations=places_and_tags(WRITE)[0], **values)


@blueprint.get("/new/alike")
@number_limit
def alike() -> Response:
    """Who may be the same person as the one being typed."""
    if not current_caller().scope.roots(WRITE):
        raise Forbidden
    wrapper = "members/only_part.html" if is_part() else "console/layout.html"
    found = _alike(request.args.get("name", "")[:40], request.args.get("phone", "")[:30])
    return render("members/alike.html", title="可能是同一人", wrapper=wrapper, found=found)


def _alike(name: str, phone: str) -> list[dict[str, Any]]:
    """Members in view of the same name in writing or sound, or of the same number."""
    reach = reach_in_view()
    number = normalise_phone(phone) if phone else None
    ids = alike_members(name, reach) if len(name) > 1 else []
    is_meant = Member.id << ids
    if number is not None:
        is_meant |= phone_is(number) & reach.near(Member.id)
    if not ids and number is None:
        return []
    members = list(Member.select().where(is_meant, Member.state == "active").order_by(Member.spelling, Member.id))
    organizations = organizations_of([one.id for one in members], current_caller().scope)
    return [
        {
            "id": one.id,
            "name": one.name,
            "phone": one.phone_masked or "",
            "organizations": organizations[one.id],
            "is_same_phone": number is not None and one.phone == number,
        }
        for one in members
    ]


@blueprint.post("/new")
@number_limit
def create() -> BaseResponse:
    """Add the person, unless somebody alike is there and it was not said that this is another."""
    try:
        form = read_form(MemberForm)
    except InvalidInput as error:
        return _page(status=422, values=request.form, errors=error.errors)
    current_caller().scope.require(form["organization_id"], WRITE)
    found = _alike(form["name"], form["phone"])
    same_phone = any(one["is_same_phone"] for one in found)
    if found and not form["is_another"] and not same_phone:
        return _page(status=422, values=request.form, found=found)
    try:
        member, is_new = add_member(
            form["name"], form["phone"] or None, form["organization_id"], added_by=current_member_id()
        )
    except InvalidInput as error:
        return _page(status=422, values=request.form, errors=error.errors)
    except PhoneOfAnother as error:
        return _page(status=error.status, values=request.form, errors={"phone": [error.message]}, found=found)
    text = f"已添加 {member.name}。" if is_new else f"{member.name} 已在系统里，现已加入所选组织。"
    return done(text, to=url_for("console_members.show", member_id=member.id))


@blueprint.post("/<entity_id:member_id>/name")
def rename(member_id: int) -> BaseResponse:
    """Put a name right."""
    member = load_member(member_id, WRITE)
    places = organizations_of([member.id], current_caller().scope, WRITE)[member.id]
    if not places:
        raise NotFound
    before = member.name
    name = read_form(NameForm)["name"]
    rename_member(member.id, name, renamed_by=current_member_id(), organization_id=places[0]["id"])
    here = url_for("console_members.show", member_id=member.id)
    undo = ("撤销", url_for("console_members.rename", member_id=member.id), {"name": before})
    return done("姓名已更正。", to=here, undo=undo)
