"""What happens to a case at the same moment, on both engines."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from backend.cases import services
from backend.cases.errors import CaseChanged, CaseState
from backend.cases.models import Case, CaseStep, CaseSupporter
from backend.cases.support import heat_of
from backend.clock import to_ms
from backend.errors import DomainError
from backend.privacy.services import delete_account
from tests.cases.conftest import answered, bring_forward, kinds
from tests.factories import make_account, make_member
from tests.people import World
from tests.racing import run_together


def trying(act: Callable[[], object]) -> Callable[[], str]:
    """The act, as what became of it: done, or the code of the refusal."""

    def attempt() -> str:
        try:
            act()
        except DomainError as error:
            return error.code
        return "done"

    return attempt


def standing(case: Case) -> int:
    return int(
        CaseSupporter.select().where(CaseSupporter.case == case.id, CaseSupporter.opted_out_at.is_null()).count()
    )


def in_order(case: Case) -> bool:
    numbers = [row.number for row in CaseStep.select().where(CaseStep.case == case.id).order_by(CaseStep.number)]
    return numbers == list(range(1, len(numbers) + 1))


def test_five_hundred_endorse_at_once(world: World, app: Any) -> None:
    case = bring_forward(world)
    members = [make_member(organization=world.chamber).id for _ in range(500)]
    shares = [members[start::10] for start in range(10)]

    def endorse_all(share: list[int]) -> None:
        for member_id in share:
            services.endorse(case.id, member_id)
            services.endorse(case.id, member_id)

    run_together([lambda one=share: endorse_all(one) for share in shares])
    fresh = Case.get_by_id(case.id)
    assert fresh.endorsements == standing(case) == 500
    assert fresh.heat == heat_of(to_ms(fresh.created_at), 500)


def test_endorsing_and_leaving_at_random_stays_counted(world: World, app: Any) -> None:
    case = bring_forward(world)
    members = [make_member(organization=world.chamber).id for _ in range(4)]
    chance = random.Random(7)
    acts = [[(chance.choice(members), chance.random() < 0.5) for _ in range(40)] for _ in range(4)]

    def go(plan: list[tuple[int, bool]]) -> None:
        for member_id, leaves in plan:
            (services.withdraw_endorsement if leaves else services.endorse)(case.id, member_id)

    run_together([lambda plan=plan: go(plan) for plan in acts])
    assert Case.get_by_id(case.id).endorsements == standing(case)


def test_merging_against_endorsing_loses_nobody(world: World, app: Any) -> None:
    target = bring_forward(world)
    merged = bring_forward(world, world.organizer, client_ref="two")
    members = [make_member(organization=world.chamber).id for _ in range(8)]
    acts = [trying(lambda one=one: services.endorse(merged.id, one)) for one in members]
    acts.append(trying(lambda: services.merge(merged.id, world.staff.id, target.id)))
    *endorsed, done = run_together(acts)
    assert done == "done"
    assert set(endorsed) <= {"done", "case_state"}
    # Whoever was let in came along, with the author; nobody else did.
    assert Case.get_by_id(target.id).endorsements == standing(target) == endorsed.count("done") + 1
    assert Case.get_by_id(merged.id).endorsements == endorsed.count("done")


def test_a_chain_of_merges_at_once_leaves_exact_counts(world: World, app: Any) -> None:
    cases = [bring_forward(world, make_member(), client_ref=f"case-{number}") for number in range(4)]
    for case in cases:
        for _ in range(3):
            services.endorse(case.id, make_member().id)
    pairs = [(one, other) for one in cases for other in cases if one is not other]
    run_together(
        [trying(lambda one=one, other=other: services.merge(one.id, world.staff.id, other.id)) for one, other in pairs]
    )
    left = [case for case in Case.select() if case.state != "merged"]
    assert len(left) == 1
    assert left[0].endorsements == standing(left[0]) == 4 * 3 + 3
    assert all(in_order(case) for case in cases)


def test_only_one_of_many_staff_acts_on_what_all_of_them_saw(world: World, app: Any) -> None:
    case = bring_forward(world)
    version = Case.get_by_id(case.id).version
    other = bring_forward(world, world.organizer, client_ref="two")
    ways: list[Callable[[], object]] = [
        lambda: services.reply(case.id, world.staff.id, "好的。", "adopted", version=version),
        lambda: services.decline(case.id, world.staff.id, "不归我们管", version=version),
        lambda: services.assign(case.id, world.staff.id, world.staff.id, version=version),
        lambda: services.pause(case.id, world.staff.id, "等回函", version=version),
        lambda: services.merge(case.id, world.staff.id, other.id, version=version),
        lambda: services.transfer(case.id, world.staff.id, world.library.id, "归他们管", version=version),
    ]
    results = run_together([trying(way) for way in ways])
    assert sorted(results) == ["case_changed"] * 5 + ["done"]
    assert len(kinds(case)) == 3
    assert Case.get_by_id(case.id).version == version + 1


def test_the_same_reply_sent_many_times_is_one(world: World, app: Any) -> None:
    case = bring_forward(world)
    version = Case.get_by_id(case.id).version
    run_together(
        [lambda: services.reply(case.id, world.staff.id, "好的。", "adopted", version=version) for _ in range(6)]
    )
    assert kinds(case).count("replied") == 1


def test_withdrawing_against_endorsing_and_answering(world: World, app: Any) -> None:
    case = bring_forward(world)
    endorsed, withdrawn = run_together(
        [
            trying(lambda: services.endorse(case.id, world.organizer.id)),
            trying(lambda: services.withdraw(case.id, world.member.id)),
        ]
    )
    assert sorted((endorsed, withdrawn)) == ["case_state", "done"]
    assert Case.get_by_id(case.id).state == ("withdrawn" if withdrawn == "done" else "received")
    second = bring_forward(world, client_ref="second")
    replied, withdrawn = run_together(
        [trying(lambda: answered(world, second)), trying(lambda: services.withdraw(second.id, world.member.id))]
    )
    assert sorted((replied, withdrawn)) == ["case_state", "done"]


def test_reopening_twice_and_rating_at_once(world: World, app: Any) -> None:
    case = answered(world, bring_forward(world))
    services.rate(case.id, world.member.id, 1)
    results = run_together(
        [trying(lambda: services.reopen(case.id, world.member.id, "不行")) for _ in range(3)]
        + [trying(lambda: services.rate(case.id, world.member.id, 5))]
    )
    assert kinds(case).count("reopened") <= 1
    state = Case.get_by_id(case.id).state
    assert state == ("in_progress" if "reopened" in kinds(case) else "closed"), results


def test_opening_the_same_case_at_once_is_one(world: World, app: Any) -> None:
    made = run_together([lambda: bring_forward(world).id for _ in range(5)])
    assert len(set(made)) == 1
    assert kinds(Case.get()) == ["received", "shown"]


def test_leaving_against_an_answer_and_a_merge_breaks_nothing(world: World, app: Any) -> None:
    account = make_account(world.member)
    mine = [bring_forward(world, client_ref=f"mine-{number}") for number in range(3)]
    other = bring_forward(world, world.organizer, client_ref="other")
    results = run_together(
        [
            trying(lambda: delete_account(world.member.id, account.id)),
            trying(lambda: answered(world, mine[0])),
            trying(lambda: services.merge(mine[1].id, world.staff.id, other.id)),
            trying(lambda: services.merge(other.id, world.staff.id, mine[2].id)),
        ]
    )
    assert results[0] == "done"
    assert set(results) <= {"done", "case_state"}
    assert {case.author_id for case in Case.select().where(Case.id << [one.id for one in mine])} == {None}
    assert all(in_order(case) for case in [*mine, other])
    for case in Case.select():
        assert case.endorsements == standing(case)


def test_who_is_late_is_told_what_happened(world: World) -> None:
    case = bring_forward(world)
    services.withdraw(case.id, world.member.id)
    for act in (
        lambda: services.assign(case.id, world.staff.id, world.staff.id),
        lambda: services.endorse(case.id, world.organizer.id),
        lambda: answered(world, case),
    ):
        assert trying(act)() == CaseState.code
    assert CaseChanged.status == 409
