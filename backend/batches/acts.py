"""What each kind of act does to some members at a time, and how it is taken back. The caller holds the transaction.

Undoing takes back only what the act itself has written, and only where nobody has changed it since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from backend.audiences.models import Tagging
from backend.batches.models import Batch
from backend.organizations.models import Membership

# member -> what was taken away from them (None: nothing, something was only added)
Changed = dict[int, dict[str, Any] | None]


class Act(NamedTuple):
    """`run` changes those of the members who need it; `undo` gets what `run` told of them."""

    run: Callable[[Batch, Sequence[int]], Changed]
    undo: Callable[[Batch, Changed], None]


def _tag(batch: Batch, member_ids: Sequence[int]) -> Changed:
    carrying = Tagging.select(Tagging.member).where(Tagging.tag == batch.tag_id, Tagging.member << list(member_ids))
    missing = [one for one in member_ids if one not in {row.member_id for row in carrying}]
    rows = [
        {"tag": batch.tag_id, "member": one, "tagged_by": batch.made_by_id, "created_at": batch.began_at}
        for one in missing
    ]
    if rows:
        Tagging.insert_many(rows).on_conflict_ignore().execute()
    return dict.fromkeys(missing)


def _take_tag_off(batch: Batch, changed: Changed) -> None:
    Tagging.delete().where(
        Tagging.tag == batch.tag_id, Tagging.member << list(changed), Tagging.created_at == batch.began_at
    ).execute()


def _untag(batch: Batch, member_ids: Sequence[int]) -> Changed:
    rows = list(Tagging.select().where(Tagging.tag == batch.tag_id, Tagging.member << list(member_ids)))
    Tagging.delete().where(Tagging.id << [row.id for row in rows]).execute()
    return {
        row.member_id: {
            "tagged_by": row.__data__["tagged_by"],
            "created_at": Tagging.created_at.db_value(row.created_at),
        }
        for row in rows
    }


def _put_tag_back(batch: Batch, changed: Changed) -> None:
    if batch.tag_id is None:  # deleted since
        return
    rows = [{"tag": batch.tag_id, "member": member_id, **(kept or {})} for member_id, kept in changed.items()]
    Tagging.insert_many(rows).on_conflict_ignore().execute()


def _join(batch: Batch, member_ids: Sequence[int]) -> Changed:
    return dict.fromkeys(_enter(batch, member_ids))


def _enter(batch: Batch, member_ids: Sequence[int]) -> list[int]:
    """Those who now belong to the organization and did not before."""
    here = _of(batch.organization_id, member_ids)
    missing = [one for one in member_ids if one not in here]
    rows = [{"member": one, "organization": batch.organization_id, "joined_at": batch.began_at} for one in missing]
    if rows:
        Membership.insert_many(rows).on_conflict_ignore().execute()
    return missing


def _leave_again(batch: Batch, changed: Changed) -> None:
    Membership.delete().where(
        Membership.organization == batch.organization_id,
        Membership.member << list(changed),
        Membership.joined_at == batch.began_at,
    ).execute()


def _move(batch: Batch, member_ids: Sequence[int]) -> Changed:
    there = _of(batch.from_organization_id, member_ids)
    entered = set(_enter(batch, sorted(there)))
    _remove(there)
    return {one: {**_kept(row), "entered": one in entered} for one, row in there.items()}


def _move_back(batch: Batch, changed: Changed) -> None:
    _leave_again(batch, {one: kept for one, kept in changed.items() if kept and kept["entered"]})
    _return(batch.from_organization_id, changed)


def _leave(batch: Batch, member_ids: Sequence[int]) -> Changed:
    there = _of(batch.organization_id, member_ids)
    _remove(there)
    return {one: _kept(row) for one, row in there.items()}


def _come_back(batch: Batch, changed: Changed) -> None:
    _return(batch.organization_id, changed)


def _of(organization_id: int | None, member_ids: Sequence[int]) -> dict[int, Membership]:
    rows = Membership.select().where(Membership.organization == organization_id, Membership.member << list(member_ids))
    return {row.member_id: row for row in rows}


def _remove(rows: dict[int, Membership]) -> None:
    Membership.delete().where(Membership.id << [row.id for row in rows.values()]).execute()


def _kept(row: Membership) -> dict[str, Any]:
    return {"joined_at": Membership.joined_at.db_value(row.joined_at)}


def _return(organization_id: int | None, changed: Changed) -> None:
    rows = [
        {"member": one, "organization": organization_id, "joined_at": (kept or {})["joined_at"]}
        for one, kept in changed.items()
    ]
    if rows:
        Membership.insert_many(rows).on_conflict_ignore().execute()


ACTS = {
    "tag": Act(_tag, _take_tag_off),
    "untag": Act(_untag, _put_tag_back),
    "join": Act(_join, _leave_again),
    "move": Act(_move, _move_back),
    "leave": Act(_leave, _come_back),
}
