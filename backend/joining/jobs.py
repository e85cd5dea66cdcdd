"""Timers of joining."""

from __future__ import annotations

from datetime import timedelta

from backend.joining.services.phone_claims import delete_old_claims
from backend.timers.services import Timer

timers = [Timer("delete_old_claims", timedelta(hours=1), delete_old_claims)]
