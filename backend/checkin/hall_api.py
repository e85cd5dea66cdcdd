"""What the hall screen polls. Public: whoever has the link may look, and sees no more than the room does."""

from __future__ import annotations

from typing import Any

from flask_limiter.util import get_remote_address

from backend.auth import Access, Blueprint
from backend.checkin.hall import hall_view, read_hall_token
from backend.checkin.schemas import HallQuery, HallSchema
from backend.errors import NotFound
from backend.limits import limiter

blueprint = Blueprint("hall", access=Access.PUBLIC, url_prefix="/halls", description="The screen in the hall.")

_TOKEN = [{"in": "path", "name": "token", "description": "from the link"}]
# Two hundred screens behind the one address of a hall, each once a second, and some to spare.
_limit = limiter.limit("18000 per minute", key_func=get_remote_address)


@blueprint.get("/<string(maxlength=64):token>", parameters=_TOKEN)
@_limit
@blueprint.arguments(HallQuery, location="query")
@blueprint.response(200, HallSchema)
@blueprint.refuses(NotFound)
def show_hall(query: dict[str, Any], token: str) -> dict[str, Any]:
    """The figures of one activity, and who came last."""
    return hall_view(read_hall_token(token), query["since"])
