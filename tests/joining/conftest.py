"""Visitors with a number bound to WeChat, and things done at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from backend.database import close_request_connection, db, is_postgresql
from tests.conftest import Simulator
from tests.people import World
from tests.phone import Phone


@dataclass
class Visitor:
    """A WeChat account tied to nobody, on a phone with a number."""

    phone: Phone
    user_id: str
    simulator: Simulator

    def phone_code(self) -> str:
        """What a tap on WeChat's phone button gives."""
        return self.simulator.phone_code(self.user_id)

    def claim(self) -> dict[str, Any]:
        answer = self.phone.post("/join/phone", {"phone_code": self.phone_code()})
        assert answer.status_code == 200, answer.text
        return dict(answer.get_json())

    def confirm(self, claim_id: str, name: str, **more: Any) -> Any:
        return self.phone.post("/join/phone/confirm", {"claim_id": claim_id, "name": name, **more})


@pytest.fixture
def visitor(world: World, simulator: Simulator) -> Callable[..., Visitor]:
    """`visitor("19900000031")`: somebody new whose WeChat has that number."""

    def make(number: str) -> Visitor:
        phone = world.phone_of(None)
        return Visitor(phone, simulator.add_user(f"visitor-{phone.account_id}", number), simulator)

    return make


def at_once(actions: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run each action in a thread of its own, all released together; returns their results in order."""
    barrier = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)

    def run(number: int, action: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[number] = action()
        except BaseException as error:
            results[number] = error
        finally:
            close_request_connection()
            if not is_postgresql():
                db.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
