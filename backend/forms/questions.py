"""The parsed shape of a form definition. Immutable, so that a parsed version can be shared and cached."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from backend.forms.conditions import Answer, Condition
from backend.forms.decimals import Number

__all__ = ["Answer", "Definition", "Option", "Question", "Row", "Section"]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a matrix; a required one must have a column chosen, whenever it is shown."""

    value: str
    label: str
    required: bool
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of any type; fields that its type does not use keep their defaults. See docs/forms.md."""

    key: str
    type: str
    title: str
    help: str = ""
    purpose: str = ""
    required: bool = False
    sensitive: bool = False
    known_from: str = ""
    show_if: Condition | None = None
    options: tuple[Option, ...] = ()
    other: bool = False
    randomize: bool = False
    min_choices: int = 0
    max_choices: int | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    low_label: str = ""
    high_label: str = ""
    decimals: int = 0
    unit: str = ""
    multiline: bool = False
    min_length: int = 0
    max_length: int = 0
    format: str = "none"
    earliest: str | None = None
    latest: str | None = None
    rows: tuple[Row, ...] = ()
    columns: tuple[Option, ...] = ()
    top: int = 0
    most: int = 1
    accept: str = "photo"


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    description: str
    show_if: Condition | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Definition:
    sections: tuple[Section, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all questions."""
        return frozenset(question.key for question in self.questions())

    def questions(self) -> Iterator[Question]:
        """All questions, in the order they are asked."""
        for section in self.sections:
            yield from section.questions

    def conditions(self) -> Iterator[Condition]:
        """Every condition in it: of sections, questions and rows."""
        for section in self.sections:
            rows = (row.show_if for question in section.questions for row in question.rows)
            conditions = (section.show_if, *(question.show_if for question in section.questions), *rows)
            yield from (condition for condition in conditions if condition is not None)
