"""Wrong names said for a number on the roster.

They count against the person who is registered, not against the account that guessed: an account can be deleted and
opened again, and each new one would buy more guesses. They are kept in the audit trail, where that person can read
that somebody tried.
"""

from __future__ import annotations

from datetime import timedelta

from backend import clock
from backend.audit.models import AuditEntry
from backend.audit.services import record

_ALLOWED = 3
_REMEMBERED = timedelta(days=1)
_ACTION = "wrong_name"


def attempts_left(member_id: int) -> int:
    """How many more wrong names may be said for this person today."""
    said = AuditEntry.select().where(
        AuditEntry.about_member == member_id,
        AuditEntry.action == _ACTION,
        AuditEntry.at > clock.now() - _REMEMBERED,
    )
    return max(0, _ALLOWED - int(said.count()))


def count_wrong_name(member_id: int) -> int:
    """Count one more, inside the caller's transaction, which holds the member; returns how many attempts are left."""
    record(action=_ACTION, subject_kind="member", subject_id=member_id, actor_kind="visitor", about_member_id=member_id)
    return attempts_left(member_id)
