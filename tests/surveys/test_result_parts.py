"""What results are made of: groups of near-identical texts, and numbers and days in few enough cells."""

from __future__ import annotations

import random
import time

from backend.surveys.bins import months, numbers
from backend.surveys.text_groups import group_texts


def test_style_makes_no_difference_to_a_text() -> None:
    (group,) = group_texts(["ＡＢＣ 好", "abc好！", "abc 好", "abc好！"])
    assert (group.text, group.given, sorted(group.variants)) == ("abc好！", 4, sorted(["ＡＢＣ 好", "abc 好"]))


def test_near_identical_texts_are_together_and_others_apart() -> None:
    groups = group_texts(
        ["希望停车位能多一些", "希望停车位再多一些", "希望停车位多一些", "希望茶歇好一些", "很好", "不好"]
    )
    assert [group.given for group in groups] == [3, 1, 1, 1]


def test_groups_do_not_depend_on_who_wrote_first() -> None:
    texts = [f"{'多组织企业走访'[: number % 8]}{number % 5}号会议室太小" for number in range(60)]
    first = group_texts(texts)
    random.Random(1).shuffle(texts)
    assert group_texts(texts) == first


def test_odd_texts_are_grouped_by_themselves() -> None:
    assert {group.text for group in group_texts(["😀😀😀", "……", "", "😀😀😀", "\u3000。"])} == {
        "😀😀😀",
        "……",
        "\u3000。",
    }


def test_ten_thousand_texts_are_grouped_in_seconds() -> None:
    dice = random.Random(2)
    letters = "希望多组织企业走访政策解读停车签到茶歇场地时间会员交流学习"
    began = time.perf_counter()
    groups = group_texts("".join(dice.choices(letters, k=dice.randint(5, 40))) for _ in range(10_000))
    assert time.perf_counter() - began < 20
    assert sum(group.given for group in groups) == 10_000


def test_few_numbers_are_shown_as_they_are_and_many_in_steps() -> None:
    assert [cell.label for cell in numbers({"2": 1, "10": 3, "1.5": 1}, 1, is_anonymous=False)] == ["1.5", "2", "10"]
    cells = numbers({str(number): 1 for number in range(95)}, 0, is_anonymous=False)
    assert [cell.label for cell in cells][:2] == ["0–9", "10–19"]
    assert sorted(bucket for cell in cells for bucket in cell.buckets) == sorted(str(number) for number in range(95))


def test_an_anonymous_number_far_off_is_not_told() -> None:
    cells = numbers({**{str(number): 2 for number in range(20, 60)}, "98765": 1, "-7": 1}, 0, is_anonymous=True)
    assert cells[0].label.endswith("以下")
    assert cells[-1].label.endswith("及以上")
    assert not any("98765" in cell.label or "-7" in cell.label for cell in cells)
    assert sum(len(cell.buckets) for cell in cells) == 42
    assert numbers({"3": 4}, 0, is_anonymous=True)
    assert numbers({}, 0, is_anonymous=True) == []


def test_days_are_shown_by_months_or_years() -> None:
    assert [cell.label for cell in months({"2026-05-01": 2, "2026-06-30": 1}, is_anonymous=False)] == [
        "2026年5月",
        "2026年6月",
    ]
    cells = months({f"{year}-03-01": 1 for year in range(1990, 2026)}, is_anonymous=False)
    assert len(cells) <= 12
    assert sum(len(cell.buckets) for cell in cells) == 36
    assert months({}, is_anonymous=True) == []
