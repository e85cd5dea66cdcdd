"""The poster: what stands on it, who gets it, and that it is drawn once."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from backend.activities.models import Activity
from backend.activities.posters import codes, drawing, services
from backend.activities.posters.drawing import HEIGHT, WIDTH, Poster, draw_poster
from backend.media.store import cache_path, path_of, write_file
from tests.conftest import Simulator
from tests.factories import make_activity, make_media
from tests.media import files
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together


@pytest.fixture(autouse=True)
def wechat_is_asked() -> None:
    codes.forget_failures()


@pytest.fixture
def activity(world: World) -> Activity:
    return make_activity(world.chamber)


def poster_path(phone: Phone, activity: Activity) -> str:
    url = phone.get(f"/activities/{activity.id}").json["poster_url"]
    assert url.startswith("http://127.0.0.1:8000/posters/")
    return str(url.removeprefix("http://127.0.0.1:8000"))


def kept() -> list[Path]:
    return list(cache_path("posters", "x").parent.glob("*"))


def test_a_poster_is_a_png_for_a_phone_to_keep(as_member: Phone, client: Phone, activity: Activity) -> None:
    path = poster_path(as_member, activity)

    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.data)).size == (WIDTH, HEIGHT) == (1080, 1620)
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert answer.headers["Cache-Control"] == "private, max-age=300"


def test_it_is_drawn_once_and_again_when_something_changes(
    as_member: Phone, client: Phone, world: World, activity: Activity, simulator: Simulator, monkeypatch: Any
) -> None:
    drawn: list[Poster] = []
    monkeypatch.setattr(services, "draw_poster", lambda poster: drawn.append(poster) or draw_poster(poster))
    path = poster_path(as_member, activity)
    first = client.get(path).headers["ETag"]
    assert client.get(path).headers["ETag"] == first
    assert len(drawn) == 1
    assert (drawn[0].title, drawn[0].date, drawn[0].time) == ("春季企业家沙龙", "4月23日 周四", "14:00–17:00")
    assert (drawn[0].organization, drawn[0].hint) == ("石桥商会", "微信扫码，查看详情并报名")

    Activity.update(venue="改到二楼").where(Activity.id == activity.id).execute()
    second = client.get(path).headers["ETag"]
    cover = make_media(activity, world.staff, "cover", state="clear", digest="1" * 64)
    write_file(path_of(cover.id), files.picture())
    third = client.get(path).headers["ETag"]

    assert len({first, second, third}) == len(drawn) == 3
    assert drawn[2].cover == files.picture()
    assert simulator.get("state")["calls"]["/wxa/getwxacodeunlimit"] == 1


def test_the_code_leads_to_the_activity(as_member: Phone, client: Phone, activity: Activity, monkeypatch: Any) -> None:
    asked: list[Any] = []

    class WeChat:
        def get_wxacode_unlimited(self, scene: str, **options: Any) -> bytes:
            asked.append((scene, options))
            return files.picture(size=(430, 430))

    monkeypatch.setattr(codes, "wechat", WeChat)
    assert client.get(poster_path(as_member, activity)).status_code == 200
    options = {"page": "pages/activity/index", "check_path": True, "env_version": "release"}
    assert asked == [(str(activity.id), options)]


def test_without_wechat_there_is_a_poster_with_a_link(
    as_member: Phone, client: Phone, activity: Activity, simulator: Simulator
) -> None:
    path = poster_path(as_member, activity)
    simulator.post("faults", kind="errcode", path="/wxa/getwxacodeunlimit", errcode=41030)
    down = client.get(path)
    assert (down.status_code, down.headers["Cache-Control"]) == (200, "private, max-age=30")
    client.get(path)
    assert simulator.get("state")["calls"]["/wxa/getwxacodeunlimit"] == 1  # not every poster waits for WeChat

    simulator.delete("faults")
    codes.forget_failures()
    up = client.get(path)
    assert up.headers["ETag"] != down.headers["ETag"]
    assert up.headers["Cache-Control"] == "private, max-age=300"
    page = client.get(f"/a/{activity.id}")
    assert (page.status_code, "微信" in page.text) == (200, True)


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_what_is_not_published_has_none(as_member: Phone, client: Phone, activity: Activity, state: str) -> None:
    path = poster_path(as_member, activity)
    Activity.update(state=state).where(Activity.id == activity.id).execute()

    assert client.get(path).status_code == 404


def test_forged_addresses_are_not_found(as_member: Phone, client: Phone, activity: Activity) -> None:
    path = poster_path(as_member, activity)
    for wrong in (
        path.replace(".png", ""),
        "/posters/x.png",
        f"/posters/{activity.id}.png",
        path[:12] + "A" + path[13:],
    ):
        assert wrong == path or client.get(wrong).status_code == 404
    Activity.delete().where(Activity.id == activity.id).execute()
    assert client.get(path).status_code == 404


def test_many_at_once_get_the_same(as_member: Phone, client: Phone, activity: Activity) -> None:
    path = poster_path(as_member, activity)

    answers = run_together([lambda: client.app.test_client().get(path)] * 6)

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert len(kept()) == 1


POSTER = {
    "title": "读书会",
    "organization": "石桥商会",
    "date": "4月23日 周四",
    "time": "14:00–17:00",
    "day": "23",
    "month": "四月",
    "venue": "三楼",
    "hint": "扫码",
    "cover": None,
    "code": files.picture("PNG"),
}
SIXTY = "2026年石桥街道第十二届“数字化转型与AI应用”企业家沙龙（暨新会员见面会）：从ERP到ChatGPT还能做些什么"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": SIXTY},
        {"title": "长" * 60, "venue": "地" * 100, "organization": "会" * 60},
        {"title": "W" * 60},
        {"title": "🎉🎉", "venue": "", "organization": "🎉"},
        {"time": "14:00 至 5月1日 周五 17:00", "date": "2027年4月23日 周四"},
        {"cover": files.picture(size=(300, 2000))},
        {"cover": files.picture(size=(2000, 300))},
        {"cover": files.picture("PNG", mode="RGBA")},
        {"cover": files.picture(size=(1, 1))},
    ],
)
def test_whatever_stands_on_it_stays_within_its_margins(changes: dict[str, Any]) -> None:
    image = Image.open(io.BytesIO(draw_poster(Poster(**{**POSTER, **changes}))))

    assert image.size == (WIDTH, HEIGHT)
    words = image.crop((0, 840, WIDTH, HEIGHT))
    for edge in (words.crop((0, 0, 60, words.height)), words.crop((WIDTH - 60, 0, WIDTH, words.height))):
        assert edge.getcolors() == [(edge.width * edge.height, drawing._PAPER)]


def test_a_title_of_sixty_characters_is_whole() -> None:
    poster = Poster(**{**POSTER, "title": SIXTY, "venue": "石桥街道党群服务中心三楼多功能厅"})
    title = drawing._title(SIXTY, drawing._facts(poster))

    assert len(SIXTY) <= 60
    assert "".join(title.lines) == SIXTY
