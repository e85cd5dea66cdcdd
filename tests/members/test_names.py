"""Names: spellings that are one name, and spellings that are not."""

from __future__ import annotations

import pytest

from backend.members.names import is_same_name, tidy_name
from backend.members.phones import normalise_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王敏", "王敏"),
        ("　王　敏 ", "王敏"),
        ("王\u200b敏", "王敏"),
        ("王\n敏", "王敏"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽･买买提", "阿依古丽·买买提"),
        ("阿依古丽‧买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("Ｊｏｈｎ  Smith", "John Smith"),
        ("J. Smith", "J. Smith"),
        ("王𬸚", "王𬸚"),
        ("〇小明", "〇小明"),
        ("⽅方", "方方"),
        ("王\ue863", "王\ue863"),
    ],
)
def test_the_form_a_name_is_kept_in(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize(("one", "other"), [("王 敏", "王敏"), ("john smith", "John  Smith"), ("⾦方", "金方")])
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert is_same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("王敏", "王敏敏"), ("王敏", "王玟"), ("王𬸚", "王"), ("·", "")])
def test_different_names(one: str, other: str) -> None:
    assert not is_same_name(one, other)


@pytest.mark.parametrize(
    "typed",
    [
        "19900000001",
        "１９９００００ ０００１",
        "+86 199 0000 0001",
        "0086-199-0000-0001",
        "86 19900000001",
        "199.0000.0001",
    ],
)
def test_ways_to_write_a_number(typed: str) -> None:
    assert normalise_phone(typed) == "19900000001"


@pytest.mark.parametrize(
    "typed", ["", "1990000000", "199000000012", "12900000001", "+852 91234567", "١٩٩٠٠٠٠٠٠٠١", "199o0000001"]
)
def test_what_is_not_a_number(typed: str) -> None:
    assert normalise_phone(typed) is None
