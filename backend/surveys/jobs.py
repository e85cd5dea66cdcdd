"""Timers of surveys."""

from __future__ import annotations

from datetime import timedelta

from backend.push.rules import Rule
from backend.surveys.counts import fold_due
from backend.surveys.inviting import invite_due
from backend.surveys.mixing import mix_due
from backend.surveys.reminders import find_closing
from backend.timers.services import Timer

rules = [Rule("survey_reminder", find_closing)]
timers = [
    Timer("invite_to_surveys", timedelta(seconds=10), invite_due),
    Timer("mix_anonymous_responses", timedelta(seconds=10), mix_due),
    Timer("fold_survey_counts", timedelta(seconds=5), fold_due),
]
