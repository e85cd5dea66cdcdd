"""Messages: writing down whom they go to, and looking for what is due, with as many members as a city has."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from datetime import time as time_of_day
from datetime import timedelta
from pathlib import Path

from backend import clock
from backend.activities.models import Activity, Signup
from backend.app import start_process
from backend.config import Config, load_config
from backend.database import Statement, atomic, db, is_postgresql, new_id
from backend.digest.services import write_due_digest
from backend.organizations.models import Organization, Role
from backend.organizations.services import create_organization
from backend.push.jobs import all_rules
from backend.push.rules import plan_due
from backend.push.services import News, notify_recipients, spread_due
from backend.timers.models import Job
from backend.workdays import work_calendar
from scripts.benchmarks.questionnaire import definition_of_thirty
from scripts.benchmarks.servers import ROOT
from scripts.benchmarks.world import World, insert_rows, make_activity, make_people, make_signups, make_survey

ENQUEUE, TICK, DIGEST = "push_enqueue", "push_tick", "push_digest"
NAMES = (ENQUEUE, TICK, DIGEST)
RECIPIENTS, MEMBERS = 100_000, 1_000_000
AIMS = {
    ENQUEUE: {"s": 5.0, "writer_p99_ms": 60.0},
    # Of each rule.
    TICK: {"ms": 5.0, "statements": 3.0},
    DIGEST: {"s": 2.0},
}
VALUES = {"title": "年度满意度调查", "time": "2026年12月31日 18:00", "note": "约需三分钟"}

_WRITER_PAUSE_S = 0.002
_TICKS = 20
_STAFF_OF_EACH, _WAITING_IN_EACH = 10, 20
ORGANIZATIONS = 50
_PAST = 1_000
# The same text on both engines: one statement for any number of rows.
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
_MEMBERS = Statement(
    _NUMBERS
    + """INSERT INTO member (id, name, state, source, created_at, updated_at)
      SELECT ? + i, '会员' || i, 'active', 'roster', ?, ? FROM n"""
)
_MEMBERSHIPS = Statement(
    _NUMBERS + "INSERT INTO membership (id, member_id, organization_id, joined_at) SELECT ? + i, ? + i, ?, ? FROM n"
)
_INVITE = Statement(
    """INSERT INTO survey_invitation (survey_id, member_id, unit, has_answered)
       SELECT ?, member_id, organization_id, FALSE FROM membership WHERE organization_id = ? AND member_id > ?"""
)


def many_members(organization: Organization, count: int) -> int:
    """So many members more, by two statements; their ids are those after the one returned."""
    before, now = new_id(), clock.now_ms()
    with atomic():
        _MEMBERS.run(count, before, now, now)
        _MEMBERSHIPS.run(count, before, before, organization.id, now)
    # None of the ids to come may be one of these, even where the clock was set back before and ids are counted up.
    while new_id() <= before + count:
        pass
    if is_postgresql():
        db.execute_sql("ANALYZE")
    return before


def run_enqueue(world: World, config_file: Path, count: int) -> dict[str, float]:
    """Seconds to write down a message to so many, and how long another process's writes take meanwhile."""
    before = many_members(world.at_home, count)
    survey_id = make_survey(world.at_home, definition_of_thirty(), [])
    with atomic():
        _INVITE.run(survey_id, world.at_home.id, before)
    with _writer(config_file) as writer:
        began = time.perf_counter()
        with atomic():
            notify_recipients(
                News("survey_reminder", f"survey:{survey_id}", VALUES, recipients=f"survey_invited:{survey_id}")
            )
        made = spread_due()
        seconds = time.perf_counter() - began
    figures = {"s": round(seconds, 2), "members": made}
    # So that nothing of it is due when deliveries are measured.
    with atomic():
        Statement("DELETE FROM delivery").run()
        Statement("DELETE FROM notification").run()
    return figures | writer.figures()


class _Writer:
    """Another process that writes one row at a time, and says at the end how long each took."""

    def __init__(self, config_file: Path) -> None:
        command = [sys.executable, "-m", "scripts.benchmarks.push", str(config_file)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._times: list[float] = []

    def __enter__(self) -> _Writer:
        assert self._process.stdout
        self._process.stdout.readline()
        return self

    def __exit__(self, *_error: object) -> None:
        self._times = sorted(json.loads(self._process.communicate("stop\n", timeout=60)[0]))

    def figures(self) -> dict[str, float]:
        """In milliseconds."""
        count = len(self._times)
        return {
            "writer_p50_ms": round(self._times[count // 2], 1),
            "writer_p99_ms": round(self._times[int(count * 0.99)], 1),
            "writes": count,
        }


def _writer(config_file: Path) -> _Writer:
    return _Writer(config_file)


def run_tick(world: World, count: int) -> dict[str, float]:
    """Milliseconds and statements of one look for what is due, for each rule, where nothing is; the worst of them."""
    many_members(world.at_home, count)
    for number in range(min(_PAST, count)):
        make_activity(world.at_home, f"往期活动{number}", -24.0 * (number + 2))
    rules = all_rules()
    slowest: dict[str, float] = {"ms": 0, "statements": 0}
    for rule in rules:
        while plan_due([rule]):
            pass  # What the other benches have left.
        statements: list[str] = []
        db.obj.query_hooks.append(lambda event, seen=statements: seen.append(event.sql))
        plan_due([rule])
        db.obj.query_hooks.pop()
        times = []
        for _ in range(_TICKS):
            began = time.perf_counter()
            plan_due([rule])
            times.append((time.perf_counter() - began) * 1000)
        ms = sorted(times)[_TICKS // 2]
        slowest = {"ms": max(slowest["ms"], round(ms, 2)), "statements": max(slowest["statements"], len(statements))}
    return slowest | {"rules": len(rules), "members": count}


# Still ahead on the next working morning, after the longest holidays too.
_AHEAD_HOURS = 15 * 24.0


def run_digest(world: World, config: Config, organizations: int) -> dict[str, float]:
    """Seconds to write the morning's digest to ten staff of each organization, where twenty signups wait in each."""
    staff = 0
    for number in range(organizations):
        organization = create_organization(f"行业商会{number}", world.district, kind="chamber")
        people = make_people(organization, _STAFF_OF_EACH + _WAITING_IN_EACH)
        activity_id = make_activity(organization, f"座谈会{number}", _AHEAD_HOURS + number, needs_review=True)
        make_signups(activity_id, people[_STAFF_OF_EACH:])
        Signup.update(state="pending").where(Signup.activity == activity_id).execute()
        Activity.update(approved=0).where(Activity.id == activity_id).execute()
        roles = [
            {"member": one.member_id, "organization": organization.id, "name": "staff"}
            for one in people[:_STAFF_OF_EACH]
        ]
        insert_rows(Role, roles)
        staff += len(roles)
    before = clock.use_source(_working_morning)
    try:
        began = time.perf_counter()
        told = write_due_digest(config)
        seconds = time.perf_counter() - began
    finally:
        clock.use_source(before)
    return {"s": round(seconds, 2), "told": told, "staff": staff, "organizations": organizations}


def _working_morning() -> int:
    """Nine o'clock on the next working day."""
    day = clock.in_business_zone(clock.from_ms(clock.system_ms())).date()
    while not work_calendar().is_workday(day):
        day += timedelta(days=1)
    return clock.to_ms(clock.at_wall_time(day, time_of_day(9)))


def line(name: str, figures: dict[str, float], aims: dict[str, float]) -> str:
    """What came of it, beside the aims: at most, or at least where it is so many a second."""
    words = []
    for key, value in figures.items():
        aim = aims.get(key)
        is_rate = key in ("per_s", "scale")
        if aim is None:
            words.append(f"{key} {value:g}")
        else:
            is_met = value >= aim if is_rate else value <= aim
            words.append(f"{key} {value:g} ({'>=' if is_rate else '<='}{aim:g}) {'ok' if is_met else 'MISSED'}")
    return f"{name}: {', '.join(words)}"


def main() -> None:
    """The other writer: writes until it is told to stop, then prints the milliseconds of each write."""
    start_process(load_config(Path(sys.argv[1]), {}))
    stop = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), stop.set()), daemon=True).start()
    Job.insert(name="bench", next_at=clock.now() + timedelta(days=1)).on_conflict_ignore().execute()
    write = Statement("UPDATE job SET last_error = ? WHERE name = 'bench'")
    times = []
    print("ready", flush=True)
    while not stop.wait(_WRITER_PAUSE_S):
        began = time.perf_counter()
        with atomic():
            write.run(str(len(times)))
        times.append((time.perf_counter() - began) * 1000)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
