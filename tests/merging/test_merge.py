"""Merging two records of one person: what moves, what wins, who may, and what the trail says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.activities.models import Activity, Signup
from backend.activities.services.signing_up import sign_up
from backend.audiences.models import Tag, Tagging
from backend.audit.models import AuditEntry
from backend.cases.models import Case, CaseSupporter
from backend.cases.support import endorse
from backend.errors import Forbidden, NotFound
from backend.members.models import Member
from backend.members.services import active_members_by_phone
from backend.merging.models import MemberMerge
from backend.merging.references import references
from backend.merging.services import (
    BothHaveWeChat,
    MergedAlready,
    RolesNeedAdministrator,
    SameRecord,
    merge_members,
)
from backend.merging.tables import POLICIES
from backend.organizations.models import Membership
from backend.participation.models import Participation
from backend.participation.services import Act, record_acts
from backend.profiles.models import ProfileAnswers, ProfileChange
from backend.profiles.services import prefill
from backend.scope import load_scope
from backend.surveys.models import AnonymousResponse, HeldResponse, Survey, SurveyInvitation, SurveyResponse
from backend.topics.models import Statement, Topic, Vote
from tests.factories import (
    invite,
    make_account,
    make_activity,
    make_case,
    make_member,
    make_role,
    make_statement,
    make_survey,
    make_topic,
)
from tests.merging.conftest import Pair, fresh
from tests.people import World


def test_every_column_that_names_a_member_is_handled(pair: Pair) -> None:
    assert {one.name for one in references()} - set(POLICIES) == set(), "say in merging/tables.py what becomes of it"


def test_the_keys_named_are_the_keys_there_are(pair: Pair) -> None:
    models = {(field.column_name, model._meta.table_name): model for field, model in Member._meta.backrefs.items()}
    for name, policy in POLICIES.items():
        table, column = name.split(".")
        if (column, table) not in models:
            continue
        model = models[column, table]
        keys = [
            {model._meta.combined[part].column_name for part in parts} - {column}
            for parts, is_unique in (one for one in model._meta.indexes if isinstance(one, tuple))
            if is_unique and column in {model._meta.combined[part].column_name for part in parts}
        ]
        named = [set(policy.unique)] if getattr(policy, "unique", ()) else []
        named += [{policy.client_ref}] if getattr(policy, "client_ref", "") else []
        if policy.__class__.__name__ == "Moves":
            assert keys == named, name


def test_the_other_record_is_closed_and_its_number_found_no_more(pair: Pair) -> None:
    pair.merge()
    gone = fresh(pair.gone)
    assert (gone.state, gone.merged_into_id, gone.phone_index) == ("merged", pair.kept.id, None)
    assert active_members_by_phone("19900001002") == []
    assert active_members_by_phone("19900001001") == [pair.kept]


def test_the_wechat_account_goes_with_the_person(pair: Pair) -> None:
    pair.merge()
    assert Account.get(Account.member == pair.kept.id).member_id == pair.kept.id
    assert not Account.select().where(Account.member == pair.gone.id).exists()


def test_a_filled_value_wins_and_a_chosen_one_before_it(pair: Pair) -> None:
    prefill(pair.kept.id, "company", {"company_name": "恒泰机械"}, actor_kind="import")
    prefill(pair.gone.id, "company", {"company_name": "宏远物流", "position": "总经理"}, actor_kind="import")
    section = ProfileAnswers.get(ProfileAnswers.member == pair.kept.id).section_id
    pair.merge(**{f"{section}__company_name": "gone"})
    assert ProfileAnswers.get(ProfileAnswers.member == pair.kept.id).answers == {
        "company_name": "宏远物流",
        "position": "总经理",
    }


def test_without_a_choice_kept_stands_and_gaps_are_filled(pair: Pair) -> None:
    prefill(pair.kept.id, "company", {"company_name": "恒泰机械"}, actor_kind="import")
    prefill(pair.gone.id, "company", {"company_name": "宏远物流", "position": "总经理"}, actor_kind="import")
    pair.merge()
    answers = ProfileAnswers.get(ProfileAnswers.member == pair.kept.id)
    assert answers.answers == {"company_name": "恒泰机械", "position": "总经理"}
    assert (answers.filled >= 2, answers.confirmed_at) == (True, None)


def test_a_section_only_one_has_becomes_the_others(pair: Pair) -> None:
    prefill(pair.gone.id, "company", {"company_name": "宏远物流"}, actor_kind="import")
    pair.merge()
    assert ProfileAnswers.get(ProfileAnswers.member == pair.kept.id).answers == {"company_name": "宏远物流"}


def test_name_and_phone_may_be_chosen(pair: Pair) -> None:
    Member.update(name="王  敏敏").where(Member.id == pair.gone.id).execute()
    pair.merge(name="gone", phone="gone")
    kept = fresh(pair.kept)
    assert (kept.name, kept.phone) == ("王  敏敏", "19900001002")
    assert active_members_by_phone("19900001002") == [kept]


def test_an_empty_phone_is_filled(pair: Pair) -> None:
    Member.update(phone_sealed=None, phone_index=None, phone_tail_index=None).where(Member.id == pair.kept.id).execute()
    pair.merge()
    assert fresh(pair.kept).phone == "19900001002"


def test_places_and_tags_are_kept_once(pair: Pair, world: World) -> None:
    Membership.create(member=pair.gone, organization=world.library)
    tag = Tag.create(organization=world.street, name="骨干")
    for member in (pair.kept, pair.gone):
        Tagging.create(tag=tag, member=member)
    pair.merge()
    places = {tie.organization_id for tie in Membership.select().where(Membership.member == pair.kept.id)}
    assert places == {world.chamber.id, world.library.id}
    assert Membership.select().where(Membership.member == pair.gone.id).count() == 0
    assert [one.member_id for one in Tagging.select()] == [pair.kept.id]


@pytest.mark.parametrize("which", ["kept", "gone"])
def test_two_signups_become_one_and_the_seat_is_given_on(pair: Pair, world: World, which: str) -> None:
    activity = make_activity(world.chamber, capacity=2)
    better, other = (pair.kept, pair.gone) if which == "kept" else (pair.gone, pair.kept)
    for member in (better, other):
        sign_up(activity.id, member.id, {}, None)
    Signup.update(checked_in_at=1).where(Signup.member == better.id).execute()
    waiting = make_member("后来", "19900001009", world.chamber)
    make_account(waiting)
    sign_up(activity.id, waiting.id, {}, None)
    wanted = Signup.get(Signup.member == better.id).id
    merge = pair.merge()
    mine = Signup.get(Signup.member == pair.kept.id)
    assert (mine.id, mine.state) == (wanted, "approved")
    assert Signup.get(Signup.member == waiting.id).state == "approved"
    counted = Activity.get_by_id(activity.id)
    assert (counted.taken, counted.approved, counted.waitlisted) == (2, 2, 0)
    assert merge.summary["notes"] == [
        "“春季企业家沙龙”两份记录都报了名：保留已签到的一份，已通过的一份已取消，名额让出"
    ]


def test_what_ended_is_left_as_history(pair: Pair, world: World, clock: Any) -> None:
    activity = make_activity(world.chamber)
    for member in (pair.kept, pair.gone):
        sign_up(activity.id, member.id, {}, None)
    clock.advance(days=10)
    pair.merge()
    assert Activity.get_by_id(activity.id).taken == 2
    assert {signup.state for signup in Signup.select()} == {"approved"}


def test_an_endorsement_counts_once_and_never_for_ones_own(pair: Pair, world: World) -> None:
    shared, own = make_case(world.chamber, world.member), make_case(world.chamber, pair.kept)
    for member in (pair.kept, pair.gone):
        endorse(shared.id, member.id)
    endorse(own.id, pair.gone.id)
    pair.merge()
    assert Case.get_by_id(shared.id).endorsements == 1
    assert Case.get_by_id(own.id).endorsements == 0
    assert [one.case_id for one in CaseSupporter.select()] == [shared.id]


def test_a_vote_counts_once(pair: Pair, world: World) -> None:
    topic = make_topic(world.chamber)
    statement = make_statement(topic, author=world.member)
    for member, vote in ((pair.kept, "agree"), (pair.gone, "disagree")):
        Vote.create(topic=topic, statement=statement, member=member, vote=vote)
    Statement.update(agrees=1, disagrees=1).where(Statement.id == statement.id).execute()
    Topic.update(votes=2, participants=2).where(Topic.id == topic.id).execute()
    pair.merge()
    counted, summed = Statement.get_by_id(statement.id), Topic.get_by_id(topic.id)
    assert (counted.agrees, counted.disagrees, summed.votes, summed.participants) == (1, 0, 1, 1)


@pytest.mark.parametrize("answered", ["kept", "gone", "nobody"])
def test_a_survey_asks_the_person_once(pair: Pair, world: World, answered: str) -> None:
    survey = make_survey(world.chamber)
    invite(survey, pair.kept, pair.gone)
    if answered != "nobody":
        SurveyInvitation.update(has_answered=True).where(
            SurveyInvitation.member == getattr(pair, answered).id
        ).execute()
    pair.merge()
    (invitation,) = SurveyInvitation.select()
    assert (invitation.member_id, invitation.has_answered) == (pair.kept.id, answered != "nobody")
    assert Survey.get_by_id(survey.id).invited == 1


def test_named_responses_move_and_anonymous_ones_are_not_touched(pair: Pair, world: World) -> None:
    named, anonymous = make_survey(world.chamber), make_survey(world.chamber, is_anonymous=True)
    SurveyResponse.create(survey=named, member=pair.gone, form=named.form_id, answers={})
    mixed = AnonymousResponse.create(survey=anonymous, form=anonymous.form_id, answers={"q": "a"})
    HeldResponse.create(survey=anonymous, member=pair.gone, form=anonymous.form_id, unit=0, sealed="x")
    before = mixed.__data__.copy()
    pair.merge()
    assert SurveyResponse.get().member_id == pair.kept.id
    assert AnonymousResponse.get().__data__ == before
    assert HeldResponse.get().member_id == pair.kept.id, "or the person could answer once more"


def test_one_act_is_one_entry_of_the_record(pair: Pair, world: World) -> None:
    for member in (pair.kept, pair.gone):
        record_acts([Act(member.id, "activity_attended", 7, world.chamber.id, "沙龙", 1, {"hours": 2})])
    pair.merge()
    assert [one.member_id for one in Participation.select()] == [pair.kept.id]


def test_two_wechat_accounts_are_refused_with_what_to_do(pair: Pair) -> None:
    make_account(pair.kept)
    with pytest.raises(BothHaveWeChat, match="注销"):
        pair.merge()
    assert fresh(pair.gone).state == "active"


def test_a_record_is_not_merged_with_itself_or_twice(pair: Pair) -> None:
    with pytest.raises(SameRecord):
        merge_members(pair.kept.id, pair.kept.id, {}, pair.scope, pair.world.administrator.id)
    pair.merge()
    for kept, gone in ((pair.kept, pair.gone), (pair.gone, pair.kept)):
        with pytest.raises(MergedAlready):
            merge_members(kept.id, gone.id, {}, pair.scope, pair.world.administrator.id)
    with pytest.raises(NotFound):
        merge_members(pair.kept.id, 1, {}, pair.scope, pair.world.administrator.id)


@pytest.mark.parametrize(
    ("who", "error"), [("foreign_staff", NotFound), ("auditor", Forbidden), ("member", NotFound), ("staff", None)]
)
def test_who_may_merge(pair: Pair, world: World, who: str, error: type[Exception] | None) -> None:
    actor = getattr(world, who)
    if error is None:
        merge_members(pair.kept.id, pair.gone.id, {}, load_scope(actor.id), actor.id)
        return
    with pytest.raises(error):
        merge_members(pair.kept.id, pair.gone.id, {}, load_scope(actor.id), actor.id)
    assert MemberMerge.select().count() == 0


def test_both_records_must_be_in_scope(pair: Pair, world: World) -> None:
    outside = make_member("王敏", None, world.elsewhere)
    with pytest.raises(NotFound):
        merge_members(pair.kept.id, outside.id, {}, load_scope(world.staff.id), world.staff.id)


@pytest.mark.parametrize("which", ["kept", "gone"])
def test_a_record_with_a_role_is_merged_by_administrators_only(pair: Pair, world: World, which: str) -> None:
    make_role(getattr(pair, which), world.chamber)
    with pytest.raises(RolesNeedAdministrator):
        merge_members(pair.kept.id, pair.gone.id, {}, load_scope(world.staff.id), world.staff.id)
    pair.merge()


def test_the_member_reads_it_in_their_own_history(pair: Pair) -> None:
    pair.merge(phone="gone")
    rows = [(row.section_title, row.question_title, row.old_text, row.new_text) for row in ProfileChange.select()]
    assert ("会员记录", "合并", "", "工作人员把重复的记录“王敏”并入了您的记录") in rows
    assert ("基本信息", "手机号", "199******01", "199******02") in rows
    assert {row.member_id for row in ProfileChange.select()} == {pair.kept.id}


def test_the_trail_has_before_and_after_and_no_number(pair: Pair, world: World) -> None:
    pair.merge(phone="gone")
    entry = AuditEntry.get(AuditEntry.action == "merge_members")
    assert (entry.about_member_id, entry.actor_id) == (pair.kept.id, world.administrator.id)
    assert entry.detail["gone"]["has_wechat"] is True
    assert entry.detail["after"]["has_wechat"] is True
    assert entry.detail["chosen"] == {"name": "kept", "phone": "gone"}
    text = json.dumps(entry.detail)
    assert "1990000" not in text
    assert "199*" not in text


def test_the_ledger_is_sealed(pair: Pair) -> None:
    prefill(pair.gone.id, "company", {"company_name": "宏远物流"}, actor_kind="import")
    prefill(pair.kept.id, "company", {"company_name": "恒泰机械"}, actor_kind="import")
    section = ProfileAnswers.get(ProfileAnswers.member == pair.kept.id).section_id
    merge = pair.merge(**{f"{section}__company_name": "gone"})
    assert "恒泰机械" not in str(merge.sealed)
    assert "恒泰机械" in json.dumps(merge.entries, ensure_ascii=False)


def test_a_merge_into_a_merged_record_is_flat(pair: Pair, world: World) -> None:
    third = make_member("王敏", "19900001003", world.chamber)
    pair.merge()
    merge_members(third.id, pair.kept.id, {}, pair.scope, world.administrator.id)
    assert {fresh(pair.kept).merged_into_id, fresh(pair.gone).merged_into_id} == {third.id}
