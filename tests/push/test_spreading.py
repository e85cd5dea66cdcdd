"""Whom a notification goes to is written down, whatever becomes of another one."""

from __future__ import annotations

from backend.push.models import Notification
from backend.push.services import News, notify_recipients, spread_due
from tests.factories import make_activity, make_signup
from tests.outbox import members_told

VALUES = {"title": "沙龙", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}


def test_one_that_fails_holds_up_no_other_and_is_tried_again(world, clock):
    activity = make_activity(world.chamber)
    make_signup(activity, world.member)
    for number in (1, 2):
        notify_recipients(
            News("activity_changed", f"activity:{number}", VALUES, recipients=f"activity_signups:{activity.id}")
        )
    first = Notification.select().order_by(Notification.id).get()
    Notification.update(recipients="nobody_knows:1").where(Notification.id == first.id).execute()

    assert spread_due() == 1
    assert members_told() == {world.member.id}

    Notification.update(recipients=f"activity_signups:{activity.id}").where(Notification.id == first.id).execute()
    assert spread_due() == 0
    clock.advance(minutes=6)
    assert spread_due() == 1
