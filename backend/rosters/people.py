"""Lines become people: organizations found by name, duplicates joined, contradictions within the file marked."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from backend.members.names import comparable_name
from backend.organizations.models import Organization, OrganizationClosure
from backend.rosters.columns import COLUMN_TITLES, COMPANY, NAME, ORGANIZATION, PHONE, POSITION, STREET
from backend.rosters.parse import Line

_SEVERAL = re.compile("[、,，;；/|]")
_BLANKS = re.compile(r"\s+")


def comparable_text(text: str) -> str:
    """What two spellings of a company's or organization's name share."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


class OrganizationNames:
    """The organizations under one root by name; a street named beside an organization tells namesakes apart."""

    def __init__(self, root_id: int) -> None:
        below = OrganizationClosure.select(OrganizationClosure.descendant).where(
            OrganizationClosure.ancestor == root_id
        )
        self.root_id = root_id
        self.names: dict[int, str] = {one.id: one.name for one in Organization.select().where(Organization.id << below)}
        self._ids: dict[str, set[int]] = defaultdict(set)
        for number, name in self.names.items():
            self._ids[comparable_text(name)].add(number)
        self._below: dict[int, set[int]] = defaultdict(set)
        pairs = OrganizationClosure.select().where(
            OrganizationClosure.ancestor << below, OrganizationClosure.descendant << below
        )
        for pair in pairs:
            self._below[pair.ancestor_id].add(pair.descendant_id)

    def resolve(self, line: Line) -> set[int]:
        """The organizations a line names, the root if it names none; what cannot be found is the line's problem."""
        street = self._one(line, STREET, line.values.get(STREET), self.names.keys())
        within = self._below[street] if street else self.names.keys()
        text = line.values.get(ORGANIZATION)
        if text is None:
            return {street or self.root_id}
        parts = (
            [text] if comparable_text(text) in self._ids else [part for part in _SEVERAL.split(text) if part.strip()]
        )
        found = {self._one(line, ORGANIZATION, part, within) for part in parts}
        return {number for number in found if number is not None}

    def _one(self, line: Line, column: str, text: str | None, within: Iterable[int]) -> int | None:
        if text is None:
            return None
        found = self._ids.get(comparable_text(text), set()) & set(within)
        if len(found) == 1:
            return next(iter(found))
        message = (
            f"没有这个组织：{text.strip()}" if not found else f"有 {len(found)} 个组织叫“{text.strip()}”，请写明街道"
        )
        line.problems.append((line.places[column], message))
        return None


@dataclass
class Person:
    """One person of the file, on one line or several that agree. `conflict` says why staff must decide."""

    name: str
    phone: str
    organizations: set[int] = field(default_factory=set)
    company: str | None = None
    position: str | None = None
    lines: list[Line] = field(default_factory=list)
    conflict: tuple[str, str] | None = None

    def refuse(self, column: str, message: str) -> None:
        """Leave this person to staff; the first reason stands."""
        self.conflict = self.conflict or (self.lines[0].places.get(column, ""), message)


def gather_people(lines: list[Line], organizations: OrganizationNames) -> list[Person]:
    """Everybody whose lines could be read, in the order of the file. Lines with problems are nobody's."""
    people: dict[tuple[str, str], Person] = {}
    for line in lines:
        belongs_to = organizations.resolve(line)
        if line.problems:
            continue
        name, phone = line.values[NAME], line.values[PHONE]
        person = people.setdefault((phone, comparable_name(name)), Person(name, phone))
        person.lines.append(line)
        person.organizations |= belongs_to
        for column in (COMPANY, POSITION):
            _agree(person, column, line)
    found = list(people.values())
    _mark(found, PHONE, lambda one: one.phone, "手机号相同，姓名不同")
    _mark(
        [one for one in found if one.company],
        NAME,
        lambda one: f"{comparable_name(one.name)}\0{comparable_text(one.company or '')}",
        "同名同单位，手机号不同",
    )
    return found


def _agree(person: Person, column: str, line: Line) -> None:
    held, said = getattr(person, column), line.values.get(column)
    if held is None:
        setattr(person, column, said)
    elif said is not None and comparable_text(held) != comparable_text(said):
        title = COLUMN_TITLES[column]
        person.refuse(column, f"第 {line.row} 行是同一人，{title}却不同（{held}／{said}）")


def _mark(people: list[Person], column: str, key: Callable[[Person], str], why: str) -> None:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[key(person)].append(person)
    for group in groups.values():
        for person in group if len(group) > 1 else ():
            others = "、".join(str(one.lines[0].row) for one in group if one is not person)
            person.refuse(column, f"与第 {others} 行{why}")
