"""The burden meter: how many minutes an activity asks of a member who comes."""

from __future__ import annotations

from datetime import timedelta

from backend.activities.models import Activity, ActivitySession
from backend.activities.services.burden import measure_burden
from backend.forms.store import save_version
from tests.factories import make_activity

QUESTIONS = {
    "sections": [
        {
            "key": "main",
            "title": "报名信息",
            "questions": [
                {"key": "why", "type": "text", "title": "您为什么想来", "multiline": True, "max_length": 200},
                {"key": "meal", "type": "single", "title": "午餐", "options": [
                    {"value": "a", "label": "荤"}, {"value": "b", "label": "素"}]},
            ],
        }
    ]
}  # fmt: skip


def test_three_hours_without_questions_are_three_hours_and_a_glance(world):
    burden = measure_burden(make_activity(world.chamber))

    assert (burden.reading, burden.answering, burden.attending) == (1, 0, 180)
    assert (burden.minutes, burden.words) == (181, "约 3 小时 1 分钟")


def test_what_is_to_be_read_and_answered_counts(world):
    form = save_version("activity:1", QUESTIONS)
    burden = measure_burden(make_activity(world.chamber, description="字" * 600, form=form))

    # 20 s and 618 characters at 300 a minute; 45 s for the long text and 6 s for the choice.
    assert (burden.reading, burden.answering, burden.questions) == (3, 1, 2)


def test_nobody_attends_the_nights_between_sessions(world):
    activity = make_activity(world.chamber, has_sessions=True)
    Activity.update(ends_at=activity.starts_at + timedelta(days=2)).where(Activity.id == activity.id).execute()
    for day in range(2):
        start = activity.starts_at + timedelta(days=day)
        ActivitySession.create(
            activity=activity,
            title=f"第 {day + 1} 天",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            checkin_opens_at=start,
            checkin_closes_at=start + timedelta(hours=2),
        )

    assert measure_burden(Activity.get_by_id(activity.id)).attending == 240
