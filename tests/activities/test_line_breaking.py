"""Where the poster's lines end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.activities.posters.breaking import _NOT_FIRST, _NOT_LAST, break_lines, fit_lines
from backend.activities.posters.fonts import writable


def measure(text: str) -> float:
    """Chinese characters are 1 wide, Latin ones a half."""
    return sum(1.0 if ord(one) > 0x2E7F or one in "“”‘’…—" else 0.5 for one in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("读书会", 10, ["读书会"]),
        ("亲子读书会：一起读《夏洛的网》", 10, ["亲子读书会：", "一起读《夏洛的网》"]),
        ("春季企业家沙龙", 6, ["春季企业", "家沙龙"]),  # balanced: not one character alone
        ("走进ChatGPT-4o的世界", 8, ["走进ChatGPT-4o", "的世界"]),
        ("时间14:00–17:00不见不散", 8, ["时间14:00–17:00", "不见不散"]),
        ("我们在第12届大会相见", 6, ["我们在第12届", "大会相见"]),
        ("真的吗？！是真的。", 5, ["真的吗？！", "是真的。"]),
        ("", 5, []),
    ],
)
def test_lines_end_where_a_reader_would_pause(text: str, width: float, lines: list[str]) -> None:
    assert break_lines(text, width, measure) == lines


TEXTS = st.text(alphabet="企业家沙龙，。：、（）《》“”！？abcXYZ0123456789 年月日-", min_size=1, max_size=60)


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, width=st.integers(min_value=6, max_value=20))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = break_lines(text, width, measure)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) <= width for line in lines)


@settings(max_examples=400, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["企业家", "沙龙，", "（暨", "会）", "《网》", "“数字", "化”", "AI", "2026年", "吗？"]),
        min_size=1,
    )
)
def test_no_closing_mark_begins_a_line_and_no_opening_one_ends_it(words: list[str]) -> None:
    for line in break_lines("".join(words), 14, measure):
        assert line[0] not in _NOT_FIRST
        assert line[-1] not in _NOT_LAST


def test_only_what_is_truly_too_long_ends_in_an_ellipsis() -> None:
    assert fit_lines("春季企业家沙龙", 4, 2, measure) == (["春季企业", "家沙龙"], True)
    lines, is_whole = fit_lines("春季企业家沙龙，欢迎大家", 4, 2, measure)
    assert (lines, is_whole) == (["春季企业", "家沙龙…"], False)


def test_what_the_face_cannot_write_is_left_out() -> None:
    assert writable("读书会🎉 👨‍👩‍👧来\u202e了\U0010fffe", "serif") == "读书会 来了"
    assert writable("夏洛①《网》·AI", "serif") == "夏洛①《网》·AI"
    assert writable("\n a \t b ", "sans") == "a b"
