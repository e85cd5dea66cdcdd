"""Results as staff, respondents and holders of a link see them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from backend import clock as backend_clock
from backend.audit.models import AuditEntry
from backend.database import new_id
from backend.forms.store import save_version
from backend.surveys.counts import add_counts, fold_counts
from backend.surveys.models import AnonymousResponse, Survey, SurveyInvitation, SurveyLink, SurveyResponse
from tests.factories import invite, make_member, make_organization, make_survey
from tests.people import World
from tests.phone import Phone

DAYS = [{"value": "sat", "label": "周六"}, {"value": "sun", "label": "周日"}, {"value": "never", "label": "都不行"}]
FULL: dict[str, Any] = {
    "sections": [
        {
            "key": "first",
            "title": "时间",
            "questions": [
                {"key": "day", "type": "single", "title": "哪天方便", "options": DAYS, "other": True},
                {"key": "days", "type": "multiple", "title": "哪些天方便", "options": DAYS},
            ],
        },
        {
            "key": "second",
            "title": "评价",
            "questions": [
                {"key": "nps", "type": "scale", "title": "会推荐吗"},
                {"key": "people", "type": "number", "title": "来几位"},
                {"key": "since", "type": "date", "title": "何时入会"},
                {
                    "key": "grid",
                    "type": "matrix",
                    "title": "逐项评价",
                    "rows": [{"value": "room", "label": "场地"}, {"value": "food", "label": "茶歇"}],
                    "columns": [{"value": "good", "label": "好"}, {"value": "bad", "label": "差"}],
                },
                {"key": "order", "type": "ranking", "title": "排个序", "options": DAYS},
                {"key": "why", "type": "text", "title": "为什么", "multiline": True},
            ],
        },
    ]
}
ALL: dict[str, Any] = {
    "day": "sat",
    "days": ["sat", "sun"],
    "nps": 10,
    "people": 3,
    "since": "2026-05-01",
    "grid": {"room": "good", "food": "bad"},
    "order": ["sun", "sat", "never"],
    "why": "想多认识人",
}


def answer(survey: Survey, *answers: dict[str, Any], unit: int | None = None) -> None:
    """Named responses of so many new members."""
    for one in answers:
        member = make_member()
        SurveyInvitation.create(survey=survey, member=member, unit=unit or survey.organization_id, has_answered=True)
        SurveyResponse.create(
            survey=survey, member=member, form=survey.form_id, unit=unit or survey.organization_id, answers=one
        )
    Survey.update(invited=Survey.invited + len(answers), responses=Survey.responses + len(answers)).execute()


def answer_anonymously(survey: Survey, *answers: dict[str, Any], unit: int | None = None) -> None:
    """As mixing leaves them."""
    unit = unit or survey.organization_id
    for one in answers:
        AnonymousResponse.create(survey=survey, form=survey.form_id, unit=unit, answers=one)
    add_counts(survey.id, [(survey.form_id, unit, one) for one in answers])


def results(phone: Phone, survey: Survey, query: str = "") -> dict[str, Any]:
    response = phone.get(f"/staff/surveys/{survey.id}/results{query}")
    assert response.status_code == 200, response.text
    return dict(response.json)


def question(found: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in found["questions"] if one["key"] == key)


def counts(found: dict[str, Any], key: str) -> dict[str, Any]:
    return {item["value"]: item["count"] for item in question(found, key)["items"]}


@pytest.fixture
def survey(world: World) -> Survey:
    return make_survey(world.chamber, FULL)


def test_every_type_is_counted(survey: Survey, as_staff: Phone) -> None:
    answer(survey, ALL, {**ALL, "nps": 3, "day": {"value": "other", "text": "周五"}}, {"day": "sun"})
    for _ in range(2):
        found = results(as_staff, survey)
        assert (found["invited"], found["responses"], found["answer_rate"], found["is_hidden"]) == (3, 3, 1.0, False)
        assert [one["number"] for one in found["questions"]] == list(range(1, 9))
        assert counts(found, "day") == {"sat": 1, "sun": 1, "never": 0, "other": 1}
        assert question(found, "day")["items"][0]["share"] == 0.3333
        assert counts(found, "days") == {"sat": 2, "sun": 2, "never": 0}
        assert question(found, "nps")["nps"] == {"score": 0, "promoters": 1, "passives": 0, "detractors": 1}
        assert question(found, "nps")["mean"] == 6.5
        assert question(found, "people")["mean"] == 3.0
        assert counts(found, "people") == {"3": 2}
        assert [item["label"] for item in question(found, "since")["items"]] == ["2026年5月"]
        rows = question(found, "grid")["rows"]
        assert [(row["label"], [item["count"] for item in row["items"]]) for row in rows] == [
            ("场地", [2, 0]),
            ("茶歇", [0, 2]),
        ]
        order = question(found, "order")["items"]
        assert [(item["value"], item["count"], item["mean"]) for item in order] == [
            ("sat", 0, 2.0),
            ("sun", 2, 1.0),
            ("never", 0, 3.0),
        ]
        assert question(found, "why")["texts"] == [{"text": "想多认识人", "count": 2, "variants": []}]
        fold_counts(survey.id)


def test_options_of_an_older_version_keep_their_label(survey: Survey, as_staff: Phone) -> None:
    answer(survey, {"day": "never"})
    newer = {"sections": [{"key": "only", "title": "时间", "questions": [{**FULL["sections"][0]["questions"][0]}]}]}
    newer["sections"][0]["questions"][0]["options"] = DAYS[:2]
    Survey.update(form=save_version(f"survey:{survey.id}", newer)).execute()
    items = question(results(as_staff, survey), "day")["items"]
    assert {item["label"]: item["count"] for item in items} == {"周六": 0, "周日": 0, "都不行": 1, "其他": 0}


def test_only_one_unit_or_one_choice(survey: Survey, world: World, as_staff: Phone) -> None:
    branch = make_organization("东门分会", world.chamber)
    answer(survey, ALL, {"day": "sun", "why": "远"})
    answer(survey, {"day": "sun"}, unit=branch.id)
    found = results(as_staff, survey, f"?organization_id={branch.id}")
    assert (found["responses"], found["invited"], counts(found, "day")["sun"]) == (1, 1, 1)
    assert [(unit["name"], unit["responses"]) for unit in found["units"]] == [("石桥商会（本级）", 2), ("东门分会", 1)]
    found = results(as_staff, survey, "?question=day&value=sun")
    assert (found["responses"], counts(found, "day")) == (2, {"sat": 0, "sun": 2, "never": 0, "other": 0})
    found = results(as_staff, survey, f"?question=day&value=sun&organization_id={branch.id}")
    assert found["responses"] == 1
    path = f"/staff/surveys/{survey.id}/results"
    assert as_staff.get(f"{path}?organization_id={world.elsewhere.id}").status_code == 404
    for wrong in ("question=day", "question=day&value=x", "question=x&value=sun", "organization_id=x"):
        assert as_staff.get(f"{path}?{wrong}").status_code == 422, wrong


def test_cross_tables(survey: Survey, world: World, as_staff: Phone) -> None:
    branch = make_organization("东门分会", world.chamber)
    answer(survey, ALL, ALL, {"day": "sun", "days": ["never"]})
    answer(survey, {"day": "sun"}, unit=branch.id)
    path = f"/staff/surveys/{survey.id}/cross?question=day"
    by_unit = as_staff.get(f"{path}&by=organization").json
    assert [column["label"] for column in by_unit["columns"]] == ["周六", "周日", "都不行", "其他"]
    assert [(row["label"], row["total"], [cell["count"] for cell in row["cells"]]) for row in by_unit["rows"]] == [
        ("石桥商会（本级）", 3, [2, 1, 0, 0]),
        ("东门分会", 1, [0, 1, 0, 0]),
    ]
    by_days = as_staff.get(f"{path}&by=days").json
    assert [(row["value"], [cell["count"] for cell in row["cells"]]) for row in by_days["rows"]] == [
        ("sat", [2, 0, 0, 0]),
        ("sun", [2, 0, 0, 0]),
        ("never", [0, 1, 0, 0]),
    ]
    for wrong in ("day", "why", "grid", "x"):
        assert as_staff.get(f"{path}&by={wrong}").status_code == 422
    assert as_staff.get(f"/staff/surveys/{survey.id}/cross?by=day").status_code == 422


def test_texts_that_are_nearly_the_same_are_together(survey: Survey, as_staff: Phone) -> None:
    alike = ["希望多组织企业走访", "希望多组织企业走访。", "希望多组织企业走访！", "停车不方便"]
    answer(survey, *({"why": text} for text in alike), {"day": {"value": "other", "text": "<b>周五</b>"}})
    path = f"/staff/surveys/{survey.id}/texts?question="
    found = as_staff.get(f"{path}why").json
    assert (found["total"], [one["count"] for one in found["items"]]) == (2, [3, 1])
    assert len(found["items"][0]["variants"]) == 2
    assert as_staff.get(f"{path}why&q=停车").json["total"] == 1
    assert as_staff.get(f"{path}day").json["items"][0]["text"] == "<b>周五</b>"
    assert as_staff.get(f"{path}nps").status_code == 422


def test_named_responses_are_listed(survey: Survey, as_staff: Phone, count_statements: Any) -> None:
    answer(survey, ALL)
    path = f"/staff/surveys/{survey.id}/responses"
    as_staff.get(path)
    with count_statements() as few:
        found = as_staff.get(path).json
    assert found["items"][0]["answers"][0] == {
        "question": "day",
        "number": 1,
        "title": "哪天方便",
        "text": "周六",
        "files": [],
    }
    answer(survey, ALL, ALL, ALL)
    SurveyResponse.update(member=None).execute()
    with count_statements() as many:
        assert as_staff.get(path).json["items"][0]["member"] is None
    assert len(many) == len(few)
    Survey.update(is_anonymous=True).execute()
    assert as_staff.get(path).json["code"] == "survey_anonymous"


def test_results_take_few_statements(survey: Survey, world: World, as_staff: Phone, count_statements: Any) -> None:
    answer(survey, ALL)
    results(as_staff, survey)
    with count_statements() as few:
        results(as_staff, survey)
    for _ in range(3):
        answer(survey, ALL, ALL, unit=make_organization("", world.chamber).id)
    with count_statements() as many:
        results(as_staff, survey)
    assert len(many) == len(few) <= 14


def test_respondents_see_results_once_it_is_closed(
    world: World, as_member: Phone, as_stranger: Phone, clock: Any
) -> None:
    survey = make_survey(world.chamber, FULL, results_for="respondents")
    invite(survey, world.member)
    answer(survey, ALL)
    path = f"/surveys/{survey.id}/results"
    assert as_member.get(path).status_code == 404
    clock.set(Survey.get().closes_at)
    found = as_member.get(path)
    assert (found.status_code, found.json["responses"]) == (200, 1)
    assert question(found.json, "why")["texts"] == []
    assert as_stranger.get(path).status_code == 404
    Survey.update(results_for="staff").execute()
    assert as_member.get(path).status_code == 404


def workbook(phone: Phone, survey: Survey) -> Any:
    response = phone.get(f"/staff/surveys/{survey.id}/responses.xlsx")
    assert response.status_code == 200
    assert "filename*=UTF-8''%E9%97%AE%E5%8D%B7" in response.headers["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(response.get_data()))
    response.close()
    return book


def test_the_workbook_has_a_row_for_each_response(survey: Survey, as_staff: Phone) -> None:
    answer(survey, {**ALL, "why": "=cmd|' /C calc'!A0"}, {"day": {"value": "other", "text": "@SUM(1)"}})
    head, first, second = workbook(as_staff, survey)["答卷"].iter_rows()
    row = {cell.value: value.value for cell, value in zip(head, first, strict=True)}
    assert row["1. 哪天方便"] == "周六"
    assert row["2. 哪些天方便"] == "周六、周日"
    assert (row["6. 逐项评价：场地"], row["6. 逐项评价：茶歇"]) == ("好", "差")
    assert row["7. 排个序"] == "1. 周日，2. 周六，3. 都不行"
    assert (row["3. 会推荐吗"], row["4. 来几位"]) == (10, 3)
    assert row["8. 为什么"] == "=cmd|' /C calc'!A0"
    assert {cell.data_type for cell in first} <= {"s", "n", "d", "inlineStr"}
    assert "其他：@SUM(1)" in [cell.value for cell in second]
    assert AuditEntry.select().where(AuditEntry.action == "survey.exported").count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "<r><t>x</t></r>",
        "<r>&</r>",
        "=1+1",
        "+1",
        "@x",
        "http://例.com",
        "a\x0bb",
        "_x0041_",
        " <b>&amp;\"'</b>\n ",
        "😀",
        "9" * 30,
        "长" * 5_000,
    ],
)
def test_any_text_comes_out_of_the_workbook_as_it_was(survey: Survey, as_staff: Phone, text: str) -> None:
    answer(survey, {"why": text}, {"day": {"value": "other", "text": text}})
    for head, *rows in ([list(row) for row in workbook(as_staff, survey)["答卷"].iter_rows()],):
        column = next(place for place, cell in enumerate(head) if cell.value == "8. 为什么")
        # Excel reads _x000B_ as the character; openpyxl leaves that to us.
        assert (unescape(str(rows[0][column].value)), rows[0][column].data_type) == (text, "s")


def test_an_anonymous_workbook_has_no_rows_of_people(world: World, as_staff: Phone) -> None:
    survey = make_survey(world.chamber, FULL, is_anonymous=True)
    some = [{**ALL, "why": f"理由{'甲乙丙丁戊己庚'[number] * 6}"} for number in range(7)]
    answer_anonymously(survey, *some, {**ALL, "day": "sun", "why": "只有一个人这么说"})
    book = workbook(as_staff, survey)
    assert book.sheetnames == ["说明", "结果", "各组织", "文字"]
    table = [[cell.value for cell in row] for row in book["结果"].iter_rows()]
    assert all(row[4] == "少于5人，不显示" for row in table if row[1] == "哪天方便" and row[3] in ("周六", "周日"))
    assert not any(row[4] in (1, 2, 3, 4) for row in table if row[3] != "平均")
    texts = [row[1].value for row in book["文字"].iter_rows(min_row=2)]
    assert len(texts) == 8
    assert texts != [one["why"] for one in some][: len(texts)]


def test_a_link_opens_the_page_until_it_is_revoked(survey: Survey, as_staff: Phone, client: Phone, clock: Any) -> None:
    answer(survey, {**ALL, "why": "<script>alert(1)</script>不公开"}, {"day": "sun"})
    Survey.update(title="<i>满意度</i>").execute()
    made = as_staff.post(f"/staff/surveys/{survey.id}/links", {"days": 7})
    assert made.status_code == 201
    path = urlsplit(made.json["url"]).path
    page = client.get(path)
    assert page.status_code == 200
    assert "&lt;i&gt;满意度&lt;/i&gt;" in page.text
    assert "不公开</" not in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("private, no-store", "noindex")
    for wrong in (path[:-1], path[:-4] + "AAAA", "/survey-results/x", "/survey-results/" + "A" * 27):
        assert client.get(wrong).status_code == 404
    listed = as_staff.get(f"/staff/surveys/{survey.id}/links").json["links"]
    assert [link["id"] for link in listed] == [made.json["id"]]
    for _ in range(2):
        assert as_staff.delete(f"/staff/surveys/{survey.id}/links/{made.json['id']}").status_code == 204
    assert client.get(path).status_code == 404
    assert AuditEntry.select().where(AuditEntry.action == "survey.link_revoked").count() == 1


def test_a_link_expires_and_lasts_ninety_days_at_most(
    survey: Survey, as_staff: Phone, client: Phone, clock: Any
) -> None:
    path = f"/staff/surveys/{survey.id}/links"
    for days in (0, 91, "7", None):
        assert as_staff.post(path, {"days": days}).status_code == 422
    opened = urlsplit(as_staff.post(path, {"days": 1}).json["url"]).path
    assert client.get(opened).status_code == 200
    clock.advance(days=1)
    assert client.get(opened).status_code == 404
    assert "已经失效" in client.get(opened).text
    other = make_survey(make_organization())
    assert as_staff.delete(f"/staff/surveys/{other.id}/links/{SurveyLink.get().id}").status_code == 404
    assert as_staff.delete(f"{path}/{new_id()}").status_code == 404


def test_a_survey_nobody_answered_has_results(survey: Survey, as_staff: Phone, client: Phone) -> None:
    found = results(as_staff, survey)
    assert (found["responses"], found["answer_rate"], question(found, "nps")["mean"]) == (0, None, None)
    assert as_staff.get(f"/staff/surveys/{survey.id}/cross?question=day&by=nps").status_code == 200
    link = as_staff.post(f"/staff/surveys/{survey.id}/links", {"days": 7}).json["url"]
    assert client.get(urlsplit(link).path).status_code == 200
    assert backend_clock.now() - timedelta(seconds=1) < Survey.get().closes_at
