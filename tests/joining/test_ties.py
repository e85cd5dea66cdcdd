"""One account, one member: the rule itself, whoever calls it."""

from __future__ import annotations

import pytest

from backend.accounts.models import Account
from backend.joining.services.ties import AlreadyMember, tie
from tests.factories import make_account
from tests.people import World


def test_an_account_that_is_tied_is_not_tied_again(world: World) -> None:
    account = make_account(world.member)
    with pytest.raises(AlreadyMember):
        tie(account.id, world.organizer.id)
    assert Account.get_by_id(account.id).member == world.member


def test_a_member_who_is_taken_is_not_given_away(world: World) -> None:
    first, second = make_account(world.member), make_account()
    assert tie(second.id, world.member.id) is False
    assert Account.get_by_id(first.id).member == world.member
    assert Account.get_by_id(second.id).member is None
