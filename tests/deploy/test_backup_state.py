"""How old the newest backup is, as the console tells it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import backups
from backend.backups import NOTE, backup_state, note_run


@pytest.fixture
def made(tmp_path):
    file = tmp_path / "lianyi-20260420T033000Z.db"
    file.write_bytes(b"x" * 1234)
    return file


def test_without_a_folder_nothing_is_known(tmp_path):
    assert backup_state("").state == "unknown"
    assert backup_state(str(tmp_path)).state == "none"
    assert backup_state(str(tmp_path / "missing")).state == "none"


def test_a_good_run_is_known_by_name_size_and_age(tmp_path, made):
    note_run(tmp_path, made)

    state = backup_state(str(tmp_path))

    assert (state.state, state.name, state.size) == ("ok", made.name, 1234)
    assert state.age < timedelta(minutes=1)


def test_it_is_late_after_26_hours(tmp_path, made, monkeypatch):
    note_run(tmp_path, made)
    at = backup_state(str(tmp_path)).made_at

    monkeypatch.setattr(backups, "_now", lambda: at + timedelta(hours=26))
    assert backup_state(str(tmp_path)).state == "ok"
    monkeypatch.setattr(backups, "_now", lambda: at + timedelta(hours=26, minutes=1))
    assert backup_state(str(tmp_path)).state == "late"


def test_a_failed_run_says_why_and_what_there_is_yet(tmp_path, made):
    note_run(tmp_path, made)
    note_run(tmp_path, None, "pg_dump is not installed")

    state = backup_state(str(tmp_path))
    assert (state.state, state.fault, state.name) == ("failed", "pg_dump is not installed", made.name)

    note_run(tmp_path, made)
    assert backup_state(str(tmp_path)).state == "ok"


@pytest.mark.parametrize("text", ["", "[]", '{"made_at": "yesterday"}', '{"made_at": 5}', '{"size": null}'])
def test_a_damaged_note_is_no_error(tmp_path, text):
    (tmp_path / NOTE).write_text(text)

    assert backup_state(str(tmp_path)).state in ("unreadable", "none")
