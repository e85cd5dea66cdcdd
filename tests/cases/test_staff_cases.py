"""Cases as staff see and handle them over HTTP, each in their scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend import app as backend_app
from backend.audit.models import AuditEntry
from backend.cases import services
from backend.cases.models import Case, CaseHandler
from tests.app.busy_world import undone
from tests.cases.conftest import answered, bring_forward, kinds
from tests.factories import make_member, make_role
from tests.people import World
from tests.phone import Phone


def path_of(case: Case, *more: str) -> str:
    return "/".join(("/staff/cases", str(case.id), *more))


def act(phone: Phone, case: Case, name: str, **body: Any) -> Any:
    """Do something to the case as it stands."""
    body.setdefault("version", Case.get_by_id(case.id).version)
    return phone.post(path_of(case, name), body)


def titles(phone: Phone, query: str = "") -> list[str]:
    answer = phone.get(f"/staff/cases{query}")
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json["items"]]


def many(world: World, number: int, **fields: Any) -> list[Case]:
    return [
        bring_forward(world, make_member(organization=world.chamber), title=f"建议{one}", **fields)
        for one in range(number)
    ]


def officer_of(world: World, name: str = "staff") -> Any:
    """Somebody with a role at the library, a sister of the chamber."""
    officer = make_member("钱干事", organization=world.library)
    make_role(officer, world.library, name)
    return officer


# The queue


def test_the_queue_is_by_due_date_overdue_first(world: World, as_staff: Phone, clock: Any) -> None:
    late = bring_forward(world, title="先到的")
    clock.advance(days=2)
    bring_forward(world, client_ref="two", title="后到的")
    paused = bring_forward(world, client_ref="three", title="暂停的")
    services.pause(paused.id, world.staff.id, "等回函")
    body = as_staff.get("/staff/cases").json
    assert [item["title"] for item in body["items"]] == ["先到的", "后到的", "暂停的"]
    assert [item["left"] for item in body["items"]] == ["已超期 1 个工作日", "还剩 1 个工作日", ""]
    assert [item["is_overdue"] for item in body["items"]] == [True, False, False]
    assert [item["is_paused"] for item in body["items"]] == [False, False, True]
    first = body["items"][0]
    assert (first["id"], first["state_word"], first["category"]["title"]) == (str(late.id), "已收到", "街区环境")
    assert (first["organization"]["name"], first["author"]["name"], first["assignee"]) == ("石桥商会", "王敏", None)
    assert body["counts"] == {"due": 3, "mine": 0, "unassigned": 3, "overdue": 1, "unhappy": 0}


def test_each_queue_holds_its_own(world: World, as_staff: Phone) -> None:
    for case, title in zip(many(world, 5), ("mine", "helping", "unassigned", "unhappy", "closed"), strict=True):
        Case.update(title=title).where(Case.id == case.id).execute()
        if title == "mine":
            services.assign(case.id, world.administrator.id, world.staff.id)
        if title == "helping":
            services.assign(case.id, world.administrator.id, world.administrator.id)
            services.set_handlers(case.id, world.administrator.id, [world.staff.id])
        if title in ("unhappy", "closed"):
            answered(world, case)
            services.rate(case.id, case.author_id or 0, 2 if title == "unhappy" else 5)
    assert sorted(titles(as_staff, "?queue=mine")) == ["helping", "mine"]
    assert titles(as_staff, "?queue=unassigned") == ["unassigned"]
    assert titles(as_staff, "?queue=overdue") == []
    assert titles(as_staff, "?queue=unhappy") == ["unhappy"]
    assert sorted(titles(as_staff, "?queue=due")) == ["helping", "mine", "unassigned"]
    assert len(titles(as_staff, "?queue=all")) == 5
    assert titles(as_staff, "?queue=all&state=closed") == ["closed"]
    assert as_staff.get("/staff/cases").json["counts"] == {
        "due": 3,
        "mine": 2,
        "unassigned": 1,
        "overdue": 0,
        "unhappy": 1,
    }


def test_an_assignee_who_left_makes_it_unassigned(world: World, as_administrator: Phone, as_staff: Phone) -> None:
    case = bring_forward(world)
    services.assign(case.id, world.administrator.id, world.staff.id)
    services.start(case.id, world.staff.id)
    as_staff.delete("/me", {"confirm": "注销"})
    assert titles(as_administrator, "?queue=unassigned") == ["增设夜间公交"]


def test_the_queue_is_narrowed_down(world: World, as_staff: Phone) -> None:
    bring_forward(world, title="报销流程太长", category="service")
    bring_forward(world, client_ref="two", title="路灯不亮", organization=world.library)
    assert titles(as_staff, "?category=service") == ["报销流程太长"]
    assert titles(as_staff, f"?organization_id={world.library.id}") == ["路灯不亮"]
    assert len(titles(as_staff, f"?organization_id={world.street.id}")) == 2
    assert titles(as_staff, "?q=路灯") == ["路灯不亮"]
    assert titles(as_staff, "?q=没有这个") == []
    assert titles(as_staff, f"?organization_id={world.elsewhere.id}") == []


def test_staff_see_their_scope_and_nothing_else(world: World, as_foreign_staff: Phone, as_auditor: Phone) -> None:
    case = bring_forward(world)
    assert titles(as_auditor) == ["增设夜间公交"]
    assert as_auditor.get(path_of(case)).json["actions"] == []
    assert titles(as_foreign_staff) == []
    assert as_foreign_staff.get("/staff/cases").json["counts"]["due"] == 0
    assert as_foreign_staff.get(path_of(case)).status_code == 404


def test_staff_see_a_hidden_name_and_that_it_is_hidden(world: World, as_staff: Phone) -> None:
    case = bring_forward(world, is_name_hidden=True, state="staff")
    detail = as_staff.get(path_of(case)).json
    assert (detail["author"]["name"], detail["is_name_hidden"]) == ("王敏", True)
    assert detail["steps"][0]["actor_name"] == "王敏"


@pytest.mark.parametrize("queue", ["due", "mine", "unassigned", "overdue", "unhappy", "all"])
def test_the_queue_costs_the_same_however_long_it_is(
    world: World, as_staff: Phone, count_statements: Callable[[], Any], queue: str
) -> None:
    for case in many(world, 12)[::2]:
        services.assign(case.id, world.staff.id, world.staff.id)
    with count_statements() as statements:
        assert as_staff.get(f"/staff/cases?queue={queue}").status_code == 200
    assert len(statements) <= 6, statements


def test_a_case_costs_the_same_however_much_happened(
    world: World, as_staff: Phone, count_statements: Callable[[], Any]
) -> None:
    case = bring_forward(world)

    def cost() -> int:
        with count_statements() as statements:
            assert as_staff.get(path_of(case)).status_code == 200
        return len(statements)

    as_staff.get(path_of(case))
    services.assign(case.id, world.staff.id, world.staff.id)
    services.set_handlers(case.id, world.staff.id, [world.administrator.id])
    few = cost()
    for number in range(15):
        services.note(case.id, world.staff.id, f"第 {number} 次电话")
        services.assign(case.id, world.staff.id, (world.staff, world.administrator)[number % 2].id)
    assert cost() == few


# What is done


def test_a_case_is_carried_to_its_answer(world: World, as_staff: Phone) -> None:
    case = bring_forward(world)
    candidates = as_staff.get(path_of(case, "candidates")).json["candidates"]
    assert {one["name"] for one in candidates} == {"赵云", "周主任"}
    body = act(as_staff, case, "assign", member_id=str(world.staff.id), due_days=3, note="请尽快").json
    assert (body["state"], body["assignee"]["name"], body["left"]) == ("assigned", "赵云", "还剩 3 个工作日")
    assert act(as_staff, case, "start").json["state"] == "in_progress"
    assert act(as_staff, case, "notes", text="已电话联系公交公司").json["steps"][-1]["visible_to"] == "staff"
    body = as_staff.put(path_of(case, "handlers"), {"member_ids": [str(world.administrator.id)]}).json
    assert [one["name"] for one in body["handlers"]] == ["周主任"]
    assert act(as_staff, case, "pause", reason="等公交公司回函").json["pause_reason"] == "等公交公司回函"
    assert act(as_staff, case, "resume").json["left"] == "还剩 3 个工作日"
    body = act(as_staff, case, "due", due_at="2026-04-30T17:30:00+08:00", reason="等下次会议").json
    assert body["due_at"] == "2026-04-30T17:30:00+08:00"
    body = act(as_staff, case, "reply", text="下月起增开。", outcome="adopted", promised_on="2026-05-08").json
    assert (body["state"], body["reply"]["outcome_word"]) == ("answered", "采纳")
    assert (body["reply"]["promised_on"], body["actions"]) == ("2026-05-08", ["reply", "note"])
    assert [step["kind"] for step in body["steps"]] == kinds(case)
    trail = [entry.action for entry in AuditEntry.select().where(AuditEntry.subject_kind == "case")]
    assert trail == [
        f"case.{name}" for name in ("assigned", "started", "handlers", "paused", "resumed", "due_changed", "replied")
    ]


def test_every_act_done_twice_is_done_once_and_a_stale_one_is_told(world: World, as_staff: Phone) -> None:
    case = bring_forward(world)
    acts: list[tuple[str, dict[str, Any]]] = [
        ("assign", {"member_id": str(world.staff.id)}),
        ("start", {}),
        ("pause", {"reason": "等回函"}),
        ("resume", {}),
        ("notes", {"text": "已联系"}),
        ("due", {"due_at": "2026-04-30T17:30:00+08:00", "reason": "等会议"}),
        ("reply", {"text": "好的。", "outcome": "explained"}),
    ]
    for name, body in acts:
        version = Case.get_by_id(case.id).version
        before = len(kinds(case))
        first, again = (act(as_staff, case, name, **body, version=version) for _ in range(2))
        assert (first.status_code, again.status_code) == (200, 200), (name, again.text)
        assert again.json["steps"] == first.json["steps"], name
        assert len(kinds(case)) == before + 1, name
    stale = act(as_staff, case, "reply", text="别的。", outcome="adopted", version=0)
    assert (stale.status_code, stale.json["code"]) == (409, "case_changed")


def test_what_does_not_fit_its_state_is_refused(world: World, as_staff: Phone) -> None:
    case = answered(world, bring_forward(world))
    other = bring_forward(world, world.organizer, client_ref="two")
    for name, body in (
        ("assign", {"member_id": str(world.staff.id)}),
        ("start", {}),
        ("pause", {"reason": "等回函"}),
        ("resume", {}),
        ("decline", {"reason": "不归我们管"}),
        ("merge", {"into_id": str(other.id)}),
        ("transfer", {"organization_id": str(world.library.id), "reason": "归他们管"}),
        ("due", {"due_at": "2026-04-30T17:30:00+08:00", "reason": "等会议"}),
    ):
        answer = act(as_staff, case, name, **body)
        assert (answer.status_code, answer.json["code"]) == (409, "case_state"), name
    assert kinds(case) == ["received", "shown", "replied"]


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("assign", {"member_id": "x"}, "member_id"),
        ("assign", {"member_id": "1"}, "member_id"),
        ("assign", {"member_id": "1", "due_days": 0}, "due_days"),
        ("assign", {"member_id": "1", "due_days": "3"}, "due_days"),
        ("pause", {"reason": " "}, "reason"),
        ("notes", {"text": ""}, "text"),
        ("notes", {"text": "长" * 2001}, "text"),
        ("reply", {"text": "好的。", "outcome": "perhaps"}, "outcome"),
        ("reply", {"text": "好的。", "outcome": "adopted", "promised_on": "2026-04-19"}, "promised_on"),
        ("reply", {"text": "好的。", "outcome": "adopted", "promised_on": "9999-12-31"}, "promised_on"),
        ("reply", {"text": "好的。", "outcome": "adopted", "promised_on": "0001-01-01"}, "promised_on"),
        ("reply", {"text": "长" * 5001, "outcome": "adopted"}, "text"),
        ("due", {"due_at": "2026-04-19T10:00:00+08:00", "reason": "等会议"}, "due_at"),
        ("due", {"due_at": "2199-04-19T10:00:00+08:00", "reason": "等会议"}, "due_at"),
        ("transfer", {"organization_id": "1", "reason": "归他们管"}, "organization_id"),
        ("reply", {"text": "好的。", "outcome": "adopted", "version": -1}, "version"),
    ],
)
def test_bad_input_is_refused(world: World, as_staff: Phone, name: str, body: dict[str, Any], field: str) -> None:
    case = bring_forward(world)
    answer = act(as_staff, case, name, **body)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field]), answer.text
    assert kinds(case) == ["received", "shown"]


def test_it_is_given_only_to_staff_of_its_organization_or_above(world: World, as_staff: Phone) -> None:
    case = bring_forward(world)
    sister = officer_of(world)
    for person in (world.member, world.auditor, world.foreign_staff, sister):
        assert act(as_staff, case, "assign", member_id=str(person.id)).status_code == 422
        assert as_staff.put(path_of(case, "handlers"), {"member_ids": [str(person.id)]}).status_code == 422
    assert [one["name"] for one in as_staff.get(path_of(case, "candidates?q=周")).json["candidates"]] == ["周主任"]
    assert CaseHandler.select().count() == 0


def test_a_co_handler_works_on_it_but_does_not_decide(world: World, as_staff: Phone) -> None:
    """The role may end; what was given stays given."""
    helper = make_member("孙干事", organization=world.chamber)
    role = make_role(helper, world.chamber)
    make_role(helper, world.elsewhere, "auditor")
    phone = world.phone_of(helper)
    case = bring_forward(world)
    as_staff.put(path_of(case, "handlers"), {"member_ids": [str(helper.id)]})
    role.delete_instance()
    assert titles(phone, "?queue=mine") == ["增设夜间公交"]
    assert set(phone.get(path_of(case)).json["actions"]) == {"pause", "reply", "due", "note"}
    assert act(phone, case, "notes", text="我去现场看过").status_code == 200
    assert act(phone, case, "decline", reason="不归我们管").status_code == 403
    assert act(phone, case, "assign", member_id=str(world.staff.id)).status_code == 403
    as_staff.put(path_of(case, "handlers"), {"member_ids": []})
    assert phone.get(path_of(case)).status_code == 404


def test_a_transfer_leaves_the_scope_and_arrives_in_the_other(world: World, app: Any) -> None:
    here, there = make_member(), officer_of(world)
    make_role(here, world.chamber)
    sender, receiver = world.phone_of(here), world.phone_of(there)
    case = bring_forward(world)
    services.assign(case.id, world.staff.id, here.id)
    body = {"organization_id": str(world.library.id), "reason": "由读书会办理"}
    assert titles(receiver) == []
    assert act(sender, case, "transfer", **body).status_code == 200
    assert sender.get(path_of(case)).status_code == 404
    assert titles(receiver, "?queue=unassigned") == ["增设夜间公交"]
    detail = receiver.get(path_of(case)).json
    assert (detail["state"], detail["assignee"], detail["steps"][-1]["title"]) == (
        "received",
        None,
        "转交石桥读书会",
    )
    body = {"organization_id": str(world.elsewhere.id), "reason": "不是一个体系"}
    assert act(receiver, case, "transfer", **body).status_code == 422


def test_a_merge_needs_both_in_scope(world: World, app: Any) -> None:
    officer = make_member()
    make_role(officer, world.chamber)
    phone = world.phone_of(officer)
    case = bring_forward(world)
    other = bring_forward(world, world.organizer, client_ref="two", organization=world.library)
    assert act(phone, case, "merge", into_id=str(other.id)).status_code == 404
    assert act(phone, case, "merge", into_id=str(case.id)).status_code == 422
    assert act(phone, case, "merge", into_id="1").status_code == 404
    target = bring_forward(world, world.organizer, client_ref="three", title="夜间公交")
    body = act(phone, case, "merge", into_id=str(target.id), note="同一件事").json
    assert (body["state"], body["merged_into"]["title"]) == ("merged", "夜间公交")
    detail = phone.get(path_of(target)).json
    assert [one["id"] for one in detail["merged_from"]] == [str(case.id)]
    assert (detail["endorsements"], detail["steps"][-1]["title"]) == (1, "并入了同一件事，1 人一起附议")


def test_similar_cases_are_proposed_to_merge_into_and_others_found_by_words(
    world: World, as_staff: Phone, count_statements: Any
) -> None:
    """Only what it can really be put into: in scope, of the same kind, not taken back or merged itself."""
    case = bring_forward(world, title="增设夜间公交", text="晚上八点以后石桥街道没有公交车。")

    def other(ref: str, title: str, text: str, **more: Any) -> Case:
        return bring_forward(
            world, make_member(organization=world.chamber), client_ref=ref, title=title, text=text, **more
        )

    alike = other("a", "夜间公交车太少", "晚上八点以后没有公交车，下班只能打车。")
    other("b", "食堂多几个素菜", "食堂的素菜太少了。")
    gone = other("c", "夜间公交停得太早", "晚上八点以后没有公交车。")
    services.withdraw(gone.id, gone.author_id)
    other("d", "夜间公交", "晚上八点以后石桥街道没有公交车。", organization=world.elsewhere)

    def found(query: str = "") -> list[str]:
        answer = as_staff.get(path_of(case, f"similar{query}"))
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json["items"]]

    assert found() == ["夜间公交车太少"]
    assert found("?q=素菜") == ["食堂多几个素菜"]
    assert found("?q=夜间公交") == ["夜间公交车太少"]
    assert found("?q=没有这样的") == []
    assert act(as_staff, case, "merge", into_id=str(alike.id)).status_code == 200


def test_it_can_be_transferred_to_the_organizations_that_are_named(
    world: World, as_staff: Phone, as_foreign_staff: Phone
) -> None:
    case = bring_forward(world)

    def named(query: str = "") -> list[str]:
        return [one["name"] for one in as_staff.get(path_of(case, f"organizations{query}")).json["organizations"]]

    names = named()
    assert world.library.name in names
    assert world.chamber.name not in names
    assert world.elsewhere.name not in names
    assert named(f"?q={world.library.name[-3:]}") == [world.library.name]
    for one in as_staff.get(path_of(case, "organizations")).json["organizations"]:
        body = {"organization_id": one["id"], "reason": "由他们办理"}
        assert act(as_staff, bring_forward(world, client_ref=one["id"]), "transfer", **body).status_code == 200
    assert as_foreign_staff.get(path_of(case, "organizations")).status_code == 404


def test_a_reopened_case_ends_with_another_reply_alone(world: World, as_staff: Phone) -> None:
    case = answered(world, bring_forward(world))
    services.rate(case.id, world.member.id, 1)
    services.reopen(case.id, world.member.id, "没有说明白")
    detail = as_staff.get(path_of(case)).json
    assert not {"decline", "merge"} & set(detail["actions"])
    assert act(as_staff, case, "decline", reason="不归我们管").json["code"] == "needs_new_reply"
    assert act(as_staff, case, "reply", text="补充说明。", outcome="explained").status_code == 200


@pytest.mark.parametrize("state", ["received", "assigned", "in_progress", "paused", "answered", "reopened", "declined"])
def test_what_is_offered_can_be_done_and_nothing_else(
    world: World, as_staff: Phone, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend_app, "close_request_connection", lambda: None)
    case = bring_forward(world)
    other = bring_forward(world, world.organizer, client_ref="two")
    staff = world.staff.id
    if state in ("assigned", "in_progress"):
        services.assign(case.id, staff, staff)
    if state == "in_progress":
        services.start(case.id, staff)
    if state == "paused":
        services.pause(case.id, staff, "等回函")
    if state in ("answered", "reopened"):
        answered(world, case)
        services.rate(case.id, world.member.id, 1)
    if state == "reopened":
        services.reopen(case.id, world.member.id, "不行")
    if state == "declined":
        services.decline(case.id, staff, "不归我们管")
    bodies: dict[str, dict[str, Any]] = {
        "assign": {"member_id": str(world.administrator.id)},
        "transfer": {"organization_id": str(world.library.id), "reason": "归他们管"},
        "start": {},
        "pause": {"reason": "等会议"},
        "resume": {},
        "note": {"text": "已联系"},
        "due": {"due_at": "2026-04-30T17:30:00+08:00", "reason": "等会议"},
        "reply": {"text": "好的。", "outcome": "explained"},
        "decline": {"reason": "不归我们管了"},
        "merge": {"into_id": str(other.id)},
    }
    offered = set(as_staff.get(path_of(case)).json["actions"]) - {"handlers"}
    done = set()
    for name, body in bodies.items():
        with undone():
            if act(as_staff, case, "notes" if name == "note" else name, **body).status_code == 200:
                done.add(name)
    assert offered == done


def test_nobody_acts_on_what_is_not_there(as_staff: Phone, world: World) -> None:
    case = Case(id=1)
    assert as_staff.get(path_of(case)).status_code == 404
    assert as_staff.get(path_of(case, "candidates")).status_code == 404
    assert as_staff.post(path_of(case, "start"), {"version": 0}).status_code == 404
    assert as_staff.put(path_of(case, "handlers"), {"member_ids": []}).status_code == 404


def test_emoji_and_script_come_back_as_they_were(world: World, as_staff: Phone) -> None:
    text = "<script>alert(1)</script> 🎋'\"; DROP TABLE case_item; --"
    case = bring_forward(world, text=text)
    body = act(as_staff, case, "reply", text=text, outcome="explained").json
    assert (body["text"], body["reply"]["text"]) == (text, text)
