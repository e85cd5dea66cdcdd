"""The form builder on a survey's draft: each button, without any script, and what two people do to it at once."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from backend.audit.models import AuditEntry
from backend.forms.drafts import drafted
from backend.forms.models import Form
from backend.forms.store import stored_form
from backend.surveys.models import Survey
from backend.surveys.planning import change_survey
from tests.conftest import FrozenClock
from tests.desk import DeskBrowser, soup, words
from tests.factories import make_survey
from tests.people import World

Desk = Callable[[Any], DeskBrowser]


class Built:
    """The builder of one survey, at one person's desk."""

    def __init__(self, browser: DeskBrowser, survey: Survey) -> None:
        self.browser, self.survey_id = browser, survey.id
        self.url = f"/console/surveys/{survey.id}/questions"

    def do(self, do: str, **form: Any) -> BeautifulSoup:
        return self.browser.after(self.browser.post(self.url, do=do, **form))

    def page(self, opened: str = "") -> BeautifulSoup:
        return self.browser.page(self.url, open=opened)

    def fields(self, name: str) -> dict[str, Any]:
        """What the editor would send as it stands."""
        editor = self.page(name).select_one("#editor")
        assert editor is not None
        found: dict[str, Any] = {}
        for field in editor.select("input, textarea, select"):
            key, kind = field.get("name"), field.get("type")
            if key is None or key == "csrf" or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
                continue
            value = field.get("value", "")
            if field.name == "textarea":
                value = field.text.removeprefix("\n")
            if field.name == "select":
                chosen = field.select_one("option[selected]") or field.select_one("option")
                value = chosen["value"] if chosen else ""
            found.setdefault(str(key), []).append(value)
        return found

    def save(self, name: str, **changes: Any) -> BeautifulSoup:
        form = self.fields(name) | {key: value for key, value in changes.items() if value is not None}
        for key in [key for key, value in changes.items() if value is None]:
            form.pop(key, None)
        form.pop("do")
        return self.do("save", **form)

    @property
    def definition(self) -> dict[str, Any]:
        survey = Survey.get_by_id(self.survey_id)
        found = drafted(f"survey:{self.survey_id}", survey.form_id)
        return stored_form(survey.form_id).data if found is None else found

    @property
    def in_use(self) -> dict[str, Any]:
        return stored_form(Survey.get_by_id(self.survey_id).form_id).data

    @property
    def keys(self) -> list[str]:
        return [question["key"] for section in self.definition["sections"] for question in section["questions"]]

    def question(self, key: str) -> dict[str, Any]:
        found = (one for section in self.definition["sections"] for one in section["questions"] if one["key"] == key)
        return next(found)


@pytest.fixture
def draft(world: World) -> Survey:
    return make_survey(world.chamber, state="draft", published_at=None)


@pytest.fixture
def built(desk: Desk, draft: Survey) -> Built:
    return Built(desk("staff"), draft)


def opened(page: BeautifulSoup) -> str:
    found = page.select_one("#editor [name=name]")
    assert found is not None
    return str(found["value"])


def told(page: BeautifulSoup, name: str) -> str:
    card = page.select_one(f'[id="sum-{name}"] .form-remarks')
    return "" if card is None else words(card)


# One question after the other


@pytest.mark.parametrize("kind", ["single", "multiple", "rating", "scale", "text", "lines", "number", "date", "matrix",
                                  "ranking", "file"])  # fmt: skip
def test_a_question_of_each_kind_is_added_behind_the_open_one_and_opened(built: Built, kind: str) -> None:
    page = built.do("add", kind=kind, after="day")
    new = opened(page)
    assert built.keys == ["day", new, "stars", "why"]
    assert told(page, new) == "写上要问什么。"
    page = built.save(new, title="新的一题")
    assert built.question(new)["title"] == "新的一题"
    assert told(page, new) == ""
    assert built.in_use == built.definition


def test_without_an_open_question_a_new_one_is_the_last(built: Built) -> None:
    page = built.do("add", kind="text")
    assert built.keys[-1] == opened(page)


def test_an_unknown_kind_is_refused(built: Built) -> None:
    assert built.browser.post(built.url, do="add", kind="telepathy").status_code == 422
    assert built.keys == ["day", "stars", "why"]


def test_questions_that_are_not_written_yet_are_kept_but_not_asked(built: Built) -> None:
    before = built.in_use
    built.do("add", kind="single")
    assert len(built.keys) == 4
    assert built.in_use == before


def test_a_question_is_written(built: Built) -> None:
    built.save(
        "day", title=" 哪天来？ ", help="选一天", required=None, other="1", options_label=["周六上午", "周日"]
    )  # fmt: skip
    assert built.question("day") == {
        "key": "day", "type": "single", "title": "哪天来？", "help": "选一天", "other": True,
        "options": [{"value": "sat", "label": "周六上午"}, {"value": "sun", "label": "周日"}],
    }  # fmt: skip
    assert built.in_use == built.definition


def test_a_number_that_is_none_is_kept_and_told_of(built: Built) -> None:
    page = built.save("why", max_length="很多")
    assert built.question("why")["max_length"] == "很多"
    assert told(page, "why") == "“最多字数”应是 1 到 5000 之间的整数。"
    field = page.select_one("#f-max_length")
    assert field is not None
    assert field["value"] == "很多"


def test_options_are_added_moved_dropped_and_pasted(built: Built) -> None:
    page = built.save("day", button="add:options")
    assert [one["label"] for one in built.question("day")["options"]] == ["周六", "周日", ""]
    assert told(page, "day") == "第 3 个选项还空着：写上文字，或者删掉它。"
    built.save("day", button="paste:options", options_pasted="周一\r\n · 周二\n\n周六\n周一")
    assert [one["label"] for one in built.question("day")["options"]] == ["周六", "周日", "周一", "周二"]
    built.save("day", button="up:options:sun")
    built.save("day", button="drop:options:sat")
    assert [one["label"] for one in built.question("day")["options"]] == ["周日", "周一", "周二"]
    assert len({one["value"] for one in built.question("day")["options"]}) == 3
    assert built.in_use == built.definition


def test_rows_keep_what_the_editor_does_not_show(built: Built) -> None:
    new = opened(built.do("add", kind="matrix"))
    built.save(new, title="评一评", rows_label=["停车", "餐饮"], button="add:columns")
    built.save(new, columns_label=["好", "一般", "差", "没用过"])
    question = built.question(new)
    assert [row["label"] for row in question["rows"]] == ["停车", "餐饮"]
    assert [column["label"] for column in question["columns"]] == ["好", "一般", "差", "没用过"]


def test_a_question_becomes_another_kind_and_keeps_its_options(built: Built) -> None:
    built.save("day", button="kind:multiple")
    assert built.question("day")["type"] == "multiple"
    assert [one["value"] for one in built.question("day")["options"]] == ["sat", "sun"]
    assert built.question("day")["title"] == "哪天方便"


def test_a_copy_has_a_key_of_its_own(built: Built) -> None:
    new = opened(built.do("copy", name="day"))
    assert built.keys == ["day", new, "stars", "why"]
    assert built.question(new) == {**built.question("day"), "key": new}


def test_what_is_deleted_comes_back(built: Built) -> None:
    page = built.do("delete", name="stars")
    assert built.keys == ["day", "why"]
    undo = page.select_one("#undo")
    assert undo is not None
    assert words(undo) == "↶ 撤销：删除第 2 题"
    page = built.do("undo")
    assert built.keys == ["day", "stars", "why"]
    assert built.in_use == built.definition
    redo = page.select_one("#redo")
    assert redo is not None
    assert not redo.has_attr("disabled")
    built.do("redo")
    assert built.keys == ["day", "why"]


def test_questions_move_by_buttons_and_by_being_dropped(built: Built) -> None:
    built.do("shift", name="why", by="-1")
    assert built.keys == ["day", "why", "stars"]
    built.do("move", name="stars", section="main", before="day")
    assert built.keys == ["stars", "day", "why"]
    built.do("move", name="stars", section="main", before="")
    assert built.keys == ["day", "why", "stars"]
    page = built.do("shift", name="day", by="-1")
    assert built.keys == ["day", "why", "stars"]
    assert page.select_one("#builder") is not None


def test_a_section_takes_the_questions_after_it_and_gives_them_back(built: Built) -> None:
    name = opened(built.do("add_section", after="day"))
    assert name.startswith("section.")
    built.save(name, title="第二步", help="再问两句")
    first, second = built.definition["sections"]
    assert (second["title"], second["description"]) == ("第二步", "再问两句")
    assert [one["key"] for one in first["questions"]] == ["day"]
    built.do("shift", name="stars", by="-1")
    assert [one["key"] for one in built.definition["sections"][0]["questions"]] == ["day", "stars"]
    built.do("delete", name=name)
    assert built.keys == ["day", "stars", "why"]
    assert len(built.definition["sections"]) == 1
    assert built.in_use == built.definition


def test_a_new_survey_starts_from_nothing(desk: Desk, world: World) -> None:
    staff = desk("staff")
    answer = staff.post("/console/surveys/new", title="空的", organization_id=world.chamber.id, client_ref="x")
    page = staff.after(answer)
    assert "从第一题开始" in words(page)
    built = Built(staff, Survey.get(Survey.title == "空的"))
    new = opened(built.do("add", kind="text"))
    built.save(new, title="想说什么")
    assert [one["title"] for one in built.in_use["sections"][0]["questions"]] == ["想说什么"]
    assert built.in_use["sections"][0]["title"] == "第一部分"


# Show-if


def test_a_condition_is_chosen_in_words(built: Built) -> None:
    page = built.save("why", button="add:line")
    assert page.select_one("#source-0") is not None
    built.save("why", line="0", source_0="day", join="all")
    assert built.question("why")["show_if"] == {"question": "day", "op": "in", "value": []}
    page = built.page("why")
    assert told(page, "why") == "显示条件还没有选好，选完它，或者删掉这一条。"
    page = built.save("why", value_0=["sat"])
    assert built.question("why")["show_if"] == {"question": "day", "op": "eq", "value": "sat"}
    condition = page.select_one('[id="sum-why"] .form-condition')
    assert condition is not None
    assert words(condition) == "当第 1 题『哪天方便』选择了『周六』时显示"
    built.save("why", value_0=["sat", "sun"])
    assert built.question("why")["show_if"] == {"question": "day", "op": "in", "value": ["sat", "sun"]}
    assert built.in_use == built.definition


def test_conditions_are_put_together_and_taken_off(built: Built) -> None:
    built.save("why", line=["0", "1"], source_0="day", op_0="is_not", value_0="sat", source_1="stars", op_1="lte",
               value_1="3", join="any")  # fmt: skip
    assert built.question("why")["show_if"] == {
        "any": [
            {"question": "day", "op": "ne", "value": "sat"},
            {"question": "stars", "op": "lte", "value": 3},
        ]
    }
    built.save("why", button="dropline:0")
    assert built.question("why")["show_if"] == {"question": "stars", "op": "lte", "value": 3}
    built.save("why", button="dropline:0")
    assert "show_if" not in built.question("why")


def test_a_condition_on_a_question_that_was_moved_behind_is_told_where_it_is(built: Built) -> None:
    built.save("stars", line="0", source_0="day", op_0="answered")
    page = built.do("shift", name="day", by="1")
    assert told(page, "stars") == "第 1 题的显示条件看的是第 2 题，那一题在后面，还没有回答，请把它移到前面。"
    assert built.in_use["sections"][0]["questions"][0]["key"] == "day"


def test_a_question_nobody_would_see_is_told_of(built: Built) -> None:
    built.save("stars", line=["0", "1"], source_0="day", op_0="is", value_0="sat", source_1="day", op_1="is",
               value_1="sun", join="all")  # fmt: skip
    assert "第 2 题永远不会出现" in told(built.page(), "stars")


def test_a_condition_deeper_than_lines_is_read_out_and_kept(built: Built, draft: Survey, world: World) -> None:
    saturday, good = {"question": "day", "op": "eq", "value": "sat"}, {"question": "stars", "op": "gte", "value": 4}
    deep = {"not": {"all": [saturday, good]}}
    definition = copy.deepcopy(stored_form(draft.form_id).data)
    definition["sections"][0]["questions"][2]["show_if"] = deep
    change_survey(draft.id, world.staff.id, {"definition": definition})
    page = built.save("why", title="为什么呢")
    assert built.question("why")["show_if"] == deep
    assert "不是（第 1 题『哪天方便』选择了『周六』，并且第 2 题『满意度』不小于『4』）" in words(page)
    built.save("why", drop_condition="1")
    assert "show_if" not in built.question("why")


# The phone


def preview(built: Built, **answers: Any) -> BeautifulSoup:
    fields = {f"a.{key}": value for key, value in answers.items()}
    answer = built.browser.post(f"{built.url}/preview", headers={"HX-Request": "true", "HX-Target": "screen"}, **fields)
    assert answer.status_code == 200
    return soup(answer)


def test_the_preview_runs_the_logic(built: Built) -> None:
    built.save("why", line="0", source_0="day", op_0="is", value_0="sun")
    assert "为什么" not in words(preview(built))
    assert "还有 1 题按现在的回答不显示" in words(preview(built, day="sat"))
    shown = preview(built, day="sun", stars="4")
    assert "为什么" in words(shown)
    chosen = shown.select("input[checked]")
    assert [one["value"] for one in chosen] == ["sun", "4"]


def test_the_preview_shows_what_is_fit_while_the_rest_is_written(built: Built) -> None:
    new = opened(built.do("add", kind="single"))
    built.save(new, button="drop:options:o1")
    built.save(new, button="drop:options:o2")
    assert built.question(new)["options"] == []
    shown = words(preview(built))
    assert "哪天方便" in shown
    assert "1 题写好后才显示" in shown


def test_the_preview_works_without_scripts(built: Built) -> None:
    answer = built.browser.post(f"{built.url}/preview", **{"a.day": "sun"})
    assert answer.status_code == 200
    assert soup(answer).select_one("#builder") is not None


# Two people


def test_two_people_write_different_questions(built: Built, desk: Desk, draft: Survey) -> None:
    other = Built(desk("administrator"), draft)
    mine, theirs = built.fields("day"), other.fields("why")
    other.do(**{**theirs, "title": "理由"})
    page = built.do(**{**mine, "title": "哪一天"})
    assert built.question("day")["title"] == "哪一天"
    assert built.question("why")["title"] == "理由"
    assert "刚刚也改了" not in words(page)


def test_the_second_of_two_who_write_the_same_question_loses_nothing(built: Built, desk: Desk, draft: Survey) -> None:
    other = Built(desk("administrator"), draft)
    mine = built.fields("day")
    other.save("day", title="他写的")
    answer = built.browser.post(built.url, **{**mine, "title": "我写的"})
    assert answer.status_code == 409
    page = soup(answer)
    assert "周主任 刚刚也改了这一题" in words(page)
    title = page.select_one("#f-title")
    assert title is not None
    assert title.text.strip() == "我写的"
    assert built.question("day")["title"] == "他写的"
    built.do(**{**mine, "title": "我写的", "force": "1"})
    assert built.question("day")["title"] == "我写的"


def test_saving_again_and_again_oneself_is_no_conflict(built: Built, clock: FrozenClock) -> None:
    mine = built.fields("day")
    for title in ("一", "二", "三"):
        clock.advance(seconds=10)
        built.do(**{**mine, "title": title})
    assert built.question("day")["title"] == "三"


def test_who_looks_is_told_that_somebody_else_changed_it(built: Built, desk: Desk, draft: Survey) -> None:
    other = Built(desk("administrator"), draft)
    assert built.browser.get(f"{built.url}/changes", version="0").status_code == 204
    other.do("delete", name="stars")
    answer = built.browser.get(f"{built.url}/changes", version="0")
    assert "周主任" in answer.text
    assert "删除第 2 题" in answer.text
    assert other.browser.get(f"{built.url}/changes", version="0").status_code == 204


def test_what_was_deleted_meanwhile_is_told(built: Built, desk: Desk, draft: Survey) -> None:
    mine = built.fields("stars")
    Built(desk("administrator"), draft).do("delete", name="stars")
    answer = built.browser.post(built.url, **mine)
    assert answer.status_code == 409
    assert "已经被删除" in answer.text


# While typing


def test_saving_while_typing_answers_with_all_but_the_editor(built: Built) -> None:
    form = {**built.fields("day"), "title": "哪天来"}
    answer = built.browser.post(built.url, headers={"HX-Request": "true", "HX-Target": "editor"}, **form)
    assert answer.status_code == 200
    assert answer.headers["HX-Trigger"] == "form-changed"
    page = soup(answer)
    assert page.select_one("#editor") is None
    summary = page.select_one("#sum-day[hx-swap-oob]")
    assert summary is not None
    assert "哪天来" in words(summary)
    assert page.select_one("#was")["value"] != form["was"][0]  # type: ignore[index]


def test_buttons_are_answered_with_the_builder_alone(built: Built) -> None:
    headers = {"HX-Request": "true", "HX-Target": "builder"}
    answer = built.browser.post(built.url, headers=headers, do="add", kind="text")
    page = soup(built.browser.get(answer.location, headers=headers))
    assert page.select_one("#builder") is not None
    assert page.select_one("nav.menu") is None


# In use


def test_a_published_survey_keeps_its_questions_until_the_new_ones_are_taken(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber)
    built = Built(desk("staff"), survey)
    page = built.save("why", title="理由")
    assert built.in_use["sections"][0]["questions"][2]["title"] == "为什么"
    assert "还没有采用" in words(page)
    page = built.do("use")
    assert built.in_use["sections"][0]["questions"][2]["title"] == "理由"
    assert Form.select().where(Form.key == f"survey:{survey.id}").count() == 2
    assert "还没有采用" not in words(page)
    built.do("undo")
    assert built.question("why")["title"] == "为什么"


def test_unfit_changes_are_not_taken_into_use(desk: Desk, world: World) -> None:
    built = Built(desk("staff"), make_survey(world.chamber))
    built.do("add", kind="text")
    assert built.browser.post(built.url, do="use").status_code == 409
    assert len(built.in_use["sections"][0]["questions"]) == 3


@pytest.mark.parametrize("fields", [{"state": "cancelled"}, {"is_anonymous": True}])
def test_what_may_not_be_changed_says_why(desk: Desk, world: World, fields: dict[str, Any]) -> None:
    built = Built(desk("staff"), make_survey(world.chamber, **fields))
    page = built.page("day")
    assert page.select_one("#editor") is None
    assert "复制一份重新发起" in words(page)
    assert built.browser.post(built.url, do="delete", name="day").status_code in (403, 409)
    assert len(built.keys) == 3


def test_a_draft_has_one_version_however_often_it_is_changed(built: Built) -> None:
    for title in ("一", "二", "三"):
        built.save("why", title=title)
    assert Form.select().where(Form.key == f"survey:{built.survey_id}").count() == 1


def test_the_audit_trail_says_once_that_somebody_began(built: Built) -> None:
    for title in ("一", "二", "三"):
        built.save("why", title=title)
    assert AuditEntry.select().where(AuditEntry.action == "survey.changed").count() == 1


def test_an_auditor_reads_and_changes_nothing(desk: Desk, draft: Survey) -> None:
    built = Built(desk("auditor"), draft)
    page = built.page("day")
    assert "哪天方便" in words(page)
    assert page.select("#builder form:not(#preview)") == []


# Hostile words

EVIL = "<img src=x onerror=alert(1)>\"'{{7*7}}</script><script>alert(2)</script>"


def test_words_are_only_ever_words(built: Built) -> None:
    built.save("day", title=EVIL, help=EVIL, options_label=[EVIL, "周日"])
    built.save("why", line="0", source_0="day", op_0="is", value_0="sat")
    name = opened(built.do("add_section", after="day"))
    built.save(name, title=EVIL, help=EVIL)
    for page in (built.page("day"), built.page("why"), preview(built, day="sat"), preview(built, day=EVIL)):
        assert page.select("img[onerror], img[src=x]") == []
        assert [one for one in page.select("script") if "alert" in one.text] == []
    title = built.page("day").select_one("#f-title")
    assert title is not None
    assert title.text.strip() == EVIL


@pytest.mark.parametrize("form", [
    {"do": "save", "name": "day", "options_value": ["__proto__", "a b", ""], "options_label": ["甲", "乙", "丙"]},
    {"do": "save", "name": "why", "shows_condition": "1", "line": ["x"] * 40, "source_x": "why"},
    {"do": "save", "name": "why", "shows_condition": "1", "line": "0", "source_0": "/" * 300, "op_0": "eval"},
    {"do": "save", "name": "day", "button": "kind:nothing"},
    {"do": "save", "name": "day", "button": "up:options"},
    {"do": "move", "name": "day", "section": "main", "before": "nothing"},
    {"do": "undo"}, {"do": "redo"},
])  # fmt: skip
def test_odd_forms_break_nothing(built: Built, form: dict[str, Any]) -> None:
    assert built.browser.post(built.url, **form).status_code in (303, 409, 422)
    assert built.page("day").select_one("#builder") is not None


@pytest.mark.parametrize("form", [
    {"do": "nothing"}, {}, {"do": "copy", "name": "nothing"}, {"do": "delete", "name": "section.nothing"},
    {"do": "shift", "name": ""}, {"do": "move", "name": "day", "section": "nothing"}, {"do": "save", "name": "gone"},
])  # fmt: skip
def test_what_is_not_there_is_refused(built: Built, form: dict[str, Any]) -> None:
    assert built.browser.post(built.url, **form).status_code in (409, 422)
    assert built.keys == ["day", "stars", "why"]


# Cost


def test_the_page_costs_few_statements(built: Built, count_statements: Callable[[], Any]) -> None:
    built.save("why", title="理由")
    with count_statements() as counted:
        built.browser.page(built.url, open="day")
    assert len(counted) <= 12, counted
