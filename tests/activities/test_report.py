"""The report: its figures, closing the activity with it, and the link to hand on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from backend.activities.models import Activity, ActivitySession, Feedback, Signup
from backend.activities.report_links import LIVES, make_report_link, read_report_link
from backend.audit.models import AuditEntry
from backend.checkin.models import Scan
from backend.forms.store import save_version
from backend.media.models import Media
from backend.participation.models import Participation
from tests.activities.test_feedback import ANSWERS, give
from tests.factories import make_activity, make_member, make_organization, make_signup
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together

MINUTE = timedelta(minutes=1)


@pytest.fixture
def over(world: World, clock: Any) -> Activity:
    """A quarter of an hour after its end."""
    activity = make_activity(world.chamber, capacity=20, waitlisted=1, dropouts=2)
    clock.set(activity.ends_at + 15 * MINUTE)
    return activity


def report_of(phone: Phone, activity: Activity) -> Any:
    response = phone.get(f"/staff/activities/{activity.id}/report")
    assert response.status_code == 200, response.text
    return response.json


def close(phone: Phone, activity: Activity) -> Any:
    return phone.post(f"/staff/activities/{activity.id}/close-report")


def come(activity: Activity, minutes: int, **fields: Any) -> Signup:
    """Somebody who arrived so many minutes after the start."""
    return make_signup(activity, make_member(), checked_in_at=activity.starts_at + minutes * MINUTE, **fields)


def add_guest(activity: Activity, ref: str, minutes: int = 0, **fields: Any) -> Scan:
    at = activity.starts_at + minutes * MINUTE
    return Scan.create(**{"activity": activity, "method": "walk_in", "client_ref": ref, "at": at, **fields})


def add_photo(activity: Activity, **fields: Any) -> Media:
    values = {"purpose": "photo", "name": "a.jpg", "mime": "image/jpeg", "size": 1, "digest": "d", "state": "clear"}
    return Media.create(subject_kind="activity", subject_id=activity.id, **{**values, **fields})


def fill(activity: Activity, world: World) -> None:
    come(activity, -12, seats=3, organization=world.chamber)
    come(activity, -11, organization=world.chamber)
    come(activity, 4, organization=world.library, attendance="left_early")
    come(activity, 9, is_walk_in=True, seats=2)
    make_signup(activity, make_member(), seats=2, organization=world.library)
    make_signup(activity, make_member(), "rejected", seats=2)
    make_signup(activity, make_member(), "cancelled")
    make_signup(activity, make_member(), "waitlisted")
    add_guest(activity, "g1", 5)
    undone = add_guest(activity, "g2")
    add_guest(activity, "u", method="undo", undoes=undone)
    add_guest(activity, "g3", refusal="activity_full")


def test_its_numbers_count_seats(as_staff: Phone, world: World, over: Activity) -> None:
    fill(over, world)
    body = report_of(as_staff, over)
    assert body["numbers"] == {
        "capacity": 20,
        "signed_up": 13,
        "approved": 9,
        "arrived": 8,  # seven with a signup, and a guest
        "rate": 0.714,  # five of the seven who were expected
        "no_shows": 2,
        "left_early": 1,
        "rejected": 2,
        "waitlisted": 2,
        "dropouts": 2,
        "walk_ins": 3,
        "companions": 4,
    }
    assert body["organizations"] == [
        {"name": "石桥商会", "expected": 4, "arrived": 4},
        {"name": "石桥读书会", "expected": 3, "arrived": 1},
        {"name": "未注明组织", "expected": 2, "arrived": 2},
    ]
    about = body["activity"]
    assert (about["title"], about["organization"]["name"], about["phase"]) == (over.title, "石桥商会", "ended")
    assert (about["settled_at"], about["reported_at"]) == (None, None)


def test_arrivals_are_in_equal_steps_with_the_empty_ones(as_staff: Phone, world: World, over: Activity) -> None:
    fill(over, world)
    arrivals = report_of(as_staff, over)["arrivals"]
    assert arrivals["step_minutes"] == 5
    assert [(step["at"][11:16], step["seats"]) for step in arrivals["steps"]] == [
        ("13:45", 4),
        ("13:50", 0),
        ("13:55", 0),
        ("14:00", 1),
        ("14:05", 3),
    ]


@pytest.mark.parametrize(("hours", "step"), [(1, 5), (4, 15), (20, 60), (24 * 9, 720), (24 * 60, 1440)])
def test_steps_are_few_however_long_it_lasted(as_staff: Phone, over: Activity, hours: int, step: int) -> None:
    come(over, 0)
    come(over, hours * 60)
    arrivals = report_of(as_staff, over)["arrivals"]
    assert arrivals["step_minutes"] == step
    assert step == 1440 or len(arrivals["steps"]) <= 24


def test_nobody_is_a_no_show_before_the_end(as_staff: Phone, over: Activity, clock: Any) -> None:
    make_signup(over, make_member())
    clock.set(over.ends_at - MINUTE)
    assert report_of(as_staff, over)["numbers"]["no_shows"] == 0
    clock.set(over.ends_at)
    assert report_of(as_staff, over)["numbers"]["no_shows"] == 1


def test_an_empty_one_is_a_report_too(as_staff: Phone, over: Activity) -> None:
    body = report_of(as_staff, over)
    assert (body["numbers"]["rate"], body["arrivals"]["steps"], body["organizations"]) == (None, [], [])
    assert body["ratings"] == {"count": 0, "average": None, "stars": [0, 0, 0, 0, 0]}
    assert body["feedback"] == {"given": 0, "texts": []}


def test_it_tells_ratings_and_words_without_names(
    as_staff: Phone, as_member: Phone, world: World, over: Activity
) -> None:
    make_signup(over, world.member, checked_in_at=over.starts_at)
    make_signup(over, world.organizer, checked_in_at=over.starts_at)
    as_member.get(f"/activities/{over.id}/feedback")
    give(as_member, over)
    give(world.phone("organizer"), over, {"rating": 2, "improve": "音响太小"})

    response = as_staff.get(f"/staff/activities/{over.id}/report")
    body = response.json
    assert body["ratings"] == {"count": 2, "average": 3.5, "stars": [0, 1, 0, 0, 1]}
    assert body["feedback"]["given"] == 2
    by_key = {one["key"]: one for one in body["feedback"]["texts"]}
    assert by_key["good"] == {"key": "good", "title": "哪里做得好？", "answers": [ANSWERS["good"]]}
    assert sorted(by_key["improve"]["answers"]) == sorted([ANSWERS["improve"], "音响太小"])
    assert "王敏" not in response.text


def test_it_shows_sessions_and_photos_that_are_clear(
    as_staff: Phone, over: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = SimpleNamespace(media_url=lambda media, _now: f"/media/of-{media.id}")
    monkeypatch.setitem(sys.modules, "backend.media.links", links)
    session = ActivitySession.create(
        activity=over,
        title="上午",
        starts_at=over.starts_at,
        ends_at=over.ends_at,
        checkin_opens_at=over.starts_at,
        checkin_closes_at=over.ends_at,
        arrived=7,
    )
    Activity.update(has_sessions=True).where(Activity.id == over.id).execute()
    photo = add_photo(over, caption="合影", width=4, height=3)
    add_photo(over, state="pending")
    add_photo(over, state="blocked")
    add_photo(over, purpose="cover")
    body = report_of(as_staff, over)
    assert [(one["id"], one["title"], one["arrived"]) for one in body["sessions"]] == [(str(session.id), "上午", 7)]
    url = f"/media/of-{photo.id}"
    assert body["photos"] == [{"id": str(photo.id), "url": url, "width": 4, "height": 3, "caption": "合影"}]


def test_the_number_of_statements_does_not_grow(
    as_staff: Phone, world: World, over: Activity, count_statements: Callable[[], Any]
) -> None:
    form = save_version(
        "activity_feedback:x",
        {"sections": [{"key": "s", "title": "s", "questions": [{"key": "good", "type": "text", "title": "好"}]}]},
    )

    def add() -> None:
        signup = come(over, 1, organization=world.chamber)
        Feedback.create(activity=over, signup=signup, form=form, answers={"good": "好"}, rating=4)

    add()
    report_of(as_staff, over)
    with count_statements() as few:
        report_of(as_staff, over)
    for _ in range(8):
        add()
    with count_statements() as many:
        report_of(as_staff, over)
    assert len(many) == len(few)


def test_closing_settles_attendance_and_ends_the_activitys_life(
    as_staff: Phone, as_member: Phone, world: World, over: Activity, clock: Any
) -> None:
    signup = make_signup(over, world.member, checked_in_at=over.starts_at)
    closed = close(as_staff, over)
    assert closed.status_code == 200
    assert (closed.json["activity"]["phase"], closed.json["activity"]["reported_at"]) == (
        "reported",
        closed.json["activity"]["settled_at"],
    )
    assert Signup.get_by_id(signup.id).attendance == "attended"
    assert Participation.select().count() == 1
    assert as_staff.get(f"/staff/activities/{over.id}").json["phase"] == "reported"
    assert as_member.get(f"/activities/{over.id}").json["phase"] == "reported"
    (card,) = as_member.get("/activities?tab=past").json["items"]
    assert card["phase"] == "reported"
    entry = AuditEntry.get(AuditEntry.action == "activity.reported")
    assert (entry.actor_id, entry.subject_id, entry.organization_id) == (world.staff.id, over.id, world.chamber.id)


def test_closing_again_changes_nothing(as_staff: Phone, as_administrator: Phone, over: Activity, clock: Any) -> None:
    first = close(as_staff, over).json["activity"]["reported_at"]
    clock.advance(hours=1)
    assert close(as_administrator, over).json["activity"]["reported_at"] == first
    assert AuditEntry.select().where(AuditEntry.action == "activity.reported").count() == 1


def test_two_who_close_at_once_close_once(as_staff: Phone, as_administrator: Phone, over: Activity) -> None:
    answers = run_together(
        [lambda: close(as_staff, over).status_code, lambda: close(as_administrator, over).status_code]
    )
    assert answers == [200, 200]
    assert AuditEntry.select().where(AuditEntry.action == "activity.reported").count() == 1


def test_what_is_not_over_or_did_not_take_place_is_not_closed(as_staff: Phone, over: Activity, clock: Any) -> None:
    Activity.update(state="draft").where(Activity.id == over.id).execute()
    assert (close(as_staff, over).status_code, close(as_staff, over).json["code"]) == (409, "activity_not_over")
    Activity.update(state="cancelled").where(Activity.id == over.id).execute()
    assert close(as_staff, over).json["code"] == "activity_cancelled"
    Activity.update(state="published").where(Activity.id == over.id).execute()
    clock.set(over.ends_at - MINUTE)
    assert close(as_staff, over).json["code"] == "activity_not_over"
    clock.set(over.ends_at)
    assert close(as_staff, over).status_code == 200


@pytest.mark.parametrize(
    ("person", "read", "write"),
    [
        ("staff", 200, 200),
        ("auditor", 200, 403),
        ("member", 403, 403),
        ("foreign_staff", 404, 404),
        ("visitor", 403, 403),
    ],
)
def test_it_is_for_staff_within_their_scope(world: World, over: Activity, person: str, read: int, write: int) -> None:
    phone, path = world.phone(person), f"/staff/activities/{over.id}"
    assert phone.get(f"{path}/report").status_code == read
    assert phone.post(f"{path}/report-link").status_code == write
    assert phone.post(f"{path}/close-report").status_code == write


def test_what_is_not_there_is_not_found(as_staff: Phone) -> None:
    assert as_staff.get("/staff/activities/1/report").status_code == 404
    for action in ("report-link", "close-report"):
        assert as_staff.post(f"/staff/activities/1/{action}").status_code == 404


def open_link(phone: Phone, url: str) -> Any:
    assert url.startswith("http://127.0.0.1:8000/reports/")
    return phone.get(url.removeprefix("http://127.0.0.1:8000"))


def test_the_link_opens_a_page_for_whoever_has_it(
    as_staff: Phone, client: Phone, world: World, over: Activity, clock: Any
) -> None:
    fill(over, world)
    form = save_version(
        "x",
        {"sections": [{"key": "s", "title": "s", "questions": [{"key": "good", "type": "text", "title": "好在哪里"}]}]},
    )
    for number in range(5):
        signup = Signup.select().order_by(Signup.id).offset(number).first()
        Feedback.create(activity=over, signup=signup, form=form, answers={"good": f"第{number}句<b>"}, rating=5)
    made = as_staff.post(f"/staff/activities/{over.id}/report-link").json
    assert made["expires_at"] == "2026-04-30T17:15:00+08:00"

    page = open_link(client, made["url"])
    assert (page.status_code, page.mimetype) == (200, "text/html")
    for words in (
        over.title,
        "石桥商会",
        "2026年4月23日 周四 14:00–17:00",
        "到场率 71%",
        "未结项",
        "第4句&lt;b&gt;",
        "另有 2 条",
    ):
        assert words in page.text
    assert "第0句" not in page.text
    assert page.text.count("<svg") == 4
    assert AuditEntry.select().where(AuditEntry.action == "activity.report_link").count() == 1
    close(as_staff, over)
    assert "未结项" not in open_link(client, made["url"]).text


def test_the_page_lets_nothing_in_from_elsewhere(as_staff: Phone, client: Phone, over: Activity) -> None:
    page = open_link(client, as_staff.post(f"/staff/activities/{over.id}/report-link").json["url"])
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "style=" not in page.text
    assert "<style" not in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"
    for name in ("report.css", "report.js"):
        assert f"/reports/assets/{name}" in page.text
        with client.get(f"/reports/assets/{name}") as asset:
            assert asset.status_code == 200


def test_an_expired_or_altered_link_opens_nothing(client: Phone, over: Activity, clock: Any) -> None:
    link = make_report_link(over.id, clock.now())
    assert client.get(link.path).status_code == 200
    token = link.path.removeprefix("/reports/")
    for position in range(0, 32, 3):
        altered = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]
        assert client.get(f"/reports/{altered}").status_code == 404
    for other in ("x", "é" * 32, token[:-1], token + "A", make_report_link(1, clock.now()).path.rpartition("/")[2]):
        response = client.get(f"/reports/{other}")
        assert (response.status_code, "已经失效" in response.text) == (404, True)
    clock.advance(seconds=LIVES.total_seconds())
    assert client.get(link.path).status_code == 404
    assert read_report_link(token, clock.now() - timedelta(seconds=1)) == over.id


def test_many_organizations_share_the_last_bar(
    as_staff: Phone, client: Phone, world: World, over: Activity, clock: Any
) -> None:
    for number in range(9):
        come(over, number * 300, organization=make_organization(f"很长很长很长名字的第{number}个商会", world.street))
    page = client.get(make_report_link(over.id, clock.now()).path).text
    assert "其他组织（3）" in page
    assert "…" in page
    assert "4/24" in page
