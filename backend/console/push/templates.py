"""Message templates beside WeChat's own, and how many messages members have allowed of each."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.push.blueprint import blueprint, config, require_writer, show
from backend.console.rendering import done, in_view
from backend.errors import Forbidden
from backend.members.models import Member
from backend.organizations.models import Membership
from backend.push import ledger
from backend.push.checking import check_templates, choose_missing
from backend.push.fitting import UnfittingValue, fit
from backend.push.kinds import KINDS
from backend.push.mapping import mapped_templates
from backend.push.models import MessageTemplate
from backend.push.templates import TEMPLATES
from backend.settings import services as settings

# What a filled message looks like.
_EXAMPLE = {
    "title": "春季企业家沙龙",
    "result": "报名成功",
    "time": "2026年4月23日 14:00",
    "venue": "石桥街道三楼会议室",
    "note": "请提前十分钟到场",
    "organization": "石桥商会",
    "step": "等待答复",
    "count": "3",
}
_KEY_WORDS = {
    "thing": "20 个字以内",
    "phrase": "5 个汉字以内",
    "time": "日期和时间",
    "date": "日期",
    "number": "数字",
    "character_string": "数字、字母和符号",
    "name": "姓名",
}


@blueprint.get("/templates")
def templates() -> Response:
    """Each template: whether WeChat has it, which of our words fills which field, an example, credits."""
    mapped = mapped_templates(config())
    seen = {row.name: row for row in MessageTemplate.select()}
    members = Membership.select(Membership.member).where(Membership.organization << in_view())
    active = Member.select(Member.id).where(Member.id << members, Member.state == "active")
    allowed = ledger.summary(active, [one.template_id for one in mapped.values()])
    lines = [_line(name, mapped.get(name), seen.get(name), allowed) for name in TEMPLATES]
    return show(
        "templates",
        "push/templates.html",
        title="推送",
        lines=lines,
        may_sync=current_caller().scope.covers_everything(),
    )


@blueprint.post("/templates/check")
def check() -> BaseResponse:
    """Compare them with WeChat's console now."""
    require_writer()
    checked = check_templates(config())
    wrong = [one for one in checked if one.state in ("missing", "unfit")]
    released = sum(one.released for one in checked)
    text = "已与公众平台核对：" + (f"{len(wrong)} 个有问题，见下表。" if wrong else "都能用。")
    text += f"等着的 {released} 条消息马上发出。" if released else ""
    return done(text, to=url_for("console_push.templates"), kind="do" if wrong else "ok")


@blueprint.post("/templates/sync")
def sync() -> BaseResponse:
    """Choose what is missing from WeChat's library, and use it from now on."""
    if not current_caller().scope.covers_everything():
        raise Forbidden
    chosen = choose_missing(config())
    found = {one.name: one.template_id for one in chosen if one.template_id}
    if found:
        kept = settings.overrides().get("wechat.templates", {})
        settings.change(config(), "wechat.templates", {**kept, **found}, current_member_id())
        check_templates(config())
    missing = [TEMPLATES[one.name].title for one in chosen if not one.template_id]
    text = f"已补选 {len(found)} 个模板。" if found else "" if missing else "模板齐全，没有要补选的。"
    if missing:
        text += f"微信模板库里没有合适的：{'、'.join(missing)}，请到公众平台手工选用。"
    return done(text, to=url_for("console_push.templates"), kind="do" if missing else "ok")


def _line(name: str, mapped: Any, seen: MessageTemplate | None, allowed: dict[str, dict[str, int]]) -> dict[str, Any]:
    spec = TEMPLATES[name]
    is_seen = seen is not None and mapped is not None and seen.template_id == mapped.template_id
    state = "unused" if mapped is None else "wrong" if mapped.is_stopped else "right" if is_seen else "unchecked"
    keys = dict(mapped.keys) if mapped else {}
    fields = [
        {
            "label": field.label,
            "key": keys.get(field.name, ""),
            "takes": _takes(keys.get(field.name, "")),
            "example": _filled(field.name, keys),
        }
        for field in spec.fields
    ]
    return {
        "name": name,
        "title": (mapped.title if mapped else "") or spec.title,
        "state": state,
        "fault": seen.fault if seen is not None and state == "wrong" else "",
        "checked_at": seen.checked_at if seen is not None else None,
        "kinds": "、".join(kind.label for kind in KINDS.values() if kind.template == name),
        "is_long_term": bool(mapped and mapped.is_long_term),
        "fields": fields,
        "extra": [key for our, key in keys.items() if our.startswith("-")],
        "credits": allowed.get(mapped.template_id) if mapped else None,
    }


def _takes(key: str) -> str:
    return _KEY_WORDS.get(key.rstrip("0123456789"), "")


def _filled(name: str, keys: dict[str, str]) -> str:
    if name not in keys:
        return ""
    try:
        return fit(_EXAMPLE.get(name, ""), keys[name])
    except UnfittingValue:
        return _EXAMPLE.get(name, "")
