"""Timers of messages."""

from __future__ import annotations

from datetime import timedelta

from backend.push.carrying import carry_over
from backend.push.pauses import resume_due
from backend.push.rules import all_rules, plan_due
from backend.timers.services import Timer


def _plan() -> int:
    return plan_due(all_rules())


timers = [
    Timer("plan_messages", timedelta(seconds=30), _plan),
    Timer("resume_messages", timedelta(seconds=5), resume_due),
    Timer("carry_over_outbox", timedelta(minutes=1), carry_over),
]
