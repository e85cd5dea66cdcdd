"""What somebody takes back in WeChat's own settings is erased here; with the WeChat account goes the person."""

from __future__ import annotations

from typing import Any

import pytest

from backend.accounts.models import Account, Session
from backend.audit.models import AuditEntry
from backend.callbacks.jobs import handle_wechat_events
from backend.joining.models import Application, PhoneClaim
from backend.media.models import Media
from backend.media.store import path_of
from backend.members.models import Member
from backend.organizations.models import Role
from backend.privacy.withdrawing import KINDS, read_kinds
from backend.wechat.models import WechatEvent
from tests.callbacks.conftest import Log
from tests.conftest import FrozenClock, Simulator
from tests.factories import make_activity, make_media, make_survey
from tests.joining.test_verify_phone import NUMBER, Invited
from tests.people import World
from tests.phone import Phone
from tests.privacy.conftest import Traces
from tests.privacy.test_delete_account import everything_stored


def tell(account_id: int | None, event: str, **payload: Any) -> None:
    """WeChat says so, and the jobs process hears it."""
    openid = Account.get_by_id(account_id).openid if account_id else "nobody we know"
    told = {"FromUserName": "notifier", "Event": event, "OpenID": openid, **payload}
    WechatEvent.create(digest=f"{event} {WechatEvent.select().count()}", name=event, openid=openid, payload=told)
    assert handle_wechat_events() == 1
    assert {row.state for row in WechatEvent.select()} == {"handled"}


def withdraw(phone: Phone, kinds: Any) -> None:
    tell(phone.account_id, "user_authorization_revoke", RevokeInfo=kinds)


def entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.select().where(AuditEntry.action == action).order_by(AuditEntry.id))


@pytest.fixture
def invited(world: World, simulator: Simulator) -> Invited:
    """A member on no roster, whose number came from WeChat."""
    invited = Invited(world, simulator)
    assert invited.verify().status_code == 204
    return invited


def test_a_number_that_came_from_wechat_goes(invited: Invited) -> None:
    sealed = Member.get_by_id(invited.member.id)
    traces = [sealed.phone_sealed, sealed.phone_index, sealed.phone_tail_index]
    assert [text for text in traces if text not in everything_stored()] == []

    withdraw(invited.phone, "8")

    member = Member.get_by_id(invited.member.id)
    assert (member.phone, member.phone_index, member.phone_from_wechat_at) == (None, None, None)
    assert [text for text in traces if text in everything_stored()] == []
    assert (member.state, member.name) == ("active", "方圆")


def test_the_number_on_the_roster_is_the_associations(as_member: Phone, traces: Traces, world: World) -> None:
    """What WeChat vouched for on the way in goes; the roster knew the number by itself."""
    assert (Application.get().phone, PhoneClaim.get().phone) == ("19900000001", "19900000001")

    withdraw(as_member, "8")

    assert Member.get_by_id(world.member.id).phone == "19900000001"
    assert (Application.get().phone, Application.get().phone_index, Application.get().state) == (None, None, "approved")
    assert PhoneClaim.select().count() == 0
    (entry,) = entries("withdraw_data")
    assert entry.detail == {"through": "wechat", "kinds": [8], "erased": {"phone": 2}}


def test_a_visitors_number_goes_with_their_claim_and_application(visitor: Any, world: World) -> None:
    somebody = visitor("19900000031")
    claim = somebody.claim()
    somebody.confirm(claim["claim_id"], "林一", organization_id=str(world.chamber.id))
    assert Application.get().phone == "19900000031"

    withdraw(somebody.phone, "8")

    assert (Application.get().phone, PhoneClaim.select().count()) == (None, 0)
    (entry,) = entries("withdraw_data")
    assert (entry.actor_kind, entry.subject_kind, entry.subject_id) == ("visitor", "account", somebody.phone.account_id)


def test_whoever_let_a_visitor_in_by_their_application_holds_a_number_from_wechat(
    visitor: Any,
    world: World,
    as_staff: Phone,
) -> None:
    somebody = visitor("19900000031")
    somebody.confirm(somebody.claim()["claim_id"], "林一", organization_id=str(world.chamber.id))
    answer = as_staff.post(f"/staff/applications/{Application.get().id}/approve", {})
    assert answer.status_code < 300, answer.text
    member = Account.get_by_id(somebody.phone.account_id).member
    assert member.phone == "19900000031"

    withdraw(somebody.phone, "8")

    assert Member.get_by_id(member.id).phone is None


def test_a_number_given_again_since_stays(invited: Invited, clock: FrozenClock) -> None:
    openid = Account.get_by_id(invited.phone.account_id).openid
    told = {"OpenID": openid, "RevokeInfo": "8"}
    WechatEvent.create(
        digest="late", name="user_authorization_revoke", openid=openid, payload=told, received_at=clock.ms - 1
    )

    assert handle_wechat_events() == 1

    assert invited.number() == NUMBER


def test_their_own_act_is_in_the_audit_trail_without_what_was_erased(invited: Invited) -> None:
    withdraw(invited.phone, "8")

    (entry,) = entries("withdraw_data")
    assert (entry.actor_kind, entry.actor_id, entry.about_member_id) == ("member", invited.member.id, invited.member.id)
    assert (entry.subject_kind, entry.subject_id) == ("member", invited.member.id)
    assert entry.detail == {"through": "wechat", "kinds": [8], "erased": {"phone": 1}}
    assert NUMBER not in str(entry.__data__)


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        ("14", {"cover", "attachment", "file in an answer"}),
        ("15", {"photo", "cover", "attachment", "picture in an answer"}),
        ("14,15", {"cover", "attachment"}),
    ],
)
def test_pictures_and_files_they_chose_go_bytes_and_all(
    as_member: Phone, world: World, kinds: str, left: set[str]
) -> None:
    activity, survey = make_activity(world.chamber), make_survey(world.chamber)
    answer = {"subject_kind": "survey", "subject_id": survey.id}
    for purpose in ("photo", "cover", "attachment"):
        make_media(activity, world.member, purpose, name=purpose)
    make_media(activity, world.member, "answer", name="picture in an answer", **answer)
    make_media(activity, world.member, "answer", name="file in an answer", mime="application/pdf", **answer)
    make_media(activity, world.organizer, name="somebody else's")
    paths = {media.name: path_of(media.id) for media in Media.select()}

    withdraw(as_member, kinds)

    assert {media.name for media in Media.select()} == left | {"somebody else's"}
    assert {name for name, path in paths.items() if path.exists()} == left | {"somebody else's"}


def test_several_kinds_are_each_seen_to_and_what_we_hold_none_of_is_noted(invited: Invited, world: World) -> None:
    make_media(make_activity(world.chamber), invited.member)

    withdraw(invited.phone, ["6", "8", 14])

    assert (invited.number(), Media.select().count()) == (None, 0)
    assert entries("withdraw_data")[0].detail == {
        "through": "wechat",
        "kinds": [6, 8, 14],
        "erased": {"phone": 1, "pictures": 1},
    }


def test_a_kind_wechat_has_added_is_told_to_the_operator(invited: Invited, log: Log) -> None:
    withdraw(invited.phone, "99,8")

    assert log.lines == [("error", "wechat_withdrawal_unknown", {"number": 99})]
    assert invited.number() is None


def test_the_same_again_changes_nothing_more(invited: Invited) -> None:
    withdraw(invited.phone, "8")
    withdraw(invited.phone, "8")
    assert [entry.detail["erased"] for entry in entries("withdraw_data")] == [{"phone": 1}, {"phone": 0}]


@pytest.mark.parametrize("given", ["8", 8, "8,8", " 8 ", ["8"], [8, "8"], "8;8"])
def test_one_number_is_read_however_it_is_written(given: Any) -> None:
    assert read_kinds(given) == [8]


@pytest.mark.parametrize(
    ("given", "numbers"),
    [("8,14", [8, 14]), ("8|14、6", [8, 14, 6]), (["8,14", 6], [8, 14, 6]), ("", []), (None, []), ({}, []), ("x", [])],
)
def test_several_numbers_are_read_and_what_is_none_is_left_out(given: Any, numbers: list[int]) -> None:
    assert read_kinds(given) == numbers


def test_every_number_wechat_has_published_is_decided() -> None:
    assert set(KINDS) == {1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 14, 15, 16, 18, 19, 20}


def test_about_somebody_we_do_not_know_nothing_is_done(world: World) -> None:
    for event in ("user_authorization_revoke", "user_authorization_cancellation"):
        tell(None, event, RevokeInfo="8")
    assert entries("withdraw_data") + entries("delete_account") == []


def test_with_the_wechat_account_goes_the_person(as_member: Phone, traces: Traces, world: World) -> None:
    openid = Account.get_by_id(as_member.account_id).openid

    tell(as_member.account_id, "user_authorization_cancellation")

    member = Member.get_by_id(world.member.id)
    assert (member.name, member.state, member.phone) == ("已注销", "deleted", None)
    assert Account.get_or_none(Account.id == as_member.account_id) is None
    assert Session.select().where(Session.account == as_member.account_id).count() == 0
    assert as_member.get("/home").status_code == 401
    assert [text for text in ("王敏", "19900000001", openid) if text in everything_stored()] == []
    (entry,) = entries("delete_account")
    assert (entry.actor_kind, entry.actor_id, entry.subject_id) == ("wechat", None, world.member.id)
    assert WechatEvent.get().payload == {}


def test_a_visitor_goes_as_well(as_visitor: Phone) -> None:
    tell(as_visitor.account_id, "user_authorization_cancellation")
    assert Account.get_or_none(Account.id == as_visitor.account_id) is None


def test_the_only_administrator_goes_too_and_the_operator_is_told(
    as_administrator: Phone,
    world: World,
    log: Log,
) -> None:
    tell(as_administrator.account_id, "user_authorization_cancellation")

    assert Member.get_by_id(world.administrator.id).state == "deleted"
    assert Role.select().where(Role.member == world.administrator).count() == 0
    assert log.lines == [("error", "no_administrator_left", {"organization_ids": [world.district.id]})]


def test_leaving_by_oneself_takes_what_wechat_said_along(as_member: Phone, world: World) -> None:
    openid = Account.get_by_id(as_member.account_id).openid
    for state in ("queued", "kept", "failed", "handled"):
        WechatEvent.create(digest=state, state=state, name="x", openid=openid, payload={"FromUserName": openid})
    assert len(as_member.get("/me/export").json["data"]["wechat_events"]) == 4

    assert as_member.delete("/me", {"confirm": "注销"}).status_code == 204

    assert openid not in everything_stored()
    assert {row.state for row in WechatEvent.select()} == {"handled"}
    assert handle_wechat_events() == 0
