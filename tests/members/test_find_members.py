"""Finding people as one types, and keys that follow the names."""

from __future__ import annotations

from typing import Any

import pytest

from backend.database import Statement, db
from backend.members import finding
from backend.members.finding import find_members, key_members
from backend.members.models import Member, MemberKey
from backend.members.reach import Reach
from backend.organizations.models import Organization
from backend.privacy.services import delete_account
from tests.factories import make_account, make_member
from tests.people import World


def names(text: str, world: World, root: str = "street", **options: Any) -> list[str]:
    found = find_members(text, Reach((getattr(world, root).id,)), **options).ids
    by_id = {one.id: one.name for one in Member.select()}
    return [by_id[one] for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王", ["王敏"]),
        ("敏", ["王敏"]),
        ("wangm", ["王敏"]),
        ("WangMin", ["王敏"]),
        ("wang min", ["王敏"]),
        ("wm", ["王敏"]),
        ("min", ["王敏"]),
        ("jianguo", ["李建国"]),
        ("ljg", ["李建国"]),
        ("lijg", ["李建国"]),
        ("建 国", ["李建国"]),
        ("0002", ["李建国"]),
        ("19900000001", ["王敏"]),
        ("+86 199 0000 0001", ["王敏"]),
        ("19900000007", []),
        ("1990000", []),
        ("商会", ["王敏", "李建国"]),
        ("%", []),
        ("_", []),
        ("!", []),
        ("' OR 1=1 --", []),
        ("ang", []),
        (" ", []),
        ("陌生人", []),
        ("\U0010ffff", []),
    ],
)
def test_what_is_typed_finds_who_is_meant(world: World, text: str, found: list[str]) -> None:
    assert names(text, world) == found


def test_nobody_is_found_beyond_the_reach(world: World) -> None:
    assert names("wm", world, "library") == []
    assert names("石桥", world, "elsewhere") == []
    assert find_members("王敏", Reach(())).ids == []


def test_where_many_are_found_the_answer_says_so(world: World) -> None:
    for _ in range(5):
        make_member("王小明", None, world.chamber)
    reach = Reach((world.street.id,))
    assert find_members("w", reach, most=3).is_all is False
    assert len(find_members("w", reach, most=3).ids) == 3
    assert find_members("w", reach, most=7).is_all is True


def test_a_wide_reach_finds_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.members.reach._WIDE", 0)
    reach = Reach((world.street.id,))
    assert reach.is_wide
    assert names("wm", world) == ["王敏"]
    assert names("wm", world, "library") == []
    assert {one.name for one in Member.select().where(reach.has())} == {"王敏", "李建国", "赵云", "吴审"}
    assert names("0002", world) == ["李建国"]
    everyone = Reach(tuple(one.id for one in Organization.at_the_top()))
    assert (reach.is_everywhere, everyone.is_everywhere) == (False, True)
    for one in (reach, everyone):
        assert Member.select().where(one.all()).count() == Member.select().where(one.has()).count() > 3


def test_keys_follow_a_new_name_in_the_same_transaction(world: World) -> None:
    world.member.name = "单敏"
    world.member.save()
    assert names("wm", world) == []
    assert names("shanmin", world) == ["单敏"]
    assert Member.get_by_id(world.member.id).spelling == "shan min 单敏"
    with db.atomic() as transaction:
        world.member.name = "区敏"
        world.member.save()
        transaction.rollback()
    assert names("shanmin", world) == ["单敏"]


def test_saving_something_else_leaves_the_keys(world: World, count_statements: Any) -> None:
    with count_statements() as statements:
        world.member.source = "staff"
        world.member.save(only=[Member.source])
    assert len(statements) == 1


def test_members_the_version_before_added_are_keyed_in_chunks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_CHUNK", 2)
    MemberKey.delete().execute()
    Member.update(found_by="", spelling="").execute()
    assert names("wm", world) == []
    everybody = Member.select().count()
    assert key_members() == everybody
    assert names("wm", world) == ["王敏"]
    assert key_members() == 0
    Statement("UPDATE member SET name = ? WHERE id = ?").run("王闽", world.member.id)
    assert key_members() == 1
    assert names("王敏", world) == []


def test_keying_takes_up_where_it_was_interrupted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_CHUNK", 2)
    MemberKey.delete().execute()
    Member.update(found_by="", spelling="").execute()
    written = MemberKey.replace_for
    times = iter(range(10))

    def fail_once(found: Any) -> None:
        if next(times) == 1:
            raise RuntimeError
        written(found)

    monkeypatch.setattr(MemberKey, "replace_for", fail_once)
    with pytest.raises(RuntimeError):
        key_members()
    left = Member.select().where(Member.found_by != Member.name).count()
    assert 0 < left < Member.select().count()
    assert key_members() == left
    assert MemberKey.select(MemberKey.member).distinct().count() == Member.select().count()


def test_whoever_leaves_is_found_no_more(world: World) -> None:
    account = make_account(world.member)
    delete_account(world.member.id, account.id)
    assert names("wm", world) == []
    assert MemberKey.select().where(MemberKey.member == world.member.id).count() == 0
    assert key_members() == 0


def test_looking_takes_few_statements(world: World, count_statements: Any) -> None:
    for text, most in (("王", 3), ("0002", 4), ("19900000001", 2)):
        with count_statements() as statements:
            find_members(text, Reach((world.street.id,)))
        assert len(statements) <= most
