"""A dry run: who would get what and when, from all rules and all that waits. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend import clock
from backend.database import Statement
from backend.push.kinds import KINDS, kind_of
from backend.push.models import Notification
from backend.push.reaching import Reach, Reacher
from backend.push.recipients import People, query_of, secret_among
from backend.push.rules import BEHIND, Rule, known_keys

MOST_AHEAD = timedelta(days=7)
# Of what waits already; a list longer than this is read by nobody.
_MOST = 1000

# (notification, due, whether its people are written down), of either sort the first ones.
_QUEUED = Statement(
    """SELECT * FROM (SELECT id, due_at, 0 FROM notification WHERE spread_at IS NOT NULL AND due_at <= ?
         ORDER BY due_at, id LIMIT ?) AS unspread
       UNION ALL SELECT * FROM (SELECT notification_id, min(due_at), 1 FROM delivery
         WHERE state = 'queued' AND due_at <= ? AND member_id IS NOT NULL
         GROUP BY notification_id ORDER BY min(due_at), notification_id LIMIT ?) AS spread"""
)
_WAITING = "SELECT member_id FROM delivery WHERE notification_id = ? AND state = 'queued' AND member_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing to be told. `goes_at`: after quiet hours; None where it would be of no use by then."""

    kind: str
    subject: str
    occurrence: str
    title: str
    organization_id: int | None
    due_at: datetime
    goes_at: datetime | None
    people: People
    # Written down already, not only found by a rule.
    is_queued: bool
    # Nobody may learn who they are; counts are rounded.
    is_secret: bool


def planned(
    reacher: Reacher, rules: Collection[Rule], until: datetime, organizations: Collection[int] | None = None
) -> list[Planned]:
    """What would go out up to a moment, in order of time, for these organizations or (None) for all.

    As things stand now: who signs up or answers meanwhile changes it.
    """
    now = clock.now()
    until = min(until, now + MOST_AHEAD)
    found = _queued(reacher, clock.to_ms(until))
    found += _from_rules(reacher, [rule for rule in rules if rule.kind in KINDS], now, until)
    ours = found if organizations is None else [one for one in found if one.organization_id in organizations]
    return sorted(ours, key=lambda one: (one.goes_at or one.due_at, one.kind, one.subject, one.occurrence))


def reaches_of(reacher: Reacher, some: Sequence[Planned]) -> list[Reach]:
    """The same for several, in their order, by few statements."""
    reaches = reacher.reaches([(one.kind, one.subject, one.people) for one in some])
    return [reach.in_fives() if one.is_secret else reach for one, reach in zip(some, reaches, strict=True)]


def reach_of(reacher: Reacher, one: Planned) -> Reach:
    """How many would get it, by which way."""
    reach = reacher.reach(one.kind, one.subject, one.people)
    return reach.in_fives() if one.is_secret else reach


def _from_rules(reacher: Reacher, rules: Sequence[Rule], now: datetime, until: datetime) -> list[Planned]:
    found = [
        news
        for rule in rules
        for news in rule.find(now - BEHIND, until)
        if news.expires_at is None or news.expires_at > now
    ]
    known = known_keys(found)
    secret = {
        (kind, subject)
        for kind in {news.kind for news in found}
        for subject in secret_among(kind, {news.subject for news in found if news.kind == kind})
    }
    return [
        Planned(
            kind=news.kind,
            subject=news.subject,
            occurrence=news.occurrence,
            title=news.values.get("title", ""),
            organization_id=news.organization_id,
            due_at=max(news.due_at or now, now),
            goes_at=reacher.leaves_at(news.kind, max(news.due_at or now, now), news.expires_at),
            people=People.of(query_of(news.recipients)),
            is_queued=False,
            is_secret=(news.kind, news.subject) in secret,
        )
        for news in found
        if (news.kind, news.subject, news.occurrence) not in known
    ]


def _queued(reacher: Reacher, until: int) -> list[Planned]:
    queued = _QUEUED.rows(until, _MOST, until, _MOST)
    due = {row[0]: row[1] for row in queued if not row[2]}
    spread = {row[0]: row[1] for row in queued if row[2]}
    rows = {one.id: one for one in Notification.select().where(Notification.id << [*due, *spread])}
    secret = {
        (kind, subject)
        for kind in {one.kind for one in rows.values()}
        for subject in secret_among(kind, {one.subject for one in rows.values() if one.kind == kind})
    }
    now = clock.now()
    found = []
    for notification_id, due_at in {**due, **spread}.items():
        one = rows[notification_id]
        kind_of(one.kind)
        waiting = People(_WAITING, (one.id,)) if one.id in spread else People.of(query_of(one.recipients))
        at = max(clock.from_ms(due_at), now)
        found.append(
            Planned(
                kind=one.kind,
                subject=one.subject,
                occurrence=one.occurrence,
                title=one.values.get("title", ""),
                organization_id=one.organization_id,
                due_at=at,
                goes_at=reacher.leaves_at(one.kind, at, one.expires_at),
                people=waiting,
                is_queued=True,
                is_secret=(one.kind, one.subject) in secret,
            )
        )
    return found
