"""Counting: a few statements for all organizations together, whatever the number of members.

Every figure is of an organization with all below it; somebody who belongs to two of them counts once.

FIGURES
  members       people who belong
  joined        of those, tied to a WeChat account (adoption)
  active        of those, opened the mini-program within 30 days
  filled, asked questions answered and asked, over the sections everybody is asked for (completeness)
  fresh, dated  members with confirmed sections: with none of them stale, and all of them (freshness)
  open, overdue cases that wait for staff, and those past their due date
  sent, inbox, unreached  messages of the last 30 days by what became of them (reach)
  minutes       asked of all members together within 30 days: messages, surveys, signups (burden)
MONTHLY, by month
  activities, expected, arrived   ended in it, places approved, people who came
  taking_part   members with an entry in the participation record
  received, answered, answer_hours   cases; the median of hours from receipt to reply, null without any
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from backend import clock
from backend.database import Statement
from backend.forms.store import stored_forms
from backend.surveys.payloads import minutes_for

Figures = dict[str, int]
Months = dict[str, dict[str, float | None]]

FIGURES = (
    *("members", "joined", "active", "filled", "asked", "fresh", "dated"),
    *("open", "overdue", "sent", "inbox", "unreached", "minutes"),
)
MONTHLY = ("activities", "expected", "arrived", "taking_part", "received", "answered", "answer_hours")
LATELY = timedelta(days=30)
MONTHS_SHOWN = 13
# Of a member's time: to read one message, and to sign up beside what the form asks.
_MINUTES_A_MESSAGE, _MINUTES_A_SIGNUP = 0.2, 1.0

_BELONGS = """SELECT DISTINCT c.ancestor_id AS organization_id, ms.member_id FROM organization_closure c
    JOIN membership ms ON ms.organization_id = c.descendant_id JOIN member m ON m.id = ms.member_id
    WHERE m.state = 'active'"""
_MEMBERS = Statement(
    f"""SELECT b.organization_id, COUNT(*), COUNT(a.member_id), COALESCE(SUM(CASE WHEN a.seen_at > ? THEN 1 END), 0)
    FROM ({_BELONGS}) b LEFT JOIN account a ON a.member_id = b.member_id GROUP BY b.organization_id"""
)
_SECTIONS = Statement("SELECT id, form_id, freshness_days FROM profile_section WHERE organization_id IS NULL")
_CASES_OPEN = Statement(
    """SELECT c.ancestor_id, COUNT(*), COALESCE(SUM(CASE WHEN k.due_at < ? AND k.paused_at IS NULL THEN 1 END), 0)
    FROM case_item k JOIN organization_closure c ON c.descendant_id = k.organization_id
    WHERE k.state IN ('received', 'assigned', 'in_progress') GROUP BY c.ancestor_id"""
)
_REACH = Statement(
    """SELECT c.ancestor_id, d.state, COUNT(*) FROM notification n JOIN delivery d ON d.notification_id = n.id
    JOIN organization_closure c ON c.descendant_id = n.organization_id
    WHERE n.created_at > ? AND d.member_id IS NOT NULL AND d.state IN ('sent', 'uncertain', 'inbox', 'unreachable')
    GROUP BY c.ancestor_id, d.state"""
)
_SURVEYS = Statement(
    """SELECT c.ancestor_id, s.form_id, SUM(s.invited) FROM survey s
    JOIN organization_closure c ON c.descendant_id = s.organization_id
    WHERE s.published_at > ? AND s.state = 'published' GROUP BY c.ancestor_id, s.form_id"""
)
_SIGNUPS = Statement(
    """SELECT c.ancestor_id, SUM(a.signups_made) FROM activity a
    JOIN organization_closure c ON c.descendant_id = a.organization_id
    WHERE a.published_at > ? GROUP BY c.ancestor_id"""
)
_ORGANIZATIONS = Statement("SELECT id FROM organization ORDER BY id")
_REACHED = {"sent": "sent", "uncertain": "sent", "inbox": "inbox", "unreachable": "unreached"}


def count_all(now: datetime) -> dict[int, Figures]:
    """The figures of every organization as they stand."""
    found: dict[int, Figures] = {row[0]: dict.fromkeys(FIGURES, 0) for row in _ORGANIZATIONS.rows()}
    since = clock.to_ms(now - LATELY)
    for organization_id, members, joined, active in _MEMBERS.rows(since):
        found[organization_id].update(members=members, joined=joined, active=active)
    _count_profiles(found, now)
    for organization_id, opened, overdue in _CASES_OPEN.rows(clock.to_ms(now)):
        found[organization_id].update(open=opened, overdue=overdue)
    minutes: dict[int, float] = defaultdict(float)
    for organization_id, state, number in _REACH.rows(since):
        found[organization_id][_REACHED[state]] += number
        minutes[organization_id] += number * _MINUTES_A_MESSAGE if state != "unreachable" else 0
    surveys = _SURVEYS.rows(since)
    forms = stored_forms({row[1] for row in surveys})
    for organization_id, form_id, invited in surveys:
        minutes[organization_id] += int(invited or 0) * minutes_for(forms[form_id].definition)
    for organization_id, signups in _SIGNUPS.rows(since):
        minutes[organization_id] += int(signups or 0) * _MINUTES_A_SIGNUP
    for organization_id, asked in minutes.items():
        found[organization_id]["minutes"] = round(asked)
    return found


def _count_profiles(found: dict[int, Figures], now: datetime) -> None:
    sections = _SECTIONS.rows()
    forms = stored_forms({row[1] for row in sections})
    sizes = {row[0]: sum(1 for one in forms[row[1]].definition.questions() if not one.sensitive) for row in sections}
    everything = sum(sizes.values())
    for figures in found.values():
        figures["asked"] = figures["members"] * everything
    if not sections:
        return
    size = _case("pa.section_id", sizes.items())
    stale = _case("pa.section_id", ((row[0], clock.to_ms(now - timedelta(days=row[2]))) for row in sections))
    # What somebody has answered replaces the size of the form: questions that do not apply to them are not asked.
    statement = Statement(
        f"""SELECT b.organization_id, SUM(e.filled), SUM(e.total - e.counted), COUNT(e.oldest),
          COALESCE(SUM(CASE WHEN e.oldest >= 0 THEN 1 END), 0)
        FROM ({_BELONGS}) b JOIN (
          SELECT pa.member_id, SUM(pa.filled) AS filled, SUM(pa.total) AS total, SUM({size}) AS counted,
            MIN(pa.confirmed_at - {stale}) AS oldest
          FROM profile_answers pa WHERE pa.section_id IN ({", ".join(str(row[0]) for row in sections)})
          GROUP BY pa.member_id
        ) e ON e.member_id = b.member_id GROUP BY b.organization_id"""
    )
    for organization_id, filled, more, dated, fresh in statement.rows():
        figures = found[organization_id]
        figures["filled"] = int(filled)
        figures["asked"] += int(more)
        figures.update(dated=dated, fresh=fresh)


def _case(column: str, values: Iterable[tuple[int, int]]) -> str:
    """CASE over ids and numbers of our own: nothing in it was typed by anybody."""
    whens = " ".join(f"WHEN {int(key)} THEN {int(value)}" for key, value in values)
    return f"CASE {column} {whens} END"


def months_until(today: date) -> list[tuple[str, int, int]]:
    """The last thirteen months: first day, and where each begins and ends in milliseconds."""
    firsts = [today.replace(day=1)]
    while len(firsts) <= MONTHS_SHOWN:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    following = (firsts[0] + timedelta(days=32)).replace(day=1)
    ends = [following, *firsts]
    return [
        (first.isoformat(), clock.to_ms(clock.business_day(first)[0]), clock.to_ms(clock.business_day(end)[0]))
        for first, end in reversed(list(zip(firsts[:MONTHS_SHOWN], ends, strict=False)))
    ]


def count_months(today: date) -> dict[int, Months]:
    """What happened in each of the last thirteen months, of organizations in which anything did."""
    months = months_until(today)
    found: dict[int, Months] = defaultdict(lambda: {month: {} for month, _, _ in months})
    for (organization_id, month), values in _by_month(
        months,
        """SELECT c.ancestor_id, w.month, COUNT(*), SUM(a.approved), SUM(a.arrived) FROM w
        JOIN activity a ON a.ends_at >= w.starts AND a.ends_at < w.ends AND a.ends_at < ?
        JOIN organization_closure c ON c.descendant_id = a.organization_id
        WHERE a.state = 'published' GROUP BY c.ancestor_id, w.month""",
        clock.now_ms(),
    ):
        found[organization_id][month].update(zip(("activities", "expected", "arrived"), values, strict=True))
    for (organization_id, month), (people,) in _by_month(
        months,
        """SELECT c.ancestor_id, w.month, COUNT(DISTINCT p.member_id) FROM w
        JOIN participation p ON p.occurred_at >= w.starts AND p.occurred_at < w.ends
        JOIN organization_closure c ON c.descendant_id = p.organization_id GROUP BY c.ancestor_id, w.month""",
    ):
        found[organization_id][month]["taking_part"] = people
    for (organization_id, month), (received,) in _by_month(
        months,
        """SELECT c.ancestor_id, w.month, COUNT(*) FROM w
        JOIN case_item k ON k.created_at >= w.starts AND k.created_at < w.ends
        JOIN organization_closure c ON c.descendant_id = k.organization_id GROUP BY c.ancestor_id, w.month""",
    ):
        found[organization_id][month]["received"] = received
    _count_answers(found, months)
    return found


def _count_answers(found: dict[int, Months], months: Sequence[tuple[str, int, int]]) -> None:
    hours: dict[tuple[int, str], list[float]] = defaultdict(list)
    for key, (took,) in _by_month(
        months,
        """SELECT c.ancestor_id, w.month, k.answered_at - k.created_at FROM w
        JOIN case_item k ON k.answered_at >= w.starts AND k.answered_at < w.ends
        JOIN organization_closure c ON c.descendant_id = k.organization_id""",
    ):
        hours[key].append(took / 3_600_000)
    for (organization_id, month), took in hours.items():
        found[organization_id][month].update(answered=len(took), answer_hours=round(median(took), 1))


def _by_month(
    months: Sequence[tuple[str, int, int]], text: str, *more: object
) -> Iterable[tuple[tuple[int, str], tuple[Any, ...]]]:
    values = ", ".join("(?, CAST(? AS BIGINT), CAST(? AS BIGINT))" for _ in months)
    bounds = [value for month in months for value in month]
    for organization_id, month, *rest in Statement(f"WITH w(month, starts, ends) AS (VALUES {values}) {text}").rows(
        *bounds, *more
    ):
        yield (organization_id, month), tuple(int(one or 0) for one in rest)
