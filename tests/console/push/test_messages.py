"""What staff see and do about messages in the console."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from backend.audit.models import AuditEntry
from backend.push.models import Delivery, MessageTemplate, Notification, PushPause, StaffCall, SubscriptionGrant
from backend.push.rules import all_rules
from backend.push.services import News, notify
from backend.settings import services as settings
from backend.wechat.gateway import wechat
from tests.desk import soup, words
from tests.factories import (
    invite,
    make_account,
    make_activity,
    make_member,
    make_role,
    make_signup,
    make_survey,
)

VALUES = {"title": "春季企业家沙龙", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}
NASTY = '"><script>alert(1)</script>'


def tell(organization, *members, kind="activity_changed", subject="activity:1", occurrence="1", **values):
    news = News(kind, subject, {**VALUES, **values}, occurrence, organization_id=organization.id)
    notify(news, [one.id for one in members])
    return Notification.get(Notification.kind == kind, Notification.occurrence == occurrence)


def fail(told, code=47003, **fields):
    Delivery.update(**{"state": "failed", "error_code": code, **fields}).where(Delivery.notification == told).execute()


@pytest.fixture
def whole(world):
    """Somebody who administers every organization there is."""
    make_role(world.administrator, world.elsewhere, "administrator")
    return world.administrator


def test_the_plan_lists_what_comes_and_who_gets_it(world, desk, clock):
    activity = make_activity(world.chamber)
    make_signup(activity, world.member)
    make_account(world.member)
    clock.set(activity.starts_at - timedelta(hours=30))

    page = desk("staff").page("/console/push/")

    (row,) = [row for row in page.select("tbody tr") if "前一天" in words(row)]
    assert [words(cell) for cell in row.select("td.number")] == ["1", "0", "1", "0"]
    people = desk("staff").page(row.select_one("a.opens")["href"])
    assert "王敏" in words(people.main)
    assert "只在站内" in words(people.select_one("tbody"))
    assert Notification.select().count() == 0


def test_the_plan_rounds_and_names_nobody_of_an_anonymous_survey(world, desk, clock):
    survey = make_survey(world.chamber, is_anonymous=True)
    invite(survey, world.member)
    clock.set(survey.closes_at - timedelta(hours=26))

    page = desk("staff").page("/console/push/")

    (row,) = [row for row in page.select("tbody tr") if survey.title in words(row)]
    assert [words(cell) for cell in row.select("td.number")] == ["不足 5"] * 4
    assert row.select_one("a.opens") is None


def test_nothing_of_other_organizations_is_planned(world, desk, clock):
    activity = make_activity(world.elsewhere, title="外区的活动")
    make_signup(activity, world.stranger)
    clock.set(activity.starts_at - timedelta(hours=30))

    assert "外区的活动" not in words(desk("staff").page("/console/push/").main)
    assert "外区的活动" in words(desk("foreign_staff").page("/console/push/").main)


def test_numbers_lead_to_the_people_behind_them(world, desk):
    tell(world.chamber, world.member, world.organizer)
    Delivery.update(state="sent").where(Delivery.member == world.member).execute()
    Delivery.update(state="unreachable", reason="no_wechat").where(Delivery.member == world.organizer).execute()

    page = desk("staff").page("/console/push/sent")

    hrefs = [one["href"] for one in page.select("tbody td.number a")]
    names = [words(desk("staff").page(href).select_one("tbody tr td")) for href in hrefs]
    assert names == ["王敏", "李建国"]
    figures = [words(one) for one in page.select(".figures dd")]
    assert figures[:3] == ["1 条", "0 条", "1 条"]


def test_a_call_is_noted_taken_back_and_the_uncalled_are_filtered(world, desk):
    told = tell(world.chamber, world.member, world.organizer)
    Delivery.update(state="unreachable", reason="no_wechat").execute()
    staff = desk("staff")
    url = f"/console/push/sent/{told.id}"

    page = staff.after(staff.post(f"{url}/call", member_id=world.member.id, outcome="reached", query="called=no"))

    assert "已记下：已通知" in words(page.select_one("#toasts"))
    assert [words(row.td) for row in page.select("tbody tr")] == ["李建国"]
    undo = page.select_one("#toasts form")
    fields = {one["name"]: one["value"] for one in undo.select("input")}
    page = staff.after(staff.post_raw(undo["action"], **fields))
    assert len(page.select("tbody tr")) == 2
    assert StaffCall.select().count() == 0


def test_the_call_list_is_exported_with_masked_numbers(world, desk):
    told = tell(world.chamber, world.member, title="=1+1")
    Delivery.update(state="unreachable", reason="no_wechat").execute()

    response = desk("staff").get(f"/console/push/sent/{told.id}", format="xlsx")

    rows = list(openpyxl.load_workbook(BytesIO(response.data)).active.iter_rows(values_only=True))
    assert rows[1][:2] == ("王敏", "石桥商会")
    assert rows[1][2] == world.member.phone_masked
    assert "*" in rows[1][2]
    assert AuditEntry.select().where(AuditEntry.action == "export_list").count() == 1


def test_an_anonymous_survey_lists_nobody_and_exports_nothing(world, desk):
    survey = make_survey(world.chamber, is_anonymous=True)
    told = tell(world.chamber, world.member, kind="survey_reminder", subject=f"survey:{survey.id}")
    fail(told)
    url = f"/console/push/sent/{told.id}"

    for path, query in (
        (url, {}),
        (url, {"format": "xlsx"}),
        (url, {"counted": "failed"}),
        ("/console/push/stuck", {}),
    ):
        response = desk("staff").get(path, **query)
        assert response.mimetype == "text/html"
        assert "王敏" not in soup(response).main.get_text()
    assert desk("staff").post(f"{url}/call", member_id=world.member.id, outcome="reached").status_code == 403


def test_failures_are_explained_and_tried_again(world, desk):
    fail(tell(world.chamber, world.member, world.organizer), 45009)
    fail(tell(world.chamber, world.staff, occurrence="2"), None, state="uncertain")
    staff = desk("staff")

    page = staff.page("/console/push/stuck")
    text = words(page.main)
    assert "微信说这段时间调用太多" in text
    assert "可能已经收到" in text
    assert len(page.select("form[action$='retry-all']")) == 1

    page = staff.after(staff.post("/console/push/stuck/retry-all", reason="45009"))
    assert "2 条已放回发件箱" in words(page.select_one("#toasts"))
    assert sorted(one.state for one in Delivery.select()) == ["queued", "queued", "uncertain"]
    # The colleague who pressed the same button a moment later is told.
    page = staff.after(staff.post("/console/push/stuck/retry-all", reason="45009"))
    assert "已经有了别的结果" in words(page.select_one("#toasts"))


def test_what_is_ticked_is_dropped_with_its_reason(world, desk):
    fail(tell(world.chamber, world.member, world.organizer))
    ids = [one.id for one in Delivery.select()]
    staff = desk("staff")

    assert staff.post("/console/push/stuck/drop", ids=ids[:1], reason="").status_code == 422
    assert staff.post("/console/push/stuck/drop", reason="已打电话").status_code == 422
    staff.after(staff.post("/console/push/stuck/drop", ids=ids[:1], reason="已打电话"))

    assert sorted(one.state for one in Delivery.select()) == ["dropped", "failed"]
    assert AuditEntry.get(AuditEntry.action == "drop_message").reason == "已打电话"


def test_all_that_the_filter_leaves_are_tried_again(world, desk):
    members = [make_member(f"会员{number}", organization=world.chamber) for number in range(25)]
    fail(tell(world.chamber, *members), 47003)
    fail(tell(world.chamber, world.member, occurrence="2"), 45009)
    staff = desk("staff")

    assert len(staff.page("/console/push/stuck?reason=47003").select("input[name=ids]")) == 20
    staff.after(staff.post("/console/push/stuck/retry", all="1", query="reason=47003"))

    assert [one.error_code for one in Delivery.select().where(Delivery.state == "failed")] == [45009]


def test_other_peoples_failures_are_left_alone(world, desk):
    fail(tell(world.elsewhere, world.stranger))
    staff = desk("staff")

    staff.after(staff.post("/console/push/stuck/retry-all", reason="47003"))
    staff.after(staff.post("/console/push/stuck/drop", ids=Delivery.get().id, reason="不该能做"))

    assert Delivery.get().state == "failed"


def test_a_template_is_paused_with_a_forecast_and_a_banner(world, desk, clock):
    activity = make_activity(world.chamber)
    make_signup(activity, world.member)
    clock.set(activity.starts_at - timedelta(hours=30))
    staff = desk("staff")
    fields = {"what": "template:activity_reminder", "organization_id": world.street.id}

    asked = staff.page("/console/push/rules/pause", **fields)
    assert "2 件" in words(asked.select_one("main aside"))

    refused = staff.post("/console/push/rules/pause", **fields, reason="x")
    assert refused.status_code == 422
    assert soup(refused).select_one("#reason")["value"] == "x"
    assert PushPause.select().count() == 0
    page = staff.after(staff.post("/console/push/rules/pause", **fields, reason="模板在改"))
    kinds = {one.kind for one in PushPause.select()}
    assert kinds == {"activity_changed", "activity_cancelled", "activity_tomorrow", "activity_soon"}
    assert "4 项消息暂停中" in words(page.select_one("main .notice"))
    assert "模板在改" in words(desk("auditor").page("/console/push/rules").main)

    staff.after(staff.post("/console/push/rules/resume", **fields))
    assert PushPause.select().where(PushPause.resumed_at.is_null()).count() == 0


@pytest.mark.parametrize("what", ["kind:push_fault", "kind:nothing", "template:nothing", "some", "all:x", ""])
def test_what_cannot_be_paused_is_refused(world, desk, what):
    fields = {"what": what, "organization_id": world.street.id, "reason": "随便试试"}
    response = desk("staff").post("/console/push/rules/pause", **fields)

    assert response.status_code in (404, 422)
    assert PushPause.select().count() == 0


def test_everything_is_paused_everywhere_by_whoever_administers_all(world, desk, whole):
    fields = {"what": "all", "organization_id": "", "reason": "系统维护"}

    assert desk("staff").post("/console/push/rules/pause", **fields).status_code == 403
    assert desk("administrator").post("/console/push/rules/pause", **fields).status_code == 303
    assert PushPause.select().where(PushPause.organization.is_null()).count() > 10


def test_templates_are_checked_and_faults_told(world, desk, config, simulator):
    staff = desk("staff")
    assert "还没核对" in words(staff.page("/console/push/templates").main)

    page = staff.after(staff.post("/console/push/templates/check"))
    assert "都能用" in words(page.select_one("#toasts"))
    assert "春季企业家沙龙" in words(page.select_one(".phone"))

    wechat()._call("post", "/wxaapi/newtmpl/deltemplate", {"priTmplId": config.wechat.templates["signup_result"]})
    page = staff.after(staff.post("/console/push/templates/check"))
    assert "1 个有问题" in words(page.select_one("#toasts"))
    assert "公众平台里没有这个模板" in words(page.main)


def test_a_missing_template_is_chosen_and_used_at_once(world, desk, config, simulator, whole):
    gone = config.wechat.templates["signup_result"]
    wechat()._call("post", "/wxaapi/newtmpl/deltemplate", {"priTmplId": gone})
    wechat()._call("post", "/wxaapi/newtmpl/deltemplate", {"priTmplId": config.wechat.templates["survey_note"]})
    MessageTemplate.create(name="signup_result", template_id=gone, fault="没有")
    administrator = desk("administrator")

    page = administrator.after(administrator.post("/console/push/templates/sync"))

    assert "已补选 2 个模板" in words(page.select_one("#toasts"))
    kept = settings.in_force(config).wechat.templates
    assert {kept["signup_result"], kept["survey_note"]} <= {one.template_id for one in wechat().list_templates()}
    assert kept["activity_reminder"] == config.wechat.templates["activity_reminder"]
    assert MessageTemplate.get_by_id("signup_result").fault == ""
    page = administrator.after(administrator.post("/console/push/templates/sync"))
    assert "没有要补选的" in words(page.select_one("#toasts"))


def test_wechat_that_is_away_is_said_in_words(world, desk, simulator):
    simulator.post("faults", kind="http_error", status=503, path="/wxaapi", times=5)

    response = desk("staff").post("/console/push/templates/check")

    assert response.status_code == 503
    assert "微信" in soup(response).h1.get_text()


def test_credits_are_summed_up_within_view(world, desk, config):
    template = config.wechat.templates["signup_result"]
    for person in (world.member, world.stranger):
        SubscriptionGrant.create(account=make_account(person), template_id=template)

    text = words(desk("staff").page("/console/push/templates").main)

    assert "1 人共允许 1 条" in text


def test_names_and_titles_are_text(world, desk):
    member = make_member(NASTY, organization=world.chamber)
    told = tell(world.chamber, member, title=NASTY)
    Delivery.update(state="unreachable", reason="no_wechat").execute()
    failed = tell(world.chamber, member, occurrence="2", title=NASTY)
    fail(failed, 47003, error_text=NASTY)
    tell(world.chamber, member, occurrence="3", title=NASTY)
    staff = desk("staff")
    staff.post("/console/push/rules/pause", what="all", organization_id=world.street.id, reason=NASTY)

    for url in (
        "/console/push/",
        f"/console/push/sent?open={told.id}",
        f"/console/push/sent/{told.id}",
        f"/console/push/stuck?open={Delivery.get(Delivery.notification == failed).id}",
        "/console/push/rules",
        "/console/push/people?kind=activity_changed&subject=activity:1&occurrence=3",
    ):
        response = staff.get(url)
        assert response.status_code == 200, url
        assert "<script>alert" not in response.text, url
        soup(response)


def test_pages_take_few_statements(world, desk, clock, count_statements):
    members = [make_member(f"会员{number}", organization=world.chamber) for number in range(8)]
    for number, member in enumerate(members):
        told = tell(world.chamber, *members, occurrence=str(number))
        fail(told, 45009 + number)
        make_signup(make_activity(world.chamber, starts_at=clock.now() + timedelta(hours=26 + number)), member)
        closes_at = clock.now() + timedelta(days=2)
        invite(
            make_survey(world.chamber, title=f"问卷{number}", is_anonymous=number % 2 == 0, closes_at=closes_at),
            *members,
        )
    staff = desk("staff")
    for url, most in (
        ("/console/push/sent", 12),
        (f"/console/push/sent?open={told.id}", 12),
        (f"/console/push/sent/{told.id}", 12),
        ("/console/push/stuck", 12),
        ("/console/push/rules", 12),
        ("/console/push/templates", 12),
        # Each rule is asked by itself, by one statement, whatever the number of members and messages.
        ("/console/push/", 11 + len(all_rules())),
        ("/console/push/rules/pause?what=all", 13 + len(all_rules())),
    ):
        staff.get(url)
        with count_statements() as statements:
            assert staff.get(url).status_code == 200
        assert len(statements) <= most, (url, len(statements), statements)
