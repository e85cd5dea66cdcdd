"""The two kinds of access token, which know nothing of each other.

Source: developers.weixin.qq.com, getAccessToken and getStableAccessToken. The pages do not say what a forced
refresh over its limits answers: here 45011 when too early and 45009 when too many.
"""

import secrets
from dataclasses import dataclass

from backend.wechat.simulator.clock import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, SimulatedClock
from backend.wechat.simulator.refusals import Refusal, invalid_token

TOKEN_LASTS_MS = 2 * HOUR_MS
OVERLAP_MS = 5 * MINUTE_MS
FORCE_INTERVAL_MS = 30 * SECOND_MS
FORCES_A_DAY = 20
_CHINA_AHEAD_MS = 8 * HOUR_MS


@dataclass
class IssuedToken:
    """`is_dead` is a token that stopped working before its time, by displacement or by a fault."""

    value: str
    appid: str
    expires_at: int
    is_dead: bool = False


class AccessTokens:
    """All tokens of all mini-programs. `fetches` counts the requests for one, by kind."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._issued: dict[str, IssuedToken] = {}
        self._classic: dict[str, IssuedToken] = {}
        self._stable: dict[str, IssuedToken] = {}
        self._forces: dict[str, list[int]] = {}
        self.fetches = {"token": 0, "stable_token": 0, "forced": 0}

    def fetch_classic(self, appid: str) -> tuple[str, int]:
        """A new token each time; the one before works for five more minutes. Returns it and its seconds."""
        self.fetches["token"] += 1
        now = self._clock()
        before = self._classic.get(appid)
        if before is not None:
            before.expires_at = min(before.expires_at, now + OVERLAP_MS)
        return self._answer(self._mint(self._classic, appid))

    def fetch_stable(self, appid: str, *, force: bool) -> tuple[str, int]:
        """The present token again, replaced five minutes before its end or by force."""
        self.fetches["stable_token"] += 1
        now = self._clock()
        present = self._stable.get(appid)
        if force:
            self._claim_force(appid, now)
            if present is not None:
                present.is_dead = True
            return self._answer(self._mint(self._stable, appid))
        if present is None or present.expires_at - now <= OVERLAP_MS:
            present = self._mint(self._stable, appid)
        return self._answer(present)

    def appid_of(self, value: str | None) -> str:
        """Return whose token this is; refuses a missing, unknown, dead or expired one."""
        if not value:
            raise Refusal(41001, "access_token missing")
        token = self._issued.get(value)
        if token is None or token.is_dead:
            raise invalid_token()
        if token.expires_at <= self._clock():
            raise Refusal(42001, "access_token expired")
        return token.appid

    def kill_all(self) -> int:
        """Let every token die while stable_token goes on handing it out; returns how many were alive."""
        alive = [token for token in self._issued.values() if not token.is_dead]
        for token in alive:
            token.is_dead = True
        return len(alive)

    def _claim_force(self, appid: str, now: int) -> None:
        day = (now + _CHINA_AHEAD_MS) // DAY_MS
        today = [at for at in self._forces.get(appid, []) if (at + _CHINA_AHEAD_MS) // DAY_MS == day]
        if today and now - today[-1] < FORCE_INTERVAL_MS:
            raise Refusal(45011, "api minute-quota reach limit mustslower retry next minute")
        if len(today) >= FORCES_A_DAY:
            raise Refusal(45009, "reach max api daily quota limit")
        self._forces[appid] = [*today, now]
        self.fetches["forced"] += 1

    def _mint(self, kind: dict[str, IssuedToken], appid: str) -> IssuedToken:
        now = self._clock()
        self._issued = {value: token for value, token in self._issued.items() if now - token.expires_at < DAY_MS}
        token = IssuedToken("92_" + secrets.token_urlsafe(96), appid, now + TOKEN_LASTS_MS)
        self._issued[token.value] = kind[appid] = token
        return token

    def _answer(self, token: IssuedToken) -> tuple[str, int]:
        return token.value, (token.expires_at - self._clock()) // SECOND_MS
