"""Taking what is due from the outbox: claimed by lease, decided about, and paid for, in one transaction.

What comes out of it may be sent by this process alone until its lease ends. Whatever cannot be sent is settled here.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from backend import clock
from backend.config import Config
from backend.database import Statement, atomic
from backend.push import ledger
from backend.push.deciding import Decision, Defer, Send, Settle, decide, merged_values
from backend.push.dispatch.claiming import (
    LEASE,
    Row,
    claim,
    claim_more,
    claim_robots,
    is_robot_due,
    last_said,
)
from backend.push.dispatch.knowledge import Knowledge
from backend.push.kinds import Kind
from backend.push.mapping import MappedTemplate
from backend.push.merging import settle_merged
from backend.push.robots import PART_GAP

__all__ = ["LEASE", "Dispatched", "Outgoing", "dispatch", "dispatch_robots"]

# Why a message does not go out by itself and can still be part of another.
_RIDES_WITHOUT = ("no_credit", "no_template", "template")
# Two messages to one person at the same moment: WeChat refuses one of them (43108).
_ONE_AFTER_ANOTHER = timedelta(seconds=2)

_SETTLE = Statement(
    """UPDATE delivery SET state = ?, reason = ?, sent_at = ?, is_counted = ?, leased_until = NULL, late_since = NULL
       WHERE id = ? AND lease_token = ?"""
)
_DEFER = Statement("UPDATE delivery SET due_at = ?, leased_until = NULL WHERE id = ? AND lease_token = ?")
_DEFER_TO_MORNING = Statement(
    "UPDATE delivery SET due_at = ?, leased_until = NULL, late_since = NULL WHERE id = ? AND lease_token = ?"
)
_MERGE = Statement(
    "UPDATE delivery SET state = 'merged', merged_into = ?, leased_until = NULL WHERE id = ? AND lease_token = ?"
)


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
class Plan:
    """One message that goes out, and what goes out as part of it."""

    row: Row
    send: Send
    riders: Sequence[Row] = ()


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
        rows = claim(now, limit, token, only_fresh=only_fresh)
        if not rows:
            return Dispatched()
        rows += claim_more(now, rows, token, only_fresh=only_fresh)
        batch = _Batch(config, rows, now, token)
        return Dispatched(batch.settle_and_reserve(), batch.settled)


def dispatch_robots(config: Config, limit: int) -> Dispatched:
    """As `dispatch`, for groups: at most one message to each robot, and only where its last one is long enough ago.

    Two processes may ask at the same moment; a robot's messages are all claimed by one of them.
    """
    now = clock.now_ms()
    if not is_robot_due(now):
        return Dispatched()
    token = secrets.token_hex(8)
    with atomic():
        rows = claim_robots(now, token)
        if not rows:
            return Dispatched()
        batch = _Batch(config, rows, now, token)
        return Dispatched(batch.settle_robots(limit, last_said(now, rows, token)), batch.settled)


class _Batch:
    """Some claimed deliveries, and what becomes of each."""

    def __init__(self, config: Config, rows: list[Row], now: int, token: str) -> None:
        self._rows = rows
        self._now = now
        self._token = token
        self._known = Knowledge(config, rows, now, token)
        self.settled: Counter[str] = Counter()

    def settle_and_reserve(self) -> list[Outgoing]:
        """Write down what was decided, and return what is to be sent: at most one to each member."""
        plans: list[Plan] = []
        by_member: dict[int | None, list[Row]] = defaultdict(list)
        for row in self._rows:
            by_member[row.member_id].append(row)
        for rows in by_member.values():
            if rows[0].member_id in self._known.busy:
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
            decision = decide(self._known.facts(row))
            if not isinstance(decision, Send):
                self._write_all([(row, decision)])
                continue
            turn = max(self._now, turns.get(row.robot, 0))
            if turn > self._now or len(sending) >= limit:
                self._write_all([(row, Defer(clock.from_ms(turn)))])
            else:
                sending.append(self._outgoing(Plan(row, decision)))
            turns[row.robot] = turn + gap
        return sending

    def _one_of(self, rows: list[Row]) -> list[Plan]:
        """The one message a member gets now; others go with it, or after it."""
        rows = sorted(rows, key=self._urgency)
        decided = {row.id: decide(self._known.facts(row)) for row in rows}
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
        return [Plan(main, send, riders)]

    def _urgency(self, row: Row) -> tuple[int, bool, int, int]:
        """What goes first. What was chosen before goes before its like: others are part of it already."""
        return self._known.told[row.notification_id].kind.priority, not self._was_chosen(row), row.due_at, row.id

    def _main_of(self, rows: list[Row], decided: Mapping[int, Decision]) -> Row | None:
        """The message that carries the others: one that is due; or one that is due soon, where a message that is due
        has no credit of its own and can go along."""
        ready = [row for row in rows if isinstance(decided[row.id], Send)]
        due = [row for row in rows if row.due_at <= self._now]
        first = next((row for row in ready if row in due), None)
        if first is None:
            carrying = (row for row in ready if any(self._rides(one, row, decided[one.id]) for one in due))
            first = next(carrying, None)
        return first

    def _was_chosen(self, row: Row) -> bool:
        """An earlier dispatch meant it to go out, and was killed, or WeChat was down."""
        return row.attempts > 0 or row.id in self._known.reserved or row.id in self._known.merged

    def _rides(self, row: Row, main: Row, decision: Decision) -> bool:
        """Whether `row` goes out as part of `main`: it needs no credit and no template of its own for that."""
        kinds = self._known.told[main.notification_id].kind, self._known.told[row.notification_id].kind
        # What was tried before goes out again as it was.
        if main.attempts or not all(kind.is_merged for kind in kinds) or self._was_chosen(row):
            return False
        return isinstance(decision, Send) or (isinstance(decision, Settle) and decision.reason in _RIDES_WITHOUT)

    def _a_moment_after(self, row: Row) -> Defer:
        later = self._now + _ONE_AFTER_ANOTHER // timedelta(milliseconds=1)
        return Defer(clock.from_ms(max(row.due_at, later)))

    def _write_all(self, decided: Iterable[tuple[Row, Decision]]) -> None:
        for row, decision in decided:
            match decision:
                case Settle():
                    self._settle(row, decision)
                case Defer(until, is_night):
                    (_DEFER_TO_MORNING if is_night else _DEFER).run(clock.to_ms(until), row.id, self._token)

    def _settle(self, row: Row, settle: Settle) -> None:
        """It does not go out: its credit is free again, and so is what was to go out as part of it."""
        state, reason = settle.state, settle.reason
        reserved = self._known.reserved.get(row.id)
        if row.unanswered and state != "paused":
            state, reason = "uncertain", "unanswered"
        is_out = state == "uncertain"
        is_counted = is_out and not self._known.told[row.notification_id].kind.is_urgent
        _SETTLE.run(state, reason, self._now if is_out else None, is_counted, row.id, self._token)
        self.settled[state] += 1
        if row.unanswered and not is_out:
            # It goes on from where it is once it may.
            return
        if reserved is not None and is_out:
            ledger.close(reserved.grant_id, row.id)
        elif reserved is not None:
            ledger.give_back(reserved.grant_id)
        if row.id in self._known.merged:
            settle_merged(row.id, state, reason, self._now)

    def _reserve(self, plan: Plan) -> bool:
        """Take the credit; False, and everything waits a moment, if the member has just taken it back."""
        row, grant_id = plan.row, plan.send.grant_id
        reserved = self._known.reserved.get(row.id)
        if reserved is not None and reserved.grant_id != grant_id:
            ledger.give_back(reserved.grant_id)
        if grant_id is not None:
            subject = self._known.told[row.notification_id].subject
            if not ledger.reserve(grant_id, row.id, subject):
                self._write_all((one, self._a_moment_after(one)) for one in (row, *plan.riders))
                return False
        for rider in plan.riders:
            _MERGE.run(row.id, rider.id, self._token)
        return True

    def _outgoing(self, plan: Plan) -> Outgoing:
        row, told = plan.row, self._known.told[plan.row.notification_id]
        others = list(self._known.merged.get(row.id, ()))
        others += [self._known.told[rider.notification_id].kind for rider in plan.riders]
        account_id, openid = self._known.accounts.get(row.member_id, (0, ""))  # type: ignore[arg-type]
        return Outgoing(
            id=row.id,
            notification_id=row.notification_id,
            member_id=row.member_id,
            robot=row.robot,
            account_id=account_id,
            openid=openid,
            kind=told.kind,
            template=self._known.templates.get(told.kind.template),
            values=merged_values(told.values, others) if others else told.values,
            page="pages/messages/index" if others else told.page,
            attempts=row.attempts,
            unanswered=row.unanswered,
            grant_id=plan.send.grant_id,
            lease_token=self._token,
            merged=len(others),
        )
