"""What the member sees of who changed what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.profiles.services import prefill
from tests.conftest import FrozenClock
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import COMPANY, save

pytestmark = pytest.mark.usefixtures("sections")


def history(phone: Phone, query: str = "") -> dict[str, Any]:
    response = phone.get(f"/profile/history{query}")
    assert response.status_code == 200
    return dict(response.get_json())


def test_it_tells_in_words_what_changed_newest_first(as_member: Phone, clock: FrozenClock) -> None:
    save(as_member, "company", COMPANY)
    clock.advance(hours=1)
    save(as_member, "company", {**COMPANY, "industry": {"value": "other", "text": "渔业"}})
    newest = history(as_member)["items"][0]
    assert newest.pop("id").isdigit()
    assert newest == {
        "at": "2026-04-20T11:00:00+08:00",
        "by": "me",
        "by_name": "王敏",
        "section_title": "企业信息",
        "question_title": "行业",
        "old": "制造业",
        "new": "其他：渔业",
    }


def test_it_names_who_did_it(as_member: Phone, world: World) -> None:
    prefill(world.member.id, "company", {"position": "厂长"}, "import")
    prefill(world.member.id, "company", {"position": "总经理"}, "staff", world.staff.id)
    items = history(as_member)["items"]
    assert [(item["by"], item["by_name"], item["old"], item["new"]) for item in items] == [
        ("staff", "赵云", "厂长", "总经理"),
        ("import", None, "", "厂长"),
    ]


def test_it_comes_in_pages_with_two_statements(as_member: Phone, count_statements: Callable[[], Any]) -> None:
    save(as_member, "company", COMPANY)
    with count_statements() as statements:
        first = history(as_member, "?page_size=3")
    assert len(statements) == 3  # the session, the page, the total
    second = history(as_member, "?page_size=3&page=2")
    assert (len(first["items"]), len(second["items"]), first["total"]) == (3, 1, 4)
    assert as_member.get("/profile/history?page=0").status_code == 422
