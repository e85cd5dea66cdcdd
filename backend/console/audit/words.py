"""What fields and values of any record are called in the audit trail, and the names behind ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from backend.activities.services.history import FIELD_WORDS as ACTIVITY_FIELDS
from backend.audit.differences import Difference, value_words
from backend.cases.kind_files import all_kinds
from backend.database import Statement, marks
from backend.organizations.wording import KIND_NAMES, ROLE_NAMES
from backend.schemas import read_id

_FIELDS = {
    **ACTIVITY_FIELDS,
    "name": "名称",
    "parent": "上级组织",
    "organization": "组织",
    "kind": "类型",
    "is_government": "机关单位",
    "accepts_applications": "接受入会申请",
    "role": "角色",
    "state": "状态",
    "assignee": "承办人",
    "due_at": "期限",
    "outcome": "办理结果",
    "promised_on": "承诺日期",
    "is_reply_public": "答复公开",
    "merged_into": "并入",
    "introduction": "说明",
    "opens_at": "开始",
    "closes_at": "截止",
    "definition": "题目",
    "option_quotas": "选项限额",
    "audience": "发放范围",
    "quota": "份数上限",
    "is_anonymous": "匿名",
    "is_editable": "可修改答卷",
    "results_for": "结果公开给",
    "text": "内容",
    "credit_code": "统一社会信用代码",
    "address": "地址",
    "office_phone": "单位电话",
    "note": "备注",
    "position": "职务",
    "starts_on": "起始日期",
    "ends_on": "到期日期",
    "delegate": "代办人",
    "year": "年度",
    "amount": "金额",
    "paid_on": "缴纳日期",
    "list": "名单",
    "rows": "行数",
    "filters": "筛选条件",
    "field": "项目",
    "entries": "涉及记录",
    "level": "级别",
    "seats": "人数",
}
_SAME = {"session": "场次"}
# Ids of members and of organizations, as texts.
_PEOPLE, _ORGANIZATIONS = {"assignee", "delegate"}, {"organization", "parent"}
# Where the title of a subject stands.
_TITLES = {
    "activity": "SELECT 'activity', id, title FROM activity",
    "survey": "SELECT 'survey', id, title FROM survey",
    "topic": "SELECT 'topic', id, title FROM topic",
    "case": "SELECT 'case', id, title FROM case_item",
    "organization": "SELECT 'organization', id, name FROM organization",
    "member": "SELECT 'member', id, name FROM member",
    "tag": "SELECT 'tag', id, name FROM tag",
    "company": "SELECT 'company', id, name FROM company",
    "signup": "SELECT 'signup', s.id, a.title FROM signup s JOIN activity a ON a.id = s.activity_id",
}


def field_words(field: str) -> str:
    """起始日期"""
    return _FIELDS.get(field) or _SAME.get(field, field)


def _values() -> dict[str, Mapping[str, str]]:
    suggestion = all_kinds()["suggestion"]
    standing = {"active": "有效", "suspended": "暂停", "left": "已退会"}
    life = {"draft": "草稿", "published": "已发布", "cancelled": "已取消", "signed_up": "已报名", "approved": "已通过"}
    return {
        "state": {**life, **suggestion.states, **standing},
        "outcome": suggestion.outcomes,
        "role": ROLE_NAMES,
        "kind": KIND_NAMES,
        "field": {"phone": "手机号码"},
    }


def names_behind(differences: Iterable[Difference], detail: Mapping[str, Any]) -> dict[str, str]:
    """The names of the members and organizations that are named by id: one statement, none where nobody is."""
    found = [(one.field, value) for one in differences for value in (one.before, one.after)] + list(detail.items())
    people = _ids(value for field, value in found if field in _PEOPLE)
    organizations = _ids(value for field, value in found if field in _ORGANIZATIONS)
    return {str(one_id): title for (_, one_id), title in titles_of(member=people, organization=organizations).items()}


def _ids(values: Iterable[Any]) -> set[int]:
    return {one for value in values if isinstance(value, str) and (one := read_id(value)) is not None}


def said(field: str, value: Any, names: Mapping[str, str]) -> str:
    """A field's value in words: 已发布, 赵云, 500.00 元, 2026年4月23日 14:00."""
    if field in _PEOPLE | _ORGANIZATIONS and isinstance(value, str):
        return names.get(value, value)
    if field == "amount" and isinstance(value, int):
        return f"{value / 100:,.2f} 元"
    if field == "entries" and isinstance(value, list):
        return f"{len(value)} 条"
    if isinstance(value, str):
        return _values().get(field, {}).get(value) or value_words(value)
    return value_words(value)


def titles_of(**ids: Iterable[int]) -> dict[tuple[str, int], str]:
    """The titles of subjects, by kind and id: one statement; those that have none, or are gone, are left out."""
    parts, values = [], []
    for kind, wanted in ids.items():
        some = sorted(set(wanted))
        if some and kind in _TITLES:
            column = "s.id" if kind == "signup" else "id"
            parts.append(f"{_TITLES[kind]} WHERE {column} IN ({marks(some)})")
            values += some
    if not parts:
        return {}
    rows = Statement(" UNION ALL ".join(parts)).rows(*values)
    return {(kind, one_id): title for kind, one_id, title in rows}
