"""Joining by a code that staff made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.accounts.models import Account
from backend.joining.models import Application, Invitation, InvitationUse
from backend.members.models import Member
from backend.organizations.models import Membership, Organization
from tests.conftest import FrozenClock
from tests.factories import make_account, make_member
from tests.joining.conftest import Visitor, at_once
from tests.people import World
from tests.phone import Phone

NewVisitor = Callable[[str], Visitor]


def make_invitation(organization: Organization, code: str = "ABCD2345", **fields: Any) -> Invitation:
    values = {"max_uses": 1, "expires_at": backend_clock.now() + timedelta(days=14)}
    return Invitation.create(code=code, organization=organization, **{**values, **fields})


def test_a_code_says_where_it_leads(world: World, as_visitor: Phone) -> None:
    make_invitation(world.chamber)
    answer = as_visitor.get("/join/invitations/abcd2345")
    assert answer.status_code == 200
    assert answer.get_json() == {
        "code": "ABCD2345",
        "organization": {"id": str(world.chamber.id), "name": "石桥商会"},
        "expires_at": "2026-05-04T10:00:00+08:00",
    }


def test_accepting_makes_a_member_of_the_organization(world: World, as_visitor: Phone) -> None:
    make_invitation(world.chamber)
    answer = as_visitor.post("/join/invitations/ABCD2345", {"name": " 何 新 "})
    assert (answer.status_code, answer.get_json()["outcome"]) == (200, "joined")
    me = as_visitor.get("/me").get_json()
    assert me["member"]["name"] == "何新"
    assert [one["name"] for one in me["member"]["organizations"]] == ["石桥商会"]
    assert Member.get_by_id(int(me["member"]["id"])).source == "invitation"


def test_a_repeat_uses_nothing_up(world: World, as_visitor: Phone) -> None:
    invitation = make_invitation(world.chamber, max_uses=5)
    first = as_visitor.post("/join/invitations/ABCD2345", {"name": "何新"}).get_json()
    again = as_visitor.post("/join/invitations/ABCD2345", {"name": "何新"}).get_json()
    assert first["me"]["member"]["id"] == again["me"]["member"]["id"]
    assert Invitation.get_by_id(invitation.id).used == 1
    assert Member.select().where(Member.name == "何新").count() == 1


def test_a_verified_number_finds_the_roster_row_of_that_name(world: World, visitor: NewVisitor) -> None:
    row = make_member("何新", "19900000041", world.library)
    make_invitation(world.chamber)
    someone = visitor("19900000041")
    body = {"name": "何新", "phone_code": someone.phone_code()}
    answer = someone.phone.post("/join/invitations/ABCD2345", body)
    assert answer.get_json()["me"]["member"]["id"] == str(row.id)
    assert {tie.organization_id for tie in Membership.select().where(Membership.member == row)} == {
        world.library.id,
        world.chamber.id,
    }


@pytest.mark.parametrize("situation", ["another name", "taken", "two rows"])
def test_a_number_that_is_not_clear_goes_to_staff(world: World, visitor: NewVisitor, situation: str) -> None:
    row = make_member("何老" if situation == "another name" else "何新", "19900000041", world.library)
    if situation == "taken":
        make_account(row)
    if situation == "two rows":
        make_member("何新", "19900000041", world.library)
    make_invitation(world.chamber)
    someone = visitor("19900000041")
    body = {"name": "何新", "phone_code": someone.phone_code()}
    for _ in range(2):
        answer = someone.phone.post("/join/invitations/ABCD2345", body)
        assert (answer.status_code, answer.get_json()["outcome"]) == (200, "application")
    application = Application.get()
    assert (application.source, application.organization_id) == ("phone_conflict", world.chamber.id)
    assert Invitation.get().used == 1


def test_a_member_gains_the_organization(world: World, as_stranger: Phone) -> None:
    make_invitation(world.chamber)
    answer = as_stranger.post("/join/invitations/ABCD2345", {"name": "陌生人"})
    names = {one["name"] for one in answer.get_json()["me"]["member"]["organizations"]}
    assert names == {"西山区商会", "石桥商会"}


@pytest.mark.parametrize(
    "code", ["ZZZZ2222", "short", "ABCD234O", "%00%00%00%00%00%00%00%00", "名额名额名额名额", "A" * 300]
)
def test_an_unknown_code_is_404_whatever_it_looks_like(world: World, as_visitor: Phone, code: str) -> None:
    for answer in (
        as_visitor.get(f"/join/invitations/{code}"),
        as_visitor.post(f"/join/invitations/{code}", {"name": "何新"}),
    ):
        assert (answer.status_code, answer.get_json()["code"]) == (404, "invitation_unknown")


@pytest.mark.parametrize("fields", [{"used": 1}, {"revoked": True}, {"expired": True}])
def test_a_code_that_is_over_is_410(
    world: World, as_visitor: Phone, fields: dict[str, Any], clock: FrozenClock
) -> None:
    make_invitation(
        world.chamber,
        used=fields.get("used", 0),
        revoked_at=clock.now() if "revoked" in fields else None,
        expires_at=clock.now() + timedelta(days=0 if "expired" in fields else 1),
    )
    for answer in (
        as_visitor.get("/join/invitations/ABCD2345"),
        as_visitor.post("/join/invitations/ABCD2345", {"name": "何新"}),
    ):
        assert (answer.status_code, answer.get_json()["code"]) == (410, "invitation_expired")
    assert InvitationUse.select().count() == 0


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "何" * 41}, {"name": ["何新"]}, {"name": "何新", "extra": 1}]
)
def test_bad_input_names_the_field(world: World, as_visitor: Phone, body: dict[str, Any]) -> None:
    make_invitation(world.chamber)
    answer = as_visitor.post("/join/invitations/ABCD2345", body)
    assert answer.status_code == 422
    assert answer.get_json()["errors"]


def test_without_a_session_nothing_is_told(world: World, client: Phone) -> None:
    make_invitation(world.chamber)
    assert client.get("/join/invitations/ABCD2345").status_code == 401


def test_never_more_people_than_the_invitation_allows(world: World) -> None:
    make_invitation(world.chamber, max_uses=3)
    phones = [world.phone_of(None) for _ in range(8)]
    answers = at_once(
        [
            lambda phone=phone, number=number: phone.post(
                "/join/invitations/ABCD2345", {"name": f"来客{'甲乙丙丁戊己庚辛'[number]}"}
            )
            for number, phone in enumerate(phones)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [410] * 5
    assert Invitation.get().used == 3
    assert Member.select().where(Member.name.startswith("来客")).count() == 3


def test_the_same_person_twice_at_once_joins_once(world: World) -> None:
    make_invitation(world.chamber, max_uses=5)
    phone = world.phone_of(None)
    answers = at_once([lambda: phone.post("/join/invitations/ABCD2345", {"name": "何新"})] * 4)
    assert [answer.status_code for answer in answers] == [200] * 4
    assert Invitation.get().used == 1
    assert Account.get_by_id(phone.account_id).member is not None
    assert Member.select().where(Member.name == "何新").count() == 1


def test_wrong_names_count_here_too(world: World, visitor: NewVisitor) -> None:
    row = make_member("陈晓", "19900000003", world.library)
    invitation = make_invitation(world.chamber, max_uses=9)
    for name in ("陈一", "陈二", "陈三", "陈晓"):
        someone = visitor("19900000003")
        body = {"name": name, "phone_code": someone.phone_code()}
        answer = someone.phone.post(f"/join/invitations/{invitation.code}", body)
        assert (answer.status_code, answer.get_json()["outcome"]) == (200, "application")
    assert Account.select().where(Account.member == row).count() == 0
