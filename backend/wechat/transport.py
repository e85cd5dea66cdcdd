"""Calling WeChat's server API: one base URL, an access token shared with other processes, errors as `WeChatError`.

wechatpy 1.8.18 has no stable_token, repeats a call without end while a token stays dead, fetches tokens
without a time-out and cannot be pointed at another host; what is overridden here repairs that. Every
failure leaves as a `WeChatError`, stripped of the exceptions underneath: those of requests carry the
URL, and with it the secret.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.exceptions import MaxRetryError, NewConnectionError
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from backend import clock as system_clock
from backend.wechat.errors import (
    AccessTokenRejected,
    AnswerLost,
    TemplateExists,
    WeChatError,
    WeChatUnavailable,
    error_for,
)
from backend.wechat.tokens import MemoryTokenStore, TokenStore

OFFICIAL_BASE_URL = "https://api.weixin.qq.com"

# stable_token starts to hand out the next token 5 minutes before the present one ends: asking 4 minutes
# before the end always yields the next one, and no request is ever sent with a token about to die.
_RENEW_BEFORE_MS = 240_000

# How long a token that could not be replaced is believed dead without asking again. Without it, every request
# of a busy hour would ask WeChat for a token first.
_GIVE_UP_MS = 5_000


class WeChatTransport(WeChatClient):  # type: ignore[misc]
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
        token = text_in(answer, "access_token")
        remaining_ms = int(answer.get("expires_in", 7200)) * 1000
        lifetime_ms = max(remaining_ms - _RENEW_BEFORE_MS, min(remaining_ms, 60_000))
        return token, self._clock() + lifetime_ms

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


def text_in(answer: Mapping[str, Any], name: str) -> str:
    """The text an answer must have under this name. Raises WeChatUnavailable."""
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise WeChatUnavailable(None, f"answer without {name}")
    return value
