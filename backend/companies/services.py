"""Companies and their people: what staff record about them. Each act is in the audit trail with before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend import clock
from backend.audit.services import record
from backend.companies.credit_codes import is_credit_code, tidy_credit_code
from backend.companies.errors import CompanyNameTaken, CreditCodeTaken, NotRepresentative
from backend.companies.models import Company, CompanyDelegate, CompanyRepresentative, Standing, in_force
from backend.database import atomic, new_id
from backend.errors import InvalidInput, NotFound
from backend.members.models import Member
from backend.members.queries import visible_members
from backend.scope import WRITE, Scope

_FIELDS = ("name", "credit_code", "address", "office_phone", "note")
# The trail keeps no words about people.
_UNSAID = ("note",)


def create_company(organization_id: int, staff_id: int, values: Mapping[str, Any]) -> Company:
    """Add a company with its standing; `values`: the fields, and `starts_on`, `ends_on` of its term (ISO or None).

    Raises InvalidInput, CompanyNameTaken, CreditCodeTaken.
    """
    fields = _checked({name: values.get(name) for name in _FIELDS})
    check_period(values.get("starts_on"), values.get("ends_on"))
    term = {"starts_on": values.get("starts_on"), "ends_on": values.get("ends_on")}
    with atomic():
        _refuse_taken(organization_id, fields, None)
        company: Company = Company.create(id=new_id(), organization=organization_id, **fields)
        Standing.create(id=new_id(), organization=organization_id, company=company.id, **term)
        said = {name: value for name, value in fields.items() if name not in _UNSAID}
        _note(company, staff_id, "company.created", after={**said, **term})
    return company


def change_company(company: Company, staff_id: int, values: Mapping[str, Any]) -> None:
    """Change some of its fields; the same again changes nothing. Raises as `create_company` does, and NotFound."""
    fields = _checked({name: values[name] for name in _FIELDS if name in values})
    with atomic():
        held = _hold(company.id)
        differing = {name: value for name, value in fields.items() if getattr(held, name) != value}
        if not differing:
            return
        _refuse_taken(held.organization_id, differing, held.id)
        Company.update(**differing, updated_at=clock.now()).where(Company.id == held.id).execute()
        said = [name for name in differing if name not in _UNSAID]
        _note(
            held,
            staff_id,
            "company.changed",
            detail={"unsaid": [name for name in differing if name in _UNSAID]},
            before={name: getattr(held, name) for name in said},
            after={name: differing[name] for name in said},
        )


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    """As they are stored. Raises InvalidInput."""
    errors: dict[str, list[str]] = {}
    checked = {name: (value or "").strip() for name, value in fields.items()}
    if "name" in checked and not checked["name"]:
        errors["name"] = ["请填写单位名称。"]
    if "credit_code" in checked:
        code = tidy_credit_code(checked["credit_code"])
        if code and not is_credit_code(code):
            errors["credit_code"] = ["统一社会信用代码应为 18 位，且最后一位校验不符，请核对营业执照。"]
        checked["credit_code"] = code or None
    if errors:
        raise InvalidInput(errors=errors)
    return checked


def check_period(starts_on: str | None, ends_on: str | None) -> None:
    """Raise InvalidInput for an end before its start."""
    if starts_on and ends_on and ends_on < starts_on:
        raise InvalidInput(errors={"ends_on": ["结束日期不能早于开始日期。"]})


def _refuse_taken(organization_id: int, fields: Mapping[str, Any], company_id: int | None) -> None:
    others = Company.select().where(Company.organization == organization_id, Company.id != (company_id or 0))
    if "name" in fields and others.where(Company.name == fields["name"]).exists():
        raise CompanyNameTaken
    if fields.get("credit_code") and others.where(Company.credit_code == fields["credit_code"]).exists():
        raise CreditCodeTaken


def _hold(company_id: int) -> Company:
    """The company, held until the transaction ends. Raises NotFound."""
    if not Company.update(updated_at=Company.updated_at).where(Company.id == company_id).execute():
        raise NotFound
    company: Company = Company.get_by_id(company_id)
    return company


def put_representative(
    company: Company, member_id: int, staff_id: int, scope: Scope, values: Mapping[str, Any]
) -> None:
    """Let somebody represent the company, or change position and period: `position`, `starts_on`, `ends_on`.

    Raises InvalidInput (for whoever the caller does not manage, too), NotFound.
    """
    fields = {name: values.get(name) or None for name in ("starts_on", "ends_on")}
    check_period(fields["starts_on"], fields["ends_on"])
    wanted = {"position": (values.get("position") or "").strip(), **fields}
    with atomic():
        held = _hold(company.id)
        require_managed(member_id, scope, "member_id")
        there = CompanyRepresentative.get_or_none(
            CompanyRepresentative.company == held.id, CompanyRepresentative.member == member_id
        )
        if there is None:
            CompanyRepresentative.create(id=new_id(), company=held.id, member=member_id, **wanted)
        else:
            CompanyRepresentative.update(**wanted).where(CompanyRepresentative.id == there.id).execute()
        before = None if there is None else {name: getattr(there, name) for name in wanted}
        if before != wanted:
            _note(held, staff_id, "company.representative", about=member_id, before=before, after=wanted)


def remove_representative(company: Company, member_id: int, staff_id: int) -> None:
    """Take somebody off the list, and who acted for them in this company; repeating it does nothing."""
    with atomic():
        held = _hold(company.id)
        removed = CompanyRepresentative.delete().where(
            CompanyRepresentative.company == held.id, CompanyRepresentative.member == member_id
        )
        if not removed.execute():
            return
        CompanyDelegate.delete().where(
            CompanyDelegate.company == held.id, CompanyDelegate.principal == member_id
        ).execute()
        if held.contact_id == member_id:
            Company.update(contact=None).where(Company.id == held.id).execute()
        _note(held, staff_id, "company.representative_removed", about=member_id)


def put_delegate(
    company: Company, delegate_id: int, principal_id: int, staff_id: int, scope: Scope, values: Mapping[str, Any]
) -> None:
    """Let somebody act for a representative, `starts_on` to `ends_on`.

    Raises InvalidInput, NotRepresentative, NotFound.
    """
    wanted = {name: values.get(name) or None for name in ("starts_on", "ends_on")}
    check_period(wanted["starts_on"], wanted["ends_on"])
    if delegate_id == principal_id:
        raise InvalidInput(errors={"delegate_id": ["代办人和被代办人不能是同一个人。"]})
    with atomic():
        held = _hold(company.id)
        require_managed(delegate_id, scope, "delegate_id")
        if not represents(held.id, principal_id, clock.business_today()):
            raise NotRepresentative
        key = {"company": held.id, "delegate": delegate_id, "principal": principal_id}
        CompanyDelegate.insert(id=new_id(), **key, **wanted).on_conflict(
            conflict_target=[CompanyDelegate.company, CompanyDelegate.delegate, CompanyDelegate.principal],
            update=wanted,
        ).execute()
        detail = {"delegate": str(delegate_id)}
        _note(held, staff_id, "company.delegate", about=principal_id, detail=detail, after=wanted)


def remove_delegate(company: Company, row_id: int, staff_id: int) -> None:
    """End a delegation at once; repeating it does nothing."""
    with atomic():
        held = _hold(company.id)
        row = CompanyDelegate.get_or_none(CompanyDelegate.id == row_id, CompanyDelegate.company == held.id)
        if row is None:
            return
        row.delete_instance()
        detail = {"delegate": str(row.delegate_id)}
        _note(held, staff_id, "company.delegate_removed", about=row.principal_id, detail=detail)


def set_contact(company: Company, member_id: int | None, staff_id: int) -> None:
    """Say which of its people is called first. Raises InvalidInput for anybody else, NotFound."""
    with atomic():
        held = _hold(company.id)
        if member_id is not None and member_id not in people_of(held.id):
            raise InvalidInput(errors={"contact_id": ["联系人应是本单位的代表或代办人。"]})
        if held.contact_id == member_id:
            return
        Company.update(contact=member_id, updated_at=clock.now()).where(Company.id == held.id).execute()
        _note(held, staff_id, "company.contact", about=member_id)


def people_of(company_id: int) -> set[int]:
    """Representatives and delegates, by id."""
    representatives = CompanyRepresentative.select(CompanyRepresentative.member)
    delegates = CompanyDelegate.select(CompanyDelegate.delegate)
    return {
        *(row.member_id for row in representatives.where(CompanyRepresentative.company == company_id)),
        *(row.delegate_id for row in delegates.where(CompanyDelegate.company == company_id)),
    }


def represents(company_id: int, member_id: int, today: date) -> bool:
    """Whether somebody represents the company today."""
    found = CompanyRepresentative.select().where(
        CompanyRepresentative.company == company_id,
        CompanyRepresentative.member == member_id,
        in_force(CompanyRepresentative.starts_on, CompanyRepresentative.ends_on, today),
    )
    return bool(found.exists())


def require_managed(member_id: int, scope: Scope, field: str) -> None:
    """Raise InvalidInput for somebody outside the organizations the caller manages."""
    if not visible_members(scope, WRITE).where(Member.id == member_id).exists():
        raise InvalidInput(errors={field: ["这位会员不在您管理的组织中。"]})


def _note(company: Company, staff_id: int, action: str, *, about: int | None = None, **more: Any) -> None:
    record(
        action=action,
        subject_kind="company",
        subject_id=company.id,
        actor_id=staff_id,
        about_member_id=about,
        organization_id=company.organization_id,
        **more,
    )
