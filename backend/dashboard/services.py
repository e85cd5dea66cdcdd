"""Keeping the figures, and reading them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from backend import clock
from backend.dashboard.counting import Figures, Months, count_all, count_months, months_until
from backend.dashboard.models import OrganizationFigures
from backend.database import Statement, atomic, in_chunks

# Every day for so long, then the first of each month.
DAILY_FOR = timedelta(days=92)
_OLD = Statement("SELECT id FROM organization_figures WHERE day < ? AND day NOT LIKE '%-01' LIMIT ?")
# Rows a transaction: other writers wait no longer than for a check-in.
_ROWS = 200


def keep_figures() -> int:
    """Count everything as it stands and write it under today's date; returns for how many organizations.

    Counting reads only. Twice on one day, the later counts.
    """
    now, today = clock.now(), clock.business_today()
    figures, months = count_all(now), count_months(today)
    quiet: Months = {month: {} for month, _, _ in months_until(today)}
    rows = [
        {
            "organization": organization_id,
            "day": today.isoformat(),
            "figures": counted,
            "months": months.get(organization_id, quiet),
            "made_at": now,
        }
        for organization_id, counted in figures.items()
    ]
    for chunk in in_chunks(rows, _ROWS):
        _write(chunk, today)
    _thin_out(today)
    return len(rows)


def _write(rows: Sequence[dict[str, Any]], today: date) -> None:
    with atomic():
        OrganizationFigures.insert_many(rows).on_conflict(
            conflict_target=[OrganizationFigures.organization, OrganizationFigures.day],
            preserve=[OrganizationFigures.figures, OrganizationFigures.months, OrganizationFigures.made_at],
        ).execute()
        OrganizationFigures.update(months=None).where(
            OrganizationFigures.organization << [row["organization"] for row in rows],
            OrganizationFigures.day < today.isoformat(),
            OrganizationFigures.months.is_null(False),
        ).execute()


def _thin_out(today: date) -> None:
    kept_daily = (today - DAILY_FOR).isoformat()
    while ids := [row[0] for row in _OLD.rows(kept_daily, _ROWS)]:
        OrganizationFigures.delete().where(OrganizationFigures.id << ids).execute()


def history(organization_id: int, days: int = 92) -> list[tuple[str, Figures]]:
    """The figures of the last `days` days, oldest first."""
    since = (clock.business_today() - timedelta(days=days)).isoformat()
    rows = (
        OrganizationFigures.select(OrganizationFigures.day, OrganizationFigures.figures)
        .where(OrganizationFigures.organization == organization_id, OrganizationFigures.day >= since)
        .order_by(OrganizationFigures.day)
    )
    return [(row.day, row.figures) for row in rows]


def latest(organization_ids: Any) -> list[OrganizationFigures]:
    """The newest figures of these organizations (ids or a sub-select), for those that have any."""
    newest = OrganizationFigures.select(OrganizationFigures.day).order_by(OrganizationFigures.day.desc()).limit(1)
    return list(
        OrganizationFigures.select().where(
            OrganizationFigures.day == newest, OrganizationFigures.organization << organization_ids
        )
    )


def months_of(row: OrganizationFigures) -> Months:
    """What happened month by month, as `latest` read it."""
    return row.months or {}


def percent(part: float, whole: float) -> int | None:
    """A share in whole percent; None of nothing."""
    return round(100 * part / whole) if whole else None
