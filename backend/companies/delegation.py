"""Acting for somebody: a delegate signs up and answers for a representative of a company, shown as such."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.companies.errors import NotDelegate
from backend.database import Statement

_IN_FORCE = "({0}.starts_on IS NULL OR {0}.starts_on <= ?) AND ({0}.ends_on IS NULL OR {0}.ends_on >= ?)"
# Both must be there still, the one represented must represent the company today, and the company be a member.
_VALID = f"""company_delegate d
  JOIN company_representative r ON r.company_id = d.company_id AND r.member_id = d.principal_id
  JOIN company c ON c.id = d.company_id
  JOIN standing s ON s.company_id = d.company_id AND s.state <> 'left'
  JOIN member m ON m.id = d.principal_id AND m.state = 'active'
  JOIN member a ON a.id = d.delegate_id AND a.state = 'active'
  WHERE {_IN_FORCE.format("d")} AND {_IN_FORCE.format("r")}"""
_MAY_ACT = Statement(f"SELECT 1 FROM {_VALID} AND d.delegate_id = ? AND d.principal_id = ? LIMIT 1")  # noqa: S608
_SHOWN = "SELECT m.id, m.name, a.id, a.name, c.name, r.position FROM"
_ACTS_FOR = Statement(f"{_SHOWN} {_VALID} AND d.delegate_id = ? ORDER BY c.name, m.name, d.id")
_ACTED_BY = Statement(f"{_SHOWN} {_VALID} AND d.principal_id = ? ORDER BY c.name, a.name, d.id")


def _today() -> tuple[str, str, str, str]:
    day = clock.business_today().isoformat()
    return day, day, day, day


def may_act_for(delegate_id: int, principal_id: int) -> bool:
    """Whether somebody may sign up and answer for another member today."""
    return _MAY_ACT.row(*_today(), delegate_id, principal_id) is not None


def acting_for(caller_id: int, for_member_id: int | None) -> int:
    """Whom a request is about: the caller, or the member named, if the caller is a delegate. Raises NotDelegate."""
    if for_member_id is None or for_member_id == caller_id:
        return caller_id
    if not may_act_for(caller_id, for_member_id):
        raise NotDelegate
    return for_member_id


def delegations_of(member_id: int) -> dict[str, list[dict[str, Any]]]:
    """Whom a member acts for, and who acts for them, today."""
    return {
        "acts_for": [_line(row[0], row[1], row) for row in _ACTS_FOR.rows(*_today(), member_id)],
        "acted_by": [_line(row[2], row[3], row) for row in _ACTED_BY.rows(*_today(), member_id)],
    }


def _line(member_id: int, name: str, row: tuple[Any, ...]) -> dict[str, Any]:
    return {"member_id": member_id, "name": name, "company": row[4], "position": row[5]}
