"""Complaints (举报) about what others can see, and what becomes of them."""

from __future__ import annotations

from backend import clock
from backend.audit.services import record
from backend.database import atomic
from backend.errors import DomainError, NotFound
from backend.safety.checks import take_away
from backend.safety.models import Complaint
from backend.safety.subjects import subjects, view_of

REASONS = {
    "abuse": "辱骂攻击",
    "false": "不实信息",
    "privacy": "泄露隐私",
    "advertising": "广告",
    "illegal": "违法违规",
    "other": "其他",
}


class ComplaintDecided(DomainError):
    status, code, message = 409, "complaint_decided", "这条举报已经处理过。"


def complain(kind: str, subject_id: int, member_id: int, reason: str, text: str) -> tuple[Complaint, bool]:
    """Report something the member can see; True if this request did. One complaint a person and thing.

    Raises NotFound for what the member cannot see.
    """
    subject = subjects().get(kind)
    view = None if subject is None or not subject.is_visible(subject_id, member_id) else view_of(kind, subject_id)
    if view is None:
        raise NotFound
    with atomic():
        added = (
            Complaint.insert(
                subject_kind=kind,
                subject_id=subject_id,
                organization=view.organization_id,
                member=member_id,
                reason=reason,
                text=text,
            )
            .on_conflict_ignore()
            .as_rowcount()
            .execute()
        )
        made: Complaint = Complaint.get(
            Complaint.subject_kind == kind, Complaint.subject_id == subject_id, Complaint.member == member_id
        )
    return made, bool(added)


def decide_complaints(complaint: Complaint, is_upheld: bool, note: str, staff_id: int) -> None:
    """Decide every open complaint about the same thing at once; upheld, nobody sees it any more and its author is told.

    Raises ComplaintDecided if somebody else was faster and decided otherwise.
    """
    state = "upheld" if is_upheld else "dismissed"
    with atomic():
        decided = (
            Complaint.update(state=state, note=note, decided_by=staff_id, decided_at=clock.now())
            .where(
                Complaint.subject_kind == complaint.subject_kind,
                Complaint.subject_id == complaint.subject_id,
                Complaint.state == "open",
            )
            .execute()
        )
        if not decided:
            if Complaint.get_by_id(complaint.id).state != state:
                raise ComplaintDecided
            return
        if is_upheld:
            take_away(complaint.subject_kind, complaint.subject_id, staff_id)
            subjects()[complaint.subject_kind].decide(complaint.subject_id, False, note, staff_id)
        record(
            action=f"complaint.{state}",
            subject_kind=complaint.subject_kind,
            subject_id=complaint.subject_id,
            actor_id=staff_id,
            organization_id=complaint.organization_id,
            reason=note,
        )
