"""Taking one's data along."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.factories import make_activity, make_signup
from tests.people import World
from tests.phone import Phone
from tests.privacy.conftest import DIET, Traces
from tests.profiles.conftest import COMPANY, ID_NUMBER


def export(phone: Phone) -> dict[str, Any]:
    response = phone.get("/me/export")
    assert response.status_code == 200, response.text
    return dict(response.get_json())


def test_it_holds_everything_the_service_knows(as_member: Phone, traces: Traces, world: World) -> None:
    body = export(as_member)
    assert body["exported_at"] == "2026-04-20T10:00:00+08:00"
    data = body["data"]
    assert data["account"]["openid"].startswith("openid-")
    assert len(data["sessions"]) == 1
    assert (data["member"]["name"], data["member"]["phone"]) == ("王敏", "19900000001")
    assert [item["organization"] for item in data["memberships"]] == ["石桥商会"]
    company = next(item for item in data["profile"] if item["section"] == "企业信息")
    assert {"question": "行业", "answer": "制造业"} in company["answers"]
    assert data["sensitive"] == {"id_number": ID_NUMBER}
    assert {"by": "staff", "by_name": "赵云", "new": "厂长"}.items() <= data["profile_history"][-1].items()
    assert [item["question"] for item in data["consents"]] == ["id_number"]
    assert [(item["activity"], item["state"]) for item in data["signups"]] == [
        ("春季企业家沙龙", "approved"),
        ("冬季座谈会", "approved"),
    ]
    assert data["signups"][0]["answers"] == [{"question": "忌口", "answer": DIET}]
    assert data["organizes"] == ["春季企业家沙龙"]
    assert [item["activity"] for item in data["checkins"]] == ["冬季座谈会"]
    assert data["messages"][0]["values"]["name1"] == "王敏"
    assert data["subscriptions"][0]["state"] == "open"
    assert (data["applications"][0]["name"], data["applications"][0]["phone"]) == ("王敏", "19900000001")
    assert data["phone_claims"][0]["phone"] == "19900000001"
    assert [item["organization"] for item in data["invitations_accepted"]] == ["石桥商会"]
    assert data["audit"][0]["reason"] == "电话通知王敏改期"
    assert data["opened"][0]["item"] == "signup_result:1"
    assert [(item["name"], item["purpose"], item["state"]) for item in data["uploads"]] == [
        ("王敏的合影.jpg", "photo", "pending"),
        ("现场.jpg", "cover", "clear"),
    ]


def test_it_comes_as_a_file_nobody_caches(as_member: Phone, traces: Traces) -> None:
    headers = as_member.get("/me/export").headers
    assert headers["Content-Disposition"] == 'attachment; filename="lianyi-20260420.json"'
    assert headers["Cache-Control"] == "no-store"


def test_it_holds_nothing_of_anybody_else(as_organizer: Phone, as_stranger: Phone, traces: Traces) -> None:
    for phone in (as_organizer, as_stranger):
        text = json.dumps(export(phone), ensure_ascii=False)
        for mine in ("王敏", "19900000001", ID_NUMBER, DIET, COMPANY["company_name"]):
            assert mine not in text


def test_a_visitor_gets_what_is_held_about_the_account(as_visitor: Phone, client: Phone) -> None:
    assert set(export(as_visitor)["data"]) == {
        "account",
        "sessions",
        "opened",
        "applications",
        "phone_claims",
        "invitations_accepted",
        "messages",
        "subscriptions",
        "subscription_settings",
        "muted_messages",
        "calls_from_staff",
        "wechat_events",
    }
    assert client.get("/me/export").status_code == 401


def test_the_number_of_statements_does_not_grow(
    as_member: Phone, traces: Traces, world: World, count_statements: Callable[[], Any]
) -> None:
    export(as_member)
    with count_statements() as few:
        export(as_member)
    for _ in range(5):
        make_signup(make_activity(world.chamber), world.member)
    with count_statements() as many:
        assert len(export(as_member)["data"]["signups"]) == 7
    assert len(many) == len(few)
