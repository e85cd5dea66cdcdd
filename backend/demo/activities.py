"""The demo's activities, placed around the moment the demo starts so that there is always something on today."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.activities.services.planning import draft_activity, publish_activity
from backend.activities.services.review import approve_signup
from backend.activities.services.signing_up import sign_up
from backend.demo.people import People

QUESTIONS: dict[str, Any] = {
    "sections": [
        {
            "key": "main",
            "title": "报名信息",
            "questions": [
                {
                    "key": "topic",
                    "type": "multiple",
                    "title": "您最想聊的话题",
                    "required": True,
                    "options": [
                        {"value": "finance", "label": "融资与税务"},
                        {"value": "talent", "label": "招工与用工"},
                        {"value": "digital", "label": "数字化转型"},
                        {"value": "policy", "label": "惠企政策"},
                    ],
                    "other": True,
                },
                {
                    "key": "drive",
                    "type": "single",
                    "title": "怎么过来",
                    "required": True,
                    "options": [{"value": "car", "label": "开车"}, {"value": "public", "label": "公交或地铁"}],
                },
                {
                    "key": "plate",
                    "type": "text",
                    "title": "车牌号",
                    "help": "用来预留车位，活动后即删除",
                    "required": True,
                    "max_length": 10,
                    "show_if": {"question": "drive", "op": "eq", "value": "car"},
                },
                {"key": "note", "type": "text", "title": "想对组织者说的话", "multiline": True, "max_length": 200},
            ],
        }
    ]
}


UNDER_WAY = "会员年会"


def _today_at(now: datetime) -> datetime:
    """In about an hour, on a round ten minutes; or, late in the evening, as late as is still today."""
    soon = now + timedelta(minutes=60)
    soon -= timedelta(minutes=soon.minute % 10, seconds=soon.second, microseconds=soon.microsecond)
    midnight = clock.business_day(clock.business_today())[1]
    return min(soon, midnight - timedelta(seconds=1))


def _day(days: int, hour: int, minute: int = 0) -> datetime:
    first = clock.business_day(clock.business_today() + timedelta(days=days))[0]
    return first + timedelta(hours=hour, minutes=minute)


def _today(now: datetime) -> dict[str, Any]:
    """One with questions, whose signup and check-in are both open."""
    start = _today_at(now)
    return {
        "title": "会员企业家沙龙",
        "kind": "meeting",
        "description": (
            "每季一次，不念稿子。请两位会员讲讲自己这一年的难处和办法，其余时间留给大家。\n\n茶歇由石桥商会准备。"
        ),
        "venue": "石桥街道党群服务中心三楼",
        "latitude": 30.2741,
        "longitude": 120.1551,
        "contact_name": "李建国",
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "signup_closes_at": start + timedelta(hours=2),
        "cancel_closes_at": start,
        "checkin_opens_at": now - timedelta(minutes=30),
        "checkin_closes_at": start + timedelta(hours=3),
        "capacity": 60,
        "questions": QUESTIONS,
        "guests": (0, 18),
    }


def _under_way(now: datetime, people: People) -> dict[str, Any]:
    """One that has begun, for watching people arrive."""
    start = max(now - timedelta(minutes=20), clock.business_day(clock.business_today())[0])
    return {
        "title": UNDER_WAY,
        "organization": people.street_id,
        "kind": "meeting",
        "description": "一年一次，四十来位会员带着家里人来坐坐。抽奖在五点，走之前别忘了领春联。",
        "venue": "石桥街道文化中心一楼大厅",
        "latitude": 30.2752,
        "longitude": 120.1538,
        "contact_name": "李建国",
        "starts_at": start,
        "ends_at": start + timedelta(hours=4),
        "signup_closes_at": start + timedelta(hours=3),
        "cancel_closes_at": start,
        "checkin_opens_at": start - timedelta(minutes=40),
        "checkin_closes_at": start + timedelta(hours=4),
        "capacity": 120,
        "companions_most": 2,
        "allows_walk_ins": True,
        "everybody": True,
        "guests": (),
    }


def _other_days() -> list[dict[str, Any]]:
    """One with review, one that is full, one that is public, and one to look back on."""
    return [
        {
            "title": "科技园参访",
            "kind": "visit",
            "description": "走访两家做工业软件的会员企业。园区要求提前报名单，因此需要审核。",
            "venue": "东湖科技园 2 号楼大厅集合",
            "contact_name": "李建国",
            "starts_at": _day(3, 9, 30),
            "ends_at": _day(3, 12),
            "signup_closes_at": _day(1, 0) - timedelta(minutes=1),
            "capacity": 30,
            "needs_review": True,
            "guests": (12, 20),
        },
        {
            "title": "法律咨询日",
            "description": "两位律师坐班，劳动用工、合同、股权都可以问。一人半小时，按报名顺序安排。",
            "venue": "石桥商会二楼咨询室",
            "starts_at": _day(4, 9),
            "ends_at": _day(4, 17),
            "capacity": 16,
            "needs_review": True,
            # Somebody approved the member's signup: there is something to read on her home.
            "approves_member": True,
            "guests": (2, 6),
        },
        {
            "title": "亲子读书会",
            "kind": "other",
            "description": "这期读《夏洛的网》。场地小，只有六个名额，报满后可以候补，有人退出会自动递补并通知您。",
            "venue": "石桥书房",
            "starts_at": _day(6, 15),
            "ends_at": _day(6, 16, 30),
            "capacity": 6,
            "guests": (20, 29),
        },
        {
            "title": "新会员见面会",
            "kind": "meeting",
            "description": "还没加入也可以来。介绍商会做什么、能帮上什么，现场答疑。",
            "venue": "石桥街道办事处一楼",
            "starts_at": _day(5, 14),
            "ends_at": _day(5, 16),
            "is_public": True,
            "guests": (0, 12),
        },
        {
            "title": "税务新政讲座",
            "kind": "lecture",
            "description": "请税务局的同志讲小微企业优惠，附操作演示。",
            "venue": "东湖区工商联会议室",
            "starts_at": _day(-9, 14),
            "ends_at": _day(-9, 16),
            "guests": (),
        },
    ]


def seed_activities(people: People) -> int:
    """Add the activities, unless one of today's is there already; returns how many were added."""
    day_begins, _ = clock.business_day(clock.business_today())
    if Activity.select().where(Activity.title == "会员企业家沙龙", Activity.starts_at >= day_begins).exists():
        return 0
    plans = [_today(clock.now()), _under_way(clock.now(), people), *_other_days()]
    for plan in plans:
        _add(plan, people)
    return len(plans)


def _add(plan: dict[str, Any], people: People) -> None:
    guests = people.guests[slice(*plan.pop("guests"))] if plan["guests"] else []
    plan.pop("guests", None)
    # From all over the street, some with company: for the bars of the hall screen.
    guests = people.neighbours if plan.pop("everybody", False) else guests
    approves_member = plan.pop("approves_member", False)
    activity, _ = draft_activity(people.administrator_id, {"organization": people.chamber_id, **plan})
    if activity.ends_at > clock.now():
        publish_activity(activity.id, people.administrator_id)
    else:
        # Publishing refuses what is over; the demo wants something to look back on.
        Activity.update(state="published", published_at=activity.starts_at - timedelta(days=14)).where(
            Activity.id == activity.id
        ).execute()
    ActivityOrganizer.create(activity=activity, member=people.organizer_id)
    answers = {"topic": ["policy", "talent"], "drive": "public"} if activity.form_id else {}
    if approves_member:
        sign_up(activity.id, people.member_id, {}, None)
        signup = Signup.get(Signup.activity == activity, Signup.member == people.member_id)
        approve_signup(activity.id, signup.id, people.administrator_id)
    for number, guest in enumerate(guests):
        company = number % 5 // 3 if activity.companions_most else 0
        sign_up(activity.id, guest, answers, 1 if activity.form_id else None, companion_count=company)
