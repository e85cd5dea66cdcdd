"""kill -9 again and again, two processes, a clock that steps, a database that goes away: nothing is lost, and no more
is repeated than what was in flight."""

from __future__ import annotations

import sqlite3
import time
from datetime import timedelta

import pytest

from backend import clock, encryption
from backend.database import db, open_database
from backend.migrations import migrate
from backend.push.models import Delivery, Notification
from backend.push.services import News, notify
from backend.timers.models import Job
from scripts.benchmarks.delivering import NEWS, fill_outbox
from scripts.benchmarks.wechat import openids, serve_wechat
from tests.activities.test_kill_database import Database
from tests.conftest import KEYS
from tests.factories import make_account, make_member, make_organization
from tests.push.chaos import IN_FLIGHT, IS_FULL, Jobs, delivered, repeats, sent, some_time, tell, wait_until

KILLS, MESSAGES = (50, 10_000) if IS_FULL else (5, 500)
CREDITS = 3


def fill(count):
    """A message to each of so many phones; their openids."""
    phones = openids(count)
    fill_outbox(make_organization(), phones)
    return phones


@pytest.fixture
def wechat_url(tmp_path):
    """Phones that allow more than is sent, so that whatever is sent twice arrives twice."""
    with serve_wechat(tmp_path, MESSAGES, CREDITS, 20) as url:
        yield url


@pytest.fixture
def jobs(tmp_path, database_url, database, wechat_url):
    jobs = Jobs(tmp_path, database_url, wechat_url)
    yield jobs
    jobs.stop()


def wait_until_all_are_sent(jobs, count):
    last = [-1, time.monotonic()]

    def is_done():
        now = sent()
        if now != last[0]:
            last[:] = now, time.monotonic()
        assert time.monotonic() - last[1] < 60, f"{now} of {count}\n{jobs.log()[-3000:]}"
        return now == count

    wait_until(is_done, "not all were sent", 600)


def test_killed_again_and_again_it_loses_nothing_and_repeats_what_was_in_flight(jobs, wechat_url):
    phones = fill(MESSAGES)
    ahead_s = 0
    for number in range(1, KILLS + 1):
        process = jobs.start()
        wait_until(lambda due=number * MESSAGES // (KILLS + 2): sent() >= due, "it does not go on")
        some_time(0.1)
        jobs.kill(process)
        # What it held is free again, as it is two minutes later.
        ahead_s += 150
        jobs.step_clock(ahead_s)
    jobs.start()
    wait_until_all_are_sent(jobs, MESSAGES)

    found = delivered(wechat_url)
    tell(f"{KILLS} kills during {MESSAGES} deliveries: lost {len(set(phones) - set(found))}, repeats {repeats(found)}")
    assert set(found) == set(phones)
    assert max(found.values()) <= 2
    assert repeats(found) <= KILLS * IN_FLIGHT


def test_two_processes_and_a_clock_that_steps_lose_and_double_nothing(jobs, wechat_url):
    count = MESSAGES * 3 // 5
    phones = fill(count)
    later = clock.now() + timedelta(minutes=30)
    some = Delivery.select(Delivery.id).order_by(Delivery.id.desc()).limit(20)
    Delivery.update(due_at=later).where(Delivery.id << some).execute()
    jobs.start()
    jobs.start()
    wait_until(lambda: sent() >= count // 4, "it does not go on")
    jobs.step_clock(3600)
    wait_until(lambda: sent() >= count // 2, "it does not go on after a step forward")
    jobs.step_clock(0)
    # What fell due in the hour that is gone has gone out, or waits its time.
    wait_until(
        lambda: Delivery.select().where(Delivery.state == "queued", Delivery.due_at < later).count() == 0, "late"
    )
    stepped_back_at = clock.now()
    new = make_member("新会员")
    make_account(new, openid="o-nobody")
    notify(News("signup_done", "activity:9", NEWS), [new.id])
    wait_until(lambda: Delivery.select().where(Delivery.member == new.id, Delivery.state == "inbox").exists(), "stalls")
    wait_until(lambda: Job.select().where(Job.last_started_at > stepped_back_at).exists(), "timers stall")
    Delivery.update(due_at=clock.now()).where(Delivery.state == "queued").execute()
    wait_until_all_are_sent(jobs, count)

    found = delivered(wechat_url)
    tell(f"two steps of the clock with two processes: repeats {repeats(found)} of {count}")
    assert set(found) == set(phones)
    # The step forward ends the leases of what both have in flight: only that can be sent again.
    assert repeats(found) <= 2 * IN_FLIGHT


@pytest.mark.parametrize("engine", ["sqlite"])
def test_while_another_process_keeps_the_file_locked_nothing_is_lost(jobs, wechat_url, database_url, engine):
    phones = fill(MESSAGES // 2)
    jobs.start()
    wait_until(lambda: sent() >= MESSAGES // 8, "it does not go on")
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    # Longer than anybody waits for a lock.
    time.sleep(15 if IS_FULL else 11)
    other.execute("ROLLBACK")
    other.close()
    wait_until_all_are_sent(jobs, MESSAGES // 2)

    found = delivered(wechat_url)
    tell(f"file locked: repeats {repeats(found)}")
    assert set(found) == set(phones)
    assert repeats(found) == 0


@pytest.mark.parametrize("how", ["kill", "stop"])
def test_database_that_is_restarted_costs_no_message(tmp_path, wechat_url, how):
    database = Database()
    encryption.use_keys(KEYS)
    open_database(database.url)
    migrate()
    jobs = Jobs(tmp_path, database.url, wechat_url)
    try:
        phones = fill(MESSAGES // 2)
        jobs.start()
        wait_until(lambda: sent() >= MESSAGES // 8, "it does not go on")
        if how == "kill":
            database.kill()
        else:
            database.stop()
        db.close_all()
        time.sleep(2)
        database.start()
        wait_until_all_are_sent(jobs, MESSAGES // 2)
        found = delivered(wechat_url)
        tell(f"database restarted ({how}): repeats {repeats(found)}")
        assert set(found) == set(phones)
        # What came of a send waits in memory until it can be written down.
        assert repeats(found) == 0
        assert Notification.select().where(Notification.spread_at.is_null(False)).count() == 0
    finally:
        jobs.stop()
        db.close_all()
        database.remove()
