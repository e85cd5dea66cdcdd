"""Wordings compared piece by piece, in reasonable time whatever they are."""

from __future__ import annotations

import random
import time

import pytest

from backend.suggestions.differences import difference


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("晚上八点以后没有公交车。", "晚上九点以后没有公交车。", "晚上 -八 +九 点以后没有公交车。"),
        ("每周三开放", "每周三开放😀", "每周三开放 +😀"),
        ("一样", "一样", "一样"),
        ("", "新", "+新"),
        ("旧", "", "-旧"),
    ],
)
def test_what_changed_is_told_piece_by_piece(before: str, after: str, pieces: str) -> None:
    signs = {"same": "", "removed": "-", "added": "+"}
    assert " ".join(signs[piece.op] + piece.text for piece in difference(before, after)) == pieces


def test_sentences_that_share_single_characters_stay_whole() -> None:
    before, after = "请把路灯修好。", "路口太黑，没有灯，请派人来看看好吗。"
    assert max(len(piece.text) for piece in difference(before, after) if piece.op == "added") > 4


def test_texts_made_to_be_slow_are_compared_within_a_second_and_nothing_is_lost() -> None:
    dice = random.Random(7)
    hostile = [("a" * 2000, "ab" * 1000), ("ab" * 1000, "ba" * 1000)]
    hostile.append(("".join(dice.choices("的了", k=2000)), "".join(dice.choices("的了", k=2000))))
    for before, after in hostile:
        began = time.perf_counter()
        pieces = difference(before, after)
        assert time.perf_counter() - began < 1
        assert "".join(piece.text for piece in pieces if piece.op != "added") == before
        assert "".join(piece.text for piece in pieces if piece.op != "removed") == after
