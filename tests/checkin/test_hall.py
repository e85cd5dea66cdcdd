"""The hall screen: everybody in the room may look, and nobody learns more than the activity allows."""

from __future__ import annotations

import json

import pytest

from backend.activities.models import Activity
from backend.profiles.definitions import ensure_default_sections
from backend.profiles.services import prefill
from tests.checkin.test_scan import scan
from tests.factories import make_activity, make_member, make_signup
from tests.phone import Phone


@pytest.fixture
def path(as_organizer, activity):
    """The address of the data behind the screen."""
    url = as_organizer.get(f"/organizer/activities/{activity.id}/hall-link").json["url"]
    return f"/hall/{url.rpartition('/')[2]}"


def look(app, path, since=None):
    query = "" if since is None else f"?since={since}"
    return Phone(app).get(f"/api/v1/halls/{path.rpartition('/')[2]}{query}")


def let_in(phone, activity, world, name, gender=None, **fields):
    ensure_default_sections()
    member = make_member(name, organization=world.chamber)
    if gender:
        prefill(member.id, "basics", {"gender": gender}, "import")
    from backend.activities.passes import make_pass

    return scan(phone, activity, make_pass(make_signup(activity, member, **fields).id), f"ref-{name}").json


def names(app, path):
    return [one["name"] for one in look(app, path).json["arrivals"]]


def test_screen_shows_how_many_came(app, as_organizer, activity, world, path):
    make_signup(activity, make_member(organization=world.library), seats=2)
    let_in(as_organizer, activity, world, "王敏强", "male", seats=3)

    body = look(app, path).json

    assert (body["title"], body["arrived"], body["expected"]) == ("春季企业家沙龙", 3, 5)
    assert body["arrivals"][0]["seats"] == 3
    assert body["per_organization"] == [
        {"name": "石桥商会", "expected": 3, "arrived": 3},
        {"name": "石桥读书会", "expected": 2, "arrived": 0},
    ]


@pytest.mark.parametrize(
    ("name", "gender", "shown"),
    [
        ("王敏强", "male", "王先生"),
        ("李静", "female", "李女士"),
        ("欧阳修文", "male", "欧阳先生"),
        ("司马", "male", "司先生"),
        ("赵云", None, "赵*"),
        ("阿依古丽·买买提", "female", "阿*"),
        ("John Smith", "male", "J*"),
        ("𠮷田", "female", "𠮷女士"),
    ],
)
def test_names_are_as_polite_as_the_profile_allows(app, as_organizer, activity, world, path, name, gender, shown):
    let_in(as_organizer, activity, world, name, gender)

    assert names(app, path) == [shown]


@pytest.mark.parametrize(("setting", "shown"), [("surname", ["王先生"]), ("full", ["王敏强"]), ("none", [])])
def test_activity_says_how_names_are_shown(app, as_organizer, activity, world, path, setting, shown):
    Activity.update(hall_names=setting).execute()
    let_in(as_organizer, activity, world, "王敏强", "male")

    assert names(app, path) == shown


def test_screen_tells_nothing_else_about_anybody(app, as_organizer, activity, world, path):
    let_in(as_organizer, activity, world, "王敏强", "male")
    missing = make_member("未到者", "19911112222", world.chamber)
    make_signup(activity, missing)

    text = look(app, path).text + Phone(app).get(path).text

    for secret in ("敏强", "未到者", "2222", str(missing.id), "signup", "member_id", "phone"):
        assert secret not in text


def test_nothing_new_is_said_in_a_few_bytes(app, as_organizer, activity, world, path, count_statements):
    version = let_in(as_organizer, activity, world, "王敏强", "male")["version"]
    look(app, path)

    with count_statements() as statements:
        body = look(app, path, version).json

    assert body["arrivals"] is None
    assert len(statements) == 1
    assert len(look(app, path, version + 7).json["arrivals"]) == 1


def test_guest_without_a_signup_is_shown_by_initial(app, as_organizer, activity, path):
    Activity.update(allows_walk_ins=True).execute()
    as_organizer.post(f"/organizer/activities/{activity.id}/walk-ins", {"name": "路过客", "client_ref": "guest"})

    assert names(app, path) == ["路*"]


def test_page_comes_with_a_strict_policy_and_only_its_own_files(app, path):
    response = Phone(app).get(path)

    policy = response.headers["Content-Security-Policy"]
    assert response.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name in ("hall.css", "hall.js"):
        assert f"/hall/assets/{name}" in response.text
        assert Phone(app).get(f"/hall/assets/{name}").status_code == 200


def test_link_ends_an_hour_after_the_activity(app, as_organizer, activity, path, clock):
    link = as_organizer.get(f"/organizer/activities/{activity.id}/hall-link").json
    assert link["expires_at"] == "2026-04-23T18:00:00+08:00"
    clock.set("2026-04-23T17:59:59+08:00")
    assert look(app, path).status_code == 200
    clock.set("2026-04-23T18:00:00+08:00")

    assert look(app, path).status_code == 404
    page = Phone(app).get(path)
    assert (page.status_code, "已失效" in page.text) == (404, True)


@pytest.mark.parametrize("token", ["x", "A" * 32, "A" * 64, "%00", "../live"])
def test_link_nobody_signed_shows_nothing(app, token):
    assert look(app, f"/hall/{token}").status_code == 404


def test_link_cannot_be_turned_to_another_activity(app, as_organizer, world, path):
    other = make_activity(world.chamber)
    token = path.rpartition("/")[2]
    from backend.checkin.hall import hall_link

    swapped = hall_link(other.id, "")["url"].rpartition("/")[2][:11] + token[11:]

    assert look(app, f"/hall/{swapped}").status_code == 404


def test_draft_has_no_screen(as_staff, world):
    draft = make_activity(world.chamber, state="draft")

    assert as_staff.get(f"/organizer/activities/{draft.id}/hall-link").status_code == 404


def test_answer_is_json_all_the_way(app, path):
    assert json.loads(look(app, path).get_data())["shows_names"] is True
