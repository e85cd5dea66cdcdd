"""The phone's side of signing in to the console: its owner says yes, and sees and ends what is open."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.desks.schemas import ConsoleSessionsSchema, SignInRequestSchema
from backend.desks.services import (
    NoRole,
    SignInOver,
    answer_request,
    end_session,
    find_request,
    sessions_of,
)
from backend.errors import NotFound
from backend.limits import guess_limit
from backend.organizations.wording import ROLE_NAMES

blueprint = Blueprint(
    "console_sign_ins",
    access=Access.ORGANIZING,
    url_prefix="/staff/console-sign-ins",
    description="Signing in by scan.",
)
sessions_blueprint = Blueprint(
    "console_sessions", access=Access.ORGANIZING, url_prefix="/staff/console-sessions", description="My browsers."
)
blueprints = [blueprint, sessions_blueprint]

# As secrets.token_urlsafe(16) writes it: any other text is no code.
_CODE = [{"in": "path", "name": "code", "description": "from the text that the browser shows as a QR code"}]


@blueprint.get("/<string(length=22):code>", parameters=_CODE)
@guess_limit
@blueprint.response(200, SignInRequestSchema)
@blueprint.refuses(NotFound, SignInOver)
def show_request(code: str) -> dict[str, Any]:
    """The browser that shows this code; its page says from now on that it was scanned."""
    request = find_request(code)
    roles = [f"{ROLE_NAMES[role.name]} · {role.organization_name}" for role in current_caller().scope.roles]
    return {
        "browser": request.browser,
        "created_at": request.created_at,
        "expires_at": request.expires_at,
        "roles": roles,
    }


@blueprint.post("/<string(length=22):code>/confirm", parameters=_CODE)
@guess_limit
@blueprint.response(204)
@blueprint.refuses(NotFound, SignInOver, NoRole)
def confirm(code: str) -> None:
    """Let it in as me."""
    answer_request(code, current_member_id(), is_welcome=True)


@blueprint.post("/<string(length=22):code>/refuse", parameters=_CODE)
@guess_limit
@blueprint.response(204)
@blueprint.refuses(NotFound, SignInOver)
def refuse(code: str) -> None:
    """It is not mine."""
    answer_request(code, current_member_id(), is_welcome=False)


@sessions_blueprint.get("")
@sessions_blueprint.response(200, ConsoleSessionsSchema)
def list_sessions() -> dict[str, Any]:
    """The browsers in which I am signed in, latest used first."""
    return {"items": sessions_of(current_member_id())}


@sessions_blueprint.delete("/<entity_id:session_id>")
@sessions_blueprint.response(204)
@sessions_blueprint.refuses(NotFound)
def end(session_id: int) -> None:
    """Sign one of them out."""
    member_id = current_member_id()
    end_session(session_id, [member_id], member_id)
