"""Joining by the phone number that WeChat vouches for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backend.accounts.models import Account
from backend.audit.models import AuditEntry
from backend.joining.models import Application, PhoneClaim
from backend.joining.services.phone_claims import delete_old_claims
from backend.members.models import Member
from tests.conftest import FrozenClock, Simulator
from tests.factories import make_account, make_member
from tests.joining.conftest import Visitor, at_once
from tests.people import World
from tests.phone import Phone

NewVisitor = Callable[[str], Visitor]


@pytest.fixture
def chen(world: World) -> Member:
    return make_member("陈晓", "19900000003", world.chamber)


def test_a_match_shows_no_more_than_the_first_character(chen: Member, visitor: NewVisitor) -> None:
    answer = visitor("19900000003").claim()
    assert answer["outcome"] == "confirm_name"
    assert answer["masked_name"] == "陈*"
    assert set(answer) == {"outcome", "claim_id", "masked_name"}


def test_the_right_name_joins_and_the_same_session_is_a_members(chen: Member, visitor: NewVisitor) -> None:
    someone = visitor("19900000003")
    answer = someone.confirm(someone.claim()["claim_id"], "陈晓")
    assert answer.status_code == 200, answer.text
    body = answer.get_json()
    assert body["outcome"] == "joined"
    assert body["me"]["member"]["name"] == "陈晓"
    assert [one["name"] for one in body["me"]["member"]["organizations"]] == ["石桥商会"]
    assert {"do", "write", "read"} <= body["home"].keys()
    assert someone.phone.get("/me").get_json()["member"]["id"] == str(chen.id)
    entry = AuditEntry.get(AuditEntry.action == "join_by_phone")
    assert (entry.about_member_id, entry.actor_kind) == (chen.id, "member")


@pytest.mark.parametrize("spelling", ["陈晓", " 陈 晓 ", "陈　晓", "\u2f94陈晓"[1:]])
def test_blanks_in_the_name_do_not_matter(chen: Member, visitor: NewVisitor, spelling: str) -> None:
    someone = visitor("19900000003")
    assert someone.confirm(someone.claim()["claim_id"], spelling).get_json()["outcome"] == "joined"


@pytest.mark.parametrize("spelling", ["买买提·艾力", "买买提•艾力", "买买提・艾力", "买买提.艾力", "买买提 · 艾力"])
def test_any_middle_dot_is_the_same_dot(world: World, visitor: NewVisitor, spelling: str) -> None:
    make_member("买买提·艾力", "19900000031", world.chamber)
    someone = visitor("19900000031")
    assert someone.confirm(someone.claim()["claim_id"], spelling).get_json()["outcome"] == "joined"


def test_repeating_the_confirmation_gets_the_first_answer(chen: Member, visitor: NewVisitor) -> None:
    someone = visitor("19900000003")
    claim_id = someone.claim()["claim_id"]
    first, second = someone.confirm(claim_id, "陈晓"), someone.confirm(claim_id, "陈晓")
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.get_json()["outcome"] == "joined"
    assert AuditEntry.select().where(AuditEntry.action == "join_by_phone").count() == 1


def test_three_wrong_names_become_an_application_for_staff(chen: Member, visitor: NewVisitor) -> None:
    someone = visitor("19900000003")
    claim_id = someone.claim()["claim_id"]
    for left in (2, 1):
        answer = someone.confirm(claim_id, "王小二")
        assert (answer.status_code, answer.get_json()["code"]) == (422, "name_mismatch")
        assert f"再试 {left} 次" in answer.get_json()["message"]
    answer = someone.confirm(claim_id, "王小二", note="我改过名字")
    assert (answer.status_code, answer.get_json()["outcome"]) == (200, "application")
    application = Application.get()
    assert (application.source, application.name, application.note) == ("name_mismatch", "王小二", "我改过名字")
    assert (application.state, application.phone) == ("pending", "19900000003")
    assert answer.get_json()["me"]["application"]["organization"]["name"] == "石桥商会"
    assert someone.confirm(claim_id, "陈晓").get_json()["outcome"] == "application"
    assert Account.get_by_id(someone.phone.account_id).member is None


def test_a_new_claim_buys_no_new_attempts(chen: Member, visitor: NewVisitor) -> None:
    someone = visitor("19900000003")
    first = someone.claim()["claim_id"]
    someone.confirm(first, "王小二")
    someone.confirm(first, "王小三")
    second = someone.claim()["claim_id"]
    assert someone.confirm(second, "王小四").get_json()["outcome"] == "application"
    third = someone.claim()
    assert third["outcome"] == "needs_staff"
    assert "masked_name" not in third


def test_wrong_names_are_forgotten_after_a_day(chen: Member, visitor: NewVisitor, clock: FrozenClock) -> None:
    someone = visitor("19900000003")
    claim_id = someone.claim()["claim_id"]
    for _ in range(3):
        someone.confirm(claim_id, "王小二")
    clock.advance(hours=25)
    assert delete_old_claims() == 1
    assert delete_old_claims() == 0
    assert someone.claim()["outcome"] == "confirm_name"


def test_an_unknown_number_becomes_an_application_that_carries_it(world: World, visitor: NewVisitor) -> None:
    someone = visitor("19900000032")
    claim = someone.claim()
    assert claim["outcome"] == "no_match"
    answer = someone.confirm(claim["claim_id"], "何新", note="会员介绍", organization_id=str(world.library.id))
    assert (answer.status_code, answer.get_json()["outcome"]) == (200, "application")
    application = Application.get()
    assert (application.source, application.phone) == ("phone_unmatched", "19900000032")
    assert application.organization_id == world.library.id


def test_an_unknown_number_needs_an_organization_that_takes_applications(world: World, visitor: NewVisitor) -> None:
    someone = visitor("19900000032")
    claim_id = someone.claim()["claim_id"]
    for organization_id in (None, "1", str(2**63 - 1)):
        answer = (
            someone.confirm(claim_id, "何新", organization_id=organization_id)
            if organization_id
            else (someone.confirm(claim_id, "何新"))
        )
        assert answer.status_code == 422
        assert "organization_id" in answer.get_json()["errors"]
    assert Application.select().count() == 0


def test_two_rows_with_the_number_go_to_staff(world: World, chen: Member, visitor: NewVisitor) -> None:
    make_member("陈晓", "19900000003", world.library)
    someone = visitor("19900000003")
    claim = someone.claim()
    assert claim["outcome"] == "needs_staff"
    assert someone.confirm(claim["claim_id"], "陈晓").get_json()["outcome"] == "application"
    application = Application.get()
    assert application.source == "phone_conflict"
    assert application.organization_id == world.street.id, "the staff above both rows decide"


def test_a_row_that_is_taken_goes_to_staff(chen: Member, visitor: NewVisitor) -> None:
    make_account(chen)
    someone = visitor("19900000003")
    claim = someone.claim()
    assert claim["outcome"] == "needs_staff"
    assert someone.confirm(claim["claim_id"], "陈晓").get_json()["outcome"] == "application"
    assert Application.get().source == "phone_conflict"


def test_a_deleted_member_is_nobodys_match(chen: Member, visitor: NewVisitor) -> None:
    Member.update(state="deleted").execute()
    assert visitor("19900000003").claim()["outcome"] == "no_match"


def test_a_claim_expires_after_15_minutes(chen: Member, visitor: NewVisitor, clock: FrozenClock) -> None:
    someone = visitor("19900000003")
    claim_id = someone.claim()["claim_id"]
    clock.advance(minutes=15)
    answer = someone.confirm(claim_id, "陈晓")
    assert (answer.status_code, answer.get_json()["code"]) == (410, "claim_expired")


def test_a_claim_is_its_accounts_alone(chen: Member, visitor: NewVisitor) -> None:
    claim_id = visitor("19900000003").claim()["claim_id"]
    answer = visitor("19900000033").confirm(claim_id, "陈晓")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def test_a_phone_code_works_once(chen: Member, visitor: NewVisitor) -> None:
    someone = visitor("19900000003")
    code = someone.phone_code()
    assert someone.phone.post("/join/phone", {"phone_code": code}).status_code == 200
    answer = someone.phone.post("/join/phone", {"phone_code": code})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "phone_code_invalid")


def test_members_and_strangers_are_told_apart(as_member: Phone, client: Phone) -> None:
    answer = as_member.post("/join/phone", {"phone_code": "any"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "already_member")
    assert client.post("/join/phone", {"phone_code": "any"}).status_code == 401


@pytest.mark.parametrize(
    "body", [{}, {"phone_code": ""}, {"phone_code": 7}, {"phone_code": "x" * 129}, {"phone_code": "x", "more": 1}]
)
def test_bad_input_is_refused_by_field(as_visitor: Phone, body: dict[str, object]) -> None:
    answer = as_visitor.post("/join/phone", body)
    assert answer.status_code == 422
    assert answer.get_json()["errors"]


@pytest.mark.parametrize("claim_id", ["abc", "-1", "9" * 23, "١٢"])
def test_a_malformed_claim_id_is_invalid(as_visitor: Phone, claim_id: str) -> None:
    answer = as_visitor.post("/join/phone/confirm", {"claim_id": claim_id, "name": "陈晓"})
    assert answer.status_code == 422


def test_wechat_being_down_is_said_and_loses_nothing(chen: Member, visitor: NewVisitor, simulator: Simulator) -> None:
    someone = visitor("19900000003")
    code = someone.phone_code()
    simulator.post("faults", kind="http_error", path="/wxa/business/getuserphonenumber")
    answer = someone.phone.post("/join/phone", {"phone_code": code})
    assert (answer.status_code, answer.get_json()["code"]) == (503, "wechat_unavailable")
    assert PhoneClaim.select().count() == 0


def test_a_foreign_number_is_refused_in_words(world: World, visitor: NewVisitor) -> None:
    answer_of = visitor("0085291234567")
    answer = answer_of.phone.post("/join/phone", {"phone_code": answer_of.phone_code()})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "phone_unsupported")


def test_two_accounts_at_once_and_exactly_one_gets_the_row(chen: Member, visitor: NewVisitor) -> None:
    people = [visitor("19900000003") for _ in range(6)]
    claims = [one.claim()["claim_id"] for one in people]
    answers = at_once(
        [lambda one=one, claim=claim: one.confirm(claim, "陈晓") for one, claim in zip(people, claims, strict=True)]
    )
    outcomes = sorted(answer.get_json()["outcome"] for answer in answers)
    assert outcomes == ["application"] * 5 + ["joined"]
    assert Account.select().where(Account.member == chen.id).count() == 1
    assert {one.source for one in Application.select()} == {"phone_conflict"}


def test_guesses_at_once_are_each_counted(chen: Member, visitor: NewVisitor) -> None:
    someone = visitor("19900000003")
    claim_id = someone.claim()["claim_id"]
    answers = at_once(
        [lambda name=name: someone.confirm(claim_id, name) for name in ("甲一", "乙二", "丙三", "丁四", "戊五")]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 422, 422]
    assert AuditEntry.select().where(AuditEntry.action == "wrong_name").count() == 3
    assert Application.select().count() == 1


def test_confirming_twice_at_once_joins_once(chen: Member, visitor: NewVisitor) -> None:
    someone = visitor("19900000003")
    claim_id = someone.claim()["claim_id"]
    answers = at_once([lambda: someone.confirm(claim_id, "陈晓")] * 4)
    assert [answer.get_json()["outcome"] for answer in answers] == ["joined"] * 4
    assert AuditEntry.select().where(AuditEntry.action == "join_by_phone").count() == 1


def test_leaving_and_coming_back_buys_no_new_attempts(chen: Member, visitor: NewVisitor, world: World) -> None:
    guesser = visitor("19900000003")
    claim_id = guesser.claim()["claim_id"]
    for _ in range(3):
        guesser.confirm(claim_id, "陈小二")
    assert guesser.phone.delete("/me", {"confirm": "注销"}).status_code == 204
    again = Visitor(world.phone_of(None), guesser.user_id, guesser.simulator)
    assert again.claim()["outcome"] == "needs_staff"
