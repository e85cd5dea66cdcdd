"""Lists of companies and of standings, to be narrowed by scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import peewee

from backend.companies.models import Company, CompanyDelegate, CompanyRepresentative, Dues, Standing, in_force
from backend.companies.standings import missing_dues
from backend.members.models import Member
from backend.organizations.models import Organization

# What a list of standings is narrowed to.
WANTED = ("lapsing", "lapsed", "dues")


def companies_in(covered: Any) -> peewee.ModelSelect[Company]:
    """Companies of the organizations covered, each with its standing and organization."""
    rows: peewee.ModelSelect[Company] = (
        Company.select(Company, Organization, Standing)
        .join(Organization)
        .switch(Company)
        .join(Standing, on=(Standing.company == Company.id), attr="its_standing")
        .where(Company.organization << covered)
    )
    return rows


def standings_in(covered: Any) -> peewee.ModelSelect[Standing]:
    """Standings of companies and of single members, with whose they are."""
    rows: peewee.ModelSelect[Standing] = (
        Standing.select(Standing, Organization, Company, Member)
        .join(Organization)
        .switch(Standing)
        .join(Company, peewee.JOIN.LEFT_OUTER)
        .switch(Standing)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=Standing.member)
        .where(Standing.organization << covered)
    )
    return rows


def lapses_within(today: date, days: int) -> Any:
    """The condition that an active standing's last day is today or at most so many days ahead."""
    return (
        (Standing.state == "active")
        & (Standing.ends_on >= today.isoformat())
        & (Standing.ends_on <= (today + timedelta(days=days)).isoformat())
    )


def is_wanted(wanted: str, today: date, days: int) -> Any:
    """lapsing (within so many days), lapsed, dues (none recorded this year), as a condition on Standing."""
    match wanted:
        case "lapsing":
            return lapses_within(today, days)
        case "lapsed":
            return Standing.has_status("lapsed", today)
    return missing_dues(today.year)


def count_wanted(covered: Any, today: date, days: int) -> dict[str, int]:
    """How many standings of each kind of WANTED there are: one statement."""
    sums = [
        peewee.fn.COALESCE(peewee.fn.SUM(peewee.Case(None, [(is_wanted(one, today, days), 1)], 0)), 0) for one in WANTED
    ]
    row: Any = Standing.select(*sums).where(Standing.organization << covered).tuples().get()
    return {name: int(value) for name, value in zip(WANTED, row, strict=True)}


def representatives_of(company_ids: Iterable[int], today: date) -> dict[int, list[str]]:
    """The names of who represents each company today, in order of joining it: one statement."""
    found: dict[int, list[str]] = defaultdict(list)
    rows: Any = (
        CompanyRepresentative.select(CompanyRepresentative.company, Member.name)
        .join(Member)
        .where(
            CompanyRepresentative.company << list(company_ids),
            in_force(CompanyRepresentative.starts_on, CompanyRepresentative.ends_on, today),
        )
        .order_by(CompanyRepresentative.id)
        .tuples()
    )
    for company_id, name in rows:
        found[company_id].append(name)
    return found


def dues_of(standing_ids: Iterable[int], year: int) -> dict[int, int]:
    """What was paid for a year, in fen, by standing: one statement."""
    rows: Any = Dues.select(Dues.standing, Dues.amount).where(Dues.standing << list(standing_ids), Dues.year == year)
    return dict(rows.tuples())


def delegates_in(company_id: int) -> list[CompanyDelegate]:
    """Who acts for whom in a company, with both names: one statement."""
    principal: Any = Member.alias()
    rows = (
        CompanyDelegate.select(CompanyDelegate, Member, principal)
        .join(Member, on=(CompanyDelegate.delegate == Member.id), attr="delegate")
        .switch(CompanyDelegate)
        .join(principal, on=(CompanyDelegate.principal == principal.id), attr="principal")
        .where(CompanyDelegate.company == company_id)
        .order_by(CompanyDelegate.id)
    )
    return list(rows)
