"""Reading what the control API is sent; every function ends the request with 400 or 404 if it cannot."""

from collections.abc import Mapping
from typing import Any, NoReturn

from flask import abort, jsonify, make_response, request

from backend.wechat.simulator.state import Simulator
from backend.wechat.simulator.users import TestPhone


def read_body() -> dict[str, Any]:
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        refuse(400, "a JSON object is expected")
    return body


def refuse(status: int, message: str) -> NoReturn:
    abort(make_response(jsonify(error=message), status))


def read_text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        refuse(400, f"{name} is missing")
    return str(value)


def read_texts(body: Mapping[str, Any], name: str) -> list[str]:
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        refuse(400, f"{name} must be a list of texts")
    return list(value)


def named_appid(simulator: Simulator, body: Mapping[str, Any]) -> str:
    appid = str(body.get("appid") or simulator.default_appid)
    if appid not in simulator.apps:
        refuse(404, "no such appid")
    return appid


def named_phone(simulator: Simulator, body: Mapping[str, Any]) -> TestPhone:
    phone = simulator.phones.get(read_text(body, "user_id"))
    if phone is None:
        refuse(404, "no such user")
    return phone


def named_openid(simulator: Simulator, body: Mapping[str, Any]) -> str:
    return simulator.phones.openid(named_appid(simulator, body), named_phone(simulator, body).user_id)


def read_number(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        refuse(400, f"{name} must be a whole number")
    return value
