"""Timers of desks."""

from __future__ import annotations

from datetime import timedelta

from backend.desks.services import delete_what_is_over, expired_desks
from backend.timers.retention import Retention
from backend.timers.services import Timer

retentions = [Retention("desks", "已过期的后台登录", "登录自动失效后", lambda _config, at: expired_desks(at))]
timers = [Timer("delete_expired_desks", timedelta(hours=1), delete_what_is_over)]
