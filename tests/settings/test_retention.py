"""What is said to go tonight is what goes: no more and no less."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import database
from backend.accounts.models import Session
from backend.accounts.services import delete_expired_sessions
from backend.config import use_config
from backend.joining.models import PhoneClaim
from backend.media.checks import delete_old_verdicts
from backend.media.models import MediaVerdict
from backend.push.jobs import timers
from backend.push.models import Notification
from backend.push.services import News, notify
from backend.settings import services as settings
from backend.timers.retention import all_retentions, count_going
from tests.factories import make_account, make_session


@pytest.fixture
def going(app, config, clock):
    def going(hours=24):
        at = clock.now() + timedelta(hours=hours)
        return {name: number for name, number in count_going(config, at).items() if number}

    return going


def test_nothing_is_old_at_the_beginning(going):
    assert going() == {}


def test_messages_go_when_they_are_as_old_as_an_administrator_has_said(going, config, world, clock, monkeypatch):
    # Ids of the time it is, whatever a test before this one did to the clock.
    monkeypatch.setattr(database, "_ids", database._IdSource())
    notify(News("signup_done", "activity:1", {"title": "沙龙"}), [world.member.id])
    clock.advance(days=40)
    assert going() == {}

    settings.change(config, "retention.messages_days", 40, world.administrator.id)
    assert going()["messages"] == 1

    use_config(config)
    clock.advance(seconds=1)
    next(one for one in timers if one.name == "delete_old_messages").run()
    assert Notification.select().count() == 0
    assert "messages" not in going()


def test_sessions_and_verdicts_go_when_it_was_said(going, world, clock):
    make_session(make_account(world.member))
    MediaVerdict.create(trace_id="x", error_code=0, suggest="pass", label=100)
    ends = Session.select().order_by(Session.expires_at.desc()).get().expires_at

    assert going(49)["media_verdicts"] == 1
    clock.set(ends)
    assert going(0)["sessions"] == Session.select().count()
    assert delete_expired_sessions() == 1
    assert delete_old_verdicts() == 1
    assert going() == {}


def test_every_retention_has_words_and_a_name_of_its_own(app):
    found = all_retentions()
    assert len({one.name for one in found}) == len(found) >= 9
    assert all(one.label and one.kept for one in found)
    assert {one.setting for one in found if one.setting} <= set(settings.CHANGEABLE)
    assert PhoneClaim.select().count() == 0
