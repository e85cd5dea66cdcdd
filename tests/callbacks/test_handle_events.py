"""What WeChat told us is worked on once, oldest first, by any number of processes; what fails stands in no other's
way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.callbacks.jobs import all_handlers, handle_wechat_events, timers
from backend.database import db
from backend.privacy.services import delete_account
from backend.wechat.events import MOST_ATTEMPTS, Event, delete_old_events, handle_events
from backend.wechat.models import WechatEvent
from tests.callbacks.conftest import Log
from tests.conftest import FrozenClock
from tests.factories import make_account
from tests.people import World
from tests.racing import run_together


@pytest.fixture(autouse=True)
def _ready(database: Any, clock: FrozenClock) -> None:
    """Every test here needs both."""


def tell(digest: str, name: str = "debug_demo", openid: str = "", **fields: Any) -> WechatEvent:
    return WechatEvent.create(digest=digest, name=name, openid=openid, **fields)


def state_of(digest: str) -> tuple[str, int]:
    row = WechatEvent.get_by_id(digest)
    return row.state, row.attempts


def test_events_come_to_their_handler_oldest_first_and_once(clock: FrozenClock) -> None:
    for digest, ago in (("b", 3), ("c", 1), ("a", 2)):
        tell(digest, received_at=clock.ms - ago, payload={"debug_str": digest})
    seen: list[str] = []

    for _ in range(2):
        handle_events({"debug_demo": lambda event: seen.append(event.payload["debug_str"])})

    assert seen == ["b", "a", "c"]
    assert {state_of(digest) for digest in "abc"} == {("handled", 0)}
    assert {row.handled_at for row in WechatEvent.select()} == {clock.now()}


def test_a_clock_that_steps_back_holds_no_event_up(clock: FrozenClock) -> None:
    tell("one")
    clock.advance(hours=-1)
    assert handle_events({"debug_demo": lambda _event: None}) == 1


def test_a_handler_learns_whom_it_is_about(world: World) -> None:
    tie, visitor = make_account(world.member, "tied"), make_account(openid="visiting")
    seen: list[Event] = []
    for number, openid in enumerate(("tied", "visiting", "nobody we know", "")):
        tell(str(number), openid=openid, received_at=number)

    assert handle_events({"debug_demo": seen.append}) == 4

    expected = [(tie.id, world.member.id), (visitor.id, None), (None, None), (None, None)]
    assert [(event.account_id, event.member_id) for event in seen] == expected


def test_one_that_fails_leaves_nothing_half_done_and_the_others_go_on(clock: FrozenClock) -> None:
    tell("bad", "broken", received_at=1)
    tell("good", received_at=2)

    def write_and_fail(_event: Event) -> None:
        make_account(openid="half done")
        raise ZeroDivisionError("mitten drin")

    handlers = {"broken": write_and_fail, "debug_demo": lambda _event: None}
    assert handle_events(handlers) == 1

    assert Account.select().count() == 0
    assert (state_of("bad"), state_of("good")) == (("queued", 1), ("handled", 0))
    assert WechatEvent.get_by_id("bad").error_text == "ZeroDivisionError: mitten drin"
    assert handle_events(handlers) == 0, "not again at once"
    assert state_of("bad") == ("queued", 1)


def test_one_that_fails_is_tried_again_ever_more_rarely_and_given_up_with_an_error(
    clock: FrozenClock, log: Log
) -> None:
    tell("bad", "broken")
    waits: list[int] = []

    def fail(_event: Event) -> None:
        raise RuntimeError("immer noch")

    for attempt in range(1, MOST_ATTEMPTS + 1):
        handle_events({"broken": fail})
        assert state_of("bad") == ("queued" if attempt < MOST_ATTEMPTS else "failed", attempt)
        due = WechatEvent.get_by_id("bad").due_at
        waits.append(int((due - clock.now()).total_seconds()))
        clock.set(due)
    handle_events({"broken": fail})

    assert waits[:9] == [10, 20, 40, 80, 160, 320, 640, 1280, 2560]
    assert state_of("bad") == ("failed", MOST_ATTEMPTS)
    assert [level for level, _, _ in log.lines] == ["warning"] * 9 + ["error"]
    assert WechatEvent.get_by_id("bad").error_text == "RuntimeError: immer noch"


def test_one_that_failed_at_first_is_done_later(clock: FrozenClock) -> None:
    tell("late", "broken")
    handle_events({"broken": lambda _event: 1 // 0})
    clock.advance(seconds=10)

    assert handle_events({"broken": lambda _event: None}) == 1

    row = WechatEvent.get_by_id("late")
    assert (row.state, row.attempts, row.error_text) == ("handled", 1, "")


def test_processes_at_the_same_time_do_each_event_once() -> None:
    account = make_account(openid="o")
    for number in range(40):
        tell(f"{number:02}", openid="o" if number % 2 else "", received_at=number, payload={"debug_str": str(number)})

    def write(event: Event) -> None:
        WechatEvent.create(digest=f"done {event.payload['debug_str']}", state="handled")  # twice would be refused
        if event.account_id:
            Account.update(unionid=f"after {event.payload['debug_str']}").where(Account.id == account.id).execute()

    handled = run_together([lambda: handle_events({"debug_demo": write})] * 4)

    assert sum(handled) == 40
    assert WechatEvent.select().where(WechatEvent.digest.startswith("done")).count() == 40
    assert WechatEvent.select().where(WechatEvent.attempts > 0).count() == 0
    assert Account.get().unionid == "after 39", "the events of one person come one after the other"


def test_an_event_is_done_once_although_its_handler_takes_its_time() -> None:
    tell("slow")
    seen: list[int] = []

    def work(_event: Event) -> None:
        time.sleep(0.3)
        seen.append(1)

    assert sum(run_together([lambda: handle_events({"debug_demo": work})] * 3)) == 1
    assert seen == [1]


def test_whoever_leaves_at_the_same_moment_takes_their_events_along(world: World) -> None:
    for round_ in range(5):
        account = make_account(openid=f"leaving {round_}")
        for number in range(10):
            tell(f"{round_} {number}", openid=account.openid)

        run_together(
            [
                lambda: handle_events({"debug_demo": lambda _event: None}),
                lambda account=account: delete_account(None, account.id),
                lambda: handle_events({"debug_demo": lambda _event: None}),
            ]
        )

    assert {(row.state, row.openid, row.attempts) for row in WechatEvent.select()} == {("handled", "", 0)}


def test_a_process_that_is_killed_in_the_middle_leaves_the_event_as_it_was(database_url: str) -> None:
    tell("fatal", openid="o")
    make_account(openid="o")
    code = f"""
        import os, signal
        from backend.accounts.models import Account
        from backend.database import open_database
        from backend.wechat.events import handle_events

        def die(event):
            Account.update(unionid="half done").where(Account.id == event.account_id).execute()
            os.kill(os.getpid(), signal.SIGKILL)

        open_database({database_url!r})
        handle_events({{"debug_demo": die}})
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=os.getcwd(), timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL

    assert (Account.get().unionid, state_of("fatal")) == (None, ("queued", 0))
    assert handle_events({"debug_demo": lambda _event: None}) == 1


def test_what_nobody_waits_for_is_kept_to_be_read(log: Log) -> None:
    for name in ("user_info_modified", "wxa_something_new", "wxa_punish_event"):
        tell(name, name, payload={"rule_name": "诱导分享"})

    assert handle_wechat_events() == 3

    assert {row.state for row in WechatEvent.select()} == {"kept"}
    ((level, event, told),) = log.lines
    assert (level, event, told["rule_name"]) == ("error", "wechat_punishment", "诱导分享")


def test_the_consoles_test_is_told_in_the_log(log: Log) -> None:
    tell("test", payload={"debug_str": "hello world"})
    handle_wechat_events()
    assert log.lines == [("info", "wechat_test", {"text": "hello world"})]


def test_what_each_is_kept_for_and_whom_it_is_about(clock: FrozenClock) -> None:
    for state in ("handled", "kept", "failed", "queued"):
        tell(state, openid="opaque-id", state=state, payload={"FromUserName": "opaque-id", "rule": "x"})

    def left() -> dict[str, str]:
        return {row.state: row.openid for row in WechatEvent.select()}

    clock.advance(days=2)
    assert delete_old_events() == 0
    clock.advance(seconds=1)
    assert delete_old_events() == 1
    assert left() == {"kept": "", "failed": "opaque-id", "queued": "opaque-id"}
    assert WechatEvent.get_by_id("kept").payload == {"FromUserName": "", "rule": "x"}

    clock.advance(days=28)
    assert delete_old_events() == 3
    assert left() == {}


def test_many_are_forgotten_in_portions(clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.wechat.events._FORGET_AT_ONCE", 10)
    for number in range(25):
        tell(str(number), state="handled", received_at=1)
    assert delete_old_events() == 25


def test_the_timers_are_those_of_the_jobs_process(clock: FrozenClock) -> None:
    assert [(timer.name, timer.every.total_seconds()) for timer in timers] == [
        ("handle_wechat_events", 2),
        ("delete_old_wechat_events", 3600),
    ]


def test_every_event_we_wait_for_has_one_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(all_handlers()) == {
        "debug_demo",
        "subscribe_msg_change_event",
        "subscribe_msg_popup_event",
        "subscribe_msg_sent_event",
        "user_authorization_cancellation",
        "user_authorization_revoke",
        "wxa_media_check",
        "wxa_punish_event",
    }
    monkeypatch.setattr("backend.media.events.event_handlers", {"debug_demo": lambda _event: None})
    with pytest.raises(ValueError, match="two features wait for debug_demo"):
        all_handlers.__wrapped__()


def test_a_row_of_the_version_before_is_done() -> None:
    """It wrote two columns, and had handled the event by then."""
    db.execute_sql("INSERT INTO wechat_event (digest, received_at) VALUES ('old', 1)")

    row = WechatEvent.get_by_id("old")
    assert (row.state, row.payload, row.attempts) == ("handled", {}, 0)
    assert handle_events({"": lambda _event: None}) == 0
