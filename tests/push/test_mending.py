"""Staff try again what failed in their organizations, or take it out; and nothing of others."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.organizations.models import OrganizationClosure
from backend.push import mending
from backend.push.explaining import explain
from backend.push.ledger import summary
from backend.push.models import Delivery, Notification, Subscription, SubscriptionGrant
from backend.push.services import News, notify
from backend.wechat.errors import ERRORS
from tests.factories import make_account, make_survey

VALUES = {"title": "春季企业家沙龙", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}


def fail(organization, *members, kind="activity_changed", subject="activity:1", **fields):
    notify(
        News(kind, subject, VALUES, str(organization.id), organization_id=organization.id), [one.id for one in members]
    )
    told = Notification.get(Notification.kind == kind, Notification.organization == organization)
    Delivery.update(**{"state": "failed", "error_code": 47003, **fields}).where(Delivery.notification == told).execute()
    return told


def below(organization):
    return OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == organization
    )


def states():
    return sorted(one.state for one in Delivery.select())


def test_what_failed_is_counted_by_reason_within_the_organizations(world):
    fail(world.chamber, world.member, world.organizer)
    fail(world.library, world.staff, error_code=None)
    fail(world.elsewhere, world.stranger)

    found, secret = mending.failures(below(world.street))

    assert [tuple(one) for one in found] == [("failed", 47003, 2), ("failed", None, 1)]
    assert secret == []
    assert {one.member.name for one in mending.stuck(below(world.street))} == {"王敏", "李建国", "赵云"}


def test_all_of_one_reason_are_tried_again_and_it_is_written_down(world):
    fail(world.chamber, world.member, world.organizer)
    fail(world.library, world.staff, error_code=None)
    fail(world.elsewhere, world.stranger)

    assert mending.retry_all(world.staff.id, below(world.street), 47003) == 2
    assert states() == ["failed", "failed", "queued", "queued"]
    assert mending.retry_all(world.staff.id, below(world.street), None) == 1
    assert states() == ["failed", "queued", "queued", "queued"]
    assert mending.retry_all(world.staff.id, below(world.street), 47003) == 0

    entries = AuditEntry.select().where(AuditEntry.action == "push.retried").order_by(AuditEntry.id)
    assert [(one.actor_id, one.detail["count"]) for one in entries] == [(world.staff.id, 2), (world.staff.id, 1)]


def test_what_is_chosen_is_tried_again_and_nothing_of_others(world):
    fail(world.chamber, world.member, state="uncertain")
    fail(world.elsewhere, world.stranger)
    ids = [one.id for one in Delivery.select()]

    assert mending.retry_chosen(world.staff.id, below(world.street), ids) == 1
    assert mending.retry_chosen(world.staff.id, below(world.street), []) == 0
    assert states() == ["failed", "queued"]


def test_what_may_have_arrived_is_not_tried_again_by_the_thousand(world):
    fail(world.chamber, world.member, state="uncertain", error_code=None)

    assert mending.retry_all(world.staff.id, below(world.street), None) == 0
    assert states() == ["uncertain"]


def test_what_is_taken_out_names_who_did_it_and_why(world):
    fail(world.chamber, world.member)
    fail(world.elsewhere, world.stranger)
    ids = [one.id for one in Delivery.select()]

    assert mending.drop_chosen(world.staff.id, below(world.street), ids, "已电话通知") == 1
    assert states() == ["dropped", "failed"]
    entry = AuditEntry.get(AuditEntry.action == "drop_message")
    told = (entry.actor_id, entry.actor_kind, entry.organization_id, entry.reason)
    assert told == (world.staff.id, "staff", world.chamber.id, "已电话通知")


def test_reminders_of_an_anonymous_survey_are_named_to_nobody(world):
    survey = make_survey(world.chamber, is_anonymous=True)
    told = fail(world.chamber, world.member, kind="survey_reminder", subject=f"survey:{survey.id}")

    assert mending.failures(below(world.street)) == ([], [told.id])
    assert list(mending.stuck(below(world.street))) == []
    assert mending.retry_notification(world.staff.id, told) == 1
    assert states() == ["queued"]


@pytest.mark.parametrize("code", [None, 12345, *ERRORS])
def test_every_refusal_has_words(code):
    for state in mending.STUCK:
        what, do, _ = explain(state, code)
        assert what
        assert do


def test_the_ledger_is_summed_up_for_some_people(world, clock):
    mine, other = make_account(world.member), make_account(world.stranger)
    for account in (mine, mine, other):
        SubscriptionGrant.create(account=account, template_id="A")
    SubscriptionGrant.update(held_until=clock.now().replace(year=2027)).where(
        SubscriptionGrant.id == SubscriptionGrant.select().order_by(SubscriptionGrant.id).get().id
    ).execute()
    SubscriptionGrant.create(account=mine, template_id="A", state="spent")
    Subscription.create(account=mine, template_id="B", is_long_term=True)
    Subscription.create(account=other, template_id="B", always="reject")

    members = [world.member.id]
    assert summary(members, ["A", "B"]) == {
        "A": {"left": 2, "held": 1, "people": 1, "long_term": 0, "refused": 0},
        "B": {"left": 0, "held": 0, "people": 0, "long_term": 1, "refused": 0},
    }
