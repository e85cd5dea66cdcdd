"""Telling administrators that messages cannot be sent as they are, once a day for each fault."""

from __future__ import annotations

from typing import Any

import structlog

from backend import clock
from backend.organizations.models import Organization, Role
from backend.push.mapping import MappedTemplate
from backend.push.models import MessageTemplate
from backend.push.services import News, notify

log = structlog.get_logger()


def stop_template(template: MappedTemplate, text: str) -> None:
    """Let nothing more out by this template, and say so; `lianyi templates check` lets it go again."""
    now = clock.now()
    MessageTemplate.insert(
        name=template.name, template_id=template.template_id, fields=template.keys, stopped_at=now, fault=text[:500]
    ).on_conflict(conflict_target=(MessageTemplate.name,), update={"stopped_at": now, "fault": text[:500]}).execute()
    tell_administrators(f"template:{template.name}", f"模板 {template.name}", text)


def tell_administrators(subject: str, what: str, text: str) -> None:
    """An alert to the administrators at the top of each tree: in the inbox, and through WeChat where they allow it."""
    log.error("push_fault", subject=subject, fault=text)
    now = clock.now()
    administrators = Role.select(Role.member).where(
        Role.organization << Organization.at_the_top(), Role.name == "administrator", Role.in_force(now)
    )
    rows: Any = administrators.tuples()
    members = sorted({row[0] for row in rows})
    if not members:
        return
    notify(
        News(
            kind="push_fault",
            subject=subject,
            occurrence=clock.business_today().isoformat(),
            values={"title": f"{what}发不出去", "count": "1", "time": clock.wall_time(now), "note": text},
            page="pages/messages/index",
        ),
        members,
    )
