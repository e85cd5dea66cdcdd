"""The form as the builder lists it: sections, questions as cards, and the one that is open for writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from backend.console.forms.checking import Found
from backend.console.forms.conditions import (
    OPERATORS,
    Line,
    Source,
    every_source,
    in_words,
    shown_line,
    simple_of,
    sources_before,
)
from backend.console.forms.editing import KINDS, SECTION, Json, kind_of, leaning_on, questions_in, sections_of
from backend.console.forms.reading import lists_of
from backend.forms.versions import definition_hash

# Further types a question can become without losing what it asks.
_BECOMES = {
    "single": ("multiple", "ranking"),
    "multiple": ("single", "ranking"),
    "ranking": ("single", "multiple"),
    "text": ("lines",),
    "lines": ("text",),
    "rating": ("scale",),
    "scale": ("rating",),
}


class Card(NamedTuple):
    """A question in the list."""

    name: str
    number: int
    kind: str
    kind_name: str
    part: Json
    condition: str
    found: list[Found]
    options: str  # the first options in a few words


class SectionCard(NamedTuple):
    name: str
    number: int
    part: Json
    condition: str
    found: list[Found]
    cards: list[Card]


class ShownLine(NamedTuple):
    """One line of a condition with what can be chosen in it."""

    number: int
    line: Line
    source: Source | None
    operators: tuple[tuple[str, str], ...]
    is_list: bool  # several values can be ticked
    needs_value: bool


class Editor(NamedTuple):
    """What is open for writing: a question, or a section."""

    name: str
    number: int
    kind: str
    part: Json
    was: str  # what it was when it was shown, to notice that somebody else changed it meanwhile
    lists: tuple[str, ...]
    becomes: tuple[tuple[str, str], ...]
    join: str
    lines: list[ShownLine]
    sources: list[Source]
    condition: str
    is_simple: bool
    leaning: list[int]

    @property
    def is_section(self) -> bool:
        return self.name.startswith(SECTION)


def section_cards(definition: Json, found: Sequence[Found]) -> list[SectionCard]:
    """Every section with its questions, numbered as members see them."""
    sources = every_source(definition)
    by_part: dict[str, list[Found]] = {}
    for one in found:
        by_part.setdefault(one.part, []).append(one)
    cards = []
    number = 0
    for place, section in enumerate(sections_of(definition), 1):
        questions = []
        for question in questions_in(section):
            number += 1
            name, kind = str(question.get("key")), kind_of(question)
            kind_name = KINDS[kind].name if kind in KINDS else kind
            words = _condition(question, sources)
            questions.append(
                Card(name, number, kind, kind_name, question, words, by_part.get(name, []), _options(question))
            )
        name = f"{SECTION}{section.get('key')}"
        cards.append(SectionCard(name, place, section, _condition(section, sources), by_part.get(name, []), questions))
    return cards


def _condition(part: Json, sources: dict[str, Source]) -> str:
    return f"当{in_words(part['show_if'], sources)}时显示" if part.get("show_if") is not None else ""


def _options(question: Json) -> str:
    names = lists_of(question)
    items = question.get(names[0]) if names else None
    labels = [str(one.get("label", "")) for one in items or () if isinstance(one, dict)]
    more = f" 等 {len(labels)} 项" if len(labels) > 4 else ""
    return " · ".join(label for label in labels[:4] if label) + more


def editor_of(definition: Json, name: str, part: Json, kinds: Sequence[str], *, more_lines: int = 0) -> Editor:
    """The editor of a question, which may become one of `kinds`, or of a section; with more lines of its condition."""
    keys = [str(one.get("key")) for section in sections_of(definition) for one in questions_in(section)]
    is_section = name.startswith(SECTION)
    kind = "section" if is_section else kind_of(part)
    sources = sources_before(definition, name)
    simple = simple_of(part.get("show_if"))
    lines = list(simple.lines if simple is not None else ())
    lines += [Line("", "")] * more_lines
    return Editor(
        name=name,
        number=0 if is_section else keys.index(name) + 1,
        kind=kind,
        part=part,
        was=mark_of(part),
        lists=() if is_section else lists_of(part),
        becomes=tuple((other, KINDS[other].name) for other in _BECOMES.get(kind, ()) if other in kinds),
        join=simple.join if simple is not None else "all",
        lines=_shown_lines(lines, every_source(definition)),
        sources=sources,
        condition=_condition(part, every_source(definition)),
        is_simple=simple is not None,
        leaning=[] if is_section else leaning_on(definition, name),
    )


def mark_of(part: Any) -> str:
    """A short text that is another one once the part was changed; its questions do not count to a section."""
    words = {key: value for key, value in part.items() if key != "questions"} if isinstance(part, dict) else part
    return definition_hash(words)[:16]


def _shown_lines(lines: Sequence[Line], sources: dict[str, Source]) -> list[ShownLine]:
    shown = []
    for number, line in enumerate(lines):
        source = sources.get(line.source)
        line = shown_line(line, source)
        operators = OPERATORS.get(source.kind, ()) if source is not None else ()
        needs = bool(line.source) and line.op not in ("answered", "not_answered")
        shown.append(ShownLine(number, line, source, operators, bool(source and source.choices), needs))
    return shown
