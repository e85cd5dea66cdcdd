"""Giving files out by links that are signed and expire."""

from __future__ import annotations

from typing import Any

import pytest

from backend.media.links import OWN, STAFF, check_url, media_url
from backend.media.models import Media
from backend.media.store import path_of
from tests.conftest import FrozenClock
from tests.factories import make_activity, make_media
from tests.people import World
from tests.phone import Phone


@pytest.fixture
def photo(world: World) -> Media:
    return make_media(make_activity(world.chamber), world.member, state="clear")


def test_whoever_holds_a_link_gets_the_bytes(client: Phone, photo: Media, clock: FrozenClock) -> None:
    answer = client.get(media_url(photo, clock.ms))

    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/jpeg", b"\xff\xd8\xff\xd9")
    headers = answer.headers
    assert headers["Cache-Control"].startswith("private, max-age=")
    assert (headers["X-Content-Type-Options"], headers["ETag"]) == ("nosniff", f'"{photo.digest}"')
    assert "sandbox" in headers["Content-Security-Policy"]
    assert client.get(media_url(photo, clock.ms), headers={"If-None-Match": headers["ETag"]}).status_code == 304


def test_a_file_is_for_saving_under_its_name(client: Phone, world: World, clock: FrozenClock) -> None:
    fields = {"state": "clear", "mime": "application/pdf", "name": "议程 1.pdf"}
    file = make_media(make_activity(world.chamber), world.staff, "attachment", **fields)

    answer = client.get(media_url(file, clock.ms))

    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E8%AE%AE%E7%A8%8B%201.pdf"


def test_the_link_stays_the_same_for_hours_and_then_ends(client: Phone, photo: Media, clock: FrozenClock) -> None:
    links, began = [], clock.ms
    for _ in range(24):
        links.append(media_url(photo, clock.ms))
        clock.advance(hours=1)
    assert len(set(links)) == 24 / 6 + (links[0] != links[5])

    clock.ms = began
    first = links[0]
    clock.advance(hours=6)
    assert client.get(first).status_code == 200
    clock.advance(hours=6)
    assert client.get(first).status_code == 404


def test_forged_links_are_not_found(client: Phone, photo: Media, clock: FrozenClock) -> None:
    link = media_url(photo, clock.ms)
    token = link.removeprefix("/media/")
    for wrong in (
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        "B" + token[1:],
        token[:15] + ("A" if token[15] != "A" else "B") + token[16:],
        token[:-4],
        token + "AAAA",
        "x",
        "%00",
        "../../etc/passwd",
    ):
        assert client.get(f"/media/{wrong}").status_code in (404, 308), wrong


@pytest.mark.parametrize(
    ("state", "shown", "own", "staff"),
    [("clear", 200, 200, 200), ("pending", 404, 200, 200), ("blocked", 404, 404, 200)],
)
def test_a_link_opens_what_its_holder_may_see(
    client: Phone, world: World, clock: FrozenClock, state: str, shown: int, own: int, staff: int
) -> None:
    photo = make_media(make_activity(world.chamber), world.member, state=state)

    links = [media_url(photo, clock.ms), media_url(photo, clock.ms, OWN), media_url(photo, clock.ms, STAFF)]

    assert [client.get(link).status_code for link in links] == [shown, own, staff]


def test_wechat_fetches_by_another_address_each_time_and_not_for_long(
    client: Phone, world: World, clock: FrozenClock
) -> None:
    photo = make_media(make_activity(world.chamber), world.member)
    first, second = check_url(photo.id, clock.ms, 0), check_url(photo.id, clock.ms, 1)

    assert first != second
    assert client.get(first).status_code == client.get(second).status_code == 200
    clock.advance(minutes=46)
    assert client.get(first).status_code == 404


def test_what_was_deleted_is_not_found(client: Phone, photo: Media, clock: FrozenClock) -> None:
    path_of(photo.id).unlink()

    assert client.get(media_url(photo, clock.ms)).status_code == 404


def test_a_link_is_short(photo: Any, clock: FrozenClock) -> None:
    assert len(media_url(photo, clock.ms)) == len("/media/") + 32
