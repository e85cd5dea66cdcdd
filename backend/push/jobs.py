"""Timers of messages, and the rules of all features."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain

from backend import features
from backend.push.carrying import carry_over
from backend.push.checking import check_in_background
from backend.push.merging import free_left_behind
from backend.push.rules import Rule, plan_due
from backend.push.settings import push_config
from backend.timers.services import Timer


def all_rules() -> list[Rule]:
    """Every rule of every feature's jobs.py."""
    return list(chain.from_iterable(getattr(module, "rules", ()) for module in features.modules("jobs")))


def _plan() -> int:
    return plan_due(all_rules())


def _check_templates() -> None:
    check_in_background(push_config())


# Once when the process starts, beside its work; then every hour, since people change things in WeChat's console.
at_start = [_check_templates]

timers = [
    Timer("plan_messages", timedelta(seconds=30), _plan),
    Timer("free_merged_messages", timedelta(minutes=1), free_left_behind),
    Timer("check_templates", timedelta(hours=1), _check_templates),
    Timer("carry_over_outbox", timedelta(minutes=1), carry_over),
]
