"""A busy association for the fuzzer, and the values that lead into it: real ids, codes, versions, moments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.activities.models import Activity, ActivitySession
from backend.activities.passes import make_pass
from backend.audiences.models import SavedFilter, Tag
from backend.checkin import event_codes
from backend.checkin.hall import hall_link
from backend.checkin.models import DoorGrant, Scan
from backend.database import db, new_id
from backend.desks.services import ask_to_sign_in
from backend.forms.store import save_version
from backend.joining.models import Application, Invitation, PhoneClaim
from backend.members.models import Member
from backend.organizations.models import Role
from backend.profiles.consents import grant_consent, my_consents
from backend.profiles.definitions import define_section, ensure_default_sections
from backend.push.models import Delivery, Notification
from backend.push.services import News, notify
from backend.safety.models import Complaint, TextCheck
from backend.surveys.links import make_link
from backend.surveys.models import Survey
from tests.factories import (
    invite,
    make_account,
    make_activity,
    make_case,
    make_media,
    make_member,
    make_organizer,
    make_role,
    make_signup,
    make_statement,
    make_survey,
    make_topic,
)
from tests.people import World
from tests.profiles.conftest import CARE, CARE_CONSENTS

YES_NO = [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}]
QUESTIONS: dict[str, Any] = {
    "sections": [
        {
            "key": "trip",
            "title": "出行",
            "questions": [
                {"key": "bus", "type": "single", "title": "是否乘大巴", "required": True, "options": YES_NO},
                {
                    "key": "plate",
                    "type": "text",
                    "title": "车牌号",
                    "max_length": 10,
                    "show_if": {"question": "bus", "op": "eq", "value": "no"},
                },
                {"key": "guests", "type": "number", "title": "同行人数", "min": 0, "max": 5},
                {"key": "arrives", "type": "date", "title": "到达日期"},
                {"key": "meals", "type": "multiple", "title": "用餐", "other": True, "options": YES_NO},
            ],
        }
    ]
}
QUESTION_KEYS = (
    *("bus", "plate", "guests", "arrives", "meals", "likes", "birth_date", "id_number", "name", "phone"),
    *("rating", "good"),
)


class _Undone(Exception):
    """Ends the transaction of one request."""


@contextmanager
def undone() -> Iterator[None]:
    """Every request meets the same world."""
    try:
        with db.atomic():
            yield
            raise _Undone
    except _Undone:
        pass


class BusyWorld:
    """One of each thing a request can name, in each state that matters."""

    def __init__(self, world: World) -> None:
        self.now = clock.now()
        self.world = world
        self.newcomer = make_member("游客", "19900000009", world.chamber)
        self.activities, self.signups = self._add_activities()
        first = self.activities[0]
        in_parts = self.activities[2]
        in_parts.has_sessions = True
        in_parts.save()
        self.session = ActivitySession.create(
            activity=in_parts,
            title="上半场",
            starts_at=in_parts.starts_at,
            ends_at=in_parts.ends_at,
            checkin_opens_at=in_parts.checkin_opens_at,
            checkin_closes_at=in_parts.checkin_closes_at,
        )
        self.media = [
            make_media(first, world.member),
            make_media(first, world.member, state="clear"),
            make_media(first, world.staff, "cover", state="clear"),
            make_media(
                first, world.staff, "attachment", state="clear", mime="application/pdf", width=None, height=None
            ),
        ]
        self._ask_sensitive_questions()
        self.application = self._add_application()
        self.invitations = [
            Invitation.create(code="ABCD2345", organization=world.chamber, max_uses=9, expires_at=self._at(days=1)),
            Invitation.create(code="EFGH6789", organization=world.library, max_uses=1, expires_at=self._at(days=-1)),
        ]
        self.claims = [self._add_claim("confirm_name", self.newcomer), self._add_claim("no_match", None)]
        self.grants = [self._add_grant(world.organizer), self._add_grant(world.staff)]
        self.scans = [
            Scan.create(
                activity=first, signup=self.signups[0], method="pass", client_ref="earlier", version=1, at=self.now
            ),
            Scan.create(activity=first, method="pass", refusal="pass_invalid", client_ref="refused", at=self.now),
        ]
        self.tag = Tag.create(organization=world.chamber, name="理事")
        self.filter = SavedFilter.create(organization=world.chamber, name="常用", definition={"tags": [self.tag.id]})
        self.surveys = self._add_surveys()
        self.topics = [make_topic(world.chamber), make_topic(world.chamber, closes_at=self._at(hours=-1))]
        self.statements = [make_statement(one) for one in self.topics]
        self.cases = [make_case(world.chamber, one) for one in (world.member, world.organizer)]
        checked = {"subject_kind": "suggestion", "subject_id": self.cases[0].id, "organization": world.chamber}
        self.check = TextCheck.create(**checked, digest="", state="staff")
        self.complaint = Complaint.create(**checked, reason="other")
        self.notifications = self._add_notifications()
        self.roles = [make_role(make_member("持角色的人"), world.chamber, "auditor"), *Role.select().limit(2)]

    def values(self) -> dict[str, list[str | int]]:
        """By the name of a field or parameter: values that mean something here."""
        world = self.world
        opened = self.activities[0].id
        codes = [slot.text for slot in event_codes.upcoming_slots(opened, "https://lianyi.example", clock.now_ms())]
        members = [world.member, world.stranger, world.staff, self.newcomer]
        organizations = [world.chamber, world.street, world.district, world.elsewhere]
        moments = [self._at(hours=hours) for hours in (-2, 1, 3, 24, 26, 24 * 400)]
        return {
            # The one where most can happen comes up most.
            "activity_id": _ids([self.activities[0]] * 4 + self.activities),
            "signup_id": _ids(self.signups),
            "member_id": _ids(members),
            "for_member_id": _ids(members),
            "organization_id": _ids(organizations),
            "role_id": _ids(self.roles),
            "invitation_id": _ids(self.invitations),
            "application_id": _ids([self.application]),
            "claim_id": _ids(self.claims),
            "grant_id": _ids(self.grants),
            "scan_id": _ids(self.scans),
            "survey_id": _ids(self.surveys),
            "topic_id": _ids(self.topics),
            "statement_id": _ids(self.statements),
            "case_id": _ids(self.cases),
            "into_id": _ids(self.cases),
            "subject_id": _ids(self.cases),
            "check_id": _ids([self.check]),
            "complaint_id": _ids([self.complaint]),
            "notification_id": _ids(self.notifications),
            "kind": ["activity_changed", "survey_reminder", "profile_stale"],
            "about": ["changes", "activity_changed", "survey_reminder"],
            "category": ["community"],
            "day": ["2026-05-06", "2027-02-30"],
            "link_id": _ids([make_link(self.surveys[0], world.staff.id, 7)]),
            "form_version": [1],
            "tag_id": _ids([self.tag]),
            "filter_id": _ids([self.filter]),
            "session_id": _ids([self.session]),
            "token": [hall_link(opened, "")["url"].rpartition("/")[2]],
            "photo_id": _ids(self.media[:2]),
            "media_id": _ids(self.media),
            "key": ["basics", "company", "honours", "care"],
            "question": ["birth_date", "id_number"],
            "invitation_code": [invitation.code for invitation in self.invitations],
            "code": [
                *(codes[0], codes[0], codes[5], ask_to_sign_in("Chrome / Windows")[0]),
                *(make_pass(one.id) for one in self.signups[:3]),
            ],
            "receipt": [event_codes.issue_receipt(opened, clock.now_ms())[0]],
            "text_version": [str(one["text_version"]) for one in my_consents(world.member.id)],
            "version": [0, 1, 2],
            "name": ["王敏", "游客", "王 敏"],
            "moment": [moment.isoformat() for moment in moments],
        }

    def _add_notifications(self) -> list[Notification]:
        """Of a change and of a reminder, each to two members, one of whom WeChat did not reach."""
        about = {
            "activity_changed": f"activity:{self.activities[0].id}",
            "survey_reminder": f"survey:{self.surveys[0].id}",
        }
        for kind, subject in about.items():
            values = {"title": "沙龙", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "地点有变化"}
            news = News(kind, subject, values, organization_id=self.world.chamber.id)
            notify(news, [self.world.member.id, self.world.organizer.id])
        Delivery.update(state="inbox", reason="no_credit").where(Delivery.member == self.world.member.id).execute()
        return list(Notification.select())

    def _add_grant(self, member: Member) -> DoorGrant:
        grant: DoorGrant = DoorGrant.create(
            id=new_id(), activity=self.activities[0], member=member, device="phone", expires_at=self._at(days=4)
        )
        return grant

    def _at(self, **amount: float) -> datetime:
        return self.now + timedelta(**amount)

    def _add_activities(self) -> tuple[list[Activity], list[Any]]:
        world = self.world
        opened = make_activity(world.chamber, capacity=5, checkin_opens_at=self._at(minutes=-5))
        opened.form = save_version(f"activity:{opened.id}", QUESTIONS)
        opened.save()
        signups = [make_signup(opened, world.member)]
        for state in ("pending", "approved", "waitlisted", "rejected", "cancelled"):
            signups.append(make_signup(opened, make_member("", None, world.chamber), state))
        over = make_activity(world.chamber, starts_at=self._at(days=-1))
        make_signup(over, world.member, checked_in_at=over.starts_at)
        others = [
            over,
            make_activity(world.chamber, needs_review=True, is_public=True),
            make_activity(world.chamber, state="draft", published_at=None),
            make_activity(world.library, state="cancelled", cancelled_at=self.now, cancel_reason="下雨"),
            make_activity(world.elsewhere),
        ]
        for activity in (opened, others[1]):
            make_organizer(activity, world.organizer)
        return [opened, *others], signups

    def _add_surveys(self) -> list[Survey]:
        """Open named and anonymous ones, a closed one and a draft."""
        world = self.world
        surveys = [
            make_survey(world.chamber, QUESTIONS),
            make_survey(world.chamber, is_anonymous=True, quota=3),
            make_survey(world.chamber, closes_at=self._at(hours=-1), results_for="respondents"),
        ]
        for survey in surveys:
            invite(survey, world.member, world.organizer)
        return [*surveys, make_survey(world.chamber, state="draft")]

    def _ask_sensitive_questions(self) -> None:
        """The member agreed to one of the two."""
        ensure_default_sections()
        define_section("care", CARE, consents=CARE_CONSENTS, organization_id=self.world.chamber.id, title="关怀信息")
        first = my_consents(self.world.member.id)[0]
        grant_consent(self.world.member.id, first["question"], first["text_version"])

    def _add_application(self) -> Application:
        applicant = make_account()
        application = Application(
            id=new_id(), account=applicant, organization=self.world.chamber, name="申请人", pending_account=applicant.id
        )
        application.set_phone("19900000001")
        application.save(force_insert=True)
        return application

    def _add_claim(self, outcome: str, candidate: Member | None) -> PhoneClaim:
        account = self.world.phone("visitor").account_id
        expires_at = self._at(minutes=10)
        claim = PhoneClaim(id=new_id(), account=account, candidate=candidate, outcome=outcome, expires_at=expires_at)
        claim.seal("19900000009")
        claim.save(force_insert=True)
        return claim


def _ids(rows: list[Any]) -> list[str | int]:
    return [str(row.id) for row in rows]
