"""A person's rights over their data: take it along, see who looked, leave."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.audit.privacy import looks_at
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.organizations.privacy import LeavesNoAdministrator
from backend.privacy import services
from backend.privacy.schemas import AccessSchema, DeletionRequestSchema, ExportSchema
from backend.schemas import PageQuery, page_of, paginate

person_blueprint = Blueprint("person", access=Access.SESSION, url_prefix="/me", description="My data, and leaving.")
record_blueprint = Blueprint("record", access=Access.MEMBER, url_prefix="/me", description="Who looked at my record.")
blueprints = [person_blueprint, record_blueprint]

_WHAT = {"phone": "手机号码"}


@person_blueprint.get("/export")
@person_blueprint.response(200, ExportSchema)
def export_my_data() -> tuple[dict[str, Any], int, dict[str, str]]:
    """Everything the service holds about me, as a file."""
    caller = current_caller()
    data = services.export_data(caller.member_id, caller.account_id)
    name = f"lianyi-{clock.business_today():%Y%m%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return {"exported_at": clock.now(), "data": data}, 200, headers


@person_blueprint.delete("")
@person_blueprint.arguments(DeletionRequestSchema)
@person_blueprint.response(204)
@person_blueprint.refuses(LeavesNoAdministrator)
def delete_my_account(_arguments: dict[str, Any]) -> None:
    """Delete my account: who I am is erased, and every session ends."""
    caller = current_caller()
    services.delete_account(caller.member_id, caller.account_id)


@record_blueprint.get("/access-log")
@record_blueprint.arguments(PageQuery, location="query")
@record_blueprint.response(200, page_of(AccessSchema))
def list_accesses(query: dict[str, Any]) -> dict[str, Any]:
    """Who looked at what is otherwise masked or not theirs in my record, and why, newest first."""
    page = paginate(looks_at(current_member_id()), query["page"], query["page_size"])
    return {**page, "items": [_access(entry) for entry in page["items"]]}


def _access(entry: Any) -> dict[str, Any]:
    field = str(entry.detail.get("field", ""))
    what = _WHAT.get(field, field)
    if "with" in entry.detail:
        what = f"姓名和组织（{entry.detail.get('from', '')}共享给{entry.detail['with']}）"
    return {"at": entry.at, "by_name": entry.by_name, "what": what, "reason": entry.reason}
