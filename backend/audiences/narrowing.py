"""What narrows a group of people down, whoever they are: how they came, how complete and fresh their record is.

Conditions on `m`, a member, for `Statement`. All that are given must hold.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, NamedTuple

from backend import clock
from backend.database import marks
from backend.forms.store import stored_forms
from backend.profiles.models import ProfileSection
from backend.profiles.progress import untouched_total


class Condition(NamedTuple):
    """A condition with the values of its question marks."""

    text: str
    parameters: tuple[Any, ...]


_TAGGED = "m.id IN (SELECT t.member_id FROM tagging t WHERE t.tag_id IN ({}))"
_CLAIMED = "EXISTS (SELECT 1 FROM account a WHERE a.member_id = m.id)"
_SEEN = "EXISTS (SELECT 1 FROM account a WHERE a.member_id = m.id AND a.seen_at >= ?)"
_BELONGS = """EXISTS (SELECT 1 FROM membership ms JOIN organization_closure c ON c.descendant_id = ms.organization_id
    WHERE ms.member_id = m.id AND c.ancestor_id = ?)"""


def tagged(tag_ids: list[int]) -> Condition:
    """Carries one of these tags."""
    return Condition(_TAGGED.format(marks(tag_ids)), tuple(tag_ids))


def narrowings(spec: dict[str, Any]) -> list[Condition]:
    """The conditions of a description's narrowing parts; none for what is left out."""
    found: list[Condition] = []
    if spec.get("is_reachable"):
        found.append(Condition(_CLAIMED, ()))
    if spec.get("is_unclaimed"):
        found.append(Condition(f"NOT {_CLAIMED}", ()))
    if spec.get("sources"):
        found.append(Condition(f"m.source IN ({marks(spec['sources'])})", tuple(spec["sources"])))
    if spec.get("joined_since"):
        found.append(Condition("m.created_at >= ?", (_morning_of(spec["joined_since"]),)))
    if spec.get("active_days"):
        found.append(Condition(_SEEN, (_days_ago(spec["active_days"]),)))
    if spec.get("idle_days"):
        found.append(Condition(f"NOT {_SEEN}", (_days_ago(spec["idle_days"]),)))
    least, most = spec.get("completeness_least"), spec.get("completeness_most")
    if least is not None or most is not None:
        found.append(_completeness(0 if least is None else least, 100 if most is None else most))
    if spec.get("is_stale"):
        found.append(_stale())
    return found


def _morning_of(day: str) -> int:
    return clock.to_ms(clock.at_wall_time(date.fromisoformat(day), time()))


def _days_ago(days: int) -> int:
    return clock.to_ms(clock.now() - timedelta(days=days))


def completeness() -> Condition:
    """An expression, not a condition: how complete the record of `m` is.

    Whole percent over all sections, as `progress.percent` counts it, from the counters kept with the answers. Of a
    section nobody has answered yet, the questions count as they stand; one of an organization, for its members.
    """
    sections = list(ProfileSection.select().order_by(ProfileSection.id))
    stored_forms(section.form_id for section in sections)  # all at once; read one by one below
    totals = {section.id: untouched_total(section.form_id) for section in sections}
    asked: list[str] = ["0"]
    parameters: list[int] = []
    for section in sections:
        if section.organization_id is None:
            asked.append(str(int(totals[section.id])))
        else:
            asked.append(f"CASE WHEN {_BELONGS} THEN {int(totals[section.id])} ELSE 0 END")
            parameters.append(section.organization_id)
    known = " ".join(f"WHEN {int(section_id)} THEN {int(total)}" for section_id, total in totals.items())
    instead = f"CASE a.section_id {known} ELSE 0 END" if known else "0"
    answered = f"""SELECT 100 * COALESCE(SUM(a.filled), 0)
        / NULLIF({" + ".join(asked)} + COALESCE(SUM(a.total - {instead}), 0), 0)
        FROM profile_answers a WHERE a.member_id = m.id"""
    return Condition(f"COALESCE(({answered}), 100)", tuple(parameters))


def _completeness(least: int, most: int) -> Condition:
    percent = completeness()
    return Condition(f"{percent.text} BETWEEN ? AND ?", (*percent.parameters, least, most))


def _stale() -> Condition:
    """Has confirmed some section longer ago than it stays fresh."""
    now = clock.now()
    parts, parameters = [], []
    for section in ProfileSection.select().order_by(ProfileSection.id):
        parts.append("(a.section_id = ? AND a.confirmed_at <= ?)")
        parameters += [section.id, clock.to_ms(now - timedelta(days=section.freshness_days))]
    one = " OR ".join(parts) or "1 = 0"
    return Condition(f"EXISTS (SELECT 1 FROM profile_answers a WHERE a.member_id = m.id AND ({one}))", (*parameters,))
