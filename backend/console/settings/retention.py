"""What is kept how long, and what the timers erase in the coming day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import peewee
from flask import Response, url_for

from backend import clock
from backend.auth import current_caller
from backend.console.settings.blueprint import blueprint, config, show
from backend.database import first_id_of
from backend.push.kinds import KINDS
from backend.push.models import Notification
from backend.settings import services as settings
from backend.settings.models import Setting
from backend.timers.models import Job
from backend.timers.retention import all_retentions, count_going

_AHEAD = timedelta(days=1)


@blueprint.get("/retention")
def retention() -> Response:
    """Each kind of data with how many will go by tomorrow, counted by the conditions that erase them."""
    at = clock.now() + _AHEAD
    in_force, going = settings.in_force(config()), count_going(config(), at)
    set_keys = {row.key for row in Setting.select(Setting.key)}
    lines = [
        {
            "name": one.name,
            "label": one.label,
            "kept": one.kept,
            "going": going[one.name],
            "setting": one.setting,
            "value": settings.value_of(in_force, one.setting) if one.setting else None,
            "is_set": one.setting in set_keys,
            "of_file": settings.value_of(config(), one.setting) if one.setting else None,
            "url": url_for("console_settings.retention_messages") if one.name == "messages" else "",
        }
        for one in all_retentions()
    ]
    stopped = Job.select(peewee.fn.MAX(Job.last_started_at)).tuples().first()
    last = stopped[0] if stopped else None
    return show(
        "retention",
        "settings/retention.html",
        can_write=current_caller().scope.covers_everything(),
        lines=lines,
        last_run=last,
        is_running=last is not None and clock.to_ms(clock.now()) - _ms(last) < 10 * 60_000,
    )


@blueprint.get("/retention/messages")
def retention_messages() -> Response:
    """Which messages go: by kind and month, as far as a list of them tells nobody's secrets."""
    days = settings.in_force(config()).retention.messages_days
    before = clock.now() + _AHEAD - timedelta(days=days)
    rows: Any = (
        Notification.select(Notification.kind, peewee.fn.COUNT(Notification.id), peewee.fn.MIN(Notification.due_at))
        .where(
            Notification.id < first_id_of(clock.to_ms(before)),
            Notification.due_at < before,
            Notification.spread_at.is_null(),
        )
        .group_by(Notification.kind)
        .order_by(peewee.fn.COUNT(Notification.id).desc(), Notification.kind)
    )
    lines = [
        {"label": KINDS[kind].label if kind in KINDS else kind, "number": number, "oldest": oldest}
        for kind, number, oldest in rows.tuples()
    ]
    return show("retention", "settings/retention_messages.html", can_write=False, lines=lines, days=days)


def _ms(value: Any) -> int:
    return value if isinstance(value, int) else clock.to_ms(value)
