"""Members who are asked the default sections, and one section that asks something sensitive."""

from __future__ import annotations

from typing import Any

import pytest

from backend.profiles.definitions import define_section, ensure_default_sections
from backend.profiles.models import ProfileSection
from tests.people import World
from tests.phone import Phone

COMPANY = {
    "company_name": "石桥精密机械有限公司",
    "position": "总经理",
    "industry": "manufacturing",
    "headcount": "10-49",
}
BIRTHDAY_TEXT = "我同意石桥商会保存我的出生日期，仅用于寄送生日祝福。"
ID_NUMBER = "11010519491231002X"


@pytest.fixture
def sections(world: World) -> None:
    """The default sections."""
    ensure_default_sections()


@pytest.fixture
def care_section(world: World) -> ProfileSection:
    """A section of the chamber's own that asks two sensitive questions, as an administrator would add it."""
    return define_section("care", CARE, consents=CARE_CONSENTS, organization_id=world.chamber.id, title="关怀信息")


CARE: dict[str, Any] = {
    "sections": [
        {
            "key": "care",
            "title": "关怀信息",
            "questions": [
                {"key": "likes", "type": "text", "title": "兴趣爱好"},
                {
                    "key": "birth_date",
                    "type": "date",
                    "title": "出生日期",
                    "sensitive": True,
                    "purpose": "寄送生日祝福",
                },
                {
                    "key": "id_number",
                    "type": "text",
                    "format": "id_card",
                    "title": "身份证号",
                    "sensitive": True,
                    "purpose": "办理外出考察保险",
                },
            ],
        }
    ]
}
CARE_CONSENTS = {"birth_date": BIRTHDAY_TEXT, "id_number": "我同意为外出考察保险提供身份证号。"}


def section(phone: Phone, key: str) -> dict[str, Any]:
    """The section as the phone loads it."""
    response = phone.get(f"/profile/sections/{key}")
    assert response.status_code == 200, response.text
    return dict(response.get_json())


def save(phone: Phone, key: str, answers: dict[str, Any], **fields: Any) -> Any:
    """Load the section and save it with these answers, as the phone does."""
    loaded = section(phone, key)
    body = {"answers": answers, "form_version": loaded["form"]["version"], "row_version": loaded["row_version"]}
    return phone.put(f"/profile/sections/{key}", {**body, **fields})


def consent(phone: Phone, question: str, key: str = "care") -> Any:
    """Agree to the words the section shows."""
    words = next(item for item in section(phone, key)["consents"] if item["question"] == question)
    return phone.put(f"/profile/consents/{question}", {"text_version": words["text_version"]})
