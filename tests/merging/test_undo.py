"""Parting merged records: what was moved goes back, what came later stays, and some undo ends before its time."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.activities.models import Activity, Signup
from backend.activities.services.signing_up import cancel_signup, sign_up
from backend.audiences.models import Tag, Tagging
from backend.audit.models import AuditEntry
from backend.audit.privacy import looks_at
from backend.audit.services import record
from backend.cases.support import endorse
from backend.database import new_id
from backend.encryption import keys
from backend.errors import NotFound
from backend.members.models import Member
from backend.members.services import active_members_by_phone
from backend.merging.models import DistinctPair, MemberMerge
from backend.merging.services import MergeUndoOver, forget_old_merges, merge_members, undo_merge
from backend.organizations.models import Membership
from backend.participation.services import Act, record_acts
from backend.privacy.services import delete_account, export_data
from backend.privacy.withdrawing import withdraw_data
from backend.profiles.consents import sensitive_values, set_value, withdraw_consent
from backend.profiles.models import Consent, ProfileAnswers, ProfileChange, SensitiveValue
from backend.profiles.services import confirm_section, prefill
from backend.push.models import Delivery, Notification, PushMute
from backend.scope import load_scope
from backend.surveys.models import SurveyInvitation, SurveyResponse
from backend.topics.models import Statement, Topic, Vote
from tests.conftest import FrozenClock
from tests.factories import (
    invite,
    make_account,
    make_activity,
    make_case,
    make_member,
    make_organizer,
    make_role,
    make_statement,
    make_survey,
    make_topic,
)
from tests.merging.conftest import Pair, everything, fresh
from tests.people import World


def fill(world: World, people: list[Member], dice: Random) -> None:  # noqa: C901 - as much as a life has
    """Let these people do all sorts of things, some of them the same."""
    activities = [
        make_activity(world.chamber, title=f"活动{number}", capacity=dice.choice([None, 2, 20])) for number in range(3)
    ]
    cases = [make_case(world.chamber, dice.choice([world.member, *people])) for _ in range(3)]
    surveys = [make_survey(world.chamber, is_anonymous=dice.random() < 0.4) for _ in range(3)]
    topic = make_topic(world.chamber)
    statements = [
        make_statement(topic, f"观点{number}", author=dice.choice([world.member, *people])) for number in range(3)
    ]
    tags = [Tag.create(organization=world.street, name=f"标签{number}") for number in range(2)]
    notices = [Notification.create(kind="test", subject=f"test:{new_id()}", values={}) for _ in range(2)]
    for member in people:
        for activity in activities:
            if dice.random() < 0.6:
                sign_up(activity.id, member.id, {}, None)
                if dice.random() < 0.2:
                    cancel_signup(activity.id, member.id)
            if dice.random() < 0.3:
                make_organizer(activity, member)
        for case in cases:
            if dice.random() < 0.6 and case.author_id != member.id:
                endorse(case.id, member.id)
        took_part = False
        for statement in statements:
            took_part = took_part or statement.author_id == member.id
            if dice.random() < 0.6:
                Vote.create(topic=topic, statement=statement, member=member, vote="agree")
                Statement.update(agrees=Statement.agrees + 1).where(Statement.id == statement.id).execute()
                Topic.update(votes=Topic.votes + 1).where(Topic.id == topic.id).execute()
                took_part = True
        Topic.update(participants=Topic.participants + int(took_part)).where(Topic.id == topic.id).execute()
        for survey in surveys:
            if dice.random() < 0.7:
                invite(survey, member)
                if dice.random() < 0.4:
                    SurveyInvitation.update(has_answered=True).where(
                        SurveyInvitation.member == member, SurveyInvitation.survey == survey
                    ).execute()
                    if not survey.is_anonymous:
                        SurveyResponse.create(survey=survey, member=member, form=survey.form_id, answers={"q": 1})
        for tag in tags:
            if dice.random() < 0.6:
                Tagging.create(tag=tag, member=member, tagged_by=dice.choice(people))
        for notice in notices:
            if dice.random() < 0.6:
                Delivery.create(notification=notice, member=member, state="inbox")
        if dice.random() < 0.6:
            PushMute.create(member=member, about="activities")
        if dice.random() < 0.5:
            Membership.create(member=member, organization=world.library)
        if dice.random() < 0.4:
            make_role(member, world.chamber)
        for number in range(3):
            if dice.random() < 0.5:
                record_acts([Act(member.id, "activity_attended", number, world.chamber.id, "沙龙", 1, {"hours": 1})])
        for key in ("company_name", "position"):
            if dice.random() < 0.6:
                prefill(member.id, "company", {key: f"{key}{dice.randint(1, 2)}"}, actor_kind="import")
        for question in ("birthday", "religion"):
            if dice.random() < 0.5:
                give_consent(member, question, has_value=dice.random() < 0.7)


def give_consent(member: Member, question: str, *, has_value: bool = True) -> None:
    consent = Consent.create(
        member=member,
        question_key=question,
        purpose="p",
        text="t",
        text_version="1",
        active_key=f"{member.id}:{question}",
    )
    if has_value:
        set_value(member.id, question, f"value of {member.id}", consent)


@pytest.mark.parametrize("seed", range(12))
def test_a_merge_undone_at_once_was_never_there(pair: Pair, world: World, seed: int) -> None:
    dice = Random(seed)
    fill(world, [pair.kept, pair.gone], dice)
    choices = {name: dice.choice(["kept", "gone"]) for name in ("name", "phone")}
    before = everything()
    merge = pair.merge(**choices)
    assert everything() != before
    assert pair.undo(merge) == []
    after = everything()
    for table, rows in before.items():
        assert after[table] == rows, table


def test_values_can_be_opened_again_wherever_they_are(pair: Pair) -> None:
    give_consent(pair.gone, "birthday")
    merge = pair.merge()
    assert sensitive_values(pair.kept.id, ["birthday"]) == {"birthday": f"value of {pair.gone.id}"}
    assert Consent.get().active_key == f"{pair.kept.id}:birthday"
    pair.undo(merge)
    assert sensitive_values(pair.gone.id, ["birthday"]) == {"birthday": f"value of {pair.gone.id}"}
    assert fresh(pair.gone).phone == "19900001002"


def test_later_acts_stay_with_the_kept_record(pair: Pair, world: World) -> None:
    early, late = make_activity(world.chamber), make_activity(world.chamber)
    sign_up(early.id, pair.gone.id, {}, None)
    merge = pair.merge()
    sign_up(late.id, pair.kept.id, {}, None)
    pair.undo(merge)
    assert Signup.get(Signup.activity == early).member_id == pair.gone.id
    assert Signup.get(Signup.activity == late).member_id == pair.kept.id
    assert Account.get().member_id != pair.kept.id


def test_what_was_changed_since_stays_as_it_is(pair: Pair) -> None:
    prefill(pair.kept.id, "company", {"company_name": "恒泰机械"}, actor_kind="import")
    prefill(pair.gone.id, "company", {"position": "总经理"}, actor_kind="import")
    merge = pair.merge()
    confirm_section(pair.kept.id, "company", None)
    assert pair.undo(merge) == ["资料后来又改过，保留现在的"]
    assert ProfileAnswers.get(ProfileAnswers.member == pair.kept.id).answers == {
        "company_name": "恒泰机械",
        "position": "总经理",
    }


def test_a_seat_given_on_is_not_taken_away_again(pair: Pair, world: World) -> None:
    activity = make_activity(world.chamber, capacity=2)
    for member in (pair.kept, pair.gone):
        sign_up(activity.id, member.id, {}, None)
    merge = pair.merge()
    sign_up(activity.id, make_member("后来", None, world.chamber).id, {}, None)
    (left,) = pair.undo(merge)
    assert "让出的名额已被占用" in left
    counted = Activity.get_by_id(activity.id)
    assert (counted.taken, Signup.get(Signup.member == pair.gone.id).state) == (2, "cancelled")


def test_an_undo_is_done_once_and_by_whoever_may(pair: Pair, world: World) -> None:
    merge = pair.merge()
    with pytest.raises(NotFound):
        undo_merge(merge.id, load_scope(world.foreign_staff.id), world.foreign_staff.id)
    pair.undo(merge)
    with pytest.raises(MergeUndoOver, match="已经撤销"):
        pair.undo(merge)
    with pytest.raises(NotFound):
        undo_merge(1, pair.scope, world.administrator.id)
    assert active_members_by_phone("19900001002") == [pair.gone]
    assert pair.merge().id != merge.id, "they may be merged again"


def test_after_thirty_days_the_ledger_is_gone(pair: Pair, clock: FrozenClock) -> None:
    merge = pair.merge()
    clock.advance(days=29)
    forget_old_merges()
    assert MemberMerge.get_by_id(merge.id).sealed is not None
    clock.advance(days=1)
    with pytest.raises(MergeUndoOver, match="30 天"):
        pair.undo(merge)
    forget_old_merges()
    assert MemberMerge.get_by_id(merge.id).sealed is None


def test_later_merges_are_undone_first(pair: Pair, world: World) -> None:
    first = pair.merge()
    third = make_member("王敏", "19900001003", world.chamber)
    second = merge_members(third.id, pair.kept.id, {}, pair.scope, world.administrator.id)
    with pytest.raises(MergeUndoOver, match="先撤销后一次"):
        pair.undo(first)
    pair.undo(second)
    pair.undo(first)
    assert {fresh(one).state for one in (pair.kept, pair.gone, third)} == {"active"}
    assert {fresh(one).merged_into_id for one in (pair.kept, pair.gone, third)} == {None}


def test_withdrawing_consent_ends_the_undo_and_erases_the_ledger(pair: Pair) -> None:
    give_consent(pair.gone, "birthday")
    merge = pair.merge()
    withdraw_consent(pair.kept.id, "birthday")
    kept = MemberMerge.get_by_id(merge.id)
    assert (kept.sealed, kept.ended_because) == (None, "consent_withdrawn")
    assert SensitiveValue.select().count() == 0
    with pytest.raises(MergeUndoOver, match="撤回授权"):
        pair.undo(merge)


def test_withdrawing_in_wechat_ends_it_too(pair: Pair, clock: FrozenClock) -> None:
    merge = pair.merge()
    account = Account.get(Account.member == pair.kept.id)
    withdraw_data(account.id, pair.kept.id, [8], clock.now())
    assert MemberMerge.get_by_id(merge.id).sealed is None


def test_deleting_the_account_erases_both_records_and_the_ledger(pair: Pair, world: World) -> None:
    DistinctPair.create(first=pair.kept, second=world.member)
    prefill(pair.kept.id, "company", {"company_name": "恒泰机械"}, actor_kind="import")
    prefill(pair.gone.id, "company", {"company_name": "宏远物流"}, actor_kind="import")
    merge = pair.merge()
    delete_account(pair.kept.id, Account.get(Account.member == pair.kept.id).id)
    kept = MemberMerge.get_by_id(merge.id)
    assert (kept.sealed, kept.ended_because, kept.summary) == (None, "erased", {})
    assert {fresh(pair.kept).name, fresh(pair.gone).name} == {"已注销"}
    assert ProfileAnswers.select().count() == 0
    assert DistinctPair.select().count() == 0
    assert AuditEntry.get(AuditEntry.action == "merge_members").detail == {}
    with pytest.raises(MergeUndoOver):
        pair.undo(merge)


def test_the_person_takes_along_what_both_records_hold(pair: Pair, world: World) -> None:
    prefill(pair.kept.id, "company", {"company_name": "恒泰机械"}, actor_kind="import")
    prefill(pair.gone.id, "company", {"company_name": "宏远物流"}, actor_kind="import")
    pair.merge()
    data = export_data(pair.kept.id, Account.get(Account.member == pair.kept.id).id)
    assert "宏远物流" in str(data["merged_records"])
    assert "宏远物流" not in str(data["profile"])
    assert data["merged"][0]["undone_at"] is None


def test_who_looked_at_the_merged_record_is_in_the_persons_list(pair: Pair, world: World) -> None:
    record(action="unmask_phone", subject_kind="member", about_member_id=pair.gone.id, actor_id=world.staff.id)
    merge = pair.merge()
    assert looks_at(pair.kept.id).count() == 1
    pair.undo(merge)
    assert (looks_at(pair.kept.id).count(), looks_at(pair.gone.id).count()) == (0, 1)


def test_the_undo_is_in_history_and_trail(pair: Pair) -> None:
    merge = pair.merge()
    pair.undo(merge)
    assert ProfileChange.get(ProfileChange.old_text.startswith("记录“王敏”")).member_id == pair.kept.id
    entry = AuditEntry.get(AuditEntry.action == "undo_merge")
    assert (entry.detail["gone"]["has_wechat"], entry.detail["kept"]["has_wechat"]) == (True, False)
    assert "1990000" not in str(entry.detail)


def test_a_wechat_account_tied_since_stays(pair: Pair) -> None:
    Account.delete().execute()
    merge = pair.merge()
    account = make_account(pair.kept)
    pair.undo(merge)
    assert Account.get_by_id(account.id).member_id == pair.kept.id
    assert keys() is not None
    assert timedelta(days=30) == merge.undo_until - merge.merged_at


def test_rows_that_are_gone_since_do_not_stop_the_undo(pair: Pair, world: World) -> None:
    tag: Any = Tag.create(organization=world.street, name="骨干")
    for member in (pair.kept, pair.gone):
        Tagging.create(tag=tag, member=member)
    merge = pair.merge()
    Tag.delete().execute()
    assert pair.undo(merge) == ["有的记录后来变动过，留在保留的记录里"]
    assert Tagging.select().count() == 0
