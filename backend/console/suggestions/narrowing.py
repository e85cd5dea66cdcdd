"""The filters that the list and the board share, and the rows of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import peewee
from flask import request

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.cases.kind_files import OPEN_STATES, STATES, all_kinds
from backend.cases.models import Case, CaseHandler
from backend.cases.queues import card_payloads, ids_with, visible_cases
from backend.cases.reading import HIDDEN_NAME
from backend.console.access import current_desk
from backend.console.fields import month_of
from backend.console.rendering import in_view
from backend.database import rows_of
from backend.members.models import Member, mask_name
from backend.organizations.models import Organization, OrganizationClosure
from backend.schemas import read_id
from backend.scope import WRITE

DUE = (
    ("overdue", "已超期"),
    ("today", "今天到期"),
    ("week", "7 天内到期"),
    ("paused", "已暂停"),
    ("unhappy", "评价不满意"),
)
_WHOSE = (("mine", "我承办的"), ("nobody", "还没交办"))
_UNHAPPY_DAYS = 90
_MOST_ASSIGNEES = 200


def seen() -> Any:
    """What the reader may see here: cases of the organizations of the page, and those given to them."""
    if current_desk().organization_id is not None:
        return Case.organization << in_view()
    return visible_cases(current_caller().scope, current_member_id())


def conditions() -> list[Any]:
    """What the URL narrows it to, but for the state."""
    given, found = request.args, []
    for name in ("kind", "category"):
        if given.get(name):
            found.append(getattr(Case, name) == given[name])
    if whose := given.get("assignee"):
        found.append(_given_to(whose))
    if due := _due(given.get("due", "")):
        found.append(due)
    if (where := read_id(given.get("organization"))) is not None:
        below = OrganizationClosure.select(OrganizationClosure.descendant)
        found.append(Case.organization << below.where(OrganizationClosure.ancestor == where))
    if month := month_of(given.get("month", "")):
        found += [Case.created_at >= month[0], Case.created_at < month[1]]
    if query := given.get("q", "").strip()[:60]:
        found.append(Case.id << ids_with(query))
    return found


def _place(text: str) -> str:
    """The name of the organization that the URL narrows to, if the reader may know it."""
    wanted = read_id(text)
    if wanted is None or not current_caller().scope.covers(wanted):
        return ""
    organization = Organization.get_or_none(Organization.id == wanted)
    return organization.name if organization else ""


def _given_to(whose: str) -> Any:
    me = current_member_id()
    if whose == "mine":
        return (Case.assignee == me) | (Case.id << CaseHandler.select(CaseHandler.case).where(CaseHandler.member == me))
    if whose == "nobody":
        return Case.assignee.is_null()
    return Case.assignee == (read_id(whose) or 0)


def _due(which: str) -> Any:
    now, is_open = clock.now(), Case.state << OPEN_STATES
    _, midnight = clock.business_day(clock.business_today())
    found: dict[str, Any] = {
        "overdue": is_open & (Case.due_at < now),
        "today": is_open & (Case.due_at < midnight),
        "week": is_open & (Case.due_at < now + timedelta(days=7)),
        "paused": is_open & Case.paused_at.is_null(False),
        "unhappy": (Case.rating <= 2) & (Case.rated_at > now - timedelta(days=_UNHAPPY_DAYS)),
    }
    return found.get(which)


def in_state(state: str) -> Any:
    """The condition for one state; for none of them, what somebody still owes something about."""
    if state == "all":
        return peewee.Value(1) == 1
    return Case.state == state if state in STATES else Case.state << OPEN_STATES


def choices() -> dict[str, Any]:
    """What the filters offer: one statement, for who has cases here."""
    kinds = all_kinds()
    people: Any = (
        Member.select(Member.id, Member.name)
        .where(Member.id << Case.select(Case.assignee).where(seen(), Case.assignee.is_null(False)))
        .order_by(Member.name)
        .limit(_MOST_ASSIGNEES)
        .tuples()
    )
    given = request.args
    return {
        "kinds": [(kind.key, kind.title) for kind in kinds.values()],
        "categories": [(one.key, one.title) for kind in kinds.values() for one in kind.categories],
        "states": [("all", "全部状态"), *(next(iter(kinds.values())).states.items())],
        "assignees": [*_WHOSE, *((str(member_id), name) for member_id, name in people)],
        "due": DUE,
        "chosen": {
            **{name: given.get(name, "") for name in ("kind", "category", "state", "assignee", "due", "month")},
            "place": _place(given.get("organization", "")),
        },
    }


def writable_among(organization_ids: Iterable[int]) -> set[int]:
    """Those of these organizations at which the reader may decide: one statement."""
    roots = current_caller().scope.roots(WRITE)
    if not roots:
        return set()
    rows = rows_of(
        f"SELECT descendant_id FROM organization_closure WHERE ancestor_id IN ({', '.join(map(str, roots))})"  # noqa: S608 (numbers)
        " AND descendant_id IN ({})",
        set(organization_ids),
    )
    return {row[0] for row in rows}


def cards_of(cases: Sequence[Any]) -> list[dict[str, Any]]:
    """Cases as list and board show them: two statements. A hidden name stays hidden where many may look on."""
    writable = writable_among({case.organization_id for case in cases})
    return [_card(card, card["organization"].id in writable) for card in card_payloads(cases)]


def _card(card: Mapping[str, Any], may_decide: bool) -> dict[str, Any]:
    return {
        **card,
        "category_title": card["category"]["title"],
        "organization_name": card["organization"].name,
        "author_name": author_shown(card["author"], is_hidden=card["is_name_hidden"], may_decide=may_decide),
        "assignee_name": card["assignee"].name if card["assignee"] else "",
        "left_words": "计时已暂停" if card["is_paused"] else card["left"],
    }


def author_shown(author: Any, *, is_hidden: bool, may_decide: bool) -> str:
    """The author's name as lists and exports have it; masked for who may not decide."""
    if is_hidden:
        return HIDDEN_NAME
    if author is None:
        return "已注销"
    return str(author.name) if may_decide else mask_name(author.name)
