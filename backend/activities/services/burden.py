"""How much of a member's time an activity asks for, before it is published: the burden meter.

A rough measure, meant to be seen rather than believed to the minute: reading what it says, answering what it asks,
being there. docs/activities.md explains it; the figures below are the whole definition.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import NamedTuple

from backend.activities.models import Activity, ActivitySession
from backend.forms.questions import Definition, Question
from backend.forms.store import stored_form

# Chinese read on a phone, by people in no hurry.
CHARACTERS_A_MINUTE = 300
# Opening the page, finding when and where, tapping the button.
GLANCE_SECONDS = 20
# By type of question, for one who thinks about it; a matrix for each of its rows.
_SECONDS = {"single": 6, "multiple": 10, "rating": 5, "scale": 5, "text": 20, "number": 8, "date": 8, "ranking": 15}
_OTHER_SECONDS = 15
_MULTILINE_SECONDS = 45
_ROW_SECONDS = 6
_COMPANION_SECONDS = 10


class Burden(NamedTuple):
    """Minutes asked of one member who comes, each part rounded up on its own; `questions` are those it counts."""

    reading: int
    answering: int
    attending: int
    questions: int

    @property
    def minutes(self) -> int:
        return self.reading + self.answering + self.attending

    @property
    def words(self) -> str:
        """约 3 小时 5 分钟"""
        hours, minutes = divmod(self.minutes, 60)
        return "约 " + " ".join(
            part for part in (f"{hours} 小时" * bool(hours), f"{minutes} 分钟" * bool(minutes)) if part
        )


def measure_burden(activity: Activity) -> Burden:
    """What it asks of a member who signs up and comes: at most two statements."""
    definition = None if activity.form_id is None else stored_form(activity.form_id).definition
    return burden_of(activity, definition, _attending(activity))


def burden_of(activity: Activity, definition: Definition | None, attending: timedelta) -> Burden:
    """The same of an activity that is only being written; `attending`: how long one is there."""
    questions = [] if definition is None else list(definition.questions())
    seconds = sum(_seconds(question) for question in questions)
    if activity.companions_named:
        seconds += _COMPANION_SECONDS
    read = len(activity.title) + len(activity.description) + sum(len(one.title) + len(one.help) for one in questions)
    return Burden(
        reading=ceil((GLANCE_SECONDS + read * 60 / CHARACTERS_A_MINUTE) / 60),
        answering=ceil(seconds / 60),
        attending=ceil(max(attending, timedelta()) / timedelta(minutes=1)),
        questions=len(questions),
    )


def _seconds(question: Question) -> int:
    if question.type == "matrix":
        return _ROW_SECONDS * max(1, len(question.rows))
    if question.type == "text" and question.multiline:
        return _MULTILINE_SECONDS
    return _SECONDS.get(question.type, _OTHER_SECONDS)


def _attending(activity: Activity) -> timedelta:
    """From start to end; where there are sessions, the sum of theirs: nobody attends the nights in between."""
    if not activity.has_sessions:
        whole: timedelta = activity.ends_at - activity.starts_at
        return whole
    rows = ActivitySession.select().where(ActivitySession.activity == activity.id)
    lasting = timedelta()
    for row in rows:
        lasting += row.ends_at - row.starts_at
    return lasting
