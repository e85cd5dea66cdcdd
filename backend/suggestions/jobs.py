"""Timers of suggestions."""

from __future__ import annotations

from datetime import timedelta

from backend.suggestions.subjects import give_photos_to_staff
from backend.timers.services import Timer

timers = [Timer("give_photos_to_staff", timedelta(seconds=10), give_photos_to_staff)]
