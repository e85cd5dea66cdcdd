"""A digest is split by bytes, between lines, never inside a character or an emoji."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.push.robots import split_markdown
from backend.shortening import cut, in_bytes

FAMILY = "👨‍👩‍👧‍👦"
SHOWN = ["字", "a", "é", "🎉", FAMILY, "👍🏽", "🇨🇳", "1️⃣", "❤️", "𠮷", "e\u0301"]
titles = st.lists(st.sampled_from(SHOWN), min_size=1, max_size=60).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(titles, max_size=60), st.sampled_from([300, 1_000, 4_096]))
def test_every_line_is_there_once_and_no_part_is_too_long(lines, most):
    parts = split_markdown("**石桥街道**", lines, "到小程序里处理", most)

    assert all(len(part.encode()) <= most for part in parts)
    said = [line for part in parts for line in part.split("\n")[1:]]
    assert len(said) == len(lines) + 1
    for line, given_line in zip(said, [*lines, "到小程序里处理"], strict=True):
        assert line == given_line or (line.endswith("…") and given_line.startswith(line[:-1]))
    if len(parts) > 1:
        heads = [part.split("\n")[0] for part in parts]
        assert heads == [f"**石桥街道**（{number}/{len(parts)}）" for number in range(1, len(parts) + 1)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SHOWN), max_size=30), st.integers(3, 120))
def test_cut_leaves_whole_characters(shown, most):
    text = cut("".join(shown), most, in_bytes)

    assert len(text.encode()) <= most
    wholes = {"".join(shown[:number]) for number in range(len(shown) + 1)}
    # Two flags side by side, or an accent after a joiner, are still only cut between what is shown.
    assert text in wholes or text.removesuffix("…") in wholes


@pytest.mark.parametrize(("most", "kept"), [(25, ""), (28, FAMILY), (31, FAMILY)])
def test_family_stays_together(most, kept):
    assert cut(FAMILY * 2, most, in_bytes) == f"{kept}…"


def test_short_digest_has_no_number():
    assert split_markdown("头", ["一", "二"], "尾") == ["头\n一\n二\n尾"]
