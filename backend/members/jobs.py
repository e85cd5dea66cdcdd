"""Timers of people."""

from __future__ import annotations

from datetime import timedelta

from backend.members.finding import key_members
from backend.timers.services import Timer

timers = [Timer("key_members", timedelta(minutes=1), key_members)]
