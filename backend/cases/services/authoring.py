"""What the author of a case can do: bring it forward, put it otherwise, take it back, judge the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backend import clock
from backend.cases.errors import CaseState, WordsFrozen
from backend.cases.kind_files import OPEN_STATES, Kind, kind_of
from backend.cases.life import (
    CONCERNED,
    NOTHING_OWED,
    PUBLIC,
    Act,
    due_in,
    held_of,
    load_case,
    make_findable,
    require_state,
    write_step,
)
from backend.cases.models import Case
from backend.cases.support import heat_of
from backend.database import atomic, made_once, new_id
from backend.errors import InvalidInput
from backend.members.services import hold_member
from backend.participation.services import Act as ParticipationAct
from backend.participation.services import record_acts


@dataclass(frozen=True)
class NewCase:
    """What somebody brings forward. `public_state`: checking where others may come to see it, else private."""

    kind: str
    organization_id: int
    author_id: int
    category: str
    title: str
    text: str
    client_ref: str
    place: str = ""
    is_name_hidden: bool = False
    public_state: str = "checking"


def open_case(new: NewCase) -> tuple[Case, bool]:
    """Receive a case; True if this request did. The same `client_ref` of the same author again is the same case.

    Raises NotFound for an author who is leaving, InvalidInput for a category the kind does not have.
    """
    kind = kind_of(new.kind)
    if new.category not in {category.key for category in kind.categories}:
        raise InvalidInput(errors={"category": ["请从给出的类别里选择。"]})
    return made_once(lambda: _made(new), lambda: _open(new, kind))


def _made(new: NewCase) -> Case | None:
    found: Case | None = Case.get_or_none(Case.author == new.author_id, Case.client_ref == new.client_ref)
    return found


def _open(new: NewCase, kind: Kind) -> Case:
    hold_member(new.author_id)
    now = clock.now()
    case: Case = Case.create(
        id=new_id(),
        kind=new.kind,
        organization=new.organization_id,
        author=new.author_id,
        category=new.category,
        title=new.title,
        text=new.text,
        place=new.place,
        is_name_hidden=new.is_name_hidden,
        public_state=new.public_state if kind.is_board else "private",
        client_ref=new.client_ref,
        due_at=due_in(kind.due.received),
        heat=heat_of(clock.to_ms(now), 0),
        created_at=now,
    )
    write_step(case, Act("received", new.author_id, "author", PUBLIC))
    make_findable(case)
    record_acts(
        [
            ParticipationAct(
                new.author_id, kind.participation, case.id, new.organization_id, new.title, clock.to_ms(now), {}
            )
        ]
    )
    return case


def edit_text(case_id: int, member_id: int, changes: dict[str, Any], version: int | None = None) -> Case:
    """The author puts it in other words. Once somebody endorsed it, the step keeps what they endorsed.

    `changes`: of title, text, category, place, is_name_hidden. Other words are checked anew before others see them.
    Raises NotFound, CaseChanged, CaseState, WordsFrozen, InvalidInput.
    """
    with atomic():
        case, kind = held_of(case_id, member_id, version)
        if case.state not in OPEN_STATES or case.reopened_at is not None:
            raise WordsFrozen
        if changes.get("category", case.category) not in {category.key for category in kind.categories}:
            raise InvalidInput(errors={"category": ["请从给出的类别里选择。"]})
        before = {name: getattr(case, name) for name in changes}
        values = {name: value for name, value in changes.items() if before[name] != value}
        words = {name for name in ("title", "text", "place") if name in values}
        if not values:
            return case
        if words and case.public_state in ("shown", "staff", "blocked"):
            values["public_state"] = "checking"
        if words and case.first_endorsed_at is not None:
            detail = {
                "before": {name: before[name] for name in sorted(words)},
                "after": {name: changes[name] for name in sorted(words)},
            }
            write_step(case, Act("edited", member_id, "author", PUBLIC, detail=detail), values)
        else:
            Case.update(**values).where(Case.id == case_id).execute()
        edited = load_case(case_id)
        make_findable(edited)
    return edited


def withdraw(case_id: int, member_id: int) -> Case:
    """The author takes it back, as long as nobody stands behind it and nobody answered. Raises NotFound, CaseState."""
    with atomic():
        case, _ = held_of(case_id, member_id)
        if case.state == "withdrawn":
            return case
        require_state(case, *OPEN_STATES)
        if case.endorsements or case.reopened_at is not None:
            raise CaseState("已有人附议或已经答复，不能撤回。")
        write_step(case, Act("withdrawn", member_id, "author", PUBLIC), {"state": "withdrawn", **NOTHING_OWED})
    return case


def rate(case_id: int, member_id: int, score: int, text: str = "") -> Case:
    """The author says how good the answer was, or says something else while it is not closed.

    What is promised for a day is rated from that day on. A good answer closes the case; an unhappy one lets the author
    reopen it, once. Raises NotFound, CaseState.
    """
    with atomic():
        case, kind = held_of(case_id, member_id)
        if case.rating == score and case.rating_text == text:
            return case
        require_state(case, "answered")
        opens_at = case.rating_opens_at()
        if opens_at is not None and not case.can_be_rated(clock.now()):
            day = clock.in_business_zone(opens_at)
            raise CaseState(f"答复承诺在 {day.month}月{day.day}日 前办到，请到那天再评价。")
        is_over = score > kind.unhappy or case.reopened_at is not None
        changes = {"rating": score, "rating_text": text, "rated_at": clock.now()}
        if is_over:
            changes["state"] = "closed"
        write_step(case, Act("rated", member_id, "author", CONCERNED, text, {"rating": score}), changes)
    return case


def reopen(case_id: int, member_id: int, reason: str) -> Case:
    """The author is not content with the answer: it must be answered anew. Once. Raises NotFound, CaseState."""
    with atomic():
        case, kind = held_of(case_id, member_id)
        if case.reopened_at is not None and case.state == "in_progress":
            return case
        if case.state != "answered" or case.reopened_at is not None or case.rating is None:
            raise CaseState("只有评价为不满意、且没有重开过的事项可以重开。")
        if case.rating > kind.unhappy:
            raise CaseState("评价为满意的事项不用重开。")
        changes = {"state": "in_progress", "reopened_at": clock.now(), "due_at": due_in(kind.due.reopened)}
        write_step(case, Act("reopened", member_id, "author", PUBLIC, reason), changes)
    return case
