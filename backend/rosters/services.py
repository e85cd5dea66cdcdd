"""Importing a roster: judged line by line, written in small transactions, safe to run again."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic, is_postgresql, new_id
from backend.errors import DomainError, NotFound
from backend.members.models import Member, MemberKey, mask_phone
from backend.organizations.models import Membership
from backend.profiles.models import ProfileSection
from backend.profiles.services import prefill
from backend.rosters.columns import COLUMN_TITLES, NAME, ORGANIZATION, PHONE
from backend.rosters.compare import COMPANY_SECTION, QUESTIONS, Verdict, compare
from backend.rosters.models import RosterImport
from backend.rosters.parse import Line, Roster, parse_roster
from backend.rosters.people import OrganizationNames, gather_people

# People a transaction. On SQLite every other writer waits for its end: 20 new people take about 50 ms.
CHUNK = 20
OUTCOMES = ("new", "match", "changed", "conflict", "bad")

# Two imports of one person at once make one person. SQLite's write transactions run one by one anyway; on PostgreSQL
# this lock is of no row, so that nobody who holds rows ever waits for it. Any number will do.
_ONE_IMPORT_AT_A_TIME = Statement("SELECT pg_advisory_xact_lock(20260123)")


def import_roster(
    source: Path | BinaryIO,
    organization_id: int,
    dry_run: bool,
    *,
    file_name: str = "",
    imported_by: int | None = None,
) -> dict[str, Any]:
    """Import a roster under an organization, or with `dry_run` only say what would happen; returns the report.

    Each line ends as new, match, changed, conflict (left to staff) or bad (with cell and reason). Interrupted and
    run again, or run twice, it makes nobody twice. Raises RosterUnreadable, NotFound before anything is written.
    """
    with ExitStack() as stack:
        file = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
        roster = parse_roster(file)
    name = file_name or (source.name if isinstance(source, Path) else "roster.xlsx")
    organizations = OrganizationNames(organization_id)
    if organization_id not in organizations.names:
        raise NotFound
    has_company = ProfileSection.select().where(ProfileSection.key == COMPANY_SECTION).exists()
    people = gather_people(roster.lines, organizations)
    verdicts: list[Verdict] = []
    for start in range(0, len(people), CHUNK):
        chunk = people[start : start + CHUNK]
        if dry_run:
            verdicts += compare(chunk, organizations, has_company_section=has_company)
            continue
        with atomic():
            import_alone()
            judged = compare(chunk, organizations, has_company_section=has_company)
            write_people(judged)
        verdicts += judged
    report = _report(roster, verdicts, organizations, has_company=has_company)
    report |= {"file_name": name, "dry_run": dry_run}
    if not dry_run:
        _remember(organization_id, name, report["counts"], imported_by)
    return report


def import_alone() -> None:
    """Let no other import write until the transaction ends."""
    if is_postgresql():
        _ONE_IMPORT_AT_A_TIME.run()


def write_people(verdicts: list[Verdict]) -> None:
    """Write what was judged, and note in each verdict what that was. The caller imports alone."""
    members: list[dict[str, Any]] = []
    for verdict in verdicts:
        if verdict.outcome == "new":
            member = Member(id=new_id(), name=verdict.person.name, source="roster")
            member.set_phone(verdict.person.phone)
            member.follow_name()
            verdict.member_id = member.id
            verdict.effects["created"] = True
            members.append(member.__data__)
    if members:
        Member.insert_many(members).execute()
        MemberKey.replace_for({one["id"]: one["name"] for one in members})
    ties = [
        {"member": verdict.member_id, "organization": organization}
        for verdict in verdicts
        if verdict.outcome in ("new", "changed")
        for organization in verdict.join
    ]
    if ties:
        made = Membership.insert_many(ties).on_conflict_ignore().returning(Membership.member, Membership.organization)
        joined = defaultdict(list)
        for member_id, organization_id in made.tuples().execute():
            joined[member_id].append(organization_id)
        for verdict in verdicts:
            if verdict.member_id in joined:
                verdict.effects["joined"] = joined[verdict.member_id]
    for verdict in verdicts:
        if verdict.member_id is not None and verdict.answers:
            _prefill(verdict, verdict.member_id)


def _prefill(verdict: Verdict, member_id: int) -> None:
    try:
        written = prefill(member_id, COMPANY_SECTION, verdict.answers, actor_kind="import", actor_id=None)
        before = {QUESTIONS[change.column]: change.old for change in verdict.changes if change.column in QUESTIONS}
        if written:
            verdict.effects["answers"] = {key: [before.get(key, ""), verdict.answers[key]] for key in written}
    except DomainError as refusal:  # an association may have narrowed the section
        reasons = "；".join(text for texts in refusal.errors.values() for text in texts) or refusal.message
        verdict.person.lines[0].notes.append(f"单位和职务没有写入：{reasons}")


def _remember(organization_id: int, file_name: str, counts: dict[str, int], imported_by: int | None) -> None:
    with atomic():
        imported = RosterImport.create(
            organization=organization_id, file_name=file_name, counts=counts, imported_by=imported_by, at=clock.now()
        )
        record(
            action="import_roster",
            subject_kind="roster_import",
            subject_id=imported.id,
            actor_id=imported_by,
            actor_kind="staff" if imported_by else "operator",
            organization_id=organization_id,
            detail=counts,
        )


def _report(
    roster: Roster, verdicts: list[Verdict], organizations: OrganizationNames, *, has_company: bool
) -> dict[str, Any]:
    rows = {line.row: bad_row(line) for line in roster.lines}
    for verdict in verdicts:
        rows.update({row["row"]: row for row in rows_of(verdict, organizations)})
    counts = Counter(row["outcome"] for row in rows.values())
    titles = roster.header.titles
    ignored = list(roster.header.ignored)
    if not has_company:
        ignored += [(titles[column], "没有建立“企业信息”栏目，不导入") for column in QUESTIONS if column in titles]
    return {
        "sheet": roster.sheet,
        "header_row": roster.header.row,
        "columns": {COLUMN_TITLES[column]: title for column, title in titles.items()},
        "ignored_columns": [{"title": title, "reason": reason} for title, reason in ignored],
        "skipped_sheets": [{"title": title, "reason": reason} for title, reason in roster.skipped_sheets],
        "counts": {outcome: counts[outcome] for outcome in OUTCOMES},
        "rows": list(rows.values()),
    }


def bad_row(line: Line) -> dict[str, Any]:
    """A line that is nobody's, as the report has it."""
    return _row(line, "bad", line.problems)


def rows_of(verdict: Verdict, organizations: OrganizationNames) -> list[dict[str, Any]]:
    """The lines of one person as the report has them; what happens stands in the first."""
    first, *others = verdict.person.lines
    belongs_to = "、".join(organizations.names[number] for number in sorted(verdict.person.organizations))
    problems = [verdict.problem] if verdict.problem else []
    changes = [
        {"field": COLUMN_TITLES[change.column], "old": change.old, "new": change.new} for change in verdict.changes
    ]
    rows = [_row(first, verdict.outcome, problems, belongs_to) | {"changes": changes}]
    for line in others:
        if verdict.outcome == "conflict":
            rows.append(_row(line, "conflict", problems, belongs_to))
        else:
            line.notes.append(f"与第 {first.row} 行是同一人，已合并")
            rows.append(_row(line, "match", [], belongs_to))
    return rows


def _row(line: Line, outcome: str, problems: list[tuple[str, str]], organization: str = "") -> dict[str, Any]:
    phone = line.values.get(PHONE)
    return {
        "row": line.row,
        "outcome": outcome,
        "name": line.values.get(NAME, ""),
        "phone_masked": mask_phone(phone) if phone else "",
        "organization": organization or line.values.get(ORGANIZATION, ""),
        "changes": [],
        "problems": [{"cell": place, "message": message} for place, message in problems],
        "notes": line.notes,
    }
