"""My participation record: what I took part in, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend import clock
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.participation.models import Participation
from backend.participation.services import ATTENDED, Act, forget_act, record_acts
from tests.people import World
from tests.phone import Phone


def act(member: Member, organization: Organization, subject_id: int = 1, **fields: Any) -> Act:
    values: dict[str, Any] = {
        "title": "春季企业家沙龙",
        "occurred_at": clock.now_ms(),
        "detail": {"seats": 1, "sessions": 1, "hours": 2.5},
    }
    return Act(member.id, ATTENDED, subject_id, organization.id, **{**values, **fields})


@pytest.fixture
def record(world: World) -> None:
    day = timedelta(days=1) // timedelta(milliseconds=1)
    now = clock.now_ms()
    record_acts(
        [
            act(world.member, world.chamber, 1, occurred_at=now - day),
            act(world.member, world.street, 2, title="座谈会", detail={"seats": 2, "sessions": 2, "hours": 1.2}),
            act(world.organizer, world.chamber, 1, title="别人的"),
        ]
    )


def test_it_lists_mine_latest_first_with_totals(as_member: Phone, world: World, record: None) -> None:
    body = as_member.get("/participation").json
    assert body["items"] == [
        {
            "kind": "activity_attended",
            "title": "座谈会",
            "organization": {"id": str(world.street.id), "name": "石桥街道"},
            "occurred_at": "2026-04-20T10:00:00+08:00",
            "detail": {"seats": 2, "sessions": 2, "hours": 1.2},
        },
        {
            "kind": "activity_attended",
            "title": "春季企业家沙龙",
            "organization": {"id": str(world.chamber.id), "name": "石桥商会"},
            "occurred_at": "2026-04-19T10:00:00+08:00",
            "detail": {"seats": 1, "sessions": 1, "hours": 2.5},
        },
    ]
    assert (body["page"], body["page_size"], body["total"]) == (1, 20, 2)
    assert body["totals"] == {"times": 2, "hours": 3.7}


def test_totals_are_of_the_whole_record(as_member: Phone, record: None) -> None:
    body = as_member.get("/participation?page=2&page_size=1").json
    assert [item["title"] for item in body["items"]] == ["春季企业家沙龙"]
    assert body["totals"] == {"times": 2, "hours": 3.7}


def test_an_empty_record_is_empty(as_stranger: Phone, record: None) -> None:
    body = as_stranger.get("/participation").json
    assert (body["items"], body["total"], body["totals"]) == ([], 0, {"times": 0, "hours": 0.0})


def test_it_is_for_members(as_visitor: Phone, client: Phone) -> None:
    assert as_visitor.get("/participation").status_code == 403
    assert client.get("/participation").status_code == 401


def test_a_wrong_page_is_refused(as_member: Phone) -> None:
    assert as_member.get("/participation?page=0").status_code == 422


def test_the_same_act_again_is_put_right_and_stays_one(as_member: Phone, world: World, record: None) -> None:
    record_acts([act(world.member, world.chamber, 1, title="改过名", detail={"seats": 1, "sessions": 1, "hours": 1.0})])
    body = as_member.get("/participation").json
    assert sorted(item["title"] for item in body["items"]) == ["座谈会", "改过名"]
    assert body["totals"] == {"times": 2, "hours": 2.2}


def test_what_did_not_happen_is_taken_out(as_member: Phone, world: World, record: None) -> None:
    for _ in range(2):
        forget_act(world.member.id, ATTENDED, 1)
    assert [item["title"] for item in as_member.get("/participation").json["items"]] == ["座谈会"]
    assert Participation.select().where(Participation.member == world.organizer).count() == 1
    record_acts([])


def test_the_number_of_statements_does_not_grow(
    as_member: Phone, world: World, record: None, count_statements: Callable[[], Any]
) -> None:
    with count_statements() as few:
        as_member.get("/participation")
    record_acts([act(world.member, world.chamber, number) for number in range(10, 30)])
    with count_statements() as many:
        as_member.get("/participation")
    assert len(many) == len(few)


def test_it_is_exported_and_erased(as_member: Phone, record: None) -> None:
    exported = as_member.get("/me/export").json["data"]["participation"]
    assert [entry["title"] for entry in exported] == ["春季企业家沙龙", "座谈会"]
    assert exported[0]["detail"]["hours"] == 2.5

    assert as_member.delete("/me", json={"confirm": "注销"}).status_code == 204
    assert [row.title for row in Participation.select()] == ["别人的"]
