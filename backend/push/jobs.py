"""Timers of messages, and the rules of all features."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain

from backend import features
from backend.push.carrying import carry_over
from backend.push.inbox import delete_old
from backend.push.rules import Rule, plan_due
from backend.timers.services import Timer


def all_rules() -> list[Rule]:
    """Every rule of every feature's jobs.py."""
    return list(chain.from_iterable(getattr(module, "rules", ()) for module in features.modules("jobs")))


def _plan() -> int:
    return plan_due(all_rules())


timers = [
    Timer("plan_messages", timedelta(seconds=30), _plan),
    Timer("carry_over_outbox", timedelta(minutes=1), carry_over),
    Timer("delete_old_messages", timedelta(hours=1), delete_old),
]
