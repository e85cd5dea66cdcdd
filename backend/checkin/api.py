"""Check-in as members meet it: their pass, the event code they scan, the receipt it earns."""

from __future__ import annotations

from typing import Any

from flask_limiter.util import get_remote_address

from backend.activities.payloads import pass_payload
from backend.activities.services.errors import ActivityCancelled, ActivityFull
from backend.auth import Access, Blueprint, current_member_id
from backend.checkin import hall_api, queries, refusals
from backend.checkin.distance import Location
from backend.checkin.event_codes import EventCodeExpired, EventCodeInvalid
from backend.checkin.schemas import (
    MemberCheckinRequestSchema,
    MemberCheckinSchema,
    PassSchema,
    PresenceRequestSchema,
    PresenceSchema,
)
from backend.checkin.services import check_in, prove_presence
from backend.errors import NotFound
from backend.limits import limiter

presence_blueprint = Blueprint(
    "presence", access=Access.PUBLIC, url_prefix="/presence", description="Having been there, before logging in."
)
checkin_blueprint = Blueprint("checkins", access=Access.MEMBER, url_prefix="", description="Checking in.")
blueprints = [presence_blueprint, checkin_blueprint, hall_api.blueprint]

# A hall's Wi-Fi is one address, and a full hall scans within minutes; a code cannot be guessed at any rate.
presence_limit = limiter.limit("1200 per minute", key_func=get_remote_address)


@presence_blueprint.post("")
@presence_limit
@presence_blueprint.arguments(PresenceRequestSchema)
@presence_blueprint.response(200, PresenceSchema)
@presence_blueprint.refuses(EventCodeInvalid, EventCodeExpired)
def prove(arguments: dict[str, Any]) -> dict[str, Any]:
    """Exchange a freshly scanned event code for a receipt that outlives it by ten minutes."""
    return prove_presence(arguments["code"])


@checkin_blueprint.post("/checkins")
@checkin_blueprint.arguments(MemberCheckinRequestSchema)
@checkin_blueprint.response(200, MemberCheckinSchema)
@checkin_blueprint.refuses(
    EventCodeInvalid,
    EventCodeExpired,
    ActivityCancelled,
    ActivityFull,
    refusals.NotSignedUp,
    refusals.TooFar,
    refusals.AlreadyIn,
    refusals.SignupNotApproved,
    refusals.CheckinTooEarly,
    refusals.CheckinClosed,
)
def check_me_in(arguments: dict[str, Any]) -> dict[str, Any]:
    """Check in by the event code on the screen, or by the receipt it earned."""
    here = arguments["location"]
    return check_in(
        current_member_id(),
        arguments["code"],
        arguments["receipt"],
        arguments["client_ref"],
        here and Location(**here),
    )


@checkin_blueprint.get("/passes/<entity_id:signup_id>")
@checkin_blueprint.response(200, PassSchema)
@checkin_blueprint.refuses(NotFound, refusals.SignupNotApproved)
def show_pass(signup_id: int) -> dict[str, Any]:
    """The pass of one of my approved signups; the phone keeps it for when there is no network."""
    row = queries.find_pass(signup_id, current_member_id())
    if row is None:
        raise NotFound
    if row.state != "approved":
        raise refusals.SignupNotApproved("报名通过后才有入场码。")
    return pass_payload(row)
