"""Whom the seats are for: quotas, shares beyond the own subtree, and review rules."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, ActivityQuota, ActivityShare, ReviewRule, Signup
from backend.audit.models import AuditEntry
from tests.factories import make_account, make_activity, make_member, make_organization, make_signup


@pytest.fixture
def activity(world):
    """Of the street, with ten seats: the chamber and the library lie below it."""
    return make_activity(world.street, capacity=10)


def put(phone, activity, kind, *items):
    return phone.put(f"/staff/activities/{activity.id}/{kind}", {kind.replace("-", "_"): list(items)})


def quota(organization, seats, **fields):
    return {"organization_id": str(organization.id), "seats": seats, **fields}


class TestQuotas:
    def test_seats_are_kept_for_organizations(self, as_staff, activity, world):
        body = put(as_staff, activity, "quotas", quota(world.chamber, 4), quota(world.library, 3, is_limit=True)).json

        shown = [(one["organization"]["name"], one["seats"], one["taken"], one["is_limit"]) for one in body["quotas"]]
        assert shown == [("石桥商会", 4, 0, False), ("石桥读书会", 3, 0, True)]
        assert Activity.get_by_id(activity.id).has_quotas

    def test_none_gives_all_seats_back(self, as_staff, activity, world):
        put(as_staff, activity, "quotas", quota(world.chamber, 4))

        assert put(as_staff, activity, "quotas").json["quotas"] == []
        assert not Activity.get_by_id(activity.id).has_quotas

    def test_more_seats_than_there_are_cannot_be_kept(self, as_staff, activity, world):
        response = put(as_staff, activity, "quotas", quota(world.chamber, 6), quota(world.library, 5))

        assert (response.status_code, response.json["code"]) == (409, "seats_do_not_fit")
        assert response.json["message"] == "分配给各组织的名额共 11 个，超过了总名额 10 个。"
        assert ActivityQuota.select().count() == 0

    def test_seats_that_others_hold_cannot_be_kept(self, as_staff, activity, world):
        for _ in range(4):
            make_signup(activity, make_member(organization=world.street))

        response = put(as_staff, activity, "quotas", quota(world.chamber, 7))

        assert response.json["message"] == "共用名额里已有 4 个被占用，分配后只剩 3 个。"
        assert put(as_staff, activity, "quotas", quota(world.chamber, 6)).status_code == 200

    def test_quota_cannot_shrink_below_what_is_held_of_it(self, as_staff, activity, world):
        put(as_staff, activity, "quotas", quota(world.chamber, 4))
        held = ActivityQuota.get()
        make_signup(activity, world.member, quota=held)
        make_signup(activity, world.organizer, quota=held)
        ActivityQuota.update(taken=2).execute()

        response = put(as_staff, activity, "quotas", quota(world.chamber, 1))

        assert (response.status_code, response.json["message"]) == (409, "石桥商会 已占用 2 个名额，不能少于这个数。")
        assert ActivityQuota.get().seats == 4

    def test_seats_of_a_quota_that_goes_count_as_the_remainders(self, as_staff, activity, world):
        put(as_staff, activity, "quotas", quota(world.chamber, 4))
        signup = make_signup(activity, world.member, quota=ActivityQuota.get())
        ActivityQuota.update(taken=1).execute()

        assert put(as_staff, activity, "quotas").status_code == 200

        assert Signup.get_by_id(signup.id).quota_id is None
        assert Activity.get_by_id(activity.id).taken == 1

    def test_without_a_limit_there_is_nothing_to_divide(self, as_staff, world):
        response = put(as_staff, make_activity(world.street), "quotas", quota(world.chamber, 4))

        assert response.json["message"] == "分配名额之前，请先设定总名额。"

    def test_capacity_cannot_shrink_below_the_quotas(self, as_staff, activity, world):
        put(as_staff, activity, "quotas", quota(world.chamber, 8))
        path = f"/staff/activities/{activity.id}"

        assert as_staff.patch(path, {"capacity": 7}).json["code"] == "seats_do_not_fit"
        assert as_staff.patch(path, {"capacity": None}).json["code"] == "seats_do_not_fit"
        assert as_staff.patch(path, {"capacity": 8}).status_code == 200

    def test_organization_elsewhere_gets_seats_by_a_share_only(self, as_staff, activity, world):
        response = put(as_staff, activity, "quotas", quota(world.elsewhere, 2))

        assert response.status_code == 422
        assert "共享" in response.json["errors"]["quotas"][0]

    def test_organization_named_twice_is_refused(self, as_staff, activity, world):
        response = put(as_staff, activity, "quotas", quota(world.chamber, 2), quota(world.chamber, 3))

        assert (response.status_code, list(response.json["errors"])) == (422, ["quotas"])

    def test_freed_seats_move_the_waitlist_up_at_once(self, as_staff, activity, world):
        put(as_staff, activity, "quotas", quota(world.library, 10))
        waiting = make_member(organization=world.chamber)
        make_account(waiting)
        signup = make_signup(activity, waiting, "waitlisted")

        put(as_staff, activity, "quotas", quota(world.library, 9))

        assert Signup.get_by_id(signup.id).state == "approved"

    def test_repeat_writes_no_second_line_in_the_trail(self, as_staff, activity, world):
        for _ in range(2):
            put(as_staff, activity, "quotas", quota(world.chamber, 4))

        lines = [entry.detail for entry in AuditEntry.select().where(AuditEntry.action == "activity.quotas")]
        assert lines == [{"before": {"quotas": []}, "after": {"quotas": ["石桥商会 4"]}}]


def share(organization, seats=None):
    return {"organization_id": str(organization.id), "seats": seats}


class TestShares:
    def test_members_elsewhere_see_what_is_shared_with_them(self, as_staff, as_stranger, activity, world):
        path = f"/activities/{activity.id}"
        assert as_stranger.get(path).status_code == 404

        body = put(as_staff, activity, "shares", share(world.elsewhere)).json

        assert body["shares"] == [
            {"organization": {"id": str(world.elsewhere.id), "name": "西山区商会"}, "seats": None}
        ]
        assert as_stranger.get(path).status_code == 200
        put(as_staff, activity, "shares")
        assert as_stranger.get(path).status_code == 404

    def test_share_of_the_seats_is_a_limit(self, as_staff, activity, world):
        put(as_staff, activity, "shares", share(world.elsewhere, 3))

        row = ActivityQuota.get()
        assert (row.organization_id, row.seats, row.is_limit) == (world.elsewhere.id, 3, True)
        put(as_staff, activity, "quotas", quota(world.chamber, 2))
        assert {one.organization_id for one in ActivityQuota.select()} == {world.elsewhere.id, world.chamber.id}
        put(as_staff, activity, "shares")
        assert [one.organization_id for one in ActivityQuota.select()] == [world.chamber.id]

    def test_share_larger_than_what_is_left_is_refused(self, as_staff, activity, world):
        response = put(as_staff, activity, "shares", share(world.elsewhere, 11))

        assert response.json["code"] == "seats_do_not_fit"
        assert ActivityShare.select().count() == 0

    def test_own_subtree_needs_no_share(self, as_staff, activity, world):
        response = put(as_staff, activity, "shares", share(world.chamber))

        assert "不用共享" in response.json["errors"]["shares"][0]

    def test_unknown_organization_is_refused(self, as_staff, activity):
        response = put(as_staff, activity, "shares", {"organization_id": "42", "seats": None})

        assert "不存在" in response.json["errors"]["shares"][0]


class TestReviewRules:
    def test_rule_keeps_its_count_when_it_changes(self, as_staff, activity, world):
        put(as_staff, activity, "review-rules", {"organization_id": str(world.chamber.id), "most": 5})
        ReviewRule.update(approved=3).execute()

        rule = {"organization_id": str(world.chamber.id), "most": None}
        body = put(as_staff, activity, "review-rules", rule).json

        assert [(one["most"], one["approved"]) for one in body["review_rules"]] == [(None, 3)]
        assert Activity.get_by_id(activity.id).has_review_rules
        assert put(as_staff, activity, "review-rules").json["review_rules"] == []
        assert not Activity.get_by_id(activity.id).has_review_rules

    def test_rule_for_an_organization_it_is_shared_with(self, as_staff, activity, world):
        rule = {"organization_id": str(world.elsewhere.id), "most": 2}
        assert put(as_staff, activity, "review-rules", rule).status_code == 422

        put(as_staff, activity, "shares", share(world.elsewhere))

        assert put(as_staff, activity, "review-rules", rule).status_code == 200

    def test_rule_for_nobody_is_refused(self, as_staff, activity, world):
        rule = {"organization_id": str(world.chamber.id), "most": 0}

        assert put(as_staff, activity, "review-rules", rule).status_code == 422


@pytest.mark.parametrize("kind", ["quotas", "shares", "review-rules"])
def test_cancelled_activity_takes_no_more_of_it(as_staff, world, kind):
    activity = make_activity(world.street, state="cancelled")

    assert put(as_staff, activity, kind).json["code"] == "activity_cancelled"


def test_organization_of_another_tree_is_no_business_of_theirs(as_staff, world):
    elsewhere = make_activity(make_organization("别处"), capacity=3)

    assert put(as_staff, elsewhere, "quotas", quota(world.chamber, 1)).status_code == 404
