"""Our values find their fields in whatever template the operator chose."""

from __future__ import annotations

import pytest

from backend.push.matching import choose_keywords, match_template
from backend.push.templates import TEMPLATES, keys_in_order, message_data
from backend.wechat.answers import MessageTemplate, PublicKeyword

RESULT = TEMPLATES["signup_result"]
REMINDER = TEMPLATES["activity_reminder"]


def template(**fields):
    return MessageTemplate("id", "标题", False, fields)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_template_we_describe_is_matched_in_order(name):
    labels = {keys_in_order(name)[field.name]: field.label for field in TEMPLATES[name].fields}
    match = match_template(TEMPLATES[name], template(**labels))
    assert (match.keys, match.faults, match.left_out) == (keys_in_order(name), (), ())


def test_labels_go_before_order():
    match = match_template(
        REMINDER, template(thing4="温馨提示", date9="活动时间", thing2="活动地点", thing1="活动名称")
    )
    assert match.keys == {"note": "thing4", "time": "date9", "venue": "thing2", "title": "thing1"}
    assert not match.faults


def test_types_decide_where_labels_are_others():
    match = match_template(REMINDER, template(thing7="主题", time3="开始", thing9="地址", thing5="说明"))
    assert match.keys == {"title": "thing7", "time": "time3", "venue": "thing9", "note": "thing5"}


def test_a_phrase_and_a_time_may_stand_as_words_but_not_the_other_way_round():
    match = match_template(RESULT, template(thing1="活动名称", thing2="报名结果", time3="活动时间"))
    assert match.keys == {"title": "thing1", "result": "thing2", "time": "time3"}
    assert match.left_out == ("活动地点", "备注")

    match = match_template(REMINDER, template(time1="活动名称", time2="活动时间"))
    assert match.keys == {"time": "time2"}
    assert match.faults == ("“活动名称”（time1）没有内容可填", "没有字段能放“活动名称”")


def test_a_time_takes_its_own_field_before_one_of_words():
    match = match_template(TEMPLATES["survey_reminder"], template(thing1="问卷名称", thing2="备注", date3="截止"))
    assert match.keys == {"title": "thing1", "note": "thing2", "time": "date3"}


def test_a_field_nobody_fills_is_sent_as_nothing():
    match = match_template(
        TEMPLATES["survey_reminder"],
        template(thing1="问卷名称", time2="截止时间", thing3="温馨提示", thing4="发起单位", character_string5="编号"),
    )
    assert not match.faults
    data = message_data({"title": "问卷", "time": "2026年4月23日 14:00", "note": "三分钟"}, match.keys)
    assert data == {
        "thing1": "问卷",
        "time2": "2026年4月23日 14:00",
        "thing3": "三分钟",
        "thing4": "无",
        "character_string5": "-",
    }


def test_a_field_that_nothing_fits_into_is_a_fault():
    match = match_template(REMINDER, template(thing1="活动名称", time2="活动时间", amount3="费用"))
    assert match.faults == ("“费用”（amount3）没有内容可填",)


def test_a_field_that_takes_only_certain_words_is_a_fault():
    chosen = MessageTemplate(
        "id", "标题", False, {"thing1": "活动名称", "phrase2": "结果"}, {"phrase2": ("通过", "未通过")}
    )
    assert match_template(RESULT, chosen).faults == ("“结果”只接受固定的选项（通过、未通过）",)


def test_keywords_are_chosen_in_our_order():
    offered = [
        PublicKeyword(9, "费用", "amount"),
        PublicKeyword(4, "地址", "thing"),
        PublicKeyword(3, "温馨提示", "thing"),
        PublicKeyword(2, "活动时间", "date"),
        PublicKeyword(1, "活动名称", "thing"),
    ]
    assert choose_keywords(REMINDER, offered) == [1, 2, 4, 3]
    assert choose_keywords(REMINDER, [PublicKeyword(9, "费用", "amount")]) == []
