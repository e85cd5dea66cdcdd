"""One member's record as staff read it: what is theirs to see in their scope, sensitive values masked."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.audit.models import AuditEntry
from backend.auth import current_caller
from backend.cases.models import Case
from backend.console.members.facts import facts_of, tags_of
from backend.members.models import Member
from backend.members.queries import organizations_of
from backend.organizations.models import Organization, Role
from backend.participation.models import Participation
from backend.profiles.history import changes_of
from backend.profiles.models import Consent, ProfileChange
from backend.profiles.reading import profile_for_staff, visible_sections
from backend.profiles.unmasking import masked_values
from backend.push.kinds import KINDS
from backend.push.models import Delivery, Notification

NAME_SECTION = "姓名"
_MONTHS, _BAR, _GAP, _HEIGHT = 24, 14, 4, 56
_MOST = 30
CHANGED_BY = {"member": "本人", "staff": "工作人员", "import": "导入名单", "system": "系统"}
STATE_WORDS = {
    "empty": ("没有填", "off"),
    "gaps": ("还有空缺", "write"),
    "confirm": ("待本人确认", "do"),
    "stale": ("该更新了", "do"),
    "done": ("已填写", "ok"),
}
ACT_WORDS = {
    "unmask_phone": "查看了手机号码",
    "unmask_sensitive": "查看了敏感信息",
    "grant_role": "授予角色",
    "revoke_role": "收回角色",
    "rename_member": "更正姓名",
    "add_member": "登记入库",
    "membership.join": "加入组织",
    "membership.move": "移到别的组织",
    "membership.leave": "移出组织",
    "membership.join_undone": "撤销加入",
    "membership.move_undone": "撤销移动",
    "membership.leave_undone": "撤销移出",
    "verify_phone": "验证手机号",
    "withdraw_data": "撤回授权",
}
_SENT_WORDS = {
    "sent": "已发到微信",
    "uncertain": "可能已发到微信",
    "inbox": "只在小程序消息里",
    "unreachable": "没有微信，未送达",
    "failed": "没有送达",
    "expired": "过期未发",
    "dropped": "不再需要",
    "queued": "等待发送",
    "paused": "已暂停",
    "merged": "并入另一条",
}


def summary_of(member: Member) -> dict[str, Any]:
    """Who it is: organizations, tags, how complete the record is, whether WeChat is tied to it."""
    scope = current_caller().scope
    percent, is_claimed = facts_of([member.id])[member.id]
    return {
        "id": member.id,
        "name": member.name,
        "phone_masked": member.phone_masked,
        "source": member.source,
        "joined": member.created_at,
        "organizations": organizations_of([member.id], scope)[member.id],
        "tags": tags_of([member.id])[member.id],
        "complete": percent,
        "is_claimed": is_claimed,
    }


def sections_of(member: Member) -> list[dict[str, Any]]:
    """The sections staff may read, with values, sensitive ones masked."""
    scope = current_caller().scope
    rows = visible_sections(member.id, "staff", scope)
    masked = masked_values(member.id, rows)
    shown = profile_for_staff(member.id, scope, rows)
    return [{**section, "masked": masked.get(section["key"], [])} for section in shown]


def seen_at(member: Member) -> Any:
    """When the member was last in the mini-program; None for one who never was."""
    account = Account.select(Account.seen_at).where(Account.member == member.id).first()
    return account and account.seen_at


class Bar(NamedTuple):
    """One month of the picture, in its units."""

    x: int
    y: float
    height: float
    label: str
    number: int


def participation_of(member: Member) -> dict[str, Any]:
    """What the member took part in, in organizations the reader may look into: the latest, and a picture by month."""
    rows = list(
        Participation.select(Participation, Organization)
        .join(Organization, peewee.JOIN.LEFT_OUTER)
        .where(
            Participation.member == member.id,
            Participation.organization << current_caller().scope.organizations(),
        )
        .order_by(Participation.occurred_at.desc(), Participation.id.desc())
        .limit(500)
    )
    months = _last_months(clock.business_today())
    counted = Counter(_month_of(clock.in_business_zone(row.occurred_at).date()) for row in rows)
    most = max([counted[month] for month in months], default=0) or 1
    bars = []
    for place, month in enumerate(months):
        height = round(_HEIGHT * counted[month] / most, 1)
        bars.append(Bar(place * (_BAR + _GAP), _HEIGHT - height, height, f"{month[0]}年{month[1]}月", counted[month]))
    return {
        "bars": bars,
        "width": _MONTHS * (_BAR + _GAP) - _GAP,
        "years": [(bar.x, bar.label[:5]) for bar in bars if bar.label.endswith("年1月")],
        "total": sum(counted[month] for month in months),
        "rows": rows[:_MOST],
    }


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _last_months(today: date) -> list[tuple[int, int]]:
    last = today.year * 12 + today.month - 1
    return [(number // 12, number % 12 + 1) for number in range(last - _MONTHS + 1, last + 1)]


def history_of(member: Member) -> list[Any]:
    """Who changed what in the sections the reader may see, newest first."""
    titles = [row.title for row in visible_sections(member.id, "staff", current_caller().scope)]
    return list(changes_of(member.id).where(ProfileChange.section_title << [*titles, NAME_SECTION]).limit(_MOST))


def acts_on(member: Member) -> list[dict[str, Any]]:
    """What others did about the member in organizations of the reader's scope: looked at, moved, made a role."""
    actor: Any = Member.alias("actor")
    rows: Any = (
        AuditEntry.select(AuditEntry, actor.name.alias("by_name"))
        .join(actor, peewee.JOIN.LEFT_OUTER, on=(AuditEntry.actor == actor.id))
        .where(
            AuditEntry.about_member == member.id,
            AuditEntry.action << list(ACT_WORDS),
            AuditEntry.organization << current_caller().scope.organizations(),
        )
        .order_by(AuditEntry.id.desc())
        .limit(_MOST)
        .objects()
    )
    return [
        {
            "at": row.at,
            "by": row.by_name or "系统",
            "what": ACT_WORDS[row.action],
            "detail": str(row.detail.get("words") or row.detail.get("what") or ""),
            "reason": row.reason,
        }
        for row in rows
    ]


def standing_of(member: Member) -> dict[str, Any]:
    """Roles and consents, and how many suggestions."""
    scope = current_caller().scope
    roles = (
        Role.select(Role, Organization)
        .join(Organization)
        .where(Role.member == member.id, Role.organization << scope.organizations())
        .order_by(Role.id)
    )
    consents = Consent.select().where(Consent.member == member.id).order_by(Consent.id.desc()).limit(_MOST)
    suggestions = Case.select().where(Case.author == member.id, Case.organization << scope.organizations()).count()
    return {"roles": list(roles), "consents": list(consents), "suggestions": suggestions}


def notices_of(member: Member) -> list[dict[str, Any]]:
    """The latest messages of organizations in the reader's scope, and what became of them."""
    rows: Any = (
        Delivery.select(
            Notification.kind,
            Notification.values,
            Notification.due_at,
            Delivery.state,
            Delivery.sent_at,
            Delivery.read_at,
        )
        .join(Notification)
        .where(
            Delivery.member == member.id,
            Notification.organization << current_caller().scope.organizations(),
        )
        .order_by(Notification.id.desc())
        .limit(_MOST)
        .objects()
    )
    return [
        {
            "kind": KINDS[row.kind].label if row.kind in KINDS else "通知",
            "title": row.values.get("title", ""),
            "at": row.sent_at or row.due_at,
            "became": _SENT_WORDS.get(row.state, row.state),
            "is_read": row.read_at is not None,
        }
        for row in rows
    ]
