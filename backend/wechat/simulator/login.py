"""Login codes, phone codes and session keys.

Source: developers.weixin.qq.com, code2Session, getPhoneNumber, checkSessionKey, resetUserSessionKey. 40163 for
a used login code is not on the page but is what accounts receive.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from backend.wechat.simulator.clock import DAY_MS, MINUTE_MS, SimulatedClock
from backend.wechat.simulator.refusals import Refusal

CODE_LASTS_MS = 5 * MINUTE_MS

# WeChat keeps the length of a session to itself; a day is long enough to meet the same key twice.
SESSION_LASTS_MS = DAY_MS


@dataclass
class OneUseCode:
    user_id: str
    appid: str
    expires_at: int
    is_used: bool = False


@dataclass
class Session:
    key: str
    expires_at: int


class Codes:
    """Codes of one kind: each can be exchanged once, by the mini-program it was made in, for five minutes."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._codes: dict[str, OneUseCode] = {}

    def mint(self, appid: str, user_id: str) -> str:
        now = self._clock()
        # Used and expired codes stay for a day, so that presenting one again gets the right refusal.
        self._codes = {code: one for code, one in self._codes.items() if now - one.expires_at < DAY_MS}
        code = "0" + secrets.token_urlsafe(24)[:31]
        self._codes[code] = OneUseCode(user_id, appid, now + CODE_LASTS_MS)
        return code

    def peek(self, code: str, appid: str) -> OneUseCode | None:
        """Return the code if this mini-program could exchange it or has; None if unknown, foreign or late."""
        one = self._codes.get(code)
        if one is None or one.appid != appid or (one.expires_at <= self._clock() and not one.is_used):
            return None
        return one


class Sessions:
    """The session key of each openid."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._sessions: dict[str, Session] = {}

    def open(self, openid: str) -> str:
        """Return the session key: the present one while it lasts, else a new one."""
        session = self._sessions.get(openid)
        if session is None or session.expires_at <= self._clock():
            session = Session(_new_key(), self._clock() + SESSION_LASTS_MS)
            self._sessions[openid] = session
        return session.key

    def check(self, openid: str, signature: str, method: str) -> Session:
        """Return the session if `signature` is HMAC-SHA256 of nothing under the key; else refuse."""
        if method != "hmac_sha256":
            raise Refusal(87008, "invalid sig_method")
        session = self._sessions.get(openid)
        if session is None or session.expires_at <= self._clock():
            raise Refusal(87007, "session_key is not existed or expired")
        # The key is used as the text it is, not decoded from Base64.
        expected = hmac.new(session.key.encode(), b"", hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, signature):
            raise Refusal(87009, "invalid signature")
        return session

    def reset(self, openid: str, signature: str, method: str) -> str:
        """Replace the key; the new one ends when the old one would have."""
        session = self.check(openid, signature, method)
        session.key = _new_key()
        return session.key


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(16)).decode()
