"""What staff changed about an activity, from what to what: written to the audit trail, read back in words."""

from __future__ import annotations

from typing import Any

import peewee

from backend.activities.models import Activity
from backend.audit.differences import differences, differing, value_words
from backend.audit.models import AuditEntry
from backend.audit.services import record
from backend.audit.words import action_words
from backend.members.models import Member
from backend.schemas import paginate

FIELD_WORDS = {
    "title": "名称",
    "kind": "类型",
    "description": "介绍",
    "venue": "地点",
    "latitude": "纬度",
    "longitude": "经度",
    "online_link": "线上链接",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "is_public": "对外公开",
    "starts_at": "开始时间",
    "ends_at": "结束时间",
    "signup_opens_at": "报名开始",
    "signup_closes_at": "报名截止",
    "cancel_closes_at": "取消截止",
    "checkin_opens_at": "签到开始",
    "checkin_closes_at": "签到结束",
    "capacity": "名额",
    "needs_review": "需要审核",
    "form": "报名问题",
    "feedback_form": "反馈问题",
    "companions_most": "同行人数上限",
    "companions_named": "同行人实名",
    "scans_most": "每码放行次数",
    "has_leave_scan": "离场签退",
    "allows_walk_ins": "现场报名",
    "checkin_radius_m": "签到距离",
    "hall_names": "大屏姓名",
    "sessions": "场次",
    "quotas": "名额分配",
    "shares": "共享组织",
    "review_rules": "免审规则",
    "organizers": "组织者",
}
# Words about a person, or too long to keep twice: the trail says that they changed, not how.
_UNSAID = ("description", "contact_name", "contact_phone", "organizers")
Changes = dict[str, tuple[Any, Any]]


def note_change(activity: Activity, staff_id: int, action: str, changes: Changes, reason: str = "") -> None:
    """One line of the audit trail: what changed from what to what, and nothing where nothing did."""
    before = {name: pair[0] for name, pair in changes.items()}
    after = {name: pair[1] for name, pair in changes.items()}
    record(
        action=action,
        subject_kind="activity",
        subject_id=activity.id,
        actor_id=staff_id,
        organization_id=activity.organization_id,
        reason=reason,
        detail=differing(before, after, _UNSAID),
    )


def list_history(activity_id: int, page: int, page_size: int) -> dict[str, Any]:
    """One page of what was done to an activity, latest first: two statements."""
    rows = (
        AuditEntry.select(AuditEntry, Member)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=AuditEntry.actor)
        .where(AuditEntry.subject_kind == "activity", AuditEntry.subject_id == activity_id)
        .order_by(AuditEntry.id.desc())
    )
    found = paginate(rows, page, page_size)
    return {**found, "items": [_entry(row) for row in found["items"]]}


def _entry(row: AuditEntry) -> dict[str, Any]:
    return {
        "at": row.at,
        "by": "" if row.actor is None else row.actor.name,
        "action": row.action,
        "words": action_words(row.action),
        "reason": row.reason,
        "changes": [
            {
                "field": one.field,
                "title": FIELD_WORDS.get(one.field, one.field),
                "old": None if one.is_unsaid else value_words(one.before),
                "new": None if one.is_unsaid else value_words(one.after),
            }
            for one in differences(row.detail)
        ],
    }
