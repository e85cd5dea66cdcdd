"""Staff stop a kind of message; what came due meanwhile goes out once when they let it go on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.audit.models import AuditEntry
from backend.push import pauses
from backend.push.dispatch import dispatch
from backend.push.models import Delivery, Notification, PushPause
from backend.push.pauses import pause, resume, resume_due
from backend.push.services import News, notify
from tests.factories import make_activity, make_member, make_role
from tests.racing import run_together

RULES = "/staff/push-rules"
KIND = "suggestion_answered"


def tell(world, number, organization, *, kind=KIND, expires_at=None):
    """Something that is told to somebody without WeChat, so that it is settled at once."""
    member = make_member(organization=organization)
    news = News(kind, f"case:{number}", {}, organization_id=organization.id, expires_at=expires_at)
    notify(news, (member.id,))


def states():
    return sorted(one.state for one in Delivery.select())


def deliver(config):
    while dispatch(config, 100).settled:
        pass


def put(phone, organization, kind=KIND, reason="换届期间"):
    place = None if organization is None else str(organization.id)
    return phone.put(f"{RULES}/{kind}", json={"organization_id": place, "reason": reason})


def delete(phone, organization, kind=KIND):
    return phone.delete(f"{RULES}/{kind}" + ("" if organization is None else f"?organization_id={organization.id}"))


def test_what_happens_while_it_is_paused_goes_out_once_afterwards(world, as_staff, config, clock):
    assert put(as_staff, world.street).status_code == 200
    for number in range(3):
        tell(world, number, world.chamber)
    deliver(config)
    assert states() == ["paused"] * 3

    assert delete(as_staff, world.street).status_code == 200
    assert resume_due() == 3
    assert resume_due() == 0
    deliver(config)

    assert states() == ["unreachable"] * 3
    clock.advance(minutes=3)
    assert resume_due() == 0
    assert PushPause.select().count() == 0


def test_it_is_paused_for_the_organization_and_all_below_it_only(world, as_staff, config):
    put(as_staff, world.street)
    tell(world, 1, world.chamber)
    tell(world, 2, world.street)
    tell(world, 3, world.district)
    tell(world, 4, world.elsewhere)
    tell(world, 5, world.chamber, kind="signup_decided")
    deliver(config)

    assert states() == ["paused"] * 2 + ["unreachable"] * 3


def test_what_another_pause_holds_stays(world, as_staff, config):
    put(as_staff, world.chamber)
    put(as_staff, world.street)
    tell(world, 1, world.chamber)
    tell(world, 2, world.library)
    deliver(config)

    delete(as_staff, world.street)

    assert resume_due() == 1
    deliver(config)
    assert states() == ["paused", "unreachable"]


def test_what_is_of_no_use_by_then_expires(world, as_staff, config, clock):
    put(as_staff, world.chamber)
    tell(world, 1, world.chamber, expires_at=clock.now() + timedelta(hours=1))
    deliver(config)
    clock.advance(hours=2)
    delete(as_staff, world.chamber)

    resume_due()
    deliver(config)

    assert states() == ["expired"]


def test_it_goes_on_in_chunks_and_where_it_was_killed(world, as_staff, config, monkeypatch):
    monkeypatch.setattr("backend.database.CHUNK", 2)
    put(as_staff, world.chamber)
    for number in range(5):
        tell(world, number, world.chamber)
    deliver(config)
    delete(as_staff, world.chamber)
    real, calls = pauses.atomic, []

    def killed_at_the_second(**options):
        calls.append(options)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**options)

    monkeypatch.setattr(pauses, "atomic", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        resume_due()
    assert states() == ["paused"] * 3 + ["queued"] * 2
    monkeypatch.setattr(pauses, "atomic", real)

    assert resume_due() == 3


def test_a_batch_that_was_decided_about_before_is_caught_up(world, as_staff, config, clock):
    put(as_staff, world.chamber)
    tell(world, 1, world.chamber)
    delete(as_staff, world.chamber)
    resume_due()
    Delivery.update(state="paused", reason="paused").execute()

    assert resume_due() == 1


def test_what_waits_for_a_template_goes_on_waiting(world, as_staff, config):
    put(as_staff, world.chamber)
    tell(world, 1, world.chamber)
    Delivery.update(state="paused", reason="template").execute()
    delete(as_staff, world.chamber)

    assert resume_due() == 0


def test_what_wechat_refused_for_its_words_is_not_tried_again_and_again(world, as_staff, config):
    put(as_staff, world.chamber)
    tell(world, 1, world.chamber)
    Notification.update(fault="thing1").execute()
    deliver(config)
    delete(as_staff, world.chamber)

    assert (states(), resume_due()) == (["paused"], 0)


def test_pausing_again_is_one_pause_with_the_later_reason(world, as_staff, clock):
    put(as_staff, world.chamber)
    clock.advance(hours=1)
    for _ in range(2):
        put(as_staff, world.chamber, reason="系统核对中")

    (one,) = PushPause.select()
    assert one.reason == "系统核对中"
    assert one.paused_at == clock.now() - timedelta(hours=1)
    assert AuditEntry.select().where(AuditEntry.action == "push.paused").count() == 2


def test_pausing_anew_while_it_goes_on_counts_from_then(world, as_staff, config, clock):
    put(as_staff, world.chamber)
    tell(world, 1, world.chamber)
    deliver(config)
    delete(as_staff, world.chamber)
    clock.advance(hours=1)
    put(as_staff, world.chamber)

    assert resume_due() == 0
    assert PushPause.get().paused_at == clock.now()
    assert states() == ["paused"]


def test_resuming_what_is_not_paused_changes_nothing(world, as_staff):
    assert delete(as_staff, world.chamber).status_code == 200
    assert AuditEntry.select().where(AuditEntry.action == "push.resumed").count() == 0


def test_many_pause_at_the_same_moment(world):
    for place in (world.chamber.id, None):
        made = run_together([lambda place=place: pause(KIND, place, world.staff.id, "核对")] * 4)
        assert sum(made) == 1
        ended = run_together([lambda place=place: resume(KIND, place, world.staff.id)] * 4)
        assert sum(ended) == 1

    assert PushPause.select().count() == 2


def rule(body, kind=KIND):
    return next(one for one in body["rules"] if one["kind"] == kind)


def test_the_list_says_where_it_is_paused_by_whom_and_why(world, as_staff, as_administrator, as_foreign_staff):
    put(as_staff, world.chamber)
    put(as_administrator, world.district)

    shown = rule(as_staff.get(RULES).json)["pauses"]

    assert [(one["organization"]["name"], one["paused_by"], one["can_resume"]) for one in shown] == [
        ("石桥商会", "赵云", True),
        ("东湖区", "周主任", False),
    ]
    assert shown[0]["reason"] == "换届期间"
    assert rule(as_foreign_staff.get(RULES).json)["pauses"] == []
    assert [one["name"] for one in as_staff.get(RULES).json["places"]] == ["石桥街道"]


def test_everywhere_is_for_who_administers_all_there_is(world, as_staff, as_administrator, as_member):
    assert put(as_staff, None).status_code == 403
    assert put(as_administrator, None).status_code == 403
    make_role(world.administrator, world.elsewhere, "administrator")

    assert put(as_administrator, None).status_code == 200
    assert as_administrator.get(RULES).json["places"][-1] == {"id": None, "name": "所有组织"}
    shown = rule(as_staff.get(RULES).json)["pauses"]
    assert [(one["organization"], one["can_resume"]) for one in shown] == [(None, False)]
    assert delete(as_staff, None).status_code == 403
    assert delete(as_administrator, None).status_code == 200


def test_nobody_pauses_elsewhere_nor_the_alarm(world, as_staff, as_auditor, as_foreign_staff):
    assert put(as_staff, world.elsewhere).status_code == 404
    assert put(as_staff, world.district).status_code == 404
    assert put(as_auditor, world.chamber).status_code == 403
    assert put(as_foreign_staff, world.chamber).status_code == 404
    assert put(as_staff, world.chamber, "push_fault").status_code == 404
    assert put(as_staff, world.chamber, "anything").status_code == 404
    assert put(as_staff, world.chamber, reason=" ").status_code == 422
    assert PushPause.select().count() == 0


def test_a_forecast_says_that_it_waits(world, as_staff):
    activity = make_activity(world.chamber)
    put(as_staff, world.street, "activity_changed")

    notes = as_staff.get(f"/staff/reach?about=activity_changed&id={activity.id}").json["notes"]

    assert notes == ["这类消息已暂停，恢复后才会发出。"]
