"""The two long steps of an import: finding out what it would do, and doing it, some people at a time."""

from __future__ import annotations

from typing import Any

from backend.profiles.models import ProfileSection
from backend.rosters.compare import COMPANY_SECTION, Verdict, compare
from backend.rosters.models import RosterImport, RosterRow, sealed_row
from backend.rosters.parse import Line
from backend.rosters.people import OrganizationNames, Person, gather_people
from backend.rosters.services import CHUNK, bad_row, import_alone, rows_of, write_people
from backend.rosters.tables import Table

# People a transaction when nothing is written but rows of the preview.
_CHECKED_AT_ONCE = 100
_LOOKED_AT = ("conflict", "bad")


class _Step:
    """The people of a table, in the order of the file, gathered anew by whoever works on it."""

    def __init__(self, roster: RosterImport, table: Table) -> None:
        self.table = table
        self.organizations = OrganizationNames(roster.organization_id)
        self.lines = table.lines(roster.mapping)
        self.people = gather_people(self.lines, self.organizations)
        self.has_company = ProfileSection.select().where(ProfileSection.key == COMPANY_SECTION).exists()

    def judge(self, people: list[Person]) -> list[Verdict]:
        return compare(people, self.organizations, has_company_section=self.has_company)

    def rows(self, roster: RosterImport, verdicts: list[Verdict]) -> list[dict[str, Any]]:
        """What these people's lines came to, as `RosterRow` keeps it."""
        found = []
        for verdict in verdicts:
            first, *others = rows_of(verdict, self.organizations)
            found.append(self.row(roster, first, verdict))
            found += [self.row(roster, row) for row in others]
        return found

    def row(self, roster: RosterImport, content: dict[str, Any], verdict: Verdict | None = None) -> dict[str, Any]:
        """One line."""
        number, outcome = content["row"], content["outcome"]
        if outcome in _LOOKED_AT:
            content = content | {"cells": self.table.typed(number)}
        effects = verdict.effects if verdict else {}
        return {
            "roster": roster.id,
            "number": number,
            "outcome": outcome,
            "member": verdict.member_id if verdict else None,
            "has_effects": bool(effects),
            "undone": "",
            "sealed": sealed_row(roster.id, number, content | ({"effects": effects} if effects else {})),
        }


class Checking(_Step):
    """Says for every line what importing it would do, lines that are nobody's too. Writes no member."""

    def __init__(self, roster: RosterImport, table: Table) -> None:
        super().__init__(roster, table)
        self.items: list[Person | Line] = [*self.people, *(line for line in self.lines if line.problems)]
        if roster.total != len(self.items):
            RosterImport.update(total=len(self.items)).where(RosterImport.id == roster.id).execute()

    def step(self, roster: RosterImport, position: int) -> int | None:
        """Judge the next people; returns how many, None when there is nobody left."""
        some = self.items[position : position + _CHECKED_AT_ONCE]
        if not some:
            return None
        verdicts = self.judge([one for one in some if isinstance(one, Person)])
        rows = self.rows(roster, verdicts)
        rows += [self.row(roster, bad_row(one)) for one in some if isinstance(one, Line)]
        RosterRow.insert_many(rows).execute()
        return len(some)


class Applying(_Step):
    """Writes people, judged again in the transaction that writes them: what changed since the preview counts."""

    def __init__(self, roster: RosterImport, table: Table) -> None:
        super().__init__(roster, table)
        if roster.total != len(self.people):
            RosterImport.update(total=len(self.people)).where(RosterImport.id == roster.id).execute()

    def step(self, roster: RosterImport, position: int) -> int | None:
        """Write the next people; returns how many, None when there is nobody left."""
        some = self.people[position : position + CHUNK]
        if not some:
            return None
        import_alone()
        verdicts = self.judge(some)
        write_people(verdicts)
        rows = self.rows(roster, verdicts)
        numbers = [row["number"] for row in rows]
        RosterRow.delete().where(RosterRow.roster == roster.id, RosterRow.number << numbers).execute()
        RosterRow.insert_many(rows).execute()
        return len(some)
