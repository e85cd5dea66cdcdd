"""A member's inbox: everything they were told, unread until seen, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend import database as backend_database
from backend.database import db, first_id_of, new_id
from backend.push import inbox
from backend.push.models import Delivery, Notification, StaffCall
from backend.push.services import News, notify
from backend.push.tasks import tasks
from backend.timers.services import run_timer
from tests.factories import make_account, make_member

VALUES = {
    "title": "春季企业家沙龙",
    "result": "报名成功",
    "time": "2026年04月23日 14:00",
    "venue": "三楼",
    "note": "",
}


def tell(member, occurrence="1:1", *, kind="signup_done", page="pages/activity/index?id=1", values=None, **when):
    """A notification to one member; returns its id as the API writes it."""
    notify(News(kind, "activity:1", VALUES if values is None else values, occurrence, page, **when), (member.id,))
    return str(Notification.select(Notification.id).where(Notification.occurrence == occurrence).scalar())


def items(phone, query=""):
    return phone.get(f"/notifications{query}").json["items"]


def unread(phone):
    return phone.get("/home").json["unread"]


def test_it_says_what_where_and_when(as_member, world):
    told = tell(world.member)

    assert as_member.get("/notifications").json == {
        "items": [
            {
                "id": told,
                "kind": "signup_done",
                "label": "报名成功",
                "title": "春季企业家沙龙",
                "lines": [
                    {"label": "报名结果", "value": "报名成功"},
                    {"label": "活动时间", "value": "2026年04月23日 14:00"},
                    {"label": "活动地点", "value": "三楼"},
                ],
                "page": "/pages/activity/index?id=1",
                "at": "2026-04-20T10:00:00+08:00",
                "is_read": False,
                "is_past": False,
                "delivered": "等待发送到微信",
            }
        ],
        "page": 1,
        "page_size": 20,
        "total": 1,
    }


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        ("sent", "", "微信已发送"),
        ("uncertain", "unanswered", "微信没有回应，可能已经送到"),
        ("inbox", "no_credit", "只在这里，微信还没有您的订阅"),
        ("inbox", "muted", "只在这里，您关闭了这类微信消息"),
        ("inbox", "something new", "只在这里"),
        ("unreachable", "no_wechat", "只在这里"),
        ("expired", "expired", "只在这里，过了时间没有发到微信"),
    ],
)
def test_it_says_what_became_of_it_in_wechat(as_member, world, state, reason, words):
    tell(world.member)
    Delivery.update(state=state, reason=reason).execute()

    assert [one["delivered"] for one in items(as_member)] == [words]


def test_newest_comes_first_page_by_page(as_member, world, clock):
    for number in range(5):
        tell(world.member, f"{number}:1", values={**VALUES, "title": f"第 {number} 场"})
        clock.advance(minutes=1)

    page = as_member.get("/notifications?page=2&page_size=2").json

    assert [one["title"] for one in page["items"]] == ["第 2 场", "第 1 场"]
    assert page["total"] == 5


def test_what_was_written_ahead_comes_when_it_is_due(as_member, world, clock):
    tell(world.member, due_at=clock.now() + timedelta(hours=2))
    assert (items(as_member), unread(as_member)) == ([], 0)

    clock.advance(hours=2)

    assert [one["at"] for one in items(as_member)] == ["2026-04-20T12:00:00+08:00"]
    assert unread(as_member) == 1


def test_what_went_out_early_within_another_message_is_there_at_once(as_member, world, clock):
    tell(world.member, due_at=clock.now() + timedelta(hours=2))
    Delivery.update(state="sent", sent_at=clock.now()).execute()

    assert [one["at"] for one in items(as_member)] == ["2026-04-20T10:00:00+08:00"]
    assert unread(as_member) == 1


def test_dropped_one_is_not_there(as_member, world):
    tell(world.member)
    Delivery.update(state="dropped").execute()

    assert (items(as_member), unread(as_member)) == ([], 0)


def test_past_one_stays_and_asks_for_nothing(as_member, world, clock):
    tell(world.member, expires_at=clock.now() + timedelta(hours=1))
    assert (items(as_member)[0]["is_past"], unread(as_member)) == (False, 1)

    clock.advance(hours=1)

    assert (items(as_member)[0]["is_past"], unread(as_member)) == (True, 0)


def test_one_that_leads_to_the_inbox_leads_nowhere(as_member, world):
    tell(world.member, page="pages/messages/index")

    assert items(as_member)[0]["page"] == ""


def test_kind_of_an_older_version_is_shown_by_its_title(as_member, world):
    tell(world.member)
    Notification.update(kind="no_longer").execute()

    (shown,) = items(as_member)
    assert (shown["title"], shown["label"], shown["lines"]) == ("春季企业家沙龙", "通知", [])


def test_others_see_nothing_of_it(as_stranger, as_visitor, world):
    tell(world.member)

    assert items(as_stranger) == []
    assert as_visitor.get("/notifications").json["items"] == []
    assert (unread(as_stranger), unread(as_visitor)) == (0, 0)


def test_reading_takes_it_off_home(as_member, world):
    first, _second = tell(world.member, "1:1"), tell(world.member, "2:1")
    assert unread(as_member) == 2

    for _ in range(2):
        assert as_member.post("/notifications/read", {"ids": [first]}).status_code == 204

    assert unread(as_member) == 1
    assert {one["id"]: one["is_read"] for one in items(as_member)}[first] is True


def test_first_reading_counts(as_member, world, clock):
    told = tell(world.member)
    as_member.post("/notifications/read", {"ids": [told]})
    clock.advance(hours=1)
    as_member.post("/notifications/read", {"all": True})

    assert Delivery.get().read_at == clock.now() - timedelta(hours=1)


def test_all_are_read_but_not_what_is_still_to_come(as_member, world, clock):
    tell(world.member, "1:1")
    tell(world.member, "2:1")
    tell(world.member, "3:1", due_at=clock.now() + timedelta(hours=1))

    as_member.post("/notifications/read", {"all": True})
    assert unread(as_member) == 0

    clock.advance(hours=1)
    assert unread(as_member) == 1


def test_reading_changes_only_ones_own(as_member, as_organizer, as_visitor, world):
    theirs = tell(world.organizer)

    for phone in (as_member, as_visitor):
        assert phone.post("/notifications/read", {"ids": [theirs, "5"]}).status_code == 204
        assert phone.post("/notifications/read", {"all": True}).status_code == 204

    assert unread(as_organizer) == 1


def test_one_that_is_being_sent_is_read_all_the_same(as_member, world, engine, database_url):
    if engine != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    import threading

    import psycopg

    first, second = tell(world.member, "1:1"), tell(world.member, "2:1")
    with psycopg.connect(database_url) as sender:
        sender.execute("SELECT 1 FROM delivery WHERE notification_id = %s FOR UPDATE", (int(first),))
        reading = threading.Thread(target=as_member.post, args=("/notifications/read", {"all": True}))
        reading.start()
        # The other row is read, and held by nobody who waits.
        sender.execute("SET LOCAL lock_timeout = '5s'")
        for _ in range(500):
            if Delivery.get(Delivery.notification == int(second)).read_at:
                break
        sender.execute("SELECT 1 FROM delivery WHERE notification_id = %s FOR UPDATE", (int(second),))
    reading.join(10)

    assert unread(as_member) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "ids"),
        ({"ids": []}, "ids"),
        ({"ids": ["x"]}, "ids.0"),
        ({"ids": ["1"] * 101}, "ids"),
        ({"all": "yes"}, "all"),
        ({"all": True, "more": 1}, "more"),
    ],
)
def test_bad_reading_names_the_field(as_member, body, field):
    response = as_member.post("/notifications/read", body)

    assert response.status_code == 422
    assert list(response.json["errors"]) == [field]


def test_new_message_changes_the_etag_of_home(as_member, world):
    etag = as_member.get("/home").headers["ETag"]
    tell(world.member)

    changed = as_member.get("/home", headers={"If-None-Match": etag})
    assert changed.status_code == 200

    as_member.post("/notifications/read", {"all": True})
    assert as_member.get("/home", headers={"If-None-Match": changed.headers["ETag"]}).status_code == 200
    assert as_member.get("/home", headers={"If-None-Match": etag}).status_code == 304


def test_home_counts_them_without_a_statement_of_its_own(as_member, world, count_statements):
    with count_statements() as before:
        as_member.get("/home")
    for number in range(30):
        tell(world.member, f"{number}:1")
    with count_statements() as after:
        assert as_member.get("/home").json["unread"] == 30

    assert len(after) == len(before)


def test_counting_begins_with_the_member(as_member, database, engine):
    if engine != "sqlite":
        pytest.skip("the plan of SQLite")
    text = tasks.statement.text
    plan = [row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {text}", (1,) * 5).fetchall()]

    assert any("SEARCH d USING INDEX" in line and "member_id=? AND notification_id>?" in line for line in plan), plan
    assert [line for line in plan if line.startswith("SCAN") and line not in ("SCAN me", "SCAN CONSTANT ROW")] == []


def test_list_costs_the_same_whatever_there_is(as_member, world, count_statements):
    counts = []
    for number in range(21):
        tell(world.member, f"{number}:1")
        if number in (0, 20):
            with count_statements() as statements:
                as_member.get("/notifications")
            counts.append(len(statements))

    assert counts[0] == counts[1] <= 3


@pytest.fixture
def fresh_ids(monkeypatch):
    """Ids of the time it is: in one process they never go back, whatever a test before this one did to the clock."""
    monkeypatch.setattr(backend_database, "_ids", backend_database._IdSource())


def test_ids_carry_their_moment(clock, fresh_ids):
    before, made = first_id_of(backend_clock.now_ms()), new_id()
    clock.advance(milliseconds=1)

    assert before <= made < first_id_of(backend_clock.now_ms())


def test_half_a_year_is_kept(world, clock, fresh_ids, monkeypatch):
    monkeypatch.setattr(inbox, "CHUNK", 2)
    person = make_member("李静")
    make_account(person)
    for number in range(5):
        notify(News("survey_note", f"survey:{number}", VALUES), (world.member.id, person.id))
    StaffCall.create(notification=Notification.select().first(), member=person, outcome="reached")
    clock.advance(days=1)
    kept = tell(world.member, "new")
    clock.advance(days=179, hours=12)

    assert inbox.delete_old(180) == 10
    assert inbox.delete_old(180) == 0

    assert [str(one.id) for one in Notification.select()] == [kept]
    assert (Notification.select().count(), Delivery.select().count(), StaffCall.select().count()) == (1, 1, 0)


def test_old_messages_go_by_a_timer(world, clock, config, fresh_ids):
    from backend.config import use_config
    from backend.push.jobs import timers

    use_config(config)
    tell(world.member)
    clock.advance(days=181)
    (timer,) = [one for one in timers if one.name == "delete_old_messages"]

    assert run_timer(timer)

    assert db.execute_sql("SELECT count(*) FROM delivery").fetchone()[0] == 0
