"""Tags and filters, as staff use them, and what the member sees."""

from __future__ import annotations

from typing import Any

import pytest

from backend.audiences.models import SavedFilter, Tag, Tagging
from backend.audit.models import AuditEntry
from tests.factories import make_activity, make_member
from tests.people import World
from tests.phone import Phone


def make_tag(world: World, name: str = "理事", organization: Any = None) -> Tag:
    return Tag.create(organization=organization or world.chamber, name=name)


def test_a_tag_is_made_once(world: World, as_staff: Phone) -> None:
    body = {"organization_id": str(world.chamber.id), "name": "理事 🎋"}
    first = as_staff.post("/staff/tags", json=body)
    assert first.status_code == 201, first.text
    assert first.json == as_staff.post("/staff/tags", json=body).json
    assert first.json["members"] == 0
    assert Tag.select().count() == 1
    assert AuditEntry.select().where(AuditEntry.action == "tag.created").count() == 1


def test_members_get_and_lose_a_tag_and_see_it(world: World, as_staff: Phone, as_member: Phone) -> None:
    tag = make_tag(world)
    path, member = f"/staff/tags/{tag.id}/members", str(world.member.id)
    assert as_staff.put(path, json={"add": [member, member]}).json["members"] == 1
    assert as_staff.put(path, json={"add": [member]}).json["members"] == 1
    assert [one["name"] for one in as_member.get("/me/tags").json["tags"]] == ["理事"]
    assert as_member.get("/me/export").json["data"]["tags"][0]["name"] == "理事"
    assert as_staff.put(path, json={"remove": [member]}).json["members"] == 0
    assert as_member.get("/me/tags").json == {"tags": []}


def test_nobody_is_tagged_beyond_the_scope(world: World, as_staff: Phone) -> None:
    tag = make_tag(world)
    answer = as_staff.put(f"/staff/tags/{tag.id}/members", json={"add": [str(world.stranger.id)]})
    assert answer.status_code == 422
    assert Tagging.select().count() == 0


def test_an_erased_member_carries_no_tag(world: World, as_member: Phone) -> None:
    Tagging.create(tag=make_tag(world), member=world.member)
    assert as_member.delete("/me", json={"confirm": "注销"}).status_code == 204
    assert Tagging.select().count() == 0


def test_a_deleted_tag_is_gone_from_everybody(world: World, as_staff: Phone) -> None:
    tag = make_tag(world)
    Tagging.create(tag=tag, member=world.member)
    assert as_staff.delete(f"/staff/tags/{tag.id}").status_code == 204
    assert as_staff.delete(f"/staff/tags/{tag.id}").status_code == 404
    assert Tagging.select().count() == 0


def test_a_filter_is_replaced_by_its_name(world: World, as_staff: Phone) -> None:
    tag = make_tag(world)
    body = {"organization_id": str(world.chamber.id), "name": "常用", "definition": {"tags": [str(tag.id)]}}
    assert as_staff.post("/staff/filters", json=body).status_code == 201
    again = as_staff.post("/staff/filters", json={**body, "definition": {"match": "any"}}).json
    assert again["definition"]["tags"] == []
    assert SavedFilter.select().count() == 1
    assert as_staff.delete(f"/staff/filters/{again['id']}").status_code == 204


def test_a_count_tells_how_many_before_anything_is_sent(world: World, as_staff: Phone) -> None:
    body = {"organization_id": str(world.chamber.id), "audience": {}}
    assert as_staff.post("/staff/audience-counts", json=body).json == {"count": 2}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organizations", lambda world: [str(world.elsewhere.id)]),
        ("tags", lambda world: [str(make_tag(world, organization=world.elsewhere).id)]),
        ("filters", lambda _world: ["12345"]),
        ("activities", lambda world: [{"id": str(make_activity(world.elsewhere).id), "who": "attended"}]),
        ("activities", lambda _world: [{"id": "1", "who": "watched"}]),
        ("match", lambda _world: "none"),
        ("unknown", lambda _world: 1),
    ],
)
def test_what_may_not_be_asked_for_is_named(world: World, as_staff: Phone, field: str, value: Any) -> None:
    body = {"organization_id": str(world.chamber.id), "audience": {field: value(world)}}
    answer = as_staff.post("/staff/audience-counts", json=body)
    assert answer.status_code == 422
    assert any(f"audience.{field}" in key for key in answer.json["errors"]), answer.json


@pytest.mark.parametrize("path", ["/staff/tags", "/staff/filters"])
def test_lists_show_the_scope_and_cost_the_same(
    world: World, as_staff: Phone, count_statements: Any, path: str
) -> None:
    def fill(names: range) -> None:
        for number in names:
            Tag.create(organization=world.chamber, name=f"标签{number}")
            SavedFilter.create(organization=world.chamber, name=f"筛选{number}", definition={})

    make_tag(world, "别处的", world.elsewhere)
    SavedFilter.create(organization=world.elsewhere, name="别处的", definition={})
    fill(range(1))
    with count_statements() as few:
        items = as_staff.get(path).json["items"]
    assert len(items) == 1
    fill(range(1, 9))
    with count_statements() as many:
        as_staff.get(f"{path}?organization_id={world.chamber.id}")
    assert len(many) == len(few)


def test_tags_of_others_are_not_listed_for_me(world: World, as_member: Phone) -> None:
    Tagging.create(tag=make_tag(world), member=make_member("别人"))
    assert as_member.get("/me/tags").json == {"tags": []}
