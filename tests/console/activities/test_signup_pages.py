"""Signups at the desk: reviewed many at a time, with their answers, and made on somebody's behalf."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from backend.activities.models import Activity, Signup
from backend.activities.services.review import reject_signup
from backend.audit.models import AuditEntry
from backend.console.today.holding import run_due
from backend.forms.store import save_version
from tests.desk import soup, words
from tests.factories import make_activity, make_member, make_quota, make_signup
from tests.outbox import told

QUESTIONS = {"sections": [{"key": "a", "title": "报名信息", "questions": [
    {"key": "why", "type": "text", "title": "想了解什么", "max_length": 500},
    {"key": "meal", "type": "single", "title": "午餐", "options": [
        {"value": "a", "label": "荤"}, {"value": "b", "label": "素"}]},
]}]}  # fmt: skip


@pytest.fixture
def activity(world):
    form = save_version("activity:1", QUESTIONS)
    return make_activity(world.chamber, capacity=10, needs_review=True, form=form)


@pytest.fixture
def pending(world, activity):
    answers = {"why": "税收 <b>优惠</b>", "meal": "b"}
    people = [make_member(name, organization=world.chamber) for name in ("甲某", "乙某", "丙某")]
    return [make_signup(activity, one, "pending", answers=answers, form=activity.form_id) for one in people]


def url(activity, *rest):
    return "/".join(["/console/activities", str(activity.id), "signups", *rest])


def names(page):
    return [words(one) for one in page.select("tbody .opens")]


def test_answers_seats_and_states_are_in_view(desk, world, activity, pending):
    make_quota(activity, world.chamber, 5, taken=3)
    make_signup(activity, world.member, "approved")

    page = desk("staff").page(url(activity), state="pending")

    assert names(page) == ["甲某", "乙某", "丙某"]
    assert "想了解什么：税收 <b>优惠</b>；午餐：素" in words(page.select_one("td.answers"))
    assert words(page.select_one(".seats")) == "名额（人） 4 / 10 其中已通过 1 待审核占用 3 石桥商会 3 / 5"
    assert [words(one) for one in page.select("[aria-label=报名状态] a")][:3] == ["全部 4", "待审核 3", "已通过 1"]


def test_filters_by_name_phone_organization_and_walk_in(desk, world, activity, pending):
    make_signup(activity, make_member("丁某", "19912345678", world.library), "approved", is_walk_in=True)
    staff = desk("staff")

    assert names(staff.page(url(activity), q="乙")) == ["乙某"]
    assert names(staff.page(url(activity), q="5678")) == ["丁某"]
    assert names(staff.page(url(activity), organization_id=world.library.id)) == ["丁某"]
    assert names(staff.page(url(activity), walk_in="1")) == ["丁某"]
    assert len(names(staff.page(url(activity), state="nonsense", organization_id="x"))) == 4


def take_effect(clock):
    clock.advance(seconds=11)
    run_due()


def test_those_chosen_are_approved_after_ten_seconds(desk, world, clock, activity, pending):
    ids = [str(one.id) for one in pending[:2]]
    page = desk("staff").after(desk("staff").post(url(activity, "decide"), ids=ids, verdict="approve"))

    assert "已通过 甲某、乙某 2 份报名，10 秒后生效并通知会员。" in words(page)
    assert "您刚刚通过了甲某的报名" in words(page.select("tbody tr")[0])
    assert told() == []
    clock.advance(seconds=11)
    assert names(desk("staff").page(url(activity), state="pending")) == ["丙某"]
    assert [Signup.get_by_id(one.id).state for one in pending] == ["approved", "approved", "pending"]


def test_a_slip_is_taken_back_and_nobody_hears_of_it(desk, world, clock, activity, pending):
    staff = desk("staff")
    ids = [str(one.id) for one in pending]
    page = staff.after(staff.post(url(activity, "decide"), ids=ids, verdict="reject"))
    undo = page.select_one(".toast form")

    page = staff.after(staff.post(undo["action"], **{one["name"]: one["value"] for one in undo.select("input")}))

    assert "已撤销，3 份报名回到待审核。" in words(page)
    take_effect(clock)
    assert {Signup.get_by_id(one.id).state for one in pending} == {"pending"}
    assert told() == []


def test_nobody_takes_back_what_a_colleague_decided(desk, world, clock, activity, pending):
    staff, other = desk("staff"), desk("administrator")
    page = staff.after(staff.post(url(activity, "decide"), ids=[str(pending[0].id)], verdict="approve"))
    batch = page.select_one(".toast form input[name=batch]")["value"]

    assert other.post(url(activity, "undo"), batch=batch).status_code == 409
    later = soup(other.post(url(activity, "decide"), ids=[str(pending[0].id)], verdict="reject"))
    assert "甲某：赵云刚刚通过了甲某的报名" in words(later.select_one(".notice-do"))
    take_effect(clock)
    assert Signup.get_by_id(pending[0].id).decided_by_id == world.staff.id


def test_whoever_waits_gets_a_free_seat_at_once_or_hears_of_none(desk, world, activity, pending):
    people = [make_member(name, organization=world.chamber) for name in ("丁某", "戊某")]
    waiting = [make_signup(activity, one, "waitlisted") for one in people]
    Activity.update(capacity=4).where(Activity.id == activity.id).execute()

    ids = [str(one.id) for one in waiting]
    page = soup(desk("staff").post(url(activity, "decide"), ids=ids, verdict="approve"))

    assert "戊某：名额已满，请先增加名额。" in words(page.select_one(".notice-do"))
    assert [Signup.get_by_id(one.id).state for one in waiting] == ["approved", "waitlisted"]


def test_what_took_effect_at_once_is_not_said_to_wait(desk, world, activity):
    waiting = make_signup(activity, make_member("丁某", organization=world.chamber), "waitlisted")

    page = desk("staff").after(desk("staff").post(url(activity, "decide"), ids=[str(waiting.id)], verdict="approve"))

    assert "已通过 丁某 1 份报名，会员会收到通知。" in words(page)
    assert page.select_one(".toast form") is None


def test_a_rejection_keeps_its_reason(desk, world, clock, activity, pending):
    desk("staff").post(url(activity, "decide"), ids=[str(pending[0].id)], verdict="reject", reason="本次只对会员单位")
    take_effect(clock)

    panel = soup(desk("staff").part(url(activity), "panel", open=pending[0].id))
    assert "原因 本次只对会员单位" in words(panel)


def test_all_that_a_filter_finds_can_be_decided_at_once(desk, world, clock, activity, pending):
    make_signup(activity, make_member("丁某", organization=world.chamber), "pending")

    desk("staff").post(url(activity, "decide"), all="1", query="state=pending&q=某", verdict="approve")
    take_effect(clock)
    assert Activity.get_by_id(activity.id).approved == 4


def test_the_second_of_two_colleagues_is_told_one_by_one(desk, world, activity, pending):
    reject_signup(activity.id, pending[0].id, world.administrator.id, "")

    ids = [str(one.id) for one in pending]
    page = soup(desk("staff").post(url(activity, "decide"), ids=ids, verdict="approve"))

    assert "已通过 乙某、丙某 2 份报名" in words(page.select_one(".notice-ok"))
    assert "甲某：周主任 已于 10:00 拒绝了 甲某 的报名。" in words(page.select_one(".notice-do"))


def test_nothing_chosen_is_said(desk, world, activity, pending):
    response = desk("staff").post(url(activity, "decide"), verdict="approve", headers={"HX-Request": "true"})

    assert response.status_code == 422
    assert "请先勾选要处理的报名。" in words(soup(response))


def test_a_signup_of_another_activity_is_neither_shown_nor_decided(desk, world, activity):
    other = make_signup(make_activity(world.elsewhere, needs_review=True), world.stranger, "pending")

    assert desk("staff").get(url(activity), open=other.id).status_code == 404
    desk("staff").post(url(activity, "decide"), ids=[str(other.id)], verdict="approve")
    assert Signup.get_by_id(other.id).state == "pending"


def test_the_panel_decides_one_with_all_of_its_answers(desk, world, activity, pending):
    panel = soup(desk("staff").part(url(activity), "panel", open=pending[0].id))

    assert "税收 <b>优惠</b>" in words(panel.select_one(".answers-list"))
    assert panel.select_one(".panel-decide input[name=ids]")["value"] == str(pending[0].id)
    watched = soup(desk("auditor").part(url(activity), "panel", open=pending[0].id))
    assert watched.select_one(".panel-decide") is None


def test_auditors_see_no_whole_number_and_decide_nothing(desk, world, activity):
    make_signup(activity, world.member, "pending")
    page = desk("auditor").page(url(activity), state="pending")

    assert page.select("#bulk") == []
    assert "199******01" in words(soup(desk("auditor").part(url(activity), "panel", open=Signup.get().id)))
    assert "19900000001" not in desk("auditor").get(url(activity), open=Signup.get().id).text


def test_both_exports_hold_no_formula_and_are_in_the_trail(desk, world, activity):
    person = make_member("=HYPERLINK(1)", "19912345678", world.chamber)
    make_signup(activity, person, "pending", answers={"why": "+1", "meal": "a"}, form=activity.form_id)

    for response in (
        desk("staff").get(url(activity), format="xlsx"),
        desk("staff").get(f"/console/activities/{activity.id}/signups.xlsx"),
    ):
        sheet = openpyxl.load_workbook(BytesIO(response.data)).active
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
        assert "=HYPERLINK(1)" in [cell.value for cell in cells]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert "19912345678" not in [str(cell.value) for cell in cells]
    actions = {entry.action for entry in AuditEntry.select()}
    assert {"export_list", "activity.signups_exported"} <= actions


def test_staff_sign_somebody_up_at_their_request(desk, world, activity):
    staff = desk("staff")
    page = staff.page(url(activity, "add"), q="王")
    [row] = page.select("tbody tr")
    assert words(row).startswith("王敏 石桥商会 199******01")

    shown = staff.after(staff.post(url(activity, "add"), member_id=world.member.id, q="王"))

    assert "已为 王敏 报名（已通过）。" in words(shown)
    assert Signup.get().made_by_id == world.staff.id
    assert "王敏 之前就报过名" in words(staff.after(staff.post(url(activity, "add"), member_id=world.member.id)))
    assert words(staff.page(url(activity, "add"), q="王").select_one("tbody .badge")) == "已通过"


def test_nobody_from_elsewhere_can_be_found_or_signed_up(desk, world, activity):
    staff = desk("staff")

    assert staff.page(url(activity, "add"), q="陌生人").select("tbody tr") == []
    assert staff.post(url(activity, "add"), member_id=world.stranger.id).status_code == 422
    assert Signup.select().count() == 0


def test_the_list_costs_few_statements(desk, world, activity, pending, count_statements):
    make_quota(activity, world.chamber, 5, taken=3)
    for _ in range(20):
        make_signup(
            activity, make_member(organization=world.chamber), "approved", answers={"why": "x"}, form=activity.form_id
        )
    staff = desk("staff")
    for query in ({"state": "pending", "open": pending[0].id}, {}):
        with count_statements() as statements:
            staff.page(url(activity), **query)
        assert len(statements) <= 12, statements
