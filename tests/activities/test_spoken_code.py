"""The spoken pass: four characters that name one signup of an activity."""

from __future__ import annotations

import pytest

from backend.activities.passes import read_spoken_code, spoken_code
from backend.encryption import use_keys
from tests.conftest import KEYS


@pytest.fixture(autouse=True)
def keys():
    use_keys(KEYS)


def test_every_number_has_a_code_of_its_own_that_names_it():
    codes = [spoken_code(77, number) for number in range(1, 3000)]

    assert len(set(codes)) == len(codes)
    assert all(len(code) == 4 for code in codes)
    assert [read_spoken_code(77, code) for code in codes] == list(range(1, 3000))


def test_codes_of_neighbours_and_of_other_activities_are_unlike():
    first = [spoken_code(1, number) for number in range(1, 200)]
    second = [spoken_code(2, number) for number in range(1, 200)]

    assert len({code[:2] for code in first}) > 100
    assert sum(a == b for a, b in zip(first, second, strict=True)) <= 1


def test_code_is_read_as_people_type_it():
    code = spoken_code(5, 42)

    assert read_spoken_code(5, f" {code[:2].lower()} {code[2:]} ") == 42


@pytest.mark.parametrize("text", ["", "A", "AAAAA", "A0AA", "ß", "٣٣٣٣", "LY1AAAA", "口令口令"])
def test_what_is_no_code_names_nobody(text):
    assert read_spoken_code(5, text) is None


def test_there_is_no_code_without_a_number_or_beyond_the_last():
    assert spoken_code(5, None) is None
    assert spoken_code(5, 22**4) is None
    assert read_spoken_code(5, spoken_code(5, 22**4 - 1)) == 22**4 - 1
