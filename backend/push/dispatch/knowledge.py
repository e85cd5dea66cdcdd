"""What is to be known about some claimed deliveries: a handful of set queries, however many they are."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from backend import clock
from backend.config import Config
from backend.database import Statement, is_postgresql, rows_of
from backend.push.choosing import Grant
from backend.push.deciding import Facts
from backend.push.dispatch.claiming import Row
from backend.push.kinds import Kind, kind_of
from backend.push.mapping import mapped_templates
from backend.push.quiet import QuietHours
from backend.push.recipients import still_concerned
from backend.settings.services import in_force

_WEEK = timedelta(days=7)
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

_MERGED = "SELECT merged_into, notification_id FROM delivery WHERE merged_into IN ({}) AND state = 'merged'"


@dataclass(frozen=True, slots=True)
class Told:
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
class Reserved:
    """The credit that an earlier try of a delivery was to be paid with."""

    grant_id: int
    account_id: int
    template_id: str
    subject: str


class Knowledge:
    """Of these rows: what they tell, to whose account, what may pay for it, and what stands in the way."""

    def __init__(self, config: Config, rows: Sequence[Row], now: int, token: str) -> None:
        self._now = now
        self._token = token
        self._rows = rows
        self.told = notifications(row.notification_id for row in rows)
        # What goes out as part of these since an earlier try.
        self.merged = self._merged_before()
        members = {row.member_id for row in rows if row.member_id is not None}
        # Of `busy` members nothing can be decided now.
        self.accounts, self.busy = self._find_accounts(members)
        accounts = [account_id for account_id, _ in self.accounts.values()]
        self._grants: dict[tuple[int, str], list[Grant]] = defaultdict(list)
        # By delivery.
        self.reserved: dict[int, Reserved] = {}
        for account_id, template_id, grant_id, subject, held_until, delivery_id in rows_of(_GRANTS, accounts):
            if delivery_id is None:
                self._grants[account_id, template_id].append(Grant(grant_id, subject, held_until))
            else:
                self.reserved[delivery_id] = Reserved(grant_id, account_id, template_id, subject)
        self._long_term = set(rows_of(_LONG_TERM, accounts))
        self._mutes = set(rows_of(_MUTES, members))
        self._counted = dict(rows_of(_COUNTED, members, now - _WEEK // timedelta(milliseconds=1)))
        self._spent = self._find_spent(accounts)
        self._push = in_force(config).push
        self.templates = mapped_templates(config)
        self._paused = self._pauses()
        self._quiet_until = QuietHours.of(self._push).until(clock.from_ms(now))
        self._concerned = self._still_concerned()

    def _find_accounts(self, members: set[int]) -> tuple[dict[int, tuple[int, str]], set[int]]:
        """The members' accounts, and those members about whom nothing can be decided now: another dispatcher is at it,
        or a message to them is on its way, whose credit and place in the budget are not known yet."""
        lock = _MINE_ALONE if is_postgresql() else "TRUE"
        rows = rows_of(_ACCOUNTS.format(lock=lock), members)
        busy = {member_id for member_id, _, _, is_mine in rows if not is_mine}
        busy |= {row[0] for row in rows_of(_IN_FLIGHT, members, self._now, self._token)}
        return {row[0]: (row[1], row[2]) for row in rows}, busy

    def _find_spent(self, accounts: list[int]) -> Counter[tuple[int, str, str]]:
        """Credits that went, or are going, on messages about a subject, by account and template."""
        spent: Counter[tuple[int, str, str]] = Counter()
        if any(told.kind.is_extra for told in self.told.values()):
            for *key, number in rows_of(_SPENT, accounts, self._now - 100 * 86_400_000):
                spent[tuple(key)] = number
            for one in self.reserved.values():
                spent[one.account_id, one.template_id, one.subject] += 1
        return spent

    def _pauses(self) -> set[tuple[str, int | None]]:
        """(kind, organization) for which nothing goes out; None stands for everywhere."""
        pauses = set(_PAUSES.rows())
        if not pauses:
            return set()
        below: set[tuple[str, int | None]] = {one for one in pauses if one[1] is None}
        organizations = {told.organization_id for told in self.told.values() if told.organization_id is not None}
        for descendant, ancestor in rows_of(_ABOVE, organizations):
            below |= {(kind, descendant) for kind, paused in pauses if paused == ancestor}
        return below

    def _still_concerned(self) -> set[int]:
        """The deliveries that still concern their member."""
        by_notification: dict[int, list[Row]] = defaultdict(list)
        for row in self._rows:
            by_notification[row.notification_id].append(row)
        found: set[int] = set()
        for notification_id, rows in by_notification.items():
            told = self.told[notification_id]
            members = [row.member_id for row in rows if row.member_id is not None]
            concerned = set(still_concerned(told.kind.name, told.subject, told.occurrence, members))
            found |= {row.id for row in rows if row.member_id is None or row.member_id in concerned}
        return found

    def facts(self, row: Row) -> Facts:
        """What `decide` is to know of one."""
        told = self.told[row.notification_id]
        kind = told.kind
        account_id, openid = self.accounts.get(row.member_id, (None, ""))  # type: ignore[arg-type]
        template = self.templates.get(kind.template)
        template_id = template.template_id if template else None
        grants: Sequence[Grant] = ()
        reserved = self.reserved.get(row.id)
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
            budget=self._push.weekly_budget,
            quiet_until=self._quiet_until,
        )

    def _merged_before(self) -> dict[int, list[Kind]]:
        """What goes out as part of these since an earlier try."""
        rows = rows_of(_MERGED, (row.id for row in self._rows))
        told = self.told | notifications(row[1] for row in rows if row[1] not in self.told)
        found: dict[int, list[Kind]] = defaultdict(list)
        for main_id, notification_id in rows:
            found[main_id].append(told[notification_id].kind)
        return dict(found)


def notifications(ids: Iterable[int]) -> dict[int, Told]:
    return {
        row[0]: Told(row[0], kind_of(row[1]), row[2], row[3], row[4], json.loads(row[5]), row[6], row[7], row[8])
        for row in rows_of(_NOTIFICATIONS, set(ids))
    }
