"""Who sees which section of a member's record."""

from __future__ import annotations

import pytest

from backend.members.services import add_to_organization
from backend.profiles.definitions import define_section
from backend.profiles.models import ProfileSection
from backend.profiles.reading import profile_for_staff, visible_sections
from backend.scope import load_scope
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import COMPANY, ID_NUMBER, consent, save

pytestmark = pytest.mark.usefixtures("sections", "care_section")


def keys(world: World, viewer: str) -> list[str]:
    return [row.key for row in visible_sections(world.member.id, viewer)]  # type: ignore[arg-type]


def test_each_section_says_who_sees_it(world: World) -> None:
    everything = ["care", "basics", "company", "honours", "achievements", "public_service"]
    assert keys(world, "me") == everything
    assert keys(world, "organizers") == ["company"]
    assert keys(world, "staff") == everything[1:]
    ProfileSection.update(visible_to=["staff"]).where(ProfileSection.key == "company").execute()
    assert keys(world, "organizers") == []


def test_staff_read_answers_in_words_and_nothing_sensitive(as_member: Phone, world: World) -> None:
    ProfileSection.update(visible_to=["staff"]).where(ProfileSection.key == "care").execute()
    save(as_member, "company", COMPANY)
    consent(as_member, "id_number")
    save(as_member, "care", {"likes": "摄影", "id_number": ID_NUMBER})
    shown = {item["key"]: item for item in profile_for_staff(world.member.id, load_scope(world.staff.id))}
    assert {"key": "industry", "title": "行业", "text": "制造业"} in shown["company"]["fields"]
    assert (shown["company"]["state"], shown["basics"]["state"], shown["basics"]["fields"]) == ("done", "empty", [])
    assert shown["care"]["fields"] == [{"key": "likes", "title": "兴趣爱好", "text": "摄影"}]


def test_an_organizations_own_section_stays_with_staff_who_meet_the_member_there(world: World) -> None:
    form = {"sections": [{"key": "s", "title": "栏", "questions": [{"key": "q", "type": "text", "title": "题"}]}]}
    place = {"organization_id": world.elsewhere.id, "title": "外区资料", "visible_to": ["staff"]}
    define_section("foreign", form, **place)
    define_section("street", form, organization_id=world.street.id, title="街道资料", visible_to=["staff"])
    add_to_organization(world.member.id, world.elsewhere.id)

    def seen_by(member_id: int) -> set[str]:
        return {item["key"] for item in profile_for_staff(world.member.id, load_scope(member_id))} - {
            "basics",
            "company",
            "honours",
            "achievements",
            "public_service",
        }

    assert seen_by(world.staff.id) == {"street"}
    assert seen_by(world.administrator.id) == {"street"}
    assert seen_by(world.foreign_staff.id) == {"foreign"}
