"""My participation record."""

from __future__ import annotations

from typing import Any

import peewee

from backend.auth import Access, Blueprint, current_member_id
from backend.database import Statement, is_postgresql
from backend.organizations.models import Organization
from backend.participation.models import Participation
from backend.participation.schemas import ParticipationRecordPage
from backend.schemas import PageQuery, paginate

blueprint = Blueprint(
    "participation", access=Access.MEMBER, url_prefix="/participation", description="What I took part in."
)
blueprints = [blueprint]

_TOTALS_SQLITE = Statement(
    "SELECT count(*), coalesce(sum(json_extract(detail, '$.hours')), 0) FROM participation WHERE member_id = ?"
)
_TOTALS_POSTGRESQL = Statement(
    """SELECT count(*), coalesce(sum(CAST(CAST(detail AS JSON) ->> 'hours' AS DOUBLE PRECISION)), 0)
       FROM participation WHERE member_id = ?"""
)


@blueprint.get("")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, ParticipationRecordPage)
def list_participation(query: dict[str, Any]) -> dict[str, Any]:
    """What I took part in, the latest first, with how often and how many hours in all."""
    member_id = current_member_id()
    rows = (
        Participation.select(Participation, Organization)
        .join(Organization, peewee.JOIN.LEFT_OUTER)
        .where(Participation.member == member_id)
        .order_by(Participation.occurred_at.desc(), Participation.id.desc())
    )
    times, hours = (_TOTALS_POSTGRESQL if is_postgresql() else _TOTALS_SQLITE).rows(member_id)[0]
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "totals": {"times": times, "hours": round(float(hours), 1)}}
