"""A survey from its settings to its closing note, as staff lead it from the console."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend.audiences.models import Tag, Tagging
from backend.audit.models import AuditEntry
from backend.surveys import planning
from backend.surveys.mixing import settle
from backend.surveys.models import Survey, SurveyInvitation
from tests.conftest import FrozenClock
from tests.desk import DeskBrowser, soup, words
from tests.factories import invite, make_activity, make_survey
from tests.people import World
from tests.surveys.test_results import answer_anonymously

Desk = Callable[[Any], DeskBrowser]


@pytest.fixture
def draft(world: World) -> Survey:
    return make_survey(world.chamber, state="draft", published_at=None)


def at(survey: Survey, page: str = "") -> str:
    return f"/console/surveys/{survey.id}" + (f"/{page}" if page else "")


def again(survey: Survey) -> Survey:
    return Survey.get_by_id(survey.id)  # type: ignore[no-any-return]


SETTINGS = {
    "title": "秋游时间", "opens_at": "2026-04-21T09:00", "closes_at": "2026-04-28T18:00", "kind": "named",
    "is_editable": "1", "results_for": "staff", "match": "all",
}  # fmt: skip


# Settings


def test_everything_of_a_draft_is_set(desk: Desk, world: World, draft: Survey) -> None:
    tag = Tag.create(organization=world.chamber, name="理事")
    activity = make_activity(world.chamber)
    form = {**SETTINGS, "quota": "30", "introduction": "两句话", "results_for": "respondents", "is_reachable": "1"}
    form |= {"tags": [tag.id], "signed_up": [activity.id], "organizations": [world.chamber.id], "match": "any"}
    desk("staff").after(desk("staff").post(at(draft, "settings"), **form))
    saved = again(draft)
    assert (saved.title, saved.quota, saved.introduction, saved.results_for) == (
        "秋游时间",
        30,
        "两句话",
        "respondents",
    )
    assert saved.opens_at.isoformat() == "2026-04-21T01:00:00+00:00"
    assert saved.closes_at.isoformat() == "2026-04-28T10:00:00+00:00"
    assert saved.audience == {
        "organizations": [world.chamber.id], "tags": [tag.id], "filters": [], "is_reachable": True, "match": "any",
        "activities": [{"id": activity.id, "who": "signed_up"}],
    }  # fmt: skip
    page = desk("staff").page(at(draft, "settings"))
    assert [box["value"] for box in page.select("input[name=tags][checked]")] == [str(tag.id)]


def test_how_many_are_meant_is_told_before_it_is_saved(desk: Desk, world: World, draft: Survey) -> None:
    tag = Tag.create(organization=world.chamber, name="理事")
    Tagging.create(tag=tag, member=world.member)
    answer = desk("staff").post(at(draft, "audience-count"), headers={"HX-Request": "true"}, tags=[tag.id], match="all")
    assert words(soup(answer)) == "此刻是 1 人。"
    assert again(draft).audience == {}


def test_a_moment_typed_as_the_refusal_says_is_taken(desk: Desk, draft: Survey) -> None:
    """Where a browser has no picker for moments, people type them."""
    form = {**SETTINGS, "opens_at": "2026-04-21 09:00", "closes_at": " 2026-04-28 18:00 "}
    desk("staff").after(desk("staff").post(at(draft, "settings"), **form))
    assert again(draft).closes_at.isoformat() == "2026-04-28T10:00:00+00:00"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"title": ""}, "请写问卷的题目。"),
        ({"closes_at": "2026-04-20T18:00"}, "截止时间要晚于开始时间。"),
        ({"closes_at": "昨天"}, "请写成 2026-05-01 14:00 这样的时间。"),
        ({"quota": "0"}, "请填 1 到 1000000 之间的数"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    desk: Desk, draft: Survey, form: dict[str, str], told: str
) -> None:
    answer = desk("staff").post(at(draft, "settings"), **{**SETTINGS, "introduction": "写了很多", **form})
    assert answer.status_code == 422
    assert told in answer.text
    assert "写了很多" in answer.text
    assert again(draft).title == "活动时间征集"


def test_tags_and_organizations_of_elsewhere_are_refused(desk: Desk, world: World, draft: Survey) -> None:
    tag = Tag.create(organization=world.elsewhere, name="外区")
    for form in ({"tags": [tag.id]}, {"organizations": [world.elsewhere.id]}):
        assert desk("staff").post(at(draft, "settings"), **SETTINGS, **form).status_code == 422
        assert desk("staff").post(at(draft, "audience-count"), **form).status_code == 422


def test_of_a_published_survey_only_some_things_change(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber)
    page = desk("staff").page(at(survey, "settings"))
    assert page.select_one("[name=kind]") is None
    form = {**SETTINGS, "title": "改了题目", "kind": "anonymous"}
    desk("staff").after(desk("staff").post(at(survey, "settings"), **form))
    saved = again(survey)
    assert (saved.title, saved.is_anonymous, saved.opens_at) == ("改了题目", False, survey.opens_at)


def test_a_title_is_mended_after_an_anonymous_survey_was_closed(desk: Desk, world: World, clock: FrozenClock) -> None:
    """It ends with a second that the form does not show; what the form shows unchanged is no change."""
    survey = make_survey(world.chamber, is_anonymous=True)
    clock.advance(seconds=90)
    planning.close_survey(survey.id, world.staff.id)
    settle(survey.id)
    page = desk("staff").page(at(survey, "settings"))
    form = {one["name"]: one.get("value", "") for one in page.select("#main form [name=closes_at], [name=opens_at]")}

    desk("staff").after(desk("staff").post(at(survey, "settings"), **{**SETTINGS, **form, "title": "改了题目"}))

    assert (again(survey).title, again(survey).closes_at) == ("改了题目", clock.now())


# Publishing


def test_before_publishing_one_sees_the_check_the_reach_and_the_burden(desk: Desk, draft: Survey) -> None:
    page = words(desk("staff").page(at(draft)))
    assert "没有发现问题，可以发布。" in page
    assert "2 人能看到" in page
    assert "每人约 1 分钟" in page


def test_what_keeps_it_from_being_published_leads_to_where_it_is_changed(
    desk: Desk, draft: Survey, clock: FrozenClock
) -> None:
    staff = desk("staff")
    staff.post(at(draft, "questions"), do="add", kind="text", after="day")
    page = staff.page(at(draft))
    link = page.select_one(".checks a")
    assert link is not None
    assert words(link) == "去改第 2 题"
    assert "/questions?open=q" in str(link["href"])
    assert page.select_one("form[action$='/publish'] button[disabled]") is not None
    assert staff.post(at(draft, "publish")).status_code == 409
    assert again(draft).state == "draft"
    Survey.update(closes_at=clock.now()).execute()
    assert "截止时间已经过去" in words(staff.page(at(draft)))


def test_publishing_asks_the_audience(desk: Desk, draft: Survey) -> None:
    page = desk("staff").after(desk("staff").post(at(draft, "publish")))
    assert "已发布" in words(page)
    assert (again(draft).state, again(draft).invited) == ("published", 2)


def test_the_page_of_a_draft_costs_few_statements(
    desk: Desk, draft: Survey, count_statements: Callable[[], Any]
) -> None:
    desk("staff").page(at(draft))
    with count_statements() as counted:
        desk("staff").page(at(draft))
    assert len(counted) <= 12, counted


@pytest.mark.parametrize("page", ["", "settings", "questions", "results", "participation", "responses"])
def test_each_page_costs_few_statements(
    desk: Desk, world: World, page: str, count_statements: Callable[[], Any]
) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer)
    desk("staff").page(at(survey, page))
    with count_statements() as counted:
        desk("staff").page(at(survey, page))
    assert len(counted) <= 12, counted


# While it is open


def test_only_those_who_have_not_answered_are_reminded_once_a_day(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer)
    SurveyInvitation.update(has_answered=True).where(SurveyInvitation.member == world.member).execute()
    staff = desk("staff")
    page = staff.after(staff.post(at(survey, "remind")))
    assert "发给还没填的 1 人" in words(page)
    assert "已经提醒过" in words(page)
    assert staff.post(at(survey, "remind")).status_code == 409


def test_the_end_is_put_off_brought_forward_and_opened_again(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber)
    staff = desk("staff")
    staff.after(staff.post(at(survey, "closing-time"), closes_at="2026-05-30T18:00"))
    assert again(survey).closes_at.isoformat() == "2026-05-30T10:00:00+00:00"
    page = staff.after(staff.post(at(survey, "close")))
    undo = page.select_one(".toast form")
    assert undo is not None
    fields = {field["name"]: field["value"] for field in undo.select("input")}
    staff.after(staff.post(str(undo["action"]), **fields))
    assert again(survey).closes_at.isoformat() == "2026-05-30T10:00:00+00:00"


def test_a_closed_anonymous_survey_is_not_opened_again_by_undoing(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber, is_anonymous=True)
    page = desk("staff").after(desk("staff").post(at(survey, "close")))
    assert page.select_one(".toast form") is None


def test_cancelling_wants_a_reason(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber)
    assert desk("staff").post(at(survey, "cancel"), reason="").status_code == 422
    desk("staff").after(desk("staff").post(at(survey, "cancel"), reason="重复了"))
    assert again(survey).state == "cancelled"
    assert AuditEntry.get(AuditEntry.action == "survey.cancelled").reason == "重复了"


def test_a_draft_is_thrown_away_a_published_survey_is_not(desk: Desk, world: World, draft: Survey) -> None:
    desk("staff").after(desk("staff").post(at(draft, "delete")))
    assert Survey.get_or_none(Survey.id == draft.id) is None
    published = make_survey(world.chamber)
    assert desk("staff").post(at(published, "delete")).status_code == 409


def test_the_second_of_two_who_decide_is_told(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber)
    desk("staff").post(at(survey, "cancel"), reason="重复了")
    for page, form in (("close", {}), ("closing-time", {"closes_at": "2026-05-30T18:00"})):
        answer = desk("administrator").post(at(survey, page), **form)
        assert answer.status_code == 409
        assert "问卷已取消" in answer.text


def test_what_came_of_it_is_said_once_it_is_closed(desk: Desk, world: World, clock: FrozenClock) -> None:
    survey = make_survey(world.chamber)
    assert desk("staff").post(at(survey, "note"), text="办好了").status_code == 409
    Survey.update(closes_at=clock.now()).execute()
    desk("staff").after(desk("staff").post(at(survey, "note"), text="路灯已经装好"))
    assert again(survey).closing_note == "路灯已经装好"
    assert desk("staff").post(at(survey, "note"), text="").status_code == 422


# Who took part


def test_of_a_named_survey_one_sees_who_has_not_answered(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer, unit=world.chamber.id)
    SurveyInvitation.update(has_answered=True).where(SurveyInvitation.member == world.member).execute()
    page = desk("staff").page(at(survey, "participation"), who="waiting")
    assert [words(row.select("td")[0]) for row in page.select("tbody tr")] == ["李建国"]
    assert desk("staff").get(at(survey, "participation"), format="xlsx").status_code == 200


def test_of_an_anonymous_survey_one_sees_numbers_and_no_names(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber, is_anonymous=True)
    invite(survey, world.member, world.organizer, unit=world.chamber.id)
    answer_anonymously(survey, {"day": "sat"}, {"day": "sun"}, {"day": "sun"})
    for query in ({}, {"who": "answered"}, {"format": "xlsx"}, {"q": "王"}):
        page = words(desk("staff").page(at(survey, "participation"), **query))
        assert "王敏" not in page
        assert "少于5人" in page


def test_an_auditor_has_no_buttons(desk: Desk, world: World, draft: Survey) -> None:
    survey = make_survey(world.chamber)
    for one, page in ((draft, ""), (draft, "settings"), (survey, ""), (survey, "results")):
        found = desk("auditor").page(at(one, page))
        posts = [
            form["action"] for form in found.select("main form[method=post]") if "disabled" not in str(form.fieldset)
        ]
        assert [action for action in posts if not str(action).endswith("settings")] == []


EVIL = "<script>alert(1)</script>"


def test_words_are_only_ever_words(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber, title=EVIL, introduction=EVIL, closing_note=EVIL)
    invite(survey, world.member)
    for page in ("", "settings", "results", "participation", "responses"):
        assert EVIL not in desk("staff").get(at(survey, page)).text
    assert EVIL not in desk("staff").get("/console/surveys", q=EVIL, open=survey.id).text


def test_times_are_those_of_the_wall(desk: Desk, draft: Survey, clock: FrozenClock) -> None:
    field = desk("staff").page(at(draft, "settings")).select_one("[name=closes_at]")
    assert field is not None
    local = clock.now() + timedelta(days=7, hours=8)
    assert field["value"] == local.strftime("%Y-%m-%dT%H:%M")
