"""Texts are found by two characters and more, on both engines alike; nothing somebody types does harm."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.database import Statement, atomic, is_postgresql
from backend.searching import services
from backend.searching.services import forget_text, index_text, matching, resembling
from backend.searching.terms import highlight, indexed_terms, telling_terms, terms_of

TEXTS = {
    1: ["增设夜间公交", "晚上八点以后石桥街道没有公交车。"],
    2: ["修补人行道", "门口的地砖松动了，老人容易摔倒。"],
    3: ["WiFi信号差", "会议室的wifi经常断，5G也不好。"],
    4: ["公交站牌", "站牌上的时刻表看不清。"],
}


@pytest.fixture
def index(database: Any) -> None:
    with atomic():
        for subject_id, texts in TEXTS.items():
            index_text(subject_id, texts)


def found(query: str) -> list[int]:
    match = matching(query)
    return [] if match is None else sorted(row[0] for row in Statement(match.subquery).rows(*match.parameters))


def alike(text: str, most: int = 5) -> list[int]:
    match = resembling(text, most)
    return [] if match is None else [row[0] for row in Statement(match.subquery).rows(*match.parameters)]


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("公交", [1, 4]),
        ("公交车", [1]),
        ("夜间 公交", [1]),
        ("地砖", [2]),
        ("WIFI", [3]),
        ("ｗｉｆｉ", [3]),
        ("wi", [3]),
        ("5g", [3]),
        ("石桥街道没有公交车", [1]),
        ("地铁", []),
        ("……！", []),
        ("", []),
    ],
)
def test_two_characters_find_it(index: None, query: str, subjects: list[int]) -> None:
    assert found(query) == subjects


def test_a_text_is_found_by_its_last_words_only(index: None) -> None:
    index_text(2, ["增设路灯", "巷子太黑。"])
    assert (found("地砖"), found("路灯")) == ([], [2])
    index_text(2, ["增设路灯", "巷子太黑。"])
    assert found("路灯") == [2]
    forget_text(2)
    forget_text(2)
    assert found("路灯") == []


def test_what_a_rolled_back_text_said_is_not_found(index: None) -> None:
    def write_and_fail() -> None:
        with atomic():
            index_text(9, ["撤销的文字"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert found("撤销") == []


HOSTILE = [
    '"', "*", "公交*", '公交" OR "地砖', "NEAR(公交 地砖)", "AND", "OR OR", "NOT 公交", "terms:公交",
    "^公交", "-公交", "公交\0",
    "'; DROP TABLE search_entry; --", "{公交}", "公\\交", "%", "_",
    "😀", "👨‍👩‍👧", "\ufeff", "a" * 10_000, "公交" * 5_000,
    "﷽" * 500, "İ", "\u202e公交", "𠮷野家", "{", "}", ",", "NULL",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_only_words(index: None, hostile: str) -> None:
    assert isinstance(found(hostile), list)
    assert isinstance(alike(hostile), list)
    index_text(99, [hostile])
    assert set(found("地砖")) == {2} | ({99} if "地砖" in hostile else set())
    assert "".join(part.text for part in highlight(hostile, "公交")) == hostile


def test_the_most_alike_come_first_and_chance_is_no_likeness(index: None) -> None:
    assert alike("石桥街道夜间公交太少")[0] == 1
    assert alike("门口地砖松动")[0] == 2
    assert alike("完全不同的事情") == []
    # One pair in common is chance.
    assert alike("公交卡丢失") == []
    assert alike("石桥街道夜间公交太少，公交站牌看不清", most=1) == [1] or alike("站牌看不清", most=1) == [4]


def test_rare_words_count_more_than_common_ones(database: Any) -> None:
    with atomic():
        for number in range(1, 200):
            index_text(number, [f"广场路灯{number}"])
        index_text(500, ["麒麟巷口没有灯"])
    if is_postgresql():
        Statement("ANALYZE search_entry").run()
        services._known = (0, {})
    assert alike("麒麟巷口广场路灯")[0] == 500


def test_the_work_stays_the_same_however_common_the_words(database: Any) -> None:
    dice = random.Random(1)
    with atomic():
        for number in range(1, 400):
            index_text(number, ["公交车班次太少", dice.choice(("东门", "西门"))])
    if is_postgresql():
        Statement("ANALYZE search_entry").run()
        services._known = (0, {})
    services_most = services._MOST_LOOKED_AT
    services._MOST_LOOKED_AT = 500
    try:
        assert len(services._rarest(telling_terms("公交车班次太少"))) == 2
    finally:
        services._MOST_LOOKED_AT = services_most
    assert len(alike("公交车班次太少", most=5)) == 5


@given(st.text(max_size=60), st.text(max_size=20))
def test_highlighting_keeps_every_character(text: str, query: str) -> None:
    parts = highlight(text, query)
    assert "".join(part.text for part in parts) == text
    assert all(a.is_hit != b.is_hit for a, b in itertools.pairwise(parts))


@given(st.text(max_size=80))
def test_terms_hold_nothing_of_any_query_language(text: str) -> None:
    for term in indexed_terms(text):
        assert term
        assert not set(term) & set("\"'*(){}:^-+,\\\0 \n")
    assert set(terms_of(text)) <= set(indexed_terms(text))


def test_hits_are_marked_in_any_width_and_case() -> None:
    assert [tuple(part) for part in highlight("会议室ＷｉＦｉ差", "wifi")] == [
        ("会议室", False),
        ("ＷｉＦｉ", True),
        ("差", False),
    ]
    assert [tuple(part) for part in highlight("<b>公交</b>", "公交")] == [
        ("<b>", False),
        ("公交", True),
        ("</b>", False),
    ]
