"""Rows for tests: each function makes one thing and fills in what the test does not care about."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from backend import clock
from backend.accounts.models import Account, Session
from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.auth import hash_token
from backend.database import new_id
from backend.media.models import Media, MediaCheck
from backend.media.store import path_of, write_file
from backend.members.models import Member
from backend.members.services import add_to_organization
from backend.organizations.models import Organization, Role
from backend.organizations.services import create_organization

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


def make_organizer(activity: Activity, member: Member) -> None:
    ActivityOrganizer.create(activity=activity, member=member)


def make_signup(activity: Activity, member: Member, state: str = "approved", **fields: Any) -> Signup:
    """A signup with the activity's counters kept in step."""
    signup = Signup.create(
        activity=activity,
        member=member,
        state=state,
        queued_at=clock.now() if state == "waitlisted" else None,
        **fields,
    )
    Activity.update(
        taken=Activity.taken + (state in ("approved", "pending")),
        approved=Activity.approved + (state == "approved"),
        waitlisted=Activity.waitlisted + (state == "waitlisted"),
    ).where(Activity.id == activity.id).execute()
    return signup


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
