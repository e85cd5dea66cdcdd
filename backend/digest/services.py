"""Writing the morning's digest: to each of the staff what waits in their scope, and to the groups with a robot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import structlog

from backend import clock
from backend.config import Config
from backend.database import Statement, atomic
from backend.digest.queries import Decision, Tree, Waiting, holders, waiting_rows
from backend.digest.words import group_message, message_values
from backend.push.robots import PART_GAP, split_markdown
from backend.push.services import News, notify_each, notify_robot
from backend.settings.services import in_force
from backend.workdays import work_calendar

log = structlog.get_logger()

PAGE = "staff/digest/index"
# With nobody there to write it at its hour, it is written late, but not when the morning is over: 12:00 for 08:30.
LATEST = timedelta(hours=3, minutes=30)

_IS_WRITTEN = Statement("SELECT 1 FROM digest_run WHERE day = ?")
_WRITE_RUN = Statement(
    "INSERT INTO digest_run (day, written_at, members, robots) VALUES (?, ?, ?, ?) ON CONFLICT (day) DO NOTHING"
)


def digest_hours(config: Config, now: datetime) -> tuple[datetime, datetime]:
    """From when until when today's digest is written, on the association's clock."""
    today = clock.in_business_zone(now).date()
    begins = clock.at_wall_time(today, time.fromisoformat(in_force(config).push.digest_at))
    return begins, begins + LATEST


def write_due_digest(config: Config) -> int:
    """Write today's digest if it is a working morning and nobody has; returns to how many members and groups.

    A few statements, however many staff, organizations and members there are. What comes to wait later that day is not
    told before the next working morning.
    """
    now = clock.now()
    begins, ends = digest_hours(config, now)
    day = clock.in_business_zone(now).date()
    if not begins <= now < ends or _IS_WRITTEN.row(day.isoformat()) or not work_calendar().is_workday(day):
        return 0
    tree = Tree()
    waiting = Waiting(waiting_rows(), tree)
    to_members = _to_members(waiting, day.isoformat(), ends)
    to_robots = _to_robots(config, waiting, tree, day.isoformat(), ends)
    with atomic():
        # Another process that was at it at the same moment has written it, or waits here and finds it written.
        robots = len({robot for _, robot in to_robots})
        if not _WRITE_RUN.run(day.isoformat(), clock.to_ms(now), len(to_members), robots).rowcount:
            return 0
        notify_each(to_members)
        for news, robot in to_robots:
            notify_robot(news, robot)
    log.info("digest_written", day=day.isoformat(), members=len(to_members), robots=robots)
    return len(to_members) + robots


def _to_members(waiting: Waiting, day: str, expires_at: datetime) -> list[tuple[News, int]]:
    """Something for each member in whose scope something waits; staff of the same scope are told the same."""
    now = clock.now_ms()
    by_roots: dict[tuple[int, ...], dict[str, str] | None] = {}
    told = []
    for member_id, roots in holders().items():
        key = tuple(sorted(roots))
        if key not in by_roots:
            lines = waiting.for_roots(key)
            by_roots[key] = message_values(lines, now) if lines else None
        if values := by_roots[key]:
            told.append((_news(f"member:{member_id}", day, values, roots[0], expires_at), member_id))
    return told


def _to_robots(config: Config, waiting: Waiting, tree: Tree, day: str, expires_at: datetime) -> list[tuple[News, str]]:
    """The parts of each group's message, a few seconds apart."""
    told = []
    for name in config.wecom.robots:
        organizations = tree.named(name)
        if len(organizations) != 1:
            log.error("robot_without_organization", organization=name, found=len(organizations))
            continue
        if lines := waiting.for_roots(organizations):
            told += _parts(name, organizations[0], lines, day, expires_at)
    return told


def _parts(
    name: str, organization_id: int, lines: Sequence[Decision], day: str, expires_at: datetime
) -> list[tuple[News, str]]:
    now = clock.now_ms()
    values = message_values(lines, now)
    # The parts are all the group gets; the rest of it stands in the database for nobody.
    del values["lines"]
    parts = split_markdown(*group_message(name, lines, now))
    return [
        (
            _news(
                f"robot:{organization_id}",
                f"{day}/{number}",
                {**values, "markdown": part},
                organization_id,
                expires_at,
                due_at=clock.from_ms(now) + PART_GAP * (number - 1),
            ),
            name,
        )
        for number, part in enumerate(parts, start=1)
    ]


def _news(
    subject: str,
    occurrence: str,
    values: dict[str, str],
    organization_id: int,
    expires_at: datetime,
    due_at: datetime | None = None,
) -> News:
    return News(
        kind="staff_digest",
        subject=subject,
        occurrence=occurrence,
        values=values,
        page=PAGE,
        organization_id=organization_id,
        due_at=due_at,
        expires_at=expires_at,
    )


def unknown_robots(config: Config) -> list[str]:
    """The names under [wecom.robots] that no organization has, or several have: for the operator, at start."""
    if not config.wecom.robots:
        return []
    tree = Tree()
    return [name for name in config.wecom.robots if len(tree.named(name)) != 1]
