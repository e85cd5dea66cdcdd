"""Login is delivery: composes what each feature contributes into the payload of the first screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import current_app

from backend import clock, features
from backend.auth import Caller
from backend.database import Statement
from backend.settings.services import in_force
from backend.tasks import ListName, Task, TaskSource, ask

SHOWN = 5
LISTS: tuple[ListName, ...] = ("do", "write", "read")


_Contribution = Callable[[Caller], list[Task]]


@cache
def _contributions() -> tuple[tuple[TaskSource, ...], tuple[_Contribution, ...]]:
    """What asks together, in one statement, and what asks by itself."""
    found = [module.tasks for module in features.modules("tasks") if hasattr(module, "tasks")]
    together = tuple(one for one in found if isinstance(one, TaskSource))
    return together, tuple(one for one in found if not isinstance(one, TaskSource))


def collect_tasks(caller: Caller) -> dict[ListName, list[Task]]:
    """Every open task of the caller by list, most urgent first: by deadline, those without one last."""
    found: dict[ListName, list[Task]] = {name: [] for name in LISTS}
    together, alone = _contributions()
    every = [*ask(together, caller), *(task for tasks_of in alone for task in tasks_of(caller))]
    replaced = {task.instead_of for task in every}
    for task in every:
        if task.key not in replaced:
            found[task.list].append(task)
    for tasks in found.values():
        tasks.sort(key=lambda task: (task.due_at is None, task.due_at and clock.to_ms(task.due_at), task.key))
    return found


def home_payload(caller: Caller) -> dict[str, Any]:
    """Home as `HomeSchema` shows it."""
    from backend.activities.tasks import next_activity
    from backend.checkin.tasks import today_pass
    from backend.profiles.tasks import completeness
    from backend.push.tasks import unread

    tasks = collect_tasks(caller)
    return {
        **{name: tasks[name][:SHOWN] for name in LISTS},
        "totals": {
            **{name: len(tasks[name]) for name in LISTS},
            "minutes": sum(task.minutes for name in LISTS for task in tasks[name]),
        },
        "pass": today_pass(caller.member_id) if caller.member_id else None,
        "next_activity": next_activity(caller),
        "completeness": completeness(caller.member_id) if caller.member_id else None,
        "unread": unread(caller),
    }


_MEMBER = Statement(
    """SELECT m.id, m.name, ms.joined_at, o.id, o.name FROM member m
       LEFT JOIN membership ms ON ms.member_id = m.id LEFT JOIN organization o ON o.id = ms.organization_id
       WHERE m.id = ? ORDER BY ms.joined_at, ms.id"""
)
_ORGANIZES = Statement(
    """SELECT 1 FROM activity_organizer ao JOIN activity a ON a.id = ao.activity_id
       WHERE ao.member_id = ? AND a.state = 'published' AND (ao.starts_at IS NULL OR ao.starts_at <= ?)
         AND (ao.ends_at IS NULL OR ao.ends_at > ?) LIMIT 1"""
)
_APPLICATION = Statement(
    """SELECT p.id, p.state, p.reason, p.created_at, o.id, o.name FROM application p
       LEFT JOIN organization o ON o.id = p.organization_id WHERE p.account_id = ? ORDER BY p.id DESC LIMIT 1"""
)


def me_payload(caller: Caller) -> dict[str, Any]:
    """The caller as `MeSchema` shows it."""
    config = current_app.config["LIANYI"]
    now = clock.now_ms()
    return {
        "account_id": caller.account_id,
        "member": _member(caller.member_id) if caller.member_id else None,
        "roles": [
            {"role": role.name, "organization": {"id": role.organization_id, "name": role.organization_name}}
            for role in caller.scope.roles
        ],
        "organizes": bool(caller.member_id and _ORGANIZES.row(caller.member_id, now, now)),
        "application": _application(caller.account_id),
        "templates": in_force(config).wechat.templates,
        "min_version": config.server.min_version,
    }


def _member(member_id: int) -> dict[str, Any]:
    rows = _MEMBER.rows(member_id)
    return {
        "id": rows[0][0],
        "name": rows[0][1],
        "joined_at": clock.from_ms(rows[0][2]) if rows[0][2] is not None else clock.now(),
        "organizations": [{"id": row[3], "name": row[4]} for row in rows if row[3] is not None],
    }


def _application(account_id: int) -> dict[str, Any] | None:
    row = _APPLICATION.row(account_id)
    if row is None:
        return None
    return {
        "id": row[0],
        "state": row[1],
        "reason": row[2],
        "created_at": clock.from_ms(row[3]),
        "organization": {"id": row[4], "name": row[5]} if row[4] is not None else None,
    }
