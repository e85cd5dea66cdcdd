"""A second doorkeeper for the demo: lets in whoever is still expected today, one every few seconds, over HTTP.

So there is something to watch at the organizer's door and on the hall screen. It knows nothing that a phone would not
know, but for the passes, which it makes from the database instead of scanning them off a screen.
"""

from __future__ import annotations

import random
import time
from typing import NoReturn

import requests
import structlog

from backend import clock
from backend.activities.models import Activity, Signup
from backend.activities.passes import make_pass
from backend.config import Config
from backend.demo.people import ADMINISTRATOR, MEMBER, give_phone
from backend.members.models import Member

log = structlog.get_logger()

_LEAST_S, _MOST_S = 3.0, 9.0
_NOBODY_LEFT_S = 60.0


def let_people_in(config: Config, title: str) -> NoReturn:
    """Let people in at the running activity of this title, one by one, for as long as the demo runs."""
    doorkeeper = Doorkeeper(config)
    chance = random.Random()  # noqa: S311 - when a guest comes is no secret
    while True:
        is_somebody_left = doorkeeper.let_in_next(title)
        time.sleep(chance.uniform(_LEAST_S, _MOST_S) if is_somebody_left else _NOBODY_LEFT_S)


def _running(title: str) -> Activity | None:
    now = clock.now()
    found: Activity | None = (
        Activity.select()
        .where(Activity.title == title, Activity.state == "published", Activity.ends_at > now)
        .order_by(Activity.starts_at)
        .first()
    )
    return found


def _expected(activity: Activity) -> list[int]:
    """Whoever has not come, in an order of their own: people don't come in the order they signed up in.

    The demo's member is left to whoever tries the demo.
    """
    waiting = (
        Signup.select(Signup.id)
        .join(Member)
        .where(
            Signup.activity == activity,
            Signup.state == "approved",
            Signup.checked_in_at.is_null(),
            Member.name != MEMBER[0],
        )
    )
    return sorted((row.id for row in waiting), key=lambda signup_id: str(signup_id)[::-1])


class Doorkeeper:
    """The administrator's phone: logs in through the simulator as any phone does, again whenever its session ends."""

    def __init__(self, config: Config) -> None:
        self._api = f"{config.server.base_url}/api/v1"
        self._simulator = config.demo.simulator_url
        self._user = give_phone(self._simulator, *ADMINISTRATOR, None)
        self._token = ""
        self._tried: set[int] = set()

    def let_in_next(self, title: str) -> bool:
        """Scan the pass of the next one expected; False if there is nobody."""
        activity = _running(title)
        if activity is None:
            return False
        signup_id = next((one for one in _expected(activity) if one not in self._tried), None)
        if signup_id is None:
            return False
        self._tried.add(signup_id)
        self._scan(activity.id, signup_id)
        return True

    def _scan(self, activity_id: int, signup_id: int) -> None:
        body = {"code": make_pass(signup_id), "client_ref": f"demo-{signup_id}"}
        path = f"{self._api}/organizer/activities/{activity_id}/scans"
        try:
            answer = requests.post(path, json=body, headers=self._headers(), timeout=5)
        except requests.RequestException as error:
            log.info("demo_scan_failed", error=str(error))
            return
        if answer.status_code == requests.codes.unauthorized:
            self._token = ""
        log.info("demo_scan", status=answer.status_code)

    def _headers(self) -> dict[str, str]:
        if not self._token:
            code = requests.post(f"{self._simulator}/_simulator/login-code", json={"user_id": self._user}, timeout=5)
            answer = requests.post(f"{self._api}/login", json={"code": code.json()["code"]}, timeout=5)
            answer.raise_for_status()
            self._token = answer.json()["token"]
        return {"Authorization": f"Bearer {self._token}"}
