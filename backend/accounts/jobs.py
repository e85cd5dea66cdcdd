"""Timers of sessions."""

from __future__ import annotations

from datetime import timedelta

from backend.accounts.services import delete_expired_sessions
from backend.timers.services import Timer

timers = [Timer("delete_expired_sessions", timedelta(hours=1), delete_expired_sessions)]
