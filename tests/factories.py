"""Rows for tests: each function makes one thing and fills in what the test does not care about."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from backend import clock
from backend.accounts.models import Account, Session
from backend.activities.models import Activity, ActivityOrganizer, ActivityQuota, ReviewRule, Signup
from backend.auth import hash_token
from backend.cases.models import Case
from backend.cases.services import NewCase, open_case, set_public_state
from backend.database import new_id
from backend.forms.store import save_version
from backend.media.models import Media, MediaCheck
from backend.media.store import path_of, write_file
from backend.members.models import Member
from backend.members.services import add_to_organization
from backend.organizations.models import Membership, Organization, Role
from backend.organizations.services import create_organization
from backend.surveys.models import ELSEWHERE, Survey, SurveyInvitation
from backend.topics.models import Statement, Topic

_numbers = itertools.count(1)


def make_organization(name: str = "", parent: Organization | None = None, **fields: Any) -> Organization:
    return create_organization(name or f"组织{next(_numbers)}", parent, **fields)


def make_member(
    name: str = "", phone: str | None = None, organization: Organization | None = None, **fields: Any
) -> Member:
    member = Member(id=new_id(), name=name or f"会员{next(_numbers)}", **fields)
    member.set_phone(phone)
    member.save(force_insert=True)
    if organization is not None:
        add_to_organization(member.id, organization.id)
    return member


def make_account(member: Member | None = None, openid: str = "") -> Account:
    return Account.create(openid=openid or f"openid-{next(_numbers)}", member=member)


def make_session(account: Account) -> str:
    """A bearer token of the account."""
    token = f"token-{next(_numbers)}-of-{account.id}"
    Session.create(token_hash=hash_token(token), account=account, expires_at=clock.now() + timedelta(days=30))
    return token


def make_role(member: Member, organization: Organization, name: str = "staff", **fields: Any) -> Role:
    return Role.create(member=member, organization=organization, name=name, **fields)


def make_activity(organization: Organization, **fields: Any) -> Activity:
    """A published activity: signup open now, starts in three days at 14:00, lasts three hours."""
    start = clock.business_day(clock.business_today() + timedelta(days=3))[0] + timedelta(hours=14)
    start = fields.pop("starts_at", start)
    values: dict[str, Any] = {
        "title": "春季企业家沙龙",
        "venue": "石桥街道三楼会议室",
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "signup_closes_at": start - timedelta(hours=2),
        "cancel_closes_at": start - timedelta(hours=2),
        "checkin_opens_at": start - timedelta(minutes=60),
        "checkin_closes_at": start + timedelta(hours=3),
        "state": "published",
        "published_at": clock.now(),
    }
    return Activity.create(organization=organization, **{**values, **fields})


def make_organizer(activity: Activity, member: Member, **fields: Any) -> None:
    ActivityOrganizer.create(activity=activity, member=member, **fields)


def make_quota(activity: Activity, organization: Organization, seats: int, **fields: Any) -> ActivityQuota:
    """Seats kept for an organization."""
    Activity.update(has_quotas=True).where(Activity.id == activity.id).execute()
    return ActivityQuota.create(activity=activity, organization=organization, seats=seats, **fields)


def make_review_rule(activity: Activity, organization: Organization, most: int | None = None) -> ReviewRule:
    """Members of this organization are approved at once."""
    Activity.update(has_review_rules=True).where(Activity.id == activity.id).execute()
    return ReviewRule.create(activity=activity, organization=organization, most=most)


def make_signup(activity: Activity, member: Member, state: str = "approved", **fields: Any) -> Signup:
    """A signup with the counters of activity, quota and review rule in step; who waits can be told."""
    if state == "waitlisted" and fields.pop("is_reachable", True) and not member.accounts.exists():
        make_account(member)
    seats = fields.setdefault("seats", 1 + len(fields.get("companions", ())))
    held = seats if state in ("approved", "pending") else 0
    Activity.update(
        taken=Activity.taken + held,
        approved=Activity.approved + (seats if state == "approved" else 0),
        waitlisted=Activity.waitlisted + (state == "waitlisted"),
        signups_made=Activity.signups_made + 1,
    ).where(Activity.id == activity.id).execute()
    for model, name, column in ((ActivityQuota, "quota", "taken"), (ReviewRule, "review_rule", "approved")):
        if held and fields.get(name) is not None:
            taken = {column: getattr(model, column) + seats}
            model.update(taken).where(model.id == fields[name].id).execute()
    first = Membership.select().where(Membership.member == member.id).order_by(Membership.joined_at, Membership.id)
    values: dict[str, Any] = {
        "queued_at": clock.now() if state == "waitlisted" else None,
        "number": Activity.get_by_id(activity.id).signups_made,
        "organization": getattr(first.first(), "organization_id", None),
    }
    return Signup.create(activity=activity, member=member, state=state, **{**values, **fields})


def make_media(activity: Activity, member: Member | None, purpose: str = "photo", **fields: Any) -> Media:
    """A picture or file of an activity, bytes and all; a pending one waits for its check."""
    values: dict[str, Any] = {
        "subject_kind": "activity",
        "subject_id": activity.id,
        "purpose": purpose,
        "uploaded_by": member,
        "name": "现场.jpg",
        "mime": "image/jpeg",
        "size": 4,
        "width": 40,
        "height": 30,
        "digest": "0" * 64,
    }
    media: Media = Media.create(**{**values, **fields})
    write_file(path_of(media.id), b"\xff\xd8\xff\xd9")
    if media.state == "pending":
        MediaCheck.create(media=media)
    return media


QUESTIONS: dict[str, Any] = {
    "sections": [
        {
            "key": "main",
            "title": "意见",
            "questions": [
                {
                    "key": "day",
                    "type": "single",
                    "title": "哪天方便",
                    "required": True,
                    "options": [{"value": "sat", "label": "周六"}, {"value": "sun", "label": "周日"}],
                },
                {"key": "stars", "type": "rating", "title": "满意度"},
                {"key": "why", "type": "text", "title": "为什么", "multiline": True},
            ],
        }
    ]
}


def make_survey(organization: Organization, definition: dict[str, Any] | None = None, **fields: Any) -> Survey:
    """A published survey, open since yesterday for a week; nobody is asked yet."""
    survey_id = new_id()
    values: dict[str, Any] = {
        "title": "活动时间征集",
        "state": "published",
        "published_at": clock.now(),
        "opens_at": clock.now() - timedelta(days=1),
        "closes_at": clock.now() + timedelta(days=7),
        "resolved_at": clock.now(),
    }
    if fields.get("is_anonymous"):
        values["is_editable"] = False
    form = save_version(f"survey:{survey_id}", definition or QUESTIONS)
    return Survey.create(id=survey_id, organization=organization, form=form, **{**values, **fields})


def invite(survey: Survey, *members: Member, unit: int = ELSEWHERE) -> None:
    """Ask these members."""
    for member in members:
        SurveyInvitation.create(survey=survey, member=member, unit=unit)
    Survey.update(invited=Survey.invited + len(members)).where(Survey.id == survey.id).execute()


def make_case(organization: Organization, author: Member, **fields: Any) -> Case:
    """A suggestion just received and found harmless: one step, and one more when it was shown."""
    values = {"title": "增设夜间公交", "text": "晚上八点以后没有公交车。", "category": "community", **fields}
    new = NewCase("suggestion", organization.id, author.id, client_ref=f"case-{next(_numbers)}", **values)
    return set_public_state(open_case(new)[0].id, "shown")


def make_topic(organization: Organization, **fields: Any) -> Topic:
    """A published topic, open since yesterday for two days more."""
    now = clock.now()
    values = {"title": "停车难怎么办", "state": "published", "audience": 100, **fields}
    values = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=2), **values}
    return Topic.create(organization=organization, **values)


def make_statement(topic: Topic, text: str = "多建一座立体车库", **fields: Any) -> Statement:
    """A statement that others see."""
    Topic.update(statements=Topic.statements + 1).where(Topic.id == topic.id).execute()
    return Statement.create(topic=topic, text=text, public_state="shown", **fields)
