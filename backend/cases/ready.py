"""Answers kept ready: each organization's own and those of the ones above it, with places that are filled in when one
is used."""

from __future__ import annotations

import re
from typing import Any

import peewee

from backend import clock
from backend.audit.services import record
from backend.cases.models import Case, ReplyTemplate
from backend.database import atomic
from backend.errors import DomainError
from backend.organizations.models import Organization, OrganizationClosure

PLACES = {
    "称呼": "提出人的姓名；不公开姓名的写“您”",
    "标题": "事项的标题",
    "组织": "事项所属的组织",
    "承办人": "承办人的姓名；还没有交办的写“工作人员”",
    "今天": "今天的日期",
}
_PLACE = re.compile(r"\{([^{}]{1,10})\}")


class TitleTaken(DomainError):
    status, code, message = 409, "template_title_taken", "这个组织已有同名的答复模板，请换一个名称，或直接修改原来的。"


def unknown_places(text: str) -> list[str]:
    """Places in a text that nothing fills in, in order."""
    return [name for name in dict.fromkeys(_PLACE.findall(text)) if name not in PLACES]


def filled_in(template: ReplyTemplate, case: Case, author: str | None, assignee: str | None) -> str:
    """The text for one case. The answer may be read by others: a name that is hidden from them is not in it."""
    today = clock.business_today()
    values = {
        "称呼": "您" if case.is_name_hidden or not author else author,
        "标题": case.title,
        "组织": case.organization.name,
        "承办人": assignee or "工作人员",
        "今天": f"{today.month}月{today.day}日",
    }
    # Each place once: what was filled in is not looked at again.
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), template.text)


def templates_for(organization_id: int, kind: str) -> list[ReplyTemplate]:
    """What can be used for cases of an organization: its own and those from above, by title."""
    above = OrganizationClosure.select(OrganizationClosure.ancestor).where(
        OrganizationClosure.descendant == organization_id
    )
    rows = ReplyTemplate.select().where(ReplyTemplate.organization << above, ReplyTemplate.kind == kind)
    return list(rows.order_by(ReplyTemplate.title, ReplyTemplate.id))


def templates_in(organizations: Any) -> Any:
    """A query of the templates of these organizations, with them."""
    return (
        ReplyTemplate.select(ReplyTemplate, Organization)
        .join(Organization)
        .where(ReplyTemplate.organization << organizations)
    )


def save_template(template: ReplyTemplate | None, staff_id: int, values: dict[str, Any]) -> ReplyTemplate:
    """Keep a new template, or change one. `values`: organization_id, kind, title, text, outcome. Raises TitleTaken."""
    row = template or ReplyTemplate(created_by=staff_id)
    for name, value in values.items():
        setattr(row, name, value)
    row.updated_at = clock.now()
    try:
        with atomic():
            row.save(force_insert=template is None)
            _note(row, staff_id, "added" if template is None else "changed")
    except peewee.IntegrityError:
        raise TitleTaken from None
    return row


def delete_template(template: ReplyTemplate, staff_id: int) -> None:
    """Keep it no longer; answers that were written with it stay as they are."""
    with atomic():
        if template.delete_instance():
            _note(template, staff_id, "deleted")


def _note(template: ReplyTemplate, staff_id: int, what: str) -> None:
    record(
        action=f"reply_template.{what}",
        subject_kind="reply_template",
        subject_id=template.id,
        actor_id=staff_id,
        organization_id=template.organization_id,
        detail={"title": template.title},
    )
