"""What the ledger of check-ins says of one member."""

from __future__ import annotations

from typing import Any

from backend.activities.models import Activity, Signup
from backend.checkin.models import Scan
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every attempt to check the member in, and every one the member made for others as an organizer."""
    if member_id is None:
        return {}
    scans = Scan.select(Scan, Activity, Signup).join(Activity).switch(Scan).left_outer_join(Signup)
    return {
        "checkins": [_scan(scan) for scan in scans.where(Signup.member == member_id).order_by(Scan.id)],
        "checkins_made": [_scan(scan) for scan in scans.where(Scan.scanned_by == member_id).order_by(Scan.id)],
    }


def erase(member_id: int | None, account_id: int) -> None:
    """Nothing here names a person: attendance stays counted under a member who has no name any more."""


def _scan(scan: Scan) -> dict[str, Any]:
    return {
        "activity": scan.activity.title,
        "at": iso(scan.at),
        "method": scan.method,
        "refusal": scan.refusal,
    }
