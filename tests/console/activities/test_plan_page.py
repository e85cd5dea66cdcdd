"""A plan on one page: written, shown on the phone, kept as typed, saved beside colleagues."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO

import pytest

from backend.activities.models import Activity, ActivityQuota, ActivitySession, ActivityShare, PlanCopy, ReviewRule
from backend.activities.services.planning import change_activity
from backend.forms.store import save_version
from backend.media.models import Media
from tests.desk import soup, words
from tests.factories import make_activity, make_media, make_organization, make_quota, make_signup
from tests.media.files import picture
from tests.outbox import told

NEW = {
    "title": "科技园考察",
    "kind": "visit",
    "venue": "科技园东门",
    "starts_at": "2026-04-25T09:00",
    "ends_at": "2026-04-25T12:00",
    "capacity": "30",
    "copy": "12345",
}
NASTY = "\"><script>alert(1)</script>'{{7*7}}<img src=x onerror=alert(1)>"


def typed(page):
    """What a browser would send of the form on the page, files left out."""
    form = {}
    for field in page.select("#plan [name]"):
        name = field["name"]
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            value = chosen["value"]
        elif field.name == "textarea":
            value = field.text
        elif field.get("type") == "checkbox":
            if not field.has_attr("checked"):
                continue
            value = field["value"]
        elif field.name == "button" or field.get("type") == "file":
            continue
        else:
            value = field.get("value", "")
        form.setdefault(name, []).append(value)
    return form


@pytest.fixture
def activity(world):
    return make_activity(world.street, capacity=30, state="draft")


def plan_url(activity):
    return f"/console/activities/{activity.id}/plan"


def test_a_new_plan_becomes_a_draft_and_goes_on_to_publishing(desk, world):
    staff = desk("staff")
    response = staff.post("/console/activities/new", organization_id=world.chamber.id, act="publish", **NEW)

    activity = Activity.get()
    assert response.location == f"/console/activities/{activity.id}/publish"
    assert (activity.title, activity.kind, activity.capacity, activity.state) == ("科技园考察", "visit", 30, "draft")
    assert activity.client_ref == "plan:12345"
    again = staff.post("/console/activities/new", organization_id=world.chamber.id, act="publish", **NEW)
    assert (again.location, Activity.select().count()) == (response.location, 1)


def test_what_is_missing_is_said_where_it_is_and_nothing_typed_is_lost(desk, world):
    wrong = {**NEW, "title": "", "ends_at": "morgen", "capacity": "viele", "description": "两行\r\n字"}
    response = desk("staff").post("/console/activities/new", organization_id=world.chamber.id, **wrong)

    assert (response.status_code, Activity.select().count()) == (422, 0)
    page = soup(response)
    assert words(page.select_one("#error-title")) == "请填写活动名称。"
    assert "2026-05-01 14:00" in words(page.select_one("#error-ends_at"))
    assert page.select_one("#error-capacity") is not None
    form = typed(page)
    assert (form["venue"], form["description"], form["capacity"]) == (["科技园东门"], ["两行\n字"], ["viele"])
    assert form["copy"] == ["12345"]


def test_an_organization_must_be_chosen_and_be_ones_own(desk, world):
    response = desk("staff").post("/console/activities/new", **NEW)

    assert words(soup(response).select_one("#error-organization_id")) == "请选择由哪个组织主办。"
    assert desk("staff").post("/console/activities/new", organization_id=world.elsewhere.id, **NEW).status_code == 404
    choices = desk("staff").page("/console/activities/new").select("#organization_id option")
    assert [one.text for one in choices] == ["请选择", "石桥商会", "石桥街道", "石桥读书会"]


def test_two_organizations_of_one_name_are_told_apart(desk, world):
    make_organization("青年分会", world.chamber)
    make_organization("青年分会", world.library)

    choices = [one.text for one in desk("staff").page("/console/activities/new").select("#organization_id option")]
    assert {"青年分会（石桥商会）", "青年分会（石桥读书会）"} < set(choices)


def test_a_day_of_the_month_is_where_a_plan_begins(desk, world):
    page = desk("staff").page("/console/activities/new", day="2026-05-04")

    assert typed(page)["starts_at"] == ["2026-05-04T14:00"]
    assert words(page.select_one(".phone-block")) == "5月 4 周一"


def test_all_of_a_plan_can_be_written_on_the_page(desk, world, activity):
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    form |= {
        "is_public": "1",
        "needs_review": "1",
        "companions_most": "2",
        "companions_named": "1",
        "allows_walk_ins": "1",
        "latitude": "30.5",
        "longitude": "114.25",
        "checkin_radius_m": "300",
        "hall_names": "none",
        "signup_opens_at": "2026-04-21T08:00",
        "session_id": ["", ""],
        "session_title": ["上午", ""],
        "session_venue": ["二楼", ""],
        "session_starts_at": ["2026-04-23T14:00", ""],
        "session_ends_at": ["2026-04-23T15:00", ""],
        "session_checkin_opens_at": ["", ""],
        "session_checkin_closes_at": ["2026-04-23T14:30", ""],
        "quota_organization_id": [world.chamber.id, ""],
        "quota_seats": ["5", ""],
        "quota_is_limit": ["1", ""],
        "share_organization_id": [world.elsewhere.id, ""],
        "share_seats": ["4", ""],
        "rule_organization_id": [world.library.id, ""],
        "rule_most": ["3", ""],
    }

    page = staff.after(staff.post(plan_url(activity), **form))

    assert "已保存。" in words(page)
    now = Activity.get_by_id(activity.id)
    assert (now.is_public, now.needs_review, now.companions_most, now.companions_named) == (True, True, 2, True)
    assert (now.latitude, now.longitude, now.checkin_radius_m, now.hall_names) == (30.5, 114.25, 300, "none")
    session = ActivitySession.get()
    assert (session.title, session.venue) == ("上午", "二楼")
    assert session.checkin_opens_at == session.starts_at - timedelta(hours=1)
    assert session.checkin_closes_at == session.starts_at + timedelta(minutes=30)
    quotas = {one.organization_id: (one.seats, bool(one.is_limit)) for one in ActivityQuota.select()}
    assert quotas == {world.chamber.id: (5, True), world.elsewhere.id: (4, True)}
    assert [one.organization_id for one in ActivityShare.select()] == [world.elsewhere.id]
    assert [(one.organization_id, one.most) for one in ReviewRule.select()] == [(world.library.id, 3)]


def test_a_page_saved_untouched_changes_nothing(desk, world, activity):
    make_quota(activity, world.chamber, 5)
    ActivitySession.create(
        activity=activity,
        title="上午",
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        checkin_opens_at=activity.starts_at - timedelta(minutes=10),
        checkin_closes_at=activity.ends_at,
    )
    Activity.update(has_sessions=True, latitude=30.123456789).where(Activity.id == activity.id).execute()
    before = Activity.get_by_id(activity.id)
    staff = desk("staff")

    staff.after(staff.post(plan_url(activity), **typed(staff.page(plan_url(activity)))))

    after = Activity.get_by_id(activity.id)
    assert after.__data__ == before.__data__


def test_an_emptied_row_is_taken_away(desk, world, activity):
    make_quota(activity, world.chamber, 5)
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    form["quota_organization_id"] = ["", ""]

    staff.post(plan_url(activity), **form)

    assert ActivityQuota.select().count() == 0


def test_a_wrong_row_says_so_in_its_place(desk, world, activity):
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    form |= {
        "session_title": ["早晨", "早到"],
        "session_starts_at": ["2026-04-23T14:00", "2026-04-23T10:00"],
        "session_ends_at": ["2026-04-23T15:00", "vielleicht"],
    }
    page = soup(staff.post(plan_url(activity), **form))

    rows = page.select("#when [data-row]")
    assert [bool(row.select(".error")) for row in rows] == [False, True, False]

    form["session_ends_at"] = ["2026-04-23T15:00", "2026-04-23T11:00"]
    page = soup(staff.post(plan_url(activity), **form))
    assert "场次不能早于活动开始" in words(page.select("#when [data-row]")[1])


def test_a_colleagues_change_is_told_and_saving_again_is_meant(desk, world, activity):
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    change_activity(activity.id, world.administrator.id, {"venue": "二楼", "description": "介绍"})
    form |= {"venue": "四楼", "title": "夏季沙龙"}

    response = staff.post(plan_url(activity), **form)

    assert response.status_code == 409
    page = soup(response)
    assert "地点：周主任今天 10:00改成了“二楼”。" in words(page.select_one("#refusal"))
    again = typed(page)
    assert (again["venue"], again["title"]) == (["四楼"], ["夏季沙龙"])
    staff.after(staff.post(plan_url(activity), **again))
    now = Activity.get_by_id(activity.id)
    assert (now.venue, now.title) == ("四楼", "夏季沙龙")


def test_another_time_is_asked_about_with_whom_it_tells(desk, world, activity):
    Activity.update(state="published").where(Activity.id == activity.id).execute()
    world.phone("member")
    make_signup(activity, world.member)
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    form["starts_at"], form["ends_at"] = "2026-04-24T14:00", "2026-04-24T17:00"

    response = staff.post(plan_url(activity), act="save", **form)

    assert response.status_code == 409
    assert "1 人：微信可达 0，企业微信/站内 1，不可达 0" in words(soup(response).select_one("#refusal"))
    assert (Activity.get_by_id(activity.id).starts_at, told()) == (activity.starts_at, [])
    confirmed = typed(soup(response))
    staff.after(staff.post(plan_url(activity), act="move", **confirmed))
    assert Activity.get_by_id(activity.id).starts_at == activity.starts_at + timedelta(days=1)
    assert [one.notification.kind for one in told()] == ["activity_changed"]


def test_another_time_of_what_nobody_signed_up_to_needs_no_question(desk, world, activity):
    Activity.update(state="published").where(Activity.id == activity.id).execute()
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    form["venue"] = "二楼"

    assert staff.post(plan_url(activity), **form).status_code == 303


def test_seats_that_do_not_fit_are_refused_in_words(desk, world, activity):
    make_quota(activity, world.chamber, 20)
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    form["capacity"] = "10"

    page = soup(staff.post(plan_url(activity), **form))

    assert "分配给各组织的名额共 20 个，超过了总名额 10 个。" in words(page.select_one("#refusal"))
    assert typed(page)["capacity"] == ["10"]


def test_what_is_typed_is_kept_and_found_again(desk, world, activity):
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    form |= {"title": "", "venue": "四楼", "unknown": "x"}

    kept = staff.post("/console/activities/keep", **form)

    assert "已自动保留，今天 10:00" in words(soup(kept))
    copy = PlanCopy.get()
    assert (copy.activity_id, copy.member_id, copy.typed["title"], "unknown" in copy.typed) == (
        activity.id,
        world.staff.id,
        [""],
        False,
    )
    page = staff.page(plan_url(activity))
    assert (typed(page)["venue"], typed(page)["title"]) == (["四楼"], [""])
    assert typed(desk("administrator").page(plan_url(activity)))["venue"] == ["石桥街道三楼会议室"]
    staff.after(staff.post(f"{plan_url(activity)}/discard"))
    assert typed(staff.page(plan_url(activity)))["venue"] == ["石桥街道三楼会议室"]


def test_saving_what_was_kept_forgets_it_and_still_knows_what_was_seen(desk, world, activity):
    staff = desk("staff")
    staff.post("/console/activities/keep", **{**typed(staff.page(plan_url(activity))), "venue": "四楼"})
    change_activity(activity.id, world.administrator.id, {"venue": "二楼"})

    response = staff.post(plan_url(activity), **typed(staff.page(plan_url(activity))))

    assert response.status_code == 409
    staff.after(staff.post(plan_url(activity), **typed(soup(response))))
    assert (Activity.get_by_id(activity.id).venue, PlanCopy.select().count()) == ("四楼", 0)


def test_while_typing_one_hears_of_a_colleagues_change(desk, world, activity):
    staff = desk("staff")
    form = typed(staff.page(plan_url(activity)))
    change_activity(activity.id, world.administrator.id, {"venue": "二楼"})

    assert "周主任今天 10:00改了地点" in words(soup(staff.post("/console/activities/keep", **form)))


def test_nobody_keeps_into_anothers_copy(desk, world):
    desk("staff").post("/console/activities/keep", copy="77", title="我的")

    assert desk("administrator").post("/console/activities/keep", copy="77", title="别人的").status_code == 404
    assert desk("administrator").get("/console/activities/new", copy="77").status_code == 404
    assert typed(desk("staff").page("/console/activities/new", copy="77"))["title"] == ["我的"]


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"title": 1, "x": "y"}', json.dumps({"title": "0" * 500})])
def test_digests_that_are_none_are_no_error(desk, world, activity, seen):
    form = {**typed(desk("staff").page(plan_url(activity))), "seen": seen, "title": "夏季沙龙"}

    assert desk("staff").post(plan_url(activity), **form).status_code in (303, 409)


def test_the_phone_follows_what_is_typed_and_nothing_is_saved(desk, world, activity):
    response = desk("staff").post(
        "/console/activities/preview",
        activity_id=activity.id,
        title="夏季沙龙",
        venue="二楼",
        starts_at="2026-04-21T09:00",
        ends_at="2026-04-21T11:00",
        capacity="12",
        companions_most="2",
        description="第一行\r\n第二行",
        session_title=["上午"],
        session_starts_at=["2026-04-21T09:00"],
        session_ends_at=["2026-04-21T10:00"],
    )

    phone = soup(response)
    card, detail = phone.select(".phone-card")[:2]
    assert words(card) == "4月 21 周二 夏季沙龙 09:00 · 二楼 还剩 12 席 明天 09:00 截止"
    assert "明天 09:00–11:00" in words(detail)
    assert "每人最多带 2 人" in words(detail)
    assert "上午 明天 09:00–10:00" in words(phone)
    assert words(phone.select_one(".phone-button")) == "我要报名"
    assert words(phone.select_one(".burden")).startswith("这次会占用会员 约 1 小时 1 分钟")
    assert Activity.get_by_id(activity.id).title == "春季企业家沙龙"


def test_the_phone_bears_what_is_no_moment_and_no_number(desk, world):
    phone = soup(
        desk("staff").post(
            "/console/activities/preview",
            starts_at="bald",
            capacity="viele",
            companions_most="x",
            organization_id="9" * 30,
            session_title=["a"],
            session_starts_at=["x", "y"],
        )
    )
    assert "时间待定" in words(phone)


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "-1", "1.5"])
def test_the_phone_bears_numbers_that_are_none(desk, world, number):
    answer = desk("staff").post("/console/activities/preview", capacity=number, companions_most=number)
    assert answer.status_code == 200


def test_a_copy_nobody_can_have_is_not_found(desk, world):
    too_long = "9" * 19
    assert desk("staff").get("/console/activities/new", copy=too_long).status_code == 404
    assert desk("staff").post("/console/activities/keep", activity_id=too_long).status_code == 404


def test_nothing_typed_becomes_markup(desk, world, activity):
    staff = desk("staff")
    Activity.update(title=NASTY[:60]).where(Activity.id == activity.id).execute()
    make_media(activity, world.staff, "attachment", state="clear", name=f"{NASTY}.pdf")
    make_media(activity, world.staff, "photo", state="pending", caption=NASTY)
    form = {**typed(staff.page(plan_url(activity))), **dict.fromkeys(("venue", "description", "contact_name"), NASTY)}
    staff.post("/console/activities/keep", **form)

    pages = [
        staff.page(plan_url(activity)),
        soup(staff.post("/console/activities/preview", **form)),
        soup(staff.post(plan_url(activity), **{**form, "title": "", "session_title": [NASTY]})),
        *(
            staff.page(f"/console/activities/{activity.id}{tab}")
            for tab in ("", "/publish", "/cancel", "/copy", "/door")
        ),
        *(staff.page(f"/console/activities/{activity.id}/{tab}") for tab in ("report", "history", "signups")),
        staff.page("/console/activities", open=activity.id),
        staff.page("/console/activities/calendar"),
    ]
    for page in pages:
        assert page.select("img[src=x]") == []
        assert "49" not in words(page)


def upload(browser, path, form, **files):
    data = {"csrf": browser.csrf, **form, **files}
    return browser.client.post(
        path,
        data=data,
        content_type="multipart/form-data",
        base_url="https://localhost",
        headers=browser._headers(None),
    )


def test_cover_and_attachments_come_with_the_plan(desk, world):
    staff = desk("staff")
    form = {**NEW, "organization_id": str(world.chamber.id)}
    notes = (BytesIO("议程".encode()), "议程.txt")
    upload(staff, "/console/activities/new", form, cover=(BytesIO(picture()), "海报.jpg"), attachments=[notes])

    assert {(one.purpose, one.name, one.state) for one in Media.select()} == {
        ("cover", "海报.jpg", "clear"),
        ("attachment", "议程.txt", "clear"),
    }
    page = staff.page(plan_url(Activity.get()))
    assert page.select_one(".phone-cover") is not None
    assert "议程.txt" in words(page.select_one("#files"))
    for media in Media.select():
        staff.after(staff.post(f"/console/activities/{media.subject_id}/media/{media.id}/remove"))
    assert Media.select().count() == 0


def test_a_file_that_cannot_be_taken_is_said_and_the_plan_is_saved_all_the_same(desk, world):
    staff = desk("staff")
    form = {**NEW, "organization_id": str(world.chamber.id)}
    response = upload(staff, "/console/activities/new", form, cover=(BytesIO(b"no picture"), "坏.jpg"))

    assert "但有文件没有上传：坏.jpg：这不是能识别的图片" in words(staff.after(response))
    assert (Activity.select().count(), Media.select().count()) == (1, 0)


def test_the_page_costs_few_statements(desk, world, activity, count_statements):
    make_quota(activity, world.chamber, 5)
    ActivityShare.create(activity=activity, organization=world.elsewhere)
    ReviewRule.create(activity=activity, organization=world.chamber)
    form = save_version(f"activity:{activity.id}", {"sections": [{"key": "a", "title": "问", "questions": [
        {"key": "q", "type": "number", "title": "几人"}]}]})  # fmt: skip
    Activity.update(has_review_rules=True, has_sessions=True, form=form).where(Activity.id == activity.id).execute()
    staff = desk("staff")
    staff.post("/console/activities/keep", **typed(staff.page(plan_url(activity))))

    with count_statements() as statements:
        page = staff.page(plan_url(activity))
    assert len(statements) <= 12, statements
    assert "几人" in words(page.select_one("#asked"))
    with count_statements() as statements:
        staff.post("/console/activities/preview", **typed(page))
    assert len(statements) <= 12, statements
