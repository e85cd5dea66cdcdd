"""Nothing is shown before a verdict, and a verdict counts only for the words it was about."""

from __future__ import annotations

import io
from typing import Any

import pytest

from backend.cases import services as cases
from backend.cases.models import Case
from backend.media.models import Media, MediaCheck
from backend.safety import checks
from backend.safety.checks import check_due, check_text_now
from backend.safety.complaints import ComplaintDecided, decide_complaints
from backend.safety.models import Complaint, TextCheck
from backend.suggestions.services import change_suggestion
from backend.suggestions.subjects import give_photos_to_staff
from tests.factories import make_member
from tests.media.files import picture
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together
from tests.suggestions.test_members import known_to_wechat, titles, write


@pytest.fixture
def writer(as_member: Phone, simulator: Any) -> Phone:
    known_to_wechat(as_member, simulator)
    return as_member


def waiting(staff: Phone) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = staff.get("/staff/texts").json["items"]
    return items


@pytest.mark.parametrize("fault", ["busy", "http_error", "quota"])
def test_while_wechat_fails_it_waits_and_is_asked_again(
    writer: Phone, as_organizer: Phone, simulator: Any, clock: Any, fault: str
) -> None:
    simulator.post("faults", kind=fault, path="/wxa/msg_sec_check", seconds=60)
    assert write(writer).json["check"] == "waiting"
    assert titles(as_organizer) == []
    assert check_due() == 0
    simulator.delete("faults")
    clock.advance(minutes=11)
    assert check_due() == 1
    assert titles(as_organizer) == ["增设夜间公交"]
    assert check_due() == 0


def test_after_many_silent_attempts_a_person_looks(writer: Phone, as_staff: Phone, simulator: Any, clock: Any) -> None:
    simulator.post("faults", kind="busy", path="/wxa/msg_sec_check", seconds=36_000)
    write(writer)
    for _ in range(checks.MOST_ATTEMPTS):
        clock.advance(minutes=11)
        check_due()
    simulator.delete("faults")
    assert [item["title"] for item in waiting(as_staff)] == ["增设夜间公交"]


def test_what_wechat_is_unsure_of_waits_for_a_person(writer: Phone, as_organizer: Phone, as_staff: Phone) -> None:
    assert write(writer, text="有问题加我微信联系。").json["check"] == "staff"
    assert titles(as_organizer) == []
    (item,) = waiting(as_staff)
    for _ in range(2):
        assert as_staff.post(f"/staff/texts/{item['id']}/clear", json={"digest": item["digest"]}).status_code == 200
    assert titles(as_organizer) == ["增设夜间公交"]


def test_a_person_judges_the_words_they_saw(writer: Phone, as_organizer: Phone, as_staff: Phone) -> None:
    case_id = write(writer, text="有问题加我微信联系。").json["id"]
    (item,) = waiting(as_staff)
    writer.put(f"/suggestions/{case_id}", json={"text": "低价代购，加我微信。"})
    refused = as_staff.post(f"/staff/texts/{item['id']}/clear", json={"digest": item["digest"]})
    assert (refused.status_code, refused.json["code"]) == (409, "text_changed")
    assert titles(as_organizer) == []
    (again,) = waiting(as_staff)
    assert as_staff.post(f"/staff/texts/{again['id']}/clear", json={"digest": again["digest"]}).status_code == 200
    assert titles(as_organizer) == ["增设夜间公交"]


def test_a_verdict_on_other_words_counts_for_nothing(
    world: World, writer: Phone, as_organizer: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While WeChat looks at harmless words, the author puts risky ones in their place."""
    case_id = int(write(writer, text="有问题加我微信联系。").json["id"])
    TextCheck.update(state="queued").execute()
    ask = checks.wechat

    class Meanwhile:
        def check_text(self, *_: Any) -> Any:
            monkeypatch.setattr(checks, "wechat", ask)
            change_suggestion(case_id, world.member.id, {"text": "这里可以赌博。"}, None)
            return type("Verdict", (), {"suggest": "pass", "label": 100})

    monkeypatch.setattr(checks, "wechat", Meanwhile)
    check_text_now("suggestion", case_id)
    assert titles(as_organizer) == []
    assert Case.get_by_id(case_id).public_state == "blocked"


def test_edits_and_verdicts_at_the_same_moment_leave_one_truth(world: World, writer: Phone) -> None:
    case_id = int(write(writer, text="有问题加我微信联系。").json["id"])

    def edit(number: int) -> Any:
        return lambda: change_suggestion(case_id, world.member.id, {"text": f"晚上没有公交车，第{number}次说。"}, None)

    def judge() -> None:
        TextCheck.update(state="queued").where(TextCheck.state == "staff").execute()
        check_text_now("suggestion", case_id)

    run_together([edit(1), judge, edit(2), judge, edit(3), judge])
    check = TextCheck.get()
    view = checks.view_of("suggestion", case_id)
    assert view is not None
    assert check.digest == checks.digest_of(view)
    assert (check.state, Case.get_by_id(case_id).public_state) in {("passed", "shown"), ("queued", "checking")}


def test_what_a_person_took_away_comes_back_by_a_person_only(
    writer: Phone, as_organizer: Phone, as_staff: Phone
) -> None:
    case_id = write(writer).json["id"]
    as_organizer.post("/complaints", json={"subject_kind": "suggestion", "subject_id": case_id, "reason": "abuse"})
    (complaint,) = as_staff.get("/staff/complaints").json["items"]
    as_staff.post(f"/staff/complaints/{complaint['id']}/decide", json={"is_upheld": True, "note": "辱骂"})
    for text in ("晚上八点以后没有公交车。", "晚上九点以后没有公交车。"):
        changed = writer.put(f"/suggestions/{case_id}", json={"text": text})
        assert changed.json["check"] == "staff"
    assert titles(as_organizer) == []
    (item,) = waiting(as_staff)
    as_staff.post(f"/staff/texts/{item['id']}/clear", json={"digest": item["digest"]})
    assert titles(as_organizer) == ["增设夜间公交"]
    assert writer.put(f"/suggestions/{case_id}", json={"text": "晚上十点以后没有车。"}).json["check"] == "passed"


def test_a_complaint_is_decided_once_by_one_person(world: World, writer: Phone, as_organizer: Phone) -> None:
    case_id = write(writer).json["id"]
    as_organizer.post("/complaints", json={"subject_kind": "suggestion", "subject_id": case_id, "reason": "abuse"})
    complaint = Complaint.get()

    def decide(is_upheld: bool) -> Any:
        def act() -> str:
            try:
                decide_complaints(complaint, is_upheld, "", world.staff.id)
            except ComplaintDecided:
                return "late"
            return "upheld" if is_upheld else "dismissed"

        return act

    answers = run_together([decide(number % 2 == 0) for number in range(6)])
    state = Complaint.get().state
    assert set(answers) == {state, "late"}
    assert Case.get_by_id(int(case_id)).public_state == ("blocked" if state == "upheld" else "shown")


def test_complaints_of_the_same_thing_are_one_line(
    world: World, writer: Phone, as_organizer: Phone, as_staff: Phone, count_statements: Any
) -> None:
    other = world.phone_of(make_member("李明", None, world.chamber))

    def complain_of(number: int) -> None:
        case_id = write(writer, client_ref=f"n{number}").json["id"]
        for phone in (as_organizer, other):
            body = {"subject_kind": "suggestion", "subject_id": case_id, "reason": "other", "text": "<script>"}
            assert phone.post("/complaints", json=body).status_code == 201

    complain_of(0)
    with count_statements() as few:
        as_staff.get("/staff/complaints")
    for number in range(1, 5):
        complain_of(number)
    with count_statements() as many:
        items = as_staff.get("/staff/complaints").json["items"]
    assert [item["complaints"] for item in items] == [2] * 5
    assert len(many) == len(few)


def test_others_have_nothing_to_patrol(
    writer: Phone, as_member: Phone, as_foreign_staff: Phone, as_auditor: Phone, as_stranger: Phone
) -> None:
    case_id = write(writer, text="有问题加我微信联系。").json["id"]
    check = TextCheck.get()
    assert waiting(as_foreign_staff) == []
    assert as_foreign_staff.post(f"/staff/texts/{check.id}/clear", json={}).status_code == 404
    assert as_auditor.post(f"/staff/texts/{check.id}/clear", json={}).status_code == 403
    assert as_member.get("/staff/texts").status_code == 403
    hidden = {"subject_kind": "suggestion", "subject_id": case_id, "reason": "abuse"}
    assert as_stranger.post("/complaints", json=hidden).status_code == 404


def test_a_photo_wechat_cannot_settle_is_judged_by_a_person(
    writer: Phone, as_organizer: Phone, as_staff: Phone
) -> None:
    case_id = write(writer).json["id"]
    form = {"file": (io.BytesIO(picture()), "路口.jpg"), "client_ref": "photo"}
    writer.post(f"/suggestions/{case_id}/photos", data=form)
    assert give_photos_to_staff() == 0
    MediaCheck.update(state="staff").execute()
    assert (give_photos_to_staff(), give_photos_to_staff()) == (1, 0)
    (item,) = waiting(as_staff)
    assert (item["subject_kind"], item["title"]) == ("photo", "照片：增设夜间公交")
    assert as_staff.get(item["photo_url"]).status_code == 200
    assert as_organizer.get(f"/suggestions/{case_id}").json["photos"] == []
    assert as_staff.post(f"/staff/texts/{item['id']}/clear", json={"digest": item["digest"]}).status_code == 200
    (photo,) = as_organizer.get(f"/suggestions/{case_id}").json["photos"]
    body = {"subject_kind": "photo", "subject_id": photo["id"], "reason": "privacy", "text": ""}
    assert as_organizer.post("/complaints", json=body).status_code == 201
    (complaint,) = as_staff.get("/staff/complaints").json["items"]
    as_staff.post(f"/staff/complaints/{complaint['id']}/decide", json={"is_upheld": True, "note": "有人脸"})
    assert as_organizer.get(f"/suggestions/{case_id}").json["photos"] == []
    assert [one["state"] for one in writer.get(f"/suggestions/{case_id}").json["photos"]] == ["blocked"]
    assert Media.get().state == "blocked"


def test_a_merged_in_or_endorsed_text_is_hidden_while_it_is_checked(
    world: World, writer: Phone, as_organizer: Phone
) -> None:
    case_id = write(writer).json["id"]
    as_organizer.put(f"/suggestions/{case_id}/endorsement")
    writer.put(f"/suggestions/{case_id}", json={"text": "有问题加我微信联系。"})
    assert as_organizer.get(f"/suggestions/{case_id}").status_code == 404
    assert titles(as_organizer, "view=followed") == []
    writer.put(f"/suggestions/{case_id}", json={"text": "晚上十点以后没有公交车。"})
    shown = as_organizer.get(f"/suggestions/{case_id}")
    assert "加我微信" not in shown.text
    (edit,) = shown.json["edits"]
    assert "".join(part["text"] for part in edit["text_parts"] if part["op"] != "added") == (
        "晚上八点以后石桥街道没有公交车。"
    )
    other = cases.set_public_state(int(write(writer, client_ref="two", title="夜班车").json["id"]), "blocked")
    cases.merge(other.id, world.staff.id, int(case_id))
    assert as_organizer.get(f"/suggestions/{case_id}").json["merged_from"] == []


def test_many_endorse_twice_at_once_and_each_counts_once(world: World, writer: Phone) -> None:
    case_id = int(write(writer).json["id"])
    people = [make_member(f"会员{number}", None, world.chamber) for number in range(20)]
    acts = [lambda one=one: cases.endorse(case_id, one.id) for one in people for _ in range(2)]
    run_together(acts)
    assert Case.get_by_id(case_id).endorsements == 20


def told(phone: Phone) -> list[dict[str, Any]]:
    return [task for task in phone.get("/home").json["read"] if task["kind"] == "complaint_decided"]


@pytest.mark.parametrize(
    ("is_upheld", "note", "target"),
    [(True, "upheld", "/pages/voice/index"), (False, "dismissed", "/pages/suggestion/index?id={}")],
)
def test_who_complained_hears_what_became_of_it_until_they_opened_it(
    writer: Phone, as_organizer: Phone, as_staff: Phone, clock: Any, is_upheld: bool, note: str, target: str
) -> None:
    case_id = write(writer).json["id"]
    body = {"subject_kind": "suggestion", "subject_id": case_id, "reason": "abuse"}
    complaint = as_organizer.post("/complaints", json=body).json
    assert told(as_organizer) == []
    as_staff.post(f"/staff/complaints/{complaint['id']}/decide", {"is_upheld": is_upheld, "note": "核实过"})
    (task,) = told(as_organizer)
    assert (task["note"], task["title"], task["target"]) == (note, "您举报的内容", target.format(case_id))
    assert told(writer) == []
    assert as_organizer.post("/tasks/seen", {"key": task["key"]}).status_code == 204
    assert told(as_organizer) == []


def test_a_complaint_decided_long_ago_is_no_news(
    writer: Phone, as_organizer: Phone, as_staff: Phone, clock: Any
) -> None:
    case_id = write(writer).json["id"]
    body = {"subject_kind": "suggestion", "subject_id": case_id, "reason": "abuse"}
    complaint = as_organizer.post("/complaints", json=body).json
    as_staff.post(f"/staff/complaints/{complaint['id']}/decide", {"is_upheld": False})
    clock.advance(days=29)
    assert len(told(as_organizer)) == 1
    clock.advance(days=2)
    assert told(as_organizer) == []
