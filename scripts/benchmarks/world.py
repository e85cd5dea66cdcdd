"""The association the benchmark measures: rows in bulk, so that each measured request finds something new to do.

Three chambers under one district keep the benches out of one another's way: the members of `home` look at a normal
week, those of `signup` and `door` sign up and are let in thousands of times.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backend import clock
from backend.accounts.models import Account, Session
from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.auth import hash_token
from backend.database import BaseModel, atomic, db, is_postgresql, new_id
from backend.forms.store import save_version
from backend.members.models import Member
from backend.organizations.models import Membership, Organization
from backend.organizations.services import create_organization
from backend.profiles.definitions import ensure_default_sections
from backend.surveys.models import Survey, SurveyInvitation

_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
_PAST_ACTIVITIES = 200
_CHUNK = 500
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Person:
    """A member who is logged in."""

    member_id: int
    account_id: int
    token: str


def insert_rows(table: type[BaseModel], rows: Sequence[dict[str, Any]]) -> None:
    """Many rows of one table, in one transaction."""
    with atomic():
        for start in range(0, len(rows), _CHUNK):
            table.insert_many(rows[start : start + _CHUNK]).execute()


def make_people(organization: Organization, count: int) -> list[Person]:
    """Members of one organization, each with an account and a session."""
    people = [Person(new_id(), new_id(), f"bench-token-{next(_numbers)}") for _ in range(count)]
    expires_at = clock.now_ms() + 30 * _DAY_MS
    insert_rows(Member, [{"id": one.member_id, "name": f"会员{index}"} for index, one in enumerate(people)])
    insert_rows(Membership, [{"member": one.member_id, "organization": organization.id} for one in people])
    insert_rows(
        Account, [{"id": one.account_id, "openid": one.token + "-openid", "member": one.member_id} for one in people]
    )
    insert_rows(
        Session,
        [
            {"token_hash": hash_token(one.token), "account": one.account_id, "expires_at": expires_at, "id": new_id()}
            for one in people
        ],
    )
    return people


def make_activity(organization: Organization, title: str, in_hours: float, **fields: Any) -> int:
    """A published activity that starts in so many hours; its id."""
    now = clock.now_ms()
    start = now + int(in_hours * _HOUR_MS)
    values: dict[str, Any] = {
        "organization": organization.id,
        "title": title,
        "venue": "石桥街道三楼会议室",
        "description": "交流今年的政策与机会。",
        "starts_at": start,
        "ends_at": start + 3 * _HOUR_MS,
        "signup_closes_at": start - _HOUR_MS // 2,
        "cancel_closes_at": start - _HOUR_MS,
        "checkin_opens_at": start - _HOUR_MS,
        "checkin_closes_at": start + 3 * _HOUR_MS,
        "state": "published",
        "published_at": now - _DAY_MS,
    }
    return int(Activity.create(**{**values, **fields}).id)


def make_survey(organization: Organization, definition: dict[str, Any], people: Sequence[Person]) -> int:
    """A named survey, open now, that asks these people; its id."""
    survey_id, now = new_id(), clock.now_ms()
    Survey.create(
        id=survey_id,
        organization=organization.id,
        title="年度满意度调查",
        form=save_version(f"survey:{survey_id}", definition),
        state="published",
        opens_at=now - _DAY_MS,
        closes_at=now + _DAY_MS,
        published_at=now,
        resolved_at=now,
        invited=len(people),
    )
    invitations = [{"survey": survey_id, "member": one.member_id, "unit": organization.id} for one in people]
    insert_rows(SurveyInvitation, invitations)
    return survey_id


def make_signups(activity_id: int, people: Sequence[Person]) -> list[int]:
    """An approved signup of each, the activity's counters kept in step; their ids in order."""
    ids = [new_id() for _ in people]
    activity = Activity.get_by_id(activity_id)
    first, organization_id = activity.signups_made + 1, activity.organization_id
    rows = [
        {
            "id": signup_id,
            "activity": activity_id,
            "member": one.member_id,
            "organization": organization_id,
            "number": number,
            "state": "approved",
        }
        for number, (signup_id, one) in enumerate(zip(ids, people, strict=True), first)
    ]
    insert_rows(Signup, rows)
    Activity.update(
        taken=Activity.taken + len(rows),
        approved=Activity.approved + len(rows),
        signups_made=Activity.signups_made + len(rows),
    ).where(Activity.id == activity_id).execute()
    return ids


def make_organizers(activity_id: int, people: Sequence[Person]) -> None:
    """Put members in charge."""
    insert_rows(ActivityOrganizer, [{"activity": activity_id, "member": one.member_id} for one in people])


class World:
    """The organizations and people of one engine's run."""

    def __init__(self, members: int) -> None:
        ensure_default_sections()
        self.district = district = create_organization("东湖区", None, kind="district")
        self.at_home = create_organization("石桥商会", district)
        self.signing_up = create_organization("湖滨商会", district)
        self.at_the_door = create_organization("东门商会", district)
        self.home_people = make_people(self.at_home, members)
        self.signup_people = make_people(self.signing_up, members)
        self.door_people = make_people(self.at_the_door, members)
        self.organizers = make_people(self.at_the_door, 4)
        self._a_normal_week()
        if is_postgresql():
            # Autovacuum would do it within a minute.
            db.execute_sql("ANALYZE")

    def _a_normal_week(self) -> None:
        for number in range(_PAST_ACTIVITIES):
            make_activity(self.at_home, f"往期活动{number}", -24.0 * (number + 1))
        for number in range(4):
            make_activity(self.at_home, f"春季企业家沙龙{number}", 48.0 + number)
        today = make_activity(self.at_home, "今日座谈会", 0.25)
        make_signups(today, self.home_people)


def in_turn(people: Sequence[Person]) -> Iterator[Person]:
    """Everybody, again and again."""
    return itertools.cycle(people)
