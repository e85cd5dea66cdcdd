"""Name, hours, quiet hours, budget and digest: keys of the file that may be set while the service runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.rendering import done
from backend.console.settings.blueprint import blueprint, config, require_whole, show
from backend.errors import Errors, InvalidInput, NotFound
from backend.settings import services as settings
from backend.settings.models import Setting


@dataclass(frozen=True)
class _Shown:
    """One key as the page shows it. `is_number`: kept as one."""

    key: str
    hint: str
    is_number: bool = False
    unit: str = ""


_SHOWN = (
    _Shown("association.name", "显示在后台和需要协会署名的地方"),
    _Shown("association.work_hours", "建议的办理期限只算工作日的这几个小时，如 09:00-17:30"),
    _Shown("push.quiet_hours", "这段时间不发微信，除非早上再发就来不及；留空表示不免打扰，如 22:00-08:00"),
    _Shown("push.holiday_quiet_hours", "周末和节假日的免打扰时间，如 21:30-09:30"),
    _Shown("push.weekly_budget", "任何 7 天里，每人最多收到几条提醒和邀请；报名结果、改期、取消不计在内", True, "条"),
    _Shown("push.digest_at", "工作日这个时候把待办发给工作人员和群机器人，如 08:30"),
)
_NUMBERS = {"push.weekly_budget", "retention.messages_days"}
_PAGES = {"retention.messages_days": "console_settings.retention"}


@blueprint.get("/")
def index() -> Response:
    """Each key with what counts now, what the file says, and who changed it."""
    return page()


def page(status: int = 200, errors: Errors | None = None, typed: dict[str, str] | None = None) -> Response:
    """The page, or the page again with what was typed and what is wrong with it."""
    rows = {row.key: row for row in Setting.select(Setting).where(Setting.key << [one.key for one in _SHOWN])}
    in_force = settings.in_force(config())
    lines = [_line(one, in_force, rows.get(one.key), typed or {}, errors or {}) for one in _SHOWN]
    return show(
        "general",
        "settings/general.html",
        status=status,
        can_write=current_caller().scope.covers_everything(),
        lines=lines,
    )


@blueprint.post("/set")
def put_setting() -> BaseResponse:
    """Set one key; it counts within seconds in every process."""
    require_whole()
    key, typed = request.form.get("key", ""), request.form.get("value", "").strip()
    if key not in settings.CHANGEABLE or key == "wechat.templates":
        raise NotFound("没有这一项设置。")
    try:
        changed = settings.change(config(), key, _read(key, typed), current_member_id())
    except InvalidInput as error:
        if key in _PAGES:
            raise InvalidInput(next(iter(error.errors.values()))[0]) from None
        return page(422, {key: next(iter(error.errors.values()))}, {key: typed})
    label = settings.CHANGEABLE[key]
    text = f"“{label}”已改好，几秒内生效。" if changed else f"“{label}”本来就是这样，没有改动。"
    return done(text, to=url_for(_PAGES.get(key, "console_settings.index")))


@blueprint.post("/reset")
def reset_setting() -> BaseResponse:
    """Let the file count again."""
    require_whole()
    key = request.form.get("key", "")
    if key not in settings.CHANGEABLE:
        raise NotFound("没有这一项设置。")
    settings.reset(config(), key, current_member_id())
    text = f"“{settings.CHANGEABLE[key]}”已恢复为配置文件里的值。"
    return done(text, to=url_for(_PAGES.get(key, "console_settings.index")))


def _read(key: str, typed: str) -> Any:
    if key not in _NUMBERS:
        return typed
    if not (typed.isascii() and typed.isdigit() and len(typed) < 7):
        raise InvalidInput(errors={key: ["请填一个整数。"]})
    return int(typed)


def _line(one: _Shown, in_force: Any, row: Setting | None, typed: dict[str, str], errors: Errors) -> dict[str, Any]:
    value = settings.value_of(in_force, one.key)
    return {
        "key": one.key,
        "label": settings.CHANGEABLE[one.key],
        "hint": one.hint,
        "unit": one.unit,
        "value": value,
        "typed": typed.get(one.key, value),
        "errors": {"value": errors[one.key]} if one.key in errors else None,
        "of_file": settings.value_of(config(), one.key),
        "is_set": row is not None,
        "changed_at": row.changed_at if row is not None else None,
        "type": "number" if one.is_number else "text",
    }
