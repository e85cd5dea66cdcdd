"""Whatever people write, WeChat takes what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.push.fitting import UnfittingValue, fit
from backend.push.templates import TEMPLATES, keys_in_order, message_data
from backend.shortening import in_units
from backend.wechat.simulator.template_rules import is_acceptable

USED = sorted({field.kind for spec in TEMPLATES.values() for field in spec.fields})
WORDS = ("thing", "phrase", "name", "character_string", "letter", "phone_number")
EXACT = ("time", "date", "number")
# Everything a database keeps, and more of what hurts: breaks, controls, wide forms, emoji, rare characters.
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\n\r\t\u2028\x00～~ \ufeff\u200d😀👨‍👩‍👧𠮷李a1-", max_size=60),
    st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=60),
)
MOMENTS = st.from_regex(r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d", fullmatch=True)


def test_every_type_that_is_used_is_tested():
    assert set(USED) <= {*WORDS, *EXACT}


@pytest.mark.parametrize("kind", WORDS)
@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_words_are_made_to_fit(kind, text):
    fitted = fit(text, f"{kind}12")
    assert is_acceptable(kind, fitted), (text, fitted)
    if kind == "thing":
        # What fits is left alone.
        assert fit(fitted, "thing12") == fitted.strip()
        assert in_units(fitted) <= 20


@pytest.mark.parametrize("kind", EXACT)
@settings(max_examples=400, deadline=None)
@given(
    text=st.one_of(TEXTS, st.from_regex(r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d", fullmatch=True), st.decimals().map(str))
)
def test_times_and_numbers_fit_or_are_refused(kind, text):
    try:
        fitted = fit(text, f"{kind}3")
    except UnfittingValue:
        return
    assert is_acceptable(kind, fitted), (text, fitted)
    assert fitted.isascii() or kind != "number"


@pytest.mark.parametrize(
    ("value", "key", "fitted"),
    [
        ("春季企业家沙龙暨二〇二六年度会员代表大会第一次会议", "thing1", "春季企业家沙龙暨二〇二六年度会员代表大…"),
        ("😀" * 11, "thing1", "😀" * 9 + "…"),
        ("第一行\r\n第二行", "thing1", "第一行 第二行"),
        ("", "thing1", "无"),
        ("候补转正了呀", "phrase1", "候补转正了"),
        ("OK", "phrase1", "通知"),
        ("2026年4月23日 14:00～16:00", "time3", "2026年4月23日 14:00~16:00"),
    ],
)
def test_examples(value, key, fitted):
    assert fit(value, key) == fitted


@pytest.mark.parametrize(
    ("value", "key"), [("1" * 33, "number1"), ("明天", "time1"), ("٣", "number1"), ("3元", "amount1"), ("x", "")]
)
def test_what_cannot_be_cut_is_refused(value, key):
    with pytest.raises(UnfittingValue):
        fit(value, key)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_value_nobody_gave_is_still_a_value(template):
    keys = keys_in_order(template)
    given = {"time": "2026年4月23日 14:00", "count": "3"}
    data = message_data(given, keys)
    assert set(data) == set(keys.values())
    for key, value in data.items():
        assert is_acceptable(key.rstrip("0123456789"), value)
