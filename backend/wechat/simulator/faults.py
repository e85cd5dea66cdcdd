"""Switches that make the simulated WeChat fail the way the real one does."""

import threading
from dataclasses import dataclass, field
from typing import Any

from flask import Response

from backend.wechat.simulator.refusals import Refusal, invalid_token

KINDS = {
    "timeout": "不应答（超时）",
    "http_error": "网关错误（HTTP 5xx）",
    "busy": "系统繁忙（-1）",
    "quota": "额度用尽（45009）",
    "dead_token": "凭据失效（40001）",
    "errcode": "指定错误码",
}


@dataclass
class Fault:
    """One switch.

    `path` is a prefix of the paths it strikes, `remaining` the number of calls left, None for "until switched
    off". `seconds` is how long a time-out holds its caller. With `after_processing` the call takes effect
    and only its answer is lost, which is what a sender cannot tell from a call that never arrived.
    """

    kind: str
    path: str = "/"
    remaining: int | None = None
    seconds: float = 10.0
    status: int = 502
    errcode: int = -1
    errmsg: str = "system error"
    after_processing: bool = False
    struck: int = 0
    released: threading.Event = field(default_factory=threading.Event, repr=False)

    def respond(self) -> Response:
        """Fail: raise a Refusal, or hold the caller, or answer with an HTTP error."""
        if self.kind == "timeout":
            self.released.wait(self.seconds)
            return Response("", status=504)
        if self.kind == "http_error":
            return Response("<html><h1>Bad Gateway</h1></html>", status=self.status, content_type="text/html")
        if self.kind == "quota":
            raise Refusal(45009, "reach max api daily quota limit")
        if self.kind == "dead_token":
            raise invalid_token()
        if self.kind == "busy":
            raise Refusal(-1, "system error")
        raise Refusal(self.errcode, self.errmsg)

    def describe(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "path": self.path,
            "remaining": self.remaining,
            "struck": self.struck,
            "errcode": self.errcode,
            "after_processing": self.after_processing,
        }


class Faults:
    """The switches that are on, in the order they were set."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._active: list[Fault] = []

    def add(self, fault: Fault) -> None:
        if fault.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        if fault.remaining is not None and fault.remaining < 1:
            raise ValueError("times must be at least 1")
        if not fault.path.startswith("/"):
            raise ValueError("path must begin with /")
        with self._lock:
            self._active.append(fault)

    def clear(self) -> None:
        """Switch everything off and let go of the callers being held."""
        with self._lock:
            for fault in self._active:
                fault.released.set()
            self._active = []

    def strike(self, path: str, *, has_token: bool) -> Fault | None:
        """Return the fault that this call meets, counting it, or None."""
        with self._lock:
            for fault in self._active:
                if not path.startswith(fault.path) or (fault.kind == "dead_token" and not has_token):
                    continue
                fault.struck += 1
                if fault.remaining is not None:
                    fault.remaining -= 1
                    if fault.remaining == 0:
                        self._active.remove(fault)
                return fault
        return None

    def describe(self) -> list[dict[str, Any]]:
        with self._lock:
            return [fault.describe() for fault in self._active]
