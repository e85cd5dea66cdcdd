"""The timer of the dashboard."""

from __future__ import annotations

from datetime import timedelta

from backend.dashboard.services import keep_figures
from backend.timers.services import Timer

timers = [Timer("keep_figures", timedelta(hours=1), keep_figures)]
