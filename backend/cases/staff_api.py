"""Cases as staff assign, work on and answer them, within their scope."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.cases import days_api, errors, services
from backend.cases.models import Case
from backend.cases.permitting import (
    case_seen,
    require_action,
    require_candidates,
    require_merge_target,
    require_same_tree,
)
from backend.cases.queues import (
    candidates_for,
    card_payloads,
    detail_payload,
    load_seen,
    merge_targets,
    queue_counts,
    queue_query,
    transfer_targets,
)
from backend.cases.staff_schemas import (
    AssignSchema,
    CandidateQuery,
    CaseCandidatesSchema,
    CaseQuery,
    CaseQueueSchema,
    CaseReasonSchema,
    DueSchema,
    HandlersSchema,
    MergeSchema,
    MergeTargetQuery,
    MergeTargetsSchema,
    NoteSchema,
    ReplySchema,
    StaffCaseSchema,
    TransferSchema,
    TransferTargetsSchema,
    VersionSchema,
)
from backend.errors import NotFound
from backend.schemas import paginate

blueprint = Blueprint("cases", access=Access.STAFF, url_prefix="/staff/cases", description="Cases.")
blueprints = [blueprint, days_api.blueprint]

_CONFLICTS = (NotFound, errors.CaseChanged, errors.CaseState, errors.NeedsNewReply)


@blueprint.get("")
@blueprint.arguments(CaseQuery, location="query")
@blueprint.response(200, CaseQueueSchema)
def list_cases(query: dict[str, Any]) -> dict[str, Any]:
    """One queue of my scope, most urgent first, and how many wait in each."""
    scope, member_id = current_caller().scope, current_member_id()
    page = paginate(queue_query(scope, member_id, query), query["page"], query["page_size"])
    return {**page, "items": card_payloads(page["items"]), "counts": queue_counts(scope, member_id)}


@blueprint.get("/<entity_id:case_id>")
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(NotFound)
def show_case(case_id: int) -> dict[str, Any]:
    """One case in full, with internal notes."""
    return _shown(case_id)


@blueprint.get("/<entity_id:case_id>/candidates")
@blueprint.arguments(CandidateQuery, location="query")
@blueprint.response(200, CaseCandidatesSchema)
@blueprint.refuses(NotFound)
def list_candidates(query: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Whom the case can be given to."""
    return {"candidates": candidates_for(_load(case_id), query["q"])}


@blueprint.get("/<entity_id:case_id>/organizations")
@blueprint.arguments(CandidateQuery, location="query")
@blueprint.response(200, TransferTargetsSchema)
@blueprint.refuses(NotFound)
def list_organizations(query: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Where the case can be transferred to."""
    return {"organizations": transfer_targets(_load(case_id), query["q"])}


@blueprint.get("/<entity_id:case_id>/similar")
@blueprint.arguments(MergeTargetQuery, location="query")
@blueprint.response(200, MergeTargetsSchema)
@blueprint.refuses(NotFound)
def list_similar(query: dict[str, Any], case_id: int) -> dict[str, Any]:
    """What the case can be put into: cases that say much the same, or those found by `q`."""
    targets = merge_targets(_load(case_id), current_caller().scope, query["q"])
    return {"items": card_payloads(targets)}


@blueprint.post("/<entity_id:case_id>/assign")
@blueprint.arguments(AssignSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def assign(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Give it to somebody; working days until it is answered, if other than usual."""
    case = _require(case_id, "assign")
    require_candidates(case, [arguments["member_id"]])
    services.assign(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/transfer")
@blueprint.arguments(TransferSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def transfer(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Hand it to another organization of the same tree, which assigns it anew. I may not see it any more."""
    case = _require(case_id, "transfer")
    require_same_tree(case, arguments["organization_id"])
    before = _shown(case_id)
    services.transfer(case_id, current_member_id(), **arguments)
    after = load_seen(case_id, current_caller().scope, current_member_id())
    return before if after is None else _shown(case_id)


@blueprint.post("/<entity_id:case_id>/start")
@blueprint.arguments(VersionSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def start(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Begin to work on it."""
    _require(case_id, "start")
    services.start(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/pause")
@blueprint.arguments(CaseReasonSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def pause(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Stop the clock; everybody concerned reads why."""
    _require(case_id, "pause")
    services.pause(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/resume")
@blueprint.arguments(VersionSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def resume(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Let the clock run again with the working time that was left."""
    _require(case_id, "resume")
    services.resume(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/notes")
@blueprint.arguments(NoteSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def add_note(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Write something down that only staff read."""
    _require(case_id, "note")
    services.note(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.put("/<entity_id:case_id>/handlers")
@blueprint.arguments(HandlersSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def put_handlers(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Put exactly these people beside the assignee."""
    case = _require(case_id, "handlers")
    require_candidates(case, arguments["member_ids"])
    services.set_handlers(case_id, current_member_id(), arguments["member_ids"])
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/due")
@blueprint.arguments(DueSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def set_due(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Promise another date; everybody concerned reads why."""
    _require(case_id, "due")
    services.set_due(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/reply")
@blueprint.arguments(ReplySchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def reply(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Answer officially; author and supporters are told."""
    _require(case_id, "reply")
    services.reply(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/decline")
@blueprint.arguments(CaseReasonSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def decline(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Say that it will not be taken up, and why."""
    _require(case_id, "decline")
    services.decline(case_id, current_member_id(), **arguments)
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/merge")
@blueprint.arguments(MergeSchema)
@blueprint.response(200, StaffCaseSchema)
@blueprint.refuses(*_CONFLICTS)
def merge(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Put it into another of the same matter; whoever stands behind it is told and may leave."""
    _require(case_id, "merge")
    require_merge_target(arguments["into_id"], current_caller().scope, current_member_id())
    services.merge(case_id, current_member_id(), **arguments)
    return _shown(case_id)


def _load(case_id: int) -> Case:
    return case_seen(case_id, current_caller().scope, current_member_id())


def _shown(case_id: int) -> dict[str, Any]:
    return detail_payload(_load(case_id), current_caller().scope, current_member_id())


def _require(case_id: int, action: str) -> Case:
    return require_action(case_id, action, current_caller().scope, current_member_id())
