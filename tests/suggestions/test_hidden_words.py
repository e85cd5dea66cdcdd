"""Words that nobody found harmless reach nobody but their author and staff, by whatever way."""

from __future__ import annotations

from typing import Any

from backend.cases import services as cases
from backend.cases.models import Case
from tests.factories import make_case, make_member
from tests.people import World
from tests.phone import Phone

BAD = "不该看见的话"


def detail(phone: Phone, case: Case) -> Any:
    return phone.get(f"/suggestions/{case.id}")


def endorsed(world: World) -> Case:
    case = make_case(world.chamber, world.member)
    cases.endorse(case.id, world.organizer.id)
    return case


def test_a_supporter_sees_new_words_once_they_passed(world: World, as_organizer: Phone, as_member: Phone) -> None:
    case = endorsed(world)
    cases.edit_text(case.id, world.member.id, {"title": "增开夜班公交"})
    assert detail(as_organizer, case).status_code == 404
    assert as_organizer.get("/suggestions?view=followed").json["items"] == []
    assert detail(as_member, case).json["title"] == "增开夜班公交"
    cases.set_public_state(case.id, "shown")
    body = detail(as_organizer, case).json
    assert body["title"] == "增开夜班公交"
    assert [part["op"] for part in body["edits"][0]["title_parts"]].count("same") >= 1


def test_a_wording_that_was_blocked_is_in_no_difference(world: World, as_organizer: Phone) -> None:
    case = endorsed(world)
    cases.edit_text(case.id, world.member.id, {"text": BAD, "title": BAD})
    cases.set_public_state(case.id, "blocked", "不当")
    cases.edit_text(case.id, world.member.id, {"text": "晚上九点以后没有公交车。"})
    cases.edit_text(case.id, world.member.id, {"title": "增设夜间公交"})
    cases.set_public_state(case.id, "shown")
    answer = detail(as_organizer, case)
    assert BAD not in answer.get_data(as_text=True)
    (edit,) = answer.json["edits"]
    old = "".join(part["text"] for part in edit["text_parts"] if part["op"] != "added")
    new = "".join(part["text"] for part in edit["text_parts"] if part["op"] != "removed")
    assert (old, new) == ("晚上八点以后没有公交车。", "晚上九点以后没有公交车。")


def test_each_wording_others_saw_is_a_difference_of_its_own(world: World, as_organizer: Phone) -> None:
    case = endorsed(world)
    for hour in ("九", "十"):
        cases.edit_text(case.id, world.member.id, {"text": f"晚上{hour}点以后没有公交车。"})
        cases.set_public_state(case.id, "shown")
    edits = detail(as_organizer, case).json["edits"]
    assert [[part["text"] for part in edit["text_parts"] if part["op"] == "added"] for edit in edits] == [
        ["九"],
        ["十"],
    ]


def test_what_the_author_says_of_the_answer_is_for_author_and_staff(
    world: World, as_organizer: Phone, as_member: Phone, as_staff: Phone
) -> None:
    case = endorsed(world)
    cases.reply(case.id, world.staff.id, "已转公交公司。", "passed_on")
    cases.rate(case.id, world.member.id, 1, BAD)
    cases.reopen(case.id, world.member.id, BAD)
    other = world.phone_of(make_member(organization=world.chamber))
    for phone in (as_organizer, other):
        body = detail(phone, case)
        assert BAD not in body.get_data(as_text=True)
        assert "要求重新办理" in [step["word"] for step in body.json["steps"]]
    assert BAD in detail(as_member, case).get_data(as_text=True)
    assert BAD in as_staff.get(f"/staff/cases/{case.id}").get_data(as_text=True)


def test_a_merge_does_not_name_what_was_not_shown(world: World, as_organizer: Phone, as_member: Phone) -> None:
    hidden = make_case(world.chamber, world.member, title=BAD)
    cases.set_public_state(hidden.id, "blocked", "不当")
    case = make_case(world.chamber, world.organizer)
    cases.merge(case.id, world.staff.id, hidden.id)
    answer = detail(as_organizer, case)
    assert (answer.status_code, answer.json["merged_into"]) == (200, None)
    assert BAD not in answer.get_data(as_text=True)
    assert detail(as_organizer, hidden).status_code == 404
    shown = make_case(world.chamber, world.organizer, title="夜间公交")
    cases.merge(hidden.id, world.staff.id, shown.id)
    assert detail(as_organizer, shown).json["merged_from"] == []
    assert [one["title"] for one in detail(as_member, shown).json["merged_from"]] == [BAD]
