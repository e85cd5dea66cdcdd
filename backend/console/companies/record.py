"""One company: its page, a new one, and its fields."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.audit.models import AuditEntry
from backend.audit.words import action_words
from backend.auth import current_caller, current_member_id
from backend.companies.errors import CompanyNameTaken, CreditCodeTaken
from backend.companies.models import Company, CompanyRepresentative, Dues, Standing
from backend.companies.queries import delegates_in
from backend.companies.services import change_company, create_company
from backend.companies.standings import set_state, set_term, standing_of
from backend.console.companies.area import STATUS_WORDS, WORDS, Day, blueprint, load_company, load_standing, may_change
from backend.console.places import place_choices
from backend.console.rendering import done, in_view, read_form, render
from backend.errors import DomainError, InvalidInput
from backend.members.models import Member
from backend.members.queries import organizations_of, visible_members
from backend.organizations.models import Organization
from backend.schemas import Id, Text
from backend.scope import WRITE

_SHOWN_ENTRIES = 20
_MOST_SUGGESTED = 10


class CompanySchema(ma.Schema):
    """The fields of a company."""

    name = Text(required=True, max_length=100, error_messages={"required": "请填写单位名称。"})
    credit_code = Text(load_default="", max_length=30)
    address = Text(load_default="", max_length=200)
    office_phone = Text(load_default="", max_length=30)
    note = Text(load_default="", max_length=500)


class NewCompanySchema(CompanySchema):
    organization_id = Id(required=True, error_messages={"required": "请选择所属组织。"})
    starts_on = Day(load_default=None)
    ends_on = Day(load_default=None)


class TermSchema(ma.Schema):
    starts_on = Day(load_default=None)
    ends_on = Day(load_default=None)


class StateSchema(ma.Schema):
    state = Text(required=True, max_length=20)


@blueprint.get("/new")
def new() -> Response:
    """An empty form."""
    return _form(None, {"organization_id": request.args.get("organization_id", "")})


@blueprint.post("/new")
def create() -> BaseResponse:
    """Add a company to an organization the caller manages."""
    try:
        values = read_form(NewCompanySchema)
        current_caller().scope.require(values["organization_id"], WRITE)
        company = create_company(values["organization_id"], current_member_id(), values)
    except (InvalidInput, CompanyNameTaken, CreditCodeTaken) as error:
        return _form(None, request.form, error)
    return done(f"已添加“{company.name}”，接着添加代表吧。", to=_page(company))


@blueprint.get("/<entity_id:company_id>/edit")
def edit(company_id: int) -> Response:
    """The fields of a company, to be changed."""
    company = load_company(company_id, WRITE)
    return _form(company, {name: getattr(company, name) or "" for name in CompanySchema().fields})


@blueprint.post("/<entity_id:company_id>/edit")
def change(company_id: int) -> BaseResponse:
    """Change the fields of a company."""
    company = load_company(company_id, WRITE)
    try:
        change_company(company, current_member_id(), read_form(CompanySchema))
    except (InvalidInput, CompanyNameTaken, CreditCodeTaken) as error:
        return _form(company, request.form, error)
    return done("已保存单位资料。", to=_page(company))


def _page(company: Company) -> str:
    return url_for("console_companies.show", company_id=company.id)


def _form(company: Company | None, values: Any, error: DomainError | None = None) -> Response:
    errors = None
    if error is not None:
        field = {CompanyNameTaken: "name", CreditCodeTaken: "credit_code"}.get(type(error))
        errors = {field: [error.message]} if field else error.errors
    return render(
        "companies/form.html",
        title="添加单位" if company is None else f"修改{company.name}",
        status=200 if error is None else 422 if isinstance(error, InvalidInput) else error.status,
        company=company,
        organizations=[] if company else place_choices(in_view(WRITE)),
        values=values,
        errors=errors,
    )


@blueprint.get("/<entity_id:company_id>")
def show(company_id: int) -> Response:
    """One company in full."""
    return show_company(load_company(company_id))


def show_company(company: Company, *, error: InvalidInput | None = None, at: str = "") -> Response:
    """The page of a company; `at`: the form to which `error` belongs, with what was typed into it."""
    return render(
        "companies/show.html",
        title=company.name,
        status=200 if error is None else 422,
        can_change=may_change(company.organization_id),
        history=_history(company),
        at=at,
        found=found_people(request.args.get("find", "")),
        found_delegates=found_people(request.args.get("find_delegate", "")),
        errors=None if error is None else error.errors,
        values=request.form if error is not None else {},
        this_year=clock.business_today().year,
        today=clock.business_today().isoformat(),
        **company_values(company),
        **WORDS,
    )


def found_people(text: str) -> list[dict[str, Any]]:
    """Members the caller manages, by part of the name, to choose one of: two statements; none without a name."""
    scope, name = current_caller().scope, text.strip()[:40]
    if not name:
        return []
    rows = visible_members(scope, WRITE).where(Member.name.contains(name)).order_by(Member.name, Member.id)
    found = list(rows.limit(_MOST_SUGGESTED))
    organizations = organizations_of([one.id for one in found], scope, WRITE)
    return [
        {
            "id": one.id,
            "name": one.name,
            "phone": one.phone_masked or "",
            "organization": "、".join(place["name"] for place in organizations[one.id]),
        }
        for one in found
    ]


def company_values(company: Company) -> dict[str, Any]:
    """What page and panel show: five statements."""
    today = clock.business_today()
    standing = standing_of(company)
    representatives: list[CompanyRepresentative] = list(
        CompanyRepresentative.select(CompanyRepresentative, Member)
        .join(Member)
        .where(CompanyRepresentative.company == company.id)
        .order_by(CompanyRepresentative.ends_on.is_null(False), CompanyRepresentative.id)
    )
    day = today.isoformat()
    return {
        "company": company,
        "organization_name": Organization.get_by_id(company.organization_id).name,
        "standing": standing,
        "standing_status": standing.status(today),
        "representatives": [(one, one.ends_on is not None and one.ends_on < day) for one in representatives],
        "delegates": [(one, one.ends_on is not None and one.ends_on < day) for one in delegates_in(company.id)],
        "dues": list(Dues.select().where(Dues.standing == standing.id).order_by(Dues.year.desc())),
    }


def _history(company: Company) -> list[dict[str, Any]]:
    rows = (
        AuditEntry.select(AuditEntry, Member)
        .join(Member, "LEFT OUTER JOIN", on=AuditEntry.actor)
        .where(AuditEntry.subject_kind == "company", AuditEntry.subject_id == company.id)
        .order_by(AuditEntry.id.desc())
        .limit(_SHOWN_ENTRIES)
    )
    found: list[Any] = list(rows)
    return [
        {"id": one.id, "at": one.at, "by": one.actor.name if one.actor_id else "", "words": action_words(one.action)}
        for one in found
    ]


@blueprint.post("/standings/<entity_id:standing_id>/term")
def change_term(standing_id: int) -> BaseResponse:
    """Set the first and the last day of a term."""
    standing = load_standing(standing_id)
    try:
        values = read_form(TermSchema)
        set_term(standing, current_member_id(), values["starts_on"], values["ends_on"])
    except InvalidInput as error:
        return back_with(standing, error, "term")
    return done("已保存会籍期限。", to=page_of(standing))


@blueprint.post("/standings/<entity_id:standing_id>/state")
def change_state(standing_id: int) -> BaseResponse:
    """Suspend a standing, end it, or let it be active again."""
    standing = load_standing(standing_id)
    before = standing.state
    state = read_form(StateSchema)["state"]
    set_state(standing, current_member_id(), state)
    undo = ("撤销", url_for("console_companies.change_state", standing_id=standing.id), {"state": before})
    return done(f"会籍已改为“{STATUS_WORDS[state]}”。", to=page_of(standing), undo=undo if before != state else None)


def page_of(standing: Standing) -> str:
    """Where a standing is looked at: with its company, or in the list of terms."""
    if standing.company_id is not None:
        return url_for("console_companies.show", company_id=standing.company_id)
    return url_for("console_companies.lapses", open=standing.id)


def back_with(standing: Standing, error: InvalidInput, at: str) -> Response:
    """The company's page with what is wrong beside what was typed; for a member's standing, the refusal itself."""
    if standing.company_id is None:
        raise error
    return show_company(Company.get_by_id(standing.company_id), error=error, at=at)
