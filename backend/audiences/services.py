"""From a description of people to one set query that finds them.

A description is JSON, every part optional::

    {"organizations": [id], "tags": [id], "activities": [{"id": id, "who": "signed_up" | "attended"}],
     "filters": [id], "match": "all" | "any",
     "is_reachable": true, "is_unclaimed": true, "sources": ["roster"], "is_stale": true,
     "completeness_least": 0, "completeness_most": 50,
     "joined_since": "2026-01-31", "active_days": 30, "idle_days": 90}

One kind is met by any of its entries; `match` says whether all kinds must be met ("all", the default) or one. What
stands in the last three lines narrows the result down, see narrowing.py.
Without any kind it is everybody below the organization that asks. Nobody outside that organization's subtree is
ever meant, but for those who came to its own activities.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from backend.activities.models import Activity
from backend.audiences.models import SavedFilter, Tag, Tagging
from backend.audiences.narrowing import Condition, narrowings, tagged
from backend.audit.services import record
from backend.database import Statement, atomic, marks
from backend.errors import DomainError, InvalidInput
from backend.members.models import Member
from backend.members.queries import visible_members
from backend.organizations.models import OrganizationClosure
from backend.scope import WRITE, Scope

MOST_IN_A_LIST = 50


class FilterNameTaken(DomainError):
    """Somebody else's filter, or one for everybody, has the name."""

    status, code, message = 409, "filter_name_taken", "这个组织已有同名的视图，请换个名字。"


_SUBTREE = """m.id IN (SELECT ms.member_id FROM membership ms JOIN organization_closure c
    ON c.descendant_id = ms.organization_id WHERE c.ancestor_id IN ({}))"""
_SIGNED_UP = "m.id IN (SELECT s.member_id FROM signup s WHERE s.activity_id IN ({}) AND s.state = 'approved')"
_ATTENDED = "m.id IN (SELECT s.member_id FROM signup s WHERE s.activity_id IN ({}) AND s.checked_in_at IS NOT NULL)"


class AudienceQuery(NamedTuple):
    """`SELECT m.id FROM member m WHERE …` with its parameters, for `Statement`; more conditions may be added to it."""

    text: str
    parameters: tuple[Any, ...]


def audience_query(spec: dict[str, Any], organization_id: int) -> AudienceQuery:
    """The members that `spec` means when `organization_id` asks. Deleted members are nobody."""
    part = _described(spec, organization_id, _filters(spec))
    return AudienceQuery(f"SELECT m.id FROM member m WHERE m.state = 'active' AND {part.text}", part.parameters)


def count_audience(spec: dict[str, Any], organization_id: int) -> int:
    """How many members are meant at this moment."""
    query = audience_query(spec, organization_id)
    row = Statement(f"SELECT count(*) FROM ({query.text}) meant").row(*query.parameters)
    return int(row[0]) if row else 0


def is_meant(spec: dict[str, Any], organization_id: int, member_id: int) -> bool:
    """Whether one member is among them."""
    query = audience_query(spec, organization_id)
    return Statement(f"{query.text} AND m.id = ?").row(*query.parameters, member_id) is not None


def check_audience(spec: dict[str, Any], organization_id: int, scope: Scope, member_id: int | None = None) -> None:
    """Refuse what the organization may not ask for, or the caller may not see. Raises InvalidInput by field.

    `member_id`: whose own filters may be used beside those for everybody.
    """
    errors = {}
    below = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == organization_id
    )
    organizations = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.descendant << spec.get("organizations", []), OrganizationClosure.ancestor == organization_id
    )
    if len(set(spec.get("organizations", []))) != organizations.distinct().count():
        errors["audience.organizations"] = ["只能选择本组织和下级组织。"]
    for name, model, words in (("tags", Tag, "标签"), ("filters", SavedFilter, "筛选")):
        wanted = set(spec.get(name, []))
        visible = model.select().where(model.id << sorted(wanted), model.organization << scope.organizations())
        if model is SavedFilter:
            visible = visible.where(SavedFilter.for_eyes_of(member_id))
        if len(wanted) != visible.count():
            errors[f"audience.{name}"] = [f"有的{words}不存在，或您无权使用。"]
    wanted = {activity["id"] for activity in spec.get("activities", [])}
    if len(wanted) != Activity.select().where(Activity.id << sorted(wanted), Activity.organization << below).count():
        errors["audience.activities"] = ["只能选择本组织和下级组织的活动。"]
    if errors:
        raise InvalidInput(errors=errors)


def _filters(spec: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = spec.get("filters", [])
    return [saved.definition for saved in SavedFilter.select().where(SavedFilter.id << wanted)] if wanted else []


def _described(spec: dict[str, Any], organization_id: int, filters: Iterable[dict[str, Any]]) -> Condition:
    below = _listed(_SUBTREE, [organization_id])
    kinds: list[Condition] = []
    if spec.get("organizations"):
        kinds.append(_all_of([below, _listed(_SUBTREE, spec["organizations"])]))
    if spec.get("tags"):
        kinds.append(_all_of([below, tagged(spec["tags"])]))
    if spec.get("filters"):
        # A filter deleted since means nobody.
        found = [_all_of([below, _described(each, organization_id, ())]) for each in filters]
        kinds.append(_any_of(found) if found else Condition("1 = 0", ()))
    came = [
        _listed(condition, [activity["id"] for activity in spec.get("activities", []) if activity["who"] == who])
        for who, condition in (("signed_up", _SIGNED_UP), ("attended", _ATTENDED))
        if any(activity["who"] == who for activity in spec.get("activities", []))
    ]
    if came:
        kinds.append(_any_of(came))
    together = (_any_of(kinds) if spec.get("match") == "any" else _all_of(kinds)) if kinds else below
    return _all_of([together, *narrowings(spec)])


def _listed(condition: str, ids: list[int]) -> Condition:
    return Condition(condition.format(marks(ids)), tuple(ids))


def _all_of(parts: list[Condition]) -> Condition:
    return _joined(parts, " AND ")


def _any_of(parts: list[Condition]) -> Condition:
    return _joined(parts, " OR ")


def _joined(parts: list[Condition], word: str) -> Condition:
    conditions = word.join(f"({part.text})" for part in parts)
    return Condition(f"({conditions})", tuple(value for part in parts for value in part.parameters))


def create_tag(organization_id: int, name: str, created_by: int) -> Tag:
    """Add a tag; the same name again is the same tag."""
    with atomic():
        added = Tag.insert(organization=organization_id, name=name).on_conflict_ignore().as_rowcount().execute()
        tag: Tag = Tag.get(Tag.organization == organization_id, Tag.name == name)
        if added:
            record(
                action="tag.created",
                actor_id=created_by,
                subject_kind="tag",
                subject_id=tag.id,
                organization_id=organization_id,
                detail={"name": name},
            )
    return tag


def delete_tag(tag: Tag, deleted_by: int) -> None:
    """Take a tag away from everybody who carries it, and itself."""
    with atomic():
        Tag.delete().where(Tag.id == tag.id).execute()
        record(
            action="tag.deleted",
            actor_id=deleted_by,
            subject_kind="tag",
            subject_id=tag.id,
            organization_id=tag.organization_id,
            detail={"name": tag.name},
        )


def change_tagging(tag: Tag, add: list[int], remove: list[int], scope: Scope, changed_by: int) -> None:
    """Put the tag on some members and take it off others. Raises InvalidInput for members out of the caller's scope."""
    with atomic():
        known = visible_members(scope, WRITE).select(Member.id).where(Member.id << sorted({*add, *remove}))
        if known.count() != len({*add, *remove}):
            raise InvalidInput(errors={"members": ["有的会员不存在，或不在您的管理范围内。"]})
        rows = [{"tag": tag.id, "member": member_id, "tagged_by": changed_by} for member_id in sorted(set(add))]
        if rows:
            Tagging.insert_many(rows).on_conflict_ignore().execute()
        if remove:
            Tagging.delete().where(Tagging.tag == tag.id, Tagging.member << remove).execute()
        record(
            action="tag.changed",
            actor_id=changed_by,
            subject_kind="tag",
            subject_id=tag.id,
            organization_id=tag.organization_id,
            detail={"added": len(set(add)), "removed": len(set(remove))},
        )


def save_filter(
    organization_id: int, name: str, definition: dict[str, Any], created_by: int, *, is_personal: bool = False
) -> SavedFilter:
    """Keep a description of people under a name; the same name again replaces it. Raises FilterNameTaken.

    `is_personal`: only whoever saved it sees it. Nobody replaces what is somebody else's own.
    """
    owner = created_by if is_personal else None
    with atomic():
        found = SavedFilter.get_or_none(SavedFilter.organization == organization_id, SavedFilter.name == name)
        if found is not None and found.owner_id != owner:
            raise FilterNameTaken
        SavedFilter.insert(
            organization=organization_id, name=name, definition=definition, created_by=created_by, owner=owner
        ).on_conflict(
            conflict_target=[SavedFilter.organization, SavedFilter.name], preserve=[SavedFilter.definition]
        ).execute()
        saved: SavedFilter = SavedFilter.get(SavedFilter.organization == organization_id, SavedFilter.name == name)
    return saved
