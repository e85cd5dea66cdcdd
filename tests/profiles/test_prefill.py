"""Values an import or staff put in for the member to confirm."""

from __future__ import annotations

import pytest

from backend.errors import NotFound
from backend.profiles.models import ProfileAnswers, ProfileChange
from backend.profiles.services import InvalidAnswers, prefill
from tests.factories import make_member
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import COMPANY, save, section

pytestmark = pytest.mark.usefixtures("sections")


def test_prefilled_values_wait_to_be_confirmed(as_member: Phone, world: World) -> None:
    changed = prefill(world.member.id, "company", {"company_name": "石桥精密", "position": " 厂长 "}, "import")
    assert changed == ["company_name", "position"]
    body = section(as_member, "company")
    assert body["answers"] == {"company_name": "石桥精密", "position": "厂长"}
    assert (body["state"], body["confirmed_at"], body["minutes"]) == ("confirm", None, 1)


def test_one_tap_confirms_what_is_there_and_shows_the_gaps(as_member: Phone, world: World) -> None:
    prefill(world.member.id, "company", {"company_name": "石桥精密"}, "import")
    body = as_member.post("/profile/sections/company/confirm").get_json()
    assert (body["state"], body["missing"][:3]) == ("gaps", ["职务", "行业", "人数规模"])


def test_what_an_import_changed_since_it_was_read_is_not_confirmed_unseen(as_member: Phone, world: World) -> None:
    prefill(world.member.id, "company", {"company_name": "石桥精密"}, "import")
    seen = {"row_version": section(as_member, "company")["row_version"]}
    prefill(world.member.id, "company", {"company_name": "石桥精工"}, "import")

    refused = as_member.post("/profile/sections/company/confirm", seen)

    assert (refused.status_code, refused.get_json()["code"]) == (409, "changed_meanwhile")
    assert section(as_member, "company")["confirmed_at"] is None
    seen = {"row_version": section(as_member, "company")["row_version"]}
    assert as_member.post("/profile/sections/company/confirm", seen).status_code == 200


def test_saving_prefilled_values_unchanged_confirms_them(as_member: Phone, world: World) -> None:
    prefill(world.member.id, "company", COMPANY, "import")
    body = save(as_member, "company", COMPANY).get_json()
    assert (body["state"], body["row_version"]) == ("done", 1)
    assert ProfileChange.select().where(ProfileChange.actor_kind == "member").count() == 0


def test_empty_values_erase_nothing(as_member: Phone, world: World) -> None:
    save(as_member, "company", COMPANY)
    assert prefill(world.member.id, "company", {"company_name": "", "position": None}, "import") == []
    body = section(as_member, "company")
    assert (body["answers"], body["state"], body["row_version"]) == (COMPANY, "done", 1)


def test_equal_values_leave_a_confirmation_in_force(as_member: Phone, world: World) -> None:
    save(as_member, "company", COMPANY)
    assert prefill(world.member.id, "company", {"position": "总经理"}, "import") == []
    assert section(as_member, "company")["state"] == "done"


def test_another_value_is_asked_about_and_remembered(as_member: Phone, world: World) -> None:
    save(as_member, "company", COMPANY)
    assert prefill(world.member.id, "company", {"position": "董事长"}, "import") == ["position"]
    body = section(as_member, "company")
    assert (body["state"], body["row_version"], body["answers"]["position"]) == ("confirm", 2, "董事长")
    assert body["answers"]["company_name"] == COMPANY["company_name"]
    newest = as_member.get("/profile/history").get_json()["items"][0]
    assert (newest["by"], newest["old"], newest["new"]) == ("import", "总经理", "董事长")


def test_a_form_open_on_the_phone_does_not_overwrite_what_was_imported_meanwhile(
    as_member: Phone, world: World
) -> None:
    save(as_member, "company", COMPANY)
    loaded = section(as_member, "company")
    prefill(world.member.id, "company", {"position": "董事长"}, "import")
    body = {"answers": COMPANY, "form_version": 1, "row_version": loaded["row_version"]}
    assert as_member.put("/profile/sections/company", body).status_code == 409


def test_wrong_values_change_nothing(world: World) -> None:
    with pytest.raises(InvalidAnswers) as refusal:
        prefill(world.member.id, "company", {"position": "厂长", "credit_code": "1"}, "import")
    assert set(refusal.value.errors) == {"credit_code"}
    assert ProfileAnswers.select().count() == 0


@pytest.mark.usefixtures("care_section")
def test_nobody_else_can_fill_in_a_sensitive_field(world: World) -> None:
    with pytest.raises(InvalidAnswers) as refusal:
        prefill(world.member.id, "care", {"likes": "摄影", "birth_date": "1976-05-01"}, "staff", world.staff.id)
    assert set(refusal.value.errors) == {"birth_date"}


@pytest.mark.usefixtures("care_section")
def test_sections_the_member_is_not_asked_cannot_be_filled(world: World) -> None:
    with pytest.raises(NotFound):
        prefill(world.stranger.id, "care", {"likes": "摄影"}, "import")
    erased = make_member(organization=world.chamber, state="deleted")
    with pytest.raises(NotFound):
        prefill(erased.id, "company", {"position": "厂长"}, "import")
