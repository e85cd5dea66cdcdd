"""The ledger of credits (订阅次数): one acceptance on WeChat's sheet is one message.

WeChat has no way to ask how many are left, so they are counted here: granted by the phone's own report (WeChat's event
about the sheet only confirms it, and may not come at all), spent by sending, void once refused, and settled when WeChat
says there is none (43101). A grant asked for at one activity is kept for its changes and its reminder until it begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.database import Statement, atomic, is_postgresql
from backend.push.mapping import MappedTemplate
from backend.push.models import Subscription, SubscriptionGrant, SubscriptionReport

# An event about the sheet comes within seconds of the phone's report, or before it.
_CONFIRMED_WITHIN = timedelta(hours=1)

_SAY = Statement(
    """INSERT INTO subscription (account_id, template_id, always, is_long_term, refused_at, revoked_at)
       VALUES (?, ?, ?, ?, ?, NULL)
       ON CONFLICT (account_id, template_id) DO UPDATE SET
         always = CASE WHEN CAST(? AS INTEGER) = 1 THEN excluded.always ELSE subscription.always END,
         is_long_term = excluded.is_long_term, refused_at = excluded.refused_at, revoked_at = NULL"""
)
_VOID = Statement(
    """UPDATE subscription_grant SET state = 'void', closed_at = ?
       WHERE account_id = ? AND template_id = ? AND state = 'open'"""
)

# Not what the member has taken back since it was read.
_RESERVE = Statement(
    """UPDATE subscription_grant SET state = 'reserved', delivery_id = ?, subject = ?
       WHERE id = ? AND (state = 'open' OR (state = 'reserved' AND delivery_id = ?))"""
)
_CLOSE = Statement(
    "UPDATE subscription_grant SET state = ?, closed_at = ?, delivery_id = ? WHERE id = ? AND state = 'reserved'"
)
# What a send that nobody answered may have used stays used.
_LET_GO = Statement(
    """UPDATE subscription_grant SET
         state = CASE WHEN d.unanswered > 0 THEN 'spent' ELSE 'open' END,
         closed_at = CASE WHEN d.unanswered > 0 THEN CAST(? AS BIGINT) END,
         delivery_id = CASE WHEN d.unanswered > 0 THEN d.id END
       FROM delivery d WHERE d.id = ? AND subscription_grant.delivery_id = d.id
         AND subscription_grant.state = 'reserved'"""
)
_RELEASE = Statement(
    """UPDATE subscription_grant SET held_until = NULL, subject = ''
       WHERE account_id IN (SELECT id FROM account WHERE member_id = ?) AND subject = ? AND state = 'open'"""
)
# What is held by nobody is not held now either: it only went on a message about the subject that failed.
_HELD = "subject = ? AND state = 'open' AND held_until IS NOT NULL"
_HOLD = Statement(f"UPDATE subscription_grant SET held_until = ? WHERE {_HELD}")  # noqa: S608 - a constant
# In the order in which dispatchers take them.
_HOLD_ON_POSTGRESQL = Statement(
    f"""UPDATE subscription_grant SET held_until = ?
        WHERE id IN (SELECT id FROM subscription_grant WHERE {_HELD} ORDER BY id FOR UPDATE)"""  # noqa: S608
)


def report_subscriptions(
    account_id: int,
    results: Mapping[str, str],
    client_ref: str,
    *,
    always: Mapping[str, str] | None = None,
    subject: str = "",
    held_until: datetime | None = None,
    long_term: Iterable[str] = (),
) -> dict[str, int]:
    """Add what the member answered on WeChat's permission sheet; returns the credits left by template.

    `results` and `always` ("accept" or "reject", from wx.getSetting) are by template id; a template that is missing
    in `always` is not fixed any more, while None says nothing about any. What is accepted is kept for `subject` until
    `held_until`. The same `client_ref` again is the same report and adds nothing.
    """
    with atomic():
        is_new = (
            SubscriptionReport.insert(account=account_id, client_ref=client_ref)
            .on_conflict_ignore()
            .as_rowcount()
            .execute()
        )
        if is_new:
            # Sorted, so that two reports of one account lock rows in the same order.
            for template_id, answer in sorted(results.items()):
                kept = None if always is None else always.get(template_id, "")
                _take(account_id, template_id, answer, kept, template_id in set(long_term), subject, held_until)
    return credits_left(account_id, list(results))


def _take(
    account_id: int,
    template_id: str,
    answer: str,
    always: str | None,
    is_long_term: bool,
    subject: str,
    held_until: datetime | None,
) -> None:
    # `filter` and `ban` say nothing about what the member wants: WeChat did not ask.
    if answer in ("filter", "ban"):
        return
    is_accepted = answer.startswith("accept")
    refused_at = None if is_accepted else clock.now_ms()
    is_known = int(always is not None)
    _SAY.run(account_id, template_id, always or "", is_accepted and is_long_term, refused_at, is_known)
    if is_accepted and not is_long_term:
        SubscriptionGrant.insert(
            account=account_id, template_id=template_id, subject=subject, held_until=held_until
        ).execute()


def credits_left(account_id: int, template_ids: Sequence[str]) -> dict[str, int]:
    """How many messages of each template may still be sent."""
    left = dict.fromkeys(template_ids, 0)
    rows: Any = SubscriptionGrant.select(SubscriptionGrant.template_id).where(
        SubscriptionGrant.account == account_id,
        SubscriptionGrant.template_id << template_ids,
        SubscriptionGrant.state == "open",
    )
    for (template_id,) in rows.tuples():
        left[template_id] += 1
    return left


def summary(members: Any, template_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """What these members (a select of ids) have allowed, by template id: `left` credits, how many of them are `held`
    for an activity, how many `people` have one; `long_term` acceptances; who `refused`."""
    found = {one: dict.fromkeys(("left", "held", "people", "long_term", "refused"), 0) for one in template_ids}
    accounts = Account.select(Account.id).where(Account.member << members)
    held = SubscriptionGrant.held_until > clock.now()
    rows: Any = (
        SubscriptionGrant.select(
            SubscriptionGrant.template_id,
            peewee.fn.COUNT(SubscriptionGrant.id),
            peewee.fn.SUM(peewee.Case(None, ((held, 1),), 0)),
            peewee.fn.COUNT(SubscriptionGrant.account.distinct()),
        )
        .where(
            SubscriptionGrant.template_id << template_ids,
            SubscriptionGrant.state == "open",
            SubscriptionGrant.account << accounts,
        )
        .group_by(SubscriptionGrant.template_id)
    )
    for template_id, left, kept, people in rows.tuples():
        found[template_id].update(left=left, held=int(kept), people=people)
    for one in Subscription.select().where(
        Subscription.template_id << template_ids,
        Subscription.account << accounts,
        Subscription.is_long_term | (Subscription.always == "reject") | Subscription.revoked_at.is_null(False),
    ):
        found[one.template_id]["long_term" if one.is_long_term and one.revoked_at is None else "refused"] += 1
    return found


def subscriptions_of(account_id: int, templates: Mapping[str, MappedTemplate]) -> list[dict[str, Any]]:
    """What the account has allowed of each of these templates, in their order."""
    now = clock.now()
    left: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for grant in SubscriptionGrant.select(SubscriptionGrant.template_id, SubscriptionGrant.held_until).where(
        SubscriptionGrant.account == account_id, SubscriptionGrant.state == "open"
    ):
        left[grant.template_id] += 1
        held[grant.template_id] += grant.held_until is not None and grant.held_until > now
    said = {one.template_id: one for one in Subscription.select().where(Subscription.account == account_id)}
    return [
        {
            "name": template.name,
            "template": template.template_id,
            "title": template.title,
            "left": left[template.template_id],
            "held": held[template.template_id],
            "always": one.always if one else "",
            "is_long_term": one.is_long_term if one else False,
            "is_refused": bool(one and (one.refused_at or one.revoked_at)),
        }
        for template in templates.values()
        for one in [said.get(template.template_id)]
    ]


def confirm(account_id: int, answers: Mapping[str, str]) -> None:
    """What WeChat's event says of the sheet: it confirms the newest grant of each template, and grants none.

    An event without a report is a phone that lost its network: that credit is not counted, one message fewer.
    """
    since = clock.now() - _CONFIRMED_WITHIN
    for template_id, answer in sorted(answers.items()):
        if not answer.startswith("accept"):
            continue
        newest: Any = (
            SubscriptionGrant.select(SubscriptionGrant.id)
            .where(
                SubscriptionGrant.account == account_id,
                SubscriptionGrant.template_id == template_id,
                SubscriptionGrant.confirmed_at.is_null(),
                SubscriptionGrant.granted_at >= since,
            )
            .order_by(SubscriptionGrant.id.desc())
            .limit(1)
        )
        SubscriptionGrant.update(confirmed_at=clock.now()).where(SubscriptionGrant.id << newest).execute()


def revoke(account_id: int, template_ids: Sequence[str]) -> None:
    """The member turned templates off in WeChat's settings: what was allowed is gone."""
    with atomic():
        for template_id in sorted(template_ids):
            settle(account_id, template_id)
            Subscription.insert(
                account=account_id, template_id=template_id, always="reject", revoked_at=clock.now()
            ).on_conflict(
                conflict_target=(Subscription.account, Subscription.template_id),
                update={"always": "reject", "is_long_term": False, "revoked_at": clock.now()},
            ).execute()


def settle(account_id: int, template_id: str) -> None:
    """WeChat says that there is none left: its count is the true one. What is just being sent is settled by itself."""
    _VOID.run(clock.now_ms(), account_id, template_id)
    Subscription.update(is_long_term=False).where(
        Subscription.account == account_id, Subscription.template_id == template_id
    ).execute()


def reserve(grant_id: int, delivery_id: int, subject: str) -> bool:
    """Set a credit aside for a message about `subject`; False if the member has just taken it back."""
    return bool(_RESERVE.run(delivery_id, subject, grant_id, delivery_id).rowcount)


def give_back(grant_id: int) -> None:
    """The message it was set aside for does not go out: the credit is open again."""
    _CLOSE.run("open", None, None, grant_id)


def close(grant_id: int, delivery_id: int, state: Literal["spent", "void"] = "spent") -> None:
    """The credit went on this message, or WeChat knows nothing of it."""
    _CLOSE.run(state, clock.now_ms(), delivery_id, grant_id)


def let_go(delivery_id: int) -> None:
    """An operator took a message out of the outbox: the credit it was to be paid with is open again, or spent."""
    _LET_GO.run(clock.now_ms(), delivery_id)


def release(member_id: int, subject: str) -> None:
    """What was kept for this is free for anything: the member gave the place back. One statement."""
    _RELEASE.run(member_id, subject)


def hold_until(subject: str, until: datetime) -> None:
    """Keep what is held for `subject` until another moment: the activity was put off. One statement."""
    statement = _HOLD_ON_POSTGRESQL if is_postgresql() else _HOLD
    statement.run(clock.to_ms(until), subject)
