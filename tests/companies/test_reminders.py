"""Terms that end: told a month and a week before, to whom they concern, once."""

from __future__ import annotations

from typing import Any

from backend.companies.jobs import rules
from backend.companies.models import Standing
from backend.companies.standings import open_standing, set_state, set_term
from backend.push.rules import plan_due
from backend.scope import load_scope
from tests.companies.conftest import Firm
from tests.factories import make_account
from tests.outbox import members_told, told
from tests.people import World


def tick(clock: Any, moment: str) -> None:
    clock.set(moment)
    plan_due(rules)


def test_representatives_hear_of_it_a_month_and_a_week_before(firm: Firm, world: World, clock: Any) -> None:
    make_account(world.organizer)
    tick(clock, "2026-05-01T05:00:00+08:00")
    assert members_told("membership_ends") == set()
    for _ in range(2):
        tick(clock, "2026-05-01T10:00:00+08:00")
    (message,) = told("membership_ends")
    assert (message.member_id, message.notification.values["title"], message.notification.values["note"]) == (
        world.organizer.id,
        "清河机械有限公司的会籍",
        "5月31日到期，请联系协会续期",
    )
    tick(clock, "2026-05-24T10:00:00+08:00")
    assert len(told("membership_ends")) == 2


def test_a_missed_tick_is_caught_up(firm: Firm, world: World, clock: Any) -> None:
    tick(clock, "2026-05-01T20:00:00+08:00")
    assert members_told("membership_ends") == {world.organizer.id}


def test_a_single_member_hears_of_their_own(world: World, clock: Any) -> None:
    scope = load_scope(world.staff.id)
    open_standing(world.chamber.id, world.member.id, world.staff.id, scope, None, "2026-05-31")
    tick(clock, "2026-05-01T10:00:00+08:00")
    (message,) = told("membership_ends")
    assert (message.member_id, message.notification.values["title"]) == (world.member.id, "石桥商会会籍")


def test_not_of_one_that_is_suspended_or_was_renewed(firm: Firm, world: World, clock: Any) -> None:
    set_state(firm.standing, world.staff.id, "suspended")
    tick(clock, "2026-05-01T10:00:00+08:00")
    assert members_told("membership_ends") == set()
    set_state(Standing.get_by_id(firm.standing.id), world.staff.id, "active")
    set_term(firm.standing, world.staff.id, None, "2027-05-31")
    tick(clock, "2026-05-24T10:00:00+08:00")
    assert members_told("membership_ends") == set()
