"""Several requests about one record at the same moment, on both engines."""

from __future__ import annotations

import pytest
from flask import Flask

from backend.profiles.models import Consent, ProfileAnswers, ProfileChange, SensitiveValue
from backend.profiles.services import prefill
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import COMPANY, ID_NUMBER, consent, save, section
from tests.racing import run_together

pytestmark = pytest.mark.usefixtures("sections", "care_section")


def copies(phone: Phone, number: int) -> list[Phone]:
    """The same session on several threads: a test client is no good to two at once."""
    return [
        Phone(phone.app, phone.token, member_id=phone.member_id, account_id=phone.account_id) for _ in range(number)
    ]


def test_of_two_different_saves_of_one_version_one_wins(as_member: Phone) -> None:
    save(as_member, "company", COMPANY)
    loaded = section(as_member, "company")

    def put(phone: Phone, position: str) -> int:
        body = {"answers": {**COMPANY, "position": position}, "form_version": 1, "row_version": loaded["row_version"]}
        return phone.put("/profile/sections/company", body).status_code

    phones = copies(as_member, 6)
    answers = run_together([lambda n=n, phone=phone: put(phone, f"职务{n}") for n, phone in enumerate(phones)])
    assert sorted(answers) == [200] + [409] * 5
    row = ProfileAnswers.get(ProfileAnswers.member == as_member.member_id)
    assert row.row_version == 2
    changes = ProfileChange.select().where(ProfileChange.old_text == "总经理")
    assert [change.new_text for change in changes] == [row.answers["position"]]


def test_the_same_first_save_at_once_is_one_save(as_member: Phone) -> None:
    body = {"answers": COMPANY, "form_version": 1, "row_version": 0}
    phones = copies(as_member, 6)
    answers = run_together([lambda phone=phone: phone.put("/profile/sections/company", body) for phone in phones])
    assert [answer.status_code for answer in answers] == [200] * 6
    assert ProfileAnswers.select().count() == 1
    assert ProfileChange.select().count() == len(COMPANY)


def test_a_save_and_an_import_at_once_lose_nothing(as_member: Phone, world: World) -> None:
    save(as_member, "company", COMPANY)
    loaded = section(as_member, "company")
    body = {"answers": {**COMPANY, "position": "董事长"}, "form_version": 1, "row_version": loaded["row_version"]}
    answer, imported = run_together(
        [
            lambda: as_member.put("/profile/sections/company", body).status_code,
            lambda: prefill(world.member.id, "company", {"headcount": "300-999"}, "import"),
        ]
    )
    row = ProfileAnswers.get(ProfileAnswers.member == as_member.member_id)
    assert imported == ["headcount"]
    assert row.answers["headcount"] == "300-999"
    assert row.answers["position"] == ("董事长" if answer == 200 else "总经理")
    assert row.row_version == (3 if answer == 200 else 2)


def test_consent_given_several_times_at_once_is_one_consent(as_member: Phone) -> None:
    phones = copies(as_member, 6)
    answers = run_together([lambda phone=phone: consent(phone, "id_number") for phone in phones])
    assert [answer.status_code for answer in answers] == [200] * 6
    assert Consent.select().count() == 1


@pytest.mark.parametrize("_attempt", range(5))
def test_a_value_saved_while_its_consent_is_withdrawn_does_not_outlive_it(as_member: Phone, _attempt: int) -> None:
    consent(as_member, "id_number")
    body = {"answers": {"id_number": ID_NUMBER}, "form_version": 1, "row_version": 0}
    saving, leaving = copies(as_member, 2)
    saved, withdrawn = run_together(
        [
            lambda: saving.put("/profile/sections/care", body).status_code,
            lambda: leaving.delete("/profile/consents/id_number").status_code,
        ]
    )
    assert withdrawn == 204
    assert saved in (200, 422)
    assert SensitiveValue.select().count() == 0


@pytest.mark.parametrize("_attempt", range(5))
def test_nothing_is_saved_about_somebody_who_is_leaving(as_member: Phone, app: Flask, _attempt: int) -> None:
    body = {"answers": COMPANY, "form_version": 1, "row_version": 0}
    saving, leaving = copies(as_member, 2)
    saved, left = run_together(
        [
            lambda: saving.put("/profile/sections/company", body).status_code,
            lambda: leaving.delete("/me", {"confirm": "注销"}).status_code,
        ]
    )
    assert left == 204
    assert saved in (200, 401, 404)
    assert ProfileAnswers.select().count() == ProfileChange.select().count() == 0
