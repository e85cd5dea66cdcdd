"""Leading a survey: draft, check, publish, change, close, cancel, copy."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.audit.models import AuditEntry
from backend.members.models import Member
from backend.surveys import inviting, planning
from backend.surveys.models import ELSEWHERE, Survey, SurveyInvitation, SurveyQuota
from backend.surveys.submitting import submit
from tests.factories import QUESTIONS, invite, make_member, make_organization, make_survey
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together


def plan(world: World, **fields: Any) -> dict[str, Any]:
    now = backend_clock.now()
    return {
        "organization_id": str(world.chamber.id),
        "title": "活动时间征集",
        "definition": QUESTIONS,
        "opens_at": now.isoformat(),
        "closes_at": (now + timedelta(days=7)).isoformat(),
        "client_ref": "one",
        **fields,
    }


@pytest.fixture
def draft(world: World, as_staff: Phone) -> dict[str, Any]:
    answer = as_staff.post("/staff/surveys", plan(world))
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def questions_with(*more: dict[str, Any]) -> dict[str, Any]:
    definition = copy.deepcopy(QUESTIONS)
    definition["sections"][0]["questions"] += more
    return definition


def messages(phone: Phone, survey_id: str) -> list[str]:
    return [remark["message"] for remark in phone.post(f"/staff/surveys/{survey_id}/check").json["remarks"]]


# Drafting


def test_a_draft_is_seen_by_nobody_it_is_for(draft: dict[str, Any], as_member: Phone) -> None:
    assert (draft["state"], draft["responses"], draft["invited"]) == ("draft", 0, 0)
    assert draft["audience_count"] == 2
    assert as_member.get("/surveys").json["total"] == 0
    assert as_member.get(f"/surveys/{draft['id']}").status_code == 404


def test_the_same_reference_is_the_same_draft(world: World, as_staff: Phone, draft: dict[str, Any]) -> None:
    again = as_staff.post("/staff/surveys", plan(world, title="别的"))
    assert (again.status_code, again.json["id"], again.json["title"]) == (200, draft["id"], draft["title"])
    assert Survey.select().count() == 1


def test_the_same_draft_at_once_is_one(world: World) -> None:
    now = backend_clock.now()
    values = {
        "organization": world.chamber.id,
        "title": "同时",
        "definition": QUESTIONS,
        "option_quotas": [],
        "opens_at": now,
        "closes_at": now + timedelta(days=1),
        "audience": {},
        "client_ref": "same",
    }
    drafted = run_together([lambda: planning.draft_survey(world.staff.id, dict(values))[0].id] * 4)
    assert len(set(drafted)) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 61}, "title"),
        ({"definition": {"sections": []}}, "definition.sections"),
        ({"template": "activity_feedback"}, "definition"),
        ({"results_for": "everybody"}, "results_for"),
        ({"quota": 0}, "quota"),
        ({"closes_at": "tomorrow"}, "closes_at"),
        ({"definition": questions_with(
            {"key": "a", "type": "text", "title": "病史", "sensitive": True, "purpose": "急救"})}, "definition.a"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_named(world: World, as_staff: Phone, fields: dict[str, Any], field: str) -> None:
    refused = as_staff.post("/staff/surveys", plan(world, **fields))
    assert refused.status_code == 422
    assert field in refused.json["errors"], refused.text
    assert Survey.select().count() == 0


def test_an_anonymous_survey_is_never_editable(world: World, as_staff: Phone) -> None:
    made = as_staff.post("/staff/surveys", plan(world, is_anonymous=True, is_editable=True)).json
    assert made["is_editable"] is False
    changed = as_staff.patch(f"/staff/surveys/{made['id']}", {"is_editable": True}).json
    assert changed["is_editable"] is False


def test_a_draft_changes_in_everything_and_can_be_thrown_away(as_staff: Phone, draft: dict[str, Any]) -> None:
    path = f"/staff/surveys/{draft['id']}"
    changed = as_staff.patch(path, {"title": "改名", "is_anonymous": True, "quota": 3, "definition": QUESTIONS}).json
    assert (changed["title"], changed["is_anonymous"], changed["quota"]) == ("改名", True, 3)
    assert changed["version"] > draft["version"]
    assert as_staff.delete(path).status_code == 204
    assert as_staff.get(path).status_code == as_staff.delete(path).status_code == 404
    actions = [entry.action for entry in AuditEntry.select().order_by(AuditEntry.id)]
    assert actions == ["survey.drafted", "survey.changed", "survey.deleted"]


# The check


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quota": 1}, "名额 1 份，少于受众 2 人，先到先得。"),
        ({"option_quotas": [{"question": "day", "option": "sat", "most": 0}]}, "第 1 题的“周六”名额是 0，没有人能选。"),
        ({"option_quotas": [{"question": "day", "option": "mon", "most": 1}]},
         "名额写在了“day”的“mon”上，问卷里没有这个选项。"),
        ({"option_quotas": [{"question": "day", "option": "sat", "most": 1},
                            {"question": "day", "option": "sun", "most": 0}]},
         "第 1 题各选项名额共 1 个，少于受众 2 人。"),
        ({"is_anonymous": True, "option_quotas": [{"question": "day", "option": "sat", "most": 9}]},
         "匿名问卷不能按选项限名额：余量的变化会透露每个人选了什么。"),
        ({"is_anonymous": True}, "第 3 题要写文字：请提醒大家不要写出姓名和单位。"),
        ({"is_anonymous": True,
          "definition": questions_with({"key": "tel", "type": "text", "title": "电话", "format": "phone"})},
         "第 4 题要填能认出本人的内容，匿名问卷不能有。"),
        ({"definition": questions_with(
            {"key": "never", "type": "text", "title": "几时",
             "show_if": {"question": "stars", "op": "gt", "value": 5}})},
         "第 4 题永远不会出现：显示条件永远不会成立。"),
        ({"definition": questions_with(
            {"key": "a", "type": "text", "title": "几时", "show_if": {"question": "stars", "op": "gt", "value": 5}},
            {"key": "b", "type": "text", "title": "何处", "show_if": {"question": "a", "op": "answered"}})},
         "第 5 题永远不会出现：它依赖的第 4 题永远不会显示。"),
        ({"definition": questions_with(
            {"key": "b", "type": "text", "title": "何处",
             "show_if": {"question": "day", "op": "in", "value": ["x", "sat"]}})},
         "第 4 题：条件里的 x 不是第 1 题能有的答案。"),
        ({"is_anonymous": True, "definition": questions_with({"key": "photo", "type": "file", "title": "照片"})},
         "第 4 题要上传文件：文件会暴露是谁交的，匿名问卷不能有。"),
    ],
)  # fmt: skip
def test_the_check_names_what_is_wrong_by_number(
    world: World, as_staff: Phone, fields: dict[str, Any], words: str
) -> None:
    made = as_staff.post("/staff/surveys", plan(world, **fields)).json
    assert words in messages(as_staff, made["id"])


def test_a_loop_is_refused_by_number_before_it_is_kept(world: World, as_staff: Phone) -> None:
    looped = questions_with(
        {"key": "a", "type": "text", "title": "几时", "show_if": {"question": "b", "op": "answered"}},
        {"key": "b", "type": "text", "title": "何处", "show_if": {"question": "a", "op": "answered"}},
    )
    refused = as_staff.post("/staff/surveys", plan(world, definition=looped))
    assert refused.status_code == 422
    (words,) = refused.json["errors"]["definition.sections[0].questions[3].show_if.question"]
    assert words.startswith("第 4 题的显示条件看的是第 5 题，可是第 4 题、第 5 题绕成了一圈")


def test_an_empty_audience_and_a_turned_window_are_errors(world: World, as_staff: Phone) -> None:
    empty = make_organization("空会", world.street)
    now = backend_clock.now().isoformat()
    made = as_staff.post("/staff/surveys", plan(world, organization_id=str(empty.id), closes_at=now, opens_at=now)).json
    found = messages(as_staff, made["id"])
    assert "截止时间要晚于开始时间。" in found
    assert "受众里一个人也没有，请换一个范围。" in found
    refused = as_staff.post(f"/staff/surveys/{made['id']}/publish")
    assert (refused.status_code, refused.json["code"]) == (409, "survey_unfit")
    assert refused.json["errors"]["_"] == found
    assert Survey.get().state == "draft"


# Publishing and inviting


def test_publishing_asks_everybody_meant_once(
    world: World, as_staff: Phone, as_member: Phone, draft: dict[str, Any]
) -> None:
    path = f"/staff/surveys/{draft['id']}/publish"
    first, again = as_staff.post(path).json, as_staff.post(path).json
    assert (first["state"], first["invited"]) == ("open", 2)
    assert (again["invited"], again["published_at"]) == (2, first["published_at"])
    asked = {row.member_id for row in SurveyInvitation.select()}
    assert asked == {world.member.id, world.organizer.id}
    assert as_member.get("/surveys").json["items"][0]["id"] == draft["id"]
    assert AuditEntry.select().where(AuditEntry.action == "survey.published").count() == 1


def test_two_who_publish_at_once_publish_once(world: World, as_staff: Phone, draft: dict[str, Any]) -> None:
    run_together([lambda: planning.publish_survey(int(draft["id"]), world.staff.id).id] * 4)
    assert (Survey.get().invited, SurveyInvitation.select().count()) == (2, 2)
    assert AuditEntry.select().where(AuditEntry.action == "survey.published").count() == 1


def test_who_joins_later_is_asked_by_the_job_and_nobody_is_unasked(
    world: World, draft: dict[str, Any], clock: Any
) -> None:
    survey = planning.publish_survey(int(draft["id"]), world.staff.id)
    newcomer = make_member("新人", organization=world.chamber)
    assert inviting.invite_due() == 0
    Member.update(state="deleted").where(Member.id == world.organizer.id).execute()
    clock.advance(hours=1, seconds=1)
    assert inviting.invite_due() == 1
    assert inviting.invite_due() == 0
    assert SurveyInvitation.select().where(SurveyInvitation.member == newcomer.id).count() == 1
    assert Survey.get_by_id(survey.id).invited == SurveyInvitation.select().count() == 3


def test_a_large_audience_is_asked_by_the_job(
    world: World, as_staff: Phone, draft: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "_ASKED_AT_ONCE", 2)
    monkeypatch.setattr("backend.database.CHUNK", 1)
    assert as_staff.post(f"/staff/surveys/{draft['id']}/publish").json["invited"] == 0
    run_together([inviting.invite_due] * 2)
    assert Survey.get().invited == SurveyInvitation.select().count() == 2
    assert Survey.get().resolved_at is not None


def test_everybody_is_counted_under_the_branch_they_joined_first(world: World) -> None:
    branch = make_organization("商会一组", world.chamber)
    twig = make_organization("一组二班", branch)
    other = make_organization("商会二组", world.chamber)
    from backend.members.services import add_to_organization

    in_twig = make_member("班里人", organization=twig)
    add_to_organization(in_twig.id, other.id)
    later = make_member("后来人", organization=world.library)
    add_to_organization(later.id, other.id)
    survey = make_survey(world.chamber)
    inviting.invite_audience(survey.id)
    units = {row.member_id: row.unit for row in SurveyInvitation.select()}
    assert units[world.member.id] == world.chamber.id
    assert units[in_twig.id] == branch.id
    assert units[later.id] == other.id
    assert ELSEWHERE not in units.values()


# While it runs


def test_once_published_only_some_things_change(as_staff: Phone, draft: dict[str, Any]) -> None:
    path = f"/staff/surveys/{draft['id']}"
    as_staff.post(f"{path}/publish")
    later = (backend_clock.now() + timedelta(days=30)).isoformat()
    kept = as_staff.patch(path, {"title": "更清楚的标题", "closes_at": later, "quota": 2})
    assert kept.status_code == 200, kept.text
    for fields in ({"is_anonymous": True}, {"audience": {}}, {"opens_at": later}, {"is_editable": False}):
        refused = as_staff.patch(path, fields)
        assert (refused.status_code, refused.json["code"]) == (409, "survey_not_draft")
    assert as_staff.delete(path).status_code == 409


def test_another_definition_is_a_new_version_and_keeps_its_types(as_staff: Phone, draft: dict[str, Any]) -> None:
    path = f"/staff/surveys/{draft['id']}"
    as_staff.post(f"{path}/publish")
    more = questions_with({"key": "more", "type": "text", "title": "还有什么"})
    assert as_staff.patch(path, {"definition": more}).json["form"]["version"] == 2
    other = copy.deepcopy(QUESTIONS)
    other["sections"][0]["questions"][1] = {"key": "stars", "type": "text", "title": "满意度"}
    refused = as_staff.patch(path, {"definition": other})
    assert "definition.stars" in refused.json["errors"]
    never = questions_with(
        {"key": "no", "type": "text", "title": "无", "show_if": {"question": "stars", "op": "gt", "value": 5}}
    )
    unfit = as_staff.patch(path, {"definition": never})
    assert (unfit.status_code, unfit.json["code"]) == (409, "survey_unfit")
    assert as_staff.get(path).json["form"]["version"] == 2


def test_limits_never_fall_below_what_was_taken(world: World, as_staff: Phone) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer)
    inviting.invite_audience(survey.id)
    SurveyQuota.create(survey=survey, question="day", option="sat", most=5)
    submit(survey.id, world.member.id, {"day": "sat"}, 1)
    submit(survey.id, world.organizer.id, {"day": "sat"}, 1)
    path = f"/staff/surveys/{survey.id}"

    def limit(most: int, option: str = "sat") -> int:
        body = {"option_quotas": [{"question": "day", "option": option, "most": most}]}
        return as_staff.patch(path, body).status_code

    assert as_staff.patch(path, {"quota": 1}).status_code == 422
    assert as_staff.patch(path, {"quota": 2}).status_code == 200
    assert (limit(1), limit(2), limit(2, "sun")) == (422, 200, 422)
    assert as_staff.get(path).json["option_quotas"] == [{"question": "day", "option": "sat", "most": 2, "taken": 2}]


def test_closing_takes_no_more_answers_and_happens_once(world: World, as_staff: Phone, as_member: Phone) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member)
    path = f"/staff/surveys/{survey.id}/close"
    first, again = as_staff.post(path).json, as_staff.post(path).json
    assert first["state"] == again["state"] == "closed"
    assert first["closes_at"] == again["closes_at"]
    late = as_member.put(f"/surveys/{survey.id}/response", {"answers": {"day": "sat"}, "form_version": 1})
    assert late.json["code"] == "survey_closed"
    assert AuditEntry.select().where(AuditEntry.action == "survey.closed").count() == 1


def test_another_closing_time_is_kept_and_one_before_the_opening_is_not(
    world: World, as_staff: Phone, as_member: Phone, clock: Any
) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member)
    path = f"/staff/surveys/{survey.id}"
    later = survey.closes_at + timedelta(days=3)
    for _ in range(2):
        moved = as_staff.put(f"{path}/closing-time", json={"closes_at": later.isoformat()})
        assert (moved.status_code, datetime.fromisoformat(moved.json["closes_at"])) == (200, later)
    turned = as_staff.put(f"{path}/closing-time", json={"closes_at": (survey.opens_at - timedelta(days=1)).isoformat()})
    assert (turned.status_code, turned.json["code"]) == (409, "survey_unfit")
    clock.set(survey.closes_at + timedelta(hours=1))
    assert as_member.get(f"/surveys/{survey.id}").json["state"] == "open"


def test_a_cancelled_survey_is_gone_for_members_and_stays_so(world: World, as_staff: Phone, as_member: Phone) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member)
    path = f"/staff/surveys/{survey.id}"
    assert as_staff.post(f"{path}/cancel", {"reason": ""}).status_code == 422
    for _ in range(2):
        assert as_staff.post(f"{path}/cancel", {"reason": "问重了"}).json["state"] == "cancelled"
    assert AuditEntry.select().where(AuditEntry.action == "survey.cancelled").count() == 1
    assert [as_member.get(f"/surveys?view={view}").json["total"] for view in ("open", "answered", "closed")] == [0] * 3
    assert as_staff.post(f"{path}/publish").json["code"] == "survey_cancelled"
    assert as_staff.patch(path, {"title": "改"}).json["code"] == "survey_cancelled"


def test_a_copy_is_a_draft_with_the_same_questions(world: World, as_staff: Phone) -> None:
    survey = make_survey(world.chamber, is_anonymous=True, introduction="每季度一次", quota=7)
    now = backend_clock.now()
    body = {
        "opens_at": (now + timedelta(days=90)).isoformat(),
        "closes_at": (now + timedelta(days=97)).isoformat(),
        "client_ref": "copy",
    }
    path = f"/staff/surveys/{survey.id}/copy"
    made, again = as_staff.post(path, body), as_staff.post(path, body)
    assert made.status_code == 201, made.text
    assert again.json["id"] == made.json["id"] != str(survey.id)
    assert (made.json["state"], made.json["is_anonymous"], made.json["quota"]) == ("draft", True, 7)
    assert made.json["form"]["definition"] == QUESTIONS


# The list


def test_the_list_is_filtered_and_costs_the_same_for_any_number(
    world: World, as_staff: Phone, count_statements: Any
) -> None:
    make_survey(world.chamber, title="甲")
    make_survey(world.elsewhere, title="别处的")
    as_staff.get("/staff/surveys")
    with count_statements() as few:
        assert as_staff.get("/staff/surveys").json["total"] == 1
    for number in range(6):
        make_survey(world.library, title=f"乙{number}", state="draft")
    with count_statements() as many:
        assert as_staff.get("/staff/surveys").json["total"] == 7
    assert len(many) == len(few)
    assert as_staff.get("/staff/surveys?state=draft").json["total"] == 6
    assert [one["title"] for one in as_staff.get("/staff/surveys?state=open").json["items"]] == ["甲"]
    assert as_staff.get("/staff/surveys?q=乙3").json["total"] == 1
    assert as_staff.get(f"/staff/surveys?organization_id={world.chamber.id}").json["total"] == 1
    assert as_staff.get("/staff/surveys?q=%25").json["total"] == 0
