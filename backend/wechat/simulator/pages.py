"""The page that shows what arrived on each test phone, with the switches as forms."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from backend.clock import from_ms, in_business_zone
from backend.wechat.simulator.endpoints import current_simulator
from backend.wechat.simulator.faults import KINDS, Fault
from backend.wechat.simulator.messages import Delivered
from backend.wechat.simulator.state import Simulator

blueprint = Blueprint("pages", __name__)

# Newest first; older messages stay available through the control API.
_SHOWN_A_PHONE = 30

MEDIA_VERDICTS = {"pass": "通过", "review": "需人工复核", "risky": "违规"}
_HOURS_A_YEAR = 366 * 24
_WEEKDAYS = "一二三四五六日"


@blueprint.get("/")
def show_phones() -> str:
    """The whole page, or with `?part=phones` only the part that is fetched again every two seconds."""
    simulator = current_simulator()
    with simulator.lock:
        context = _context(simulator)
    template = "phones.html" if request.args.get("part") == "phones" else "page.html"
    return render_template(template, **context)


@blueprint.post("/switches/faults")
def switch_fault_on() -> Response:
    """Form: kind, path, times (empty for until switched off)."""
    form = request.form
    # Whatever the browser's own checks let through and makes no sense changes nothing.
    with suppress(ValueError):
        fault = Fault(
            kind=form.get("kind", ""),
            path=form.get("path") or "/",
            remaining=int(form["times"]) if form.get("times") else None,
            errcode=int(form.get("errcode") or -1),
            errmsg="simulated error",
        )
        current_simulator().faults.add(fault)
    return redirect(url_for("pages.show_phones"), 303)


@blueprint.post("/switches/faults/clear")
def switch_faults_off() -> Response:
    current_simulator().faults.clear()
    return redirect(url_for("pages.show_phones"), 303)


@blueprint.post("/switches/tokens")
def let_tokens_die() -> Response:
    simulator = current_simulator()
    with simulator.lock:
        simulator.tokens.kill_all()
    return redirect(url_for("pages.show_phones"), 303)


@blueprint.post("/switches/clock")
def move_clock() -> Response:
    """Form: hours to add, at most a year at a time."""
    with suppress(ValueError):
        hours = int(request.form.get("hours", ""))
        if 0 <= hours <= _HOURS_A_YEAR:
            current_simulator().clock.advance(hours * 3600)
    return redirect(url_for("pages.show_phones"), 303)


@blueprint.post("/switches/media")
def switch_media_verdict() -> Response:
    """Form: verdict, for pictures that are checked from now on."""
    simulator = current_simulator()
    verdict = request.form.get("verdict", "")
    if verdict in MEDIA_VERDICTS:
        with simulator.lock:
            simulator.words.media_verdict = verdict
    return redirect(url_for("pages.show_phones"), 303)


def _context(simulator: Simulator) -> dict[str, Any]:
    delivered: dict[str, list[Delivered]] = {}
    for message in reversed(simulator.messages.delivered):
        delivered.setdefault(message.user_id, []).append(message)
    columns = []
    for phone in simulator.phones.all():
        openid = simulator.phones.openid(simulator.default_appid, phone.user_id)
        cards = [_card(message) for message in delivered.get(phone.user_id, [])]
        credits_left = sum(simulator.messages.of(openid).credits.values())
        columns.append(
            {
                "name": phone.name,
                "phone": phone.phone,
                "openid": openid,
                "credits": credits_left,
                "total": len(cards),
                "cards": cards[:_SHOWN_A_PHONE],
            }
        )
    return {
        "columns": columns,
        "group": [{"text": one.text, "at": _clock_text(one.at_ms)} for one in reversed(simulator.robots.received)][
            :_SHOWN_A_PHONE
        ],
        "faults": [{**one, "label": KINDS[one["kind"]].partition("（")[0]} for one in simulator.faults.describe()],
        "kinds": KINDS,
        "media_verdicts": MEDIA_VERDICTS,
        "media_verdict": simulator.words.media_verdict,
        "now": _now_text(simulator.clock()),
    }


def _card(message: Delivered) -> dict[str, Any]:
    return {
        "title": message.template.title,
        "fields": message.fields,
        "page": message.page,
        "state": {"trial": "体验版", "developer": "开发版"}.get(message.state, ""),
        "at": _clock_text(message.at_ms),
    }


def _now_text(now_ms: int) -> str:
    moment = in_business_zone(from_ms(now_ms))
    return f"{moment.month}月{moment.day}日 周{_WEEKDAYS[moment.weekday()]} {moment:%H:%M}"


def _clock_text(at_ms: int) -> str:
    moment = in_business_zone(from_ms(at_ms))
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"
