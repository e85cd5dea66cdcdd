"""Records that may be one person: by number, or by sound and organization, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.errors import Forbidden, NotFound
from backend.members.models import Member
from backend.merging.duplicates import (
    explain,
    find_lookalikes,
    lookalikes,
    possible_duplicates,
    say_distinct,
    take_distinct_back,
)
from backend.merging.models import DistinctPair, Lookalike
from backend.scope import READ, Scope, load_scope
from tests.factories import make_member
from tests.people import World


@pytest.fixture
def scope(world: World) -> Scope:
    return load_scope(world.staff.id)


def pairs(scope: Scope) -> list[tuple[str, str, list[str]]]:
    find_lookalikes()
    found = []
    for pair in lookalikes(scope.organizations(READ)).order_by(Lookalike.id):
        first, second = Member.get_by_id(pair.first_id), Member.get_by_id(pair.second_id)
        found.append(
            (first.name, second.name, explain(pair, first, second, ["石桥商会"] if pair.has_same_sound else []))
        )
    return found


def test_one_sound_in_one_organization_is_a_pair_and_says_why(world: World, scope: Scope) -> None:
    make_member("王闵", "19900001001", world.chamber)
    assert pairs(scope) == [("王敏", "王闵", ["同音", "同一组织（石桥商会）"])]


def test_one_number_is_a_pair_wherever_they_belong(world: World, scope: Scope) -> None:
    make_member("张三", "19900000001", world.library)
    assert pairs(scope) == [("王敏", "张三", ["手机号相同"])]


def test_everything_that_is_the_same_is_said(world: World, scope: Scope) -> None:
    make_member("王敏", "19900000001", world.chamber)
    assert pairs(scope) == [("王敏", "王敏", ["同名", "同一组织（石桥商会）", "手机号相同"])]


@pytest.mark.parametrize("name", ["王明", "李敏", "敏", "王敏敏"])
def test_other_names_are_no_pair(world: World, scope: Scope, name: str) -> None:
    make_member(name, None, world.chamber)
    assert pairs(scope) == []


def test_one_name_in_two_organizations_is_no_pair(world: World, scope: Scope) -> None:
    make_member("王敏", None, world.library)
    assert pairs(scope) == []


def test_both_must_be_in_sight(world: World, scope: Scope) -> None:
    make_member("王敏", "19900000001", world.elsewhere)
    assert pairs(scope) == []
    assert pairs(load_scope(world.foreign_staff.id)) == []


def test_the_list_follows_what_changes(world: World, scope: Scope) -> None:
    other = make_member("王敏", None, world.chamber)
    assert len(pairs(scope)) == 1
    find_lookalikes()
    assert Lookalike.select().count() == 1, "found again is found once"
    other.name = "王芳"
    other.save()
    assert pairs(scope) == []
    assert Lookalike.select().count() == 0


def test_who_is_gone_is_in_no_pair(world: World, scope: Scope) -> None:
    other = make_member("王敏", None, world.chamber)
    find_lookalikes()
    Member.update(state="merged").where(Member.id == other.id).execute()
    assert lookalikes(scope.organizations(READ)).count() == 0


def test_many_who_sound_alike_are_no_flood(world: World, scope: Scope) -> None:
    for one in "闵民珉岷旻玟忞缗旼抿皿泯":
        make_member(f"王{one}", None, world.chamber)
    make_member("王敏", None, world.chamber)
    assert [pair[:2] for pair in pairs(scope)] == [("王敏", "王敏")]


def test_two_people_stay_two(world: World, scope: Scope) -> None:
    other = make_member("王敏", None, world.chamber)
    find_lookalikes()
    assert say_distinct(other.id, world.member.id, scope, world.staff.id)
    assert not say_distinct(world.member.id, other.id, scope, world.staff.id)
    assert pairs(scope) == []
    assert {entry.about_member_id for entry in AuditEntry.select()} == {other.id, world.member.id}
    take_distinct_back(world.member.id, other.id, scope, world.staff.id)
    assert len(pairs(scope)) == 1
    assert DistinctPair.select().count() == 0


@pytest.mark.parametrize(("who", "error"), [("auditor", Forbidden), ("foreign_staff", NotFound), ("member", NotFound)])
def test_who_may_tell_people_apart(world: World, who: str, error: type[Exception]) -> None:
    other = make_member("王敏", None, world.chamber)
    with pytest.raises(error):
        say_distinct(other.id, world.member.id, load_scope(getattr(world, who).id), world.member.id)
    assert DistinctPair.select().count() == 0


def shown(found: list[dict[str, Any]]) -> list[tuple[str | None, list[str]]]:
    return [(one["member"] and one["member"].name, one["reasons"]) for one in found]


def test_while_typing_the_number_comes_first(world: World, scope: Scope) -> None:
    make_member("王闵", "19900001001", world.chamber)
    found = possible_duplicates("王敏", "199 0000 1001", world.chamber.id, scope)
    assert shown(found) == [
        ("王闵", ["同音", "同一组织（石桥商会）", "手机号相同"]),
        ("王敏", ["同名", "同一组织（石桥商会）"]),
    ]


def test_while_typing_nobody_out_of_sight_is_named(world: World, scope: Scope) -> None:
    assert shown(possible_duplicates("张三", "19900000007", world.chamber.id, scope)) == [
        (None, ["手机号相同，登记在您看不到的组织"])
    ]
    assert possible_duplicates("陌生人", None, world.chamber.id, scope) == []


@pytest.mark.parametrize(("name", "phone"), [("", ""), (" ", "123"), ("王", None), ("王明", "19900009999")])
def test_while_typing_too_little_finds_nobody(world: World, scope: Scope, name: str, phone: str | None) -> None:
    assert possible_duplicates(name, phone, world.chamber.id, scope) == []


def test_while_typing_the_record_itself_is_left_out(world: World, scope: Scope) -> None:
    assert possible_duplicates("王敏", "19900000001", world.chamber.id, scope, but=world.member.id) == []


def test_while_typing_a_few_statements_do(world: World, scope: Scope, count_statements: Any) -> None:
    for number in range(10):
        make_member("王敏", f"1990000{2000 + number}", world.chamber)
    with count_statements() as statements:
        assert len(possible_duplicates("王敏", "19900002001", world.chamber.id, scope)) == 11
    assert len(statements) <= 5
