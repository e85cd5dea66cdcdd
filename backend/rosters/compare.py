"""People of a file against the people of the system: new, match, changed or conflict. Reads, never writes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal

from backend.encryption import keys
from backend.members.models import PHONE_INDEX, Member
from backend.members.names import is_same_name
from backend.organizations.models import Membership
from backend.profiles.models import ProfileAnswers, ProfileSection
from backend.rosters.columns import COMPANY, NAME, PHONE, POSITION
from backend.rosters.people import OrganizationNames, Person, comparable_text

Outcome = Literal["new", "match", "changed", "conflict", "bad"]

COMPANY_SECTION = "company"
# Columns that are answers of the company section, by question.
QUESTIONS = {COMPANY: "company_name", POSITION: "position"}


@dataclass
class Change:
    """One field of a known person that the file fills in or says differently."""

    column: str
    old: str
    new: str


@dataclass
class Verdict:
    """What the import does, or would do, for one person."""

    person: Person
    outcome: Outcome
    member_id: int | None = None
    changes: list[Change] = field(default_factory=list)
    join: set[int] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    problem: tuple[str, str] | None = None
    # What was written for the person, so that it can be taken back: see RosterRow.
    effects: dict[str, Any] = field(default_factory=dict)


class KnownPeople:
    """Everybody the given people may be, with what is known of them: four statements for any number of them."""

    def __init__(self, people: list[Person]) -> None:
        self._indexes = {one.phone: keys().blind_indexes(one.phone, PHONE_INDEX) for one in people}
        wanted = [index for indexes in self._indexes.values() for index in indexes]
        names = {one.name for one in people if one.company}
        found: list[Member] = list(
            Member.select()
            .where((Member.phone_index << wanted) | (Member.name << list(names)), Member.state == "active")
            .order_by(Member.id)
        )
        self._by_index: dict[str, list[Member]] = defaultdict(list)
        self._by_name: dict[str, list[Member]] = defaultdict(list)
        for member in found:
            self._by_name[member.name].append(member)
            if member.phone_index is not None:
                self._by_index[member.phone_index].append(member)
        ids = [member.id for member in found]
        self.memberships: dict[int, set[int]] = defaultdict(set)
        for tie in Membership.select().where(Membership.member << ids):
            self.memberships[tie.member_id].add(tie.organization_id)
        sections = ProfileSection.select(ProfileSection.id).where(ProfileSection.key == COMPANY_SECTION)
        rows: Any = (
            ProfileAnswers.select(ProfileAnswers.member, ProfileAnswers.answers)
            .where(ProfileAnswers.member << ids, ProfileAnswers.section << sections)
            .tuples()
        )
        self.answers: dict[int, dict[str, Any]] = dict(rows)

    def with_phone(self, phone: str) -> list[Member]:
        """Everybody registered under the number."""
        return [member for index in self._indexes[phone] for member in self._by_index[index]]

    def with_name_and_company(self, person: Person) -> Member | None:
        """Somebody of the same name and company, whatever the number."""
        company = comparable_text(person.company or "")
        for member in self._by_name[person.name]:
            held = self.answers.get(member.id, {}).get(QUESTIONS[COMPANY])
            if company and held and comparable_text(str(held)) == company:
                return member
        return None


def compare(people: list[Person], organizations: OrganizationNames, *, has_company_section: bool) -> list[Verdict]:
    """One verdict a person, in the same order."""
    known = KnownPeople(people)
    verdicts = [_judge(person, known, organizations) for person in people]
    if not has_company_section:
        for verdict in verdicts:
            verdict.answers = {}
            verdict.changes = [change for change in verdict.changes if change.column not in QUESTIONS]
            if verdict.outcome == "changed" and not verdict.changes:
                verdict.outcome = "match"
    return verdicts


def _judge(person: Person, known: KnownPeople, organizations: OrganizationNames) -> Verdict:
    if person.conflict:
        return Verdict(person, "conflict", problem=person.conflict)
    found = known.with_phone(person.phone)
    if not found:
        namesake = known.with_name_and_company(person)
        if namesake is not None:
            return _conflict(person, NAME, "系统中已有同名同单位的人员，手机号不同")
        answers = {QUESTIONS[column]: value for column in QUESTIONS if (value := getattr(person, column))}
        return Verdict(person, "new", join=person.organizations, answers=answers)
    if len(found) > 1:
        return _conflict(person, PHONE, f"系统中有 {len(found)} 人登记了这个手机号")
    if not is_same_name(found[0].name, person.name):
        # The other name is told only to those who may see that person anyway.
        is_seen = bool(known.memberships[found[0].id] & organizations.names.keys())
        owner = f"“{found[0].name}”" if is_seen else "另一个人"
        return _conflict(person, PHONE, f"这个手机号在系统中登记的是{owner}")
    return _known(person, found[0], known, organizations)


def _conflict(person: Person, column: str, message: str) -> Verdict:
    return Verdict(person, "conflict", problem=(person.lines[0].places.get(column, ""), message))


def _known(person: Person, member: Member, known: KnownPeople, organizations: OrganizationNames) -> Verdict:
    held = known.memberships[member.id]
    verdict = Verdict(person, "match", member.id, join=person.organizations - held)
    verdict.changes = [Change("organization", "", organizations.names[number]) for number in sorted(verdict.join)]
    if held & organizations.names.keys():  # somebody of another tree is only added to this one, not rewritten
        answers = known.answers.get(member.id, {})
        for column, question in QUESTIONS.items():
            old, new = str(answers.get(question) or ""), getattr(person, column)
            if new and comparable_text(old) != comparable_text(new):
                verdict.changes.append(Change(column, old, new))
                verdict.answers[question] = new
    if verdict.changes:
        verdict.outcome = "changed"
    return verdict
