"""Messages as staff see them: how many one would reach, what became of it, whom to call, and what comes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app

from backend import clock
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import InvalidInput, NotFound
from backend.members.queries import organizations_of
from backend.push import followup, planning, rules_api
from backend.push.kinds import kind_of
from backend.push.models import Notification
from backend.push.reaching import Reach, Reacher
from backend.push.recipients import announcements
from backend.push.rules import all_rules
from backend.push.staff_schemas import (
    CallKeptSchema,
    NewCallSchema,
    NotificationQuery,
    PlannedPeopleQuery,
    PlannedPersonSchema,
    PlannedSchema,
    PlanQuery,
    ReachQuery,
    ReachSchema,
    StaffNotificationSchema,
    UnreachedSchema,
    WholeNotificationSchema,
)
from backend.schemas import PageQuery, page_of, paginate
from backend.scope import WRITE

blueprint = Blueprint(
    "push_staff", access=Access.STAFF, url_prefix="/staff", description="Messages, as staff see them."
)
reach_blueprint = Blueprint(
    "reach", access=Access.ORGANIZING, url_prefix="/staff", description="Whom an act would reach."
)
blueprints = [blueprint, reach_blueprint, rules_api.blueprint]

_ONE_DAY = timedelta(days=1)


def _reacher() -> Reacher:
    return Reacher(current_app.config["LIANYI"])


@reach_blueprint.get("/reach")
@reach_blueprint.arguments(ReachQuery, location="query")
@reach_blueprint.response(200, ReachSchema)
@reach_blueprint.refuses(NotFound)
def forecast(query: dict[str, Any]) -> dict[str, Any]:
    """How many an act would reach, before it is done: for whoever may do it."""
    announce = announcements().get(query["about"])
    if announce is None:
        raise InvalidInput(errors={"about": ["没有这类消息。"]})
    announced = announce(query["id"])
    current_caller().scope.require(announced.organization_id, announced.names)
    found = _reacher().forecast(announced)
    return {
        **found.reach._asdict(),
        "is_rounded": announced.is_secret,
        "is_sent": announced.is_sent,
        "goes_at": found.goes_at,
        "words": found.words,
        "notes": list(found.notes),
    }


@blueprint.get("/notifications")
@blueprint.arguments(NotificationQuery, location="query")
@blueprint.response(200, page_of(StaffNotificationSchema))
def list_notifications(query: dict[str, Any]) -> dict[str, Any]:
    """What members were told in my scope, newest first, and how far each came; what staff were told, by its kind."""
    rows = followup.notifications_of(current_caller().scope)
    of_kind = followup.told_members() if query["kind"] is None else Notification.kind == query["kind"]
    rows = rows.where(of_kind)
    if query["subject"] is not None:
        rows = rows.where(Notification.subject == query["subject"])
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": followup.lines_of(page["items"])}


@blueprint.get("/notifications/<entity_id:notification_id>")
@blueprint.response(200, WholeNotificationSchema)
@blueprint.refuses(NotFound)
def show_notification(notification_id: int) -> dict[str, Any]:
    """One of them: its words as sent, when, and why it did not reach everybody."""
    notification = followup.find(current_caller().scope, notification_id)
    first, last = followup.sent_between(notification)
    shown = followup.lines_of([notification])[0]
    return {
        **shown,
        "words": followup.words_sent(notification),
        "first_sent_at": None if first is None else clock.from_ms(first),
        "last_sent_at": None if last is None else clock.from_ms(last),
        "can_call": current_caller().scope.covers(notification.organization_id or 0, WRITE),
        # Of an anonymous survey even the reasons would tell single people apart.
        "reasons": followup.reasons_of(notification) if shown["can_list"] else [],
    }


@blueprint.get("/notifications/<entity_id:notification_id>/unreached")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(UnreachedSchema))
@blueprint.refuses(NotFound, followup.NamesHidden)
def list_unreached(query: dict[str, Any], notification_id: int) -> dict[str, Any]:
    """Whom it did not reach and why, those without WeChat first; who has read it in the inbox is reached."""
    people, total = followup.unreached(
        followup.find(current_caller().scope, notification_id), query["page"], query["page_size"]
    )
    ids = [one.member.id for one in people]
    scope = current_caller().scope
    theirs, mine_to_call = organizations_of(ids, scope), organizations_of(ids, scope, WRITE)
    return {
        "items": [_unreached(one, theirs[one.member.id], bool(mine_to_call[one.member.id])) for one in people],
        "page": query["page"],
        "page_size": query["page_size"],
        "total": total,
    }


@blueprint.post("/notifications/<entity_id:notification_id>/calls")
@blueprint.arguments(NewCallSchema)
@blueprint.response(200, CallKeptSchema)
@blueprint.refuses(NotFound, followup.NamesHidden)
def post_call(arguments: dict[str, Any], notification_id: int) -> dict[str, Any]:
    """What came of calling somebody; said again, the later word counts."""
    followup.note_call(
        followup.find(current_caller().scope, notification_id, WRITE), staff_id=current_member_id(), **arguments
    )
    return {"member_id": arguments["member_id"], "outcome": arguments["outcome"]}


@blueprint.delete("/notifications/<entity_id:notification_id>/calls/<entity_id:member_id>")
@blueprint.response(200, CallKeptSchema)
@blueprint.refuses(NotFound, followup.NamesHidden)
def delete_call(notification_id: int, member_id: int) -> dict[str, Any]:
    """It was the wrong line: take the call back."""
    followup.take_back_call(
        followup.find(current_caller().scope, notification_id, WRITE), member_id, current_member_id()
    )
    return {"member_id": member_id, "outcome": None}


@blueprint.get("/push-plan")
@blueprint.arguments(PlanQuery, location="query")
@blueprint.response(200, page_of(PlannedSchema))
def show_plan(query: dict[str, Any]) -> dict[str, Any]:
    """What would go out up to a moment, as things stand now, to how many. Writes nothing."""
    reacher = _reacher()
    everything = _planned(reacher, query)
    start = (query["page"] - 1) * query["page_size"]
    some = everything[start : start + query["page_size"]]
    return {
        "items": [
            _planned_row(one, reach) for one, reach in zip(some, planning.reaches_of(reacher, some), strict=True)
        ],
        "page": query["page"],
        "page_size": query["page_size"],
        "total": len(everything),
    }


@blueprint.get("/push-plan/people")
@blueprint.arguments(PlannedPeopleQuery, location="query")
@blueprint.response(200, page_of(PlannedPersonSchema))
@blueprint.refuses(NotFound, followup.NamesHidden)
def list_planned_people(query: dict[str, Any]) -> dict[str, Any]:
    """Who would get one of these, and by which way."""
    reacher = _reacher()
    key = (query["kind"], query["subject"], query["occurrence"])
    one = next((one for one in _planned(reacher, query) if (one.kind, one.subject, one.occurrence) == key), None)
    if one is None:
        raise NotFound
    if one.is_secret:
        raise followup.NamesHidden
    rows = reacher.page(one.kind, one.subject, one.people, query["page"], query["page_size"])
    return {
        "items": [{"member_id": member_id, "name": name, "way": way} for member_id, name, way in rows],
        "page": query["page"],
        "page_size": query["page_size"],
        "total": reacher.reach(one.kind, one.subject, one.people).people,
    }


def _planned(reacher: Reacher, query: dict[str, Any]) -> list[planning.Planned]:
    ours = {row[0] for row in current_caller().scope.organizations().tuples()}
    until = query["until"] or clock.now() + _ONE_DAY
    return planning.planned(reacher, all_rules(), until, ours)


def _planned_row(one: planning.Planned, reach: Reach) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "label": kind_of(one.kind).label,
        "subject": one.subject,
        "occurrence": one.occurrence,
        "title": one.title,
        "organization_id": one.organization_id,
        "due_at": one.due_at,
        "goes_at": one.goes_at,
        "is_queued": one.is_queued,
        "can_list": not one.is_secret,
        "people": reach.people,
        "wechat": reach.wechat,
        "inbox": reach.inbox,
        "unreachable": reach.unreachable,
    }


def _unreached(one: followup.Unreached, organizations: list[dict[str, Any]], is_mine: bool) -> dict[str, Any]:
    masked = one.member.phone_masked or ""
    call = None
    if one.outcome is not None and one.called_at is not None:
        at = clock.from_ms(one.called_at)
        call = {"outcome": one.outcome, "note": one.note, "called_at": at, "called_by": one.called_by or ""}
    return {
        "member_id": one.member.id,
        "name": one.member.name,
        "organizations": organizations,
        "phone_masked": masked,
        "why": one.why,
        "call": call,
        "can_dial": is_mine and masked != "",
    }
