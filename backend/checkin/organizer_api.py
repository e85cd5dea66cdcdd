"""The organizer's phone at the door: scan, tick, the rotating code, arrivals as they happen, who is missing."""

from __future__ import annotations

from typing import Any

from flask import current_app

from backend import clock
from backend.activities import queries as activity_queries
from backend.activities.payloads import organized_payload
from backend.activities.schemas import OrganizedActivitySchema
from backend.activities.services.errors import ActivityCancelled
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.checkin import event_codes, refusals
from backend.checkin.attendees import list_attendees
from backend.checkin.door_api import blueprint as door_blueprint
from backend.checkin.hall import hall_link
from backend.checkin.live import live_view
from backend.checkin.schemas import (
    AttendeeSchema,
    AttendeesQuery,
    EventCodeSchema,
    HallLinkSchema,
    LiveQuery,
    LiveSchema,
    ScanAnswerSchema,
    ScanRequestSchema,
    TickRequestSchema,
)
from backend.checkin.services import Asked, require_door, scan_pass, tick_by_hand
from backend.errors import NotFound
from backend.schemas import PageQuery, page_of

blueprint = Blueprint(
    "organizer",
    access=Access.MEMBER,
    url_prefix="/organizer/activities",
    description="The door, for organizers of an activity and staff who may run it.",
)
blueprints = [blueprint, door_blueprint]

_REFUSALS = (
    NotFound,
    ActivityCancelled,
    refusals.AlreadyIn,
    refusals.SignupNotApproved,
    refusals.CheckinTooEarly,
    refusals.CheckinClosed,
    refusals.AlreadyLeft,
    refusals.NotCheckedIn,
    refusals.LeaveNotScanned,
    refusals.SessionUnknown,
    refusals.DoorRevoked,
)


@blueprint.get("")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(OrganizedActivitySchema))
def list_organized(query: dict[str, Any]) -> dict[str, Any]:
    """The activities I am in charge of, nearest first."""
    page, page_size = query["page"], query["page_size"]
    rows, total = activity_queries.list_organized(current_member_id(), clock.now_ms(), page, page_size)
    items = [organized_payload(row) for row in rows]
    return {"items": items, "page": page, "page_size": page_size, "total": total}


@blueprint.get("/<entity_id:activity_id>/live")
@blueprint.arguments(LiveQuery, location="query")
@blueprint.response(200, LiveSchema)
@blueprint.refuses(NotFound)
def show_live(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """The figures, and who came after version `since`; one read by key while nothing changes."""
    return live_view(activity_id, require_door(activity_id, current_caller()), query["since"])


@blueprint.get("/<entity_id:activity_id>/hall-link")
@blueprint.response(200, HallLinkSchema)
@blueprint.refuses(NotFound)
def show_hall_link(activity_id: int) -> dict[str, Any]:
    """The address of the screen in the hall; whoever has it may look."""
    require_door(activity_id, current_caller())
    return hall_link(activity_id, current_app.config["LIANYI"].server.base_url)


@blueprint.get("/<entity_id:activity_id>/attendees")
@blueprint.arguments(AttendeesQuery, location="query")
@blueprint.response(200, page_of(AttendeeSchema))
@blueprint.refuses(NotFound)
def list_expected(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Who is expected, in, or missing; searched by name, pinyin, the end of a phone number, or the spoken pass."""
    require_door(activity_id, current_caller())
    return list_attendees(activity_id, query["state"], query["q"], query["page"], query["page_size"])


@blueprint.get("/<entity_id:activity_id>/event-code")
@blueprint.response(200, EventCodeSchema)
@blueprint.refuses(NotFound)
def show_event_code(activity_id: int) -> dict[str, Any]:
    """Ten minutes of event codes, made in advance: the phone can go on showing them without a network."""
    require_door(activity_id, current_caller())
    now = clock.now_ms()
    slots = event_codes.upcoming_slots(activity_id, current_app.config["LIANYI"].server.base_url, now)
    return {
        "slot_seconds": event_codes.SLOT_MS // 1000,
        "grace_slots": event_codes.GRACE_SLOTS,
        "server_time": clock.from_ms(now),
        "slots": [
            {
                "starts_at": clock.from_ms(slot.starts_at),
                "ends_at": clock.from_ms(slot.ends_at),
                "text": slot.text,
            }
            for slot in slots
        ],
    }


@blueprint.post("/<entity_id:activity_id>/scans")
@blueprint.arguments(ScanRequestSchema)
@blueprint.response(200, ScanAnswerSchema)
@blueprint.refuses(*_REFUSALS, refusals.PassInvalid, refusals.PassOfOtherActivity)
def scan(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Let in whoever shows this pass, or say why not. The same `client_ref` again gets the first answer."""
    return scan_pass(activity_id, arguments["code"], arguments["client_ref"], current_caller(), _asked(arguments))


@blueprint.post("/<entity_id:activity_id>/checkins")
@blueprint.arguments(TickRequestSchema)
@blueprint.response(200, ScanAnswerSchema)
@blueprint.refuses(*_REFUSALS)
def tick(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Let in somebody found on the list. The same `client_ref` again gets the first answer."""
    return tick_by_hand(
        activity_id, arguments["signup_id"], arguments["client_ref"], current_caller(), _asked(arguments)
    )


def _asked(arguments: dict[str, Any]) -> Asked:
    return Asked(arguments["direction"], arguments["session_id"], arguments["grant_id"])
