"""What the service depends on, each with a button that tries it; how old the backup is; and versions."""

from __future__ import annotations

import platform
import sqlite3
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import peewee
from flask import Response, request

from backend import clock
from backend.audit.services import record
from backend.auth import current_caller, current_member_id
from backend.backups import backup_state
from backend.console.settings.blueprint import blueprint, config, require_whole, show
from backend.database import atomic, db, is_postgresql
from backend.errors import NotFound
from backend.integrations import PROBES, Tried, try_robot
from backend.migrations import missing
from backend.wechat.models import WechatEvent

_LABELS = {
    "wechat": ("微信接口", "登录、消息、内容检查都要用它"),
    "callback": ("微信消息推送", "微信把照片审核结果、会员撤回授权等告诉我们"),
    "storage": ("图片与附件", "照片、封面、附件存在服务器的这个文件夹"),
    "redis": ("Redis", "多台服务器时，共用限流计数和微信凭证"),
}


@blueprint.get("/integrations")
def integrations() -> Response:
    """How things stand, without trying anything."""
    return _page({})


@blueprint.post("/integrations/test")
def try_integration() -> Response:
    """Try one of them, and say what happened."""
    require_whole()
    what = request.form.get("what", "")
    if what.startswith("robot:"):
        robot = what.removeprefix("robot:")
        if robot not in config().wecom.robots:
            raise NotFound("没有配置这个群机器人。")
        tried = try_robot(config(), robot)
        _note(what, tried)
    elif what in PROBES:
        tried = PROBES[what](config())
    else:
        raise NotFound("没有这一项对接。")
    return _page({what: tried})


def _note(what: str, tried: Tried) -> None:
    with atomic():
        record(
            action="setting.tested",
            subject_kind="setting",
            actor_id=current_member_id(),
            detail={"what": what, "is_ok": tried.is_ok},
        )


def _page(tried: dict[str, Tried]) -> Response:
    found = config()
    last = WechatEvent.select(peewee.fn.MAX(WechatEvent.received_at)).tuples().first()
    facts = {
        "wechat": f"AppID {found.wechat.appid or '未配置'}，{found.wechat.base_url}",
        "callback": f"{found.server.base_url.rstrip('/')}/wechat/callback",
        "storage": found.storage.folder,
        "redis": "已配置" if found.redis.url else "未配置",
    }
    lines = [
        {"what": what, "label": label, "why": why, "fact": facts[what], "tried": tried.get(what)}
        for what, (label, why) in _LABELS.items()
    ]
    robots = [
        {"name": name, "what": f"robot:{name}", "tried": tried.get(f"robot:{name}")} for name in found.wecom.robots
    ]
    backup = backup_state(found.backup.folder)
    return show(
        "integrations",
        "settings/integrations.html",
        can_write=current_caller().scope.covers_everything(),
        lines=lines,
        robots=robots,
        last_event=clock.from_ms(last[0]) if last and isinstance(last[0], int) else last[0] if last else None,
        backup=backup,
        backup_age=_age_words(backup.age),
        backup_size=_size_words(backup.size),
        folder=found.backup.folder,
        versions=_versions(),
    )


def _age_words(age: timedelta | None) -> str:
    if age is None:
        return ""
    hours = int(age.total_seconds() // 3600)
    return "不到一小时前" if hours < 1 else f"{hours} 小时前" if hours < 72 else f"{hours // 24} 天前"


def _size_words(size: int) -> str:
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{size / 1024:.0f} KB"


def _versions() -> list[tuple[str, str]]:
    engine = "SQLite " + sqlite3.sqlite_version
    if is_postgresql():
        engine = "PostgreSQL " + str(db.execute_sql("SHOW server_version").fetchone()[0])
    behind: Any = missing()
    return [
        ("联谊", _version("lianyi")),
        ("数据库", engine + ("，结构是最新的" if not behind else f"，还差 {len(behind)} 次升级")),
        ("Python", platform.python_version()),
        ("小程序最低版本", config().server.min_version),
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "源码"
