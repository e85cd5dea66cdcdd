"""Merges at the same moment as something else."""

from __future__ import annotations

import pytest

from backend.accounts.models import Account
from backend.activities.models import Activity, Signup
from backend.activities.services.signing_up import sign_up
from backend.errors import DomainError, NotFound
from backend.members.models import Member
from backend.merging.models import MemberMerge
from backend.merging.services import MergedAlready, MergeUndoOver, merge_members, undo_merge
from backend.privacy.services import delete_account
from tests.factories import make_activity
from tests.merging.conftest import Pair, fresh
from tests.racing import run_together


@pytest.mark.parametrize("is_crossed", [False, True])
def test_two_staff_merge_the_same_pair_at_once(pair: Pair, is_crossed: bool) -> None:
    scope, actor = pair.scope, pair.world.administrator.id

    def merge(kept: Member, gone: Member) -> str:
        try:
            merge_members(kept.id, gone.id, {}, scope, actor)
        except MergedAlready:
            return "told"
        return "merged"

    other = (pair.gone, pair.kept) if is_crossed else (pair.kept, pair.gone)
    results = run_together([lambda: merge(pair.kept, pair.gone), lambda: merge(*other)])
    assert sorted(results) == ["merged", "told"]
    assert MemberMerge.select().count() == 1
    assert sorted([fresh(pair.kept).state, fresh(pair.gone).state]) == ["active", "merged"]


@pytest.mark.parametrize("round_number", range(4))
def test_a_signup_at_the_same_moment_is_the_persons_or_refused(pair: Pair, round_number: int) -> None:
    activity = make_activity(pair.world.chamber, capacity=10)
    sign_up(activity.id, pair.kept.id, {}, None)
    scope, actor = pair.scope, pair.world.administrator.id

    def sign() -> str:
        try:
            sign_up(activity.id, pair.gone.id, {}, None)
        except NotFound:
            return "refused"
        return "signed up"

    def merge() -> str:
        merge_members(pair.kept.id, pair.gone.id, {}, scope, actor)
        return "merged"

    run_together([sign, merge] if round_number % 2 else [merge, sign])
    live = Signup.select().where(Signup.state == "approved")
    assert [signup.member_id for signup in live] == [pair.kept.id]
    assert Activity.get_by_id(activity.id).taken == 1


def test_an_account_deleted_at_the_same_moment_leaves_nothing_behind(pair: Pair) -> None:
    account = Account.get(Account.member == pair.gone.id)
    scope, actor = pair.scope, pair.world.administrator.id

    def merge() -> str:
        try:
            merge_members(pair.kept.id, pair.gone.id, {}, scope, actor)
        except DomainError:
            return "refused"
        return "merged"

    def leave() -> str:
        delete_account(pair.gone.id, account.id)
        return "left"

    merged, _ = run_together([merge, leave])
    assert not Account.select().where(Account.id == account.id).exists()
    assert fresh(pair.gone).name == "已注销"
    assert MemberMerge.select().where(MemberMerge.sealed.is_null(False)).count() == 0
    assert fresh(pair.kept).state == ("active" if merged == "refused" else "deleted")


def test_an_undo_at_once_is_done_once(pair: Pair) -> None:
    merge = pair.merge()
    scope, actor = pair.scope, pair.world.administrator.id

    def undo() -> str:
        try:
            undo_merge(merge.id, scope, actor)
        except MergeUndoOver:
            return "told"
        return "undone"

    assert sorted(run_together([undo, undo])) == ["told", "undone"]
    assert fresh(pair.gone).state == "active"
