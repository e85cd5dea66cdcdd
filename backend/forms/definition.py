"""Parsing a form definition, strictly: what is unknown, doubled or out of bounds is refused and named."""

from dataclasses import replace
from typing import Any

from backend.forms.condition_parser import parse_condition
from backend.forms.conditions import Condition
from backend.forms.fields import KEY, KEY_MESSAGE, Problems
from backend.forms.question_parser import LONGEST_TITLE, parse_question
from backend.forms.questions import Definition, Question, Section

MOST_SECTIONS = 30
MOST_QUESTIONS = 200
LONGEST_DESCRIPTION = 2000


class DefinitionError(Exception):
    """A definition that can't be used; `problems` holds pairs of path and Chinese message, at most 100."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {message}" for path, message in problems))
        self.problems = problems


def parse_definition(data: object) -> Definition:
    """The definition in `data` (JSON as loaded). Raises DefinitionError naming everything that is wrong.

    Costs several times as much as checking answers: keep the result as long as the version is in use.
    """
    parser = _DefinitionParser()
    sections = parser.sections(data)
    if parser.problems.found:
        raise DefinitionError(parser.problems.found)
    return Definition(sections)


class _DefinitionParser:
    def __init__(self) -> None:
        self.problems = Problems()
        self.section_keys: set[str] = set()
        self.asked: dict[str, Question] = {}
        self.question_count = 0

    def sections(self, data: object) -> tuple[Section, ...]:
        form = self.problems.mapping(data, "form", ("sections",), ("sections",))
        if form is None or "sections" not in form:
            return ()
        items = self.problems.items(form["sections"], "sections", 1, MOST_SECTIONS)
        read = [self.section(item, f"sections[{n}]") for n, item in enumerate(items)]
        return tuple(section for section in read if section is not None)

    def section(self, data: object, path: str) -> Section | None:
        problems = self.problems
        known = ("key", "title", "description", "show_if", "questions")
        section = problems.mapping(data, path, known, ("key", "title", "questions"))
        if section is None:
            return None
        fields = {
            "key": problems.name(KEY, KEY_MESSAGE),
            "title": problems.text(LONGEST_TITLE),
            "description": problems.text(LONGEST_DESCRIPTION, is_blank_allowed=True),
        }
        read = problems.read(section, path, fields)
        key = read.get("key", "")
        if key in self.section_keys:
            problems.add(f"{path}.key", "和前面的重复了")
        elif key:
            self.section_keys.add(key)
        show_if = self.condition(section, path)
        questions = self.questions(section, path)
        return Section(key, read.get("title", ""), read.get("description", ""), show_if, questions)

    def questions(self, section: dict[str, Any], path: str) -> tuple[Question, ...]:
        if "questions" not in section:
            return ()
        items = self.problems.items(section["questions"], f"{path}.questions", 1, MOST_QUESTIONS)
        self.question_count += len(items)
        if self.question_count > MOST_QUESTIONS:
            self.problems.add(f"{path}.questions", f"整张表单最多 {MOST_QUESTIONS} 题")
            return ()
        read = [self.question(item, f"{path}.questions[{n}]") for n, item in enumerate(items)]
        return tuple(question for question in read if question is not None)

    def question(self, data: Any, path: str) -> Question | None:
        question = parse_question(data, path, self.problems, self.read_condition)
        if question is None:
            return None
        show_if = self.condition(data, path)
        if question.key in self.asked:
            self.problems.add(f"{path}.key", "和前面的重复了")
        elif question.key:
            self.asked[question.key] = question
        return replace(question, show_if=show_if)

    def condition(self, data: dict[str, Any], path: str) -> Condition | None:
        return self.read_condition(data["show_if"], f"{path}.show_if") if "show_if" in data else None

    def read_condition(self, data: object, path: str) -> Condition | None:
        return parse_condition(data, path, self.asked, self.problems)
