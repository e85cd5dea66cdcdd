"""The test phones and who they are to each mini-program."""

import base64
import hashlib
from dataclasses import dataclass

from backend.wechat.simulator.clock import HOUR_MS, SimulatedClock

VISIT_LASTS_MS = 2 * HOUR_MS


def derived_text(kind: str, *parts: str) -> str:
    """43 characters of the URL-safe Base64 alphabet, the same for the same parts."""
    digest = hashlib.sha256("\0".join((kind, *parts)).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass
class TestPhone:
    """A person with WeChat on a phone. `phone` is the number bound to WeChat, "" for none."""

    __test__ = False

    user_id: str
    name: str
    phone: str
    is_blocked: bool = False


class Phones:
    """All test phones. Everything about a phone follows from its name, so that a restart changes nobody."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._phones: dict[str, TestPhone] = {}
        self._openids: dict[str, tuple[str, str]] = {}
        self._visits: dict[str, int] = {}

    def add(self, name: str, phone: str) -> TestPhone:
        """Return the phone of that name, made if there is none; a new number replaces the old one."""
        user_id = "u" + hashlib.sha256(name.encode()).hexdigest()[:12]
        known = self._phones.setdefault(user_id, TestPhone(user_id, name, phone))
        if phone:
            known.phone = phone
        return known

    def get(self, user_id: str) -> TestPhone | None:
        return self._phones.get(user_id)

    def all(self) -> list[TestPhone]:
        return list(self._phones.values())

    def openid(self, appid: str, user_id: str) -> str:
        """28 characters, stable for one person in one mini-program and different in every other."""
        openid = "o" + derived_text("openid", appid, user_id)[:27]
        self._openids[openid] = (appid, user_id)
        return openid

    def unionid(self, user_id: str) -> str:
        return "o6_" + derived_text("unionid", user_id)[:25]

    def owner(self, openid: str) -> tuple[str, TestPhone] | None:
        """Return the appid and person of an openid that has been handed out, or None."""
        found = self._openids.get(openid)
        return (found[0], self._phones[found[1]]) if found else None

    def note_visit(self, openid: str) -> None:
        self._visits[openid] = self._clock()

    def has_visited(self, openid: str) -> bool:
        """Whether the mini-program was opened in the last two hours."""
        last = self._visits.get(openid)
        return last is not None and self._clock() - last < VISIT_LASTS_MS
