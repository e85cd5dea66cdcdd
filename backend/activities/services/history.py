"""What staff changed about an activity, from what to what: written to the audit trail, read back in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity
from backend.audit.models import AuditEntry
from backend.audit.services import record
from backend.members.models import Member
from backend.schemas import iso, paginate

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
_ACTIONS = {
    "activity.drafted": "起草",
    "activity.copied": "复制为新活动",
    "activity.published": "发布",
    "activity.changed": "修改",
    "activity.sessions": "修改场次",
    "activity.quotas": "分配名额",
    "activity.shares": "共享给其他组织",
    "activity.review_rules": "修改免审规则",
    "activity.organizers": "指定组织者",
    "activity.cancelled": "取消活动",
    "activity.reported": "完成总结",
    "activity.exported": "导出名单",
}

Changes = dict[str, tuple[Any, Any]]


def note_change(activity: Activity, staff_id: int, action: str, changes: Changes, reason: str = "") -> None:
    """One line of the audit trail: what changed from what to what, and nothing where nothing did."""
    differing = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    record(
        action=action,
        subject_kind="activity",
        subject_id=activity.id,
        actor_id=staff_id,
        organization_id=activity.organization_id,
        reason=reason,
        detail={"changes": {name: _said(name, pair) for name, pair in differing.items()}} if differing else None,
    )


def _said(name: str, pair: tuple[Any, Any]) -> list[Any]:
    return [] if name in _UNSAID else [_plain(value) for value in pair]


def _plain(value: Any) -> Any:
    return iso(value) if isinstance(value, datetime) else value


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
    changes = (row.detail or {}).get("changes", {})
    return {
        "at": row.at,
        "by": "" if row.actor is None else row.actor.name,
        "action": row.action,
        "words": _ACTIONS.get(row.action, row.action),
        "reason": row.reason,
        "changes": [
            {
                "field": name,
                "title": FIELD_WORDS.get(name, name),
                "old": _worded(pair[0]) if pair else None,
                "new": _worded(pair[1]) if pair else None,
            }
            for name, pair in changes.items()
        ],
    }


def _worded(value: Any) -> str:
    match value:
        case None | "" | []:
            return "无"
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(str(one) for one in value)
        case str() if _is_moment(value):
            return clock.wall_time(datetime.fromisoformat(value))
    return str(value)


def _is_moment(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
