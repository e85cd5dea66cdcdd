"""Representatives, delegates and the contact of a company."""

from __future__ import annotations

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.companies import services
from backend.companies.errors import NotRepresentative
from backend.console.companies.area import Day, blueprint, load_company
from backend.console.companies.record import found_people, show_company
from backend.console.rendering import done, read_form, render
from backend.errors import InvalidInput
from backend.schemas import Id, Text
from backend.scope import WRITE

_PICK = {"required": "请先查找并选择会员。"}


class RepresentativeSchema(ma.Schema):
    member_id = Id(required=True, error_messages=_PICK)
    position = Text(load_default="", max_length=40)
    starts_on = Day(load_default=None)
    ends_on = Day(load_default=None)


class DelegateSchema(ma.Schema):
    delegate_id = Id(required=True, error_messages=_PICK)
    principal_id = Id(required=True, error_messages={"required": "请选择代表。"})
    starts_on = Day(load_default=None)
    ends_on = Day(load_default=None)


class ContactSchema(ma.Schema):
    member_id = Id(load_default=None)


@blueprint.get("/people")
def find_people() -> Response:
    """Members the caller manages, by part of the name, to choose one of: a part of the page."""
    field = request.args.get("field", "")
    text = request.args.get("find", "") or request.args.get("find_delegate", "")
    name = field if field in ("member_id", "delegate_id") else "member_id"
    return render("companies/people.html", people=found_people(text), field=name, text=text, title="选择会员")


@blueprint.post("/<entity_id:company_id>/representatives")
def put_representative(company_id: int) -> BaseResponse:
    """Add somebody who represents the company, or change position and period."""
    company = load_company(company_id, WRITE)
    try:
        values = read_form(RepresentativeSchema)
        services.put_representative(company, values["member_id"], current_member_id(), current_caller().scope, values)
    except InvalidInput as error:
        return show_company(company, error=error, at="representative")
    return done("已保存代表。", to=_page(company_id))


@blueprint.post("/<entity_id:company_id>/representatives/<entity_id:member_id>/remove")
def remove_representative(company_id: int, member_id: int) -> BaseResponse:
    """Take somebody off the list."""
    company = load_company(company_id, WRITE)
    services.remove_representative(company, member_id, current_member_id())
    return done("已移除代表，为其代办的授权同时结束。", to=_page(company_id))


@blueprint.post("/<entity_id:company_id>/delegates")
def put_delegate(company_id: int) -> BaseResponse:
    """Let somebody act for a representative."""
    company = load_company(company_id, WRITE)
    try:
        values = read_form(DelegateSchema)
        services.put_delegate(
            company,
            values["delegate_id"],
            values["principal_id"],
            current_member_id(),
            current_caller().scope,
            values,
        )
    except NotRepresentative as error:
        return show_company(company, error=InvalidInput(errors={"principal_id": [error.message]}), at="delegate")
    except InvalidInput as error:
        return show_company(company, error=error, at="delegate")
    return done("已保存代办人，对方在小程序里即可代为报名、填写问卷。", to=_page(company_id))


@blueprint.post("/<entity_id:company_id>/delegates/<entity_id:delegation_id>/remove")
def remove_delegate(company_id: int, delegation_id: int) -> BaseResponse:
    """End a delegation at once."""
    company = load_company(company_id, WRITE)
    services.remove_delegate(company, delegation_id, current_member_id())
    return done("已解除代办。", to=_page(company_id))


@blueprint.post("/<entity_id:company_id>/contact")
def set_contact(company_id: int) -> BaseResponse:
    """Say which of its people is called first."""
    company = load_company(company_id, WRITE)
    services.set_contact(company, read_form(ContactSchema)["member_id"], current_member_id())
    return done("已保存联系人。", to=_page(company_id))


def _page(company_id: int) -> str:
    return url_for("console_companies.show", company_id=company_id)
