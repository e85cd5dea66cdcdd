"""The timers of the audit trail: linking what is settled, and checking the whole chain once a day."""

from __future__ import annotations

from datetime import timedelta

from backend.audit.chain import Chain
from backend.audit.checking import check_and_note
from backend.timers.services import Timer

timers = [
    Timer("link_audit", timedelta(seconds=10), Chain().link_settled),
    Timer("check_audit", timedelta(days=1), check_and_note),
]
