"""The door from the desk, and the report."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.checkin.models import Scan
from backend.media.models import Media
from backend.organizations.models import Organization
from tests.desk import soup, words
from tests.factories import make_activity, make_media, make_member, make_organizer, make_signup


@pytest.fixture
def activity(world):
    """Its door is open, it begins in half an hour."""
    now = backend_clock.now()
    return make_activity(
        world.chamber, starts_at=now + timedelta(minutes=30), checkin_opens_at=now, allows_walk_ins=True
    )


def url(activity, *rest):
    return "/".join(["/console/activities", str(activity.id), *rest])


def test_who_is_missing_is_found_and_let_in_by_hand_and_taken_back(desk, world, activity):
    signup = make_signup(activity, world.member)
    make_signup(activity, make_member("张三", organization=world.chamber))
    staff = desk("staff")
    page = staff.page(url(activity, "door"), q="wm")
    [row] = page.select("table tbody tr")
    form = {one["name"]: one["value"] for one in row.select("form input")}

    page = staff.after(staff.post(url(activity, "door/tick"), **form))

    assert "王敏 签到成功。" in words(page)
    assert words(page.select_one(".figures")) == "已到 1 人 应到 2 人 未到 1 人"
    assert [words(one) for one in page.select("table tbody td:first-child")] == ["张三"]
    undo = {one["name"]: one["value"] for one in page.select(".toast form input")}
    assert "已撤销 王敏 的签到。" in words(staff.after(staff.post(url(activity, "door/undo"), **undo)))
    assert Signup.get_by_id(signup.id).checked_in_at is None


def test_the_same_click_twice_lets_in_once(desk, world, activity):
    signup = make_signup(activity, world.member)
    for _ in range(2):
        desk("staff").post(url(activity, "door/tick"), signup_id=signup.id, client_ref="reference")

    assert (Activity.get_by_id(activity.id).arrived, Scan.select().count()) == (1, 1)


@pytest.mark.parametrize("page", ["²", "0", "-1", "9" * 5_000, "x"])
def test_a_page_that_is_none_is_the_first(desk, world, activity, page):
    make_signup(activity, world.member)
    assert "王敏" in words(desk("staff").page(url(activity, "door"), page=page))


def test_too_early_is_said_in_words(desk, world):
    activity = make_activity(world.chamber)
    signup = make_signup(activity, world.member)
    response = desk("staff").post(
        url(activity, "door/tick"), signup_id=signup.id, client_ref="reference", headers={"HX-Request": "true"}
    )

    assert (response.status_code, Activity.get().arrived) == (409, 0)
    assert "签到" in words(soup(response))


def test_whoever_walks_in_is_let_in_and_listed(desk, world, activity):
    staff = desk("staff")
    staff.after(staff.post(url(activity, "door/walk-in"), name="王敏", phone="19900000001", client_ref="reference1"))
    staff.after(staff.post(url(activity, "door/walk-in"), name="来宾<b>", client_ref="reference2"))
    refused = staff.post(url(activity, "door/walk-in"), name="李四", phone="19900000001", client_ref="reference3")

    page = staff.page(url(activity, "door"))
    assert "现场报名 2 人" in words(page)
    assert "来宾<b> 来宾" in words(page)
    assert refused.status_code == 409
    again = soup(refused)
    assert "请核对姓名和手机号" in words(again.select_one(".notice"))
    assert again.select_one("#name")["value"] == "李四"
    assert Activity.get_by_id(activity.id).arrived == 2


def test_figures_come_by_themselves(desk, world, activity):
    signup = make_signup(activity, world.member)
    staff = desk("staff")
    staff.post(url(activity, "door/tick"), signup_id=signup.id, client_ref="reference")

    part = soup(staff.part(url(activity, "door/live"), "live"))
    assert "1 / 1 人已到 · 100%" in words(part)
    assert "王敏 今天 10:00" in words(part)
    polls = staff.page(url(activity, "door")).select_one("[hx-trigger^=load]")
    assert "every 3s" in polls["hx-trigger"]


def test_the_halls_screen_is_one_click_away_for_those_who_may_run_the_door(desk, world, activity):
    link = desk("staff").page(url(activity, "door")).select_one("a[href*='/hall/']")
    path = "/hall/" + link["href"].rpartition("/")[2]

    assert desk("staff").get(path).status_code == 200
    assert desk("auditor").page(url(activity, "door")).select("a[href*='/hall/']") == []
    Activity.update(state="draft").where(Activity.id == activity.id).execute()
    assert desk("staff").page(url(activity, "door")).select("a[href*='/hall/']") == []


def test_organizers_are_put_in_charge_for_a_time_and_released(desk, world, activity):
    make_organizer(activity, world.organizer)
    staff = desk("staff")
    [found] = staff.page(url(activity, "door"), person="王敏").select(".person")
    assert "王敏" in words(found)

    staff.after(staff.post(url(activity, "organizers"), member_id=world.member.id, ends_at="2026-04-25T18:00"))

    terms = {one.member_id: one.ends_at for one in ActivityOrganizer.select()}
    assert backend_clock.wall_time(terms[world.member.id]) == "2026年4月25日 18:00"
    assert terms[world.organizer.id] is None
    staff.after(staff.post(url(activity, "organizers", str(world.organizer.id), "remove")))
    assert [one.member_id for one in ActivityOrganizer.select()] == [world.member.id]
    assert staff.post(url(activity, "organizers"), member_id=world.stranger.id).status_code == 422
    assert staff.post(url(activity, "organizers"), member_id=world.member.id, ends_at="bald").status_code == 422


def test_whoever_only_organizes_must_know_the_name(desk, world, activity):
    planner = desk("planner")

    assert planner.page(url(activity, "door"), person="王").select(".person") == []
    assert planner.page(url(activity, "door"), person="0001").select(".person") == []
    [found] = planner.page(url(activity, "door"), person="王敏").select(".person")
    assert "王敏" in words(found)


@pytest.fixture
def over(world):
    activity = make_activity(world.chamber, starts_at=backend_clock.now() - timedelta(hours=9))
    make_signup(activity, world.member, checked_in_at=activity.starts_at)
    make_signup(activity, world.organizer)
    Activity.update(arrived=1).where(Activity.id == activity.id).execute()
    return activity


def test_the_report_can_be_handed_on_and_closed(desk, world, over):
    staff = desk("staff")
    page = soup(staff.post(url(over, "report/link")))
    path = "/reports/" + page.select_one("#report-url")["value"].rpartition("/")[2]
    assert desk("staff").get(path).status_code == 200

    page = staff.after(staff.post(url(over, "report/close")))

    assert "已结项。" in words(page)
    assert Activity.get_by_id(over.id).reported_at is not None
    assert {one.attendance for one in Signup.select()} == {"attended", "no_show"}
    assert page.select("form[action$='/close']") == []


def test_charts_have_data_that_scripts_can_read_and_nothing_in_it_is_markup(desk, world, over):
    Organization.update(name='</script><img src=x>&"').where(Organization.id == world.chamber.id).execute()

    page = desk("staff").page(url(over, "report"))

    charts = [json.loads(one.string) for one in page.select("script[type='application/json']")]
    assert {"name": "实到", "values": [1]} in charts[-1]["series"]
    assert charts[-1]["labels"] == ['</script><img src=x>&"']
    assert page.select("img[src=x]") == []


def test_what_is_not_over_is_not_closed(desk, world):
    activity = make_activity(world.chamber)

    assert "还没有结束" in words(desk("staff").page(url(activity, "report")))
    assert desk("staff").post(url(activity, "report/close")).status_code == 409


def test_photos_are_judged_and_figures_lead_to_their_lists(desk, world, over):
    photo = make_media(over, world.member, state="pending", caption="合影")
    staff = desk("staff")
    page = staff.page(url(over, "report"))
    assert "合影 王敏" in words(page.select_one("#photos"))
    assert page.select_one(".figures a[href$='list=missing']") is not None

    staff.after(staff.post(url(over, "photos", str(photo.id), "clear")))
    assert Media.get().state == "clear"
    staff.after(staff.post(url(over, "photos", str(photo.id), "block")))
    assert Media.get().state == "blocked"
    staff.after(staff.post(url(over, "media", str(photo.id), "remove")))
    assert Media.select().count() == 0


def test_auditors_and_planners_judge_no_photos(desk, world, over):
    make_media(over, world.member, state="pending")
    for person in ("auditor", "planner"):
        assert desk(person).page(url(over, "report")).select("#photos") == []


def test_pages_cost_few_statements(desk, world, activity, over, count_statements):
    for number in range(10):
        make_signup(activity, make_member(f"人{number}", organization=world.chamber))
    make_organizer(activity, world.organizer)
    make_media(over, world.member, state="pending")
    staff = desk("staff")
    for path in (url(activity, "door"), url(activity, "door/live"), url(over, "report")):
        with count_statements() as statements:
            staff.page(path)
        assert len(statements) <= 12, (path, statements)
