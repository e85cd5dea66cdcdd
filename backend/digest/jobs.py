"""The timer of the digest."""

from __future__ import annotations

from datetime import timedelta

from backend.config import process_config
from backend.digest.services import write_due_digest
from backend.timers.services import Timer

timers = [Timer("write_digest", timedelta(seconds=30), lambda: write_due_digest(process_config()))]
