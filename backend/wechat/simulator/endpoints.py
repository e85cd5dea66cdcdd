"""What every simulated endpoint has in common: faults, method, access token, body, and the form of the answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, current_app, request

from backend.wechat.simulator.refusals import Refusal, request_id
from backend.wechat.simulator.state import SimulatedApp, Simulator

Answer = dict[str, Any] | Response


@dataclass(frozen=True)
class Call:
    """One request to the simulated WeChat. `body` is the parsed JSON object, {} for GET."""

    simulator: Simulator
    appid: str
    args: Mapping[str, str]
    body: dict[str, Any]

    @property
    def app(self) -> SimulatedApp:
        return self.simulator.apps[self.appid]

    def text(self, name: str) -> str:
        """A member of the body as text, "" if it is missing or something else."""
        value = self.body.get(name)
        return value if isinstance(value, str) else ""


def current_simulator() -> Simulator:
    """The simulator behind the running Flask application."""
    return cast(Simulator, current_app.extensions["wechat_simulator"])


def endpoint(
    blueprint: Blueprint, path: str, *, method: str = "POST", token: bool = True, bare: bool = False
) -> Callable[[Callable[[Call], Answer]], Callable[[Call], Answer]]:
    """Serve a function as one of WeChat's endpoints.

    `token` demands an access_token in the query. `bare` answers without errcode on success, as the token and
    login endpoints do. A fault set for the path comes first, as an overloaded gateway would.
    """

    def register(function: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
        def view() -> Response:
            simulator = current_simulator()
            with simulator.lock:
                simulator.calls[path] += 1
            try:
                fault = simulator.faults.strike(path, has_token=token)
                if fault is not None and not fault.after_processing:
                    return fault.respond()
                with simulator.lock:
                    answer = function(_read_call(simulator, path, method, token))
                if fault is not None:
                    return fault.respond()
                return _success(answer, bare)
            except Refusal as refusal:
                return refusal_response(refusal, path, simulator.clock())

        blueprint.add_url_rule(path, path.strip("/").replace("/", "_"), view, methods=["GET", "POST"])
        return function

    return register


def _read_call(simulator: Simulator, path: str, method: str, token: bool) -> Call:
    if request.method != method:
        raise _wrong_method(path, method)
    appid = simulator.app_of_token(request.args.get("access_token")) if token else ""
    body = _read_body(path) if method == "POST" else {}
    return Call(simulator, appid, request.args, body)


def _wrong_method(path: str, method: str) -> Refusal:
    if path.startswith("/sns/"):
        # A posted login looks to WeChat like one without parameters.
        return Refusal(41002, "appid missing")
    return Refusal(43002 if method == "POST" else 43001, f"require {method} method")


def _read_body(path: str) -> dict[str, Any]:
    raw = request.get_data()
    if not raw:
        raise Refusal(44002, "empty post data")
    try:
        body = json.loads(raw.decode("utf-8"))
    except ValueError:
        body = None
    if not isinstance(body, dict):
        if path == "/wxa/getwxacodeunlimit":
            raise Refusal(40169, "invalid length for scene, or the data is not json string")
        raise Refusal(47001, "data format error")
    return body


def _success(answer: Answer, bare: bool) -> Response:
    if isinstance(answer, Response):
        return answer
    return json_response(answer if bare else {"errcode": 0, "errmsg": "ok", **answer})


def refusal_response(refusal: Refusal, path: str, now_ms: int) -> Response:
    """HTTP 200 with errcode; the request id follows a comma on /sns/, a space elsewhere, and is absent at WeCom."""
    errmsg = refusal.errmsg
    if not path.startswith("/cgi-bin/webhook/"):
        separator = ", " if path.startswith("/sns/") else " "
        errmsg += f"{separator}rid: {request_id(now_ms)}"
    return json_response({"errcode": refusal.errcode, "errmsg": errmsg, **refusal.extra})


def json_response(answer: Mapping[str, Any], content_type: str = "application/json; encoding=utf-8") -> Response:
    """An answer in UTF-8 with unescaped Chinese, as WeChat sends it."""
    return Response(json.dumps(answer, ensure_ascii=False), content_type=content_type)
