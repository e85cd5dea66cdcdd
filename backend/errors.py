"""What goes wrong, in words a person can act on, and the one place that turns it into HTTP."""

from __future__ import annotations

from typing import Any, cast

import structlog
from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from backend.wechat.errors import WeChatError

log = structlog.get_logger()

Errors = dict[str, list[str]]


class DomainError(Exception):
    """A refusal with a true HTTP status, a code for programs and a Chinese message for people.

    Subclasses are named for the user's situation and live in their feature.
    """

    status = 400
    code = "bad_request"
    message = "请求有误，请检查后重试。"

    def __init__(self, message: str | None = None, errors: Errors | None = None) -> None:
        self.message = message or type(self).message
        self.errors = errors or {}
        super().__init__(self.message)


class NotFound(DomainError):
    """It does not exist, or the caller may not know that it does."""

    status, code, message = 404, "not_found", "内容不存在，或您无权查看。"


class Forbidden(DomainError):
    """The caller may see it but not do this to it."""

    status, code, message = 403, "forbidden", "您没有进行此操作的权限。"


class Unauthenticated(DomainError):
    """No session, or one that has ended."""

    status, code, message = 401, "unauthenticated", "登录已过期，请重新登录。"


class InvalidInput(DomainError):
    """Some fields need another value; `errors` says which and why."""

    status, code, message = 422, "invalid_input", "有内容需要修改，请按提示检查。"


class WeChatUnavailable(DomainError):
    """WeChat did not answer; nothing was lost and the same request can be repeated."""

    status, code, message = 503, "wechat_unavailable", "微信暂时没有响应，请稍后重试。"


class BadRequest(DomainError):
    """The request could not be read at all."""


class MethodNotAllowed(DomainError):
    status, code, message = 405, "method_not_allowed", "不支持这种请求方式。"


class TooLarge(DomainError):
    """The body is bigger than allowed."""

    status, code, message = 413, "too_large", "提交的内容过大。"


class UnsupportedMediaType(DomainError):
    """The body is not of the type the handler reads."""

    status, code, message = 415, "unsupported_media_type", "提交的内容格式不受支持。"


class TooManyRequests(DomainError):
    """A rate limit was reached."""

    status, code, message = 429, "too_many_requests", "操作太频繁，请稍后再试。"


_BY_STATUS: dict[int, type[DomainError]] = {
    kind.status: kind
    for kind in (
        BadRequest,
        Unauthenticated,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        TooLarge,
        UnsupportedMediaType,
        InvalidInput,
        TooManyRequests,
    )
}


class InternalError(DomainError):
    """A fault of ours."""

    status, code, message = 500, "internal_error", "服务出了点问题，我们已记录，请稍后重试。"


def refusal_of(status: int) -> DomainError:
    """What a bare HTTP status means."""
    return InternalError() if status >= 500 else _BY_STATUS.get(status, BadRequest)()


def error_response(status: int, code: str, message: str, errors: Errors | None = None) -> Response:
    """The one error body of the API: `{"code", "message", "errors"}`."""
    response = jsonify(code=code, message=message, errors=errors or {})
    response.status_code = status
    return response


def by_field(messages: Any, prefix: str = "") -> Errors:
    """marshmallow nests messages; people get `field` or `field.3.inner`."""
    if not isinstance(messages, dict):
        return {prefix or "_": [str(message) for message in (messages if isinstance(messages, list) else [messages])]}
    flat: Errors = {}
    for key, value in messages.items():
        path = ".".join(part for part in (prefix, "" if key == "_schema" else str(key)) if part)
        for field, texts in by_field(value, path).items():
            flat.setdefault(field, []).extend(texts)
    return flat


def _without_location(messages: dict[str, Any]) -> Errors:
    """webargs groups messages by where it looked (query, form, files), which nobody needs to know."""
    flat: Errors = {}
    for inner in messages.values():
        flat.update(by_field(inner))
    return flat


def on_domain_error(error: DomainError) -> Response:
    """Answer a refusal."""
    return error_response(error.status, error.code, error.message, error.errors)


def on_http_error(error: HTTPException) -> Response:
    """Replace the bodies of Werkzeug and flask-smorest."""
    status = error.code or 500
    if status < 400 and error.response is not None:  # a redirect raised as an exception
        return cast(Response, error.response)
    refusal = refusal_of(status)
    data = getattr(error, "data", None) or {}
    response = error_response(status, refusal.code, refusal.message, _without_location(data.get("messages", {})))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            response.headers[name] = value
    return response


def on_wechat_error(error: WeChatError) -> Response:
    """A WeChat failure nobody translated: the user can only try again."""
    log.warning("wechat_failed", code=error.code, permanent=error.permanent)
    return on_domain_error(WeChatUnavailable())


def on_unexpected_error(error: Exception) -> Response:
    """A fault of ours: recorded in full, told in brief."""
    log.exception("unexpected_error", error_type=type(error).__name__)
    return on_domain_error(InternalError())


def register_error_handlers(app: Flask) -> None:
    """Every failure of the application leaves through here."""
    app.register_error_handler(DomainError, on_domain_error)
    app.register_error_handler(WeChatError, on_wechat_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_unexpected_error)
