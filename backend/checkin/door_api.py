"""Doors that work off line: the grant of a phone, the list it works with, and the queue it hands in."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities.services.errors import ActivityCancelled, ActivityFull
from backend.auth import Access, Blueprint, current_caller
from backend.checkin import refusals
from backend.checkin.batches import hand_in
from backend.checkin.door_list import load_list
from backend.checkin.door_schemas import (
    BatchAnswerSchema,
    BatchRequestSchema,
    DoorGrantRequestSchema,
    DoorGrantSchema,
    DoorListQuery,
    DoorListSchema,
)
from backend.checkin.grants import grant_door, revoke_door
from backend.checkin.schemas import ScanAnswerSchema, UndoAnswerSchema, UndoRequestSchema, WalkInRequestSchema
from backend.checkin.services import Asked, require_door
from backend.checkin.undo import undo_scan
from backend.checkin.walk_ins import let_walk_in
from backend.errors import NotFound

blueprint = Blueprint(
    "doors",
    access=Access.MEMBER,
    url_prefix="/organizer/activities",
    description="Doors that work without a network, for organizers of an activity and staff who may run it.",
)


@blueprint.post("/<entity_id:activity_id>/grants")
@blueprint.arguments(DoorGrantRequestSchema)
@blueprint.response(200, DoorGrantSchema)
@blueprint.refuses(NotFound, refusals.DoorRevoked, refusals.DoorOver)
def open_door(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Let this phone run a door until the activity is over. The same phone again gets the same grant."""
    door = grant_door(activity_id, arguments["device"], arguments["door"], current_caller())
    return {
        "id": door.grant_id,
        "door": door.name,
        "expires_at": clock.from_ms(door.expires_at),
        "server_time": clock.now(),
    }


@blueprint.post("/<entity_id:activity_id>/grants/<entity_id:grant_id>/revoke")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def stop_door(activity_id: int, grant_id: int) -> None:
    """Stop a phone: what it still holds will be refused, and kept for staff. Twice is once."""
    figures = require_door(activity_id, current_caller())
    revoke_door(activity_id, figures.organization_id, grant_id, current_caller())


@blueprint.get("/<entity_id:activity_id>/list")
@blueprint.arguments(DoorListQuery, location="query")
@blueprint.response(200, DoorListSchema)
@blueprint.refuses(NotFound, refusals.DoorOver)
def show_list(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """The list to decide by without a network: whole, or what changed after version `since`."""
    return load_list(activity_id, query["grant_id"], query["since"], query["session_id"], current_caller())


@blueprint.post("/<entity_id:activity_id>/batches")
@blueprint.arguments(BatchRequestSchema)
@blueprint.response(200, BatchAnswerSchema)
@blueprint.refuses(NotFound)
def hand_in_scans(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """What was scanned without a network. The same again changes nothing; the earliest scan of a pass wins."""
    return hand_in(activity_id, arguments["grant_id"], arguments["scans"], current_caller())


@blueprint.post("/<entity_id:activity_id>/walk-ins")
@blueprint.arguments(WalkInRequestSchema)
@blueprint.response(200, ScanAnswerSchema)
@blueprint.refuses(
    NotFound,
    ActivityCancelled,
    ActivityFull,
    refusals.WalkInsNotAllowed,
    refusals.WalkInNameDiffers,
    refusals.SignupNotApproved,
    refusals.AlreadyIn,
    refusals.CheckinTooEarly,
    refusals.CheckinClosed,
    refusals.SessionUnknown,
    refusals.DoorRevoked,
)
def walk_in(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Let in somebody who is on no list. The same `client_ref` again gets the first answer."""
    asked = Asked("in", arguments["session_id"], arguments["grant_id"])
    return let_walk_in(
        activity_id, arguments["name"], arguments["phone"], arguments["client_ref"], current_caller(), asked
    )


@blueprint.post("/<entity_id:activity_id>/scans/<entity_id:scan_id>/undo")
@blueprint.arguments(UndoRequestSchema)
@blueprint.response(200, UndoAnswerSchema)
@blueprint.refuses(NotFound, refusals.NothingToUndo, refusals.AlreadyUndone)
def take_back(arguments: dict[str, Any], activity_id: int, scan_id: int) -> dict[str, Any]:
    """Take an entry back, with the reason. The same `client_ref` again gets the same answer."""
    return undo_scan(activity_id, scan_id, arguments["reason"], arguments["client_ref"], current_caller())
