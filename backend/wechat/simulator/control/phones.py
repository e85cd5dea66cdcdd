"""What the people with the test phones do."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, request

from backend.wechat.simulator.control.bodies import (
    named_appid,
    named_openid,
    named_phone,
    read_body,
    read_text,
    read_texts,
    refuse,
)
from backend.wechat.simulator.endpoints import current_simulator
from backend.wechat.simulator.messages import PopupFailed
from backend.wechat.simulator.push_events import cancellation_event, revoke_event

blueprint = Blueprint("phones", __name__)


@blueprint.post("/users")
def add_user() -> Response:
    """`{name, phone?, appid?}` -> `{user_id, openid}`; the same name is the same person, also after a restart."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        phone = simulator.phones.add(read_text(body, "name"), str(body.get("phone") or ""))
        openid = simulator.phones.openid(named_appid(simulator, body), phone.user_id)
    return jsonify(user_id=phone.user_id, openid=openid)


@blueprint.post("/block")
def block_user() -> Response:
    """`{user_id, blocked?}`: WeChat bars this person from logging in (40226)."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        named_phone(simulator, body).is_blocked = body.get("blocked", True) is True
    return jsonify(ok=True)


@blueprint.post("/login-code")
def mint_login_code() -> Response:
    """`{user_id}` -> `{code}`: what wx.login gives the mini-program; counts as a visit."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        appid, phone = named_appid(simulator, body), named_phone(simulator, body)
        simulator.phones.note_visit(simulator.phones.openid(appid, phone.user_id))
        return jsonify(code=simulator.login_codes.mint(appid, phone.user_id))


@blueprint.post("/visit")
def visit() -> Response:
    """`{user_id}`: the person opens the mini-program without logging in again."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        simulator.phones.note_visit(named_openid(simulator, body))
    return jsonify(ok=True)


@blueprint.post("/phone-code")
def mint_phone_code() -> Response:
    """`{user_id}` -> `{code}`: what the phone-number button gives; 400 if no number is bound to the phone."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        phone = named_phone(simulator, body)
        if not phone.phone:
            refuse(400, "this phone has no number")
        return jsonify(code=simulator.phone_codes.mint(named_appid(simulator, body), phone.user_id))


@blueprint.post("/subscribe")
def subscribe() -> Response:
    """wx.requestSubscribeMessage: `{user_id, template_ids, answers?, always?, tap?}`.

    Answers what `success` is called with ({id: "accept", …, "errMsg"}) or, with an `errCode`, what `fail` is.
    """
    body = read_body()
    simulator = current_simulator()
    ids, answers = read_texts(body, "template_ids"), body.get("answers") or {}
    if not isinstance(answers, Mapping) or not set(answers.values()) <= {"accept", "reject"}:
        refuse(400, "answers must map template ids to accept or reject")
    with simulator.lock:
        openid = named_openid(simulator, body)
        templates = simulator.templates.of(named_appid(simulator, body))
        try:
            if body.get("tap", True) is not True:
                raise PopupFailed(None, "can only be invoked by user TAP gesture.")
            result = simulator.messages.ask(openid, templates, ids, answers, always=body.get("always") is True)
        except PopupFailed as failed:
            code = {} if failed.code is None else {"errCode": failed.code}
            return jsonify(errMsg=failed.message, **code)
        simulator.push.popup_answered(openid, result)
    return jsonify({**result, "errMsg": "requestSubscribeMessage:ok"})


@blueprint.post("/revoke")
def revoke() -> Response:
    """`{user_id, template_ids?}`: the person refuses these (or all accepted) templates in the settings."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        openid = named_openid(simulator, body)
        refused = simulator.messages.revoke(openid, read_texts(body, "template_ids"))
        if refused:
            simulator.push.refused_in_settings(openid, refused)
    return jsonify(refused=refused)


@blueprint.post("/allow")
def allow() -> Response:
    """`{user_id, template_ids}`: the person turns these templates on again in the settings."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        simulator.messages.allow(named_openid(simulator, body), read_texts(body, "template_ids"))
    return jsonify(ok=True)


@blueprint.get("/subscriptions")
def show_subscriptions() -> Response:
    """`?user_id=` -> `{main_switch, always}`: what wx.getSetting tells; only templates fixed with "always"."""
    simulator = current_simulator()
    with simulator.lock:
        mine = simulator.messages.of(named_openid(simulator, request.args))
        return jsonify(main_switch=mine.is_main_switch_on, always=mine.always)


@blueprint.post("/main-switch")
def set_main_switch() -> Response:
    """`{user_id, on}`: the switch above all subscriptions of this mini-program."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        simulator.messages.of(named_openid(simulator, body)).is_main_switch_on = body.get("on") is True
    return jsonify(ok=True)


@blueprint.post("/withdraw")
def withdraw_data() -> Response:
    """`{user_id, kinds}`: the person withdraws data; `kinds` are WeChat's numbers, such as "8" for the phone."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        appid = named_appid(simulator, body)
        simulator.push.enqueue(revoke_event(named_openid(simulator, body), appid, read_text(body, "kinds")))
    return jsonify(ok=True)


@blueprint.post("/close-account")
def close_account() -> Response:
    """`{user_id}`: the person's WeChat account is gone."""
    body = read_body()
    simulator = current_simulator()
    with simulator.lock:
        simulator.push.enqueue(cancellation_event(named_openid(simulator, body), named_appid(simulator, body)))
    return jsonify(ok=True)


@blueprint.get("/messages")
def list_messages() -> Response:
    """`?user_id=` -> `{items}`, newest first; of everybody without user_id."""
    simulator = current_simulator()
    user_id = request.args.get("user_id")
    with simulator.lock:
        found = [one for one in simulator.messages.delivered if user_id in (None, one.user_id)]
    return jsonify(items=[one.describe() for one in reversed(found)])
