"""Narrowing a group of people down by how they came, and how complete and fresh their record is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.accounts.models import Account
from backend.audiences.narrowing import completeness
from backend.audiences.services import audience_query
from backend.database import Statement
from backend.members.models import Member
from backend.profiles.definitions import define_section, ensure_default_sections
from backend.profiles.models import ProfileAnswers
from backend.profiles.reading import completeness_of
from backend.profiles.services import prefill
from tests.factories import make_account, make_member
from tests.people import World


def names(world: World, **spec: Any) -> set[str]:
    query = audience_query(spec, world.street.id)
    ids = [row[0] for row in Statement(query.text).rows(*query.parameters)]
    return {one.name for one in Member.select().where(Member.id << ids)}


@pytest.fixture
def sections(world: World) -> None:
    ensure_default_sections()


EVERYBODY = {"王敏", "李建国", "赵云", "吴审"}


def test_completeness_is_that_of_the_profile(world: World, sections: None) -> None:
    questions = [{"key": "seat", "type": "text", "title": "理事席位"}]
    definition = {"sections": [{"key": "own", "title": "理事", "questions": questions}]}
    define_section(
        "own", definition, organization_id=world.chamber.id, title="理事", description="", visible_to=["staff"]
    )
    prefill(world.member.id, "basics", {"area": "石桥街道", "email": "wang@example.com"}, "staff")
    prefill(world.member.id, "own", {"seat": "三号"}, "staff")
    percent = completeness()
    rows = Statement(f"SELECT m.id, {percent.text} FROM member m").rows(*percent.parameters)
    shares = {member_id: int(share) for member_id, share in rows}
    for member in Member.select():
        assert shares[member.id] == completeness_of(member.id), member.name
    assert 0 < shares[world.member.id] < 100
    assert names(world, completeness_least=1) == {"王敏"}
    assert names(world, completeness_most=0) == EVERYBODY - {"王敏"}


def test_stale_is_who_confirmed_too_long_ago(world: World, sections: None) -> None:
    prefill(world.member.id, "basics", {"area": "石桥街道"}, "staff")
    assert names(world, is_stale=True) == set()
    ProfileAnswers.update(confirmed_at=backend_clock.now() - timedelta(days=366)).execute()
    assert names(world, is_stale=True) == {"王敏"}
    ProfileAnswers.update(confirmed_at=backend_clock.now() - timedelta(days=364)).execute()
    assert names(world, is_stale=True) == set()


def test_by_account_source_and_time(world: World) -> None:
    make_account(world.member)
    account = make_account(world.organizer)
    Account.update(seen_at=backend_clock.now() - timedelta(days=100)).where(Account.id == account.id).execute()
    make_member("新人", None, world.chamber, source="staff", created_at=backend_clock.now() + timedelta(days=1))
    assert names(world, is_unclaimed=True) == {"赵云", "吴审", "新人"}
    assert names(world, is_reachable=True) == {"王敏", "李建国"}
    assert names(world, active_days=30) == {"王敏"}
    assert names(world, idle_days=30) == {"李建国", "赵云", "吴审", "新人"}
    assert names(world, sources=["staff"]) == {"新人"}
    assert names(world, joined_since="2026-04-21") == {"新人"}
    assert names(world, joined_since="2026-04-20") == {*EVERYBODY, "新人"}
    assert names(world, sources=["staff"], is_reachable=True) == set()
