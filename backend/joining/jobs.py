"""Timers of joining."""

from __future__ import annotations

from datetime import timedelta

from backend.joining.services.phone_claims import delete_old_claims, old_claims
from backend.timers.retention import Retention
from backend.timers.services import Timer

retentions = [
    Retention("phone_claims", "待确认的手机号认领（含手机号）", "1 天", lambda _config, at: old_claims(at)),
]
timers = [Timer("delete_old_claims", timedelta(hours=1), delete_old_claims)]
