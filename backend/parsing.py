"""Reading requests: strict JSON, and words in Chinese for whatever is wrong with a field."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import flask
import marshmallow as ma
from webargs import core
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.datastructures import CombinedMultiDict

from backend.errors import BadRequest, InvalidInput, TooLarge, UnsupportedMediaType, by_field

# Half of a surrogate pair, escaped. Alone it is no character: nothing can store it, nor say it back.
_HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


# `json.loads` would build one for each body.
_decoder = json.JSONDecoder(parse_constant=_refuse_constant)


class RequestParser(FlaskParser):
    """webargs, strict: NaN, bottomless nesting, half characters and another media type than is read are refused."""

    # A field that no schema knows is a mistake in a form as it is in JSON.
    DEFAULT_UNKNOWN_BY_LOCATION = FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION | {"files": None}

    def use_args(self, argmap: Any, req: Any = None, *, location: str | None = None, **options: Any) -> Any:
        """As in webargs; a JSON body goes straight to its schema, which spares each request webargs' detours."""
        if location != "json" or not isinstance(argmap, ma.Schema):
            return super().use_args(argmap, req, location=location, **options)

        def decorate(handler: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(handler)
            def wrapper(*args: Any, **kwargs: Any) -> Any:
                body = self._raw_load_json(flask.request._get_current_object())  # type: ignore[attr-defined]
                try:
                    # With `partial` left out marshmallow asks of its default at length whether it is a list.
                    arguments = argmap.load({} if body is core.missing else body, partial=())
                except ma.ValidationError as error:
                    raise InvalidInput(errors=by_field(error.messages)) from None
                return handler(*args, arguments, **kwargs)

            return wrapper

        return decorate

    def load_files(self, req: flask.Request, schema: ma.Schema) -> Any:
        """A multipart form whole, files and plain fields: it is one body, so one schema describes it."""
        return self._makeproxy(CombinedMultiDict([req.files, req.form]), schema)

    def _raw_load_json(self, req: flask.Request) -> Any:
        body = req.get_data(cache=True)
        if not is_json_request(req):
            if body or req.form or req.files:
                raise UnsupportedMediaType
            return core.missing
        if req.content_length is None and len(body) >= (req.max_content_length or math.inf):
            raise TooLarge  # A body in chunks has no length to refuse it by: Werkzeug cuts it off at the limit.
        try:
            value = _decoder.decode(body.decode())
            if _HALF_CHARACTER.search(body):
                json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise InvalidInput(errors={"_": ["含有无法识别的字符。"]}) from None
        except (ValueError, RecursionError):
            raise BadRequest("提交的内容不是有效的 JSON。") from None
        return value


def speak_chinese() -> None:
    """Replace marshmallow's English messages, which would otherwise reach people; called once at start."""
    fields, validate = ma.fields, ma.validate
    words: dict[type[ma.fields.Field[Any]], dict[str, Any]] = {
        fields.Field: {"required": "请填写这一项。", "null": "这一项不能为空。", "validator_failed": "内容无效。"},
        fields.String: {"invalid": "应为文字。", "invalid_utf8": "文字编码无效。"},
        fields.Number: {"invalid": "应为数字。", "too_large": "数字过大。"},
        fields.Integer: {"invalid": "应为整数。"},
        fields.Float: {"special": "应为有限的数字。"},
        fields.Boolean: {"invalid": "应为是或否。"},
        fields.List: {"invalid": "应为列表。"},
        fields.Mapping: {"invalid": "应为对象。"},
        fields.Nested: {"type": "应为对象。"},
        fields.Date: {"invalid": "日期格式无效。", "format": "日期格式无效。"},
    }
    for kind, messages in words.items():
        kind.default_error_messages = messages
    ma.Schema._default_error_messages = {"type": "应为对象。", "unknown": "未知的字段。"}
    validate.Range.message_min = "不能小于 {{min}}。"
    validate.Range.message_max = "不能大于 {{max}}。"
    validate.Range.message_all = "应在 {{min}} 到 {{max}} 之间。"
    validate.Length.message_min = "至少 {min} 项或字。"
    validate.Length.message_max = "最多 {max} 项或字。"
    validate.Length.message_all = "应为 {min} 到 {max} 项或字。"
    validate.Length.message_equal = "应为 {equal} 项或字。"
    validate.OneOf.default_message = "请从可选项中选择。"
    validate.Regexp.default_message = "格式无效。"
