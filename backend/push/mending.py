"""What staff may do about messages that did not go out: see them by reason, try again, take them out.

Within some organizations (a select of their ids); by the same rules as the operator's commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import peewee

from backend.audit.services import record
from backend.database import atomic, in_chunks
from backend.members.models import Member
from backend.push.followup import secret_notifications
from backend.push.models import Delivery, Notification
from backend.push.operating import Retried, Wanted, drop, find, retry, retry_ids

# What may go out after all once its cause is mended, and what may have arrived.
STUCK = ("failed", "uncertain")


class Failure(NamedTuple):
    """Deliveries that stand still for one reason: state, WeChat's code (None: it said nothing), how many."""

    state: str
    error_code: int | None
    number: int


def stuck(organizations: Any) -> Any:
    """Deliveries that failed, or may have arrived, with notification and member (None: a group's robot).

    Those of an anonymous survey are left out: they would tell who has not answered.
    """
    rows = (
        Delivery.select(Delivery, Notification, Member)
        .join(Notification)
        .switch(Delivery)
        .join(Member, peewee.JOIN.LEFT_OUTER)
        .where(Delivery.state << STUCK, Notification.organization << organizations)
    )
    secret = _secret_stuck(organizations)
    return rows.where(Notification.id.not_in(secret)) if secret else rows


def failures(organizations: Any) -> tuple[list[Failure], list[int]]:
    """How many are stuck for which reason, commonest first; and the notifications of anonymous surveys with some."""
    rows: Any = (
        Delivery.select(Delivery.state, Delivery.error_code, peewee.fn.COUNT(Delivery.id))
        .join(Notification)
        .where(Delivery.state << STUCK, Notification.organization << organizations)
        .group_by(Delivery.state, Delivery.error_code)
    )
    secret = _secret_stuck(organizations)
    if secret:
        rows = rows.where(Notification.id.not_in(secret))
    found = [Failure(*row) for row in rows.tuples()]
    return sorted(found, key=lambda one: (-one.number, one.state, one.error_code or 0)), secret


def _secret_stuck(organizations: Any) -> list[int]:
    of_stuck = Delivery.select(Delivery.notification).where(Delivery.state << STUCK)
    return secret_notifications(Notification.organization << organizations, Notification.id << of_stuck)


def retry_all(staff_id: int, organizations: Any, error_code: int | None) -> int:
    """Put all that failed with one code back into the queue; returns how many. Never what may have arrived.

    None: all that failed without a word from WeChat.
    """
    wanted = Wanted(
        states=("failed",), error_code=error_code, is_silent=error_code is None, organizations=organizations
    )
    return _retried(staff_id, retry(wanted), {"error_code": error_code})


def retry_notification(staff_id: int, notification: Notification) -> int:
    """Put back what failed, or stopped for a fault, of one notification; returns how many."""
    wanted = Wanted(states=("failed",), notification=notification.id)
    return _retried(staff_id, retry(wanted), {"notification": notification.id}, notification.organization_id)


def retry_chosen(staff_id: int, organizations: Any, ids: list[int]) -> int:
    """Put these back, also those that may have arrived; returns how many. What is not theirs is left alone."""
    number = 0
    for ours in _theirs(organizations, ids):
        number += _retried(staff_id, retry_ids(ours), {"ids": ours})
    return number


def drop_chosen(staff_id: int, organizations: Any, ids: list[int], reason: str) -> int:
    """Take these out for good; returns how many. They stay in the members' inboxes."""
    return sum(drop(ours, reason, staff_id).put_back for ours in _theirs(organizations, ids))


def _theirs(organizations: Any, ids: list[int]) -> Iterator[list[int]]:
    """Of these ids those that are stuck and of these organizations, a few hundred at a time."""
    for chunk in in_chunks(sorted(set(ids))):
        if ours := find(Wanted(states=STUCK, organizations=organizations, ids=list(chunk)), len(chunk)):
            yield ours


def _retried(staff_id: int, done: Retried, detail: dict[str, Any], organization_id: int | None = None) -> int:
    if done.put_back:
        with atomic():
            record(
                action="push.retried",
                subject_kind="delivery",
                actor_id=staff_id,
                organization_id=organization_id,
                detail={**detail, "count": done.put_back},
            )
    return done.put_back
