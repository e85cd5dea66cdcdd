"""The questions an activity asks, at signup or afterwards: checked, and kept as a version of their own."""

from __future__ import annotations

from typing import Any

from backend.activities.services.known_answers import find_obstacles_to_known
from backend.errors import InvalidInput
from backend.forms import DefinitionError, parse_definition
from backend.forms.store import save_version

_NAMES = {"questions": "报名问题", "feedback_questions": "反馈问题"}


def save_questions(form_key: str, definition: dict[str, Any], field: str) -> int:
    """Store questions, of the request's `field`; the id is that of the version. Raises InvalidInput."""
    try:
        parsed = parse_definition(definition)
    except DefinitionError as error:
        raise InvalidInput(errors={f"{field}.{path}": [message] for path, message in error.problems}) from None
    # Answers are kept in the open, shown in lists and reports, and asked without a consent of their own.
    if sensitive := [question.key for question in parsed.questions() if question.sensitive]:
        words = "活动的问题不能收集敏感信息，这类信息只能在会员资料中经单独同意后填写。"
        raise InvalidInput(errors={f"{field}.{key}": [words] for key in sensitive})
    if files := [question.key for question in parsed.questions() if question.type == "file"]:
        words = f"{_NAMES[field]}里不能上传文件，请换一种题型；照片和文件可以用问卷收集。"
        raise InvalidInput(errors={f"{field}.{key}": [words] for key in files})
    if problems := find_obstacles_to_known(parsed):
        raise InvalidInput(errors={f"{field}.{key}": messages for key, messages in problems.items()})
    return int(save_version(form_key, definition).id)
