"""Suggestions, as members write, find, endorse and follow them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.cases import services as cases
from backend.cases.models import Case
from backend.safety.checks import check_due
from backend.safety.models import TextCheck
from backend.safety.settings import use_public_boards
from tests.factories import make_account, make_member
from tests.media.files import picture
from tests.people import World
from tests.phone import Phone

NEW = {
    "title": "增设夜间公交",
    "text": "晚上八点以后石桥街道没有公交车。",
    "category": "community",
    "client_ref": "one",
}


def known_to_wechat(phone: Phone, simulator: Any) -> None:
    """Let the phone be one that has just opened the mini-program."""
    code = simulator.login_code(simulator.add_user("会员"))
    phone.post("/login", json={"code": code})
    openid = Account.select().order_by(Account.id.desc()).first().openid
    Account.delete().where(Account.openid == openid).execute()
    Account.update(openid=openid).where(Account.id == phone.account_id).execute()


@pytest.fixture
def writer(as_member: Phone, simulator: Any) -> Phone:
    known_to_wechat(as_member, simulator)
    return as_member


@pytest.fixture
def board_off() -> Iterator[None]:
    use_public_boards(False)
    yield
    use_public_boards(True)


def write(phone: Phone, **fields: Any) -> Any:
    return phone.post("/suggestions", json={**NEW, **fields})


def titles(phone: Phone, query: str = "") -> list[str]:
    return [item["title"] for item in phone.get(f"/suggestions?{query}").json["items"]]


def test_it_is_checked_and_then_on_the_board(writer: Phone, as_organizer: Phone) -> None:
    answer = write(writer)
    assert answer.status_code == 201, answer.text
    assert (answer.json["check"], answer.json["public_state"], answer.json["state_word"]) == (
        "passed",
        "shown",
        "已收到",
    )
    assert titles(as_organizer) == titles(as_organizer, "view=new") == ["增设夜间公交"]
    assert write(writer).status_code == 200
    assert Case.select().count() == 1


def test_risky_words_are_seen_by_nobody_else(writer: Phone, as_organizer: Phone) -> None:
    answer = write(writer, text="晚上可以来这里赌博。")
    assert answer.json["check"] in ("blocked", "staff")
    assert titles(as_organizer) == []
    assert as_organizer.get(f"/suggestions/{answer.json['id']}").status_code == 404
    assert titles(writer, "view=mine") == ["增设夜间公交"]


def test_who_was_not_there_lately_logs_in_and_then_a_person_looks(
    as_member: Phone, as_staff: Phone, as_organizer: Phone
) -> None:
    answer = write(as_member)
    check = TextCheck.get()
    if check.state == "log_in":
        again = as_member.post(f"/suggestions/{answer.json['id']}/check")
        assert again.json["check"] == "staff"
    TextCheck.update(state="staff").execute()
    waiting = as_staff.get("/staff/texts").json["items"]
    assert [item["title"] for item in waiting] == ["增设夜间公交"]
    assert any(task["kind"] == "texts_to_look_at" for task in as_staff.get("/home").json["do"])
    assert as_staff.post(f"/staff/texts/{waiting[0]['id']}/clear").json["state"] == "passed"
    assert titles(as_organizer) == ["增设夜间公交"]
    blocked = as_staff.post(f"/staff/texts/{waiting[0]['id']}/block", json={"reason": "广告"})
    assert blocked.json["state"] == "blocked"
    assert titles(as_organizer) == []


def test_a_name_is_hidden_from_members_and_not_from_staff(writer: Phone, as_organizer: Phone) -> None:
    case_id = write(writer, is_name_hidden=True).json["id"]
    assert as_organizer.get(f"/suggestions/{case_id}").json["author_name"] == "不公开姓名"
    assert "王敏" not in as_organizer.get(f"/suggestions/{case_id}").text
    assert writer.get(f"/suggestions/{case_id}").json["author_name"] == "王敏"


def test_endorsing_and_what_can_be_done(writer: Phone, as_organizer: Phone, as_stranger: Phone) -> None:
    case_id = write(writer).json["id"]
    path = f"/suggestions/{case_id}/endorsement"
    for _ in range(2):
        shown = as_organizer.put(path).json
    assert (shown["endorsements"], shown["has_endorsed"], shown["can"]["endorse"]) == (1, True, False)
    assert writer.put(path).json["code"] == "own_case"
    assert as_stranger.put(path).status_code == 404
    assert as_organizer.delete(path).json["endorsements"] == 0
    assert Case.get().endorsements == 0


def test_an_edit_after_an_endorsement_shows_what_changed(writer: Phone, as_organizer: Phone) -> None:
    case_id = write(writer).json["id"]
    as_organizer.put(f"/suggestions/{case_id}/endorsement")
    version = writer.get(f"/suggestions/{case_id}").json["version"]
    changed = writer.put(
        f"/suggestions/{case_id}", json={"text": "晚上九点以后石桥街道没有公交车。", "version": version}
    )
    assert changed.status_code == 200, changed.text
    parts = as_organizer.get(f"/suggestions/{case_id}").json["edits"][0]["text_parts"]
    assert [part for part in parts if part["op"] != "same"] == [
        {"op": "removed", "text": "八"},
        {"op": "added", "text": "九"},
    ]
    stale = writer.put(f"/suggestions/{case_id}", json={"title": "另一个标题", "version": version})
    assert stale.json["code"] == "case_changed"


def test_search_finds_two_characters_in_words_and_replies(world: World, writer: Phone, as_organizer: Phone) -> None:
    case_id = write(writer).json["id"]
    write(writer, title="修补人行道", text="门口的地砖松动了。", client_ref="two")
    assert titles(as_organizer, "q=公交") == ["增设夜间公交"]
    assert titles(as_organizer, "q=地砖") == ["修补人行道"]
    assert titles(as_organizer, "q=接驳") == []
    cases.reply(int(case_id), world.staff.id, "下月增开接驳班车。", "adopted")
    found = as_organizer.get("/suggestions?q=接驳").json["items"]
    assert [item["title"] for item in found] == ["增设夜间公交"]
    assert found[0]["highlights"] == [
        {
            "field": "reply",
            "parts": [
                {"text": "下月增开", "is_hit": False},
                {"text": "接驳", "is_hit": True},
                {"text": "班车。", "is_hit": False},
            ],
        }
    ]
    assert titles(as_organizer, "view=answered") == ["增设夜间公交"]
    for hostile in ('"', "*", "NEAR(", "'; DROP", "😀", "AND", "%"):
        assert as_organizer.get("/suggestions", query_string={"q": hostile}).status_code == 200


def test_what_is_alike_is_shown_with_its_answer(world: World, writer: Phone, as_organizer: Phone) -> None:
    case_id = write(writer).json["id"]
    cases.reply(int(case_id), world.staff.id, "下月增开。", "adopted")
    alike = as_organizer.get("/suggestions/similar?text=夜间公交太少").json["items"]
    assert [(one["title"], one["reply_excerpt"], one["outcome_word"]) for one in alike] == [
        ("增设夜间公交", "下月增开。", "采纳")
    ]
    assert as_organizer.get("/suggestions/similar?text=公交").json["items"] == []


def test_the_author_rates_and_reopens(world: World, writer: Phone, as_organizer: Phone) -> None:
    case_id = write(writer).json["id"]
    cases.reply(int(case_id), world.staff.id, "没有计划。", "explained")
    assert as_organizer.post(f"/suggestions/{case_id}/rating", json={"score": 1}).status_code == 404
    rated = writer.post(f"/suggestions/{case_id}/rating", json={"score": 1, "text": "没说原因"}).json
    assert rated["can"]["reopen"] is True
    reopened = writer.post(f"/suggestions/{case_id}/reopening", json={"reason": "请说明原因"}).json
    assert (reopened["state"], reopened["outcome_word"]) == ("in_progress", "")
    assert reopened["reply"]["outcome_word"] == "解释说明"
    assert [step["kind"] for step in reopened["steps"]][-3:] == ["replied", "rated", "reopened"]
    assert "没说原因" not in as_organizer.get(f"/suggestions/{case_id}").text


def test_photos_are_mine_until_they_were_found_harmless(writer: Phone, as_organizer: Phone) -> None:
    case_id = write(writer).json["id"]
    form = {"file": (io.BytesIO(picture()), "路口.jpg"), "client_ref": "photo"}
    added = writer.post(f"/suggestions/{case_id}/photos", data=form)
    assert added.status_code == 201, added.text
    assert [one["state"] for one in writer.get(f"/suggestions/{case_id}").json["photos"]] == ["pending"]
    assert as_organizer.get(f"/suggestions/{case_id}").json["photos"] == []
    assert as_organizer.delete(f"/suggestions/{case_id}/photos/{added.json['id']}").status_code == 404
    assert writer.delete(f"/suggestions/{case_id}/photos/{added.json['id']}").status_code == 204


def test_without_a_phone_number_nothing_is_published(world: World, app: Any) -> None:
    member = make_member("没有手机号", None, world.chamber)
    refused = write(world.phone_of(member))
    assert (refused.status_code, refused.json["code"]) == (403, "phone_first")


def test_what_staff_alone_read_needs_no_phone_number(board_off: None, world: World, app: Any) -> None:
    written = write(world.phone_of(make_member("没有手机号", None, world.chamber)))
    assert (written.status_code, written.json["public_state"]) == (201, "private")


def test_with_the_board_off_it_goes_to_staff_only(board_off: None, writer: Phone, as_organizer: Phone) -> None:
    written = write(writer)
    assert (written.json["check"], written.json["public_state"]) == ("off", "private")
    board = as_organizer.get("/suggestions").json
    assert (board["items"], board["is_board_public"]) == ([], False)
    assert as_organizer.get(f"/suggestions/{written.json['id']}").status_code == 404
    assert titles(writer, "view=mine") == ["增设夜间公交"]
    assert TextCheck.select().count() == 0


def test_a_complaint_upheld_takes_it_away(writer: Phone, as_organizer: Phone, as_staff: Phone) -> None:
    case_id = write(writer).json["id"]
    body = {"subject_kind": "suggestion", "subject_id": case_id, "reason": "false", "text": "不是事实"}
    assert as_organizer.post("/complaints", json=body).status_code == 201
    assert as_organizer.post("/complaints", json=body).status_code == 200
    waiting = as_staff.get("/staff/complaints").json["items"]
    assert [(one["complaints"], one["reason_word"], one["words"]) for one in waiting] == [(1, "不实信息", "不是事实")]
    path = f"/staff/complaints/{waiting[0]['id']}/decide"
    assert as_staff.post(path, json={"is_upheld": True, "note": "核实不属实"}).json["state"] == "upheld"
    assert as_staff.post(path, json={"is_upheld": True, "note": "核实不属实"}).status_code == 200
    assert as_staff.post(path, json={"is_upheld": False}).json["code"] == "complaint_decided"
    assert titles(as_organizer) == []
    assert writer.get(f"/suggestions/{case_id}").json["check"] == "blocked"


def test_the_board_costs_the_same_for_any_number(writer: Phone, as_organizer: Phone, count_statements: Any) -> None:
    write(writer)
    with count_statements() as few:
        as_organizer.get("/suggestions?q=公交")
    for number in range(6):
        write(writer, client_ref=f"n{number}", title=f"第{number}条公交建议")
    with count_statements() as many:
        assert len(titles(as_organizer, "q=公交")) == 7
    assert len(many) == len(few) <= 6


def test_my_data_holds_what_was_said_of_me(writer: Phone, as_organizer: Phone) -> None:
    write(writer)
    assert writer.get("/me/export").json["data"]["text_checks"][0]["state"] == "passed"


def test_a_check_that_failed_is_asked_again(writer: Phone, as_organizer: Phone, simulator: Any, clock: Any) -> None:
    make_account()
    write(writer)
    TextCheck.update(state="queued", due_at=clock.now()).execute()
    Case.update(public_state="checking").execute()
    assert titles(as_organizer) == []
    assert check_due() == 1
    assert titles(as_organizer) == ["增设夜间公交"]
    assert check_due() == 0
