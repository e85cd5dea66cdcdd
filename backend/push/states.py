"""The states a delivery can be in, and the reasons it can have for that: nothing else is written into the table.

`lianyi outbox` and docs/push.md have words for each.
"""

from __future__ import annotations

from typing import Literal

State = Literal[
    "queued", "paused", "merged", "sent", "uncertain", "inbox", "unreachable", "failed", "expired", "dropped"
]
Reason = Literal[
    "",
    "no_wechat",
    "muted",
    "no_template",
    "template",
    "budget",
    "no_credit",
    "refused",
    "undelivered",
    "night",
    "paused",
    "obsolete",
    "unanswered",
    "expired",
    "operator",
]
