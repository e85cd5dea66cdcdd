import re

import pytest
import requests

from backend.wechat import errors
from backend.wechat.client import MessageTemplate, MiniProgramClient
from backend.wechat.simulator.templates import LIBRARY, MAX_PRIVATE_TEMPLATES, TEMPLATES
from tests.wechat.conftest import SIGNUP, Control


@pytest.fixture
def ask(base_url: str, wx: MiniProgramClient):
    """GET with parameters, or POST with a body, on a newtmpl endpoint."""

    def ask(name: str, body: dict[str, object] | None = None, **params: object):
        url = f"{base_url}/wxaapi/newtmpl/{name}"
        query = {"access_token": wx.access_token, **params}
        if body is None:
            return requests.get(url, params=query, timeout=5).json()
        return requests.post(url, params=query, json=body, timeout=5).json()

    return ask


def test_template_ids_have_the_form_of_real_ones_and_never_change():
    assert all(re.fullmatch(r"[\w-]{43}", one.template_id) for one in TEMPLATES.values())
    assert len({one.template_id for one in TEMPLATES.values()}) == len(TEMPLATES)
    assert SIGNUP == "UXgDscy1L9Rsk4YDkFIIUwumjG31mvlemK8yZLYyyFo"


def test_the_client_reads_titles_and_fields(wx: MiniProgramClient):
    listed = {one.template_id: one for one in wx.list_templates()}
    assert set(listed) == {one.template_id for one in TEMPLATES.values()}
    assert listed[SIGNUP].title == "报名结果通知"
    assert listed[SIGNUP].fields == {
        "thing1": "活动名称",
        "phrase2": "报名结果",
        "time3": "活动时间",
        "thing4": "活动地点",
        "thing5": "备注",
    }
    assert not listed[SIGNUP].is_long_term


def test_the_examples_of_the_library_fit_their_own_fields():
    from backend.wechat.simulator.template_rules import is_acceptable

    for source in LIBRARY.values():
        for keyword in source.keywords:
            assert is_acceptable(keyword.kind, keyword.example), (source.title, keyword)


def test_a_template_is_added_listed_and_deleted(ask, wx: MiniProgramClient):
    added = ask("addtemplate", {"tid": "3101", "kidList": [2, 1], "sceneDesc": "办理进度"})
    assert added["errcode"] == 0
    (mine,) = [one for one in wx.list_templates() if one.template_id == added["priTmplId"]]
    assert list(mine.fields) == ["phrase2", "thing1"]
    assert mine.is_long_term
    assert ask("deltemplate", {"priTmplId": added["priTmplId"]})["errcode"] == 0
    assert ask("deltemplate", {"priTmplId": added["priTmplId"]})["errcode"] == 200014


def test_adding_a_template_twice_names_the_one_that_exists(ask):
    again = ask("addtemplate", {"tid": "2101", "kidList": [1, 2, 3, 4, 5], "sceneDesc": "报名"})
    assert (again["errcode"], again["priTmplId"]) == (200022, SIGNUP)


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"tid": "9999"}, 200014),
        ({"kidList": [1]}, 200020),
        ({"kidList": [1, 9]}, 200020),
        ({"kidList": [1, 1]}, 200020),
        ({"kidList": [1, {}]}, 200020),
        ({"kidList": "1,2"}, 200020),
        ({"sceneDesc": ""}, 200021),
        ({"sceneDesc": "十六个字的场景说明写得太长了一点"}, 200021),
    ],
)
def test_a_template_that_makes_no_sense_is_refused(change: dict[str, object], errcode: int, ask):
    body = {"tid": "2101", "kidList": [2, 1], "sceneDesc": "报名", **change}
    assert ask("addtemplate", body)["errcode"] == errcode


def test_an_account_has_room_for_so_many_templates(ask, phone: Control):
    assert MAX_PRIVATE_TEMPLATES == 25
    phone.post("settings", template_cap=len(TEMPLATES))
    full = ask("addtemplate", {"tid": "2101", "kidList": [2, 1], "sceneDesc": "报名"})
    assert full["errcode"] == 200012


def test_the_library_is_searched_by_category_and_page(ask):
    categories = [str(one["id"]) for one in ask("getcategory")["data"]]
    everything = ask("getpubtemplatetitles", ids=",".join(categories), start=0, limit=30)
    assert everything["count"] == len(everything["data"]) == len(LIBRARY)
    page = ask("getpubtemplatetitles", ids=",".join(categories), start=1, limit=2)
    assert page["data"] == everything["data"][1:3]
    assert {one["type"] for one in everything["data"]} == {2, 3}
    keywords = ask("getpubtemplatekeywords", tid="2101")
    assert keywords["count"] == 5
    assert keywords["data"][1] == {"kid": 2, "name": "报名结果", "example": "报名成功", "rule": "phrase"}


@pytest.mark.parametrize(
    ("params", "errcode"),
    [
        ({"ids": "", "start": 0, "limit": 30}, 200018),
        ({"ids": "612", "start": -1, "limit": 30}, 200016),
        ({"ids": "612", "start": 0, "limit": 31}, 200017),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(params: dict[str, object], errcode: int, ask):
    assert ask("getpubtemplatetitles", **params)["errcode"] == errcode


def test_keywords_of_an_unknown_title_are_refused(ask):
    assert ask("getpubtemplatekeywords", tid="1")["errcode"] == 200014


def test_the_client_searches_the_library(wx: MiniProgramClient):
    categories = wx.list_categories()
    assert categories == {612: "社区/街道服务", 616: "会员与活动"}
    count, page = wx.list_public_templates(categories, start=1, limit=2)
    assert (count, [one.tid for one in page]) == (len(LIBRARY), ["2102", "2103"])
    _, everything = wx.list_public_templates(categories)
    assert {one.title for one in everything if one.is_long_term} == {"事项办理进度通知"}
    assert [(one.kid, one.label, one.kind) for one in wx.list_template_keywords("2101")][1] == (2, "报名结果", "phrase")
    with pytest.raises(errors.TemplateUnknown):
        wx.list_template_keywords("1")


def test_the_client_adds_a_template_once(wx: MiniProgramClient):
    added = wx.add_template("3101", [2, 1], "办理进度")
    assert added in {one.template_id for one in wx.list_templates()}
    assert wx.add_template("3101", [2, 1], "办理进度") == added
    assert wx.add_template("2101", [1, 2, 3, 4, 5], "报名") == SIGNUP


def test_the_client_says_that_there_is_no_room(wx: MiniProgramClient, phone: Control):
    phone.post("settings", template_cap=len(TEMPLATES))
    with pytest.raises(errors.TooManyTemplates):
        wx.add_template("2101", [2, 1], "报名")


@pytest.mark.parametrize(("errcode", "error"), sorted(errors.LIBRARY_ERRORS.items()))
def test_the_library_gives_codes_its_own_meaning(
    errcode: int, error: type[errors.WeChatError], wx: MiniProgramClient, phone: Control
):
    phone.post("faults", kind="errcode", errcode=errcode, path="/wxaapi")
    with pytest.raises(error) as refused:
        wx.add_template("2101", [2, 1], "报名")
    assert type(refused.value) is error


def test_fields_that_take_only_certain_words_are_known():
    template = MessageTemplate.from_answer(
        {
            "priTmplId": "x",
            "title": "进度",
            "type": 2,
            "content": "结果:{{enum_string1.DATA}}\n",
            "keywordEnumValueList": [{"keywordCode": "enum_string1.DATA", "enumValueList": ["通过", "未通过"]}],
        }
    )
    assert template.fields == {"enum_string1": "结果"}
    assert template.choices == {"enum_string1": ("通过", "未通过")}
