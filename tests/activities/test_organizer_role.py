"""The role of organizer: everything about activities below its organization, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity, Signup
from backend.activities.passes import make_pass
from backend.organizations.models import Role
from tests.factories import make_activity, make_media, make_member, make_role, make_signup

NEW = {
    "title": "春季读书会",
    "venue": "三楼",
    "starts_at": "2026-04-25T14:00:00+08:00",
    "ends_at": "2026-04-25T16:00:00+08:00",
    "needs_review": True,
}


def test_plans_publishes_and_reviews_below_the_organization(as_planner, as_member, world):
    drafted = as_planner.post("/staff/activities", {**NEW, "organization_id": str(world.chamber.id)})
    assert drafted.status_code == 201, drafted.text
    activity_id = drafted.get_json()["id"]
    assert as_planner.post(f"/staff/activities/{activity_id}/publish").status_code == 200
    signed_up = as_member.put(f"/activities/{activity_id}/signup", {"answers": {}})
    assert signed_up.status_code == 201, signed_up.text
    waiting = as_planner.get(f"/staff/activities/{activity_id}/signups", query_string={"state": "pending"}).get_json()
    (signup,) = waiting["items"]
    assert as_planner.post(f"/staff/activities/{activity_id}/signups/{signup['id']}/approve").status_code == 200
    assert Signup.get_by_id(int(signup["id"])).decided_by_id == world.planner.id
    assert [one["id"] for one in as_planner.get("/staff/activities").get_json()["items"]] == [activity_id]


def test_runs_the_door_and_reports(as_planner, world):
    now = backend_clock.now()
    activity = make_activity(world.library, starts_at=now + timedelta(minutes=30), checkin_opens_at=now)
    signup = make_signup(activity, world.member)
    door = f"/organizer/activities/{activity.id}"
    assert as_planner.post(f"{door}/grants", {"device": "phone-one", "door": "东门"}).status_code == 200
    scanned = as_planner.post(f"{door}/scans", {"code": make_pass(signup.id), "client_ref": "reference"})
    assert scanned.status_code == 200, scanned.text
    Activity.update(ends_at=now).where(Activity.id == activity.id).execute()
    assert as_planner.post(f"/staff/activities/{activity.id}/close-report").status_code == 200
    assert as_planner.get(f"/staff/activities/{activity.id}/signups.xlsx").status_code == 200


def test_does_not_reach_what_is_elsewhere_or_above(as_planner, world):
    above, elsewhere = make_activity(world.district), make_activity(world.elsewhere)
    for activity in (above, elsewhere):
        assert as_planner.get(f"/staff/activities/{activity.id}").status_code == 404
        assert as_planner.post(f"/staff/activities/{activity.id}/cancel", {"reason": "x"}).status_code == 404
        assert as_planner.get(f"/organizer/activities/{activity.id}").status_code == 404
    assert as_planner.get("/staff/activities").get_json()["total"] == 0


@pytest.mark.parametrize("path", ["members", "surveys", "cases", "topics", "notifications", "roles", "texts", "media"])
def test_sees_nothing_but_activities(as_planner, path):
    assert as_planner.get(f"/staff/{path}").status_code == 403


def test_takes_covers_away_but_leaves_photos_of_members_to_staff(as_planner, world):
    activity = make_activity(world.chamber)
    photo = make_media(activity, world.member)
    cover = make_media(activity, world.staff, purpose="cover")
    assert as_planner.delete(f"/staff/media/{photo.id}").status_code == 404
    assert as_planner.delete(f"/staff/media/{cover.id}").status_code == 204


def test_is_told_what_waits_of_activities_alone(as_planner, world):
    activity = make_activity(world.chamber)
    make_signup(activity, world.member, "pending")
    make_media(activity, world.member, state="pending")

    waiting = as_planner.get("/staff/decisions").get_json()["items"]
    todo = as_planner.get("/home").get_json()["do"]

    assert [(one["kind"], one["title"]) for one in waiting] == [("signups_to_review", activity.title)]
    assert "signups_to_review" in [one["kind"] for one in todo]


def test_an_auditor_who_plans_reads_the_title_of_what_they_decide_on(as_auditor, world):
    make_role(world.auditor, world.chamber, "organizer")
    for organization, title in ((world.chamber, "商会的"), (world.library, "读书会的")):
        make_signup(make_activity(organization, title=title), make_member(), "pending")

    titles = [one["title"] for one in as_auditor.get("/staff/decisions").get_json()["items"]]

    assert sorted(titles) == ["", "商会的"]


def test_ends_when_its_time_is_over(as_planner, world, clock):
    Role.update(ends_at=backend_clock.now() + timedelta(days=1)).where(Role.member == world.planner).execute()
    assert as_planner.get("/staff/activities").status_code == 200
    clock.advance(days=1)
    assert as_planner.get("/staff/activities").status_code == 403


def test_is_given_out_by_an_administrator(as_administrator, as_member, world):
    body = {"member_id": str(world.member.id), "organization_id": str(world.chamber.id), "role": "organizer"}
    assert as_administrator.post("/staff/roles", body).status_code == 201
    assert as_member.get("/staff/activities").status_code == 200
    assert as_member.get("/me").get_json()["roles"] == [
        {"role": "organizer", "organization": {"id": str(world.chamber.id), "name": world.chamber.name}}
    ]
