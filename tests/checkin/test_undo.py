"""Taking an entry back: it stays in the ledger, with the reason, and everything else is as if it had not been."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Signup
from backend.checkin.models import Scan
from backend.database import new_id
from tests.checkin.doors import DoorPhone, assert_counters
from tests.checkin.test_scan import scan
from tests.factories import make_activity, make_member, make_organizer, make_signup
from tests.phone import Phone
from tests.racing import run_together


def undo(phone, activity, scan_id, ref="undo-1", reason="扫错人"):
    path = f"/organizer/activities/{activity.id}/scans/{scan_id}/undo"
    return phone.post(path, {"reason": reason, "client_ref": ref})


@pytest.fixture
def let_in(as_organizer, activity, pass_text):
    return scan(as_organizer, activity, pass_text).json


def test_undone_entry_is_as_if_it_had_not_been(as_organizer, activity, signup, let_in):
    answer = undo(as_organizer, activity, let_in["scan_id"])

    assert (answer.status_code, answer.json["message"]) == (200, "已撤销 王敏 的签到")
    assert (answer.json["arrived"], answer.json["checked_in_at"]) == (0, None)
    assert answer.json["version"] > let_in["version"]
    row = Signup.get_by_id(signup.id)
    assert (row.checked_in_at, row.entries) == (None, 0)
    assert_counters(activity)


def test_both_entry_and_undo_stay_in_the_ledger(as_organizer, activity, let_in):
    undo(as_organizer, activity, let_in["scan_id"], reason="扫到旁边的人")

    entered, taken_back = Scan.select().order_by(Scan.id)
    assert (entered.refusal, taken_back.method, taken_back.undoes_id) == ("", "undo", entered.id)
    assert taken_back.note == "扫到旁边的人"


def test_person_can_come_in_again_afterwards(as_organizer, activity, pass_text, let_in):
    undo(as_organizer, activity, let_in["scan_id"])

    assert scan(as_organizer, activity, pass_text, "again").status_code == 200
    assert_counters(activity)


def test_same_undo_again_gets_the_same_answer(as_organizer, activity, let_in):
    first, again = (undo(as_organizer, activity, let_in["scan_id"]) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json["message"] == again.json["message"]
    assert Scan.select().where(Scan.method == "undo").count() == 1


def test_second_person_is_told_that_it_is_taken_back(as_organizer, as_staff, activity, let_in):
    undo(as_organizer, activity, let_in["scan_id"])

    assert undo(as_staff, activity, let_in["scan_id"], "other").json["code"] == "already_undone"


def test_refused_scan_is_nothing_to_take_back(as_organizer, activity, pass_text, let_in):
    scan(as_organizer, activity, pass_text, "twice")
    refused = Scan.get(Scan.client_ref == "twice")

    assert undo(as_organizer, activity, refused.id).json["code"] == "nothing_to_undo"


def test_undo_itself_cannot_be_taken_back(as_organizer, activity, let_in):
    undo(as_organizer, activity, let_in["scan_id"])
    row = Scan.get(Scan.method == "undo")

    assert undo(as_organizer, activity, row.id, "undo-2").json["code"] == "nothing_to_undo"


def test_other_door_that_let_the_pass_in_counts_again(as_organizer, as_staff, activity, signup, clock):
    clock.advance(minutes=10)
    east, west = DoorPhone(as_organizer, activity, "东门"), DoorPhone(as_staff, activity, "西门")
    east.send(east.made(signup, "e", "14:03"))
    west.send(west.made(signup, "w", "14:05"))

    undo(as_organizer, activity, Scan.get(Scan.client_ref == "e").id)

    row = Signup.get_by_id(signup.id)
    assert f"{row.checked_in_at:%M}" == "05"
    assert Activity.get_by_id(activity.id).arrived == 1
    assert_counters(activity)


def test_guests_seat_is_free_again(as_organizer, activity):
    Activity.update(allows_walk_ins=True).execute()
    path = f"/organizer/activities/{activity.id}/walk-ins"
    guest = as_organizer.post(path, {"name": "路过的人", "client_ref": "guest"}).json

    undo(as_organizer, activity, guest["scan_id"])

    row = Activity.get_by_id(activity.id)
    assert (row.taken, row.approved, row.arrived) == (0, 0, 0)
    assert_counters(activity)


@pytest.mark.parametrize("body", [{}, {"client_ref": "x"}, {"client_ref": "x", "reason": ""}])
def test_undo_without_a_reason_is_refused(as_organizer, activity, let_in, body):
    path = f"/organizer/activities/{activity.id}/scans/{let_in['scan_id']}/undo"

    assert as_organizer.post(path, body).status_code == 422


def test_entry_of_another_activity_is_not_found(as_organizer, activity, let_in, world):
    other = make_activity(world.chamber)
    make_organizer(other, world.organizer)

    assert undo(as_organizer, other, let_in["scan_id"]).status_code == 404
    assert undo(as_organizer, activity, new_id()).status_code == 404
    assert undo(as_stranger_of(world), activity, let_in["scan_id"]).status_code == 404


def as_stranger_of(world):
    return world.phone("stranger")


def test_undo_and_scan_at_once_leave_the_counters_right(app, as_organizer, activity, world):
    members = [make_signup(activity, make_member(), seats=2) for _ in range(6)]
    east = DoorPhone(as_organizer, activity)
    east.send(*(east.made(one, f"first-{one.id}") for one in members))
    scans = list(Scan.select().order_by(Scan.id))
    phones = [Phone(app, as_organizer.token, member_id=as_organizer.member_id) for _ in range(12)]

    def take_back(number):
        return undo(phones[number], activity, scans[number].id, f"undo-{number}").status_code

    def let_in_again(number):
        from backend.activities.passes import make_pass

        return scan(phones[6 + number], activity, make_pass(members[number].id), f"again-{number}").status_code

    tries = [*(lambda n=n: take_back(n) for n in range(6)), *(lambda n=n: let_in_again(n) for n in range(6))]
    answers = run_together(tries)

    assert set(answers) <= {200, 409}
    assert answers[:6] == [200] * 6
    assert_counters(activity)
