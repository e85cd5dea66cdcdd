"""The list of companies: by status, term, dues and words."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from backend import clock
from backend.companies.models import STATUSES, Company, Standing
from backend.companies.queries import (
    companies_in,
    count_wanted,
    dues_of,
    lapses_within,
    representatives_of,
)
from backend.companies.standings import missing_dues
from backend.console.companies.area import AHEAD, STATUS_WORDS, WORDS, blueprint, load_company
from backend.console.companies.record import company_values
from backend.console.lists import Column, Listing, Shown
from backend.console.rendering import in_view
from backend.organizations.models import Organization
from backend.scope import WRITE


@blueprint.get("")
def index() -> Response:
    """Companies of the organizations in view."""
    today = clock.business_today()
    return _companies.answer(
        _found(),
        "companies/list.html",
        title="单位会员",
        panel=_panel,
        counts=count_wanted(in_view(), today, AHEAD[0]),
        statuses=STATUS_WORDS.items(),
        given=request.args,
        can_add=bool(in_view(WRITE).exists()),
        year=today.year,
        ahead=AHEAD[0],
        **WORDS,
    )


def _found() -> Any:
    today, given = clock.business_today(), request.args
    rows = companies_in(in_view())
    text = given.get("q", "").strip()[:100]
    if text:
        is_found = Company.name.contains(text) | Company.credit_code.contains(text.upper())
        rows = rows.where(is_found)
    if given.get("status") in STATUSES:
        rows = rows.where(Standing.has_status(given["status"], today))
    if given.get("wanted") == "lapsing":
        rows = rows.where(lapses_within(today, AHEAD[0]))
    if given.get("wanted") == "dues":
        rows = rows.where(missing_dues(today.year))
    return rows


def _shown(companies: list[Any]) -> list[Shown]:
    """Two statements for any number of companies."""
    today = clock.business_today()
    names = representatives_of([company.id for company in companies], today)
    dues = dues_of([company.its_standing.id for company in companies], today.year)
    return [
        {
            "id": company.id,
            "name": company.name,
            "credit_code": company.credit_code or "",
            "organization": company.organization.name,
            "representatives": "、".join(names.get(company.id, [])),
            "status": company.its_standing.status(today),
            "starts_on": company.its_standing.starts_on or "",
            "ends_on": company.its_standing.ends_on or "",
            "dues": dues.get(company.its_standing.id),
            "office_phone": company.office_phone,
            "address": company.address,
        }
        for company in companies
    ]


_companies = Listing(
    name="单位会员",
    columns=[
        Column("name", "单位", sort=Company.name, width=30),
        Column("representatives", "代表", width=20),
        Column("organization", "所属组织", sort=Organization.name, width=20),
        Column("status", "会籍", value=lambda row: STATUS_WORDS[row["status"]], width=10),
        Column("ends_on", "到期", sort=Standing.ends_on, width=12),
        Column(
            "dues",
            "本年会费（元）",
            value=lambda row: None if row["dues"] is None else row["dues"] / 100,
            is_number=True,
        ),
        Column("starts_on", "会籍开始", width=12, is_shown=False),
        Column("credit_code", "统一社会信用代码", width=22, is_shown=False),
        Column("office_phone", "单位电话", width=16, is_shown=False),
        Column("address", "地址", width=30, is_shown=False),
    ],
    sort="name",
    arrange=_shown,
    subject="company",
)


def _panel(company_id: int) -> dict[str, Any]:
    company = load_company(company_id)
    return {**company_values(company), "url": url_for("console_companies.show", company_id=company.id)}
