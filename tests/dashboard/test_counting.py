"""What the dashboard counts: for every organization with all below it, nobody twice, and right on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from backend import clock as backend_clock
from backend.accounts.models import Account
from backend.cases.models import Case
from backend.dashboard.counting import count_all, count_months, months_until
from backend.dashboard.models import OrganizationFigures
from backend.dashboard.services import history, keep_figures, latest
from backend.organizations.models import Membership
from backend.participation.models import Participation
from backend.profiles.definitions import ensure_default_sections
from backend.profiles.models import ProfileAnswers, ProfileSection
from backend.push.models import Delivery, Notification
from tests.conftest import FrozenClock
from tests.factories import make_account, make_activity, make_case, make_member, make_organization
from tests.people import World


def figures(world: World) -> Any:
    counted = count_all(backend_clock.now())
    return lambda organization: counted[organization.id]


def test_a_member_of_two_organizations_below_counts_once(world: World) -> None:
    Membership.create(member=world.member, organization=world.library)
    of = figures(world)

    assert of(world.library)["members"] == 1
    assert of(world.chamber)["members"] == 2
    assert of(world.street)["members"] == 4  # 王敏, 李建国, 赵云, 吴审
    assert of(world.district)["members"] == 5
    assert of(world.elsewhere)["members"] == 2


def test_who_left_for_good_is_not_counted(world: World) -> None:
    world.member.state = "deleted"
    world.member.save()

    assert figures(world)(world.chamber)["members"] == 1


def test_adoption_is_who_has_wechat_and_activity_who_opened_it_lately(world: World, clock: FrozenClock) -> None:
    make_account(world.member)
    away = make_account(world.organizer)
    Account.update(seen_at=clock.now() - timedelta(days=31)).where(Account.id == away.id).execute()
    of = figures(world)

    assert (of(world.chamber)["joined"], of(world.chamber)["active"]) == (2, 1)


def test_completeness_takes_those_who_answered_nothing_into_account(world: World, clock: FrozenClock) -> None:
    ensure_default_sections()
    basics = ProfileSection.get(ProfileSection.key == "basics")
    before = figures(world)(world.chamber)
    ProfileAnswers.create(
        member=world.member, section=basics, form=basics.form_id, filled=3, total=4, confirmed_at=clock.now()
    )
    after = figures(world)(world.chamber)

    assert before["filled"] == 0
    assert before["asked"] % before["members"] == 0
    assert after["filled"] == 3
    size = len([one for one in basics.form.definition["sections"][0]["questions"] if not one.get("sensitive")])
    assert after["asked"] == before["asked"] - size + 4


def test_freshness_ends_with_the_period_of_the_section(world: World, clock: FrozenClock) -> None:
    ensure_default_sections()
    basics = ProfileSection.get(ProfileSection.key == "basics")
    row = ProfileAnswers.create(
        member=world.member, section=basics, form=basics.form_id, filled=3, total=4, confirmed_at=clock.now()
    )
    assert figures(world)(world.chamber)["fresh"] == 1
    clock.advance(days=basics.freshness_days, seconds=1)
    of = figures(world)(world.chamber)
    assert (of["fresh"], of["dated"]) == (0, 1)
    ProfileAnswers.update(confirmed_at=None).where(ProfileAnswers.id == row.id).execute()
    of = figures(world)(world.chamber)
    assert (of["fresh"], of["dated"]) == (0, 0)


def test_open_and_overdue_cases_and_not_paused_ones(world: World, clock: FrozenClock) -> None:
    late = make_case(world.chamber, world.member)
    paused = make_case(world.library, world.member)
    Case.update(due_at=clock.now() - timedelta(days=1)).where(Case.id << [late.id, paused.id]).execute()
    Case.update(paused_at=clock.now()).where(Case.id == paused.id).execute()
    of = figures(world)

    assert (of(world.street)["open"], of(world.street)["overdue"]) == (2, 1)
    assert (of(world.elsewhere)["open"], of(world.elsewhere)["overdue"]) == (0, 0)


def test_reach_and_what_it_costs(world: World) -> None:
    notification = Notification.create(
        kind="activity_changed", subject="activity:1", organization=world.chamber, values={}
    )
    for state, member in (("sent", world.member), ("inbox", world.organizer), ("unreachable", make_member("无微信"))):
        Delivery.create(notification=notification, member=member, state=state)
    make_activity(world.chamber, signups_made=10)
    of = figures(world)(world.street)

    assert (of["sent"], of["inbox"], of["unreached"]) == (1, 1, 1)
    assert of["minutes"] == 10  # ten signups; two messages of 12 seconds round down


def test_months_are_those_of_the_associations_calendar(world: World, clock: FrozenClock) -> None:
    clock.set("2026-03-31T23:30:00+08:00")  # still March here, 15:30 in UTC
    months = months_until(backend_clock.business_today())
    assert [months[0][0], months[-1][0], len(months)] == ["2025-03-01", "2026-03-01", 13]
    Participation.create(
        member=world.member,
        kind="activity_attended",
        subject_id=1,
        organization=world.chamber,
        title="晚会",
        occurred_at=clock.now(),
    )
    clock.set("2026-04-02T10:00:00+08:00")
    counted = count_months(backend_clock.business_today())[world.street.id]

    assert counted["2026-03-01"]["taking_part"] == 1
    assert "taking_part" not in counted["2026-04-01"]


def test_activities_count_when_they_have_ended(world: World, clock: FrozenClock) -> None:
    make_activity(world.chamber, starts_at=clock.now() - timedelta(days=2), approved=10, arrived=8)
    make_activity(world.chamber, approved=5)
    make_activity(world.chamber, starts_at=clock.now() - timedelta(days=2), state="cancelled")

    assert count_months(backend_clock.business_today())[world.district.id]["2026-04-01"] == {
        "activities": 1,
        "expected": 10,
        "arrived": 8,
    }


def test_answer_times_are_a_median(world: World, clock: FrozenClock) -> None:
    for hours in (1, 2, 30):
        case = make_case(world.chamber, world.member)
        Case.update(answered_at=case.created_at + timedelta(hours=hours)).where(Case.id == case.id).execute()
    clock.advance(days=2)
    april = count_months(backend_clock.business_today())[world.street.id]["2026-04-01"]

    assert april == {"taking_part": 1, "received": 3, "answered": 3, "answer_hours": 2.0}


def test_keeping_twice_on_a_day_keeps_the_later(world: World) -> None:
    keep_figures()
    make_member("新人", organization=world.chamber)
    keep_figures()

    assert OrganizationFigures.select().where(OrganizationFigures.organization == world.chamber).count() == 1
    assert latest([world.chamber.id])[0].figures["members"] == 3


def test_days_go_on_and_old_ones_thin_out(world: World, clock: FrozenClock) -> None:
    clock.set("2026-01-01T03:00:00+08:00")
    for _ in range(100):
        keep_figures()
        clock.advance(days=1)
    kept = [day for day, _ in history(world.chamber.id, days=200)]

    assert kept[:3] == ["2026-01-01", "2026-01-08", "2026-01-09"]
    assert len(kept) == 1 + 93
    with_months = OrganizationFigures.select().where(
        OrganizationFigures.organization == world.chamber, OrganizationFigures.months.is_null(False)
    )
    assert with_months.count() == 1


def test_counting_takes_as_many_statements_for_many_organizations(
    world: World, count_statements: Callable[[], Any]
) -> None:
    with count_statements() as few:
        count_all(backend_clock.now())
        count_months(backend_clock.business_today())
    for number in range(20):
        make_member(organization=make_organization(f"分会 {number}", world.street))
    with count_statements() as many:
        count_all(backend_clock.now())
        count_months(backend_clock.business_today())

    assert len(many) <= len(few) <= 12
