"""Feedback as its rules go: who may give it, when, and what is asked unless an activity asks otherwise."""

from __future__ import annotations

from typing import Any

from backend.activities.queries import DetailRow
from backend.forms.questions import Question

OPEN_MS = 14 * 86_400_000
# The question whose stars the report counts.
RATING = "rating"
MOST_STARS = 5

DEFAULT_FORM = "activity_feedback"
DEFAULT_DEFINITION: dict[str, Any] = {
    "sections": [
        {
            "key": "feedback",
            "title": "活动反馈",
            "questions": [
                {"key": RATING, "type": "rating", "title": "总体感受如何？", "required": True, "max": MOST_STARS},
                {"key": "good", "type": "text", "title": "哪里做得好？", "multiline": True, "max_length": 500},
                {"key": "improve", "type": "text", "title": "哪里可以更好？", "multiline": True, "max_length": 500},
            ],
        }
    ]
}


def feedback_state(row: DetailRow, now: int) -> str | None:
    """Where my feedback stands: soon, open, given, closed; None for whoever is not asked. `now` in milliseconds."""
    card = row.card
    if card.state != "published" or card.signup_state != "approved" or row.attendance == "no_show":
        return None
    if card.reported_at is not None or now >= card.ends_at + OPEN_MS:
        return "closed"
    if row.feedback_at is not None:
        return "given"
    return "open" if now >= card.ends_at else "soon"


def is_stars(question: Question) -> bool:
    """Whether this is the question that the report's rating comes from."""
    return question.key == RATING and question.type == "rating" and question.maximum == MOST_STARS
