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
from backend.push.merging import settle_merged
from backend.push.quiet import QuietHours
from backend.push.recipients import still_concerned
from backend.push.robots import PART_GAP

LEASE = timedelta(minutes=2)
PRIORITIES = (0, 1, 2)
# What is due so soon goes out together with what is due now.
MERGE_AHEAD = timedelta(hours=4)
_WEEK = timedelta(days=7)
# Why a message does not go out by itself and can still be part of another.
_RIDES_WITHOUT = ("no_credit", "no_template", "template")
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
    WHERE member_id IN ({{members}}) AND {_FREE} AND due_at <= ? {{condition}} {{lock}})
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
_UNTRIED = "AND unanswered = 0"
_NOTIFICATIONS = """SELECT id, kind, subject, occurrence, organization_id, "values", page, expires_at, fault
    FROM notification WHERE id IN ({})"""
# Two dispatchers that decide about one member at a time would spend one credit, and one place in the budget, twice.
# Whoever has the lock sees what the other one committed; SQLite has one writer anyway.
_ACCOUNTS = "SELECT member_id, id, openid, {lock} FROM account WHERE member_id IN ({{}})"
_MINE_ALONE = "pg_try_advisory_xact_lock(id)"
_IN_FLIGHT = """SELECT DISTINCT member_id FROM delivery
    WHERE member_id IN ({}) AND state = 'queued' AND leased_until >= ? AND lease_token <> ?"""
_GRANTS = """SELECT account_id, template_id, id, subject, held_until, delivery_id FROM subscription_grant
    WHERE account_id IN ({}) AND state IN ('open', 'reserved') ORDER BY id"""
_SPENT = """SELECT account_id, template_id, subject, count(*) FROM subscription_grant
    WHERE account_id IN ({}) AND state = 'spent' AND closed_at > ? GROUP BY account_id, template_id, subject"""
_LONG_TERM = "SELECT account_id, template_id FROM subscription WHERE account_id IN ({}) AND is_long_term"
_MUTES = "SELECT member_id, about FROM push_mute WHERE member_id IN ({})"
_COUNTED = """SELECT member_id, count(*) FROM delivery WHERE member_id IN ({}) AND is_counted AND sent_at > ?
    GROUP BY member_id"""
_PAUSES = Statement("SELECT kind, organization_id FROM push_pause WHERE resumed_at IS NULL")
_ABOVE = "SELECT descendant_id, ancestor_id FROM organization_closure WHERE descendant_id IN ({})"

_SETTLE = Statement(
    """UPDATE delivery SET state = ?, reason = ?, sent_at = ?, is_counted = ?, leased_until = NULL
       WHERE id = ? AND lease_token = ?"""
)
_DEFER = Statement("UPDATE delivery SET due_at = ?, leased_until = NULL WHERE id = ? AND lease_token = ?")
_MERGE = Statement(
    "UPDATE delivery SET state = 'merged', merged_into = ?, leased_until = NULL WHERE id = ? AND lease_token = ?"
)
# Not what the member has taken back since it was read.
_RESERVE = Statement(
    """UPDATE subscription_grant SET state = 'reserved', delivery_id = ?, subject = ?
       WHERE id = ? AND (state = 'open' OR (state = 'reserved' AND delivery_id = ?))"""
)
_GIVE_BACK = Statement(
    "UPDATE subscription_grant SET state = ?, closed_at = ?, delivery_id = ? WHERE id = ? AND state = 'reserved'"
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
class _Reserved:
    """The credit that an earlier try of a delivery was to be paid with."""

    grant_id: int
    account_id: int
    template_id: str
    subject: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """One message that goes out, and what goes out as part of it."""

    row: _Row
    send: Send
    riders: Sequence[_Row] = ()


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
        batch = _Batch(config, rows, now, token, only_fresh=only_fresh)
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
    return Statement(_CLAIM.format(lock=_LOCK if is_on_postgresql else "", condition=_UNTRIED if only_fresh else ""))


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

    def __init__(self, config: Config, rows: list[_Row], now: int, token: str, *, only_fresh: bool = False) -> None:
        self._config = config
        self._now = now
        self._token = token
        self.settled: Counter[str] = Counter()
        self._rows = rows + self._more_for_the_same(rows, _UNTRIED if only_fresh else "")
        self._told = _notifications(row.notification_id for row in self._rows)
        self._merged = self._merged_before()
        members = {row.member_id for row in self._rows if row.member_id is not None}
        self._accounts, self._busy = self._find_accounts(members)
        accounts = [account_id for account_id, _ in self._accounts.values()]
        self._grants: dict[tuple[int, str], list[Grant]] = defaultdict(list)
        self._reserved: dict[int, _Reserved] = {}
        for account_id, template_id, grant_id, subject, held_until, delivery_id in _all(_GRANTS, accounts):
            if delivery_id is None:
                self._grants[account_id, template_id].append(Grant(grant_id, subject, held_until))
            else:
                self._reserved[delivery_id] = _Reserved(grant_id, account_id, template_id, subject)
        self._long_term = set(_all(_LONG_TERM, accounts))
        self._mutes = set(_all(_MUTES, members))
        self._counted = dict(_all(_COUNTED, members, now - _WEEK // timedelta(milliseconds=1)))
        self._spent = self._find_spent(accounts)
        self._templates = mapped_templates(config)
        self._paused = self._pauses()
        self._quiet_until = QuietHours.of(config.push).until(clock.from_ms(now))
        self._concerned = self._still_concerned()

    def _more_for_the_same(self, rows: list[_Row], condition: str) -> list[_Row]:
        """What else is due to the same members before long: it may go out in the same message."""
        members = {row.member_id for row in rows if row.member_id is not None}
        if not members:
            return []
        lock = _LOCK if is_postgresql() else ""
        text = _CLAIM_MORE.format(members=", ".join("?" * len(members)), lock=lock, condition=condition)
        ahead = self._now + MERGE_AHEAD // timedelta(milliseconds=1)
        until = self._now + LEASE // timedelta(milliseconds=1)
        return [_Row(*row) for row in Statement(text).rows(*members, self._now, ahead, until, self._token)]

    def _find_accounts(self, members: set[int]) -> tuple[dict[int, tuple[int, str]], set[int]]:
        """The members' accounts, and those members about whom nothing can be decided now: another dispatcher is at it,
        or a message to them is on its way, whose credit and place in the budget are not known yet."""
        lock = _MINE_ALONE if is_postgresql() else "TRUE"
        rows = _all(_ACCOUNTS.format(lock=lock), members)
        busy = {member_id for member_id, _, _, is_mine in rows if not is_mine}
        busy |= {row[0] for row in _all(_IN_FLIGHT, members, self._now, self._token)}
        return {row[0]: (row[1], row[2]) for row in rows}, busy

    def _find_spent(self, accounts: list[int]) -> Counter[tuple[int, str, str]]:
        """Credits that went, or are going, on messages about a subject, by account and template."""
        spent: Counter[tuple[int, str, str]] = Counter()
        if any(told.kind.is_extra for told in self._told.values()):
            for *key, number in _all(_SPENT, accounts, self._now - 100 * 86_400_000):
                spent[tuple(key)] = number
            for one in self._reserved.values():
                spent[one.account_id, one.template_id, one.subject] += 1
        return spent

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
        account_id, openid = self._accounts.get(row.member_id, (None, ""))  # type: ignore[arg-type]
        template = self._templates.get(kind.template)
        template_id = template.template_id if template else None
        grants: Sequence[Grant] = ()
        reserved = self._reserved.get(row.id)
        has_own = reserved is not None and reserved.template_id == template_id
        if account_id is not None and template_id is not None:
            grants = self._grants[account_id, template_id]
            if reserved is not None and has_own:
                grants = [Grant(reserved.grant_id)]
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
            already_spent=2 if has_own else self._spent[account_id or 0, template_id or "", told.subject],
            counted=self._counted.get(row.member_id, 0),
            budget=self._config.push.weekly_budget,
            quiet_until=self._quiet_until,
        )

    def settle_and_reserve(self) -> list[Outgoing]:
        """Write down what was decided, and return what is to be sent: at most one to each member."""
        plans: list[_Plan] = []
        by_member: dict[int | None, list[_Row]] = defaultdict(list)
        for row in self._rows:
            by_member[row.member_id].append(row)
        for rows in by_member.values():
            if rows[0].member_id in self._busy:
                self._write_all((row, self._a_moment_after(row)) for row in rows)
            else:
                plans += self._one_of(rows)
        # In the order of their credits: whoever else changes several at once does the same, so that nobody waits
        # in a circle.
        plans.sort(key=lambda plan: plan.send.grant_id or 0)
        return [self._outgoing(plan) for plan in plans if self._reserve(plan)]

    def settle_robots(self, limit: int, said: Mapping[str, int]) -> list[Outgoing]:
        """Write down what was decided about messages to groups, and return up to `limit` to be sent.

        The others of a robot follow one after another; `said` is when each robot last said something.
        """
        gap = PART_GAP // timedelta(milliseconds=1)
        turns = {robot: at + gap for robot, at in said.items()}
        sending: list[Outgoing] = []
        for row in self._rows:
            decision = decide(self._facts(row))
            if not isinstance(decision, Send):
                self._write_all([(row, decision)])
                continue
            turn = max(self._now, turns.get(row.robot, 0))
            if turn > self._now or len(sending) >= limit:
                self._write_all([(row, Defer(clock.from_ms(turn)))])
            else:
                sending.append(self._outgoing(_Plan(row, decision)))
            turns[row.robot] = turn + gap
        return sending

    def _one_of(self, rows: list[_Row]) -> list[_Plan]:
        """The one message a member gets now; others go with it, or after it."""
        rows = sorted(rows, key=self._urgency)
        decided = {row.id: decide(self._facts(row)) for row in rows}
        main = self._main_of(rows, decided)
        riders = [row for row in rows if main and row is not main and self._rides(row, main, decided[row.id])]
        for row in rows:
            decision = decided[row.id]
            if row is main or row in riders:
                continue
            if main is not None and isinstance(decision, Send):
                decision = self._a_moment_after(row)
            elif row.due_at > self._now:
                # It is not its time yet: what becomes of it is decided then.
                decision = Defer(clock.from_ms(row.due_at))
            self._write_all([(row, decision)])
        if main is None:
            return []
        send = decided[main.id]
        assert isinstance(send, Send)  # noqa: S101 - what `_main_of` chose
        return [_Plan(main, send, riders)]

    def _urgency(self, row: _Row) -> tuple[int, bool, int, int]:
        """What goes first. What was chosen before goes before its like: others are part of it already."""
        return self._told[row.notification_id].kind.priority, not self._was_chosen(row), row.due_at, row.id

    def _main_of(self, rows: list[_Row], decided: Mapping[int, Decision]) -> _Row | None:
        """The message that carries the others: one that is due; or one that is due soon, where a message that is due
        has no credit of its own and can go along."""
        ready = [row for row in rows if isinstance(decided[row.id], Send)]
        due = [row for row in rows if row.due_at <= self._now]
        first = next((row for row in ready if row in due), None)
        if first is None:
            carrying = (row for row in ready if any(self._rides(one, row, decided[one.id]) for one in due))
            first = next(carrying, None)
        return first

    def _was_chosen(self, row: _Row) -> bool:
        """An earlier dispatch meant it to go out, and was killed, or WeChat was down."""
        return row.attempts > 0 or row.id in self._reserved or row.id in self._merged

    def _rides(self, row: _Row, main: _Row, decision: Decision) -> bool:
        """Whether `row` goes out as part of `main`: it needs no credit and no template of its own for that."""
        kinds = self._told[main.notification_id].kind, self._told[row.notification_id].kind
        # What was tried before goes out again as it was.
        if main.attempts or not all(kind.is_merged for kind in kinds) or self._was_chosen(row):
            return False
        return isinstance(decision, Send) or (isinstance(decision, Settle) and decision.reason in _RIDES_WITHOUT)

    def _a_moment_after(self, row: _Row) -> Defer:
        later = self._now + _ONE_AFTER_ANOTHER // timedelta(milliseconds=1)
        return Defer(clock.from_ms(max(row.due_at, later)))

    def _write_all(self, decided: Iterable[tuple[_Row, Decision]]) -> None:
        for row, decision in decided:
            match decision:
                case Settle():
                    self._settle(row, decision)
                case Defer(until):
                    _DEFER.run(clock.to_ms(until), row.id, self._token)

    def _settle(self, row: _Row, settle: Settle) -> None:
        """It does not go out: its credit is free again, and so is what was to go out as part of it."""
        state, reason = settle.state, settle.reason
        reserved = self._reserved.get(row.id)
        if row.unanswered and state != "paused":
            state, reason = "uncertain", "unanswered"
        is_out = state == "uncertain"
        is_counted = is_out and not self._told[row.notification_id].kind.is_urgent
        _SETTLE.run(state, reason, self._now if is_out else None, is_counted, row.id, self._token)
        self.settled[state] += 1
        if row.unanswered and not is_out:
            # It goes on from where it is once it may.
            return
        if reserved is not None and is_out:
            _GIVE_BACK.run("spent", self._now, row.id, reserved.grant_id)
        elif reserved is not None:
            _GIVE_BACK.run("open", None, None, reserved.grant_id)
        if row.id in self._merged:
            settle_merged(row.id, state, reason, self._now)

    def _reserve(self, plan: _Plan) -> bool:
        """Take the credit; False, and everything waits a moment, if the member has just taken it back."""
        row, grant_id = plan.row, plan.send.grant_id
        reserved = self._reserved.get(row.id)
        if reserved is not None and reserved.grant_id != grant_id:
            _GIVE_BACK.run("open", None, None, reserved.grant_id)
        if grant_id is not None:
            subject = self._told[row.notification_id].subject
            if not _RESERVE.run(row.id, subject, grant_id, row.id).rowcount:
                self._write_all((one, self._a_moment_after(one)) for one in (row, *plan.riders))
                return False
        for rider in plan.riders:
            _MERGE.run(row.id, rider.id, self._token)
        return True

    def _merged_before(self) -> dict[int, list[Waiting]]:
        """What goes out as part of these since an earlier try."""
        rows = _all(_MERGED, (row.id for row in self._rows))
        told = self._told | _notifications(row[2] for row in rows if row[2] not in self._told)
        found: dict[int, list[Waiting]] = {}
        for delivery_id, main_id, notification_id in rows:
            one = told[notification_id]
            found.setdefault(main_id, []).append(Waiting(delivery_id, one.kind, one.values, 0))
        return found

    def _outgoing(self, plan: _Plan) -> Outgoing:
        row, told = plan.row, self._told[plan.row.notification_id]
        others = list(self._merged.get(row.id, ()))
        for rider in plan.riders:
            one = self._told[rider.notification_id]
            others.append(Waiting(rider.id, one.kind, one.values, 0))
        account_id, openid = self._accounts.get(row.member_id, (0, ""))  # type: ignore[arg-type]
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
            grant_id=plan.send.grant_id,
            lease_token=self._token,
            merged=len(others),
        )


def _notifications(ids: Iterable[int]) -> dict[int, _Told]:
    return {
        row[0]: _Told(row[0], kind_of(row[1]), row[2], row[3], row[4], json.loads(row[5]), row[6], row[7], row[8])
        for row in _all(_NOTIFICATIONS, set(ids))
    }
