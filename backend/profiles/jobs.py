"""What members are reminded of about their record."""

from __future__ import annotations

from backend.profiles.reminders import find_stale
from backend.push.rules import Rule
from backend.timers.services import Timer

rules = [Rule("profile_stale", find_stale)]
timers: list[Timer] = []
