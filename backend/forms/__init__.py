"""The form engine: definitions, show-if logic and the checking of answers.

Pure functions over JSON values, with no database and no clock. `miniprogram/src/rules/` says the same in
TypeScript; `tests/vectors/forms/` holds the two together. `docs/forms.md` is for those who write definitions.
"""

from backend.forms.answers import Checked, Mode, check_answers, shown_questions, visible_questions
from backend.forms.definition import DefinitionError, parse_definition
from backend.forms.questions import Answer, Definition, Option, Question, Row, Section
from backend.forms.reachability import Finding, unreachable
from backend.forms.versions import definition_hash
from backend.forms.window import WindowState, window_state

__all__ = [
    "Answer",
    "Checked",
    "Definition",
    "DefinitionError",
    "Finding",
    "Mode",
    "Option",
    "Question",
    "Row",
    "Section",
    "WindowState",
    "check_answers",
    "definition_hash",
    "parse_definition",
    "shown_questions",
    "unreachable",
    "visible_questions",
    "window_state",
]
