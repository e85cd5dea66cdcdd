"""Sharing people and figures with another organization: whom it shows, to whom, and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.audiences.models import Tag, Tagging
from backend.audit.models import AuditEntry
from backend.errors import InvalidInput, NotFound
from backend.members.models import Member
from backend.scope import load_scope
from backend.sharing.figures import figures_of
from backend.sharing.models import OrganizationShare
from backend.sharing.services import (
    AlreadyShared,
    find_shared,
    note_looks,
    people_of,
    restore_share,
    revoke_share,
    shared_with,
)
from tests.factories import make_activity, make_member, make_organization, make_role, make_signup
from tests.racing import run_together


def names(share):
    return sorted(member.name for member in people_of(share))


def test_all_of_the_organization_and_below(world, share):
    make_member("小组成员", organization=make_organization("青年小组", world.chamber))
    assert names(share()) == ["小组成员", "李建国", "王敏"]


def test_those_who_carry_a_tag(world, share):
    tag = Tag.create(organization=world.chamber, name="理事")
    Tagging.create(tag=tag, member=world.member)
    # Tagged, and since gone to another organization.
    Tagging.create(tag=tag, member=world.stranger)
    shared = share(who="tag", subject_id=tag.id)
    assert names(shared) == ["王敏"]
    Tagging.delete().execute()
    assert names(shared) == []


def test_those_who_came_to_an_activity_but_no_guests_of_others(world, share):
    activity = make_activity(world.chamber)
    make_signup(activity, world.member, checked_in_at=backend_clock.now())
    make_signup(activity, world.organizer)
    make_signup(activity, world.stranger)
    assert names(share(who="signed_up", subject_id=activity.id)) == ["李建国", "王敏"]
    assert names(share(who="attended", subject_id=activity.id)) == ["王敏"]


def test_figures_alone_show_nobody(world, share):
    shared = share(level="aggregates", purpose="", ends_at=None)
    assert names(shared) == []
    assert shared.ends_at is None


def test_only_those_it_is_shared_with_find_it(world, share):
    shared = share()
    for person, finds in (("foreign_staff", True), ("staff", False), ("administrator", False), ("stranger", False)):
        scope = load_scope(getattr(world, person).id)
        assert [one.id for one in shared_with(scope)] == ([shared.id] if finds else [])
        if not finds:
            with pytest.raises(NotFound):
                find_shared(shared.id, scope)


def test_who_only_plans_activities_there_does_not_find_it(world, share):
    planner = make_member("外区策划", organization=world.elsewhere)
    make_role(planner, world.elsewhere, "organizer")
    share()
    assert list(shared_with(load_scope(planner.id))) == []


def test_ends_by_itself(world, share, clock):
    shared = share(ends_at=backend_clock.now() + timedelta(days=2))
    scope = load_scope(world.foreign_staff.id)
    clock.advance(days=2, milliseconds=-1)
    assert find_shared(shared.id, scope).id == shared.id
    clock.advance(milliseconds=1)
    with pytest.raises(NotFound):
        find_shared(shared.id, scope)


def test_revoked_it_shows_nothing_at_once_and_can_be_taken_back(world, share):
    shared = share()
    scope = load_scope(world.foreign_staff.id)
    assert revoke_share(shared, world.administrator.id)
    assert not revoke_share(shared, world.administrator.id)
    with pytest.raises(NotFound):
        find_shared(shared.id, scope)
    assert restore_share(shared, world.administrator.id)
    assert find_shared(shared.id, scope).id == shared.id
    actions = [entry.action for entry in AuditEntry.select().order_by(AuditEntry.id)]
    assert actions == ["share_began", "share_ended", "share_began"]


def test_what_is_over_cannot_be_taken_back(world, share, clock):
    shared = share(ends_at=backend_clock.now() + timedelta(days=1))
    revoke_share(shared, world.administrator.id)
    clock.advance(days=1)
    assert not restore_share(shared, world.administrator.id)


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("purpose", {"purpose": "  "}),
        ("ends_at", {"ends_at": None}),
        ("ends_at", {"ends_at": "yesterday"}),
        ("ends_at", {"ends_at": "in two years"}),
        ("subject_id", {"who": "tag"}),
        ("subject_id", {"who": "tag", "subject_id": 5}),
        ("subject_id", {"who": "signed_up", "subject_id": 5}),
    ],
)
def test_people_are_shared_for_a_purpose_and_a_time(share, field, terms):
    days = {"yesterday": -1, "in two years": 730}
    if terms.get("ends_at") in days:
        terms = {**terms, "ends_at": backend_clock.now() + timedelta(days=days[terms["ends_at"]])}
    with pytest.raises(InvalidInput) as refused:
        share(**terms)
    assert list(refused.value.errors) == [field]


def test_nobody_shares_another_organizations_tag_or_activity(world, share):
    foreign_tag = Tag.create(organization=world.elsewhere, name="外区理事")
    foreign_activity = make_activity(world.library)
    for terms in ({"who": "tag", "subject_id": foreign_tag.id}, {"who": "attended", "subject_id": foreign_activity.id}):
        with pytest.raises(InvalidInput):
            share(**terms)


def test_those_above_see_it_anyway(world, share):
    for partner in (world.chamber, world.street, world.district):
        with pytest.raises(InvalidInput) as refused:
            share(partner=partner)
        assert "with_organization_id" in refused.value.errors


def test_the_same_twice_at_once_is_shared_once(world, share):
    def attempt():
        try:
            share()
        except AlreadyShared:
            return "already"
        return "shared"

    assert sorted(run_together([attempt, attempt])) == ["already", "shared"]
    assert OrganizationShare.select().count() == 1


def test_a_look_is_told_to_the_member_once_for_all_turning_of_pages(world, share, as_member, clock):
    found = find_shared(share().id, load_scope(world.foreign_staff.id))
    for _ in range(2):
        note_looks(found, list(people_of(found)), world.foreign_staff.id)
    clock.advance(minutes=11)
    note_looks(found, list(people_of(found)), world.foreign_staff.id)

    looks = as_member.get("/me/access-log").get_json()

    assert looks["total"] == 2
    assert looks["items"][1] == {
        "at": "2026-04-20T10:00:00+08:00",
        "by_name": "外区干部",
        "what": "姓名和组织（石桥商会共享给西山区商会）",
        "reason": "联合举办招商会",
    }


def test_figures_hide_small_numbers_of_people(world):
    activity = make_activity(world.chamber, starts_at=backend_clock.now() - timedelta(days=2))
    make_signup(activity, world.member)
    figures = figures_of(world.chamber.id)
    assert (figures.organizations, figures.members, figures.activities) == (1, None, 1)
    assert (figures.approved, figures.arrived) == (None, 0)
    for number in range(3):
        make_member(f"新会员{number}", organization=world.chamber)
    assert figures_of(world.chamber.id).members == 5


def test_whoever_leaves_is_shared_no_more(world, share, as_member):
    shared = share()
    assert as_member.delete("/me", {"confirm": "注销"}).status_code == 204
    assert names(shared) == ["李建国"]
    assert Member.get_by_id(world.member.id).state == "deleted"
