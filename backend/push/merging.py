"""What goes out as part of another message: it shares its fate, or is free again."""

from __future__ import annotations

from backend.database import Statement
from backend.push.states import Reason, State

_SETTLE = Statement("UPDATE delivery SET state = ?, reason = ?, sent_at = ? WHERE merged_into = ? AND state = 'merged'")
_FREE = Statement("UPDATE delivery SET state = 'queued', merged_into = NULL WHERE merged_into = ? AND state = 'merged'")
_FREE_LEFT_BEHIND = Statement(
    """UPDATE delivery SET state = 'queued', merged_into = NULL WHERE state = 'merged' AND NOT EXISTS (
         SELECT 1 FROM delivery main WHERE main.id = delivery.merged_into AND main.state IN ('queued', 'paused'))"""
)


def settle_merged(main_id: int, state: State, reason: Reason, now: int) -> None:
    """What was part of a message that WeChat took, or refused the member, is settled with it.

    Of a message that did not get so far, each is free again: what becomes of it is its own affair.
    """
    if state in ("sent", "uncertain"):
        _SETTLE.run(state, reason, now, main_id)
    elif (state, reason) == ("inbox", "refused"):
        _SETTLE.run(state, reason, None, main_id)
    else:
        _FREE.run(main_id)


def free_left_behind() -> int:
    """Let go again what is part of a message that somebody dropped or deleted; returns how many that were."""
    return int(_FREE_LEFT_BEHIND.run().rowcount)
