"""Where the access token lives, shared by every process of an installation, and who may force a new one.

WeChat's stable_token endpoint hands out the same token again and again; only `force_refresh` replaces
one that has died before its time, and that is allowed 20 times a day and once in 30 seconds
(developers.weixin.qq.com, getStableAccessToken). The guard for it therefore sits beside the token, in
the shared store.
"""

import json
import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

import peewee
from redis import Redis

from backend.wechat.models import WechatToken

FORCE_INTERVAL_MS = 30_000
FORCES_A_DAY = 20

# WeChat counts its days in China, which has kept one offset since 1991.
_CHINA = timezone(timedelta(hours=8))


def china_day(now_ms: int) -> str:
    """Return the calendar day in China, as 2026-01-31, at `now_ms` (milliseconds since 1970, UTC)."""
    return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(_CHINA).date().isoformat()


class TokenStore(Protocol):
    """One mini-program's access token. All times are milliseconds since 1970, UTC."""

    def get(self) -> tuple[str, int] | None:
        """Return the token and the time it should be replaced (possibly past), or None if there is none."""

    def put(self, token: str, expires_at_ms: int) -> None:
        """Replace the stored token."""

    def try_force_refresh(self, now_ms: int) -> bool:
        """Claim a forced refresh; False if the last claim is under 30 s old or 20 were made today."""


class MemoryTokenStore:
    """For tests and single-process tools."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token: tuple[str, int] | None = None
        self._forced_at: int | None = None
        self._forced_day = ""
        self._forced_count = 0

    def get(self) -> tuple[str, int] | None:
        with self._lock:
            return self._token

    def put(self, token: str, expires_at_ms: int) -> None:
        with self._lock:
            self._token = (token, expires_at_ms)

    def try_force_refresh(self, now_ms: int) -> bool:
        today = china_day(now_ms)
        with self._lock:
            if self._forced_at is not None and now_ms - self._forced_at < FORCE_INTERVAL_MS:
                return False
            used = self._forced_count if self._forced_day == today else 0
            if used >= FORCES_A_DAY:
                return False
            self._forced_at, self._forced_day, self._forced_count = now_ms, today, used + 1
            return True


# One script, because look-then-set from two processes would let both through.
_CLAIM_FORCE = """
local forced_at = tonumber(redis.call('HGET', KEYS[1], 'at'))
local now = tonumber(ARGV[1])
if forced_at and now - forced_at < tonumber(ARGV[3]) then return 0 end
local used = 0
if redis.call('HGET', KEYS[1], 'day') == ARGV[2] then
  used = tonumber(redis.call('HGET', KEYS[1], 'count'))
end
if used >= tonumber(ARGV[4]) then return 0 end
redis.call('HSET', KEYS[1], 'at', ARGV[1], 'day', ARGV[2], 'count', used + 1)
return 1
"""


class RedisTokenStore:
    """For installations of several machines. `redis` may decode responses or not."""

    def __init__(self, redis: Redis, appid: str) -> None:
        self._token_key = f"lianyi:wechat:{appid}:token"
        self._force_key = f"lianyi:wechat:{appid}:forced"
        self._redis = redis
        self._claim_force = redis.register_script(_CLAIM_FORCE)

    def get(self) -> tuple[str, int] | None:
        stored = self._redis.get(self._token_key)
        if stored is None:
            return None
        token, expires_at_ms = json.loads(stored)
        return token, expires_at_ms

    def put(self, token: str, expires_at_ms: int) -> None:
        self._redis.set(self._token_key, json.dumps([token, expires_at_ms]))

    def try_force_refresh(self, now_ms: int) -> bool:
        claimed = self._claim_force(
            keys=[self._force_key], args=[now_ms, china_day(now_ms), FORCE_INTERVAL_MS, FORCES_A_DAY]
        )
        return bool(claimed)


class DatabaseTokenStore:
    """The default: one row of `wechat_token` per mini-program, shared by the web and jobs processes.

    The token is kept in plain text: it lives two hours, and whoever reads the database during that time
    could as well read what it gives access to. Must not be used inside a transaction that may be rolled
    back.
    """

    def __init__(self, appid: str) -> None:
        self._appid = appid

    def get(self) -> tuple[str, int] | None:
        row = WechatToken.get_or_none(WechatToken.appid == self._appid)
        return (row.access_token, row.expires_at) if row is not None and row.access_token else None

    def put(self, token: str, expires_at_ms: int) -> None:
        WechatToken.insert(appid=self._appid, access_token=token, expires_at=expires_at_ms).on_conflict(
            conflict_target=[WechatToken.appid],
            update={WechatToken.access_token: token, WechatToken.expires_at: expires_at_ms},
        ).execute()

    def try_force_refresh(self, now_ms: int) -> bool:
        today = china_day(now_ms)
        WechatToken.insert(appid=self._appid).on_conflict_ignore().execute()
        used_today = peewee.Case(None, [(WechatToken.forced_day == today, WechatToken.forced_count)], 0)
        rested = WechatToken.forced_at.is_null() | (WechatToken.forced_at <= now_ms - FORCE_INTERVAL_MS)
        # The process whose UPDATE finds the row as it must be is the one that may force.
        claimed = (
            WechatToken.update(forced_at=now_ms, forced_day=today, forced_count=used_today + 1)
            .where((WechatToken.appid == self._appid) & rested & (used_today < FORCES_A_DAY))
            .execute()
        )
        return bool(claimed == 1)
