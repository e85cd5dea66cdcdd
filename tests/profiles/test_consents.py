"""Sensitive fields: separate consent, encryption, masking, withdrawal."""

from __future__ import annotations

from typing import Any

import pytest

from backend.database import db
from backend.errors import InvalidInput
from backend.profiles.definitions import define_section
from backend.profiles.models import Consent, ProfileAnswers, ProfileChange, SensitiveValue
from tests.conftest import FrozenClock
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import BIRTHDAY_TEXT, CARE, CARE_CONSENTS, ID_NUMBER, consent, save, section

pytestmark = pytest.mark.usefixtures("care_section")


def give_id_number(phone: Phone) -> Any:
    assert consent(phone, "id_number").status_code == 200
    response = save(phone, "care", {"likes": "摄影", "id_number": ID_NUMBER})
    assert response.status_code == 200, response.text
    return response.get_json()


def test_a_sensitive_answer_needs_its_own_consent(as_member: Phone) -> None:
    response = save(as_member, "care", {"likes": "摄影", "birth_date": "1976-05-01"})
    assert response.status_code == 422
    assert response.get_json()["code"] == "invalid_answers"
    assert set(response.get_json()["errors"]) == {"birth_date"}
    assert SensitiveValue.select().count() == ProfileAnswers.select().count() == 0


def test_consent_to_one_field_is_no_consent_to_another(as_member: Phone) -> None:
    consent(as_member, "birth_date")
    assert save(as_member, "care", {"id_number": ID_NUMBER}).status_code == 422


def test_the_rest_of_the_section_is_saved_without_consent(as_member: Phone) -> None:
    assert save(as_member, "care", {"likes": "摄影"}).get_json()["state"] == "done"


def test_a_consent_shows_its_words_and_when_it_was_given(as_member: Phone, clock: FrozenClock) -> None:
    before = section(as_member, "care")["consents"][0]
    assert (before["question"], before["purpose"], before["text"]) == ("birth_date", "寄送生日祝福", BIRTHDAY_TEXT)
    assert before["granted_at"] is None
    response = consent(as_member, "birth_date")
    assert response.status_code == 200
    assert response.get_json() == {**before, "granted_at": "2026-04-20T10:00:00+08:00"}
    clock.advance(days=1)
    assert consent(as_member, "birth_date").get_json() == response.get_json()
    assert Consent.select().count() == 1
    listed = as_member.get("/profile/consents").get_json()["items"]
    assert [(item["question"], item["granted_at"] is None) for item in listed] == [
        ("birth_date", False),
        ("id_number", True),
    ]


def test_a_sensitive_value_is_encrypted_masked_and_in_no_history(as_member: Phone) -> None:
    body = give_id_number(as_member)
    assert body["masked"] == {"id_number": "110*************2X"}
    assert body["answers"] == {"likes": "摄影"}
    assert SensitiveValue.get().sealed.startswith("1.")
    assert ID_NUMBER not in everything_stored()
    change = ProfileChange.get(ProfileChange.question_title == "身份证号")
    assert (change.old_text, change.new_text) == ("", "已填写")


def test_a_short_sensitive_value_shows_only_that_it_is_there(as_member: Phone) -> None:
    consent(as_member, "birth_date")
    body = save(as_member, "care", {"birth_date": "1976-05-01"}).get_json()
    assert body["masked"] == {"birth_date": "已填写"}


def test_a_sensitive_value_of_another_record_cannot_be_read(as_member: Phone, as_organizer: Phone) -> None:
    give_id_number(as_member)
    give_id_number(as_organizer)
    mine = SensitiveValue.get(SensitiveValue.member == as_member.member_id)
    SensitiveValue.update(sealed=mine.sealed).where(SensitiveValue.member == as_organizer.member_id).execute()
    assert as_organizer.get("/profile/sections/care").status_code == 500


def test_a_value_left_out_stays_and_null_clears_it(as_member: Phone) -> None:
    give_id_number(as_member)
    assert save(as_member, "care", {"likes": "书法"}).get_json()["masked"] == {"id_number": "110*************2X"}
    cleared = save(as_member, "care", {"likes": "书法", "id_number": None}).get_json()
    assert cleared["masked"] == {}
    assert SensitiveValue.select().count() == 0
    assert as_member.get("/profile/history").get_json()["items"][0]["new"] == "已清除"


def test_the_same_sensitive_value_again_is_not_a_change(as_member: Phone) -> None:
    give_id_number(as_member)
    changes = ProfileChange.select().count()
    body = save(as_member, "care", {"likes": "摄影", "id_number": ID_NUMBER.lower()}).get_json()
    assert body["row_version"] == 1
    assert ProfileChange.select().count() == changes


def test_a_wrong_sensitive_value_is_refused_like_any_other(as_member: Phone) -> None:
    consent(as_member, "id_number")
    response = save(as_member, "care", {"id_number": "110105194912310021"})
    assert response.status_code == 422
    assert set(response.get_json()["errors"]) == {"id_number"}


def test_withdrawing_consent_erases_the_value_at_once(as_member: Phone) -> None:
    give_id_number(as_member)
    response = as_member.delete("/profile/consents/id_number")
    assert response.status_code == 204
    assert SensitiveValue.select().count() == 0
    row = Consent.get()
    assert row.withdrawn_at is not None
    body = section(as_member, "care")
    assert body["masked"] == {}
    assert body["answers"] == {"likes": "摄影"}
    newest = as_member.get("/profile/history").get_json()["items"][0]
    assert (newest["section_title"], newest["question_title"], newest["new"]) == ("关怀信息", "身份证号", "已清除")
    assert as_member.delete("/profile/consents/id_number").status_code == 204
    assert save(as_member, "care", {"id_number": ID_NUMBER}).status_code == 422


def test_consent_can_be_given_again(as_member: Phone) -> None:
    give_id_number(as_member)
    as_member.delete("/profile/consents/id_number")
    assert give_id_number(as_member)["masked"] == {"id_number": "110*************2X"}
    assert Consent.select().count() == 2


def test_consent_to_words_that_have_changed_is_refused(as_member: Phone, world: World) -> None:
    loaded = section(as_member, "care")["consents"][1]
    define_section("care", CARE, consents={**CARE_CONSENTS, "id_number": "新的说明"}, title="关怀信息")
    response = as_member.put("/profile/consents/id_number", {"text_version": loaded["text_version"]})
    assert response.status_code == 409
    assert response.get_json()["code"] == "consent_text_changed"


def test_new_words_need_a_new_consent_and_the_value_passes_to_it(as_member: Phone) -> None:
    give_id_number(as_member)
    define_section("care", CARE, consents={**CARE_CONSENTS, "id_number": "新的说明"}, title="关怀信息")
    assert section(as_member, "care")["consents"][1]["granted_at"] is None
    assert save(as_member, "care", {"likes": "摄影", "id_number": "110105194912310038"}).status_code == 422
    consent(as_member, "id_number")
    assert section(as_member, "care")["masked"] == {"id_number": "110*************2X"}
    assert SensitiveValue.get().consent.text == "新的说明"


def test_a_question_that_asks_nothing_sensitive_has_no_consent(as_member: Phone, as_stranger: Phone) -> None:
    body = {"text_version": "0"}
    assert as_member.put("/profile/consents/likes", body).status_code == 404
    assert as_member.delete("/profile/consents/likes").status_code == 404
    assert as_member.delete("/profile/consents/%00").status_code == 404
    assert as_stranger.put("/profile/consents/birth_date", body).status_code == 404
    assert as_member.put("/profile/consents/birth_date", {}).status_code == 422


def test_consent_can_be_withdrawn_after_leaving_the_organization(as_member: Phone, world: World) -> None:
    from backend.organizations.models import Membership

    give_id_number(as_member)
    Membership.delete().where(Membership.member == as_member.member_id).execute()
    assert as_member.get("/profile/sections/care").status_code == 404
    assert as_member.delete("/profile/consents/id_number").status_code == 204
    assert SensitiveValue.select().count() == 0


def question(**fields: Any) -> dict[str, Any]:
    values = {"key": "faith", "type": "text", "title": "信仰", "sensitive": True, "purpose": "安排饮食", **fields}
    return {"sections": [{"key": "s", "title": "栏", "questions": [values]}]}


@pytest.mark.parametrize(
    ("definition", "consents"),
    [
        (question(purpose=""), {"faith": "同意"}),
        (question(), {}),
        (question(), {"faith": "  "}),
        (question(required=True), {"faith": "同意"}),
        (question(key="id_number"), {"id_number": "同意"}),
        (question(sensitive=False), {"faith": "同意"}),
    ],
    ids=["no purpose", "no consent text", "blank consent text", "required", "asked elsewhere", "not sensitive"],
)
def test_a_sensitive_question_that_breaks_the_rule_is_refused(
    definition: dict[str, Any], consents: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        define_section("faith", definition, consents=consents, title="栏")
    assert refusal.value.errors


@pytest.mark.parametrize(("key", "is_sensitive"), [("likes", True), ("birth_date", False)])
def test_a_question_once_asked_stays_sensitive_or_not(key: str, is_sensitive: bool) -> None:
    definition = question(key=key, sensitive=is_sensitive)
    with pytest.raises(InvalidInput) as refusal:
        define_section("care", definition, consents={key: "同意"} if is_sensitive else {}, title="关怀信息")
    assert set(refusal.value.errors) == {key}


def test_the_profile_takes_no_files() -> None:
    definition = {
        "sections": [{"key": "s", "title": "栏", "questions": [{"key": "photo", "type": "file", "title": "照片"}]}]
    }
    with pytest.raises(InvalidInput) as refusal:
        define_section("album", definition, consents={}, title="相册")
    assert refusal.value.errors == {"photo": ["会员资料里不能上传文件，请换一种题型。"]}


def test_nothing_may_be_shown_depending_on_a_sensitive_answer() -> None:
    definition = question()
    follow_up = {"key": "more", "type": "text", "title": "更多", "show_if": {"question": "faith", "op": "answered"}}
    definition["sections"][0]["questions"].append(follow_up)
    with pytest.raises(InvalidInput) as refusal:
        define_section("faith", definition, consents={"faith": "同意"}, title="栏")
    assert set(refusal.value.errors) == {"faith"}


def everything_stored() -> str:
    """The text of every row of every table."""
    return "\n".join(
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"').fetchall()
    )
