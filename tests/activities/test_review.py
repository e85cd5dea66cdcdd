"""Staff approve and reject signups."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Signup
from backend.audit.models import AuditEntry
from tests.factories import make_activity, make_member, make_signup
from tests.outbox import told, values_told


@pytest.fixture
def activity(world):
    return make_activity(world.chamber, capacity=2, needs_review=True)


@pytest.fixture
def pending(activity, world):
    world.phone("member")
    return make_signup(activity, world.member, "pending")


def approve(phone, signup):
    return phone.post(f"/staff/activities/{signup.activity_id}/signups/{signup.id}/approve")


def reject(phone, signup, reason="名额留给新会员"):
    return phone.post(f"/staff/activities/{signup.activity_id}/signups/{signup.id}/reject", {"reason": reason})


def counters(activity):
    row = Activity.get_by_id(activity.id)
    return row.taken, row.approved, row.waitlisted


def test_approved_signup_keeps_its_place_and_is_told(as_staff, activity, pending):
    response = approve(as_staff, pending)

    assert response.status_code == 200, response.text
    assert (response.json["state"], response.json["decided_by"]["name"]) == ("approved", "赵云")
    assert response.json["phone_masked"] == "199******01"
    assert counters(activity) == (1, 1, 0)
    assert values_told()[0]["result"] == "审核通过"
    entry = AuditEntry.get()
    assert (entry.action, entry.subject_id, entry.actor_id) == ("signup.approved", pending.id, as_staff.member_id)


def test_rejected_signup_frees_its_place_and_says_why(as_staff, activity, pending):
    response = reject(as_staff, pending)

    assert (response.json["state"], response.json["reason"]) == ("rejected", "名额留给新会员")
    assert counters(activity) == (0, 0, 0)
    values = values_told()[0]
    assert (values["result"], values["note"]) == ("未通过", "名额留给新会员")


def test_rejecting_moves_the_waitlist_up(as_staff, world, activity, pending):
    make_signup(activity, make_member(organization=world.chamber), "pending")
    waiting = make_signup(activity, make_member(organization=world.chamber), "waitlisted")

    reject(as_staff, pending)

    assert Signup.get_by_id(waiting.id).state == "pending"
    assert counters(activity) == (2, 0, 0)


def test_second_colleague_is_told_what_happened(as_staff, as_administrator, activity, pending):
    approve(as_staff, pending)

    response = reject(as_administrator, pending)

    assert (response.status_code, response.json["code"]) == (409, "signup_already_decided")
    assert response.json["message"] == "赵云 已于 10:00 通过了 王敏 的报名。"
    assert (Signup.get().state, counters(activity)) == ("approved", (1, 1, 0))
    assert approve(as_administrator, pending).status_code == 409


def test_repeating_ones_own_decision_is_not_an_error(as_staff, activity, pending):
    assert reject(as_staff, pending).json == reject(as_staff, pending).json
    assert len(told()) == 1


def test_signup_without_review_was_decided_by_nobody(as_staff, world, activity):
    signup = make_signup(activity, world.member)

    assert reject(as_staff, signup).json["message"] == "王敏 的报名已经通过。"


def test_cancelled_signup_cannot_be_decided(as_staff, world, activity):
    signup = make_signup(activity, world.member, "cancelled")

    response = approve(as_staff, signup)

    assert (response.status_code, response.json["message"]) == (409, "王敏 已取消报名。")


def test_staff_may_give_a_waiting_member_a_free_place_even_late(as_staff, world, activity, clock):
    signup = make_signup(activity, world.member, "waitlisted")
    clock.set(activity.starts_at)

    assert approve(as_staff, signup).json["state"] == "approved"
    assert counters(activity) == (1, 1, 0)


def test_waiting_member_gets_no_place_that_is_not_there(as_staff, world, activity):
    for _ in range(2):
        make_signup(activity, make_member(organization=world.chamber))
    signup = make_signup(activity, world.member, "waitlisted")

    response = approve(as_staff, signup)

    assert (response.status_code, response.json["code"]) == (409, "activity_full")
    assert counters(activity) == (2, 2, 1)


def test_waiting_member_may_be_rejected(as_staff, world, activity):
    signup = make_signup(activity, world.member, "waitlisted")

    assert reject(as_staff, signup).json["state"] == "rejected"
    assert counters(activity) == (0, 0, 0)


def test_nothing_is_decided_on_a_cancelled_activity(as_staff, activity, pending):
    Activity.update(state="cancelled").execute()

    assert approve(as_staff, pending).json["code"] == "activity_cancelled"


def test_list_shows_whom_to_review(as_staff, world, activity, pending):
    make_signup(activity, make_member("张三", organization=world.chamber), "waitlisted")

    body = as_staff.get(f"/staff/activities/{activity.id}/signups?state=pending").json

    assert [(row["member"]["name"], row["state"]) for row in body["items"]] == [("王敏", "pending")]
    assert as_staff.get(f"/staff/activities/{activity.id}/signups").json["total"] == 2


def test_list_takes_constant_statements(as_staff, world, activity, count_statements):
    def statements():
        with count_statements() as ran:
            assert as_staff.get(f"/staff/activities/{activity.id}/signups").status_code == 200
        return len(ran)

    make_signup(activity, make_member(organization=world.chamber), "pending")
    few = statements()
    for _ in range(5):
        make_signup(activity, make_member(organization=world.chamber), "pending")
    assert statements() == few


@pytest.mark.parametrize("decide", [approve, reject])
def test_only_staff_in_scope_decide(as_foreign_staff, as_auditor, as_member, client, activity, pending, decide):
    assert decide(as_foreign_staff, pending).status_code == 404
    assert decide(as_auditor, pending).status_code == 403
    assert decide(as_member, pending).status_code == 403
    assert decide(client, pending).status_code == 401
    assert Signup.get().state == "pending"


def test_signups_of_another_scope_are_not_listed(as_foreign_staff, as_auditor, activity, pending):
    assert as_foreign_staff.get(f"/staff/activities/{activity.id}/signups").status_code == 404
    assert as_auditor.get(f"/staff/activities/{activity.id}/signups").json["total"] == 1


def test_signup_of_another_activity_is_not_found(as_staff, world, pending):
    other = make_activity(world.chamber)

    path = f"/staff/activities/{other.id}/signups/{pending.id}"
    assert as_staff.post(f"{path}/approve").status_code == 404
    assert as_staff.post(f"{path}/reject", {}).status_code == 404


def test_too_long_a_reason_is_refused(as_staff, pending):
    assert reject(as_staff, pending, "长" * 101).status_code == 422
