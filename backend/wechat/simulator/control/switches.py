"""Switches for tests and demonstrations, and a look inside."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify

from backend.wechat.simulator.control.bodies import named_openid, read_body, read_number, read_text, read_texts, refuse
from backend.wechat.simulator.endpoints import current_simulator
from backend.wechat.simulator.faults import Fault
from backend.wechat.simulator.push import Callback
from backend.wechat.simulator.push_events import Event, debug_event
from backend.wechat.simulator.security import VERDICTS
from backend.wechat.simulator.state import Simulator
from backend.wechat.simulator.users import TestPhone

blueprint = Blueprint("switches", __name__)

_TEN_YEARS_S = 10 * 366 * 24 * 3600


@blueprint.post("/faults")
def add_fault() -> Response:
    """`{kind, path?, times?, seconds?, status?, errcode?, errmsg?, after_processing?}` -> the faults now on."""
    body = read_body()
    simulator = current_simulator()
    try:
        simulator.faults.add(
            Fault(
                kind=read_text(body, "kind"),
                path=str(body.get("path") or "/"),
                remaining=None if body.get("times") is None else int(body["times"]),
                seconds=float(body.get("seconds", 10)),
                status=int(body.get("status", 502)),
                errcode=int(body.get("errcode", -1)),
                errmsg=str(body.get("errmsg", "system error")),
                after_processing=body.get("after_processing") is True,
            )
        )
    except (TypeError, ValueError) as problem:
        refuse(400, str(problem))
    return jsonify(faults=simulator.faults.describe())


@blueprint.delete("/faults")
def clear_faults() -> Response:
    current_simulator().faults.clear()
    return jsonify(faults=[])


@blueprint.post("/kill-tokens")
def kill_tokens() -> Response:
    """Every token dies, and stable_token goes on handing out the dead one until it is forced."""
    simulator = current_simulator()
    with simulator.lock:
        return jsonify(killed=simulator.tokens.kill_all())


@blueprint.post("/clock")
def advance_clock() -> Response:
    """`{advance_seconds}` -> `{now_ms}`."""
    seconds = read_body().get("advance_seconds")
    if not isinstance(seconds, int | float) or not 0 <= seconds <= _TEN_YEARS_S:
        refuse(400, "advance_seconds must be a number of seconds, not below 0")
    clock = current_simulator().clock
    clock.advance(seconds)
    return jsonify(now_ms=clock())


@blueprint.post("/settings")
def change_settings() -> Response:
    """Change any of `{pages, is_released, max_templates, answers_with_msgid, template_cap, robot_key,
    media_verdict}`."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        if "pages" in body:
            simulator.pages = None if body["pages"] is None else set(read_texts(body, "pages"))
        if "is_released" in body:
            simulator.is_released = body["is_released"] is True
        if "max_templates" in body:
            simulator.messages.max_templates = read_number(body, "max_templates")
        if "answers_with_msgid" in body:
            simulator.messages.answers_with_msgid = body["answers_with_msgid"] is True
        if "template_cap" in body:
            simulator.templates.cap = read_number(body, "template_cap")
        if "media_verdict" in body:
            if body["media_verdict"] not in VERDICTS:
                refuse(400, f"media_verdict must be one of {', '.join(VERDICTS)}")
            simulator.words.media_verdict = str(body["media_verdict"])
        if "robot_key" in body:
            simulator.robots.keys.add(read_text(body, "robot_key"))
    return jsonify(ok=True)


@blueprint.post("/callback")
def set_callback() -> Response:
    """`{url, token, encoding_aes_key?, mode?, format?, timeout?}`: checked with echostr, 400 if that fails."""
    body = read_body()
    try:
        callback = Callback(
            url=read_text(body, "url"),
            token=read_text(body, "token"),
            encoding_aes_key=str(body.get("encoding_aes_key") or ""),
            mode=str(body.get("mode", "safe")),
            format=str(body.get("format", "json")),
            timeout=float(body.get("timeout", 5)),
        )
    except ValueError as problem:
        refuse(400, str(problem))
    if not current_simulator().push.connect(callback):
        refuse(400, "the callback address did not answer echostr")
    return jsonify(ok=True)


@blueprint.post("/debug-event")
def push_debug_event() -> Response:
    """`{user_id, text}`: what the console's test tool does."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        simulator.push.enqueue(debug_event(named_openid(simulator, body), read_text(body, "text")))
    return jsonify(ok=True)


@blueprint.post("/event")
def push_event() -> Response:
    """`{user_id, event, members?, wrapper?, entries?}`: any event about a person, for what phones here cannot cause."""
    body = read_body()
    simulator = current_simulator()
    members, entries = body.get("members") or {}, body.get("entries") or []
    if not isinstance(members, Mapping) or not isinstance(entries, list):
        refuse(400, "members must be an object, entries a list")
    with simulator.lock:
        openid, wrapper = named_openid(simulator, body), str(body.get("wrapper") or "")
        simulator.push.enqueue(Event(read_text(body, "event"), openid, members, wrapper, entries))
    return jsonify(ok=True)


@blueprint.post("/flush")
def flush_pushes() -> Response:
    """Wait for the pushes under way -> `{pushes}`, everything pushed so far."""
    push = current_simulator().push
    push.flush()
    return jsonify(pushes=push.log)


@blueprint.post("/reset")
def reset() -> Response:
    """Forget everybody and everything; the time is real again."""
    simulator = current_simulator()
    with simulator.lock:
        simulator.reset()
    return jsonify(ok=True)


@blueprint.get("/state")
def show_state() -> Response:
    """What a test wants to look at: the account, phones, credits, counts of calls, faults, pushes."""
    simulator = current_simulator()
    with simulator.lock:
        app = simulator.apps[simulator.default_appid]
        return jsonify(
            appid=app.appid,
            secret=app.secret,
            templates=[
                {"priTmplId": one.template_id, "title": one.title} for one in simulator.templates.of(app.appid).values()
            ],
            now_ms=simulator.clock(),
            users=[_describe_phone(simulator, phone) for phone in simulator.phones.all()],
            calls=dict(simulator.calls),
            token_fetches=dict(simulator.tokens.fetches),
            faults=simulator.faults.describe(),
            media_verdict=simulator.words.media_verdict,
            messages=len(simulator.messages.delivered),
            group_messages=[one.describe() for one in simulator.robots.received],
            pushes=list(simulator.push.log),
        )


def _describe_phone(simulator: Simulator, phone: TestPhone) -> dict[str, Any]:
    openid = simulator.phones.openid(simulator.default_appid, phone.user_id)
    mine = simulator.messages.of(openid)
    return {
        "user_id": phone.user_id,
        "name": phone.name,
        "phone": phone.phone,
        "openid": openid,
        "credits": dict(mine.credits),
        "long_term": sorted(mine.long_term),
        "is_main_switch_on": mine.is_main_switch_on,
    }
