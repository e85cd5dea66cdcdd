"""Timers of messages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend.config import Config, process_config
from backend.push.carrying import carry_over
from backend.push.checking import check_in_background
from backend.push.inbox import delete_old, old_notifications
from backend.push.merging import free_left_behind
from backend.push.pauses import resume_due
from backend.push.rules import all_rules, plan_due
from backend.settings.services import in_force
from backend.timers.retention import Retention
from backend.timers.services import Timer


def _plan() -> int:
    return plan_due(all_rules())


def _messages_days(config: Config) -> int:
    return in_force(config).retention.messages_days


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
    Timer("delete_old_messages", timedelta(hours=1), lambda: delete_old(_messages_days(process_config()))),
]


def _going(config: Config, at: datetime) -> Any:
    return old_notifications(_messages_days(config), at)


retentions = [
    Retention("messages", "会员收到的消息和发送结果", "发出后保留的天数可以设置", _going, "retention.messages_days")
]
