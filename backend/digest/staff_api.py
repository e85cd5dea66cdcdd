"""What waits for a decision, as staff look at it."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.auth import Access, Blueprint, current_caller
from backend.digest.queries import decisions_in
from backend.digest.schemas import WaitingSchema

blueprint = Blueprint("digest", access=Access.ORGANIZING, url_prefix="/staff", description="What waits for a decision.")
blueprints = [blueprint]


@blueprint.get("/decisions")
@blueprint.response(200, WaitingSchema)
def list_decisions() -> dict[str, Any]:
    """What waits in my scope now, longest waiting first; who may not decide sees how much, not what."""
    lines = decisions_in(current_caller().scope)
    return {
        "total": sum(line.count for line in lines),
        "items": [
            {
                **{name: getattr(line, name) for name in ("kind", "name", "unit", "count", "late", "title")},
                "since": clock.from_ms(line.since),
                "target": f"/{line.page}",
            }
            for line in lines
        ],
    }
