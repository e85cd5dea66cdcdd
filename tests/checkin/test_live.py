"""The live view, the list at the door, my passes, and the page behind the event code."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Signup
from backend.activities.passes import make_pass, read_pass, spoken_code
from backend.checkin.models import Scan
from tests.checkin.doors import DoorPhone
from tests.checkin.test_scan import scan, tick
from tests.factories import make_activity, make_member, make_organizer, make_signup


def live(phone, activity, since=0):
    response = phone.get(f"/organizer/activities/{activity.id}/live?since={since}")
    assert response.status_code == 200, response.text
    return response.json


def attendees(phone, activity, query=""):
    response = phone.get(f"/organizer/activities/{activity.id}/attendees?{query}")
    assert response.status_code == 200, response.text
    return [item["name"] for item in response.json["items"]]


def test_arrivals_appear_as_they_happen(as_organizer, world, activity, signup, pass_text, clock):
    second = make_signup(activity, make_member("张三", organization=world.library))
    before = live(as_organizer, activity)
    assert (before["version"], before["expected"], before["arrived"], before["arrivals"]) == (0, 2, 0, [])
    scan(as_organizer, activity, pass_text, "1")

    seen = live(as_organizer, activity)
    assert (seen["version"], seen["expected"], seen["arrived"]) == (1, 2, 1)
    assert seen["arrivals"] == [
        {
            "scan_id": str(Scan.get().id),
            "signup_id": str(signup.id),
            "name": "王敏",
            "organization": "石桥商会",
            "checked_in_at": "2026-04-23T14:02:00+08:00",
            "method": "pass",
            "seats": 1,
            "door": "",
        }
    ]
    clock.advance(minutes=1)
    tick(as_organizer, activity, second, "2")
    delta = live(as_organizer, activity, seen["version"])
    assert [(one["name"], one["method"]) for one in delta["arrivals"]] == [("张三", "manual")]
    assert [one["name"] for one in live(as_organizer, activity)["arrivals"]] == ["张三", "王敏"]


def test_refused_scan_is_no_arrival(as_organizer, activity, pass_text):
    scan(as_organizer, activity, pass_text, "1")
    scan(as_organizer, activity, pass_text, "2")

    assert (live(as_organizer, activity)["version"], len(live(as_organizer, activity)["arrivals"])) == (1, 1)


def test_version_from_the_future_starts_over(as_organizer, activity, pass_text):
    scan(as_organizer, activity, pass_text)

    assert len(live(as_organizer, activity, 99)["arrivals"]) == 1


def test_at_most_fifty_arrivals_are_sent(as_organizer, world, activity):
    for number in range(51):
        tick(as_organizer, activity, make_signup(activity, make_member()), str(number))

    assert (len(live(as_organizer, activity)["arrivals"]), live(as_organizer, activity)["arrived"]) == (50, 51)


def test_poll_without_news_is_one_read_beside_the_session(as_organizer, activity, pass_text, count_statements):
    version = scan(as_organizer, activity, pass_text).json["version"]
    live(as_organizer, activity)  # what is counted once a second, in each process

    with count_statements() as statements:
        live(as_organizer, activity, version)
    assert len(statements) == 2


def test_spread_over_organizations_counts_seats(as_organizer, world, activity, signup, pass_text):
    make_signup(activity, make_member(organization=world.library), seats=3)
    scan(as_organizer, activity, pass_text)

    spread = live(as_organizer, activity)["per_organization"]

    assert spread == [
        {"name": "石桥读书会", "expected": 3, "arrived": 0},
        {"name": "石桥商会", "expected": 1, "arrived": 1},
    ]


def test_spread_is_counted_once_a_second_whoever_looks(as_organizer, activity, pass_text, clock, count_statements):
    make_signup(activity, make_member())
    scan(as_organizer, activity, pass_text)
    version = live(as_organizer, activity)["version"]
    tick(as_organizer, activity, Signup.get(Signup.checked_in_at.is_null()), "second")
    with count_statements() as at_once:
        assert sum(one["arrived"] for one in live(as_organizer, activity, version)["per_organization"]) == 1
    clock.advance(seconds=1)

    assert sum(one["arrived"] for one in live(as_organizer, activity, version)["per_organization"]) == 2
    assert len(at_once) == 3  # session, figures, arrivals


def test_whoever_opens_the_page_sees_doors_that_just_opened(as_organizer, activity):
    assert live(as_organizer, activity)["doors"] == []
    DoorPhone(as_organizer, activity, "东门")

    assert [one["door"] for one in live(as_organizer, activity)["doors"]] == ["东门"]


def test_doors_say_who_runs_them_and_how_many_they_let_in(as_organizer, world, activity, clock):
    clock.advance(minutes=5)
    east, west = DoorPhone(as_organizer, activity, "东门"), DoorPhone(world.phone("staff"), activity, "西门")
    pair = make_signup(activity, make_member("陈一"), seats=2)
    west.send(west.made(pair, "w1"))
    east.send(east.made(make_signup(activity, make_member("陈二")), "e1"), east.made(pair, "e2", "14:03"))
    as_organizer.post(f"{west.path}/grants/{west.grant_id}/revoke")
    clock.advance(seconds=2)

    seen = live(as_organizer, activity)

    shown = [(one["door"], one["member_name"], one["arrived"], one["is_revoked"]) for one in seen["doors"]]
    assert shown == [("东门", "李建国", 1, False), ("西门", "赵云", 2, True)]
    assert seen["conflicts"] == 1
    came = {(one["name"], one["door"], one["seats"]) for one in seen["arrivals"]}
    assert came == {("陈一", "西门", 2), ("陈二", "东门", 1)}


def test_entry_taken_back_leaves_the_live_view(as_organizer, activity, pass_text, clock):
    scanned = scan(as_organizer, activity, pass_text).json
    path = f"/organizer/activities/{activity.id}/scans/{scanned['scan_id']}/undo"

    as_organizer.post(path, {"reason": "扫错人", "client_ref": "undo"})

    clock.advance(seconds=1)
    seen = live(as_organizer, activity)
    assert (seen["arrived"], seen["arrivals"]) == (0, [])
    assert seen["version"] > scanned["version"]
    assert seen["per_organization"][0]["arrived"] == 0


def test_guest_who_walked_in_is_an_arrival_without_a_signup(as_organizer, activity):
    Activity.update(allows_walk_ins=True).execute()

    as_organizer.post(f"/organizer/activities/{activity.id}/walk-ins", {"name": "路过的人", "client_ref": "guest"})

    (guest,) = live(as_organizer, activity)["arrivals"]
    assert (guest["signup_id"], guest["name"], guest["method"]) == (None, "路过的人", "walk_in")


def test_codes_scanned_late_show(as_organizer, activity, world, clock):
    codes = as_organizer.get(f"/organizer/activities/{activity.id}/event-code").json["slots"]
    for number, seconds in enumerate((5, 9, 45)):
        member = make_member(organization=world.chamber)
        make_signup(activity, member)
        clock.set("2026-04-23T14:02:00+08:00")
        clock.advance(seconds=seconds)
        world.phone_of(member).post("/checkins", {"code": codes[0]["text"], "client_ref": f"code-{number}"})

    delay = live(as_organizer, activity)["code_delay"]

    assert (delay["scans"], delay["median_ms"], round(delay["late_share"], 2)) == (3, 9_000, 0.33)


def test_signup_changes_what_is_expected(as_organizer, as_member, activity, clock):
    clock.set("2026-04-20T10:00:00+08:00")
    before = live(as_organizer, activity)
    as_member.put(f"/activities/{activity.id}/signup", {})

    after = live(as_organizer, activity, before["version"])
    assert after["version"] > before["version"]
    assert (before["expected"], after["expected"]) == (0, 1)


@pytest.mark.parametrize("query", ["since=-1", "since=x", f"since={2**63}"])
def test_malformed_version_is_refused(as_organizer, activity, query):
    assert as_organizer.get(f"/organizer/activities/{activity.id}/live?{query}").status_code == 422


def test_attendees_are_expected_arrived_or_missing(as_organizer, world, activity, signup, pass_text):
    make_signup(activity, make_member("张三"))
    make_signup(activity, make_member("李四"), "pending")
    scan(as_organizer, activity, pass_text)

    assert sorted(attendees(as_organizer, activity)) == ["张三", "王敏"]
    assert attendees(as_organizer, activity, "state=arrived") == ["王敏"]
    assert attendees(as_organizer, activity, "state=missing") == ["张三"]


def test_attendee_is_found_by_name_or_last_digits_and_the_phone_stays_masked(as_organizer, activity, signup):
    make_signup(activity, make_member("张三", "13800138000"))
    make_signup(activity, make_member("Ann Lee", "13900139000"))

    assert attendees(as_organizer, activity, "q=王") == ["王敏"]
    assert attendees(as_organizer, activity, "q=8000") == ["张三"]
    assert attendees(as_organizer, activity, "q=ann") == ["Ann Lee"]
    assert attendees(as_organizer, activity, "q=%25") == []
    assert attendees(as_organizer, activity, "q=_") == []
    response = as_organizer.get(f"/organizer/activities/{activity.id}/attendees?q=8000")
    assert response.json["items"][0]["phone_masked"] == "138******00"
    assert "13800138000" not in response.text


def test_attendees_take_constant_statements(as_organizer, activity, count_statements):
    def statements():
        with count_statements() as ran:
            attendees(as_organizer, activity)
        return len(ran)

    make_signup(activity, make_member())
    statements()  # the first call after days extends the session
    few = statements()
    for _ in range(5):
        make_signup(activity, make_member())
    assert statements() == few == 4


@pytest.mark.parametrize("path", ["live", "attendees"])
@pytest.mark.parametrize("person", ["member", "stranger", "foreign_staff", "auditor"])
def test_nobody_else_looks_through_the_door(world, activity, path, person):
    assert world.phone(person).get(f"/organizer/activities/{activity.id}/{path}").status_code == 404


def test_organizer_lists_own_activities_nearest_first(as_organizer, as_member, world, activity, signup, pass_text):
    scan(as_organizer, activity, pass_text)
    for title, starts_at in (("下月", "2026-05-23T14:00:00+08:00"), ("上月", "2026-03-23T14:00:00+08:00")):
        other = make_activity(world.elsewhere, title=title)
        Activity.update(starts_at=starts_at_ms(starts_at), ends_at=starts_at_ms(starts_at) + 3_600_000).where(
            Activity.id == other.id
        ).execute()
        make_organizer(other, world.organizer)
    make_organizer(make_activity(world.chamber, state="draft"), world.organizer)

    body = as_organizer.get("/organizer/activities").json

    assert [item["title"] for item in body["items"]] == ["春季企业家沙龙", "下月", "上月"]
    assert (body["total"], body["items"][0]["arrived"], body["items"][0]["expected"]) == (3, 1, 1)
    assert as_member.get("/organizer/activities").json["items"] == []


def starts_at_ms(text):
    from datetime import datetime

    return int(datetime.fromisoformat(text).timestamp() * 1000)


def test_pass_is_shown_to_its_member_only(as_member, as_organizer, as_stranger, client, activity, signup):
    body = as_member.get(f"/passes/{signup.id}").json

    assert read_pass(body["code"]) == signup.id
    assert (body["title"], body["checked_in_at"], body["state"]) == ("春季企业家沙龙", None, "approved")
    assert "王敏" not in body["code"]
    for other in (as_organizer, as_stranger):
        assert other.get(f"/passes/{signup.id}").status_code == 404
    assert client.get(f"/passes/{signup.id}").status_code == 401
    assert as_member.get("/passes/1").status_code == 404


@pytest.mark.parametrize("state", ["pending", "waitlisted", "rejected", "cancelled"])
def test_signup_that_is_not_approved_has_no_pass(as_member, world, activity, state):
    signup = make_signup(activity, world.member, state)

    response = as_member.get(f"/passes/{signup.id}")
    assert (response.status_code, response.json["code"]) == (409, "signup_not_approved")


def test_pass_of_a_deleted_row_names_nothing(as_organizer, activity):
    assert scan(as_organizer, activity, make_pass(2**62)).json["code"] == "pass_invalid"


def test_link_opened_in_a_browser_asks_for_wechat(client):
    for code in ("x", "A" * 32, "%3Cscript%3E"):
        response = client.get(f"/e/{code}")
        assert response.status_code == 200
        assert "微信" in response.text
        assert "script" not in response.text
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("wm", ["王敏"]),
        ("WangM", ["王敏"]),
        ("wang", ["王敏", "王小虎"]),
        ("w m", ["王敏"]),
        ("min", []),
        ("john", ["John Smith"]),
        ("ouy", ["欧阳修"]),
        ("x", []),
    ],
)
def test_people_are_found_by_pinyin(as_organizer, world, activity, signup, q, found):
    for name in ("王小虎", "欧阳修", "John Smith"):
        make_signup(activity, make_member(name))
    make_signup(make_activity(world.chamber), make_member("王敏敏"))

    assert sorted(attendees(as_organizer, activity, f"q={q}")) == sorted(found)


def test_people_are_found_by_their_spoken_pass(as_organizer, activity, signup):
    make_signup(activity, make_member("别人"))
    code = spoken_code(activity.id, signup.number)

    assert attendees(as_organizer, activity, f"q={code.lower()}") == ["王敏"]


def test_search_by_pinyin_takes_one_statement_more(as_organizer, activity, signup, count_statements):
    with count_statements() as statements:
        attendees(as_organizer, activity, "q=wm")

    assert len(statements) == 6  # session, figures, whose spoken pass, names, page, total
