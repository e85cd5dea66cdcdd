"""Topics in the console: asked, closed, told of, made a meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity
from backend.console.today.holding import run_due
from backend.console.today.models import HeldAct
from backend.topics.models import Statement, Topic
from backend.topics.services import vote
from tests.desk import words
from tests.factories import make_statement, make_topic

URL = "/console/topics"
NEW = {
    "title": "停车难怎么办",
    "text": "老旧小区",
    "opens_at": "2026-04-21T09:00",
    "closes_at": "2026-05-05T18:00",
    "statements": "多建一座立体车库\r\n\r\n白天错时共享车位",
    "client_ref": "one",
}


@pytest.fixture
def topic(world):
    return make_topic(world.chamber, title="停车难")


def over(topic, **changes):
    now = backend_clock.now()
    Topic.update(closes_at=now - timedelta(hours=1), **changes).where(Topic.id == topic.id).execute()


def titles(page):
    return [words(one) for one in page.select("table.list .opens")]


def effect(clock):
    clock.advance(seconds=10)
    run_due()


def test_no_topic_yet_teaches_what_one_is(desk):
    page = desk("staff").page(URL)

    assert "会员写下观点，别人表态" in words(page.main)
    assert page.select_one(".empty a")["href"] == f"{URL}/new"
    assert not desk("auditor").page(URL).select(".empty a")


def test_list_by_state_within_scope(desk, world, topic):
    make_topic(world.elsewhere, title="外区的")
    make_topic(world.library, title="草稿的", state="draft")
    over(make_topic(world.library, title="过了的"))
    browser = desk("staff")

    assert set(titles(browser.page(URL))) == {"停车难", "草稿的", "过了的"}
    assert titles(browser.page(URL, state="open")) == ["停车难"]
    assert titles(browser.page(URL, state="closed")) == ["过了的"]
    assert titles(browser.page(URL, state="draft")) == ["草稿的"]
    assert titles(browser.page(URL, q="停车")) == ["停车难"]
    assert browser.get(URL, format="xlsx").status_code == 200


def test_asked_as_a_draft_with_statements_to_begin_with(desk, world):
    browser = desk("staff")
    assert browser.page(f"{URL}/new").select_one("input[name=opens_at]")["value"] == "2026-04-21T09:00"

    first = browser.post(f"{URL}/new", organization_id=world.chamber.id, **NEW)
    again = browser.post(f"{URL}/new", organization_id=world.chamber.id, **NEW)

    assert first.location == again.location
    topic = Topic.get()
    assert (topic.title, topic.state, topic.organization_id) == ("停车难怎么办", "draft", world.chamber.id)
    assert [one.text for one in Statement.select().order_by(Statement.id)] == ["多建一座立体车库", "白天错时共享车位"]
    assert "草稿" in words(browser.after(first).h1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "请写要问什么"),
        ({"closes_at": "2026-04-20T09:00"}, "截止时间要晚于开始时间"),
        ({"closes_at": "never"}, "这样的时间"),
        ({"statements": "短"}, "每条观点 4–140 个字"),
        ({"statements": "\n".join(f"第 {n} 条观点" for n in range(21))}, "最多先写 20 条"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk, world, change, said):
    form = {**NEW, "organization_id": world.chamber.id, **change}
    answer = desk("staff").post(f"{URL}/new", **form)

    assert answer.status_code == 422
    assert said in answer.text
    assert "老旧小区" in answer.text
    assert Topic.select().count() == 0


def test_draft_is_changed_and_published_after_ten_seconds(desk, world, clock):
    browser = desk("staff")
    topic = make_topic(world.chamber, title="停车难", state="draft", audience=0)
    url = f"{URL}/{topic.id}"

    browser.after(browser.post(f"{url}/edit", **{**NEW, "title": "停车怎么办"}))
    assert "2 位会员" in words(browser.page(f"{url}/publish").main)
    page = browser.after(browser.post(f"{url}/publish"))
    assert "您发布了话题“停车怎么办”，10 秒后生效" in words(page.select_one("#toasts"))
    assert Topic.get_by_id(topic.id).state == "draft"
    refused = desk("administrator").post(f"{url}/edit", **NEW)
    assert refused.status_code == 409
    assert "赵云刚刚发布了话题" in refused.text
    effect(clock)
    assert (Topic.get_by_id(topic.id).state, Topic.get_by_id(topic.id).audience) == ("published", 2)
    assert browser.post(f"{url}/edit", **NEW).status_code == 409


def test_statements_are_shown_with_their_votes_and_without_names(desk, world, topic):
    said = make_statement(topic, "多建一座立体车库", author=world.member, is_name_hidden=True)
    make_statement(topic, "没人表态的一条")
    vote(topic.id, said.id, world.organizer.id, "agree")
    vote(topic.id, said.id, world.member.id, "disagree")

    page = desk("auditor").page(f"{URL}/{topic.id}")

    assert [words(one) for one in page.select(".statements li")] == [
        "多建一座立体车库 同意 1 不同意 1 跳过 0",
        "没人表态的一条 同意 0 不同意 0 跳过 0",
    ]
    assert "王敏" not in page.main.get_text()
    assert not page.main.select("form")


def test_closed_early_and_opened_again(desk, topic):
    browser = desk("staff")
    before = Topic.get_by_id(topic.id).closes_at
    page = browser.after(browser.post(f"{URL}/{topic.id}/close"))

    assert Topic.get_by_id(topic.id).closes_at == backend_clock.now()
    form = page.select_one("#toasts form")
    fields = {one["name"]: one["value"] for one in form.select("input[name]")}
    browser.post(form["action"], **fields)
    assert Topic.get_by_id(topic.id).closes_at == before
    assert browser.post(f"{URL}/{topic.id}/end", closes_at="2026-01-01T00:00").status_code == 422


def test_results_are_told_after_ten_seconds(desk, topic, clock):
    browser = desk("staff")
    url = f"{URL}/{topic.id}/results"
    assert browser.post(url, summary="大家同意建车库。").status_code == 409
    over(topic)

    assert "请写一段结语" in browser.post(url, summary="").text
    browser.post(url, summary="大家同意建车库。")
    assert Topic.get_by_id(topic.id).results_at is None
    effect(clock)
    assert Topic.get_by_id(topic.id).summary == "大家同意建车库。"
    assert "已公布结果" in words(desk("staff").page(f"{URL}/{topic.id}").h1)


def test_topic_that_is_over_waits_on_today_until_its_results_are_told(desk, topic, clock):
    over(topic, participants=3)
    browser = desk("staff")

    (line,) = browser.page("/console/today").select("article.waiting")
    assert "话题待公布结果" in words(line)
    assert line.select_one("[data-key=a]")["href"] == f"{URL}/{topic.id}"
    browser.post(f"{URL}/{topic.id}/results", summary="大家同意建车库。")
    assert "秒后生效" in words(browser.page("/console/today").select_one("article.waiting"))
    effect(clock)
    assert not browser.page("/console/today").select("article.waiting")


def test_meeting_is_drafted_once(desk, topic):
    browser = desk("staff")
    form = {"title": "停车恳谈会", "starts_at": "2026-05-10T14:00", "ends_at": "2026-05-10T16:00", "capacity": "30"}
    url = f"{URL}/{topic.id}/activity"

    assert "停车难" in browser.page(url).select_one("input[name=title]")["value"]
    assert browser.post(url, **{**form, "ends_at": "2026-05-10T13:00"}).status_code == 422
    browser.after(browser.post(url, **form))
    browser.post(url, **form)
    assert desk("administrator").post(url, **form).status_code == 409
    activity = Activity.get()
    assert (activity.title, activity.capacity, activity.state) == ("停车恳谈会", 30, "draft")
    assert Topic.get_by_id(topic.id).activity_id == activity.id


def test_pages_cost_few_statements(desk, world, topic, count_statements):
    for number in range(20):
        make_statement(make_topic(world.library, title=f"话题{number}"), f"观点之{number}")
        make_statement(topic, f"第 {number} 条观点")
    browser = desk("staff")
    for path in (URL, f"{URL}/{topic.id}", f"{URL}/new", f"{URL}/{topic.id}/activity"):
        with count_statements() as statements:
            browser.page(path)
        assert len(statements) <= 12, path


def test_typed_words_stay_words(desk, world):
    evil = "<script>alert(1)</script>"
    topic = make_topic(world.chamber, title=evil, text=evil, summary=evil)
    make_statement(topic, evil)

    for path in (URL, f"{URL}/{topic.id}", f"{URL}/{topic.id}/activity"):
        assert evil in str(desk("staff").page(path).get_text() + str(desk("staff").page(path).select("input")))


def test_second_publishing_is_refused_while_the_first_is_held(desk, world):
    topic = make_topic(world.chamber, state="draft")

    assert desk("staff").post(f"{URL}/{topic.id}/publish").status_code == 303
    assert desk("administrator").post(f"{URL}/{topic.id}/publish").status_code == 409
    assert HeldAct.select().count() == 1
