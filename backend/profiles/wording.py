"""Masks: what a member sees of a sensitive value once it is kept."""

from __future__ import annotations

from typing import Any

from backend.forms import Question

FILLED = "已填写"
CLEARED = "已清除"
_LONG_ENOUGH_TO_SHOW_ENDS = 8


def mask(question: Question, answer: Any) -> str:
    """A sensitive answer as its own member sees it again: the ends of a long number, else only that it is there."""
    is_number = question.type == "text" and isinstance(answer, str) and answer.isascii() and answer.isalnum()
    if is_number and len(answer) >= _LONG_ENOUGH_TO_SHOW_ENDS:
        return f"{answer[:3]}{'*' * (len(answer) - 5)}{answer[-2:]}"
    return FILLED
