"""One member's record: what is shown, what is masked until one says why, and what is put in on behalf."""

from __future__ import annotations

from typing import Any

import pytest

from backend import clock
from backend.audit.models import AuditEntry
from backend.members.models import Member
from backend.participation.services import ATTENDED, Act, record_acts
from backend.profiles.consents import grant_consent
from backend.profiles.definitions import define_section, ensure_default_sections
from backend.profiles.models import ProfileAnswers
from backend.profiles.services import Submission, save_section
from tests.desk import words
from tests.factories import make_member
from tests.people import World
from tests.phone import Phone

LIST = "/console/members"
SECRET = "110101199001011234"


@pytest.fixture
def secret(world: World) -> Member:
    """Somebody who has given a sensitive value with consent."""
    question = {"key": "id_card", "type": "text", "title": "证件号码", "sensitive": True, "purpose": "办理出入证"}
    definition = {"sections": [{"key": "secret", "title": "证件", "questions": [question]}]}
    define_section(
        "secret",
        definition,
        consents={"id_card": "同意用于办理出入证。"},
        title="证件",
        description="",
        visible_to=["staff"],
    )
    from backend.profiles.consents import my_consents

    grant_consent(world.member.id, "id_card", my_consents(world.member.id)[0]["text_version"])
    save_section(world.member.id, "secret", Submission({"id_card": SECRET}, 1, 0, is_draft=False))
    return world.member


def test_a_sensitive_value_is_masked_until_one_says_why(
    desk: Any, world: World, secret: Member, as_member: Phone
) -> None:
    staff = desk("staff")
    page = staff.page(f"{LIST}/{secret.id}")
    assert SECRET not in str(page)
    assert "110*************34" in page.get_text()
    path = f"{LIST}/{secret.id}/unmask/id_card"
    assert SECRET not in staff.get(path).text
    assert staff.post(path, reason=" ").status_code == 422
    assert AuditEntry.select().where(AuditEntry.action == "unmask_sensitive").count() == 0
    answer = staff.post(path, reason="办理出入证")
    assert SECRET in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    (look,) = as_member.get("/me/access-log").get_json()["items"]
    assert (look["by_name"], look["what"], look["reason"]) == ("赵云", "证件号码", "办理出入证")
    assert SECRET not in str(AuditEntry.get(AuditEntry.action == "unmask_sensitive").detail)
    history = staff.page(f"{LIST}/{secret.id}", tab="history").get_text()
    assert "查看了敏感信息" in history
    assert SECRET not in history
    assert desk("auditor").post(path, reason="好奇心").status_code == 403
    assert "110*************34" in desk("auditor").page(f"{LIST}/{secret.id}").get_text()
    assert staff.post(f"{LIST}/{secret.id}/unmask/area", reason="不存在的").status_code == 404


def test_the_phone_is_shown_in_its_place(desk: Any, world: World) -> None:
    path = f"{LIST}/{world.member.id}/unmask/phone"
    part = desk("staff").post(path, reason="通知改期", headers={"HX-Request": "true"})
    assert (part.status_code, part.text.count("<html")) == (200, 0)
    assert "19900000001" in part.text
    nobody = make_member("无号", None, world.chamber)
    assert desk("staff").post(f"{LIST}/{nobody.id}/unmask/phone", reason="通知改期").status_code == 404


def test_participation_is_a_picture_and_a_list_within_the_scope(desk: Any, world: World) -> None:
    now = clock.now_ms()
    record_acts(
        [
            Act(world.member.id, ATTENDED, 1, world.chamber.id, "读书会", now, {"hours": 2}),
            Act(world.member.id, ATTENDED, 2, world.elsewhere.id, "外区活动", now, {}),
        ]
    )
    page = desk("staff").page(f"{LIST}/{world.member.id}", tab="participation")
    assert "读书会" in page.get_text()
    assert "外区活动" not in page.get_text()
    bars = page.select("svg.months rect.bar")
    assert [words(bar) for bar in bars] == ["2026年4月 1 次"]
    assert len(page.select("svg.months rect")) == 24


def test_known_values_are_put_in_for_the_member_to_confirm(desk: Any, world: World) -> None:
    ensure_default_sections()
    staff, path = desk("staff"), f"{LIST}/{world.member.id}/sections/basics"
    form = staff.page(path)
    assert form.select_one("#area")
    page = staff.after(staff.post(path, area="石桥街道", gender="female"))
    assert "已填入 2 项" in page.get_text()
    answers = ProfileAnswers.get(ProfileAnswers.member == world.member)
    assert (answers.answers, answers.confirmed_at) == ({"area": "石桥街道", "gender": "female"}, None)
    wrong = staff.post(path, area="石桥街道", email="不是邮箱")
    assert wrong.status_code == 422
    assert "不是邮箱" in wrong.text
    history = staff.page(f"{LIST}/{world.member.id}", tab="history").get_text()
    assert "工作人员 赵云" in " ".join(history.split())


def test_a_section_not_meant_for_staff_is_not_theirs(desk: Any, world: World) -> None:
    definition = {
        "sections": [{"key": "own", "title": "私事", "questions": [{"key": "a", "type": "text", "title": "甲"}]}]
    }
    define_section("own", definition, title="私事", description="", visible_to=[])
    staff = desk("staff")
    assert "私事" not in staff.get(f"{LIST}/{world.member.id}").text
    assert staff.get(f"{LIST}/{world.member.id}/sections/own").status_code == 404


def test_adding_warns_of_whom_it_may_be(desk: Any, world: World) -> None:
    staff = desk("staff")
    hint = staff.part(f"{LIST}/new/alike", "alike", name="王闽").text
    assert "王敏" in hint
    assert "199******01" in hint
    assert "手机号相同" in staff.part(f"{LIST}/new/alike", "alike", name="甲", phone="199 0000 0001").text
    assert "陌生人" not in staff.part(f"{LIST}/new/alike", "alike", name="陌生人", phone="19900000007").text
    form = {"name": "王闽", "phone": "19900000066", "organization_id": world.chamber.id}
    asked = staff.post(f"{LIST}/new", **form)
    assert asked.status_code == 422
    assert "核对过了" in asked.text
    assert 'value="王闽"' in asked.text
    assert Member.select().where(Member.name == "王闽").count() == 0
    staff.after(staff.post(f"{LIST}/new", **form, is_another="1"))
    added = Member.get(Member.name == "王闽")
    assert (added.source, added.phone, added.phone_from_wechat_at) == ("staff", "19900000066", None)
    assert AuditEntry.get(AuditEntry.action == "add_member").about_member_id == added.id


def test_adding_somebody_who_is_there_joins_them_or_says_whose_number_it_is(desk: Any, world: World) -> None:
    staff = desk("staff")
    form = {"phone": "19900000001", "organization_id": world.library.id}
    staff.after(staff.post(f"{LIST}/new", name="王敏", **form))
    assert {row.organization_id for row in world.member.memberships} == {world.chamber.id, world.library.id}
    other = staff.post(f"{LIST}/new", name="张三", **form)
    assert other.status_code == 409
    assert 'value="张三"' in other.text
    hidden = staff.post(f"{LIST}/new", name="张三", phone="19900000007", organization_id=world.library.id)
    assert hidden.status_code == 409
    assert "陌生人" not in hidden.text
    assert staff.post(f"{LIST}/new", name="张三", phone="123", organization_id=world.library.id).status_code == 422
    assert staff.post(f"{LIST}/new", name="", phone="", organization_id="").status_code == 422
    assert staff.post(f"{LIST}/new", name="张三", organization_id=world.district.id).status_code == 404
