"""Topics: statements, votes that are only ever shown added up, and what staff make of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.activities.models import Activity
from backend.safety.models import TextCheck
from backend.topics import services
from backend.topics.models import Statement, Topic, Vote
from tests.factories import make_member, make_statement, make_topic
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together


@pytest.fixture
def topic(world: World) -> Topic:
    """An open one of the chamber, with two statements of staff's."""
    made = make_topic(world.chamber)
    for text in ("白天开放单位内部车位", "多建一座立体车库"):
        make_statement(made, text)
    return made


def said(phone: Phone, topic: Topic) -> dict[str, dict[str, Any]]:
    return {one["text"]: one for one in phone.get(f"/topics/{topic.id}").json["said"]}


def vote(phone: Phone, topic: Topic, text: str, what: str) -> Any:
    statement = Statement.get(Statement.text == text)
    return phone.put(f"/topics/{topic.id}/statements/{statement.id}/vote", json={"vote": what})


def test_sums_are_seen_after_the_vote(topic: Topic, as_member: Phone, as_organizer: Phone) -> None:
    text = "多建一座立体车库"
    assert said(as_member, topic)[text]["agrees"] is None
    assert vote(as_member, topic, text, "agree").status_code == 200
    assert (said(as_member, topic)[text]["agrees"], said(as_member, topic)[text]["my_vote"]) == (1, "agree")
    assert said(as_organizer, topic)[text]["agrees"] is None


def test_another_vote_moves_the_sums(topic: Topic, as_member: Phone) -> None:
    text = "多建一座立体车库"
    for what in ("agree", "agree", "pass", "disagree"):
        vote(as_member, topic, text, what)
    row = Statement.get(Statement.text == text)
    fresh = Topic.get()
    assert (row.agrees, row.disagrees, row.passes) == (0, 1, 0)
    assert (fresh.votes, fresh.participants) == (1, 1)


def test_nobody_votes_before_after_or_from_elsewhere(topic: Topic, as_member: Phone, as_stranger: Phone) -> None:
    text = "多建一座立体车库"
    assert as_stranger.get(f"/topics/{topic.id}").status_code == 404
    assert vote(as_stranger, topic, text, "agree").status_code == 404
    Topic.update(closes_at=backend_clock.now()).execute()
    assert vote(as_member, topic, text, "agree").json["code"] == "topic_closed"
    assert vote(as_member, topic, text, "maybe").status_code == 422


def test_what_a_member_says_is_checked_first(topic: Topic, as_member: Phone, as_organizer: Phone) -> None:
    body = {"text": "错时停车，晚上对居民开放", "client_ref": "one"}
    path = f"/topics/{topic.id}/statements"
    assert as_member.post(path, json=body).status_code == 201
    assert as_member.post(path, json=body).status_code == 200
    assert body["text"] not in said(as_organizer, topic)
    assert TextCheck.get().subject_kind == "statement"
    statement = Statement.get(Statement.text == body["text"])
    services.decide_statement(statement.id, True, "", None)
    services.decide_statement(statement.id, True, "", None)
    assert said(as_organizer, topic)[body["text"]]["author_name"] == "不公开姓名"
    assert Topic.get().statements == 3
    same = as_organizer.post(path, json={"text": "错时停车，晚上对居民开放！", "client_ref": "two"})
    assert same.json["code"] == "said_before"


def test_what_nobody_may_read_yet_is_not_quoted_to_who_says_it_again(
    topic: Topic, as_member: Phone, as_organizer: Phone
) -> None:
    hidden = "增设夜间路边临时车位，收费从低（内部消息王某）"
    as_member.post(f"/topics/{topic.id}/statements", json={"text": hidden, "client_ref": "a"})
    waiting = Statement.get(Statement.text == hidden)
    Statement.update(public_state="checking").where(Statement.id == waiting.id).execute()
    again = {"text": hidden.replace("王某", "王氏"), "client_ref": "b"}
    answer = as_organizer.post(f"/topics/{topic.id}/statements", json=again)
    assert answer.json["code"] == "said_before"
    assert "王某" not in answer.get_data(as_text=True)
    assert "审核" in answer.json["errors"]["text"][0]
    Statement.update(public_state="shown").where(Statement.id == waiting.id).execute()
    assert hidden in as_organizer.post(f"/topics/{topic.id}/statements", json=again).json["errors"]["text"][0]


def test_five_statements_are_enough(topic: Topic, as_member: Phone) -> None:
    texts = ("修一条自行车道", "拓宽东门路口", "增加公交班次", "鼓励拼车上班", "发停车优惠券", "建设非机动车棚")
    answers = [
        as_member.post(f"/topics/{topic.id}/statements", json={"text": text, "client_ref": text}) for text in texts
    ]
    assert [answer.status_code for answer in answers] == [201] * 5 + [409]


def test_results_are_told_at_the_end(topic: Topic, as_staff: Phone, as_member: Phone, as_organizer: Phone) -> None:
    vote(as_member, topic, "多建一座立体车库", "agree")
    path = f"/staff/topics/{topic.id}"
    assert as_staff.post(f"{path}/results", json={"summary": "大家支持立体车库"}).json["code"] == "topic_still_open"
    as_staff.post(f"{path}/close")
    assert as_staff.post(f"{path}/results", json={"summary": "大家支持立体车库"}).status_code == 200
    assert said(as_organizer, topic)["多建一座立体车库"]["agrees"] == 1
    assert any(task["kind"] == "topic_results" for task in as_member.get("/home").json["read"])
    shown = as_staff.get(path)
    assert "王敏" not in shown.text
    assert "my_vote" not in shown.text


def test_a_statement_complained_of_is_taken_away(topic: Topic, as_staff: Phone, as_member: Phone) -> None:
    text = "多建一座立体车库"
    body = {"subject_kind": "statement", "subject_id": str(Statement.get(Statement.text == text).id), "reason": "other"}
    complaint = as_member.post("/complaints", json=body).json
    as_staff.post(f"/staff/complaints/{complaint['id']}/decide", json={"is_upheld": True, "note": "离题"})
    assert text not in said(as_member, topic)
    assert Topic.get().statements == 1
    told = [task for task in as_member.get("/home").json["read"] if task["kind"] == "complaint_decided"]
    assert [task["note"] for task in told] == ["upheld"]


def test_who_only_said_something_hears_of_the_results_too(topic: Topic, as_staff: Phone, world: World) -> None:
    author, other = (
        make_member("只说不投", organization=world.chamber),
        make_member("没有参加", organization=world.chamber),
    )
    make_statement(topic, "错时停车", author=author)
    as_staff.post(f"/staff/topics/{topic.id}/close")
    as_staff.post(f"/staff/topics/{topic.id}/results", json={"summary": "先试行错时停车"})
    kinds = [[task["kind"] for task in world.phone_of(person).get("/home").json["read"]] for person in (author, other)]
    assert kinds == [["topic_results"], []]


def test_a_topic_becomes_an_activity_once(
    topic: Topic, as_staff: Phone, as_member: Phone, as_organizer: Phone, clock: Any
) -> None:
    vote(as_member, topic, "多建一座立体车库", "agree")
    vote(as_organizer, topic, "多建一座立体车库", "disagree")
    start = clock.now() + timedelta(days=3)
    body = {
        "title": "停车难座谈会",
        "venue": "三楼",
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=2)).isoformat(),
        "client_ref": "meeting",
    }
    path = f"/staff/topics/{topic.id}/activity"
    first = as_staff.post(path, json=body).json["activity_id"]
    assert as_staff.post(path, json=body).json["activity_id"] == first
    assert as_staff.post(path, json={**body, "client_ref": "other"}).json["code"] == "already_activity"
    assert Activity.select().count() == 1
    assert all(task["kind"] != "topic_activity" for task in as_member.get("/home").json["do"])
    as_staff.post(f"/staff/activities/{first}/publish")
    # Supporters are told why once, in place of the line everybody gets.
    kinds = [[task["kind"] for task in phone.get("/home").json["do"]] for phone in (as_member, as_organizer)]
    assert kinds == [["topic_activity"], ["activity_open"]]


@pytest.mark.parametrize(
    ("people", "audience", "hot"), [(20, 1000, True), (19, 1000, False), (5, 50, True), (0, 0, False)]
)
def test_hot_is_what_the_rule_says(people: int, audience: int, hot: bool) -> None:
    assert services.is_hot(people, audience) is hot


def test_who_leaves_takes_the_votes_along(topic: Topic, as_member: Phone) -> None:
    vote(as_member, topic, "多建一座立体车库", "agree")
    data = as_member.get("/me/export").json["data"]
    assert [one["vote"] for one in data["topic_votes"]] == ["同意"]
    as_member.delete("/me", json={"confirm": "注销"})
    assert Vote.select().count() == 0
    assert (Statement.get(Statement.text == "多建一座立体车库").agrees, Topic.get().votes) == (0, 0)


def test_many_vote_at_once(topic: Topic, world: World, app: Any) -> None:
    statement = Statement.get(Statement.text == "多建一座立体车库")
    people = [make_member(organization=world.chamber).id for _ in range(12)]
    run_together([lambda one=one: services.vote(topic.id, statement.id, one, "agree") for one in people])
    run_together([lambda one=one: services.vote(topic.id, statement.id, one, "disagree") for one in people])
    row, fresh = Statement.get_by_id(statement.id), Topic.get()
    assert (row.agrees, row.disagrees, fresh.votes, fresh.participants) == (0, 12, 12, 12)


def test_those_with_few_votes_come_first(topic: Topic, as_member: Phone, as_organizer: Phone) -> None:
    vote(as_organizer, topic, "多建一座立体车库", "pass")
    texts = [one["text"] for one in as_member.get(f"/topics/{topic.id}").json["said"]]
    assert texts == ["白天开放单位内部车位", "多建一座立体车库"]


def test_lists_cost_the_same_for_any_number(
    topic: Topic, world: World, as_member: Phone, as_staff: Phone, count_statements: Any
) -> None:
    def look() -> int:
        with count_statements() as statements:
            as_member.get("/topics")
            as_staff.get("/staff/topics")
        return len(statements)

    few = look()
    for number in range(6):
        make_topic(world.chamber, title=f"话题{number}")
    assert look() == few
    assert as_member.get("/topics").json["total"] == 7


def test_topics_are_listed_by_whether_they_run(world: World, as_member: Phone, as_stranger: Phone) -> None:
    now = backend_clock.now()

    def made(title: str, days: int, **fields: Any) -> None:
        moments = {"opens_at": now - timedelta(days=30), "closes_at": now + timedelta(days=days)}
        make_topic(world.chamber, title=title, **{**moments, **fields})

    made("下周截止", 7)
    made("明天截止", 1)
    made("还没开始", 20, opens_at=now + timedelta(days=2))
    made("等结果", -1)
    made("有结果", -9, results_at=now, summary="大家都同意")
    made("草稿", 3, state="draft")

    def titles(phone: Phone, view: str) -> list[str]:
        answer = phone.get(f"/topics?view={view}").json
        assert answer["total"] == len(answer["items"])
        return [one["title"] for one in answer["items"]]

    assert titles(as_member, "running") == ["明天截止", "下周截止", "还没开始"]
    assert titles(as_member, "ended") == ["等结果", "有结果"]
    assert titles(as_member, "all") == ["还没开始", "下周截止", "明天截止", "等结果", "有结果"]
    assert titles(as_stranger, "running") == []
    assert as_member.get("/topics?view=some").status_code == 422


def test_a_statement_complained_of_and_upheld_is_gone(topic: Topic, as_member: Phone, as_staff: Phone) -> None:
    text = "多建一座立体车库"
    body = {"subject_kind": "statement", "subject_id": said(as_member, topic)[text]["id"], "reason": "false"}
    assert as_member.post("/complaints", json=body).status_code == 201
    (complaint,) = as_staff.get("/staff/complaints").json["items"]
    assert (complaint["subject_kind"], complaint["text"]) == ("statement", text)

    as_staff.post(f"/staff/complaints/{complaint['id']}/decide", json={"is_upheld": True, "note": "不属实"})

    assert text not in said(as_member, topic)
