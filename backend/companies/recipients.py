"""Who is told of a standing: the member, or whoever represents the company on that day."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import peewee

from backend import clock
from backend.companies.models import CompanyRepresentative, Standing, in_force


def concerned(standing_id: int) -> peewee.Select:
    """The member whose standing it is, or the company's present representatives."""
    today = clock.business_today()
    # Not joined with OR: each half finds its few rows by an index.
    own: Any = Standing.select(Standing.member).where(Standing.id == standing_id, Standing.member.is_null(False))
    representing: Any = (
        CompanyRepresentative.select(CompanyRepresentative.member)
        .join(Standing, on=(Standing.company == CompanyRepresentative.company))
        .where(
            Standing.id == standing_id,
            in_force(CompanyRepresentative.starts_on, CompanyRepresentative.ends_on, today),
        )
    )
    return own | representing  # type: ignore[no-any-return]


def _still_ending(about: str, member_ids: Collection[int]) -> Collection[int]:
    """Not for a term that has been renewed meanwhile (`about`: "standing:42@2026-05-31:30")."""
    subject, _, occurrence = about.partition("@")
    standing: Standing | None = Standing.get_or_none(Standing.id == int(subject.partition(":")[2]))
    if standing is None or standing.state != "active" or standing.ends_on != occurrence.partition(":")[0]:
        return set()
    return member_ids


recipients = {"standing": concerned}
concerns = {"membership_ends": _still_ending}
