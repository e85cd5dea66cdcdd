"""What came after the demo's past activity: who was there, what they said, and the report that closed it."""

from __future__ import annotations

from datetime import timedelta

from backend.activities.models import Activity, Feedback, Signup
from backend.activities.services.feedback import default_form
from backend.activities.services.reporting import close_report
from backend.database import atomic, new_id
from backend.demo.people import People
from backend.organizations.models import Membership

OVER = "税务新政讲座"
_GUESTS = 46
# Minutes from the start, by turns; whoever has none did not come.
_ARRIVALS = (-18, -14, None, -11, -9, -8, -7, None, -5, -4, -3, -2, 1, 3, -6, 8)
_RATINGS = (5, 4, 5, 3, 5, 4)
_GOOD = (
    "讲得实在，不念稿子，每条政策都有身边的例子。",
    "演示报税那段最有用，回去照着做就行。",
    "签到快，没有排队。",
    "时间掌握得好，留了半小时答疑。",
)
_IMPROVE = (
    "提问时间可以再长一些，我们这一桌最后才轮到。",
    "停车位不太够，建议提前告知附近的停车场。",
    "希望把讲义发给大家。",
)


def seed_aftermath(people: People) -> None:
    """Fill the past activity once."""
    activity = Activity.select().where(Activity.title == OVER, Activity.reported_at.is_null()).first()
    if activity is None or Signup.select().where(Signup.activity == activity).exists():
        return
    with atomic():
        form_id = default_form()
        approved = arrived = 0
        for number, member_id in enumerate([people.member_id, *people.guests[:_GUESTS]]):
            seats, minutes = (2 if number % 9 == 4 else 1), _ARRIVALS[number % len(_ARRIVALS)]
            signup = _sign_up(activity, member_id, number + 1, seats, minutes)
            approved += seats
            arrived += seats if minutes is not None else 0
            if minutes is not None and number % 2 == 0:
                _say(activity, signup, form_id, number // 2)
        counters = {"taken": approved, "approved": approved, "arrived": arrived, "signups_made": number + 1}
        Activity.update(dropouts=3, **counters).where(Activity.id == activity.id).execute()
    close_report(activity.id, people.administrator_id)


def _sign_up(activity: Activity, member_id: int, number: int, seats: int, minutes: int | None) -> Signup:
    first = Membership.select(Membership.organization).where(Membership.member == member_id)
    signed_up_at = activity.starts_at - timedelta(days=6) + timedelta(hours=number)
    return Signup.create(
        id=new_id(),
        activity=activity,
        member=member_id,
        state="approved",
        number=number,
        seats=seats,
        organization=first.order_by(Membership.joined_at, Membership.id).limit(1),
        checked_in_at=None if minutes is None else activity.starts_at + timedelta(minutes=minutes),
        checkin_method="" if minutes is None else "pass",
        created_at=signed_up_at,
        updated_at=signed_up_at,
    )


def _say(activity: Activity, signup: Signup, form_id: int, number: int) -> None:
    answers: dict[str, int | str] = {"rating": _RATINGS[number % len(_RATINGS)]}
    if number < len(_GOOD):
        answers["good"] = _GOOD[number]
    if number < len(_IMPROVE):
        answers["improve"] = _IMPROVE[number]
    Feedback.create(activity=activity, signup=signup, form=form_id, answers=answers, rating=answers["rating"])
