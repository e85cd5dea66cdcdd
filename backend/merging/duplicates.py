"""Finding records that may be one person: by number, or by a name that sounds the same in one organization.

Nothing else counts, nothing is scored: each pair says why it is shown, and staff decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import peewee

from backend.audit.services import record
from backend.database import Statement, atomic, in_chunks
from backend.members.finding import alike_members
from backend.members.models import Member
from backend.members.names import is_same_name
from backend.members.phones import normalise_phone
from backend.members.pinyin import spelling_of
from backend.members.queries import organizations_of
from backend.members.reach import Reach
from backend.members.services import phone_is
from backend.merging.models import DistinctPair, Lookalike
from backend.merging.services import require_both
from backend.organizations.models import Membership, Organization
from backend.scope import WRITE, Scope

# Of more people whose names sound alike in one organization, only namesakes are worth a look.
_MOST_ALIKE = 12
_MOST_FOUND = 20

_SAME_PHONE = Statement(
    """SELECT a.id, b.id FROM member a JOIN member b ON b.phone_index = a.phone_index AND b.id > a.id
       WHERE a.state = 'active' AND b.state = 'active'"""
)
_OF_ORGANIZATION = Statement(
    """SELECT m.id, m.name, m.spelling FROM membership ms JOIN member m ON m.id = ms.member_id
       WHERE ms.organization_id = ? AND m.state = 'active'"""
)


def sound_of(name: str, spelling: str | None = None) -> str:
    """How a name is usually read, without the characters."""
    return (spelling if spelling is not None else spelling_of(name)).removesuffix(name).strip()


def possible_duplicates(
    name: str, phone: str | None, organization_id: int, scope: Scope, *, but: int | None = None
) -> list[dict[str, Any]]:
    """Who, in sight, may be the person that is being typed: `{"member", "reasons", "organizations"}`, number first.

    Somebody with the same number whom the reader may not see is `{"member": None, "reasons": [...]}`. A few indexed
    look-ups, however many members there are.
    """
    number = normalise_phone(phone or "")
    with_number = list(Member.select().where(phone_is(number), Member.state == "active")) if number else []
    ids = alike_members(name, Reach((organization_id,)), _MOST_FOUND) if name.strip() else []
    alike = list(Member.select().where(Member.id << ids, Member.state == "active").order_by(Member.id))
    people = {member.id: member for member in (*with_number, *alike) if member.id != but}
    organizations = organizations_of(list(people), scope)
    same_number = {member.id for member in with_number}
    found: list[dict[str, Any]] = []
    for member in list(people.values())[:_MOST_FOUND]:
        if not organizations[member.id]:
            if member.id in same_number:
                found.append({"member": None, "reasons": ["手机号相同，登记在您看不到的组织"], "organizations": []})
            continue
        reasons = [_name_reason(name, member.name)] if member.id in ids else []
        shared = [one["name"] for one in organizations[member.id] if one["id"] == organization_id]
        reasons += [f"同一组织（{shared[0]}）"] if shared else []
        reasons += ["手机号相同"] if member.id in same_number else []
        found.append({"member": member, "reasons": reasons, "organizations": organizations[member.id]})
    return found


def _name_reason(one: str, other: str) -> str:
    return "同名" if is_same_name(one, other) else "同音"


def find_lookalikes() -> int:
    """Bring the list of pairs up to date; returns how many there are. For the jobs process."""
    wanted: dict[tuple[int, int], tuple[bool, bool]] = {}
    for first, second in _SAME_PHONE.rows():
        wanted[first, second] = (True, False)
    for organization in list(Organization.select(Organization.id)):
        for pair in _alike_in(_OF_ORGANIZATION.rows(organization.id)):
            wanted[pair] = (wanted.get(pair, (False, False))[0], True)
    held = {
        (row.first_id, row.second_id): (row.id, (row.has_same_phone, row.has_same_sound))
        for row in Lookalike.select().iterator()
    }
    over = [row_id for pair, (row_id, why) in held.items() if wanted.get(pair) != why]
    new = [(*pair, *why) for pair, why in wanted.items() if pair not in held or held[pair][1] != why]
    for some in in_chunks(over):
        Lookalike.delete().where(Lookalike.id << list(some)).execute()
    fields = [Lookalike.first, Lookalike.second, Lookalike.has_same_phone, Lookalike.has_same_sound]
    for rows in in_chunks(new):
        with atomic():
            Lookalike.insert_many(list(rows), fields=fields).on_conflict_ignore().execute()
    return len(wanted)


def _alike_in(people: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    by_sound: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for member_id, name, spelling in people:
        if sound := sound_of(name, spelling):
            by_sound[sound].append((member_id, name))
    for alike in by_sound.values():
        groups = [alike]
        if len(alike) > _MOST_ALIKE:
            by_name = defaultdict(list)
            for one in alike:
                by_name[one[1]].append(one)
            groups = list(by_name.values())
        for group in groups:
            for pair in combinations(sorted(group), 2) if 1 < len(group) <= _MOST_ALIKE else ():
                yield pair[0][0], pair[1][0]


def lookalikes(organizations: Any) -> peewee.ModelSelect[Lookalike]:
    """The pairs of which both are active members of these organizations (a sub-select of ids) and not told apart."""
    there = Membership.select(Membership.member).where(Membership.organization << organizations)
    active = Member.select(Member.id).where(Member.state == "active")
    told_apart = DistinctPair.select().where(
        DistinctPair.first == Lookalike.first, DistinctPair.second == Lookalike.second
    )
    return Lookalike.select().where(
        Lookalike.first << there,
        Lookalike.second << there,
        Lookalike.first << active,
        Lookalike.second << active,
        ~peewee.fn.EXISTS(told_apart),
    )


def explain(pair: Lookalike, first: Member, second: Member, shared: Iterable[str]) -> list[str]:
    """Why two records are shown as a pair, in words."""
    reasons = []
    if sound_of(first.name, first.spelling) == sound_of(second.name, second.spelling):
        reasons.append(_name_reason(first.name, second.name))
    reasons += [f"同一组织（{name}）" for name in list(shared)[:1]]
    if pair.has_same_phone:
        reasons.append("手机号相同")
    return reasons


def say_distinct(one: int, other: int, scope: Scope, actor_id: int) -> bool:
    """Remember that two records are two people; False if that was said already.

    Raises SameRecord, NotFound, Forbidden.
    """
    require_both(one, other, scope)
    first, second = sorted((one, other))
    with atomic():
        made = DistinctPair.insert(first=first, second=second, said_by=actor_id).on_conflict_ignore()
        if not made.as_rowcount().execute():
            return False
        _record("say_distinct", first, second, scope, actor_id)
    return True


def take_distinct_back(one: int, other: int, scope: Scope, actor_id: int) -> None:
    """Show the pair again. Raises SameRecord, NotFound, Forbidden."""
    require_both(one, other, scope)
    first, second = sorted((one, other))
    with atomic():
        pair = (DistinctPair.first == first) & (DistinctPair.second == second)
        if DistinctPair.delete().where(pair).execute():
            _record("take_distinct_back", first, second, scope, actor_id)


def _record(action: str, first: int, second: int, scope: Scope, actor_id: int) -> None:
    organization = organizations_of([first], scope, WRITE)[first][0]["id"]
    for about, other in ((first, second), (second, first)):
        record(
            action=action,
            subject_kind="member",
            subject_id=about,
            actor_id=actor_id,
            about_member_id=about,
            organization_id=organization,
            detail={"other": str(other)},
        )
