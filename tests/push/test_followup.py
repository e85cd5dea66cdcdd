"""After it: what became of a message, whom it did not reach, and calling them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.activities.models import Signup
from backend.audit.models import AuditEntry
from backend.push.dispatch import dispatch
from backend.push.models import Delivery, Notification, StaffCall
from backend.push.services import News, notify
from backend.schemas import iso
from tests.factories import invite, make_account, make_activity, make_member, make_signup, make_survey
from tests.outbox import told
from tests.racing import run_together

LIST = "/staff/notifications"


@pytest.fixture
def activity(world):
    return make_activity(world.chamber)


def tell(world, people, *, kind="activity_changed", subject="activity:1", occurrence="", organization=None):
    """A notification to these people; returns its id."""
    where = organization or world.chamber
    values = {"title": "春季沙龙", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "地点有变化"}
    news = News(kind, subject, values, occurrence, organization_id=where.id)
    notify(news, [one.id for one in people])
    return Notification.get(kind=kind, subject=subject, occurrence=occurrence).id


def came_to(notification_id, member, state, reason="", **more):
    Delivery.update(state=state, reason=reason, **more).where(
        Delivery.notification == notification_id, Delivery.member == member
    ).execute()


@pytest.fixture
def people(world):
    return [make_member(name, f"1990000010{number}", world.chamber) for number, name in enumerate("甲乙丙丁戊己")]


@pytest.fixture
def notification(world, people, clock):
    """Sent to 甲; in the inbox of 乙, unread, and of 丙, who read it; nobody at 丁's; failed at 戊's; 己 gave up."""
    made = tell(world, people)
    came_to(made, people[0], "sent", sent_at=clock.now())
    came_to(made, people[1], "inbox", "no_credit")
    came_to(made, people[2], "inbox", "muted", read_at=clock.now())
    came_to(made, people[3], "unreachable", "no_wechat")
    came_to(made, people[4], "failed", error_code=40003)
    came_to(made, people[5], "dropped", "obsolete")
    return made


def names(body):
    return [one["name"] for one in body["items"]]


def test_the_list_counts_by_state(as_staff, notification):
    body = as_staff.get(LIST).json

    (one,) = body["items"]
    assert (one["label"], one["title"], one["can_list"], one["is_called"]) == ("活动有变更", "春季沙龙", True, True)
    assert one["counts"] == {
        "people": 6,
        "waiting": 0,
        "paused": 0,
        "sent": 1,
        "inbox": 2,
        "unreachable": 1,
        "failed": 1,
        "expired": 0,
        "dropped": 1,
    }


def test_the_list_is_newest_first_and_of_one_kind_or_subject_where_asked(world, as_staff, people, notification):
    later = tell(world, people[:1], kind="waitlist_promoted", subject="activity:2")

    assert [one["id"] for one in as_staff.get(LIST).json["items"]] == [str(later), str(notification)]
    assert [one["id"] for one in as_staff.get(f"{LIST}?kind=activity_changed").json["items"]] == [str(notification)]
    assert [one["id"] for one in as_staff.get(f"{LIST}?subject=activity:2").json["items"]] == [str(later)]


def test_what_staff_are_reminded_of_is_listed_only_where_asked(world, as_staff, people):
    tell(world, people[:1], kind="case_overdue", subject="case:1")

    assert as_staff.get(LIST).json["total"] == 0
    assert as_staff.get(f"{LIST}?kind=case_overdue").json["total"] == 1


def test_the_list_costs_the_same_for_any_number(world, as_staff, people, notification, count_statements):
    with count_statements() as few:
        as_staff.get(LIST)
    for number in range(10):
        tell(world, people, occurrence=str(number))
    with count_statements() as many:
        as_staff.get(LIST)

    assert len(many) == len(few) <= 8
    assert sum(statement.count("GROUP BY notification_id") for statement in many) == 2


def test_only_my_scope_is_listed(world, as_staff, as_foreign_staff, as_administrator, people):
    tell(world, people)
    tell(world, people, occurrence="elsewhere", organization=world.elsewhere)
    tell(world, people, occurrence="above", organization=world.district)

    assert as_staff.get(LIST).json["total"] == 1
    assert as_foreign_staff.get(LIST).json["total"] == 1
    assert as_administrator.get(LIST).json["total"] == 2


def test_one_shows_its_words_and_why_it_did_not_reach_everybody(as_staff, notification):
    body = as_staff.get(f"{LIST}/{notification}").json

    assert body["words"][0] == {"label": "活动名称", "text": "春季沙龙"}
    assert [(one["why"], one["count"]) for one in body["reasons"] if one["state"] in ("failed", "unreachable")] == [
        ("微信发送失败（40003）", 1),
        ("还没有登录小程序", 1),
    ]
    assert body["first_sent_at"] == "2026-04-20T10:00:00+08:00"


def test_the_unreached_are_those_it_did_not_reach_the_hardest_first(as_staff, notification):
    body = as_staff.get(f"{LIST}/{notification}/unreached").json

    assert names(body) == ["丁", "戊", "乙"]
    assert body["total"] == 3
    first = body["items"][0]
    assert first["phone_masked"] == "199******03"
    assert first["why"] == "还没有登录小程序"
    assert first["call"] is None
    assert first["can_dial"]
    assert [one["name"] for one in first["organizations"]] == ["石桥商会"]
    assert "19900000103" not in str(body)


def test_the_unreached_come_page_by_page(as_staff, notification, count_statements):
    with count_statements() as statements:
        first = as_staff.get(f"{LIST}/{notification}/unreached?page_size=2").json
    second = as_staff.get(f"{LIST}/{notification}/unreached?page_size=2&page=2").json

    assert (names(first), names(second)) == (["丁", "戊"], ["乙"])
    assert len(statements) <= 9


def test_somebody_of_another_organization_is_named_but_not_dialled(world, as_staff, people):
    made = tell(world, [world.stranger])
    came_to(made, world.stranger, "unreachable", "no_wechat")

    (one,) = as_staff.get(f"{LIST}/{made}/unreached").json["items"]

    assert (one["organizations"], one["can_dial"]) == ([], False)


def test_an_auditor_reads_and_may_not_dial(as_auditor, notification, people):
    assert names(as_auditor.get(f"{LIST}/{notification}/unreached").json) == ["丁", "戊", "乙"]
    assert not as_auditor.get(f"{LIST}/{notification}/unreached").json["items"][0]["can_dial"]
    response = as_auditor.post(
        f"{LIST}/{notification}/calls", json={"member_id": str(people[3].id), "outcome": "reached"}
    )
    assert response.status_code == 403


def call(phone, notification_id, member, outcome="reached", note=""):
    return phone.post(
        f"{LIST}/{notification_id}/calls", json={"member_id": str(member.id), "outcome": outcome, "note": note}
    )


def test_a_call_is_written_down_once_and_changed_by_a_later_word(as_staff, world, notification, people):
    for outcome in ("no_answer", "no_answer", "reached"):
        assert call(as_staff, notification, people[3], outcome).status_code == 200

    (one,) = StaffCall.select()
    assert (one.outcome, one.called_by_id) == ("reached", world.staff.id)
    assert AuditEntry.select().where(AuditEntry.action == "push.called").count() == 2
    shown = as_staff.get(f"{LIST}/{notification}/unreached").json["items"][0]["call"]
    assert (shown["outcome"], shown["called_by"]) == ("reached", "赵云")
    assert as_staff.get(LIST).json["items"][0]["calls"] == {"reached": 1, "no_answer": 0}


def test_a_call_is_taken_back(as_staff, notification, people):
    call(as_staff, notification, people[3])

    for _ in range(2):
        assert as_staff.delete(f"{LIST}/{notification}/calls/{people[3].id}").status_code == 200

    assert StaffCall.select().count() == 0
    assert AuditEntry.select().where(AuditEntry.action == "push.call_taken_back").count() == 1


def test_who_was_not_told_is_not_called(as_staff, world, notification):
    assert call(as_staff, notification, world.member).status_code == 404
    assert StaffCall.select().count() == 0


def test_a_call_elsewhere_is_not_found(as_foreign_staff, notification, people):
    assert call(as_foreign_staff, notification, people[3]).status_code == 404
    assert as_foreign_staff.get(f"{LIST}/{notification}").status_code == 404
    assert as_foreign_staff.get(f"{LIST}/{notification}/unreached").status_code == 404
    assert as_foreign_staff.delete(f"{LIST}/{notification}/calls/{people[3].id}").status_code == 404


def test_two_colleagues_call_at_the_same_moment(world, as_staff, as_administrator, notification, people):
    answers = run_together(
        [
            lambda: call(as_staff, notification, people[3], "no_answer").status_code,
            lambda: call(as_administrator, notification, people[3], "reached").status_code,
        ]
        * 2
    )

    assert answers == [200] * 4
    assert StaffCall.select().count() == 1


def test_who_is_reminded_of_an_anonymous_survey_is_never_named(world, as_staff, people):
    survey = make_survey(world.chamber, is_anonymous=True)
    invite(survey, *people)
    made = tell(world, people, kind="survey_reminder", subject=f"survey:{survey.id}")
    came_to(made, people[0], "unreachable", "no_wechat")

    shown = as_staff.get(f"{LIST}/{made}").json
    assert not shown["can_list"]
    assert (shown["counts"]["people"], shown["counts"]["waiting"], shown["counts"]["unreachable"]) == (5, 5, 0)
    assert shown["reasons"] == []
    assert as_staff.get(LIST).json["items"][0]["counts"] == shown["counts"]
    refused = as_staff.get(f"{LIST}/{made}/unreached")
    assert (refused.status_code, refused.json["code"]) == (403, "names_hidden")
    assert call(as_staff, made, people[0]).status_code == 403
    assert as_staff.delete(f"{LIST}/{made}/calls/{people[0].id}").status_code == 403


def test_results_of_single_signups_do_not_flood_the_list_unless_they_went_wrong(world, as_staff, people):
    fine = tell(world, people[:1], kind="signup_done", occurrence="1:1")
    wrong = tell(world, people[:1], kind="signup_done", occurrence="2:1")
    Notification.update(fault="47003").where(Notification.id == wrong).execute()
    promoted = tell(world, people[:1], kind="waitlist_promoted", occurrence="3:1")

    assert [one["id"] for one in as_staff.get(LIST).json["items"]] == [str(promoted), str(wrong)]
    assert {one["id"] for one in as_staff.get(f"{LIST}?kind=signup_done").json["items"]} == {str(fine), str(wrong)}


def test_who_is_reminded_of_a_named_survey_is_listed(world, as_staff, people):
    survey = make_survey(world.chamber)
    made = tell(world, people[:1], kind="survey_reminder", subject=f"survey:{survey.id}")
    came_to(made, people[0], "inbox", "no_credit")

    assert names(as_staff.get(f"{LIST}/{made}/unreached").json) == ["甲"]


def test_a_change_made_on_the_phone_is_told_with_the_new_place_and_moves_what_hangs_on_it(world, as_staff, activity):
    member = make_member(organization=world.chamber)
    make_account(member)
    make_signup(activity, member)
    body = {"starts_at": "2026-04-24T15:00:00+08:00", "ends_at": "2026-04-24T17:30:00+08:00", "venue": "一楼大厅"}

    shown = as_staff.put(f"/staff/activities/{activity.id}/when-and-where", json=body)

    assert shown.status_code == 200, shown.text
    assert (shown.json["venue"], shown.json["starts_at"]) == ("一楼大厅", "2026-04-24T15:00:00+08:00")
    assert shown.json["signup_closes_at"] == "2026-04-24T13:00:00+08:00"
    assert shown.json["checkin_opens_at"] == "2026-04-24T14:00:00+08:00"
    assert shown.json["checkin_closes_at"] == "2026-04-24T17:30:00+08:00"
    (one,) = told("activity_changed")
    assert (one.member_id, one.notification.values["venue"]) == (member.id, "一楼大厅")


def test_a_list_that_is_closed_stays_closed_when_the_activity_is_put_off(world, as_staff, activity, clock):
    clock.set(activity.signup_closes_at + timedelta(minutes=1))
    body = {"starts_at": "2026-04-30T14:00:00+08:00", "ends_at": "2026-04-30T16:00:00+08:00", "venue": activity.venue}

    shown = as_staff.put(f"/staff/activities/{activity.id}/when-and-where", json=body).json

    assert (shown["phase"], shown["signup_closes_at"]) == ("signup_closed", iso(activity.signup_closes_at))


def test_who_gives_the_place_back_before_it_leaves_is_not_told_of_the_change(world, as_staff, activity, config):
    goes, cancels = make_member(organization=world.chamber), make_member(organization=world.chamber)
    for member in (goes, cancels):
        make_account(member)
        make_signup(activity, member)
    body = {"starts_at": "2026-04-24T15:00:00+08:00", "ends_at": "2026-04-24T17:30:00+08:00", "venue": "一楼大厅"}
    as_staff.put(f"/staff/activities/{activity.id}/when-and-where", json=body)
    told("activity_changed")

    Signup.update(state="cancelled").where(Signup.member == cancels.id).execute()
    dispatch(config, 10)

    assert {one.member_id: one.state for one in told("activity_changed")} == {goes.id: "inbox", cancels.id: "dropped"}


def test_the_same_time_and_place_again_is_told_to_nobody(world, as_staff, activity):
    body = {
        "starts_at": activity.starts_at.isoformat(),
        "ends_at": activity.ends_at.isoformat(),
        "venue": activity.venue,
    }

    assert as_staff.put(f"/staff/activities/{activity.id}/when-and-where", json=body).status_code == 200
    assert told("activity_changed") == []


def test_an_end_before_the_start_is_refused(as_staff, activity):
    body = {"starts_at": "2026-04-24T15:00:00+08:00", "ends_at": "2026-04-24T14:00:00+08:00", "venue": "一楼"}

    refused = as_staff.put(f"/staff/activities/{activity.id}/when-and-where", json=body)

    assert (refused.status_code, refused.json["code"]) == (422, "not_ready_to_publish")
