"""What members are reminded of about their term."""

from __future__ import annotations

from backend.companies.reminders import find_ending
from backend.push.rules import Rule
from backend.timers.services import Timer

rules = [Rule("membership_ends", find_ending)]
timers: list[Timer] = []
