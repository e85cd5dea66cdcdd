"""Who looked at what is otherwise masked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.phone import Phone
from tests.privacy.conftest import Traces


def test_it_says_who_looked_at_what_and_why(as_member: Phone, traces: Traces) -> None:
    response = as_member.get("/me/access-log")
    assert response.status_code == 200
    assert response.get_json() == {
        "items": [
            {
                "at": "2026-04-20T10:00:00+08:00",
                "by_name": "赵云",
                "what": "手机号码",
                "reason": "电话通知王敏改期",
            }
        ],
        "page": 1,
        "page_size": 20,
        "total": 1,
    }


def test_nobody_sees_who_looked_at_somebody_else(as_organizer: Phone, as_visitor: Phone, traces: Traces) -> None:
    assert as_organizer.get("/me/access-log").get_json()["items"] == []
    assert as_visitor.get("/me/access-log").status_code == 403


def test_it_takes_two_statements(as_member: Phone, traces: Traces, count_statements: Callable[[], Any]) -> None:
    with count_statements() as statements:
        as_member.get("/me/access-log")
    assert len(statements) == 3  # the session, the page, the total
    assert as_member.get("/me/access-log?page=0").status_code == 422
