"""Cases as they are shown: words for each step, and who sees which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import peewee

from backend import clock
from backend.cases.kind_files import Kind
from backend.cases.models import Case, CaseStep
from backend.members.models import Member
from backend.organizations.models import Organization

HIDDEN_NAME = "不公开姓名"
_EXCERPT = 60
_WORDS = {
    "received": "收到",
    "assigned": "交办",
    "transferred": "转交",
    "started": "开始办理",
    "paused": "暂停计时",
    "resumed": "继续办理",
    "note": "内部备注",
    "handlers": "调整协办人",
    "due_changed": "调整期限",
    "replied": "答复",
    "rated": "评价",
    "reopened": "要求重新办理",
    "merged": "并入",
    "took_in": "并入了同一件事",
    "declined": "不予受理",
    "withdrawn": "撤回",
    "edited": "修改内容",
    "shown": "内容检查通过，已公开",
    "blocked": "内容未公开",
    "escalated": "超期提醒",
    "closed": "办结",
}

# What the author says in these was judged by nobody; others see that it was said, and staff what.
_UNJUDGED = ("rated", "reopened")

# Who sees a step: each of these sees its own and all before it.
AUDIENCES = {
    "public": ("public",),
    "concerned": ("public", "concerned"),
    "author": ("public", "concerned", "author"),
    "staff": ("public", "concerned", "author", "staff"),
}


def step_word(kind: str) -> str:
    """One word for a kind of step."""
    return _WORDS.get(kind, kind)


def excerpt(text: str) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def author_name(case: Case, name: str | None, viewer_id: int | None, *, is_staff: bool = False) -> str:
    """The author's name as this viewer sees it: staff and the author always, others unless it is hidden."""
    if name is None:
        return "已注销"
    if case.is_name_hidden and not is_staff and viewer_id != case.author_id:
        return HIDDEN_NAME
    return name


def steps_of(case: Case, kind: Kind, viewer_id: int, audience: str) -> list[dict[str, Any]]:
    """The steps this viewer sees, in order: two statements at most."""
    rows: list[Any] = list(
        CaseStep.select(CaseStep, Member)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=CaseStep.actor)
        .where(CaseStep.case == case.id, CaseStep.visible_to << AUDIENCES[audience])
        .order_by(CaseStep.number)
    )
    names = _names_in(rows)
    return [_step(row, case, kind, names, viewer_id, audience) for row in rows]


def _names_in(rows: Iterable[CaseStep]) -> Mapping[int, str]:
    """Names of the people and organizations that steps speak of."""
    members: set[int] = set()
    organizations: set[int] = set()
    for row in rows:
        members |= {row.detail["member_id"]} if "member_id" in row.detail else set()
        members |= set(row.detail.get("member_ids", ()))
        organizations |= {row.detail["organization_id"]} if "organization_id" in row.detail else set()
    found: dict[int, str] = {}
    people: Any = Member.select(Member.id, Member.name).where(Member.id << sorted(members))
    places: Any = Organization.select(Organization.id, Organization.name).where(
        Organization.id << sorted(organizations)
    )
    found |= dict(people.tuples()) if members else {}
    found |= dict(places.tuples()) if organizations else {}
    return found


def _step(
    row: CaseStep, case: Case, kind: Kind, names: Mapping[int, str], viewer_id: int, audience: str
) -> dict[str, Any]:
    are_words_seen = row.kind not in _UNJUDGED or audience in ("author", "staff")
    return {
        "id": row.id,
        "number": row.number,
        "at": row.at,
        "kind": row.kind,
        "word": step_word(row.kind),
        "title": step_title(row, kind, names),
        "text": row.text if are_words_seen else "",
        "actor_name": _actor(row, case, viewer_id, audience == "staff"),
        "is_mine": row.actor_id == viewer_id,
        "visible_to": row.visible_to,
    }


def step_title(row: CaseStep, kind: Kind, names: Mapping[int, str]) -> str:
    """What happened, in one line: 交办给赵云, 答复：采纳, 转交石桥商会."""
    detail = row.detail
    match row.kind:
        case "received":
            return f"收到{kind.title}"
        case "assigned":
            return f"交办给{names.get(detail['member_id'], '工作人员')}"
        case "transferred":
            return f"转交{names.get(detail['organization_id'], '其他组织')}"
        case "replied":
            return f"答复：{kind.outcomes.get(detail['outcome'], '')}"
        case "rated":
            return f"评价 {detail['rating']} 分"
        case "due_changed":
            return f"期限调整到 {_day(detail['due_at'])}"
        case "took_in":
            supporters = detail.get("supporters", 0)
            return "并入了同一件事" + (f"，{supporters} 人一起附议" if supporters else "")
        case "handlers":
            people = "、".join(names.get(one, "") for one in detail.get("member_ids", ()))
            return f"协办人：{people}" if people else "不再有协办人"
    return step_word(row.kind)


def _day(ms: int) -> str:
    local = clock.in_business_zone(clock.from_ms(ms))
    return f"{local.month}月{local.day}日"


def _actor(row: CaseStep, case: Case, viewer_id: int, is_staff: bool) -> str:
    if row.actor_kind == "system":
        return "系统"
    # A joined row without a match has no name.
    name = row.actor.name if row.actor is not None else None
    if row.actor_kind == "author":
        return author_name(case, name, viewer_id, is_staff=is_staff)
    return name or "工作人员"


def reply_of(case: Case, kind: Kind, audience: str) -> dict[str, Any] | None:
    """The official reply that stands, as far as this viewer may read it."""
    if case.answered_at is None or (audience == "public" and not case.is_reply_public):
        return None
    row: Any = (
        CaseStep.select(CaseStep, Member)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=CaseStep.actor)
        .where(CaseStep.case == case.id, CaseStep.kind == "replied")
        .order_by(CaseStep.number.desc())
        .first()
    )
    if row is None:
        return None
    return {
        "text": row.text,
        "outcome": case.outcome,
        "outcome_word": kind.outcomes.get(case.outcome, ""),
        "promised_on": case.promised_on,
        "at": row.at,
        "by_name": row.actor.name if row.actor_id is not None else "工作人员",
        "is_public": case.is_reply_public,
    }
