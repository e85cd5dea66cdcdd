"""How often somebody may look up whole numbers."""

from __future__ import annotations

from flask import current_app, request

from backend.limits import limiter
from backend.members.phones import normalise_phone

# A search by whole number says whether it is somebody's: tried often enough, it would undo the mask, and leave no
# trace in the audit trail.
number_limit = limiter.shared_limit(
    lambda: current_app.config["LIANYI"].limits.guess,
    scope="number",
    exempt_when=lambda: not any(normalise_phone(request.values.get(name, "")) for name in ("q", "phone")),
)
