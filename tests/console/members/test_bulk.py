"""Acts on those selected: shown before, done, taken back; never beyond what one's roles cover."""

from __future__ import annotations

from typing import Any

from backend.audiences.models import Tag, Tagging
from backend.audiences.services import create_tag
from backend.batches import services
from backend.batches.models import Batch, BatchMember
from backend.organizations.models import Membership
from tests.desk import words
from tests.factories import make_member, make_role
from tests.people import World

LIST = "/console/members"


def carriers(tag_id: int) -> set[int]:
    return {row.member_id for row in Tagging.select().where(Tagging.tag == tag_id)}


def test_from_ticked_rows_to_a_new_tag_and_back(desk: Any, world: World) -> None:
    staff = desk("staff")
    ids = [world.member.id, world.organizer.id]
    asked = staff.post(f"{LIST}/bulk/tag", ids=ids, query="sort=-name")
    assert "已选 2 人" in asked.text
    planned = staff.post(
        f"{LIST}/bulk/tag/plan", ids=ids, query="sort=-name", new_tag="骨干", organization_id=world.chamber.id
    )
    page = staff.after(planned)
    tag = Tag.get()
    assert "将改动 2 人" in words(page)
    assert carriers(tag.id) == set()
    form = page.select_one("main form[action$='/run']")
    done = staff.post(form["action"], back=form.select_one("[name=back]")["value"])
    assert done.location == f"{LIST}?sort=-name"
    page = staff.after(done)
    assert "已加上标签“骨干”：2 人" in words(page)
    assert carriers(tag.id) == set(ids)
    undo = page.select_one(".toast form")
    staff.after(staff.post(undo["action"], back=undo.select_one("[name=back]")["value"]))
    assert carriers(tag.id) == set()


def test_all_that_match_and_nobody_else(desk: Any, world: World) -> None:
    for number in range(25):
        make_member(f"甲{number}", None, world.library)
    staff = desk("staff")
    query = f"organization={world.library.id}&q=jia"
    batch_page = staff.after(
        staff.post(
            f"{LIST}/bulk/move/plan",
            all="1",
            query=query,
            organization_id=world.chamber.id,
            from_organization_id=world.library.id,
        )
    )
    assert "将改动 25 人" in words(batch_page)
    batch = Batch.get()
    staff.post(f"{LIST}/batches/{batch.id}/run")
    assert Membership.select().where(Membership.organization == world.library).count() == 0
    assert Membership.select().where(Membership.organization == world.chamber).count() == 27
    listed = staff.page(f"{LIST}/batches")
    assert "从“石桥读书会”移到“石桥商会”" in words(listed)


def test_ids_beyond_the_scope_are_left_out(desk: Any, world: World) -> None:
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    staff = desk("staff")
    ids = [world.member.id, world.stranger.id, world.administrator.id, 1]
    staff.after(staff.post(f"{LIST}/bulk/tag/plan", ids=ids, tag_id=tag.id))
    assert {row.member_id for row in BatchMember.select()} == {world.member.id}
    only = staff.post(f"{LIST}/bulk/tag/plan", ids=[world.stranger.id], tag_id=tag.id)
    assert only.status_code == 422


def test_reading_a_place_is_no_leave_to_change_its_people(desk: Any, world: World) -> None:
    both = make_member("双职", None, world.chamber)
    make_role(both, world.street, "auditor")
    make_role(both, world.library, "staff")
    browser = desk(both)
    assert browser.get(f"{LIST}/{world.member.id}").status_code == 200
    assert browser.get(f"{LIST}/{world.member.id}/unmask/phone").status_code == 403
    page = browser.post(f"{LIST}/bulk/join", ids=[world.member.id])
    assert "没有选中您可以改动的会员" in page.text
    assert [words(one) for one in browser.page(f"{LIST}/new").select("#organization_id option")][1:] == ["石桥读书会"]
    assert (
        browser.post(f"{LIST}/bulk/join/plan", all="1", query="", organization_id=world.chamber.id).status_code == 403
    )


def test_what_is_missing_is_asked_for_and_nothing_is_lost(desk: Any, world: World) -> None:
    staff = desk("staff")
    for kind, form in (
        ("tag", {}),
        ("tag", {"new_tag": "骨干"}),
        ("join", {}),
        ("move", {"organization_id": world.chamber.id}),
        ("move", {"organization_id": world.chamber.id, "from_organization_id": world.chamber.id}),
    ):
        answer = staff.post(f"{LIST}/bulk/{kind}/plan", ids=[world.member.id], **form)
        assert answer.status_code == 422, (kind, form)
        assert f'name="ids" value="{world.member.id}"' in answer.text
    assert Batch.select().count() == 0


def test_leaving_the_only_place_is_said_before(desk: Any, world: World) -> None:
    staff = desk("staff")
    planned = staff.post(f"{LIST}/bulk/leave/plan", ids=[world.member.id], organization_id=world.chamber.id)
    assert "1 人只属于这一个组织" in words(staff.after(planned))
    batch = Batch.get()
    staff.post(f"{LIST}/batches/{batch.id}/run")
    assert staff.get(f"{LIST}/{world.member.id}").status_code == 404
    staff.post(f"{LIST}/batches/{batch.id}/undo")
    assert staff.get(f"{LIST}/{world.member.id}").status_code == 200


def test_two_staff_at_once_the_second_is_told(desk: Any, world: World) -> None:
    staff, administrator = desk("staff"), desk("administrator")
    staff.post(f"{LIST}/bulk/join/plan", ids=[world.member.id], organization_id=world.library.id)
    batch = Batch.get()
    assert staff.post(f"{LIST}/batches/{batch.id}/run").status_code == 303
    again = staff.post(f"{LIST}/batches/{batch.id}/run")
    assert (again.status_code, "已由别人处理" in again.text) == (409, True)
    assert administrator.post(f"{LIST}/batches/{batch.id}/undo").status_code == 303
    assert staff.post(f"{LIST}/batches/{batch.id}/undo").status_code == 409


def test_a_long_act_shows_how_far_it_is(desk: Any, world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 0)
    monkeypatch.setattr(services, "CHUNK", 1)
    staff = desk("staff")
    ids = [world.member.id, world.organizer.id]
    staff.post(f"{LIST}/bulk/join/plan", ids=ids, organization_id=world.library.id)
    batch = Batch.get()
    page = staff.after(staff.post(f"{LIST}/batches/{batch.id}/run"))
    assert page.select_one("#batch")["hx-trigger"] == "every 1s"
    services.run_some(batch.id)
    assert page.select_one("progress")["value"] == "0"
    part = staff.part(f"{LIST}/batches/{batch.id}", "batch").text
    assert "1 / 2" in part
    services.run_started()
    assert "改动了 2 人" in staff.part(f"{LIST}/batches/{batch.id}", "batch").text


def test_nobody_is_led_elsewhere(desk: Any, world: World) -> None:
    staff = desk("staff")
    staff.post(f"{LIST}/bulk/join/plan", ids=[world.member.id], organization_id=world.library.id)
    away = staff.post(f"{LIST}/batches/{Batch.get().id}/run", back="https://evil.example/")
    assert away.location.startswith("/console/")
