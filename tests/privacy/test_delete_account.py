"""Leaving: who the person is gets erased, what they took part in stays counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock
from backend.accounts.models import Account, Session
from backend.activities.models import Activity, Signup
from backend.audit.models import AuditEntry
from backend.checkin.models import Scan
from backend.database import db
from backend.media.models import Media, MediaCheck
from backend.media.store import path_of
from backend.members.models import Member
from backend.organizations.models import Membership, Role
from backend.privacy.services import delete_account
from backend.profiles.models import Consent, ProfileAnswers, ProfileChange, SensitiveValue
from tests.conftest import FrozenClock
from tests.factories import make_activity, make_media, make_member, make_role, make_signup
from tests.people import World
from tests.phone import Phone
from tests.privacy.conftest import DIET, Traces
from tests.profiles.conftest import COMPANY, ID_NUMBER

CONFIRM = {"confirm": "注销"}


def delete(phone: Phone) -> Any:
    return phone.delete("/me", CONFIRM)


def everything_stored() -> str:
    """The text of every row of every table."""
    return "\n".join(
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"').fetchall()
    )


def test_nothing_that_identifies_the_person_is_left_in_any_table(
    as_member: Phone, traces: Traces, world: World
) -> None:
    openid = Account.get_by_id(as_member.account_id).openid
    member = Member.get_by_id(world.member.id)
    sealed = [member.phone_sealed, member.phone_index, member.phone_tail_index, SensitiveValue.get().sealed]
    traces_before = ["王敏", "19900000001", openid, DIET, COMPANY["company_name"], "厂长", "摄影", *sealed]
    before = everything_stored()
    assert [text for text in traces_before if text not in before] == []
    assert delete(as_member).status_code == 204
    after = everything_stored()
    assert [text for text in [*traces_before, ID_NUMBER] if text in after] == []


def test_the_member_becomes_nameless_and_the_account_goes(as_member: Phone, traces: Traces, world: World) -> None:
    delete(as_member)
    member = Member.get_by_id(world.member.id)
    assert (member.name, member.state, member.phone_sealed) == ("已注销", "deleted", None)
    assert clock.to_ms(member.deleted_at) == clock.now_ms()
    assert Account.get_or_none(Account.id == as_member.account_id) is None
    assert Session.select().where(Session.account == as_member.account_id).count() == 0
    assert Membership.select().where(Membership.member == member).count() == 0
    for table in (ProfileAnswers, ProfileChange, Consent, SensitiveValue):
        assert table.select().where(table.member == member).count() == 0
    assert as_member.get("/me/export").status_code == 401


def test_what_they_took_part_in_stays_counted(as_member: Phone, traces: Traces, world: World) -> None:
    delete(as_member)
    attended = Signup.get(Signup.activity == traces.past, Signup.member == world.member)
    assert (attended.state, attended.answers) == ("approved", {})
    assert attended.checked_in_at is not None
    past = Activity.get_by_id(traces.past.id)
    assert (past.taken, past.approved, past.arrived) == (1, 1, 1)
    assert Scan.select().where(Scan.signup == attended).count() == 1


def test_their_photos_go_file_and_all_and_the_activitys_cover_stays(
    as_member: Phone, traces: Traces, world: World
) -> None:
    photo, cover = Media.select().order_by(Media.id)
    assert delete(as_member).status_code == 204
    assert [(row.id, row.uploaded_by_id) for row in Media.select()] == [(cover.id, None)]
    assert MediaCheck.select().count() == 0
    assert (path_of(photo.id).exists(), path_of(cover.id).exists()) == (False, True)


def test_whoever_may_not_leave_keeps_their_photos(as_administrator: Phone, world: World) -> None:
    photo = make_media(make_activity(world.chamber), world.administrator)
    assert delete(as_administrator).status_code == 409
    assert path_of(Media.get().id) == path_of(photo.id)
    assert path_of(photo.id).exists()


def test_an_upcoming_place_goes_to_whoever_waits_longest(as_member: Phone, traces: Traces, world: World) -> None:
    delete(as_member)
    states = {row.member_id: row.state for row in Signup.select().where(Signup.activity == traces.coming)}
    assert states == {world.member.id: "cancelled", world.organizer.id: "approved"}
    coming = Activity.get_by_id(traces.coming.id)
    assert (coming.taken, coming.approved, coming.waitlisted) == (1, 1, 0)
    assert coming.version > traces.coming.version


def test_a_place_is_freed_past_the_cancellation_deadline_too(as_member: Phone, world: World) -> None:
    activity = make_activity(world.chamber, cancel_closes_at=clock.now() - timedelta(days=1))
    make_signup(activity, world.member)
    assert delete(as_member).status_code == 204
    assert Activity.get_by_id(activity.id).taken == 0


def test_it_is_in_the_audit_trail_once(as_member: Phone, traces: Traces, world: World) -> None:
    delete(as_member)
    delete_account(world.member.id, as_member.account_id or 0)
    entries = list(AuditEntry.select().where(AuditEntry.action == "delete_account"))
    assert [(entry.subject_id, entry.actor_kind) for entry in entries] == [(world.member.id, "member")]


def test_a_look_at_the_phone_stays_in_the_audit_trail_without_its_words(
    as_member: Phone, traces: Traces, world: World
) -> None:
    delete(as_member)
    entry = AuditEntry.get(AuditEntry.action == "unmask_phone")
    assert (entry.actor_id, entry.about_member_id, entry.reason) == (world.staff.id, world.member.id, "")


def test_a_second_request_finds_no_session(as_member: Phone) -> None:
    assert delete(as_member).status_code == 204
    assert delete(as_member).status_code == 401


@pytest.mark.parametrize("body", [{}, {"confirm": "delete"}, {"confirm": True}, {"confirm": "注销", "reason": "x"}])
def test_without_the_word_nothing_happens(as_member: Phone, world: World, body: dict[str, Any]) -> None:
    response = as_member.delete("/me", body)
    assert response.status_code == 422
    assert Member.get_by_id(world.member.id).name == "王敏"


def test_others_keep_everything(as_member: Phone, as_organizer: Phone, traces: Traces, world: World) -> None:
    delete(as_member)
    assert as_organizer.get("/me/export").get_json()["data"]["member"]["name"] == "李建国"
    assert Member.select().where(Member.state == "deleted").count() == 1


def test_the_only_administrator_at_the_top_cannot_leave(as_administrator: Phone, world: World) -> None:
    signup = make_signup(make_activity(world.district), world.administrator)
    response = delete(as_administrator)
    assert response.status_code == 409
    assert response.get_json()["code"] == "last_administrator"
    assert Member.get_by_id(world.administrator.id).state == "active"
    assert Signup.get_by_id(signup.id).state == "approved"
    assert as_administrator.get("/me/export").status_code == 200


def test_an_administrator_with_a_successor_can_leave(as_administrator: Phone, world: World) -> None:
    make_role(world.staff, world.district, "administrator")
    assert delete(as_administrator).status_code == 204
    assert Role.select().where(Role.member == world.administrator).count() == 0


@pytest.mark.parametrize("successor", ["expired", "future", "deleted"])
def test_only_an_administrator_in_force_is_a_successor(
    as_administrator: Phone, world: World, clock: FrozenClock, successor: str
) -> None:
    day = timedelta(days=1)
    member = make_member(state="deleted" if successor == "deleted" else "active")
    term: dict[str, Any] = {
        "expired": {"ends_at": clock.now() - day},
        "future": {"starts_at": clock.now() + day},
        "deleted": {},
    }[successor]
    make_role(member, world.district, "administrator", **term)
    assert delete(as_administrator).status_code == 409


def test_an_administrator_further_down_can_leave(world: World) -> None:
    make_role(world.organizer, world.chamber, "administrator")
    assert delete(world.phone("organizer")).status_code == 204


def test_a_visitor_leaves_too(as_visitor: Phone) -> None:
    assert delete(as_visitor).status_code == 204
    assert Account.get_or_none(Account.id == as_visitor.account_id) is None
    entry = AuditEntry.get(AuditEntry.action == "delete_account")
    assert (entry.subject_kind, entry.subject_id) == ("account", as_visitor.account_id)


def test_the_last_lasting_administrator_cannot_leave_it_to_one_for_a_while(
    as_administrator: Phone, world: World, clock: FrozenClock
) -> None:
    deputy = make_member("副主任", None, world.district)
    make_role(deputy, world.district, "administrator", ends_at=clock.now() + timedelta(days=1))
    assert as_administrator.delete("/me", {"confirm": "注销"}).status_code == 409


def test_a_former_administrator_may_leave(as_foreign_staff: Phone, world: World, clock: FrozenClock) -> None:
    Role.update(ends_at=clock.now()).where(Role.member == world.foreign_staff).execute()
    assert as_foreign_staff.delete("/me", {"confirm": "注销"}).status_code == 204
