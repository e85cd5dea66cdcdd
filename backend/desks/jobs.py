"""Timers of desks."""

from __future__ import annotations

from datetime import timedelta

from backend.desks.services import delete_what_is_over
from backend.timers.services import Timer

timers = [Timer("delete_expired_desks", timedelta(hours=1), delete_what_is_over)]
