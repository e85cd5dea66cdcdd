"""The check character of the unified social credit code."""

from __future__ import annotations

import pytest

from backend.companies.credit_codes import is_credit_code, tidy_credit_code


@pytest.mark.parametrize("code", ["91350100M000100Y43", "914403001922038216", "91110000100000000W"])
def test_codes_that_fit(code: str) -> None:
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    characters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(characters.index(one) * weight for one, weight in zip(code[:17], weights, strict=True))
    assert is_credit_code(code[:17] + characters[(31 - total % 31) % 31])


def test_the_example_of_the_standard() -> None:
    assert is_credit_code("91350100M000100Y43")


@pytest.mark.parametrize(
    "code",
    ["", "91350100M000100Y4", "91350100M000100Y44", "91350100M000100Y433", "9135010OM000100Y43", "字" * 18, "١" * 18],
)
def test_codes_that_do_not(code: str) -> None:
    assert not is_credit_code(code)


@pytest.mark.parametrize("text", [" 91350100m000100y43 ", "91350100-M000100Y43", "９１３５０１００ M000100Y43"])
def test_it_is_tidied(text: str) -> None:
    assert tidy_credit_code(text) == "91350100M000100Y43"
