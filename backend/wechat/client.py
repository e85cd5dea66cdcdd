"""WeChat's server API for one mini-program, on top of wechatpy.

wechatpy 1.8.18 has no stable_token, repeats a call without end while a token stays dead, fetches tokens
without a time-out and cannot be pointed at another host; what is overridden here repairs that. Every
failure leaves as a `WeChatError`, stripped of the exceptions underneath: those of requests carry the
URL, and with it the secret.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.exceptions import MaxRetryError, NewConnectionError
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from backend import clock as system_clock
from backend.wechat.answers import (
    LoginSession,
    MessageTemplate,
    PhoneNumber,
    PublicKeyword,
    PublicTemplate,
    TextVerdict,
)
from backend.wechat.errors import (
    LIBRARY_ERRORS,
    PHONE_ERRORS,
    TEXT_CHECK_ERRORS,
    AccessTokenRejected,
    AnswerLost,
    TemplateExists,
    WeChatError,
    WeChatUnavailable,
    error_for,
)
from backend.wechat.tokens import MemoryTokenStore, TokenStore

__all__ = [
    "OFFICIAL_BASE_URL",
    "LoginSession",
    "MessageTemplate",
    "MiniProgramClient",
    "PhoneNumber",
    "PublicKeyword",
    "PublicTemplate",
    "TextVerdict",
]

OFFICIAL_BASE_URL = "https://api.weixin.qq.com"

# stable_token starts to hand out the next token 5 minutes before the present one ends: asking 4 minutes
# before the end always yields the next one, and no request is ever sent with a token about to die.
_RENEW_BEFORE_MS = 240_000

# How long a token that could not be replaced is believed dead without asking again. Without it, every request
# of a busy hour would ask WeChat for a token first.
_GIVE_UP_MS = 5_000


class MiniProgramClient(WeChatClient):  # type: ignore[misc]
    """Calls WeChat for one mini-program; safe to share between threads.

    `store` keeps the access token and should be shared by all processes of an installation. `base_url`
    receives everything, tokens and login included. `timeout` is (connect, read) in seconds. `clock`
    returns milliseconds since 1970, UTC. `trust_store_s` is for how long the token just read from the store is used
    without asking again: one that another process has replaced meanwhile is refused, and then the store is asked.
    """

    def __init__(
        self,
        appid: str,
        secret: str,
        *,
        store: TokenStore | None = None,
        base_url: str = OFFICIAL_BASE_URL,
        timeout: tuple[float, float] = (3.0, 5.0),
        pool_size: int = 16,
        trust_store_s: float = 0.0,
        clock: Callable[[], int] = system_clock.now_ms,
    ) -> None:
        super().__init__(appid, secret, timeout=timeout, auto_retry=False)
        self._base_url = base_url.rstrip("/")
        self._store = store or MemoryTokenStore()
        self._trust_store_s = trust_store_s
        self._clock = clock
        self._renewing = threading.Lock()
        self._given_up: tuple[str, int] | None = None
        self._read: tuple[tuple[str, int], float] | None = None
        self._read_environment()
        self._http.mount(self._base_url, HTTPAdapter(pool_connections=2, pool_maxsize=pool_size))
        # At DEBUG urllib3 logs every path with its query, which for WeChat means tokens and the secret.
        logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

    def _read_environment(self) -> None:
        """Take proxies and certificates from the environment once: requests would look for them at each call."""
        self._http.proxies = get_environ_proxies(self._base_url)
        self._http.verify = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
        self._http.trust_env = False

    def close(self) -> None:
        """Give the pooled connections back."""
        self._http.close()

    def code_to_session(self, js_code: str) -> LoginSession:
        """Exchange a wx.login code (one use, 5 minutes). Raises LoginCodeInvalid, AccountBlocked, …"""
        answer = self._call_without_token(
            "get",
            "/sns/jscode2session",
            params={
                "appid": self.appid,
                "secret": self.secret,
                "js_code": js_code,
                "grant_type": "authorization_code",
            },
        )
        return LoginSession(
            openid=_text(answer, "openid"),
            session_key=_text(answer, "session_key"),
            unionid=answer.get("unionid") or None,
        )

    def get_phone_number(self, code: str) -> PhoneNumber:
        """Exchange the code of the phone-number button (one use, 5 minutes; each success costs money).

        Raises PhoneCodeInvalid.
        """
        answer = self._call("post", "/wxa/business/getuserphonenumber", {"code": code}, PHONE_ERRORS)
        info = answer.get("phone_info")
        if not isinstance(info, dict):
            raise WeChatUnavailable(None, "answer without phone_info")
        return PhoneNumber(_text(info, "purePhoneNumber"), _text(info, "countryCode"))

    def send_subscribe_message(
        self,
        openid: str,
        template_id: str,
        data: Mapping[str, str],
        page: str | None = None,
        state: str = "formal",
        lang: str = "zh_CN",
    ) -> str | None:
        """Send one subscription message; `data` maps each of the template's keys to its text.

        `state` (formal, trial, developer) decides which version of the mini-program a tap opens. Returns the
        message id where WeChat gives one. Raises CreditExhausted, TemplateRejected, OpenidRejected, …
        """
        body = {
            "touser": openid,
            "template_id": template_id,
            "data": {key: {"value": value} for key, value in data.items()},
            "miniprogram_state": state,
            "lang": lang,
        }
        if page:
            body["page"] = page
        answer = self._call("post", "/cgi-bin/message/subscribe/send", body)
        return str(answer["msgid"]) if "msgid" in answer else None

    def check_text(
        self,
        content: str,
        openid: str,
        scene: int,
        *,
        title: str | None = None,
        nickname: str | None = None,
        signature: str | None = None,
    ) -> TextVerdict:
        """Have WeChat judge at most 2500 characters written by `openid` (msg_sec_check version 2).

        `scene` is 1 profile, 2 comment, 3 forum or 4 social log. Raises VisitExpired if the author has
        not opened the mini-program in the last two hours.
        """
        body: dict[str, Any] = {"version": 2, "content": content, "openid": openid, "scene": scene}
        optional = {"title": title, "nickname": nickname, "signature": signature}
        body.update({name: value for name, value in optional.items() if value})
        answer = self._call("post", "/wxa/msg_sec_check", body, TEXT_CHECK_ERRORS)
        result = answer.get("result")
        if not isinstance(result, dict):
            # errcode 0 only means "checked"; without a verdict nothing may count as harmless.
            raise WeChatUnavailable(None, "answer without a verdict")
        return TextVerdict(
            suggest=_text(result, "suggest"),
            label=int(result.get("label", 0)),
            trace_id=str(answer.get("trace_id", "")),
        )

    def check_picture(self, url: str, openid: str, scene: int) -> str:
        """Have WeChat fetch and judge a picture uploaded by `openid` (media_check_async version 2).

        Returns the trace id under which the verdict is pushed, within 30 minutes. The same URL is refused a second
        time. `scene` as for `check_text`. Raises VisitExpired.
        """
        body = {"media_url": url, "media_type": 2, "version": 2, "scene": scene, "openid": openid}
        return _text(self._call("post", "/wxa/media_check_async", body, TEXT_CHECK_ERRORS), "trace_id")

    def get_wxacode_unlimited(
        self,
        scene: str,
        page: str | None = None,
        check_path: bool = True,
        env_version: str = "release",
        *,
        width: int = 430,
        is_hyaline: bool = False,
    ) -> bytes:
        """Return the image of a mini-program code: JPEG, or PNG with `is_hyaline` (transparent background).

        `scene` is at most 32 of the characters WeChat allows; `page` has no leading slash and no query;
        `width` is 280 to 1280 pixels. Raises CodeArgumentRejected or PageRejected.
        """
        body: dict[str, Any] = {
            "scene": scene,
            "check_path": check_path,
            "env_version": env_version,
            "width": width,
            "is_hyaline": is_hyaline,
        }
        if page:
            body["page"] = page
        answer = self._attempt_twice("post", "/wxa/getwxacodeunlimit", data=body)
        image = answer.content if isinstance(answer, requests.Response) else b""
        if not image.startswith((b"\xff\xd8\xff", b"\x89PNG")):
            raise WeChatUnavailable(None, "answer is not an image")
        return bytes(image)

    def list_templates(self) -> list[MessageTemplate]:
        """Return the message templates this mini-program has chosen in WeChat's console."""
        answer = self._look_up("/wxaapi/newtmpl/gettemplate")
        return [MessageTemplate.from_answer(item) for item in answer.get("data", [])]

    def list_categories(self) -> dict[int, str]:
        """Return the mini-program's service categories by id: what the library offers depends on them."""
        answer = self._look_up("/wxaapi/newtmpl/getcategory")
        return {int(item["id"]): str(item["name"]) for item in answer.get("data", [])}

    def list_public_templates(
        self, category_ids: Iterable[int], start: int = 0, limit: int = 30
    ) -> tuple[int, list[PublicTemplate]]:
        """Return how many titles the library has for these categories, and at most 30 of them from `start` on."""
        ids = ",".join(str(one) for one in category_ids)
        answer = self._look_up("/wxaapi/newtmpl/getpubtemplatetitles", ids=ids, start=start, limit=limit)
        found = [
            PublicTemplate(str(item["tid"]), str(item["title"]), item.get("type") == 3)
            for item in answer.get("data", [])
        ]
        return int(answer.get("count", len(found))), found

    def list_template_keywords(self, tid: str) -> list[PublicKeyword]:
        """Return the fields that a title of the library offers. Raises TemplateUnknown."""
        answer = self._look_up("/wxaapi/newtmpl/getpubtemplatekeywords", tid=tid)
        return [
            PublicKeyword(int(item["kid"]), str(item["name"]), str(item.get("rule", "")))
            for item in answer.get("data", [])
        ]

    def add_template(self, tid: str, kids: Sequence[int], scene: str) -> str:
        """Choose a title of the library with 2 to 5 of its keywords, in this order; returns the template's id.

        `scene` says what for, in at most 15 characters. What was chosen before is returned as it is. Raises
        TooManyTemplates, TemplateUnknown.
        """
        body = {"tid": tid, "kidList": list(kids), "sceneDesc": scene}
        try:
            answer = self._call("post", "/wxaapi/newtmpl/addtemplate", body, LIBRARY_ERRORS)
        except TemplateExists as there_already:
            if not there_already.template_id:
                raise
            return there_already.template_id
        return _text(answer, "priTmplId")

    @property
    def access_token(self) -> str:
        """A token that is good as far as the shared store knows; fetched if there is none."""
        current = self._lately_read()
        return current if current is not None else self._renew(stale=None)

    def _lately_read(self) -> str | None:
        """The token as it was in the shared store a moment ago."""
        read = self._read
        if read is not None and time.monotonic() - read[1] < self._trust_store_s and read[0][1] > self._clock():
            return read[0][0]
        return self._current_token()

    def fetch_access_token(self) -> dict[str, Any]:
        """Make sure that the store holds a token; wechatpy's name for it."""
        return {"access_token": self._renew(stale=None)}

    def _current_token(self) -> str | None:
        stored = self._store.get()
        self._read = None if stored is None else (stored, time.monotonic())
        if stored is None or stored[1] <= self._clock():
            return None
        return stored[0]

    def _renew(self, stale: str | None) -> str:
        """Return a token other than `stale`, asking WeChat at most twice. Raises AccessTokenRejected."""
        with self._renewing:
            current = self._current_token()
            if current is not None and current != stale:
                return current
            if stale is not None and self._has_given_up(stale):
                raise AccessTokenRejected(40001, "access token is dead and was asked for a moment ago")
            token, expires_at = self._fetch_stable_token(force=False)
            if token == stale and self._store.try_force_refresh(self._clock()):
                token, expires_at = self._fetch_stable_token(force=True)
            if token != stale:
                self._store.put(token, expires_at)
                self._read = (token, expires_at), time.monotonic()
                return token
            # Refused the force, most likely because another process has just done it.
            current = self._current_token()
            if current is not None and current != stale:
                return current
            self._given_up = (token, self._clock())
            raise AccessTokenRejected(40001, "access token is dead and may not be replaced yet")

    def _has_given_up(self, token: str) -> bool:
        if self._given_up is None or self._given_up[0] != token:
            return False
        return self._clock() - self._given_up[1] < _GIVE_UP_MS

    def _fetch_stable_token(self, *, force: bool) -> tuple[str, int]:
        """Return WeChat's present token and when to replace it (milliseconds since 1970)."""
        wanted = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": force,
        }
        try:
            answer = self._call_without_token("post", "/cgi-bin/stable_token", json=wanted)
        except AnswerLost as lost:
            # What was to be done with the token has not gone out: nobody need wonder whether it arrived.
            raise WeChatUnavailable(None, lost.message) from None
        token = _text(answer, "access_token")
        remaining_ms = int(answer.get("expires_in", 7200)) * 1000
        lifetime_ms = max(remaining_ms - _RENEW_BEFORE_MS, min(remaining_ms, 60_000))
        return token, self._clock() + lifetime_ms

    def _look_up(self, path: str, **params: object) -> dict[str, Any]:
        """Ask an endpoint of the template library."""
        answer = self._attempt_twice("get", path, LIBRARY_ERRORS, params=params)
        if not isinstance(answer, dict):
            raise WeChatUnavailable(None, "answer is not JSON")
        return answer

    def _call(
        self,
        method: str,
        path: str,
        data: dict[str, Any] | None = None,
        special: dict[int, type[WeChatError]] | None = None,
    ) -> dict[str, Any]:
        """Call an endpoint that answers JSON."""
        options = {} if data is None else {"data": data}
        answer = self._attempt_twice(method, path, special, **options)
        if not isinstance(answer, dict):
            raise WeChatUnavailable(None, "answer is not JSON")
        return answer

    def _attempt_twice(
        self,
        method: str,
        path: str,
        special: dict[int, type[WeChatError]] | None = None,
        **options: Any,
    ) -> Any:
        """Call with the stored token and, if WeChat rejects it, exactly once more with another."""
        token = self.access_token
        try:
            return self._attempt(method, path, token, special, options)
        except AccessTokenRejected:
            pass
        return self._attempt(method, path, self._renew(stale=token), special, options)

    def _attempt(
        self,
        method: str,
        path: str,
        token: str,
        special: dict[int, type[WeChatError]] | None,
        options: dict[str, Any],
    ) -> Any:
        params = {**options.get("params", {}), "access_token": token}
        failure: WeChatError
        try:
            return super()._request(method, self._base_url + path, **{**options, "params": params})
        except WeChatClientException as refusal:
            failure = self._translate(refusal, special)
        except requests.RequestException as fault:
            failure = unreachable(fault)
        # Raised out here so that the cause, which knows the URL, does not hang on as __context__.
        raise failure

    def _request(self, method: str, url_or_endpoint: str, **kwargs: Any) -> Any:
        """The way of wechatpy's own endpoint classes (`client.wxa`, …) into the same base URL and rules."""
        base = kwargs.pop("api_base_url", self.API_BASE_URL)
        is_absolute = url_or_endpoint.startswith(("http://", "https://"))
        url = url_or_endpoint if is_absolute else base + url_or_endpoint
        path = url.removeprefix(OFFICIAL_BASE_URL).removeprefix(self._base_url)
        if not path.startswith("/"):
            raise ValueError("only api.weixin.qq.com is called through this client")
        return self._attempt_twice(method, path, **kwargs)

    def _call_without_token(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """Call an endpoint that takes the secret itself (token, login)."""
        failure: WeChatError
        try:
            response = self._http.request(method, self._base_url + path, timeout=self.timeout, **options)
            response.raise_for_status()
            answer = self._decode_result(response)
        except requests.RequestException as fault:
            failure = unreachable(fault)
        else:
            if not isinstance(answer, dict):
                raise WeChatUnavailable(None, "answer is not JSON")
            if not answer.get("errcode"):
                return answer
            failure = error_for(int(answer["errcode"]), self._without_secrets(answer.get("errmsg")))
        raise failure

    def _translate(self, refusal: WeChatClientException, special: dict[int, type[WeChatError]] | None) -> WeChatError:
        if refusal.errcode is None:
            return WeChatUnavailable(None, f"HTTP {refusal.response.status_code}")
        error = error_for(refusal.errcode, self._without_secrets(refusal.errmsg), special)
        if isinstance(error, TemplateExists):
            error.template_id = str(refusal.response.json().get("priTmplId", ""))
        return error

    def _without_secrets(self, errmsg: object) -> str:
        text = str(errmsg or "")
        stored = self._store.get()
        for hidden in (self.secret, stored[0] if stored else ""):
            if hidden:
                text = text.replace(hidden, "***")
        return text[:300]


def unreachable(fault: requests.RequestException) -> WeChatUnavailable:
    """What a failed HTTP call was, without its URL: AnswerLost where the request may have done its work."""
    if isinstance(fault, requests.HTTPError) and fault.response is not None:
        return WeChatUnavailable(None, f"HTTP {fault.response.status_code}")
    # A connection that was never made carried nothing; one that broke, or fell silent, may have.
    never_sent = isinstance(fault, requests.ConnectTimeout) or isinstance(_cause(fault), NewConnectionError)
    return (WeChatUnavailable if never_sent else AnswerLost)(None, f"no answer ({type(fault).__name__})")


def _cause(fault: requests.RequestException) -> object:
    """What urllib3 met with, inside what requests makes of it."""
    inner = fault.args[0] if fault.args else None
    return inner.reason if isinstance(inner, MaxRetryError) else inner


def _text(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise WeChatUnavailable(None, f"answer without {name}")
    return value
