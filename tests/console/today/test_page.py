"""Today: what waits, decided where it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity, Signup
from backend.activities.services.review import approve_signup
from backend.cases.models import Case
from backend.console.today.holding import run_due
from backend.console.today.models import HeldAct
from backend.joining.models import Application
from backend.media.models import MediaCheck
from backend.safety.models import Complaint, TextCheck
from tests.desk import soup, words
from tests.factories import (
    make_account,
    make_activity,
    make_case,
    make_media,
    make_member,
    make_role,
    make_signup,
    make_statement,
    make_topic,
)

URL = "/console/today"
PART = {"HX-Request": "true"}


def waits(page):
    return [words(one) for one in page.select("article.waiting")]


@pytest.fixture
def signup(world):
    activity = make_activity(world.chamber, title="春季企业家沙龙", needs_review=True, capacity=30)
    return make_signup(activity, world.member, "pending")


def one_of_each(world):
    """A thing of every kind, all of the chamber."""
    make_signup(make_activity(world.chamber, title="沙龙", needs_review=True), make_member("孙宁"), "pending")
    photo = make_media(make_activity(world.chamber, title="植树"), world.member, state="pending")
    MediaCheck.update(state="staff").where(MediaCheck.media == photo.id).execute()
    case = make_case(world.chamber, world.member, title="增设夜间公交")
    due = make_case(world.chamber, world.member, title="修补人行道")
    yesterday = backend_clock.now() - timedelta(days=1)
    Case.update(assignee=world.staff, state="in_progress", due_at=yesterday).where(Case.id == due.id).execute()
    for source, organization in (("form", world.chamber), ("phone_conflict", world.chamber)):
        account = make_account()
        application = Application(
            account=account,
            organization=organization,
            source=source,
            name="张三",
            pending_account=account.id,
            note="开面馆",
        )
        application.save(force_insert=True)
    statement = make_statement(make_topic(world.chamber, title="停车难"), "多建车库")
    for kind, subject in (("suggestion", case.id), ("statement", statement.id)):
        TextCheck.create(subject_kind=kind, subject_id=subject, digest="d", organization=world.chamber, state="staff")
        Complaint.create(
            subject_kind=kind, subject_id=subject, organization=world.chamber, member=world.organizer, reason="false"
        )
    over = make_topic(world.chamber, title="会费怎么收", closes_at=yesterday, opens_at=yesterday - timedelta(days=9))
    type(over).update(participants=12, state="published").where(type(over).id == over.id).execute()


def test_good_day(desk):
    page = desk("staff").page(URL)

    assert "今天的事都办完了" in words(page.main)


def test_everything_waits_in_one_list_oldest_first(desk, world, clock):
    first = make_case(world.chamber, world.member, title="先来的建议")
    clock.advance(days=1)
    make_signup(make_activity(world.library, title="读书会", needs_review=True), world.member, "pending")

    page = desk("staff").page(URL)

    assert [words(one) for one in page.select("h2.day")] == ["昨天", "今天"]
    lines = waits(page)
    assert "先来的建议" in lines[0]
    assert "读书会" in lines[1]
    assert page.select_one("article h3 a")["href"].endswith(f"open={first.id}")


def test_every_kind_has_its_decision_inside_the_line(desk, world):
    one_of_each(world)
    browser = desk("staff")

    page = browser.page(URL)

    kinds = [words(one.select_one(".badge")) for one in page.select("article.waiting")]
    assert set(kinds) == {
        "活动报名审核",
        "活动照片待看",
        "建议待交办",
        "建议到期待办",
        "加入申请",
        "手机号待核对",
        "文字待看",
        "举报待处理",
        "话题待公布结果",
    }
    later = page.select_one("#waiting > [hx-get]")["hx-get"]
    fetched = soup(browser.get(later.removeprefix("https://localhost"), headers=PART))
    assert len(fetched.select("[hx-swap-oob]")) == 4
    assert "多建车库" in fetched.get_text()


def test_number_of_statements_stays(desk, world, count_statements):
    one_of_each(world)
    browser = desk("staff")
    browser.page(URL)
    with count_statements() as few:
        browser.page(URL)
    activity = make_activity(world.library, title="大会", needs_review=True)
    for number in range(120):
        make_signup(activity, make_member(f"申请人{number}"), "pending")
        make_case(world.library, world.member, title=f"建议{number}")
    with count_statements() as many:
        page = browser.page(URL)

    assert len(few) == len(many) <= 12
    assert len(page.select("article.waiting")) == 50
    later = page.select_one("#waiting > [hx-get]")["hx-get"]
    with count_statements() as of_words:
        browser.get(later, headers=PART)
    assert len(of_words) <= 12


def test_filter_by_kind_and_page(desk, world):
    one_of_each(world)
    page = desk("staff").page(URL, kind="applications")

    assert len(waits(page)) == 1
    assert words(page.select_one(".tabs a[aria-current]")) == "加入申请 1"
    assert "我承办的 1" in words(page.select_one(".tabs"))
    assert len(waits(desk("staff").page(URL, kind="mine"))) == 1
    assert len(waits(desk("staff").page(URL, kind="nothing", page="-3"))) == 11


def test_approving_is_held_shown_and_undone(desk, world, signup, clock):
    browser = desk("staff")
    url = f"{URL}/signups_to_review/{signup.id}/decide"

    held = browser.post(url, headers=PART, act="signups.approve")

    assert held.status_code == 200
    assert "已通过了王敏的报名， 10 秒后生效" in words(soup(held))
    batch = HeldAct.get().batch
    undone = browser.post(f"{URL}/undo", headers=PART, batch=batch, key=f"signups_to_review-{signup.id}")
    assert "王敏" in words(soup(undone))
    assert undone.status_code == 200
    clock.advance(seconds=11)
    run_due()
    assert Signup.get_by_id(signup.id).state == "pending"


def test_browser_says_when_the_time_is_over(desk, world, signup, clock):
    browser = desk("staff")
    browser.post(f"{URL}/signups_to_review/{signup.id}/decide", headers=PART, act="signups.approve")
    url = f"{URL}/held/{HeldAct.get().batch}/run"

    early = browser.post(url, headers=PART, key=f"signups_to_review-{signup.id}")
    assert "秒后生效" in words(soup(early))
    clock.advance(seconds=10)
    over = browser.post(url, headers=PART, key=f"signups_to_review-{signup.id}")
    assert "已生效：通过了王敏的报名" in words(soup(over))
    assert Signup.get_by_id(signup.id).state == "approved"
    assert desk("administrator").post(url, headers=PART).status_code == 404


def test_without_scripts_the_next_page_says_so_and_offers_undo(desk, signup):
    browser = desk("staff")
    answer = browser.post(f"{URL}/signups_to_review/{signup.id}/decide", act="signups.reject", reason="名额留给新会员")

    page = browser.after(answer)
    toast = page.select_one("#toasts .toast")
    assert "您婉拒了王敏的报名，10 秒后生效" in words(toast)
    form = toast.find("form")
    fields = {one["name"]: one["value"] for one in form.select("input[name]")}
    back = browser.after(browser.post(form["action"], **fields))
    assert "已撤销" in words(back.select_one("#toasts"))
    assert HeldAct.get().undone_at is not None


def test_my_next_page_does_not_wait_for_the_jobs_process(desk, signup, clock):
    browser = desk("staff")
    browser.post(f"{URL}/signups_to_review/{signup.id}/decide", headers=PART, act="signups.approve")
    clock.advance(seconds=10)

    page = browser.page(URL)

    assert Signup.get_by_id(signup.id).state == "approved"
    assert waits(page) == []


def test_colleagues_see_who_is_at_it_and_are_refused(desk, signup, clock):
    desk("staff").post(f"{URL}/signups_to_review/{signup.id}/decide", headers=PART, act="signups.approve")
    clock.advance(seconds=2)
    other = desk("administrator")

    (line,) = other.page(URL).select("article.waiting")
    assert "赵云 刚刚处理（8 秒内可撤销）" in words(line)
    assert not line.find("button")
    refused = other.post(f"{URL}/signups_to_review/{signup.id}/decide", headers=PART, act="signups.reject")
    assert refused.status_code == 409
    assert "赵云刚刚通过了王敏的报名" in refused.text


def test_decided_on_a_phone_meanwhile_comes_back_in_words(desk, world, signup, clock):
    browser = desk("staff")
    browser.post(f"{URL}/signups_to_review/{signup.id}/decide", headers=PART, act="signups.reject")
    approve_signup(signup.activity_id, signup.id, world.administrator.id)
    clock.advance(seconds=10)
    run_due()

    page = browser.page(URL)
    notice = page.select_one("article.notice-danger")
    assert "没有生效：婉拒了王敏的报名" in words(notice)
    assert "周主任" in words(notice)
    browser.post(notice.form["action"], headers=PART)
    assert not browser.page(URL).select("article.notice-danger")


def test_refusing_an_applicant_needs_a_reason(desk, world):
    account = make_account()
    application = Application.create(
        account=account, organization=world.chamber, name="张三", pending_account=account.id
    )
    url = f"{URL}/applications/{application.id}/decide"

    assert desk("staff").post(url, headers=PART, act="applications.decline", reason="").status_code == 422
    assert desk("staff").post(url, headers=PART, act="applications.decline", reason="不在辖区").status_code == 200


def test_an_act_of_another_kind_is_refused(desk, signup):
    url = f"{URL}/signups_to_review/{signup.id}/decide"

    assert desk("staff").post(url, act="cases.decline", reason="不").status_code == 400
    assert desk("staff").post(url, act="__class__").status_code == 400


def test_auditor_looks_only(desk, world):
    one_of_each(world)
    page = desk("auditor").page(URL)

    assert len(waits(page)) == 11
    assert not page.select("#waiting button")
    assert not page.select("#waiting form")
    text = page.main.get_text()
    assert "孙宁" not in text
    assert "孙*" in text
    assert "张三" not in text
    later = page.select_one("#waiting > [hx-get]")["hx-get"]
    assert "多建车库" not in desk("auditor").get(later, headers=PART).text


def test_organizer_sees_what_concerns_activities(desk, world):
    one_of_each(world)
    planner = make_member("策划人", organization=world.chamber)
    make_role(planner, world.chamber, "organizer")

    page = desk(planner).page(URL)

    (line,) = page.select("article.waiting")
    assert words(line.select_one(".badge")) == "活动报名审核"
    answer = desk(planner).post(line.select_one("form")["action"], headers=PART, act="signups.approve")
    assert answer.status_code == 200


def test_siblings_and_strangers_see_nothing(desk, world, signup):
    leader = make_member("读书会干部", None, world.library)
    make_role(leader, world.library, "staff")

    for person in (leader, "foreign_staff"):
        browser = desk(person)
        assert waits(browser.page(URL)) == []
        assert browser.get(f"{URL}/signups_to_review/{signup.id}").status_code == 404
        assert browser.post(f"{URL}/signups_to_review/{signup.id}/decide", act="signups.approve").status_code == 404


def test_switcher_narrows_the_list(desk, world, signup):
    browser = desk("staff")
    browser.post("/console/view", organization_id=world.library.id)

    assert waits(browser.page(URL)) == []


def test_words_people_typed_stay_words(desk, world):
    evil = "<img src=x onerror=alert(1)>"
    make_case(world.chamber, make_member(evil), title=evil, text=f"{evil}{evil}")
    Activity.update(title=evil).execute()
    make_signup(make_activity(world.chamber, title=evil, needs_review=True), make_member(evil), "pending")

    page = desk("staff").page(URL)  # reads every element for attributes of scripts

    assert not page.select("#waiting img")
    assert evil in page.main.get_text()


def test_hidden_name_is_not_shown(desk, world):
    make_case(world.chamber, world.member, is_name_hidden=True)

    text = desk("staff").page(URL).main.get_text()
    assert "王敏" not in text
    assert "不公开姓名" in text


def test_what_goes_on_today_stands_beside(desk, world):
    now = backend_clock.now()
    make_activity(world.chamber, title="下午茶", starts_at=now, ends_at=now + timedelta(hours=2))
    make_activity(world.elsewhere, title="外区的", starts_at=now, ends_at=now + timedelta(hours=2))

    text = desk("staff").page(f"{URL}/aside").get_text()

    assert "下午茶" in text
    assert "外区的" not in text


def test_photo_of_the_chamber_is_cleared(desk, world, clock):
    one_of_each(world)
    page = desk("staff").page(URL, kind="photos_to_judge")
    form = next(one for one in page.select("#waiting form") if one.find("input", {"value": "photos.clear"}))

    assert page.select_one(".waiting-photo")["src"].startswith("/")
    assert desk("staff").post(form["action"], headers=PART, act="photos.clear").status_code == 200
    clock.advance(seconds=10)
    assert run_due() == 1
