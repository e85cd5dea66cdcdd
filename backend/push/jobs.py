"""Timers of messages."""

from __future__ import annotations

from datetime import timedelta

from backend.config import process_config
from backend.push.carrying import carry_over
from backend.push.checking import check_in_background
from backend.push.inbox import delete_old
from backend.push.merging import free_left_behind
from backend.push.pauses import resume_due
from backend.push.rules import all_rules, plan_due
from backend.timers.services import Timer


def _plan() -> int:
    return plan_due(all_rules())


def _check_templates() -> None:
    check_in_background(process_config())


# Once when the process starts, beside its work; then every hour, since people change things in WeChat's console.
at_start = [_check_templates]

timers = [
    Timer("plan_messages", timedelta(seconds=30), _plan),
    Timer("free_merged_messages", timedelta(minutes=1), free_left_behind),
    Timer("resume_messages", timedelta(seconds=5), resume_due),
    Timer("check_templates", timedelta(hours=1), _check_templates),
    Timer("carry_over_outbox", timedelta(minutes=1), carry_over),
    Timer("delete_old_messages", timedelta(hours=1), delete_old),
]
