"""Taking what is due from the outbox: claimed by lease, decided about, and paid for, in one transaction.

What comes out of it may be sent by this process alone until its lease ends. Whatever cannot be sent is settled here.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import json
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from backend import clock
from backend.config import Config
from backend.database import Statement, atomic, first_id_of, is_postgresql
from backend.push.choosing import Grant
from backend.push.deciding import Decision, Defer, Facts, Send, Settle, Waiting, decide, merged_values
from backend.push.kinds import Kind, kind_of
from backend.push.mapping import MappedTemplate, mapped_templates
from backend.push.quiet import QuietHours
from backend.push.recipients import still_concerned
from backend.push.robots import PART_GAP

LEASE = timedelta(minutes=2)
PRIORITIES = (0, 1, 2)
# What is due so soon goes out together with what is due now.
MERGE_AHEAD = timedelta(hours=4)
_WEEK = timedelta(days=7)
# Two messages to one person at the same moment: WeChat refuses one of them (43108).
_ONE_AFTER_ANOTHER = timedelta(seconds=2)

_COLUMNS = "delivery.id, delivery.notification_id, delivery.member_id, delivery.robot, delivery.attempts, "
_COLUMNS += "delivery.unanswered, delivery.due_at"
_FREE = "state = 'queued' AND (leased_until IS NULL OR leased_until < ?)"
# The rows are chosen once, in front: inside the UPDATE, PostgreSQL may run the sub-select again for each row, and
# then takes more than the limit.
_CLAIM = f"""WITH due AS MATERIALIZED (SELECT id FROM delivery
    WHERE {_FREE} AND priority = ? AND due_at <= ? AND member_id IS NOT NULL {{condition}}
    ORDER BY due_at, id LIMIT ? {{lock}})
  UPDATE delivery SET leased_until = ?, lease_token = ? WHERE id IN (SELECT id FROM due) RETURNING {_COLUMNS}"""
_CLAIM_MORE = f"""WITH more AS MATERIALIZED (SELECT id FROM delivery
    WHERE member_id IN ({{members}}) AND {_FREE} AND due_at <= ? {{lock}})
  UPDATE delivery SET leased_until = ?, lease_token = ? WHERE id IN (SELECT id FROM more) RETURNING {_COLUMNS}"""
# To groups: by the index of members, where those without one stand together, and of the last days only. A queue of
# messages to members is not looked through for them.
_ROBOTS = "WITH robots AS MATERIALIZED (SELECT id FROM delivery WHERE member_id IS NULL AND notification_id > ?)"
_CLAIM_ROBOTS = f"""{_ROBOTS}, due AS MATERIALIZED (SELECT id FROM delivery
    WHERE id IN (SELECT id FROM robots) AND {_FREE} AND due_at <= ? ORDER BY due_at, id LIMIT ? {{lock}})
  UPDATE delivery SET leased_until = ?, lease_token = ? WHERE id IN (SELECT id FROM due) RETURNING {_COLUMNS}"""
_IS_ROBOT_DUE = Statement(
    f"""{_ROBOTS} SELECT 1 FROM delivery WHERE id IN (SELECT id FROM robots) AND {_FREE} AND due_at <= ? LIMIT 1"""
)
# When each robot last said something, or began to: what another process has in hand counts.
_LAST_SAID = f"""SELECT robot, max(COALESCE(sent_at, leased_until - {LEASE // timedelta(milliseconds=1)})) FROM delivery
    WHERE robot IN ({{}}) AND member_id IS NULL AND notification_id > ? AND lease_token <> ?
      AND (sent_at IS NOT NULL OR leased_until IS NOT NULL) GROUP BY robot"""
_ROBOTS_FOR = timedelta(days=3)
_MOST_ROBOTS = 500
_LOCK = "FOR UPDATE SKIP LOCKED"
_NOTIFICATIONS = """SELECT id, kind, subject, occurrence, organization_id, "values", page, expires_at, fault
    FROM notification WHERE id IN ({})"""
_ACCOUNTS = "SELECT member_id, id, openid FROM account WHERE member_id IN ({})"
_GRANTS = """SELECT account_id, template_id, id, subject, held_until, delivery_id FROM subscription_grant
    WHERE account_id IN ({}) AND state IN ('open', 'reserved') ORDER BY id"""
_SPENT = """SELECT account_id, subject, count(*) FROM subscription_grant
    WHERE account_id IN ({}) AND state = 'spent' AND closed_at > ? GROUP BY account_id, subject"""
_LONG_TERM = "SELECT account_id, template_id FROM subscription WHERE account_id IN ({}) AND is_long_term"
_MUTES = "SELECT member_id, about FROM push_mute WHERE member_id IN ({})"
_COUNTED = """SELECT member_id, count(*) FROM delivery WHERE member_id IN ({}) AND is_counted AND sent_at > ?
    GROUP BY member_id"""
_PAUSES = Statement("SELECT kind, organization_id FROM push_pause")
_ABOVE = "SELECT descendant_id, ancestor_id FROM organization_closure WHERE descendant_id IN ({})"

_SETTLE = Statement(
    """UPDATE delivery SET state = ?, reason = ?, leased_until = NULL WHERE id = ? AND lease_token = ?"""
)
_DEFER = Statement("UPDATE delivery SET due_at = ?, leased_until = NULL WHERE id = ? AND lease_token = ?")
_MERGE = Statement(
    "UPDATE delivery SET state = 'merged', merged_into = ?, leased_until = NULL WHERE id = ? AND lease_token = ?"
)
_RESERVE = Statement(
    "UPDATE subscription_grant SET state = 'reserved', delivery_id = ?, subject = ? WHERE id = ? AND state <> 'spent'"
)
_GIVE_BACK = Statement(
    """UPDATE subscription_grant SET state = ?, closed_at = ?, delivery_id = ?
       WHERE id = ? AND state = 'reserved'"""
)
_MERGED = "SELECT id, merged_into, notification_id FROM delivery WHERE merged_into IN ({}) AND state = 'merged'"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message this process may send until its lease ends."""

    id: int
    notification_id: int
    member_id: int | None
    robot: str
    account_id: int
    openid: str
    kind: Kind
    template: MappedTemplate | None
    values: Mapping[str, str]
    page: str
    attempts: int
    unanswered: int
    grant_id: int | None
    lease_token: str
    # How many messages this one stands for.
    merged: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    notification_id: int
    member_id: int | None
    robot: str
    attempts: int
    unanswered: int
    due_at: int


@dataclass(frozen=True, slots=True)
class _Told:
    """A notification, as it is sent."""

    id: int
    kind: Kind
    subject: str
    occurrence: str
    organization_id: int | None
    values: dict[str, str]
    page: str
    expires_at: int | None
    fault: str


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What is to be sent, and how many of what was claimed are not, by state."""

    outgoing: list[Outgoing] = field(default_factory=list)
    settled: Counter[str] = field(default_factory=Counter)


def dispatch(config: Config, limit: int, *, only_fresh: bool = False) -> Dispatched:
    """Claim up to `limit` due deliveries, settle those that are not to be sent, and return the others.

    `only_fresh`: none that was sent before without an answer. Fewer than `limit` may come back, even none, while more
    is due: call again as long as something is.
    """
    now = clock.now_ms()
    token = secrets.token_hex(8)
    with atomic():
        rows = _claim(now, limit, token, only_fresh=only_fresh)
        if not rows:
            return Dispatched()
        batch = _Batch(config, rows, now, token)
        return Dispatched(batch.settle_and_reserve(), batch.settled)


def dispatch_robots(config: Config, limit: int) -> Dispatched:
    """As `dispatch`, for groups: at most one message to each robot, and only where its last one is long enough ago.

    Two processes may ask at the same moment; a robot's messages are all claimed by one of them.
    """
    now = clock.now_ms()
    since = first_id_of(now - _ROBOTS_FOR // timedelta(milliseconds=1))
    if _IS_ROBOT_DUE.row(since, now, now) is None:
        return Dispatched()
    token = secrets.token_hex(8)
    until = now + LEASE // timedelta(milliseconds=1)
    with atomic():
        text = _CLAIM_ROBOTS.format(lock=_LOCK if is_postgresql() else "")
        rows = [_Row(*row) for row in Statement(text).rows(since, now, now, _MOST_ROBOTS, until, token)]
        if not rows:
            return Dispatched()
        batch = _Batch(config, sorted(rows, key=lambda row: (row.due_at, row.id)), now, token)
        said = dict(_all(_LAST_SAID, {row.robot for row in rows}, since, token))
        return Dispatched(batch.settle_robots(limit, said), batch.settled)


@cache
def _claim_statement(is_on_postgresql: bool, only_fresh: bool) -> Statement:
    return Statement(
        _CLAIM.format(lock=_LOCK if is_on_postgresql else "", condition="AND unanswered = 0" if only_fresh else "")
    )


def _claim(now: int, limit: int, token: str, *, only_fresh: bool) -> list[_Row]:
    until = now + LEASE // timedelta(milliseconds=1)
    statement = _claim_statement(is_postgresql(), only_fresh)
    rows: list[_Row] = []
    for priority in PRIORITIES:
        found = statement.rows(now, priority, now, limit - len(rows), until, token)
        rows += sorted((_Row(*row) for row in found), key=lambda row: (row.due_at, row.id))
        if len(rows) >= limit:
            break
    return rows


def _all(text: str, ids: Iterable[object], *more: object) -> list[tuple[Any, ...]]:
    """The rows of a statement that names a list of ids; none for an empty list."""
    wanted = list(ids)
    return Statement(text.format(", ".join("?" * len(wanted)))).rows(*wanted, *more) if wanted else []


class _Batch:
    """Some claimed deliveries with all that is to be known about them: a handful of set queries for any number."""

    def __init__(self, config: Config, rows: list[_Row], now: int, token: str) -> None:
        self._config = config
        self._now = now
        self._token = token
        self.settled: Counter[str] = Counter()
        self._rows = rows + self._more_for_the_same(rows)
        self._told = _notifications(row.notification_id for row in self._rows)
        members = {row.member_id for row in self._rows if row.member_id is not None}
        self._accounts = {row[0]: (row[1], row[2]) for row in _all(_ACCOUNTS, members)}
        accounts = [account_id for account_id, _ in self._accounts.values()]
        self._grants: dict[tuple[int, str], list[Grant]] = defaultdict(list)
        self._reserved: dict[int, int] = {}
        for account_id, template_id, grant_id, subject, held_until, delivery_id in _all(_GRANTS, accounts):
            if delivery_id is None:
                self._grants[account_id, template_id].append(Grant(grant_id, subject, held_until))
            else:
                self._reserved[delivery_id] = grant_id
        self._long_term = set(_all(_LONG_TERM, accounts))
        self._mutes = set(_all(_MUTES, members))
        self._counted = dict(_all(_COUNTED, members, now - _WEEK // timedelta(milliseconds=1)))
        self._spent: dict[tuple[int, str], int] = {}
        if any(told.kind.is_extra for told in self._told.values()):
            since = now - 100 * 86_400_000
            self._spent = {(row[0], row[1]): row[2] for row in _all(_SPENT, accounts, since)}
        self._templates = mapped_templates(config)
        self._paused = self._pauses()
        self._quiet_until = QuietHours.of(config.push).until(clock.from_ms(now))
        self._concerned = self._still_concerned()

    def _more_for_the_same(self, rows: list[_Row]) -> list[_Row]:
        """What else is due to the same members before long: it may go out in the same message."""
        members = {row.member_id for row in rows if row.member_id is not None}
        if not members:
            return []
        lock = _LOCK if is_postgresql() else ""
        text = _CLAIM_MORE.format(members=", ".join("?" * len(members)), lock=lock)
        ahead = self._now + MERGE_AHEAD // timedelta(milliseconds=1)
        until = self._now + LEASE // timedelta(milliseconds=1)
        return [_Row(*row) for row in Statement(text).rows(*members, self._now, ahead, until, self._token)]

    def _pauses(self) -> set[tuple[str, int | None]]:
        """(kind, organization) for which nothing goes out; None stands for everywhere."""
        pauses = set(_PAUSES.rows())
        if not pauses:
            return set()
        below: set[tuple[str, int | None]] = {one for one in pauses if one[1] is None}
        organizations = {told.organization_id for told in self._told.values() if told.organization_id is not None}
        for descendant, ancestor in _all(_ABOVE, organizations):
            below |= {(kind, descendant) for kind, paused in pauses if paused == ancestor}
        return below

    def _still_concerned(self) -> set[int]:
        """The deliveries that still concern their member."""
        by_notification: dict[int, list[_Row]] = defaultdict(list)
        for row in self._rows:
            by_notification[row.notification_id].append(row)
        found: set[int] = set()
        for notification_id, rows in by_notification.items():
            told = self._told[notification_id]
            members = [row.member_id for row in rows if row.member_id is not None]
            concerned = set(still_concerned(told.kind.name, told.subject, told.occurrence, members))
            found |= {row.id for row in rows if row.member_id is None or row.member_id in concerned}
        return found

    def _facts(self, row: _Row) -> Facts:
        told = self._told[row.notification_id]
        kind = told.kind
        account_id, openid = self._accounts.get(row.member_id, (None, ""))
        template = self._templates.get(kind.template)
        template_id = template.template_id if template else None
        grants: Sequence[Grant] = ()
        if account_id is not None and template_id is not None:
            grants = self._grants[account_id, template_id]
            if row.id in self._reserved:
                grants = [Grant(self._reserved[row.id])]
        return Facts(
            kind=kind,
            subject=told.subject,
            now=clock.from_ms(self._now),
            expires_at=None if told.expires_at is None else clock.from_ms(told.expires_at),
            is_concerned=row.id in self._concerned,
            is_paused=bool(told.fault)
            or (kind.name, None) in self._paused
            or (kind.name, told.organization_id) in self._paused,
            is_robot=bool(row.robot),
            account_id=account_id,
            openid=openid,
            template_id=template_id,
            is_template_stopped=template.is_stopped if template else False,
            is_muted=(row.member_id, kind.about) in self._mutes,
            is_long_term=(account_id, template_id) in self._long_term,
            grants=grants,
            # A message that was reserved for before is past the question of whether there is one to spare.
            already_spent=2 if row.id in self._reserved else self._spent.get((account_id or 0, told.subject), 0),
            counted=self._counted.get(row.member_id, 0),
            budget=self._config.push.weekly_budget,
            quiet_until=self._quiet_until,
        )

    def settle_and_reserve(self) -> list[Outgoing]:
        """Write down what was decided, and return what is to be sent: at most one to each member."""
        sending: list[tuple[_Row, Send]] = []
        by_member: dict[int | None, list[_Row]] = defaultdict(list)
        for row in self._rows:
            by_member[row.member_id].append(row)
        for rows in by_member.values():
            sending += self._one_of(rows)
        already = self._merged_before([row.id for row, _ in sending])
        return [self._outgoing(row, send, already) for row, send in sending]

    def settle_robots(self, limit: int, said: Mapping[str, int]) -> list[Outgoing]:
        """Write down what was decided about messages to groups, and return up to `limit` to be sent.

        The others of a robot follow one after another; `said` is when each robot last said something.
        """
        gap = PART_GAP // timedelta(milliseconds=1)
        turns = {robot: at + gap for robot, at in said.items()}
        sending: list[tuple[_Row, Send]] = []
        for row in self._rows:
            if not self._write(row, decide(self._facts(row))):
                continue
            turn = max(self._now, turns.get(row.robot, 0))
            if turn > self._now or len(sending) >= limit:
                self._write(row, Defer(clock.from_ms(turn)))
            else:
                sending.append((row, Send()))
            turns[row.robot] = turn + gap
        return [self._outgoing(row, send, {}) for row, send in sending]

    def _one_of(self, rows: list[_Row]) -> list[tuple[_Row, Send]]:
        """The one message a member gets now; others go with it, or after it."""
        ready: list[tuple[_Row, Send]] = []
        for row in sorted(rows, key=lambda row: (self._told[row.notification_id].kind.priority, row.due_at, row.id)):
            is_due = row.due_at <= self._now
            decision = decide(self._facts(row)) if is_due or self._merges(row) else Defer(clock.from_ms(row.due_at))
            if not is_due and not isinstance(decision, Send):
                # It is not its time yet: what would become of it then is decided then.
                decision = Defer(clock.from_ms(row.due_at))
            if self._write(row, decision) and isinstance(decision, Send):
                ready.append((row, decision))
        due = [one for one in ready if one[0].due_at <= self._now]
        if not due:
            for row, _ in ready:
                self._write(row, Defer(clock.from_ms(row.due_at)))
            return []
        main, send = due[0]
        for row, _ in ready:
            if row is main:
                continue
            if self._merges(main) and self._merges(row):
                _MERGE.run(main.id, row.id, self._token)
            else:
                later = max(row.due_at, self._now + _ONE_AFTER_ANOTHER // timedelta(milliseconds=1))
                self._write(row, Defer(clock.from_ms(later)))
        if send.grant_id is not None:
            _RESERVE.run(main.id, self._told[main.notification_id].subject, send.grant_id)
        return [(main, send)]

    def _merges(self, row: _Row) -> bool:
        # What was tried before goes out again as it was.
        return self._told[row.notification_id].kind.is_merged and row.attempts == 0

    def _write(self, row: _Row, decision: Decision) -> bool:
        """True if it is to be sent."""
        match decision:
            case Settle(state, reason):
                _SETTLE.run(state, reason, row.id, self._token)
                self.settled[state] += 1
                self._give_back(row)
                return False
            case Defer(until):
                _DEFER.run(clock.to_ms(until), row.id, self._token)
                return False
        return True

    def _give_back(self, row: _Row) -> None:
        """The credit of what does not go out any more is free again; one that may have paid for a message is not."""
        grant_id = self._reserved.get(row.id)
        if grant_id is None:
            return
        if row.unanswered:
            _GIVE_BACK.run("spent", self._now, row.id, grant_id)
        else:
            _GIVE_BACK.run("open", None, None, grant_id)

    def _merged_before(self, ids: list[int]) -> dict[int, list[Waiting]]:
        """What goes out as part of these, now or since an earlier try."""
        rows = _all(_MERGED, ids)
        told = self._told | _notifications(row[2] for row in rows if row[2] not in self._told)
        found: dict[int, list[Waiting]] = defaultdict(list)
        for delivery_id, main_id, notification_id in rows:
            one = told[notification_id]
            found[main_id].append(Waiting(delivery_id, one.kind, one.values, 0))
        return found

    def _outgoing(self, row: _Row, send: Send, merged: Mapping[int, list[Waiting]]) -> Outgoing:
        told = self._told[row.notification_id]
        others = merged.get(row.id, [])
        account_id, openid = self._accounts.get(row.member_id, (0, ""))
        return Outgoing(
            id=row.id,
            notification_id=row.notification_id,
            member_id=row.member_id,
            robot=row.robot,
            account_id=account_id,
            openid=openid,
            kind=told.kind,
            template=self._templates.get(told.kind.template),
            values=merged_values(told.values, others) if others else told.values,
            page="pages/messages/index" if others else told.page,
            attempts=row.attempts,
            unanswered=row.unanswered,
            grant_id=send.grant_id,
            lease_token=self._token,
            merged=len(others),
        )


def _notifications(ids: Iterable[int]) -> dict[int, _Told]:
    return {
        row[0]: _Told(row[0], kind_of(row[1]), row[2], row[3], row[4], json.loads(row[5]), row[6], row[7], row[8])
        for row in _all(_NOTIFICATIONS, set(ids))
    }
