"""What waits for staff, in their scope: the queues, and what each of their members may do with a case."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from typing import Any

import peewee

from backend import clock
from backend.cases.kind_files import OPEN_STATES, all_kinds, kind_of
from backend.cases.models import Case, CaseHandler
from backend.cases.reading import excerpt, reply_of, steps_of
from backend.database import Statement
from backend.media.links import STAFF, media_url
from backend.media.models import Media
from backend.members.models import Member
from backend.organizations.models import Organization, OrganizationClosure, Role
from backend.scope import WRITE, Scope
from backend.searching.services import matching, resembling
from backend.workdays import left_words, work_calendar

_Assignee = Member.alias("assignee")
_MOST_FOUND = 500
_UNHAPPY_DAYS = 90

# Who may do what: handlers are the assignee and those beside them, wherever their roles are.
_BY_STATE: dict[str, tuple[str, ...]] = {
    "received": ("assign", "transfer", "pause", "reply", "decline", "merge", "due", "handlers"),
    "assigned": ("start", "assign", "transfer", "pause", "reply", "decline", "merge", "due", "handlers"),
    "in_progress": ("reply", "assign", "transfer", "pause", "decline", "merge", "due", "handlers"),
    "answered": ("reply",),
}
_HANDLERS_MAY = ("start", "pause", "resume", "reply", "note", "due")


def actions_of(case: Case, *, is_staff: bool, is_handler: bool) -> list[str]:
    """What somebody may do with a case as it stands; staff decide, those who work on it carry on."""
    actions = list(_BY_STATE.get(case.state, ()))
    if case.paused_at is not None:
        actions = [action for action in actions if action not in ("pause", "due", "start")] + ["resume"]
    if case.reopened_at is not None:
        # Only another reply ends what its author reopened.
        actions = [action for action in actions if action not in ("decline", "merge")]
    actions.append("note")
    if is_staff:
        return actions
    return [action for action in actions if action in _HANDLERS_MAY] if is_handler else []


def is_handler(case: Case, member_id: int) -> bool:
    """Whether the case was given to this member, alone or beside others."""
    if case.assignee_id == member_id:
        return True
    return bool(CaseHandler.select().where(CaseHandler.case == case.id, CaseHandler.member == member_id).exists())


def in_queue(queue: str, member_id: int) -> Any:
    """The condition for being in a queue."""
    now = clock.now()
    is_open = Case.state << OPEN_STATES
    worked_on = Case.id << CaseHandler.select(CaseHandler.case).where(CaseHandler.member == member_id)
    return {
        "due": is_open,
        "mine": is_open & ((Case.assignee == member_id) | worked_on),
        "unassigned": is_open & Case.assignee.is_null(),
        "overdue": is_open & (Case.due_at < now),
        "unhappy": _is_unhappy() & (Case.rated_at > now - timedelta(days=_UNHAPPY_DAYS)),
        "all": peewee.Value(1) == 1,
    }[queue]


def _is_unhappy() -> Any:
    each = [(Case.kind == key) & (Case.rating <= kind.unhappy) for key, kind in all_kinds().items()]
    return reduce(operator.or_, each)


def visible_cases(scope: Scope, member_id: int) -> Any:
    """The condition for being seen: of an organization in scope, or given to this member."""
    worked_on = Case.id << CaseHandler.select(CaseHandler.case).where(CaseHandler.member == member_id)
    return (Case.organization << scope.organizations()) | (Case.assignee == member_id) | worked_on


def cases_with_people() -> Any:
    """A query of cases with organization, author and assignee (`given_to`)."""
    return (
        Case.select(Case, Organization, Member, _Assignee)
        .join(Organization)
        .switch(Case)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=Case.author)
        .switch(Case)
        .join(_Assignee, peewee.JOIN.LEFT_OUTER, on=(Case.assignee == _Assignee.id), attr="given_to")
    )


def queue_query(scope: Scope, member_id: int, filters: dict[str, Any]) -> Any:
    """The cases of one queue, most urgent first: due dates in order, then those without one."""
    rows = cases_with_people().where(visible_cases(scope, member_id), in_queue(filters["queue"], member_id))
    for name in ("state", "category"):
        if filters[name]:
            rows = rows.where(getattr(Case, name) == filters[name])
    if filters["organization_id"] is not None:
        below = OrganizationClosure.select(OrganizationClosure.descendant).where(
            OrganizationClosure.ancestor == filters["organization_id"]
        )
        rows = rows.where(Case.organization << below)
    if filters["q"]:
        rows = rows.where(Case.id << ids_with(filters["q"]))
    if filters["queue"] in ("unhappy", "all"):
        return rows.order_by(Case.id.desc())
    return rows.order_by(Case.due_at.is_null(), Case.due_at, Case.id)


def ids_with(query: str) -> list[int]:
    """The cases, and what else is searched, with all of what is looked for: at most two statements."""
    found = matching(query)
    if found is None:
        return []
    return [row[0] for row in Statement(f"{found.subquery} LIMIT {_MOST_FOUND}").rows(*found.parameters)]


def queue_counts(scope: Scope, member_id: int) -> dict[str, int]:
    """How many cases wait in each queue: one statement."""
    queues = ("due", "mine", "unassigned", "overdue", "unhappy")
    sums = [peewee.fn.SUM(peewee.Case(None, [(in_queue(queue, member_id), 1)], 0)) for queue in queues]
    # All the others are history, most of what there is.
    waiting = (Case.state << OPEN_STATES) | in_queue("unhappy", member_id)
    row: Any = Case.select(*sums).where(visible_cases(scope, member_id), waiting).tuples().first()
    return {queue: int(count or 0) for queue, count in zip(queues, row or (), strict=True)}


def card_payloads(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Cards as StaffCaseCardSchema shows them; the working-day calendar costs one statement."""
    calendar, now = work_calendar(), clock.now()
    return [_card(case, calendar, now) for case in cases]


def _card(case: Any, calendar: Any, now: Any) -> dict[str, Any]:
    kind = kind_of(case.kind)
    columns = ("id", "kind", "title", "organization", "author", "is_name_hidden", "state", "public_state", "due_at")
    more = ("escalation_level", "endorsements", "created_at", "answered_at", "rating", "version")
    return {
        **{name: getattr(case, name) for name in columns + more},
        "excerpt": excerpt(case.text),
        "category": {"key": case.category, "title": kind.category_title(case.category)},
        "state_word": kind.states[case.state],
        "assignee": getattr(case, "given_to", None) if case.assignee_id else None,
        "is_overdue": case.due_at is not None and case.due_at < now,
        "left": left_words(calendar, case.due_at, now),
        "is_paused": case.paused_at is not None,
    }


def load_seen(case_id: int, scope: Scope, member_id: int) -> Case | None:
    """A case with its people, if this caller may see it."""
    filters = {"queue": "all", "state": None, "category": "", "organization_id": None, "q": ""}
    found: Case | None = queue_query(scope, member_id, filters).where(Case.id == case_id).first()
    return found


def detail_payload(case: Case, scope: Scope, member_id: int) -> dict[str, Any]:
    """One case as StaffCaseSchema shows it to this caller."""
    kind = kind_of(case.kind)
    handlers: Any = CaseHandler.select(CaseHandler, Member).join(Member).where(CaseHandler.case == case.id)
    is_staff = scope.covers(case.organization_id, WRITE)
    photos = Media.select().where(Media.subject_kind == "case", Media.subject_id == case.id, Media.purpose == "photo")
    return {
        **card_payloads([case])[0],
        "text": case.text,
        "place": case.place,
        "photos": [
            {
                "id": photo.id,
                "url": media_url(photo, clock.now_ms(), STAFF),
                "width": photo.width,
                "height": photo.height,
                "state": photo.state,
            }
            for photo in photos.order_by(Media.id)
        ],
        "steps": steps_of(case, kind, member_id, "staff"),
        "handlers": [row.member for row in handlers.order_by(CaseHandler.id)],
        "reply": reply_of(case, kind, "staff"),
        "outcomes": [{"key": key, "title": title} for key, title in kind.outcomes.items()],
        "rating_text": case.rating_text,
        "merged_into": Case.get_or_none(Case.id == case.merged_into_id) if case.merged_into_id else None,
        "merged_from": list(Case.select(Case.id, Case.title).where(Case.merged_into == case.id).order_by(Case.id)),
        "pause_reason": case.pause_reason,
        "actions": actions_of(case, is_staff=is_staff, is_handler=is_handler(case, member_id)),
    }


def candidates_for(case: Case, query: str, most: int = 50) -> list[dict[str, Any]]:
    """Staff of the case's organization and of those above it, whom it can be given to."""
    now = clock.now()
    above = OrganizationClosure.select(OrganizationClosure.ancestor).where(
        OrganizationClosure.descendant == case.organization_id
    )
    rows: Any = (
        Role.select(Role, Member, Organization)
        .join(Member)
        .switch(Role)
        .join(Organization)
        .where(
            Role.organization << above,
            Role.name << WRITE,
            Role.in_force(now),
            Member.state == "active",
        )
        .order_by(Member.name, Member.id)
    )
    if query:
        rows = rows.where(Member.name.contains(query))
    found: dict[int, dict[str, Any]] = {}
    for role in rows.limit(4 * most):
        person = {"id": role.member_id, "name": role.member.name, "organization_name": role.organization.name}
        found.setdefault(role.member_id, person)
    return list(found.values())[:most]


def merge_targets(case: Case, scope: Scope, query: str, most: int = 10) -> list[Case]:
    """Cases this one can be put into, which the caller may change: those found by `query`, the latest first, or
    without one those that say much the same, most alike first."""
    found = matching(query) if query else resembling(f"{case.title} {case.text}", 20 * most)
    if found is None:
        return []
    statement = Statement(f"{found.subquery} LIMIT {_MOST_FOUND}" if query else found.subquery)
    order = {row[0]: place for place, row in enumerate(statement.rows(*found.parameters))}
    rows = cases_with_people().where(
        Case.id << list(order),
        Case.id != case.id,
        Case.kind == case.kind,
        Case.state << (*OPEN_STATES, "answered", "closed"),
        Case.organization << scope.organizations(WRITE),
    )
    cases = list(rows.order_by(Case.id.desc()))
    return (cases if query else sorted(cases, key=lambda one: order[one.id]))[:most]


def transfer_targets(case: Case, query: str, most: int = 50) -> list[Organization]:
    """Other organizations of the same tree, which it can be handed to; by name."""
    above = OrganizationClosure.select(OrganizationClosure.ancestor).where(
        OrganizationClosure.descendant == case.organization_id
    )
    beside = OrganizationClosure.select(OrganizationClosure.descendant).where(OrganizationClosure.ancestor << above)
    rows = Organization.select().where(Organization.id << beside, Organization.id != case.organization_id)
    if query:
        rows = rows.where(Organization.name.contains(query))
    return list(rows.order_by(Organization.name, Organization.id).limit(most))
