"""Keys of config.toml that administrators may change while the service runs.

The file is the default; a row of `Setting` goes before it. Each process reads the rows at most once in `SEEN_WITHIN_S`,
whoever asks, so a change counts everywhere within seconds and without a restart, and costs a request nothing. What
only whoever runs the machine can judge (addresses, secrets, folders, processes) stays in the file alone.
"""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backend import clock
from backend.audit.services import record
from backend.config import Config, ConfigError, check
from backend.database import atomic
from backend.errors import InvalidInput
from backend.settings.models import Setting

SEEN_WITHIN_S = 5.0
# What stands here can be changed; in words for the trail and the page.
CHANGEABLE = {
    "association.name": "协会名称",
    "association.work_hours": "工作时间",
    "push.quiet_hours": "免打扰时间",
    "push.holiday_quiet_hours": "休息日的免打扰时间",
    "push.weekly_budget": "每人每周提醒上限",
    "push.digest_at": "工作摘要时间",
    "retention.messages_days": "消息保留天数",
    "wechat.templates": "消息模板",
}
_MOST_NAME, _MOST_BUDGET = 30, 50
_FEWEST_DAYS, _MOST_DAYS = 30, 3650
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"

_kept: Mapping[str, Any] = MappingProxyType({})
_read_at: float | None = None
_in_force: tuple[Config, Mapping[str, Any], Config] | None = None


def overrides() -> Mapping[str, Any]:
    """What administrators have set, by key: read at most once in a few seconds."""
    global _kept, _read_at
    if _read_at is None or time.monotonic() - _read_at > SEEN_WITHIN_S:
        _kept = MappingProxyType({row.key: row.value for row in Setting.select() if row.key in CHANGEABLE})
        _read_at = time.monotonic()
    return _kept


def forget() -> None:
    """Read again when next asked."""
    global _read_at
    _read_at = None


def in_force(config: Config) -> Config:
    """The configuration as it counts now: the file, and before it what administrators have set."""
    global _in_force
    kept = overrides()
    if not kept:
        return config
    if _in_force is None or _in_force[0] is not config or _in_force[1] is not kept:
        _in_force = (config, kept, _with(config, kept))
    return _in_force[2]


def _with(config: Config, values: Mapping[str, Any]) -> Config:
    sections: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        section, _, name = key.partition(".")
        # Template ids are set one by one: the file's others stay.
        is_table = isinstance(value, dict)
        before = getattr(getattr(config, section), name)
        sections.setdefault(section, {})[name] = {**before, **value} if is_table else value
    changed = {name: dataclasses.replace(getattr(config, name), **some) for name, some in sections.items()}
    return dataclasses.replace(config, **changed)


def value_of(config: Config, key: str) -> Any:
    """What a key says in this configuration."""
    section, _, name = key.partition(".")
    return getattr(getattr(config, section), name)


def change(config: Config, key: str, value: Any, staff_id: int) -> bool:
    """Set a key; False if it says so already. Raises InvalidInput in words, by the key's last part."""
    _refuse_wrong(key, value)
    before = value_of(in_force(config), key)
    if value == before:
        return False
    try:
        check(_with(config, {**overrides(), key: value}))
    except ConfigError as error:
        raise InvalidInput(errors={_name(key): [str(error)]}) from None
    now = clock.now()
    with atomic():
        Setting.insert(key=key, value=value, changed_by=staff_id, changed_at=now).on_conflict(
            conflict_target=(Setting.key,), update={"value": value, "changed_by": staff_id, "changed_at": now}
        ).execute()
        _note(key, staff_id, before, value)
    forget()
    return True


def reset(config: Config, key: str, staff_id: int) -> bool:
    """Let the file count again; False if it does."""
    before = value_of(in_force(config), key)
    with atomic():
        removed = Setting.delete().where(Setting.key == key).execute()
        if removed:
            _note(key, staff_id, before, value_of(config, key))
    forget()
    return bool(removed)


def _note(key: str, staff_id: int, before: Any, after: Any) -> None:
    record(
        action="setting.changed",
        subject_kind="setting",
        actor_id=staff_id,
        detail={"key": key, "before": before, "after": after},
    )


def _name(key: str) -> str:
    return key.partition(".")[2]


def _refuse_wrong(key: str, value: Any) -> None:
    """What a person may have typed wrong, in words; the file's own rules come after it."""
    problem = ""
    if key not in CHANGEABLE:
        problem = "这一项只能在 config.toml 里改。"
    elif key == "association.name" and not 1 <= len(value.strip()) <= _MOST_NAME:
        problem = f"请填 1 到 {_MOST_NAME} 个字。"
    elif key == "association.work_hours":
        opens, _, closes = value.partition("-")
        if not re.fullmatch(f"{_CLOCK}-{_CLOCK}", value) or opens >= closes:
            problem = "请写成 09:00-17:30 这样，结束要晚于开始。"
    elif key.endswith("quiet_hours") and value:
        begins, _, ends = value.partition("-")
        if not re.fullmatch(f"{_CLOCK}-{_CLOCK}", value) or begins <= ends:
            problem = "请写成 22:00-08:00 这样，从晚上到早上；留空表示不免打扰。"
    elif key == "push.digest_at" and not re.fullmatch(_CLOCK, value):
        problem = "请写成 08:30 这样。"
    elif key == "push.weekly_budget" and not 0 <= value <= _MOST_BUDGET:
        problem = f"请填 0 到 {_MOST_BUDGET}。"
    elif key == "retention.messages_days" and not _FEWEST_DAYS <= value <= _MOST_DAYS:
        problem = f"请填 {_FEWEST_DAYS} 到 {_MOST_DAYS} 天。"
    if problem:
        raise InvalidInput(errors={_name(key): [problem]})
