"""Staff plan activities: draft, publish, change, call off, name organizers."""

from __future__ import annotations

import copy
from datetime import timedelta

import pytest

from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.audit.models import AuditEntry
from backend.forms.models import Form
from tests.activities.test_sign_up import QUESTIONS
from tests.factories import make_account, make_activity, make_member, make_organizer, make_role, make_signup
from tests.outbox import told, values_told


@pytest.fixture
def plan(world):
    return {
        "organization_id": str(world.chamber.id),
        "title": "科技园考察",
        "venue": "科技园东门",
        "starts_at": "2026-04-25T09:00:00+08:00",
        "ends_at": "2026-04-25T12:00:00+08:00",
        "capacity": 30,
    }


@pytest.fixture
def draft(as_staff, plan):
    return as_staff.post("/staff/activities", plan).json


def url(activity, *rest):
    identity = activity["id"] if isinstance(activity, dict) else activity.id
    return "/".join(["/staff/activities", str(identity), *rest])


def test_draft_gets_its_deadlines_from_start_and_end(as_staff, plan):
    response = as_staff.post("/staff/activities", plan)

    assert response.status_code == 201, response.text
    body = response.json
    assert (body["state"], body["phase"], body["obstacles"]) == ("draft", "draft", {})
    assert body["signup_closes_at"] == body["cancel_closes_at"] == "2026-04-25T09:00:00+08:00"
    assert body["checkin_opens_at"] == "2026-04-25T08:00:00+08:00"
    assert body["checkin_closes_at"] == "2026-04-25T12:00:00+08:00"
    assert Activity.get().created_by_id == as_staff.member_id
    assert AuditEntry.get().action == "activity.drafted"


def test_draft_is_invisible_to_members(as_member, draft):
    assert as_member.get(f"/activities/{draft['id']}").status_code == 404
    assert as_member.get("/activities").json["total"] == 0


def test_published_activity_is_visible_and_open(as_staff, as_member, draft):
    response = as_staff.post(url(draft, "publish"))

    assert (response.status_code, response.json["phase"]) == (200, "signup_open")
    assert [item["title"] for item in as_member.get("/activities").json["items"]] == ["科技园考察"]
    assert as_member.put(f"/activities/{draft['id']}/signup", {}).status_code == 201


def test_publishing_twice_is_publishing_once(as_staff, draft, clock):
    first = as_staff.post(url(draft, "publish")).json
    clock.advance(minutes=1)

    assert as_staff.post(url(draft, "publish")).json == first
    assert AuditEntry.select().where(AuditEntry.action == "activity.published").count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"venue": ""}, "venue"),
        ({"ends_at": "2026-04-25T09:00:00+08:00"}, "ends_at"),
        ({"starts_at": "2026-04-19T09:00:00+08:00", "ends_at": "2026-04-19T12:00:00+08:00"}, "ends_at"),
        ({"signup_opens_at": "2026-04-25T09:00:00+08:00"}, "signup_opens_at"),
        ({"signup_closes_at": "2026-04-25T12:00:01+08:00"}, "signup_closes_at"),
        ({"cancel_closes_at": "2026-04-25T12:00:01+08:00"}, "cancel_closes_at"),
        ({"checkin_opens_at": "2026-04-25T12:00:00+08:00"}, "checkin_opens_at"),
        ({"checkin_closes_at": "2026-04-25T08:00:00+08:00"}, "checkin_opens_at"),
        ({"checkin_closes_at": "2026-04-25T09:00:00+08:00"}, "checkin_closes_at"),
    ],
)
def test_what_is_not_in_order_keeps_it_from_being_published(as_staff, plan, change, field):
    draft = as_staff.post("/staff/activities", {**plan, **change}).json

    response = as_staff.post(url(draft, "publish"))

    assert (response.status_code, response.json["code"]) == (422, "not_ready_to_publish")
    assert field in response.json["errors"]
    assert field in draft["obstacles"]
    assert Activity.get().state == "draft"


def test_online_activity_needs_no_venue(as_staff, plan):
    draft = as_staff.post("/staff/activities", {**plan, "venue": "", "online_link": "https://example.org/room"}).json

    assert as_staff.post(url(draft, "publish")).status_code == 200


def test_questions_nobody_could_reach_keep_it_from_being_published(as_staff, plan):
    form = copy.deepcopy(QUESTIONS)
    form["sections"][0]["questions"][1]["show_if"] = {"question": "meal", "op": "eq", "value": "vegan"}
    response = as_staff.post("/staff/activities", {**plan, "questions": form})
    assert response.status_code == 201, response.text

    refused = as_staff.post(url(response.json, "publish"))

    assert refused.status_code == 422
    assert "questions.note" in refused.json["errors"]


def test_questions_that_are_no_form_are_refused_with_their_place(as_staff, plan):
    response = as_staff.post("/staff/activities", {**plan, "questions": {"sections": []}})

    assert response.status_code == 422
    assert all(name.startswith("questions.") for name in response.json["errors"])
    assert Activity.select().count() == 0


def test_questions_may_not_ask_for_anything_sensitive(as_staff, plan):
    form = copy.deepcopy(QUESTIONS)
    form["sections"][0]["questions"][1] |= {"sensitive": True, "purpose": "安排就餐"}

    response = as_staff.post("/staff/activities", {**plan, "questions": form})

    assert (response.status_code, list(response.json["errors"])) == (422, ["questions.note"])
    assert (Activity.select().count(), Form.select().count()) == (0, 0)


def test_questions_may_not_ask_for_files(as_staff, plan):
    form = copy.deepcopy(QUESTIONS)
    form["sections"][0]["questions"].append({"key": "photo", "type": "file", "title": "照片"})

    response = as_staff.post("/staff/activities", {**plan, "questions": form})

    assert (response.status_code, list(response.json["errors"])) == (422, ["questions.photo"])
    assert response.json["errors"]["questions.photo"][0].startswith("报名问题里不能上传文件")
    assert (Activity.select().count(), Form.select().count()) == (0, 0)


def test_changed_questions_are_a_new_version(as_staff, as_member, plan):
    draft = as_staff.post("/staff/activities", {**plan, "questions": QUESTIONS}).json
    as_staff.post(url(draft, "publish"))
    changed = copy.deepcopy(QUESTIONS)
    changed["sections"][0]["questions"][0]["title"] = "午餐"

    assert draft["questions_version"] == 1
    assert as_staff.patch(url(draft), {"questions": changed}).json["questions_version"] == 2
    path = f"/activities/{draft['id']}/signup"
    assert as_member.put(path, {"answers": {"meal": "halal"}, "form_version": 1}).json["code"] == "form_outdated"
    assert as_member.put(path, {"answers": {"meal": "halal"}, "form_version": 2}).status_code == 201
    assert as_staff.patch(url(draft), {"questions": None}).json["code"] == "form_in_use"


def test_more_places_move_the_waitlist_up_in_order(as_staff, world):
    activity = make_activity(world.chamber, capacity=1)
    make_signup(activity, world.member)
    waiting = []
    for _ in range(3):
        member = make_member(organization=world.chamber)
        make_account(member)
        waiting.append(make_signup(activity, member, "waitlisted"))

    response = as_staff.patch(url(activity), {"capacity": 3})

    assert response.status_code == 200, response.text
    assert [Signup.get_by_id(one.id).state for one in waiting] == ["approved", "approved", "waitlisted"]
    assert (response.json["taken"], response.json["approved"], response.json["waitlisted"]) == (3, 3, 1)
    assert [values["result"] for values in values_told()] == ["候补转正"] * 2


def test_a_later_start_moves_the_waitlist_up(as_staff, world, clock):
    soon = clock.now() + timedelta(hours=1)
    activity = make_activity(world.chamber, starts_at=soon, capacity=1)
    waiting = make_signup(activity, world.member, "waitlisted")
    later = {name: (soon + timedelta(days=1, hours=h)).isoformat() for name, h in (("starts_at", 0), ("ends_at", 3))}

    response = as_staff.patch(url(activity), {**later, "checkin_closes_at": later["ends_at"]})

    assert response.status_code == 200, response.text
    assert Signup.get_by_id(waiting.id).state == "approved"


def test_no_limit_moves_everybody_up(as_staff, world):
    activity = make_activity(world.chamber, capacity=1)
    for _ in range(3):
        make_signup(activity, make_member(organization=world.chamber), "waitlisted")

    body = as_staff.patch(url(activity), {"capacity": None}).json

    assert (body["capacity"], body["taken"], body["waitlisted"]) == (None, 3, 0)


def test_capacity_never_falls_below_what_is_taken(as_staff, world):
    activity = make_activity(world.chamber, capacity=5)
    for _ in range(3):
        make_signup(activity, make_member(organization=world.chamber))

    response = as_staff.patch(url(activity), {"capacity": 2})

    assert (response.status_code, response.json["code"]) == (409, "capacity_below_taken")
    assert as_staff.patch(url(activity), {"capacity": 3}).status_code == 200


def test_published_activity_must_stay_in_order(as_staff, world):
    activity = make_activity(world.chamber)

    response = as_staff.patch(url(activity), {"title": "改名", "ends_at": "2026-04-01T00:00:00+08:00"})

    assert (response.status_code, response.json["code"]) == (422, "not_ready_to_publish")
    assert Activity.get().title == "春季企业家沙龙"


def test_calling_off_tells_everyone_who_signed_up(as_staff, world):
    activity = make_activity(world.chamber)
    signed_up = []
    for state in ("approved", "pending", "waitlisted", "rejected", "cancelled"):
        member = make_member(organization=world.chamber)
        make_account(member)
        make_signup(activity, member, state)
        if state in ("approved", "pending", "waitlisted"):
            signed_up.append(member.id)

    response = as_staff.post(url(activity, "cancel"), {"reason": "暴雨红色预警"})

    assert (response.status_code, response.json["phase"]) == (200, "cancelled")
    messages = told()
    assert sorted(message.member_id for message in messages) == sorted(signed_up)
    assert {message.notification.kind for message in messages} == {"activity_cancelled"}
    assert messages[0].notification.values == {
        "title": "春季企业家沙龙",
        "time": "2026年4月23日 14:00",
        "venue": "石桥街道三楼会议室",
        "note": "已取消：暴雨红色预警",
    }
    assert AuditEntry.get(AuditEntry.action == "activity.cancelled").reason == "暴雨红色预警"


def test_calling_off_costs_the_same_however_many_signed_up(as_staff, world, count_statements):
    counts = []
    for number in (1, 6):
        activity = make_activity(world.chamber)
        for _ in range(number):
            member = make_member(organization=world.chamber)
            make_account(member)
            make_signup(activity, member)
        with count_statements() as statements:
            as_staff.post(url(activity, "cancel"), {"reason": "下雨"})
        counts.append(len(statements))

    assert len(told()) == 7
    assert counts[0] == counts[1]


def test_calling_off_twice_tells_once(as_staff, world):
    activity = make_activity(world.chamber)
    make_account(world.member)
    make_signup(activity, world.member)
    as_staff.post(url(activity, "cancel"), {"reason": "甲"})

    assert as_staff.post(url(activity, "cancel"), {"reason": "乙"}).status_code == 200
    assert (len(told()), Activity.get().cancel_reason) == (1, "甲")


def test_cancelled_activity_is_neither_changed_nor_published(as_staff, world):
    activity = make_activity(world.chamber, state="cancelled")

    assert as_staff.patch(url(activity), {"title": "改名"}).json["code"] == "activity_cancelled"
    assert as_staff.post(url(activity, "publish")).json["code"] == "activity_cancelled"


def test_organizers_are_exactly_those_named(as_staff, world):
    activity = make_activity(world.chamber)
    make_organizer(activity, world.member)

    response = as_staff.put(url(activity, "organizers"), {"member_ids": [str(world.organizer.id)]})

    assert [one["name"] for one in response.json["organizers"]] == ["李建国"]
    assert [row.member_id for row in ActivityOrganizer.select()] == [world.organizer.id]


def test_organizer_from_elsewhere_cannot_be_named_but_stays_if_named_before(as_staff, world):
    activity = make_activity(world.chamber)
    body = {"member_ids": [str(world.stranger.id)]}

    response = as_staff.put(url(activity, "organizers"), body)
    assert (response.status_code, list(response.json["errors"])) == (422, ["member_ids"])
    make_organizer(activity, world.stranger)
    assert as_staff.put(url(activity, "organizers"), body).status_code == 200


def test_organizer_whom_one_may_only_read_about_cannot_be_named(as_staff, world):
    make_role(world.staff, world.elsewhere, "auditor")

    response = as_staff.put(url(make_activity(world.chamber), "organizers"), {"member_ids": [str(world.stranger.id)]})

    assert (response.status_code, list(response.json["errors"])) == (422, ["member_ids"])


def test_list_is_limited_to_the_scope(as_staff, as_foreign_staff, world):
    make_activity(world.chamber)
    make_activity(world.district, state="draft")
    elsewhere = make_activity(world.elsewhere)

    assert as_staff.get("/staff/activities").json["total"] == 1
    assert [row["id"] for row in as_foreign_staff.get("/staff/activities").json["items"]] == [str(elsewhere.id)]


def test_list_filters_and_takes_constant_statements(as_staff, world, count_statements):
    for number in range(5):
        make_activity(world.chamber, title=f"活动{number}", state="draft" if number else "published")

    assert as_staff.get("/staff/activities?state=draft").json["total"] == 4
    assert as_staff.get("/staff/activities?q=动3").json["total"] == 1
    assert as_staff.get(f"/staff/activities?organization_id={world.library.id}").json["total"] == 0
    with count_statements() as few:
        as_staff.get("/staff/activities?page_size=1")
    with count_statements() as many:
        as_staff.get("/staff/activities?page_size=5")
    assert len(few) == len(many)


ACTS = [
    ("patch", "", {"title": "改名"}),
    ("post", "publish", None),
    ("post", "cancel", {"reason": "甲"}),
    ("put", "organizers", {"member_ids": []}),
]


@pytest.mark.parametrize(("method", "act", "body"), ACTS)
def test_staff_elsewhere_find_nothing_and_auditors_may_only_read(
    as_foreign_staff, as_auditor, as_member, world, method, act, body
):
    activity = make_activity(world.chamber)
    path = url(activity, act).rstrip("/")

    assert getattr(as_foreign_staff, method)(path, body).status_code == 404
    assert getattr(as_auditor, method)(path, body).status_code == 403
    assert getattr(as_member, method)(path, body).status_code == 403
    assert getattr(as_foreign_staff, method)(path.replace(str(activity.id), "1"), body).status_code == 404
    assert as_foreign_staff.get(url(activity)).status_code == 404
    assert as_auditor.get(url(activity)).status_code == 200
    row = Activity.get()
    assert (row.title, row.state) == ("春季企业家沙龙", "published")


def test_drafting_outside_the_scope_is_refused(as_foreign_staff, as_auditor, plan):
    assert as_foreign_staff.post("/staff/activities", plan).status_code == 404
    assert as_auditor.post("/staff/activities", plan).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "长" * 61},
        {"starts_at": "2026-04-25T09:00:00"},
        {"starts_at": "明天"},
        {"capacity": 0},
        {"capacity": 2_000_000},
        {"capacity": "30"},
        {"latitude": 91},
        {"latitude": "NaN"},
        {"organization_id": "x"},
        {"state": "published"},
        {"taken": 0},
        {"kind": "party"},
        {"questions": "x"},
        {"venue": "a\0"},
    ],
)
def test_malformed_plan_is_refused_by_field(as_staff, plan, change):
    response = as_staff.post("/staff/activities", {**plan, **change})

    assert (response.status_code, response.json["code"]) == (422, "invalid_input")
    assert next(iter(change)) in response.json["errors"]
