"""A case from its receipt to its answer."""

from __future__ import annotations

from typing import Any

import pytest

from backend.cases import services
from backend.cases.errors import CaseChanged, CaseState, NeedsNewReply, OptOutOver, OwnCase, WordsFrozen
from backend.cases.models import Case, CaseStep, CaseSupporter
from backend.cases.support import heat_of
from backend.clock import to_ms
from backend.errors import NotFound
from tests.cases.conftest import answered, bring_forward, kinds
from tests.factories import make_account, make_member
from tests.outbox import members_told, told
from tests.people import World
from tests.racing import run_together


def test_a_case_goes_its_way(world: World, clock: Any) -> None:
    case = bring_forward(world)
    assert case.due_at is not None
    case = services.assign(case.id, world.staff.id, world.staff.id)
    assert (case.state, case.assignee_id) == ("assigned", world.staff.id)
    case = services.start(case.id, world.staff.id)
    case = answered(world, case)
    assert (case.state, case.due_at) == ("answered", None)
    case = services.rate(case.id, world.member.id, 5, "很好")
    assert case.state == "closed"
    assert kinds(case) == ["received", "shown", "assigned", "started", "replied", "rated"]
    assert [row.number for row in CaseStep.select().order_by(CaseStep.number)] == [1, 2, 3, 4, 5, 6]


def test_the_same_case_is_opened_once(world: World) -> None:
    first, again = bring_forward(world), bring_forward(world)
    assert first.id == again.id
    assert kinds(first) == ["received", "shown"]


def test_an_unhappy_author_reopens_it_once(world: World) -> None:
    case = answered(world, bring_forward(world), "explained")
    with pytest.raises(CaseState):
        services.reopen(case.id, world.member.id, "没有说明白")
    services.rate(case.id, world.member.id, 2)
    case = services.reopen(case.id, world.member.id, "没有说明白")
    assert case.state == "in_progress"
    assert services.reopen(case.id, world.member.id, "没有说明白").state == "in_progress"
    other = bring_forward(world, world.organizer, client_ref="two")
    for way in (
        lambda: services.decline(case.id, world.staff.id, "不归我们管"),
        lambda: services.merge(case.id, world.staff.id, other.id),
    ):
        with pytest.raises(NeedsNewReply):
            way()
    answered(world, case)
    case = services.rate(case.id, world.member.id, 1)
    assert case.state == "closed"
    with pytest.raises(CaseState):
        services.reopen(case.id, world.member.id, "还是不行")


def test_only_its_author_rates_reopens_edits_and_withdraws(world: World) -> None:
    case = answered(world, bring_forward(world))
    for way in (
        lambda: services.rate(case.id, world.organizer.id, 1),
        lambda: services.reopen(case.id, world.organizer.id, "x"),
        lambda: services.withdraw(case.id, world.organizer.id),
        lambda: services.edit_text(case.id, world.organizer.id, {"title": "别的"}),
    ):
        with pytest.raises(NotFound):
            way()


def test_the_clock_stands_still_while_it_is_paused(world: World, clock: Any) -> None:
    case = bring_forward(world)
    left = case.due_at - clock.now()
    services.pause(case.id, world.staff.id, "等公交公司回函")
    assert Case.get_by_id(case.id).due_at is None
    clock.advance(days=7)  # the same weekday and hour
    assert services.resume(case.id, world.staff.id).due_at - clock.now() == left


def test_a_repeated_request_changes_nothing_and_a_late_one_is_told(world: World) -> None:
    case = bring_forward(world)
    version = Case.get_by_id(case.id).version
    services.assign(case.id, world.staff.id, world.staff.id, version=version)
    services.assign(case.id, world.staff.id, world.staff.id, version=version)
    assert kinds(case).count("assigned") == 1
    with pytest.raises(CaseChanged):
        services.decline(case.id, world.staff.id, "不归我们管", version=version)


def test_endorsing_counts_each_person_once(world: World) -> None:
    case = bring_forward(world)
    for _ in range(2):
        services.endorse(case.id, world.organizer.id)
    with pytest.raises(OwnCase):
        services.endorse(case.id, world.member.id)
    fresh = Case.get_by_id(case.id)
    assert (fresh.endorsements, fresh.heat) == (1, heat_of(to_ms(fresh.created_at), 1))
    for _ in range(2):
        services.withdraw_endorsement(case.id, world.organizer.id)
    assert Case.get_by_id(case.id).endorsements == 0
    services.endorse(case.id, world.organizer.id)
    assert Case.get_by_id(case.id).endorsements == 1


def test_nobody_endorses_what_is_not_shown(world: World) -> None:
    case = bring_forward(world)
    services.set_public_state(case.id, "blocked", "广告")
    with pytest.raises(CaseState):
        services.endorse(case.id, world.organizer.id)


def test_words_are_free_until_somebody_endorsed_them(world: World) -> None:
    case = bring_forward(world)
    services.edit_text(case.id, world.member.id, {"title": "增开夜班公交"})
    assert kinds(case) == ["received", "shown"]
    services.set_public_state(case.id, "shown")
    services.endorse(case.id, world.organizer.id)
    edited = services.edit_text(case.id, world.member.id, {"text": "晚上九点以后没有车。"})
    assert edited.public_state == "checking"
    step = CaseStep.get(CaseStep.kind == "edited")
    assert step.detail["before"]["text"] == "晚上八点以后没有车。"
    answered(world, case)
    with pytest.raises(WordsFrozen):
        services.edit_text(case.id, world.member.id, {"title": "再改"})


def test_what_others_stand_behind_is_not_taken_back(world: World) -> None:
    case = bring_forward(world)
    services.endorse(case.id, world.organizer.id)
    with pytest.raises(CaseState):
        services.withdraw(case.id, world.member.id)
    services.withdraw_endorsement(case.id, world.organizer.id)
    assert services.withdraw(case.id, world.member.id).state == "withdrawn"


def test_a_merge_takes_everybody_along_and_lets_them_leave(world: World, clock: Any) -> None:
    third = make_member(organization=world.chamber)
    for member in (world.member, world.organizer, third):
        make_account(member)
    target = bring_forward(world)
    merged = bring_forward(world, world.organizer, client_ref="two")
    services.endorse(merged.id, third.id)
    services.endorse(target.id, third.id)
    services.endorse(merged.id, world.member.id)
    services.merge(merged.id, world.staff.id, target.id)
    services.merge(merged.id, world.staff.id, target.id, version=Case.get_by_id(merged.id).version - 1)
    supporters = {row.member_id: row.via for row in CaseSupporter.select().where(CaseSupporter.case == target.id)}
    assert supporters == {third.id: "endorsed", world.organizer.id: "merged"}
    assert Case.get_by_id(target.id).endorsements == 2
    assert [one.notification.subject for one in told()] == [f"case:{merged.id}"] * 3
    clock.advance(days=6)
    services.opt_out(target.id, world.organizer.id)
    assert Case.get_by_id(target.id).endorsements == 1
    with pytest.raises(CaseState):
        services.merge(target.id, world.staff.id, merged.id)


def test_leaving_is_possible_for_seven_days(world: World, clock: Any) -> None:
    target = bring_forward(world)
    merged = bring_forward(world, world.organizer, client_ref="two")
    services.merge(merged.id, world.staff.id, target.id)
    clock.advance(days=7)
    with pytest.raises(OptOutOver):
        services.opt_out(target.id, world.organizer.id)


def test_an_answer_reaches_author_and_supporters(world: World) -> None:
    for member in (world.member, world.organizer):
        make_account(member)
    case = bring_forward(world)
    services.endorse(case.id, world.organizer.id)
    answered(world, case)
    messages = told()
    assert len(messages) == 2
    assert messages[0].notification.values["note"] == "采纳：下月起增开。"


def test_nobody_rates_it_and_it_closes_by_itself(world: World, clock: Any) -> None:
    case = answered(world, bring_forward(world))
    clock.advance(days=15)
    assert services.close_unrated() == 0
    clock.advance(minutes=1)
    assert (services.close_unrated(), services.close_unrated()) == (1, 0)
    assert Case.get_by_id(case.id).state == "closed"


def test_a_promise_is_rated_from_its_day_on(world: World, clock: Any) -> None:
    case = answered(world, bring_forward(world), promised_on="2026-05-08")
    clock.set("2026-05-07T23:59:59+08:00")
    with pytest.raises(CaseState, match="5月8日"):
        services.rate(case.id, world.member.id, 1)
    clock.set("2026-05-23T00:00:00+08:00")  # fifteen days from the promised one, not from the answer
    assert services.close_unrated() == 0
    assert services.rate(case.id, world.member.id, 1).rating == 1
    clock.advance(minutes=1)
    assert services.close_unrated() == 1


def test_endorsing_does_not_make_stale_what_staff_saw(world: World) -> None:
    case = bring_forward(world)
    version = Case.get_by_id(case.id).version
    services.endorse(case.id, world.organizer.id)
    assert services.assign(case.id, world.staff.id, world.staff.id, version=version).state == "assigned"


def test_an_act_is_only_repeated_if_it_is_the_very_same(world: World) -> None:
    case = bring_forward(world)
    version = Case.get_by_id(case.id).version
    services.assign(case.id, world.staff.id, world.staff.id, version=version)
    with pytest.raises(CaseChanged):
        services.assign(case.id, world.staff.id, world.organizer.id, version=version)
    assert Case.get_by_id(case.id).assignee_id == world.staff.id


def test_words_that_did_not_pass_reach_the_author_alone(world: World) -> None:
    for member in (world.member, world.organizer):
        make_account(member)
    case = bring_forward(world)
    services.endorse(case.id, world.organizer.id)
    services.edit_text(case.id, world.member.id, {"title": "不当的标题"})
    services.set_public_state(case.id, "blocked", "广告")
    answered(world, case)
    assert members_told() == {world.member.id}


def test_whoever_left_before_a_merge_may_leave_again_after_it(world: World, clock: Any) -> None:
    target = bring_forward(world)
    merged = bring_forward(world, world.organizer, client_ref="two")
    services.endorse(target.id, world.organizer.id)
    services.withdraw_endorsement(target.id, world.organizer.id)
    clock.advance(days=10)
    services.merge(merged.id, world.staff.id, target.id)
    assert Case.get_by_id(target.id).endorsements == 1
    support = CaseSupporter.get(CaseSupporter.case == target.id)
    assert (support.via, support.came_from_id) == ("merged", merged.id)
    services.opt_out(target.id, world.organizer.id)
    assert Case.get_by_id(target.id).endorsements == 0


def test_many_endorse_at_once(world: World, app: Any) -> None:
    case = bring_forward(world)
    members = [make_member(organization=world.chamber).id for _ in range(40)]
    run_together([lambda one=one: services.endorse(case.id, one) for one in members[:12]])
    for one in members[12:]:
        services.endorse(case.id, one)
    assert Case.get_by_id(case.id).endorsements == 40


def test_two_reply_at_once_and_both_are_steps(world: World, app: Any) -> None:
    case = bring_forward(world)
    version = Case.get_by_id(case.id).version

    def say(words: str) -> str:
        try:
            services.reply(case.id, world.staff.id, words, "adopted", version=version)
        except CaseChanged:
            return "late"
        return "said"

    assert sorted(run_together([lambda: say("一"), lambda: say("二")])) == ["late", "said"]
    assert kinds(case).count("replied") == 1


def test_merges_into_each_other_at_once_leave_one_standing(world: World, app: Any) -> None:
    one, two = bring_forward(world), bring_forward(world, world.organizer, client_ref="two")

    def put(case: Case, into: Case) -> str:
        try:
            services.merge(case.id, world.staff.id, into.id)
        except CaseState:
            return "refused"
        return "merged"

    assert sorted(run_together([lambda: put(one, two), lambda: put(two, one)])) == ["merged", "refused"]
