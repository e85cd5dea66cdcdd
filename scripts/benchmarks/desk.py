"""The console's lists and its search while somebody types, where a city has 100,000 members and 2,000 activities.

Timed inside this process, one page after another: what counts is how long the database takes to find.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from urllib.parse import quote

from flask import Flask
from werkzeug.test import Client

from backend import clock
from backend.accounts.models import Account
from backend.activities.models import Activity
from backend.config import Security
from backend.console.access import SESSION_COOKIE
from backend.database import atomic, db, in_chunks, is_postgresql, new_id
from backend.desks.services import follow_link, make_sign_in_link
from backend.members.models import Member, MemberKey
from backend.organizations.models import Membership, Organization, Role
from backend.organizations.services import create_organization
from scripts.benchmarks.measure import statements_of
from scripts.benchmarks.world import insert_rows

LISTS, SEARCH = "console_lists", "console_search"
NAMES = (LISTS, SEARCH)
AIMS = {LISTS: {"p99_ms": 150.0, "statements": 12.0}, SEARCH: {"p99_ms": 100.0, "statements": 12.0}}
MEMBERS, ACTIVITIES = 100_000, 2_000

_CALLS = 150
_STREETS, _CHAPTERS = 20, 24
_DAY_MS = 86_400_000
_CHUNK = 2_000
# As often as people are called so, the commonest first.
_COMMON = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马"
_OTHERS = "罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎单仇解区"
_WEIGHTS = [72, 72, 68, 54, 45, 31, 23, 22, 21, 20, 14, 14, 13, 13, 12, 12, 11, 11, 11, *[9] * len(_OTHERS)]
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玲红燕志建文华慧巧美琴兰凤洁梅琳素云莲真环雪荣爱妹香月莺"
    "国宇浩子轩欣怡佳晨博思雨嘉俊鹏飞海波永生春林振东成龙小晓玉"
)
_HAN = ("王", "李", "建国", "敏", "街道3", "0001")
_LATIN = ("wang", "wangm", "wm", "li", "lij", "zh", "zhang", "ljg", "min", "chen")


def _name(dice: random.Random) -> str:
    surname = dice.choices(_COMMON + _OTHERS, _WEIGHTS)[0]
    return surname + "".join(dice.choices(_GIVEN, k=dice.choice((1, 2, 2, 2))))


def fill_city(count: int, activities: int) -> tuple[Organization, int]:
    """A district of streets and chapters with so many members and activities; the district and its administrator."""
    dice, now = random.Random(7), clock.now_ms()
    district = create_organization("湖心区", None, kind="district")
    places: list[Organization] = []
    for street in range(_STREETS):
        above = create_organization(f"街道{street}", district, kind="street")
        places += [above, *(create_organization(f"商会{street}-{number}", above) for number in range(_CHAPTERS))]
    members = [Member(id=new_id(), name=_name(dice)) for _ in range(count)]
    for some in in_chunks(members, _CHUNK):
        for one in some:
            one.follow_name()
            one.created_at = clock.from_ms(now - dice.randint(0, 900 * _DAY_MS))
        insert_rows(Member, [one.__data__ for one in some])
        with atomic():
            MemberKey.replace_for({one.id: one.name for one in some})
        ties = [(one, place) for one in some for place in dice.sample(places, 1 if dice.random() < 0.8 else 2)]
        insert_rows(Membership, [{"member": one.id, "organization": place.id} for one, place in ties])
        insert_rows(Account, [{"openid": f"desk-{one.id}", "member": one.id} for one in some if dice.random() < 0.6])
    insert_rows(Activity, [_activity(dice, number, dice.choice(places), now) for number in range(activities)])
    administrator = members[0].id
    Role.create(member=administrator, organization=district, name="administrator")
    db.execute_sql("VACUUM ANALYZE" if is_postgresql() else "ANALYZE")
    return district, administrator


def _activity(dice: random.Random, number: int, place: Organization, now: int) -> dict[str, object]:
    start = now + dice.randint(-700, 60) * _DAY_MS
    return {
        "id": new_id(),
        "organization": place.id,
        "title": f"{dice.choice('春夏秋冬')}季活动{number}",
        "venue": "三楼会议室",
        "starts_at": start,
        "ends_at": start + _DAY_MS // 8,
        "signup_closes_at": start,
        "cancel_closes_at": start,
        "checkin_opens_at": start,
        "checkin_closes_at": start + _DAY_MS // 8,
        "state": "published",
        "published_at": now,
    }


def run_desk(app: Flask, count: int = MEMBERS, activities: int = ACTIVITIES) -> dict[str, dict[str, float]]:
    """The figures of both."""
    district, administrator = fill_city(count, activities)
    with app.app_context():
        token = follow_link(make_sign_in_link(administrator), "Chrome", Security())
    client = app.test_client()
    client.set_cookie(SESSION_COOKIE, token or "", secure=True, path="/")
    street = Organization.get(Organization.name == "街道3", Organization.parent == district).id
    dice = random.Random(3)
    pages = _pages(street, "console_activities.index" in app.view_functions)
    size = {"members": count, "activities": activities}
    return {
        LISTS: _figures(client, lambda: dice.choice(pages)) | size,
        SEARCH: _figures(client, lambda: f"/console/members/find?q={quote(dice.choice(_HAN + _LATIN))}") | size,
    }


def _pages(street: int, has_activities: bool) -> list[str]:
    members = "/console/members"
    pages = [
        members,
        f"{members}?page=3",
        f"{members}?sort=-name",
        f"{members}?sort=-joined",
        f"{members}?organization={street}",
        f"{members}?organization={street}&wechat=no",
        f"{members}?q={quote('王')}",
        f"{members}?q=wangm",
    ]
    if has_activities:
        pages += ["/console/activities", "/console/activities?page=5", f"/console/activities?q={quote('春季')}"]
    return pages


def _figures(client: Client, next_path: Callable[[], str]) -> dict[str, float]:
    """Each page timed; the statements are those of the page that ran most."""
    times, most = [], 0
    for number in range(_CALLS + 3):
        path = next_path()
        began = time.perf_counter()
        with statements_of() as seen:
            response = client.get(path, base_url="https://localhost")
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
        if number >= 3:  # the first ones read forms and the reading of names
            times.append((time.perf_counter() - began) * 1000)
            most = max(most, len(seen))
    times.sort()
    return {
        "p50_ms": round(times[len(times) // 2], 1),
        "p99_ms": round(times[int(len(times) * 0.99) - 1], 1),
        "statements": most,
    }


def line(name: str, figures: dict[str, float]) -> str:
    """What came of it, beside the aims."""
    words = []
    for key, value in figures.items():
        aim = AIMS[name].get(key)
        words.append(f"{key} {value:g}" + (f" (<={aim:g}) {'ok' if value <= aim else 'MISSED'}" if aim else ""))
    return f"{name}: {', '.join(words)}"
