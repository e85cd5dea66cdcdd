"""The outbox and the ledger of credits: what is to be sent, and what may be."""

from __future__ import annotations

import json
from collections.abc import Mapping

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.database import Statement, atomic
from backend.push.models import OutboxMessage, SubscriptionCredit, SubscriptionReport
from backend.push.templates import FIELDS

_ENQUEUE = Statement(
    """INSERT INTO outbox_message (business_key, account_id, template, "values", page, state, due_at,
         lease_token, attempts, error_text, created_at)
       SELECT ?, a.id, ?, ?, ?, 'queued', ?, '', 0, '', ? FROM account a WHERE a.member_id = ?
       ON CONFLICT (business_key) DO NOTHING"""
)


def enqueue(business_key: str, *, member_id: int, template: str, values: Mapping[str, str], page: str = "") -> None:
    """Write a message to the member's phone, in the transaction of the event that causes it.

    `business_key` names the event ("signup_result:42:approved"): the same key again is the same message.
    A member without a WeChat account gets none.
    """
    if template not in FIELDS:
        raise ValueError(f"unknown template {template!r}")
    now = clock.now_ms()
    text = json.dumps(dict(values), ensure_ascii=False)
    _ENQUEUE.run(business_key, template, text, page, now, now, member_id)


def enqueue_to_each(
    business_key: str, members: peewee.Select, *, template: str, values: Mapping[str, str], page: str = ""
) -> None:
    """Write one message to every member whose id the query gives: one statement, however many they are.

    `business_key` names the event without the member.
    """
    if template not in FIELDS:
        raise ValueError(f"unknown template {template!r}")
    now = clock.now_ms()
    columns = {
        OutboxMessage.business_key: peewee.Value(f"{business_key}:").concat(Account.member.cast("TEXT")),
        OutboxMessage.account: Account.id,
        OutboxMessage.template: peewee.Value(template),
        OutboxMessage.values: peewee.Value(json.dumps(dict(values), ensure_ascii=False)),
        OutboxMessage.page: peewee.Value(page),
        OutboxMessage.state: peewee.Value("queued"),
        OutboxMessage.due_at: peewee.Value(now),
        OutboxMessage.lease_token: peewee.Value(""),
        OutboxMessage.attempts: peewee.Value(0),
        OutboxMessage.error_text: peewee.Value(""),
        OutboxMessage.created_at: peewee.Value(now),
    }
    rows = Account.select(*columns.values()).where(Account.member << members)
    OutboxMessage.insert_from(rows, list(columns)).on_conflict_ignore().execute()


_GRANT = Statement(
    """INSERT INTO subscription_credit (account_id, template_id, granted, spent) VALUES (?, ?, 1, 0)
       ON CONFLICT (account_id, template_id) DO UPDATE SET granted = subscription_credit.granted + 1"""
)
_REFUSE = Statement(
    """INSERT INTO subscription_credit (account_id, template_id, granted, spent, refused_at)
       VALUES (?, ?, 0, 0, ?)
       ON CONFLICT (account_id, template_id) DO UPDATE SET refused_at = excluded.refused_at"""
)


def report_subscriptions(account_id: int, results: Mapping[str, str], client_ref: str) -> dict[str, int]:
    """Add what the member answered on WeChat's permission sheet; returns the credits left by template.

    One acceptance is one message. The same `client_ref` again is the same report and adds nothing.
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
                if answer.startswith("accept"):
                    _GRANT.run(account_id, template_id)
                else:
                    _REFUSE.run(account_id, template_id, clock.now_ms())
    rows = SubscriptionCredit.select().where(
        SubscriptionCredit.account == account_id, SubscriptionCredit.template_id << list(results)
    )
    return {row.template_id: row.granted - row.spent for row in rows}
