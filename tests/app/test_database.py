"""Ids, times and transactions behave the same on both engines."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime

import peewee
import pytest

from backend import clock as backend_clock
from backend.database import Statement, atomic, db, new_id
from backend.members.models import Member
from tests.factories import make_member
from tests.racing import run_together


def test_ids_are_sorted_by_time_and_never_twice(clock):
    first = [new_id() for _ in range(5_000)]
    clock.advance(milliseconds=1)
    later = new_id()

    assert first == sorted(set(first))
    assert later > first[-1]
    assert later < 2**63


def test_ids_go_on_when_the_clock_steps_back(clock):
    before = new_id()
    clock.advance(hours=-1)

    assert new_id() > before


def test_ids_from_many_threads_are_all_different():
    batches = run_together([lambda: [new_id() for _ in range(2_000)] for _ in range(8)])

    assert len({one for batch in batches for one in batch}) == 16_000


def test_moment_comes_back_to_the_millisecond(database, clock):
    moment = datetime(2026, 4, 20, 1, 2, 3, 456_000, tzinfo=UTC)
    member = make_member("甲", created_at=moment)

    assert Member.get_by_id(member.id).created_at == moment


def test_naive_moment_is_refused():
    with pytest.raises(ValueError, match="naive"):
        backend_clock.to_ms(datetime(2026, 4, 20))  # noqa: DTZ001


def test_chinese_emoji_and_rare_characters_come_back(database):
    name = "王𬸚·买买提👩‍👩‍👧"
    member = make_member(name)

    assert Member.get_by_id(member.id).name == name
    assert Statement("SELECT name FROM member WHERE id = ? AND name LIKE '%𬸚%'").row(member.id) == (name,)


def test_transaction_that_fails_leaves_nothing(database):
    def fail() -> None:
        with atomic():
            make_member("甲")
            with atomic():
                make_member("乙")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Member.select().count() == 0


def test_inner_transaction_that_fails_leaves_the_outer_one(database):
    with atomic():
        make_member("甲")
        with pytest.raises(peewee.IntegrityError), atomic():
            Member.insert(id=Member.get().id, name="乙").execute()
        make_member("丙")

    assert {member.name for member in Member.select()} == {"甲", "丙"}


def test_statement_raises_what_peewee_would(database):
    member = make_member("甲")

    with pytest.raises(peewee.IntegrityError), atomic():
        Statement("UPDATE member SET name = NULL WHERE id = ?").run(member.id)
    with pytest.raises(peewee.DatabaseError):
        Statement("SELECT 1 FROM no_such_table").run()


def test_statements_are_counted_like_queries(database, count_statements):
    with count_statements() as statements, atomic():
        Statement("SELECT 1").row()
        Member.select().count()

    assert len(statements) == 2


def test_writer_that_fails_leaves_the_queue(database):
    def fail() -> None:
        with atomic():
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    run_together([make_member_and_close])
    assert Member.select().count() == 1


def test_crowded_transaction_commits_and_rolls_back_like_any_other(database):
    member = make_member("0")

    def call(name: str) -> None:
        Member.update(name=name).where(Member.id == member.id).execute()
        if name == "lost":
            raise RuntimeError

    for number in range(1, 9):  # from the sixth time on psycopg prepares what it can
        with atomic(is_crowded=True), atomic():
            call(str(number))
        with pytest.raises(RuntimeError), atomic(is_crowded=True):
            call("lost")
        assert Member.get_by_id(member.id).name == str(number)


@pytest.fixture
def waits_for_the_disk(database, engine):
    """As a server does that is not there for tests."""
    if engine == "postgresql":
        Statement("SET synchronous_commit TO on").run()
    yield
    if engine == "postgresql":
        Statement("RESET synchronous_commit").run()


@pytest.mark.usefixtures("waits_for_the_disk")
def test_only_a_crowded_transaction_commits_before_it_waits_for_the_disk(engine):
    def waits() -> str:
        return Statement("SHOW synchronous_commit").row()[0] if engine == "postgresql" else "on"

    with atomic(is_crowded=True):
        assert waits() == ("off" if engine == "postgresql" else "on")
    assert waits() == "on"
    with atomic():
        assert waits() == "on"


@pytest.mark.usefixtures("waits_for_the_disk")
def test_crowded_transaction_goes_on_when_it_is_on_the_disk(engine):
    if engine != "postgresql":
        return  # the journal of SQLite is not waited for anyway, see open_database
    member = make_member("0")
    with atomic(is_crowded=True):
        Member.update(name="1").where(Member.id == member.id).execute()
        (made_at,) = Statement("SELECT pg_current_wal_insert_lsn()").row()
    assert Statement("SELECT pg_current_wal_flush_lsn() >= CAST(? AS pg_lsn)").row(made_at) == (True,)


def test_writers_at_once_lose_no_count(database):
    member = make_member("0")

    def count() -> None:
        for _ in range(20):
            with atomic():
                value = int(
                    Member.select().where(Member.id == member.id).for_update().get().name if _locks() else _name()
                )
                Member.update(name=str(value + 1)).where(Member.id == member.id).execute()

    def _locks() -> bool:
        return isinstance(db.obj, peewee.PostgresqlDatabase)

    def _name() -> str:
        return str(Member.get_by_id(member.id).name)

    run_together([count for _ in range(6)])

    assert Member.get_by_id(member.id).name == "120"


HOLDER = """
import sys, time
from backend.database import atomic, open_database
open_database(sys.argv[1])
with atomic():
    print("holding", flush=True)
    time.sleep(60)
"""


def test_process_that_is_killed_while_writing_holds_nobody_up(database, database_url):
    with subprocess.Popen([sys.executable, "-c", HOLDER, database_url], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "holding\n"
        waiting = threading.Thread(target=make_member_and_close)
        waiting.start()
        holder.kill()
        waiting.join(timeout=20)

    assert not waiting.is_alive()
    assert Member.select().count() == 1


def make_member_and_close() -> None:
    with atomic():
        make_member("甲")
    db.close()
