"""Timers of topics."""

from __future__ import annotations

from datetime import timedelta

from backend.timers.services import Timer
from backend.topics.inviting import invite_due

timers = [Timer("invite_topic_supporters", timedelta(seconds=10), invite_due)]
