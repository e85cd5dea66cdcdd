"""A phone's grant, and the list it works with off line."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from datetime import timedelta

import pytest

from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.activities.passes import make_pass
from backend.audit.models import AuditEntry
from backend.checkin.models import DoorGrant
from tests.checkin.doors import DoorPhone, moment_of
from tests.checkin.test_scan import scan
from tests.factories import make_activity, make_member, make_organizer, make_signup


def digest(signup):
    """As a phone makes it of what it scans."""
    return base64.urlsafe_b64encode(hashlib.sha256(make_pass(signup.id).encode()).digest()[:9]).decode()


def seconds(at):
    """As the list counts: from a week before the start at 14:00."""
    return (moment_of(at) - (moment_of("14:00") - timedelta(days=7))) // timedelta(seconds=1)


@pytest.fixture
def door(as_organizer, activity):
    return DoorPhone(as_organizer, activity)


def test_grant_lasts_until_an_hour_after_the_activity(as_organizer, activity):
    path = f"/organizer/activities/{activity.id}/grants"
    body = as_organizer.post(path, {"device": "phone-one", "door": "东门"}).json

    assert body["door"] == "东门"
    assert body["expires_at"] == "2026-04-23T18:00:00+08:00"
    assert body["server_time"] == "2026-04-23T14:02:00+08:00"
    assert as_organizer.post(path, {"device": "phone-one", "door": "东门"}).json == body
    assert as_organizer.post(path, {"device": "phone-two"}).json["id"] != body["id"]


def test_grant_is_of_the_person_and_the_phone(as_organizer, as_staff, activity):
    one, other = (
        DoorPhone(as_organizer, activity, device="same-device"),
        DoorPhone(as_staff, activity, device="same-device"),
    )

    assert one.grant_id != other.grant_id


def test_grant_ends_with_the_activity(as_organizer, activity, door, clock):
    clock.set("2026-04-23T18:00:00+08:00")

    answer = as_organizer.post(f"{door.path}/grants", {"device": "another-phone"})
    assert (answer.status_code, answer.json["code"]) == (409, "door_over")
    assert as_organizer.get(f"{door.path}/list?grant_id={door.grant_id}").json["code"] == "door_over"
    clock.advance(milliseconds=-1)
    assert door.list()["is_whole"]


@pytest.mark.parametrize(
    "body", [{}, {"device": "short"}, {"device": "x" * 65}, {"device": "phone-one", "door": "门" * 21}]
)
def test_malformed_grant_is_refused(as_organizer, activity, body):
    assert as_organizer.post(f"/organizer/activities/{activity.id}/grants", body).status_code == 422


@pytest.mark.parametrize("person", ["member", "stranger", "foreign_staff", "auditor"])
def test_nobody_else_has_a_door(world, activity, door, person):
    phone = world.phone(person)

    assert phone.post(f"{door.path}/grants", {"device": "phone-one"}).status_code == 404
    assert phone.get(f"{door.path}/list?grant_id={door.grant_id}").status_code == 404
    assert phone.post(f"{door.path}/grants/{door.grant_id}/revoke").status_code == 404
    assert DoorGrant.get_by_id(int(door.grant_id)).revoked_at is None


@pytest.mark.parametrize(
    ("starts", "ends", "status"), [("14:03", None, 404), (None, "14:02", 404), ("14:02", "14:03", 200)]
)
def test_organizer_for_some_days_runs_the_door_in_them(
    world, as_organizer, activity, pass_text, door, starts, ends, status
):
    ActivityOrganizer.update(starts_at=starts and moment_of(starts), ends_at=ends and moment_of(ends)).execute()

    assert scan(as_organizer, activity, pass_text).status_code == status
    assert as_organizer.get(f"{door.path}/live").status_code == status
    assert as_organizer.get(f"{door.path}/list?grant_id={door.grant_id}").status_code == status
    assert as_organizer.post(f"{door.path}/grants", {"device": "phone-two"}).status_code == status


def test_list_knows_passes_by_digest_and_people_by_initial(door, world, activity, signup):
    party = make_signup(activity, make_member("欧阳修远", "13800138000"), seats=3)
    make_signup(activity, make_member("张三"), "pending")
    make_signup(activity, make_member("李四"), "cancelled")

    body = door.list()

    assert (body["version"], body["is_whole"], body["grant_revoked"]) == (0, True, False)
    assert sorted(body["entries"]) == sorted([[digest(signup), "王*", 1, 0, 0], [digest(party), "欧*", 3, 0, 0]])
    assert body["activity"] == {
        "id": str(activity.id),
        "title": "春季企业家沙龙",
        "starts_at": "2026-04-23T14:00:00+08:00",
        "ends_at": "2026-04-23T17:00:00+08:00",
        "checkin_opens_at": "2026-04-23T13:00:00+08:00",
        "checkin_closes_at": "2026-04-23T17:00:00+08:00",
        "state": "published",
        "scans_most": 1,
        "has_leave_scan": False,
        "allows_walk_ins": False,
    }
    text = json.dumps(body, ensure_ascii=False)
    for secret in ("王敏", "欧阳", "13800138000", "138", str(signup.id), make_pass(signup.id)):
        assert secret not in text.replace(str(activity.id), "")


def test_delta_brings_what_changed(door, as_organizer, world, activity, signup, pass_text):
    other = make_signup(activity, make_member("张三"))
    before = door.list()["version"]
    assert door.list(before or 0)["is_whole"]  # version 0 is no version to count from
    scan(as_organizer, activity, pass_text)
    arrived = door.list()["version"]
    Activity.update(version=arrived + 1).execute()
    Signup.update(state="cancelled", list_version=arrived + 1).where(Signup.id == other.id).execute()

    body = door.list(arrived)

    assert (body["version"], body["is_whole"], body["entries"]) == (
        arrived + 1,
        False,
        [[digest(other), "张*", 1, 2, 0]],
    )
    assert door.list(arrived + 1)["entries"] == []
    whole = door.list(arrived + 9)
    assert (whole["is_whole"], whole["entries"]) == (True, [[digest(signup), "王*", 1, 1, seconds("14:02")]])


def test_stopped_phone_gets_an_empty_list_and_no_new_grant(door, as_staff, as_organizer, activity, signup, pass_text):
    for _ in range(2):
        assert as_staff.post(f"{door.path}/grants/{door.grant_id}/revoke").status_code == 204

    body = door.list()
    assert (body["grant_revoked"], body["is_whole"], body["entries"]) == (True, True, [])
    answer = as_organizer.post(f"{door.path}/grants", {"device": door.device})
    assert (answer.status_code, answer.json["code"]) == (403, "door_revoked")
    answer = as_organizer.post(f"{door.path}/scans", {"code": pass_text, "client_ref": "a", "grant_id": door.grant_id})
    assert (answer.status_code, answer.json["code"]) == (403, "door_revoked")
    assert AuditEntry.select().where(AuditEntry.action == "door.revoke").count() == 1


def test_grant_elsewhere_is_not_found(door, as_organizer, as_staff, world, activity, pass_text):
    other = make_activity(world.chamber)
    make_organizer(other, world.organizer)

    assert as_organizer.get(f"/organizer/activities/{other.id}/list?grant_id={door.grant_id}").status_code == 404
    assert as_staff.get(f"{door.path}/list?grant_id={door.grant_id}").status_code == 404
    assert as_staff.post(f"/organizer/activities/{other.id}/grants/{door.grant_id}/revoke").status_code == 404
    scanned = {"code": pass_text, "client_ref": "a", "grant_id": door.grant_id}
    assert as_staff.post(f"{door.path}/scans", scanned).status_code == 404
    assert as_organizer.get(f"{door.path}/list?grant_id={door.grant_id}&session_id=5").status_code == 404


@pytest.mark.parametrize("query", ["", "grant_id=x", "grant_id=1&since=-1", "grant_id=1&since=x"])
def test_malformed_query_is_refused(as_organizer, activity, query):
    assert as_organizer.get(f"/organizer/activities/{activity.id}/list?{query}").status_code == 422


def test_list_takes_constant_statements(door, activity, count_statements):
    def statements():
        with count_statements() as ran:
            door.list()
        return len(ran)

    make_signup(activity, make_member())
    Activity.update(version=5).execute()
    statements()
    Activity.update(version=6).execute()
    few = statements()
    for _ in range(5):
        make_signup(activity, make_member())
    Activity.update(version=7).execute()
    # the session, the grant, the activity, the list itself
    assert statements() == few == 4
    assert statements() == 3  # the whole list of a version is kept


def test_five_thousand_passes_are_a_small_download_and_news_a_smaller_one(door, activity, as_organizer, pass_text):
    names = "王李张刘陈杨赵黄周吴"
    entries = [["x", f"{names[number % 10]}*", 1, 0, 0] for number in range(5000)]
    for number, entry in enumerate(entries):
        entry[0] = base64.urlsafe_b64encode(hashlib.sha256(str(number).encode()).digest()[:9]).decode()
    size = len(gzip.compress(json.dumps(entries, ensure_ascii=False).encode()))
    assert size <= 250_000
    scan(as_organizer, activity, pass_text)
    door.list()
    answer = as_organizer.get(f"{door.path}/list?grant_id={door.grant_id}&since=1")
    assert len(gzip.compress(answer.get_data())) <= 2048
