"""The profile as home shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.profiles.services import prefill
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import COMPANY, save

pytestmark = pytest.mark.usefixtures("sections")


def test_confirming_and_filling_in_raises_completeness_and_clears_home(as_member: Phone, world: World) -> None:
    prefill(world.member.id, "company", COMPANY, "import")
    before = as_member.get("/home").get_json()
    assert before["write"][0]["kind"] == "section_confirm"
    assert before["totals"]["write"] == 5
    as_member.post("/profile/sections/company/confirm")
    save(as_member, "honours", {"has_honours": "no"})
    after = as_member.get("/home").get_json()
    assert after["completeness"] > before["completeness"]
    assert after["completeness"] == as_member.get("/profile").get_json()["completeness"]
    assert [item["title"] for item in after["write"]] == ["基本信息", "岗位建功", "社会公益"]


def test_the_profile_adds_one_statement_to_home(as_member: Phone, count_statements: Callable[[], Any]) -> None:
    as_member.get("/home")
    with count_statements() as statements:
        as_member.get("/home")
    assert len([sql for sql in statements if "profile_section" in sql]) == 1
