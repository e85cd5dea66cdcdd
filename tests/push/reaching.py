"""Members with WeChat accounts of the simulator, what they allow, and what arrives on their phones."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.config import Config
from backend.members.models import Member
from backend.push.delivery import Outbox
from backend.push.dispatch import knowledge
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, SubscriptionGrant
from backend.push.services import spread_due
from tests.conftest import Simulator
from tests.factories import make_account, make_member

_numbers = itertools.count(1)


class Reached:
    """One member, and the phone their messages arrive on."""

    def __init__(self, config: Config, simulator: Simulator, member: Member | None = None) -> None:
        self._config = config
        self._simulator = simulator
        self.member = member or make_member()
        user = simulator.post("users", name=self.member.name)
        self.user_id = user["user_id"]
        account = Account.get_or_none(Account.member == self.member)
        if account is None:
            account = make_account(self.member, user["openid"])
        Account.update(openid=user["openid"]).where(Account.id == account.id).execute()
        self.account_id = account.id

    def allow(self, *templates: str, subject: str = "", held_until: Any = None, is_known: bool = True) -> None:
        """Accept these on the sheet once more. `is_known`: WeChat remembers it."""
        ids = [self._config.wechat.templates[name] for name in templates]
        if is_known:
            self._simulator.post("subscribe", user_id=self.user_id, template_ids=ids)
        report_subscriptions(
            self.account_id,
            dict.fromkeys(ids, "accept"),
            f"report-{next(_numbers):04}",
            subject=subject,
            held_until=held_until,
        )

    @property
    def arrived(self) -> list[dict[str, Any]]:
        """What is on the phone, oldest first."""
        items: list[dict[str, Any]] = self._simulator.get(f"messages?user_id={self.user_id}")["items"]
        return items[::-1]

    def credits(self, template: str) -> list[str]:
        """The states of what was allowed, oldest first."""
        template_id = self._config.wechat.templates[template]
        rows = SubscriptionGrant.select().where(
            SubscriptionGrant.account == self.account_id, SubscriptionGrant.template_id == template_id
        )
        return [grant.state for grant in rows.order_by(SubscriptionGrant.id)]

    @property
    def states(self) -> list[tuple[str, str]]:
        """State and reason of each message, oldest first."""
        rows = Delivery.select().where(Delivery.member == self.member).order_by(Delivery.id)
        return [(one.state, one.reason) for one in rows]


def deliver(outbox: Outbox) -> int:
    """What the jobs process does each second."""
    spread_due()
    with ThreadPoolExecutor(8) as pool:
        return outbox.deliver_due(pool)


@pytest.fixture
def everybody_is_concerned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks whether a message still concerns its member: here it is about nothing that exists."""
    monkeypatch.setattr(knowledge, "still_concerned", lambda _kind, _subject, _which, members: members)
