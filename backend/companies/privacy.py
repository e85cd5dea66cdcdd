"""What is held about one person as representative, delegate, or member with a term."""

from __future__ import annotations

from typing import Any

from backend.companies.models import Company, CompanyDelegate, CompanyRepresentative, Dues, Standing
from backend.members.models import Member
from backend.organizations.models import Organization


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Companies they represent, who acts for whom, their own terms and dues."""
    if member_id is None:
        return {}
    representing = CompanyRepresentative.select(CompanyRepresentative, Company).join(Company)
    standings = Standing.select(Standing, Organization).join(Organization).where(Standing.member == member_id)
    return {
        "companies_represented": [
            {"company": row.company.name, "position": row.position, "from": row.starts_on, "to": row.ends_on}
            for row in representing.where(CompanyRepresentative.member == member_id).order_by(CompanyRepresentative.id)
        ],
        "delegations": _delegations(member_id),
        "standings": [
            {
                "organization": row.organization.name,
                "state": row.state,
                "from": row.starts_on,
                "to": row.ends_on,
                "dues": [
                    {"year": one.year, "amount": one.amount / 100, "paid_on": one.paid_on, "note": one.note}
                    for one in Dues.select().where(Dues.standing == row.id).order_by(Dues.year)
                ],
            }
            for row in standings.order_by(Standing.id)
        ],
    }


def _delegations(member_id: int) -> list[dict[str, Any]]:
    principal: Any = Member.alias()
    rows = (
        CompanyDelegate.select(CompanyDelegate, Company, Member, principal)
        .join(Company)
        .switch(CompanyDelegate)
        .join(Member, on=(CompanyDelegate.delegate == Member.id), attr="delegate")
        .switch(CompanyDelegate)
        .join(principal, on=(CompanyDelegate.principal == principal.id), attr="principal")
        .where((CompanyDelegate.delegate == member_id) | (CompanyDelegate.principal == member_id))
        .order_by(CompanyDelegate.id)
    )
    return [
        {
            "company": row.company.name,
            "delegate": row.delegate.name,
            "for": row.principal.name,
            "from": row.starts_on,
            "to": row.ends_on,
        }
        for row in rows
    ]


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Nobody represents, or is acted for, any more. What was paid stays in the books, by a member without a name."""
    if member_id is None:
        return
    CompanyDelegate.delete().where(
        (CompanyDelegate.delegate == member_id) | (CompanyDelegate.principal == member_id)
    ).execute()
    CompanyRepresentative.delete().where(CompanyRepresentative.member == member_id).execute()
    Company.update(contact=None).where(Company.contact == member_id).execute()
    mine = Standing.select(Standing.id).where(Standing.member == member_id)
    Dues.update(note="").where(Dues.standing << mine).execute()
    Standing.update(state="left").where(Standing.member == member_id).execute()
