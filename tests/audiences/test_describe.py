"""Descriptions of people, and whom they mean."""

from __future__ import annotations

from typing import Any

import pytest

from backend.audiences import services
from backend.audiences.models import SavedFilter, Tag, Tagging
from backend.clock import now
from backend.database import Statement
from backend.members.models import Member
from tests.factories import make_account, make_activity, make_member, make_signup
from tests.people import World


def meant(spec: dict[str, Any], organization_id: int) -> set[str]:
    query = services.audience_query(spec, organization_id)
    ids = [row[0] for row in Statement(query.text).rows(*query.parameters)]
    assert len(ids) == len(set(ids)) == services.count_audience(spec, organization_id)
    for member in Member.select():
        assert services.is_meant(spec, organization_id, member.id) is (member.id in ids)
    return {member.name for member in Member.select().where(Member.id << ids)}


@pytest.fixture
def people(world: World) -> dict[str, Any]:
    vip = Tag.create(organization=world.chamber, name="理事")
    new = Tag.create(organization=world.chamber, name="新会员")
    both = make_member("理事兼新人", organization=world.chamber)
    council = make_member("理事", organization=world.chamber)
    for tag, member in ((vip, both), (new, both), (vip, council)):
        Tagging.create(tag=tag, member=member)
    make_account(council)
    activity = make_activity(world.chamber)
    guest = make_member("外来的客人", organization=world.elsewhere)
    make_signup(activity, guest, checked_in_at=now())
    make_signup(activity, both)
    make_signup(activity, make_member("候补的人", organization=world.chamber), "waitlisted")
    return {"vip": vip.id, "new": new.id, "activity": activity.id, "both": both}


def test_nothing_said_is_everybody_below_the_organization(world: World, people: dict[str, Any]) -> None:
    everybody = meant({}, world.street.id)
    assert {"王敏", "理事", "理事兼新人"} <= everybody
    assert "外来的客人" not in everybody
    assert meant({"organizations": [world.chamber.id]}, world.street.id) <= everybody


def test_kinds_narrow_each_other_down_or_add_up(world: World, people: dict[str, Any]) -> None:
    tags = {"tags": [people["vip"]], "activities": [{"id": people["activity"], "who": "signed_up"}]}
    assert meant(tags, world.chamber.id) == {"理事兼新人"}
    assert meant({**tags, "match": "any"}, world.chamber.id) == {"理事兼新人", "理事", "外来的客人"}
    assert meant({"tags": [people["vip"], people["new"]]}, world.chamber.id) == {"理事兼新人", "理事"}


def test_who_was_there_is_not_who_signed_up(world: World, people: dict[str, Any]) -> None:
    activity = people["activity"]
    assert meant({"activities": [{"id": activity, "who": "attended"}]}, world.chamber.id) == {"外来的客人"}
    assert meant({"activities": [{"id": activity, "who": "signed_up"}]}, world.chamber.id) == {
        "外来的客人",
        "理事兼新人",
    }


def test_a_tag_means_nobody_outside_the_subtree(world: World, people: dict[str, Any]) -> None:
    assert meant({"tags": [people["vip"]]}, world.elsewhere.id) == set()


def test_a_saved_filter_is_resolved_when_it_is_used(world: World, people: dict[str, Any]) -> None:
    saved = SavedFilter.create(organization=world.chamber, name="常用", definition={"tags": [people["vip"]]})
    spec = {"filters": [saved.id]}
    assert meant(spec, world.chamber.id) == {"理事兼新人", "理事"}
    saved.definition = {"tags": [people["new"]]}
    saved.save()
    assert meant(spec, world.chamber.id) == {"理事兼新人"}
    saved.delete_instance()
    assert meant(spec, world.chamber.id) == set()


def test_reachable_are_those_with_an_account(world: World, people: dict[str, Any]) -> None:
    assert meant({"tags": [people["vip"]], "is_reachable": True}, world.chamber.id) == {"理事"}


def test_deleted_members_are_nobody(world: World, people: dict[str, Any]) -> None:
    Member.update(state="deleted").where(Member.id == people["both"].id).execute()
    assert meant({"tags": [people["new"]]}, world.chamber.id) == set()
