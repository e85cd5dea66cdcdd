"""Applications: sent by visitors, decided by staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.audit.models import AuditEntry
from backend.joining.models import Application
from backend.members.models import Member
from backend.organizations.models import Membership
from tests.factories import make_account, make_member, make_organization, make_role
from tests.joining.conftest import Visitor, at_once
from tests.people import World
from tests.phone import Phone

NewVisitor = Callable[[str], Visitor]


@pytest.fixture
def application(world: World, as_visitor: Phone) -> Application:
    """A visitor has applied to the chamber."""
    body = {"organization_id": str(world.chamber.id), "name": "何新", "note": "朋友介绍"}
    assert as_visitor.post("/join/applications", body).status_code == 201
    return Application.get()


def test_visitors_see_which_organizations_take_applications(world: World, as_visitor: Phone) -> None:
    make_organization("内部小组", world.street, accepts_applications=False)
    items = as_visitor.get("/join/organizations").get_json()["items"]
    assert {"id": str(world.chamber.id), "name": "石桥商会", "parent_name": "石桥街道"} in items
    assert {"id": str(world.district.id), "name": "东湖区", "parent_name": None} in items
    assert "内部小组" not in {one["name"] for one in items}


def test_the_list_of_organizations_costs_the_same_for_any_number(
    world: World, as_visitor: Phone, count_statements: Any
) -> None:
    with count_statements() as few:
        as_visitor.get("/join/organizations")
    for _ in range(10):
        make_organization(parent=world.street)
    with count_statements() as many:
        as_visitor.get("/join/organizations")
    assert len(many) == len(few)


def test_applying_is_answered_with_the_first_screen(application: Application, as_visitor: Phone) -> None:
    me = as_visitor.get("/me").get_json()
    assert me["member"] is None
    assert me["application"]["state"] == "pending"
    assert me["application"]["organization"]["name"] == "石桥商会"
    assert (application.source, application.phone) == ("form", None)


def test_applying_again_returns_the_pending_one(application: Application, world: World, as_visitor: Phone) -> None:
    body = {"organization_id": str(world.library.id), "name": "何新"}
    answer = as_visitor.post("/join/applications", body)
    assert answer.status_code == 201
    assert answer.get_json()["me"]["application"]["id"] == str(application.id)
    assert Application.select().count() == 1


def test_applying_many_times_at_once_leaves_one(world: World) -> None:
    phone = world.phone_of(None)
    body = {"organization_id": str(world.chamber.id), "name": "何新"}
    answers = at_once([lambda: phone.post("/join/applications", body)] * 5)
    assert [answer.status_code for answer in answers] == [201] * 5
    assert Application.select().count() == 1


def test_a_verified_number_goes_with_the_application(world: World, visitor: NewVisitor) -> None:
    someone = visitor("19900000051")
    body = {"organization_id": str(world.chamber.id), "name": "何新", "phone_code": someone.phone_code()}
    assert someone.phone.post("/join/applications", body).status_code == 201
    assert Application.get().phone == "19900000051"
    assert "19900000051" not in str(Application.get().phone_sealed)


def test_withdrawing_may_be_repeated(application: Application, as_visitor: Phone) -> None:
    for _ in range(2):
        assert as_visitor.delete("/join/applications/current").status_code == 204
    assert Application.get().state == "withdrawn"
    assert as_visitor.get("/me").get_json()["application"]["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"organization_id": "1"}, "organization_id"),
        ({"organization_id": None}, "organization_id"),
        ({"name": "  "}, "name"),
        ({"name": "何\u0000新"}, "name"),
        ({"note": "长" * 201}, "note"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_bad_input_names_the_field(world: World, as_visitor: Phone, change: dict[str, Any], field: str) -> None:
    body = {"organization_id": str(world.chamber.id), "name": "何新", **change}
    answer = as_visitor.post("/join/applications", body)
    assert answer.status_code == 422
    assert field in answer.get_json()["errors"]
    assert Application.select().count() == 0


def test_an_organization_that_takes_no_applications_gets_none(world: World, as_visitor: Phone) -> None:
    closed = make_organization("内部小组", world.street, accepts_applications=False)
    answer = as_visitor.post("/join/applications", {"organization_id": str(closed.id), "name": "何新"})
    assert answer.status_code == 422


def test_members_need_not_apply(world: World, as_member: Phone) -> None:
    answer = as_member.post("/join/applications", {"organization_id": str(world.chamber.id), "name": "王敏"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "already_member")


def test_joining_another_way_withdraws_the_application(world: World, visitor: NewVisitor) -> None:
    make_member("何新", "19900000051", world.chamber)
    someone = visitor("19900000051")
    someone.phone.post("/join/applications", {"organization_id": str(world.library.id), "name": "何新"})
    someone.confirm(someone.claim()["claim_id"], "何新")
    assert Application.get().state == "withdrawn"


def test_staff_see_the_applications_of_their_scope_only(
    application: Application, as_staff: Phone, as_auditor: Phone, as_foreign_staff: Phone, as_member: Phone
) -> None:
    for phone in (as_staff, as_auditor):
        items = phone.get("/staff/applications?state=pending").get_json()["items"]
        assert [(one["id"], one["name"], one["note"]) for one in items] == [(str(application.id), "何新", "朋友介绍")]
    assert as_foreign_staff.get("/staff/applications").get_json()["total"] == 0
    assert as_member.get("/staff/applications").status_code == 403
    assert as_staff.get("/staff/applications?state=approved").get_json()["total"] == 0
    assert as_staff.get("/staff/applications?state=nonsense").status_code == 422


def test_the_list_costs_the_same_for_any_number_of_applications(
    world: World, application: Application, as_staff: Phone, count_statements: Any
) -> None:
    with count_statements() as few:
        as_staff.get("/staff/applications")
    for number in range(8):
        phone = world.phone_of(None)
        phone.post("/join/applications", {"organization_id": str(world.library.id), "name": "何新"})
        make_member("何新", f"1990000006{number}", world.chamber)
    with count_statements() as many:
        assert as_staff.get("/staff/applications").get_json()["total"] == 9
    assert len(many) == len(few)


def test_staff_see_whom_on_the_roster_it_may_be(world: World, visitor: NewVisitor, as_staff: Phone) -> None:
    row = make_member("何老", "19900000051", world.chamber)
    make_member("别区的人", "19900000051", world.elsewhere)
    someone = visitor("19900000051")
    claim = someone.claim()
    someone.confirm(claim["claim_id"], "何新", organization_id=str(world.chamber.id))
    Application.update(organization=world.chamber).execute()
    item = as_staff.get("/staff/applications").get_json()["items"][0]
    assert item["phone_masked"] == "199******51"
    assert item["candidates"] == [
        {"id": str(row.id), "name": "何老", "phone_masked": "199******51", "is_claimed": False}
    ]


def test_approving_makes_a_member_of_the_same_session(
    application: Application, world: World, as_staff: Phone, as_visitor: Phone
) -> None:
    answer = as_staff.post(f"/staff/applications/{application.id}/approve", {})
    assert (answer.status_code, answer.get_json()["state"]) == (200, "approved")
    assert answer.get_json()["decided_by"]["name"] == "赵云"
    me = as_visitor.get("/me").get_json()
    assert me["member"]["name"] == "何新"
    assert [one["name"] for one in me["member"]["organizations"]] == ["石桥商会"]
    entry = AuditEntry.get(AuditEntry.action == "approve_application")
    assert (entry.actor_id, entry.about_member_id) == (world.staff.id, int(me["member"]["id"]))
    home = as_visitor.get("/home").get_json()
    assert [task["note"] for task in home["read"] if task["kind"] == "application_result"] == ["approved"]


def test_approving_as_a_person_on_the_roster(application: Application, world: World, as_staff: Phone) -> None:
    row = make_member("何新", "19900000052", world.library)
    answer = as_staff.post(f"/staff/applications/{application.id}/approve", {"member_id": str(row.id)})
    assert answer.status_code == 200
    assert Account.get(Account.member == row).id == application.account_id
    assert Membership.select().where(Membership.member == row).count() == 2


def test_a_taken_person_cannot_be_chosen(application: Application, world: World, as_staff: Phone) -> None:
    make_account(world.member)
    answer = as_staff.post(f"/staff/applications/{application.id}/approve", {"member_id": str(world.member.id)})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "member_taken")
    assert Application.get().state == "pending"


def test_somebody_out_of_scope_cannot_be_chosen(application: Application, world: World, as_staff: Phone) -> None:
    answer = as_staff.post(f"/staff/applications/{application.id}/approve", {"member_id": str(world.stranger.id)})
    assert answer.status_code == 404
    assert Application.get().state == "pending"


def test_a_new_person_may_not_repeat_one_on_the_roster(world: World, visitor: NewVisitor, as_staff: Phone) -> None:
    someone = visitor("19900000051")
    body = {"organization_id": str(world.chamber.id), "name": "何新", "phone_code": someone.phone_code()}
    someone.phone.post("/join/applications", body)
    make_member("何新", "19900000051", world.chamber)
    answer = as_staff.post(f"/staff/applications/{Application.get().id}/approve", {})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "already_on_roster")
    assert Application.get().state == "pending"


def test_the_second_to_decide_is_told_who_did_and_when(
    application: Application, as_staff: Phone, as_administrator: Phone
) -> None:
    as_staff.post(f"/staff/applications/{application.id}/approve", {})
    for verb, body in (("approve", {}), ("decline", {"reason": "资料不全"})):
        answer = as_administrator.post(f"/staff/applications/{application.id}/{verb}", body)
        assert (answer.status_code, answer.get_json()["code"]) == (409, "application_decided")
        assert "赵云 已于 04月20日 10:00 通过" in answer.get_json()["message"]
    assert Member.select().where(Member.name == "何新").count() == 1


def test_two_staff_at_once_and_exactly_one_decides(
    application: Application, as_staff: Phone, as_administrator: Phone
) -> None:
    path = f"/staff/applications/{application.id}"
    answers = at_once(
        [
            lambda: as_staff.post(f"{path}/approve", {}),
            lambda: as_administrator.post(f"{path}/approve", {}),
            lambda: as_staff.post(f"{path}/decline", {"reason": "资料不全"}),
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert Member.select().where(Member.name == "何新").count() <= 1


def test_deciding_and_joining_at_once_leaves_one_tie(world: World, visitor: NewVisitor, as_staff: Phone) -> None:
    make_member("何新", "19900000051", world.chamber)
    someone = visitor("19900000051")
    someone.phone.post("/join/applications", {"organization_id": str(world.library.id), "name": "何新"})
    claim_id = someone.claim()["claim_id"]
    application = Application.get()
    answers = at_once(
        [
            lambda: someone.confirm(claim_id, "何新"),
            lambda: as_staff.post(f"/staff/applications/{application.id}/approve", {}),
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert Account.select().where(Account.id == someone.phone.account_id, Account.member.is_null(False)).count() == 1


def test_declining_tells_the_applicant_why(application: Application, as_staff: Phone, as_visitor: Phone) -> None:
    path = f"/staff/applications/{application.id}/decline"
    assert as_staff.post(path, {"reason": ""}).status_code == 422
    assert as_staff.post(path, {"reason": "资料不全，请补充单位"}).status_code == 200
    me = as_visitor.get("/me").get_json()
    assert (me["application"]["state"], me["application"]["reason"]) == ("declined", "资料不全，请补充单位")
    assert me["member"] is None
    assert (
        as_visitor.post(
            "/join/applications", {"organization_id": me["application"]["organization"]["id"], "name": "何新"}
        ).status_code
        == 201
    )
    assert Application.select().count() == 2


def test_who_may_not_decide(
    application: Application, as_auditor: Phone, as_foreign_staff: Phone, as_member: Phone, as_visitor: Phone
) -> None:
    path = f"/staff/applications/{application.id}/approve"
    assert as_auditor.post(path, {}).status_code == 403
    assert as_foreign_staff.post(path, {}).status_code == 404
    assert as_member.post(path, {}).status_code == 403
    assert as_visitor.post(path, {}).status_code == 403
    assert Application.get().state == "pending"


def test_a_conflict_between_two_trees_is_for_those_at_the_top(
    world: World, visitor: NewVisitor, as_staff: Phone, as_administrator: Phone, as_foreign_staff: Phone
) -> None:
    row = make_member("何新", "19900000051", world.chamber)
    make_member("何新", "19900000051", world.elsewhere)
    someone = visitor("19900000051")
    someone.confirm(someone.claim()["claim_id"], "何新")
    application = Application.get()
    assert application.organization is None
    assert as_staff.get("/staff/applications").get_json()["total"] == 0
    assert as_foreign_staff.get("/staff/applications").get_json()["total"] == 1
    path = f"/staff/applications/{application.id}/approve"
    assert as_staff.post(path, {}).status_code == 404
    assert as_administrator.post(path, {}).status_code == 422
    assert as_administrator.post(path, {"member_id": str(row.id)}).status_code == 200


def test_home_tells_visitors_and_staff_what_to_do(
    application: Application, as_staff: Phone, as_visitor: Phone, as_auditor: Phone, world: World
) -> None:
    waiting = [task for task in as_staff.get("/home").get_json()["do"] if task["kind"] == "applications_to_review"]
    assert [task["count"] for task in waiting] == [1]
    assert all(task["kind"] != "applications_to_review" for task in as_auditor.get("/home").get_json()["do"])
    assert all(task["kind"] != "join" for task in as_visitor.get("/home").get_json()["write"])
    newcomer = world.phone_of(None)
    assert [task["kind"] for task in newcomer.get("/home").get_json()["write"]] == ["join"]


def test_a_result_leaves_home_once_it_was_read(application: Application, as_staff: Phone, as_visitor: Phone) -> None:
    as_staff.post(f"/staff/applications/{application.id}/decline", {"reason": "资料不全"})
    task = next(one for one in as_visitor.get("/home").get_json()["read"] if one["kind"] == "application_result")
    assert as_visitor.post("/tasks/seen", {"key": task["key"]}).status_code == 204
    assert all(one["kind"] != "application_result" for one in as_visitor.get("/home").get_json()["read"])


def test_a_role_that_has_ended_reviews_nothing(application: Application, world: World, clock: Any) -> None:
    former = make_member("前任", None, world.street)
    make_role(former, world.street, "staff", ends_at=clock.now())
    make_role(former, world.library, "auditor")
    assert world.phone_of(former).get("/staff/applications").get_json()["total"] == 0
    assert all(task["kind"] != "applications_to_review" for task in world.phone_of(None).get("/home").get_json()["do"])


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_deciding_again_is_answered_as_the_first_time(application: Application, as_staff: Phone, verb: str) -> None:
    path, body = f"/staff/applications/{application.id}/{verb}", {"reason": "资料不全"} if verb == "decline" else {}
    first = as_staff.post(path, body)
    again = as_staff.post(path, body)
    assert (again.status_code, again.get_json()) == (200, first.get_json())
    assert AuditEntry.select().where(AuditEntry.action == f"{verb}_application").count() == 1


def test_a_person_with_a_role_is_handed_over_by_administrators_only(
    application: Application, world: World, as_staff: Phone, as_administrator: Phone
) -> None:
    deputy = make_member("副主任", None, world.chamber)
    make_role(deputy, world.chamber, "administrator")
    path, body = f"/staff/applications/{application.id}/approve", {"member_id": str(deputy.id)}
    answer = as_staff.post(path, body)
    assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden")
    assert Account.get_by_id(application.account_id).member is None
    assert as_administrator.post(path, body).status_code == 200


def test_a_person_one_may_only_read_about_cannot_be_chosen(
    application: Application, world: World, as_staff: Phone
) -> None:
    make_role(world.staff, world.elsewhere, "auditor")
    row = make_member("何新", None, world.elsewhere)
    answer = as_staff.post(f"/staff/applications/{application.id}/approve", {"member_id": str(row.id)})
    assert answer.status_code == 404
    assert Account.get_by_id(application.account_id).member is None


def test_applying_again_after_a_lost_answer_needs_no_new_phone_code(world: World, visitor: NewVisitor) -> None:
    someone = visitor("19900000051")
    body = {"organization_id": str(world.chamber.id), "name": "何新", "phone_code": someone.phone_code()}
    first = someone.phone.post("/join/applications", body)
    again = someone.phone.post("/join/applications", body)
    assert (again.status_code, again.get_json()["me"]) == (201, first.get_json()["me"])


def test_an_application_for_no_one_organization_waits_for_those_at_the_top(
    application: Application, as_staff: Phone, as_administrator: Phone, as_foreign_staff: Phone
) -> None:
    Application.update(organization=None).execute()

    def waiting(phone: Phone) -> list[int]:
        tasks = phone.get("/home").get_json()["do"]
        return [task["count"] for task in tasks if task["kind"] == "applications_to_review"]

    assert (waiting(as_staff), waiting(as_administrator), waiting(as_foreign_staff)) == ([], [1], [1])


def test_the_top_of_the_tree_is_listed_first(world: World, as_visitor: Phone) -> None:
    parents = [one["parent_name"] for one in as_visitor.get("/join/organizations").get_json()["items"]]
    assert parents == [None, None, "东湖区", "石桥街道", "石桥街道"]


@pytest.mark.parametrize("name", ["\u200d", "·", "。。", "--"])
def test_a_name_of_nothing_is_refused(world: World, as_visitor: Phone, name: str) -> None:
    answer = as_visitor.post("/join/applications", {"organization_id": str(world.chamber.id), "name": name})
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["name"])
    assert Application.select().count() == 0
