"""One act on many members: shown, done, and taken back exactly."""

from __future__ import annotations

import pytest

from backend.audiences.models import Tag, Tagging
from backend.audiences.services import create_tag
from backend.audit.models import AuditEntry
from backend.batches import services
from backend.batches.models import Batch, BatchMember
from backend.batches.services import Plan, plan_batch, run_some, run_started, start_batch, undo_batch
from backend.errors import InvalidInput
from backend.members.models import Member
from backend.organizations.models import Membership
from tests.conftest import FrozenClock
from tests.factories import make_member
from tests.people import World
from tests.racing import run_together


def places(member: Member) -> set[tuple[int, int]]:
    rows = Membership.select().where(Membership.member == member.id)
    return {(row.organization_id, Membership.joined_at.db_value(row.joined_at)) for row in rows}


def carriers(tag: Tag) -> set[int]:
    return {row.member_id for row in Tagging.select().where(Tagging.tag == tag.id)}


def plan(world: World, kind: str, *members: Member, **target: int) -> Batch:
    target.setdefault("organization_id", world.chamber.id)
    return plan_batch(Plan(kind, **target), [one.id for one in members], world.staff.id)


def test_a_tag_comes_off_again_only_where_the_act_put_it(world: World) -> None:
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    Tagging.create(tag=tag, member=world.member, tagged_by=None)
    batch = plan(world, "tag", world.member, world.organizer, tag_id=tag.id)
    assert (batch.total, services.would_change(batch)) == (2, 1)
    batch = start_batch(batch, world.staff.id)
    assert (batch.state, batch.changed, carriers(tag)) == ("done", 1, {world.member.id, world.organizer.id})
    batch = undo_batch(batch, world.staff.id)
    assert (batch.state, carriers(tag)) == ("undone", {world.member.id})


def test_what_somebody_did_since_stays(world: World, clock: FrozenClock) -> None:
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    batch = start_batch(plan(world, "tag", world.member, tag_id=tag.id), world.staff.id)
    clock.advance(hours=1)
    Tagging.delete().execute()
    Tagging.create(tag=tag, member=world.member, tagged_by=world.administrator)
    undo_batch(batch, world.staff.id)
    assert carriers(tag) == {world.member.id}


def test_a_tag_taken_off_comes_back_as_it_was(world: World, clock: FrozenClock) -> None:
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    Tagging.create(tag=tag, member=world.member, tagged_by=world.administrator)
    before = Tagging.get().created_at
    clock.advance(days=3)
    batch = start_batch(plan(world, "untag", world.member, world.organizer, tag_id=tag.id), world.staff.id)
    assert (batch.changed, carriers(tag)) == (1, set())
    undo_batch(batch, world.staff.id)
    row = Tagging.get()
    assert (row.member_id, row.tagged_by.id, row.created_at) == (world.member.id, world.administrator.id, before)


def test_moving_and_back_restores_since_when_one_belongs(world: World, clock: FrozenClock) -> None:
    both = make_member("两边", None, world.chamber)
    Membership.create(member=both, organization=world.library)
    before = {one.id: places(one) for one in (world.member, both, world.staff)}
    clock.advance(days=1)
    batch = plan(
        world,
        "move",
        world.member,
        both,
        world.staff,
        organization_id=world.library.id,
        from_organization_id=world.chamber.id,
    )
    assert services.would_change(batch) == 2
    batch = start_batch(batch, world.staff.id)
    assert batch.changed == 2
    assert {place for place, _ in places(world.member)} == {world.library.id}
    assert {place for place, _ in places(both)} == {world.library.id}
    assert places(world.staff) == before[world.staff.id]
    undo_batch(batch, world.staff.id)
    assert {one.id: places(one) for one in (world.member, both, world.staff)} == before


def test_leaving_says_who_would_be_nowhere_and_is_undone(world: World) -> None:
    before = places(world.member)
    Membership.create(member=world.organizer, organization=world.library)
    batch = plan(world, "leave", world.member, world.organizer)
    assert (services.would_change(batch), services.would_be_nowhere(batch)) == (2, 1)
    batch = start_batch(batch, world.staff.id)
    assert places(world.member) == set()
    undo_batch(batch, world.staff.id)
    assert places(world.member) == before


def test_joining_twice_changes_nothing_the_second_time(world: World) -> None:
    batch = start_batch(plan(world, "join", world.member, organization_id=world.library.id), world.staff.id)
    again = start_batch(plan(world, "join", world.member, organization_id=world.library.id), world.staff.id)
    assert (batch.changed, again.changed) == (1, 0)
    undo_batch(again, world.staff.id)
    assert world.library.id in {place for place, _ in places(world.member)}


def test_a_member_reads_that_they_were_moved(world: World) -> None:
    start_batch(plan(world, "join", world.member, organization_id=world.library.id), world.staff.id)
    entry = AuditEntry.get(AuditEntry.action == "membership.join")
    assert (entry.about_member_id, entry.actor_id) == (world.member.id, world.staff.id)
    assert AuditEntry.get(AuditEntry.action == "batch.run").detail["members"] == 1


def test_a_member_reads_who_took_it_back(world: World) -> None:
    batch = start_batch(plan(world, "join", world.member, organization_id=world.library.id), world.staff.id)
    undo_batch(batch, world.administrator.id)
    entry = AuditEntry.get(AuditEntry.action == "membership.join_undone")
    assert (entry.about_member_id, entry.actor_id) == (world.member.id, world.administrator.id)


def test_two_who_agree_at_once_do_it_once(world: World) -> None:
    batch = plan(world, "leave", world.member)

    def agree() -> str:
        try:
            return start_batch(batch, world.staff.id).state
        except services.BatchOver:
            return "over"

    assert sorted(run_together([agree, agree])) == ["done", "over"]
    with pytest.raises(services.BatchOver):
        start_batch(batch, world.staff.id)


def test_a_long_act_goes_on_where_it_was_interrupted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "CHUNK", 2)
    monkeypatch.setattr(services, "AT_ONCE", 3)
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    people = [make_member(f"甲{number}", None, world.chamber) for number in range(5)]
    batch = start_batch(plan(world, "tag", *people, tag_id=tag.id), world.staff.id)
    assert (batch.state, services.done_of(batch)) == ("running", 0)
    assert run_some(batch.id)
    assert services.done_of(Batch.get_by_id(batch.id)) == 2
    assert run_started() == 1
    assert len(carriers(tag)) == 5
    assert run_started() == 0
    batch = undo_batch(Batch.get_by_id(batch.id), world.staff.id)
    assert batch.state == "undoing"
    run_some(batch.id)
    assert len(carriers(tag)) == 3
    assert services.done_of(Batch.get_by_id(batch.id)) == 2
    run_started()
    assert (Batch.get_by_id(batch.id).state, carriers(tag)) == ("undone", set())


def test_a_deleted_tag_and_a_departed_member_stop_nothing(world: World) -> None:
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    batch = start_batch(plan(world, "tag", world.member, tag_id=tag.id), world.staff.id)
    draft = plan(world, "untag", world.member, tag_id=tag.id)
    Tag.delete().execute()
    assert undo_batch(Batch.get_by_id(batch.id), world.staff.id).state == "undone"
    assert start_batch(Batch.get_by_id(draft.id), world.staff.id).changed == 0


def test_thirty_days_later_there_is_no_way_back(world: World, clock: FrozenClock) -> None:
    batch = start_batch(plan(world, "leave", world.member), world.staff.id)
    draft = plan(world, "join", world.member)
    clock.advance(days=2)
    assert services.forget_old() == 1
    assert Batch.get_or_none(Batch.id == draft.id) is None
    clock.advance(days=29)
    with pytest.raises(services.TooLateToUndo):
        undo_batch(batch, world.staff.id)
    assert services.forget_old() == 1
    assert BatchMember.select().count() == 0


def test_nobody_and_nowhere_are_refused(world: World) -> None:
    with pytest.raises(InvalidInput):
        plan(world, "join")
    with pytest.raises(InvalidInput):
        plan(world, "move", world.member, from_organization_id=world.chamber.id)
