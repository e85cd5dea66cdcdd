"""What of an activity its planners write: the columns of a plan."""

from __future__ import annotations

MOMENTS = (
    "starts_at",
    "ends_at",
    "signup_opens_at",
    "signup_closes_at",
    "cancel_closes_at",
    "checkin_opens_at",
    "checkin_closes_at",
)
# Beside its moments.
PLAIN = (
    "title",
    "kind",
    "description",
    "venue",
    "latitude",
    "longitude",
    "online_link",
    "contact_name",
    "contact_phone",
    "is_public",
    "capacity",
    "needs_review",
    "companions_most",
    "companions_named",
    "scans_most",
    "has_leave_scan",
    "allows_walk_ins",
    "checkin_radius_m",
    "hall_names",
)
SESSION_MOMENTS = ("starts_at", "ends_at", "checkin_opens_at", "checkin_closes_at")
