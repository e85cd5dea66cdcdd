"""Who joined by an invitation has WeChat verify their number when they want to say something."""

from __future__ import annotations

from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.members.models import Member
from tests.conftest import Simulator
from tests.factories import make_member
from tests.people import World
from tests.phone import Phone

NUMBER = "19900000041"
SUGGESTION = {"title": "增设夜间公交", "text": "晚上八点后没有车。", "category": "community", "client_ref": "one"}


class Invited:
    """A member without a number, on a phone that has one."""

    def __init__(self, world: World, simulator: Simulator, number: str = NUMBER) -> None:
        self.member = make_member("方圆", None, world.chamber)
        self.phone: Phone = world.phone_of(self.member)
        self.simulator = simulator
        self.user_id = simulator.add_user(f"invited-{self.member.id}", number)

    def verify(self, code: str | None = None) -> Any:
        return self.phone.put("/me/phone", {"phone_code": code or self.simulator.phone_code(self.user_id)})

    def number(self) -> str | None:
        return Member.get_by_id(self.member.id).phone


@pytest.fixture
def invited(world: World, simulator: Simulator) -> Invited:
    return Invited(world, simulator)


def test_once_verified_they_may_say_what_others_read(invited: Invited) -> None:
    assert invited.phone.post("/suggestions", SUGGESTION).json["code"] == "phone_first"
    assert invited.verify().status_code == 204
    assert invited.number() == NUMBER
    assert invited.phone.post("/suggestions", SUGGESTION).status_code == 201
    entry = AuditEntry.get(AuditEntry.action == "verify_phone")
    assert (entry.actor_id, entry.about_member_id) == (invited.member.id, invited.member.id)
    assert NUMBER not in str(entry.detail)


def test_a_repeat_asks_wechat_nothing_and_changes_nothing(invited: Invited) -> None:
    code = invited.simulator.phone_code(invited.user_id)
    assert [invited.verify(code).status_code for _ in range(2)] == [204, 204]
    assert AuditEntry.select().where(AuditEntry.action == "verify_phone").count() == 1


def test_who_has_a_number_keeps_it(world: World, simulator: Simulator) -> None:
    known = Invited(world, simulator)
    known.member.set_phone("19900000042")
    known.member.save()
    assert known.verify().status_code == 204
    assert known.number() == "19900000042"


def test_a_number_of_somebody_else_is_a_matter_for_staff(world: World, invited: Invited) -> None:
    make_member("周涛", NUMBER, world.chamber)
    refused = invited.verify()
    assert (refused.status_code, refused.json["code"]) == (409, "phone_taken")
    assert "周" not in refused.text.encode().decode("unicode_escape", "ignore")
    assert invited.number() is None


def test_the_number_of_an_erased_member_is_free(world: World, invited: Invited) -> None:
    make_member("周涛", NUMBER, world.chamber, state="erased")
    assert invited.verify().status_code == 204


@pytest.mark.parametrize(("code", "said"), [("never-given", "phone_code_invalid"), ("", None)])
def test_a_code_that_is_none_is_refused(invited: Invited, code: str, said: str | None) -> None:
    refused = invited.phone.put("/me/phone", {"phone_code": code})
    assert refused.status_code == 422
    assert said is None or refused.json["code"] == said
    assert invited.number() is None


def test_a_number_from_abroad_is_refused_in_words(world: World, simulator: Simulator) -> None:
    foreign = Invited(world, simulator, "+1 4155550100")
    refused = foreign.verify()
    assert (refused.status_code, refused.json["code"]) == (422, "phone_unsupported")


def test_a_visitor_joins_first(world: World) -> None:
    refused = world.phone_of(None).put("/me/phone", {"phone_code": "x"})
    assert (refused.status_code, refused.json["code"]) == (403, "join_first")
