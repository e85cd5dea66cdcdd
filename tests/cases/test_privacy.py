"""Taking one's cases along, and leaving."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Account
from backend.cases import services
from backend.cases.models import Case, CaseHandler, CaseStep, CaseSupporter
from backend.cases.privacy import GONE
from backend.database import db
from tests.cases.conftest import answered, bring_forward, kinds
from tests.people import World
from tests.phone import Phone

SAID = "司机态度也要改进"


def leave(phone: Phone) -> None:
    assert phone.delete("/me", {"confirm": "注销"}).status_code == 204


def everything_stored() -> str:
    return "\n".join(
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"').fetchall()
    )


def test_the_export_holds_what_i_wrote_and_what_i_stand_behind(world: World, as_member: Phone) -> None:
    mine = bring_forward(world)
    other = bring_forward(world, world.organizer, client_ref="two", title="加装路灯")
    services.endorse(mine.id, world.organizer.id)
    services.endorse(other.id, world.member.id)
    services.edit_text(mine.id, world.member.id, {"title": "增开夜班公交"})
    answered(world, mine)
    services.rate(mine.id, world.member.id, 2, SAID)
    services.reopen(mine.id, world.member.id, "没有说哪条线路")
    data = as_member.get("/me/export").json["data"]
    (case,) = data["cases"]
    assert (case["title"], case["state"], case["rating_text"]) == ("增开夜班公交", "办理中", SAID)
    assert [step["step"] for step in data["case_steps"]] == ["收到", "修改内容", "评价", "要求重新办理"]
    assert data["case_steps"][1]["detail"]["before"] == {"title": "增设夜间公交"}
    assert data["case_steps"][3]["text"] == "没有说哪条线路"
    assert [(row["title"], row["via"]) for row in data["case_support"]] == [("加装路灯", "endorsed")]


def test_the_export_of_staff_holds_what_they_did(world: World, as_staff: Phone) -> None:
    case = bring_forward(world)
    services.assign(case.id, world.staff.id, world.staff.id)
    services.note(case.id, world.staff.id, "先问交通局")
    data = as_staff.get("/me/export").json["data"]
    assert [(step["step"], step["text"]) for step in data["case_steps"]] == [("交办", ""), ("内部备注", "先问交通局")]
    assert data["cases_worked_on"] == [str(case.id)]
    assert data["cases"] == []


def test_a_case_of_mine_alone_goes_with_me(world: World, as_member: Phone) -> None:
    case = bring_forward(world, title="门口太暗", text="我家三号门口晚上很暗")
    leave(as_member)
    fresh = Case.get_by_id(case.id)
    assert (fresh.title, fresh.text, fresh.state, fresh.author_id) == (GONE, GONE, "withdrawn", None)
    assert (fresh.public_state, fresh.due_at) == ("private", None)
    assert kinds(case) == ["received", "shown", "withdrawn"]
    assert "三号门口" not in everything_stored()


def test_what_others_stand_behind_stays_without_my_name(world: World, as_member: Phone) -> None:
    case = bring_forward(world)
    services.endorse(case.id, world.organizer.id)
    answered(world, case)
    services.rate(case.id, world.member.id, 2, SAID)
    leave(as_member)
    fresh = Case.get_by_id(case.id)
    assert (fresh.title, fresh.author_id, fresh.rating, fresh.rating_text) == ("增设夜间公交", None, 2, "")
    assert (fresh.endorsements, fresh.state) == (1, "answered")
    authored = CaseStep.select().where(CaseStep.actor_kind == "author")
    assert {step.actor_id for step in authored} == {None}
    assert SAID not in everything_stored()


def test_an_answer_that_only_i_could_read_does_not_keep_my_words(world: World, as_member: Phone) -> None:
    case = answered(world, bring_forward(world, state="blocked", text="我的隐情"))
    leave(as_member)
    fresh = Case.get_by_id(case.id)
    assert (fresh.text, fresh.state) == (GONE, "answered")
    assert "我的隐情" not in everything_stored()


def test_my_endorsements_stay_counted(world: World, as_member: Phone) -> None:
    case = bring_forward(world, world.organizer)
    services.endorse(case.id, world.member.id)
    leave(as_member)
    assert Case.get_by_id(case.id).endorsements == 1
    assert CaseSupporter.select().where(CaseSupporter.case == case.id).count() == 1
    answered(world, case)  # nobody is told who is gone
    assert not Account.select().where(Account.member == world.member.id).exists()


def test_what_leaving_staff_worked_on_waits_for_somebody_else(world: World, as_staff: Phone) -> None:
    one = bring_forward(world)
    two = bring_forward(world, world.organizer, client_ref="two")
    services.assign(one.id, world.administrator.id, world.staff.id)
    services.set_handlers(one.id, world.administrator.id, [world.staff.id])
    services.assign(two.id, world.administrator.id, world.staff.id)
    answered(world, two)
    leave(as_staff)
    assert Case.get_by_id(one.id).assignee_id is None
    assert Case.get_by_id(two.id).assignee_id == world.staff.id  # a row without a name
    assert CaseHandler.select().count() == 0


def test_a_visitor_has_nothing(world: World, as_visitor: Phone) -> None:
    data: dict[str, Any] = as_visitor.get("/me/export").json["data"]
    assert "cases" not in data
