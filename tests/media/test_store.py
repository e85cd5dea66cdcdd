"""Files are written whole or not at all, and none outlives its row."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from backend.database import after_commit, atomic
from backend.media import store
from tests.factories import make_activity, make_media
from tests.people import World


def make_old(path: Path) -> None:
    long_ago = time.time() - 7200
    os.utime(path, (long_ago, long_ago))


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        store.write_file(tmp_path / "0a" / "10", b"x")
    assert list((tmp_path / "0a").iterdir()) == []


def test_orphans_and_half_written_files_are_swept_up(world: World) -> None:
    kept = make_media(make_activity(world.chamber), world.member)
    fresh, orphan = kept.id + 256, kept.id + 512
    half = store.path_of(kept.id).with_name(".5.abcd.part")
    for path in (store.path_of(fresh), store.path_of(orphan), half):
        store.write_file(path, b"x")
    for path in (store.path_of(kept.id), store.path_of(orphan), half):
        make_old(path)

    assert store.delete_orphans() == 2
    assert store.delete_orphans() == 0

    assert store.path_of(kept.id).exists()
    assert store.path_of(fresh).exists()
    assert not store.path_of(orphan).exists()
    assert not half.exists()


def test_old_posters_go_and_young_ones_stay(world: World) -> None:
    for name in ("old.png", "young.png"):
        store.write_file(store.cache_path("posters", name), b"x")
    make_old(store.cache_path("posters", "old.png"))

    assert store.delete_old_cache("posters", 3600) == 1
    assert store.delete_old_cache("nothing", 3600) == 0
    assert store.cache_path("posters", "young.png").exists()


def test_what_is_for_after_the_commit_is_not_done_when_there_is_none(world: World) -> None:
    done: list[str] = []

    def fail() -> None:
        with atomic():
            after_commit(lambda: done.append("rolled back"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with atomic():
        with atomic():
            after_commit(lambda: done.append("committed"))
        assert done == []
    assert done == ["committed"]
