"""What becomes of a delivery that is due. Pure: everything it depends on is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.push.choosing import Grant, choose_grant
from backend.push.fitting import THING
from backend.push.kinds import NIGHT_MARGIN_H, Kind
from backend.push.states import Reason, State
from backend.shortening import cut, in_units


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one delivery at the moment it is due."""

    kind: Kind
    subject: str
    now: datetime
    expires_at: datetime | None = None
    is_concerned: bool = True
    is_paused: bool = False
    is_robot: bool = False
    account_id: int | None = None
    openid: str = ""
    # None: not in the configuration.
    template_id: str | None = None
    is_template_stopped: bool = False
    is_muted: bool = False
    is_long_term: bool = False
    grants: Sequence[Grant] = ()
    # Credits that went on earlier messages about the same subject.
    already_spent: int = 0
    # Messages counted in the last seven days, and how many there may be.
    counted: int = 0
    budget: int = 3
    quiet_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """It goes out now, paid for by `grant_id` (None: a long-term template, a robot)."""

    grant_id: int | None = None


@dataclass(frozen=True, slots=True)
class Defer:
    """Later. `is_night`: because nobody is to be woken, which makes nothing late."""

    until: datetime
    is_night: bool = False


@dataclass(frozen=True, slots=True)
class Settle:
    """It does not go out; `state` and `reason` are those of `Delivery`."""

    state: State
    reason: Reason


Decision = Send | Defer | Settle


def decide(facts: Facts) -> Decision:
    """The ladder: WeChat, else the inbox (where every notification is anyway), else the list of whom to call."""
    if facts.expires_at is not None and facts.now >= facts.expires_at:
        return Settle("expired", "expired")
    if not facts.is_concerned:
        return Settle("dropped", "obsolete")
    if facts.is_paused:
        return Settle("paused", "paused")
    if facts.is_robot:
        return Send()
    if facts.account_id is None:
        return Settle("unreachable", "no_wechat")
    if facts.is_muted:
        return Settle("inbox", "muted")
    if facts.quiet_until is not None and not _wakes(facts, facts.quiet_until):
        return _after_the_night(facts, facts.quiet_until)
    if facts.template_id is None:
        return Settle("inbox", "no_template")
    if facts.is_template_stopped:
        return Settle("paused", "template")
    if not facts.kind.is_urgent and facts.counted >= facts.budget:
        return Settle("inbox", "budget")
    if facts.is_long_term:
        return Send()
    grant = choose_grant(
        facts.grants,
        facts.subject,
        int(facts.now.timestamp() * 1000),
        is_extra=facts.kind.is_extra,
        already_spent=facts.already_spent,
    )
    return Settle("inbox", "no_credit") if grant is None else Send(grant.id)


def _wakes(facts: Facts, quiet_until: datetime) -> bool:
    """Whether it goes out at night: an answer to a tap of this moment, or what would come too late in the morning."""
    if facts.kind.is_at_once:
        return True
    if not facts.kind.is_urgent or facts.expires_at is None:
        return False
    return facts.expires_at <= quiet_until + timedelta(hours=NIGHT_MARGIN_H)


def _after_the_night(facts: Facts, quiet_until: datetime) -> Decision:
    if facts.expires_at is not None and facts.expires_at <= quiet_until:
        return Settle("inbox", "night")
    return Defer(quiet_until, is_night=True)


def merged_values(values: Mapping[str, str], others: Sequence[Kind]) -> dict[str, str]:
    """The values of a message that stands for others of these kinds too.

    "春季沙龙等3件事", "另有：问卷即将截止、资料待更新".

    Both fit a field of 20 as they are: what would be cut off is how many there are, and what.
    """
    number = f"等{len(others) + 1}件事"
    title = cut(values.get("title", ""), THING - in_units(number), in_units)
    labels = list(dict.fromkeys(other.label.partition("（")[0] for other in others))
    return {**values, "title": title + number, "note": _others_words(labels)}


def _others_words(labels: Sequence[str]) -> str:
    for shown in range(len(labels), 0, -1):
        words = "另有：" + "、".join(labels[:shown]) + ("等" if shown < len(labels) else "")
        if in_units(words) <= THING:
            return words
    return "详见消息列表"
