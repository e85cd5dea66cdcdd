"""How names are read, and what they are found by."""

from __future__ import annotations

import pytest

from backend.members.keys import keys_of
from backend.members.pinyin import spelling_of, spellings


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单雄信", "shan xiong xin"),
        ("仇英", "qiu ying"),
        ("解晓东", "xie xiao dong"),
        ("曾国藩", "zeng guo fan"),
        ("区志强", "ou zhi qiang"),
        ("查良镛", "zha liang yong"),
        ("任重", "ren chong"),
        ("朴树", "piao shu"),
        ("尉迟恭", "yu chi gong"),
        ("长孙无忌", "zhang sun wu ji"),
        ("令狐冲", "ling hu chong"),
        ("万俟卨", "mo qi xie"),
        ("欧阳静怡", "ou yang jing yi"),
        ("吕布", "lv bu"),
        ("王单", "wang dan"),
        ("李曾", "li zeng"),
    ],
)
def test_the_usual_reading_is_that_of_a_name(name: str, reading: str) -> None:
    assert " ".join(spellings(name)[0]) == reading


def test_both_readings_of_a_character_find_the_person() -> None:
    assert {"lile", "liyue"} <= keys_of("李乐")
    assert {"shanxiongxin", "danxiongxin"} <= keys_of("单雄信")
    assert {"lvbu", "lubu"} <= keys_of("吕布")


def test_a_name_is_found_by_its_parts_its_sound_and_its_initials() -> None:
    assert keys_of("李建国") == {"李建国", "建国", "国", "lijianguo", "jianguo", "ljg", "jg", "lijg"}


def test_each_part_of_a_minority_name_finds_it_with_or_without_its_dot() -> None:
    keys = keys_of("阿依古丽·买买提")
    assert {"阿依古丽买买提", "买买提", "ayigulimaimaiti", "maimaiti", "ayglmmt"} <= keys


@pytest.mark.parametrize("name", ["𠮷野", "王𬸚", "\ue815明", "J. Smith", "ÁRVÍZ", "😀", "·", "", "a" * 60, "长" * 40])
def test_no_name_is_too_odd_to_be_found(name: str) -> None:
    keys = keys_of(name)
    assert len(keys) <= 100
    assert all(keys)
    assert spelling_of(name) == spelling_of(name).strip()


def test_names_sort_by_sound_then_by_character() -> None:
    names = ["张伟", "李娜", "黎明", "王敏", "安安", "力铭", "林一"]
    assert sorted(names, key=spelling_of) == ["安安", "力铭", "黎明", "李娜", "林一", "王敏", "张伟"]
