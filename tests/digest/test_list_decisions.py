"""What waits for a decision: in scope, longest waiting first, once each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity, Signup
from backend.cases.models import Case
from backend.joining.models import Application
from backend.media.models import MediaCheck
from backend.safety.models import Complaint, TextCheck
from tests.factories import make_account, make_activity, make_case, make_media, make_member, make_role, make_signup

URL = "/staff/decisions"


def lines(phone):
    return [(one["kind"], one["count"]) for one in phone.get(URL).get_json()["items"]]


def test_nothing_waits_at_first(as_staff):
    answer = as_staff.get(URL)

    assert answer.status_code == 200
    assert answer.get_json() == {"total": 0, "items": []}


def test_signups_open_the_page_of_their_activity(as_staff, world, to_review, clock):
    first = to_review(world.chamber, 2)
    clock.advance(hours=1)
    to_review(world.library, 1, "读书会")

    answer = as_staff.get(URL).get_json()

    assert answer["total"] == 3
    assert [(one["title"], one["count"], one["unit"], one["late"]) for one in answer["items"]] == [
        ("春季企业家沙龙", 2, "人", 0),
        ("读书会", 1, "人", 0),
    ]
    assert answer["items"][0]["target"] == f"/staff/signups/index?id={first.id}"
    assert answer["items"][0]["since"] == "2026-04-20T10:00:00+08:00"


def test_what_was_decided_or_is_over_does_not_wait(as_staff, world, to_review):
    activity = to_review(world.chamber)
    Signup.update(state="approved").where(Signup.activity == activity.id).execute()
    over = to_review(world.library)
    Activity.update(ends_at=backend_clock.now() - timedelta(minutes=1)).where(Activity.id == over.id).execute()

    assert lines(as_staff) == []


def test_cases_are_to_be_given_to_somebody_or_due_today(as_staff, world, clock):
    make_case(world.chamber, world.member, title="增设夜间公交")
    clock.advance(minutes=5)
    late = make_case(world.library, world.member, title="修补人行道")
    later = make_case(world.library, world.member, title="以后再说")
    paused = make_case(world.library, world.member, title="暂停的")
    now = backend_clock.now()
    for case, due_at in ((late, now - timedelta(days=1)), (later, now + timedelta(days=2))):
        Case.update(assignee=world.staff, state="in_progress", due_at=due_at).where(Case.id == case.id).execute()
    Case.update(paused_at=now).where(Case.id == paused.id).execute()

    items = as_staff.get(URL).get_json()["items"]

    assert [(one["kind"], one["count"], one["late"], one["title"]) for one in items] == [
        ("cases_to_assign", 1, 0, "增设夜间公交"),
        ("cases_due", 1, 1, "修补人行道"),
    ]
    assert [one["target"] for one in items] == ["/staff/cases/index?tab=unassigned", "/staff/cases/index?tab=due"]


def test_queue_of_several_organizations_is_one_line_with_the_oldest(as_staff, world, clock):
    make_case(world.library, world.member, title="先来的")
    clock.advance(days=1)
    make_case(world.chamber, world.member, title="后来的")

    (line,) = as_staff.get(URL).get_json()["items"]

    assert (line["count"], line["title"], line["since"]) == (2, "先来的", "2026-04-20T10:00:00+08:00")


def test_case_worked_on_once_more_waits_from_then_on(as_staff, world, clock):
    case = make_case(world.library, world.member)
    clock.advance(days=20)
    Case.update(reopened_at=backend_clock.now()).where(Case.id == case.id).execute()

    (line,) = as_staff.get(URL).get_json()["items"]

    assert line["since"] == "2026-05-10T10:00:00+08:00"


def test_patrol_counts_texts_photos_and_things_complained_of(as_staff, world):
    TextCheck.create(subject_kind="suggestion", subject_id=1, digest="x", organization=world.chamber, state="staff")
    TextCheck.create(subject_kind="suggestion", subject_id=2, digest="x", organization=world.chamber, state="passed")
    for member in (world.member, world.organizer):
        Complaint.create(subject_kind="photo", subject_id=3, organization=world.chamber, member=member, reason="false")
    photo = make_media(make_activity(world.chamber), world.member, state="pending")
    MediaCheck.update(state="staff").where(MediaCheck.media == photo.id).execute()

    assert sorted(lines(as_staff)) == [("complaints", 1), ("photos_to_judge", 1), ("texts_to_judge", 1)]


def test_applications_wait_without_a_name_and_those_of_no_organization_at_the_top(
    as_staff, as_administrator, world, client
):
    for number, (organization, source) in enumerate(
        [(world.chamber, "form"), (None, "phone_conflict"), (world.library, "name_mismatch")]
    ):
        account = make_account()
        Application.create(
            account=account, organization=organization, source=source, name="张三", pending_account=account.id + number
        )

    assert sorted(lines(as_staff)) == [("applications", 1), ("phone_claims", 1)]
    assert sorted(lines(as_administrator)) == [("applications", 1), ("phone_claims", 2)]
    assert "张三" not in as_staff.get(URL).get_data(as_text=True)


def test_sibling_and_foreign_organizations_are_never_seen(world, to_review):
    to_review(world.library)
    leader = make_member("商会干部", None, world.chamber)
    make_role(leader, world.chamber, "staff")

    assert lines(world.phone_of(leader)) == []
    assert lines(world.phone("foreign_staff")) == []
    assert lines(world.phone("staff")) == [("signups_to_review", 1)]


def test_several_roles_count_the_same_thing_once(world, to_review):
    to_review(world.chamber, 2)
    make_role(world.staff, world.chamber, "administrator")
    make_role(world.staff, world.district, "auditor")

    assert lines(world.phone("staff")) == [("signups_to_review", 2)]


def test_auditor_sees_how_much_and_not_what(as_auditor, world, to_review):
    to_review(world.chamber, 2)

    (line,) = as_auditor.get(URL).get_json()["items"]

    assert (line["count"], line["title"]) == (2, "")


def test_who_decides_here_and_audits_there_reads_titles_here_only(world, to_review, clock):
    to_review(world.elsewhere, 1, "西山区的")
    clock.advance(minutes=1)
    to_review(world.chamber, 1, "商会的")
    make_role(world.staff, world.elsewhere, "auditor")

    items = world.phone("staff").get(URL).get_json()["items"]

    assert [one["title"] for one in items] == ["", "商会的"]


@pytest.mark.parametrize("role", [{"starts_at": 1}, {"ends_at": -1}])
def test_role_that_is_not_in_force_sees_nothing(world, to_review, role):
    to_review(world.chamber)
    member = make_member("临时", None, world.chamber)
    moments = {name: backend_clock.now() + timedelta(days=days) for name, days in role.items()}
    make_role(member, world.chamber, "staff", **moments)

    assert world.phone_of(member).get(URL).status_code == 403


def test_number_of_statements_does_not_grow(as_staff, world, to_review, count_statements):
    to_review(world.chamber)
    as_staff.get(URL)
    with count_statements() as few:
        as_staff.get(URL)
    for number in range(8):
        activity = to_review(world.library, 2, f"活动{number}")
        make_signup(activity, make_member("又一位"), "pending")
        make_case(world.library, world.member, title=f"建议{number}")
    with count_statements() as many:
        as_staff.get(URL)

    assert len(few) == len(many) <= 5
