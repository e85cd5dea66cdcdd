"""Before something is told: whom it would reach, by which way, and when."""

from __future__ import annotations

from flask import current_app

from backend.push.reaching import Forecast, Reacher
from backend.push.recipients import announcements


def forecast(about: str, subject_id: int) -> Forecast:
    """What doing this now would come to; `about` is the name of an announcement, as "activity_published"."""
    return Reacher(current_app.config["LIANYI"]).forecast(announcements()[about](subject_id))
