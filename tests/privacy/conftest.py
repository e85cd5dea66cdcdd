"""A member who has left traces in every feature."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock
from backend.accounts.models import SeenTask
from backend.activities.models import Activity
from backend.audit.services import record
from backend.checkin.models import Scan
from backend.database import new_id
from backend.forms.store import save_version
from backend.joining.models import Application, Invitation, InvitationUse, PhoneClaim
from backend.profiles.definitions import define_section, ensure_default_sections
from backend.profiles.services import prefill
from backend.push.models import Delivery, Notification, SubscriptionGrant
from tests.callbacks.conftest import log  # noqa: F401 - a fixture of this feature's tests, too
from tests.factories import make_activity, make_media, make_organizer, make_signup
from tests.joining.conftest import visitor  # noqa: F401 - a fixture of this feature's tests, too
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import CARE, CARE_CONSENTS, COMPANY, ID_NUMBER, consent, save

QUESTIONS = {
    "sections": [{"key": "s", "title": "报名", "questions": [{"key": "diet", "type": "text", "title": "忌口"}]}]
}
DIET = "不吃香菜的王敏"


class Traces:
    """What `traces` has left behind."""

    def __init__(self, coming: Activity, past: Activity) -> None:
        self.coming = coming
        self.past = past


@pytest.fixture
def traces(world: World, as_member: Phone) -> Traces:
    """The member has a profile with a sensitive value, signups, scans, messages, and entries in the audit trail."""
    ensure_default_sections()
    define_section("care", CARE, consents=CARE_CONSENTS, organization_id=world.chamber.id, title="关怀信息")
    prefill(world.member.id, "company", {"position": "厂长"}, "staff", world.staff.id)
    save(as_member, "company", COMPANY)
    consent(as_member, "id_number")
    save(as_member, "care", {"likes": "摄影", "id_number": ID_NUMBER})
    form = save_version("activity:test", QUESTIONS)
    coming = make_activity(world.chamber, capacity=1, form=form, contact_name="王敏", contact_phone="19900000001")
    past = make_activity(world.chamber, starts_at=clock.now() - timedelta(days=30), title="冬季座谈会")
    make_signup(coming, world.member, answers={"diet": DIET}, form=form, reason="王敏是老会员")
    make_signup(coming, world.organizer, "waitlisted")
    attended = make_signup(past, world.member, checked_in_at=past.starts_at)
    Activity.update(arrived=1).where(Activity.id == past.id).execute()
    Scan.create(activity=past, signup=attended, method="pass", scanned_by=world.organizer, client_ref="r1", seq=1)
    make_organizer(coming, world.member)
    make_media(past, world.member, name="王敏的合影.jpg", caption="王敏在第一排")
    make_media(past, world.member, "cover", state="clear")
    _leave_words(world, as_member)
    return Traces(coming, past)


def _leave_words(world: World, as_member: Phone) -> None:
    account = as_member.account_id
    application = Application(id=new_id(), account=account, organization=world.chamber, name="王敏", state="approved")
    application.set_phone("19900000001")
    application.save(force_insert=True)
    record(
        action="decline_application",
        subject_kind="application",
        subject_id=application.id,
        actor_id=world.staff.id,
        organization_id=world.chamber.id,
        reason="王敏应走手机号匹配",
    )
    claim = PhoneClaim(id=new_id(), account=account, candidate=world.member, outcome="confirm_name")
    claim.expires_at = clock.now()
    claim.seal("19900000001")
    claim.save(force_insert=True)
    ends = clock.now() + timedelta(days=1)
    invitation = Invitation.create(code="ABCD2345", organization=world.chamber, expires_at=ends)
    InvitationUse.create(invitation=invitation, account=account)
    SeenTask.create(account=account, task_key="signup_result:1")
    values = {"name1": "王敏", "thing2": "春季企业家沙龙"}
    notification = Notification.create(kind="signup_decided", subject="activity:1", values=values)
    Delivery.create(notification=notification, member=world.member)
    SubscriptionGrant.create(account=account, template_id="t1")
    record(
        action="unmask_phone",
        subject_kind="member",
        subject_id=world.member.id,
        actor_id=world.staff.id,
        about_member_id=world.member.id,
        organization_id=world.street.id,
        reason="电话通知王敏改期",
        detail={"field": "phone"},
    )
