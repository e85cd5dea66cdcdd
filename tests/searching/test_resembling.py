"""Texts like the one being typed, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from backend.database import Statement, db, is_postgresql
from backend.searching import services
from backend.searching.services import forget_text, index_text, matching, resembling
from backend.searching.terms import highlight, telling_terms, terms_of


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """Frequencies are asked of PostgreSQL anew."""
    services._known = (0, {})
    yield
    services._known = (0, {})


def like(text: str, most: int = 5) -> list[int]:
    ids: dict[int, None] = {}
    for found in resembling(text, most):
        ids.update((row[0], None) for row in Statement(found.subquery).rows(*found.parameters))
    return list(ids)


def having(text: str) -> set[int]:
    found = matching(text)
    return set() if found is None else {row[0] for row in Statement(found.subquery).rows(*found.parameters)}


def analysed() -> None:
    if is_postgresql():
        db.execute_sql("ANALYZE search_entry")


def test_what_says_much_the_same_comes_first(database: Any) -> None:
    index_text(1, ["石桥路晚上没有公交车，希望增开夜间班次"])
    index_text(2, ["石桥路的路灯坏了很久没有人修"])
    index_text(3, ["税务大厅排队太久"])
    assert like("石桥路夜间公交车班次太少")[0] == 1
    assert 3 not in like("石桥路夜间公交车班次太少")
    assert like("会员证怎么补办") == []
    forget_text(1)
    assert 1 not in like("石桥路夜间公交车班次太少")


def test_it_stays_so_where_every_term_is_common(database: Any) -> None:
    """Hundreds have each of the terms: those that share more of them still come first."""
    for number in range(1, 901):
        index_text(number, ["公交车太少" if number % 2 else "路灯太暗"])
    index_text(1000, ["公交车太少，路灯太暗"])
    analysed()
    assert like("公交车太少路灯太暗", 3)[0] == 1000
    assert len(like("公交车太少", 3)) == 3
    # Pairs that nobody ever wrote stand between the words of whoever types; one is rare.
    index_text(2000, ["会展中心附近公交车太少"])
    analysed()
    assert 2000 in like("我家门口公交车实在太少会展", 5)
    assert like("我家门口公交车实在太少", 5)


def test_a_text_is_found_by_two_characters_and_by_all_of_them(database: Any) -> None:
    index_text(1, ["增设夜间公交", "晚上八点以后没有车。Bus 12 路"])
    index_text(2, ["增设路灯"])
    assert having("增设") == {1, 2}
    assert having("公交") == having("夜间 bus") == having("ＢＵＳ") == {1}
    assert having("公交路灯") == having("没有这个") == set()
    index_text(1, ["换了一句话"])
    assert having("公交") == set()
    assert having("换了") == {1}


@pytest.mark.parametrize(
    "text",
    ["", "  ", "，。！", "🎋🎋", '" OR 1=1 --', "terms:*", "a" * 10_000, "NEAR(甲乙 丙)", "{}", "'"],
)
def test_hostile_texts_find_nothing_and_break_nothing(database: Any, text: str) -> None:
    index_text(1, ["增设夜间公交"])
    index_text(2, [text])
    for ask in (having, like):
        assert 1 not in ask(text)


def test_terms_and_highlights() -> None:
    assert terms_of("公交车 Bus12") == ["公交", "交车", "bus12"]
    assert telling_terms("希望增设的公交") == ["增设", "公交"]
    assert [(part.text, part.is_hit) for part in highlight("增设夜间公交车", "公交")] == [
        ("增设夜间", False),
        ("公交", True),
        ("车", False),
    ]
