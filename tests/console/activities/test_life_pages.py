"""Publishing, calling off, copying, and what was done to an activity."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity
from backend.activities.services.planning import change_activity
from tests.desk import soup, words
from tests.factories import make_activity, make_signup
from tests.outbox import told


@pytest.fixture
def draft(world):
    return make_activity(world.chamber, state="draft", capacity=30)


def url(activity, *rest):
    return "/".join(["/console/activities", str(activity.id), *rest])


def test_before_publishing_one_sees_whom_it_reaches_and_what_it_asks(desk, world, draft):
    world.phone("member")
    page = desk("staff").page(url(draft, "publish"))

    assert "2 人能看到：微信可达 0，企业微信/站内 1，不可达 1" in words(page)
    assert "发布本身不发消息" in words(page)
    assert "这次会占用会员约 3 小时 1 分钟" in words(page)
    assert "报满 30 人，一共约 90 小时" in words(page)
    assert not page.select_one(".form-foot button").has_attr("disabled")


def test_what_is_missing_leads_to_where_it_is_put_right(desk, world, draft):
    Activity.update(venue="", checkin_radius_m=100).where(Activity.id == draft.id).execute()
    staff = desk("staff")

    page = staff.page(url(draft, "publish"))

    links = {words(one): one["href"] for one in page.select(".obstacles a")}
    assert links == {
        "请填写地点，或线上链接。": f"{url(draft, 'plan')}#when",
        "要按距离签到，请先标出地点的位置。": f"{url(draft, 'plan')}#checkin",
    }
    assert page.select_one(".form-foot button").has_attr("disabled")
    response = staff.post(url(draft, "publish"))
    assert (response.status_code, Activity.get_by_id(draft.id).state) == (422, "draft")
    assert "还差 2 项才能发布" in words(soup(response))


def test_publishing_makes_it_visible(desk, world, as_member, draft):
    page = desk("staff").after(desk("staff").post(url(draft, "publish")))

    assert "已发布，会员现在就能看到。" in words(page)
    assert as_member.get(f"/activities/{draft.id}").status_code == 200
    assert desk("administrator").post(url(draft, "publish")).status_code == 303


def test_calling_off_says_whom_it_tells_and_asks_why(desk, world):
    activity = make_activity(world.chamber)
    world.phone("member")
    make_signup(activity, world.member)
    staff = desk("staff")

    assert "1 人：微信可达 0，企业微信/站内 1" in words(staff.page(url(activity, "cancel")))
    refused = staff.post(url(activity, "cancel"), reason="")
    assert (refused.status_code, Activity.get().state) == (422, "published")
    assert soup(refused).select_one("#error-reason") is not None
    page = staff.after(staff.post(url(activity, "cancel"), reason="场地维修"))
    assert "原因：场地维修" in words(page)
    assert [one.notification.kind for one in told()] == ["activity_cancelled"]


def test_a_cancelled_activity_can_only_be_copied(desk, world):
    activity = make_activity(world.chamber, state="cancelled", cancelled_at=backend_clock.now())
    page = desk("staff").page(url(activity))

    assert [words(one) for one in page.select(".page-head .btn")] == ["复制"]


def test_a_copy_begins_a_week_later_and_is_made_once(desk, world):
    activity = make_activity(world.chamber)
    staff = desk("staff")
    form = {one["name"]: one["value"] for one in staff.page(url(activity, "copy")).select("main form input")}

    assert form["starts_at"] == "2026-04-30T14:00"
    first = staff.post(url(activity, "copy"), **form)
    second = staff.post(url(activity, "copy"), **form)
    assert first.location == second.location
    made = Activity.get(Activity.copied_from == activity.id)
    assert (made.state, made.starts_at) == ("draft", activity.starts_at + timedelta(days=7))


def test_a_copy_of_something_long_past_begins_next(desk, world):
    activity = make_activity(world.chamber, starts_at=backend_clock.now() - timedelta(days=100))

    value = desk("staff").page(url(activity, "copy")).select_one("#starts_at")["value"]
    assert value == "2026-04-25T10:00"


def test_a_copy_needs_a_moment(desk, world):
    activity = make_activity(world.chamber)
    response = desk("staff").post(url(activity, "copy"), starts_at="bald")

    assert (response.status_code, Activity.select().count()) == (422, 1)
    assert soup(response).select_one("#starts_at")["value"] == "bald"


def test_history_says_who_changed_what(desk, world):
    activity = make_activity(world.chamber)
    change_activity(activity.id, world.administrator.id, {"venue": "二楼<b>", "contact_phone": "13900000000"})

    page = desk("auditor").page(url(activity, "history"))

    entry = words(page.select_one(".timeline li"))
    assert entry.startswith("今天 10:00 周主任 修改")
    assert "地点： 石桥街道三楼会议室 → 二楼<b>" in entry
    assert "联系电话有修改" in entry
    assert "13900000000" not in entry
    assert desk("auditor").get(url(activity, "history"), page="nonsense").status_code == 200


@pytest.mark.parametrize(
    ("fields", "step"),
    [
        ({"state": "draft"}, "去发布"),
        ({}, "看报名"),
        ({"signup_closes_at": timedelta(minutes=-1)}, "准备现场"),
        ({"starts_at": timedelta(minutes=-5)}, "看现场"),
        ({"starts_at": timedelta(hours=-9)}, "看报告并结项"),
        ({"starts_at": timedelta(hours=-9), "reported_at": timedelta()}, None),
    ],
)
def test_the_overview_names_the_next_thing_to_do(desk, world, fields, step):
    now = backend_clock.now()
    moments = {name: now + value if isinstance(value, timedelta) else value for name, value in fields.items()}
    activity = make_activity(world.chamber, **moments)

    button = desk("staff").page(url(activity)).select_one(".notice .btn-primary")
    assert (button and words(button)) == step
    assert desk("auditor").page(url(activity)).select_one(".notice .btn-primary") is None


def test_pages_cost_few_statements(desk, world, draft, count_statements):
    staff = desk("staff")
    for page in ("", "publish", "cancel", "copy", "history"):
        with count_statements() as statements:
            staff.page(url(draft, page).rstrip("/"))
        assert len(statements) <= 12, (page, statements)


def test_what_is_published_too_late_to_sign_up_is_said_before(desk, world):
    late = make_activity(world.chamber, state="draft", signup_closes_at=backend_clock.now() - timedelta(hours=1))
    assert "会员看到的是“报名已截止”" in words(desk("staff").page(url(late, "publish")))

    begun = make_activity(
        world.chamber,
        state="draft",
        starts_at=backend_clock.now() - timedelta(minutes=5),
        signup_closes_at=backend_clock.now() + timedelta(hours=1),
    )
    page = desk("staff").page(url(begun, "publish"))
    assert words(page.select_one(".phone-button")) == "我要报名"
    assert "会员看到的是" not in words(page)
