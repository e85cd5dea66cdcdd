"""Timers of sessions."""

from __future__ import annotations

from datetime import timedelta

from backend.accounts.services import delete_expired_sessions, expired_sessions
from backend.timers.retention import Retention
from backend.timers.services import Timer

retentions = [
    Retention("sessions", "已过期的登录", "会员太久没用，登录自动失效后", lambda _config, at: expired_sessions(at)),
]
timers = [Timer("delete_expired_sessions", timedelta(hours=1), delete_expired_sessions)]
