"""What is measured. A bench makes requests, and beforehand the rows that let each of them do something new."""

from __future__ import annotations

import itertools
import json
import random
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from backend.activities.passes import make_pass
from scripts.benchmarks.app import SESSION_PATH
from scripts.benchmarks.questionnaire import definition_of_thirty, random_answers
from scripts.benchmarks.world import World, in_turn, make_activity, make_organizers, make_signups, make_survey

NO_ANSWERS: dict[str, object] = {"answers": {}, "form_version": None}


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the product."""

    method: str
    path: str
    token: str
    body: Any = None

    def as_bytes(self) -> bytes:
        """As it goes over the wire."""
        head = f"{self.method} {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n"
        if self.body is None:
            return f"{head}\r\n".encode()
        body = json.dumps(self.body).encode()
        return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class Bench(ABC):
    """One line of the table. `aims` are ratios to hello's requests a second, by engine."""

    name: ClassVar[str]
    aims: ClassVar[dict[str, float]] = {}

    def __init__(self, world: World) -> None:
        self.world = world
        self._ready: deque[bytes] = deque()

    @abstractmethod
    def make_calls(self) -> Iterator[Call]:
        """Some more requests, and the rows they need."""

    def prepare(self, count: int) -> None:
        """Have at least `count` requests ready to be sent."""
        while len(self._ready) < count:
            self._ready.extend(call.as_bytes() for call in self.make_calls())

    def requests(self) -> Iterator[bytes]:
        """What is ready, each request once."""
        while self._ready:
            yield self._ready.popleft()


class SessionBench(Bench):
    """The look-up of a session, with all that surrounds every request: log line, metrics, limits."""

    name = "session"

    def make_calls(self) -> Iterator[Call]:
        return (Call("GET", SESSION_PATH, one.token) for one in self.world.home_people)


class HomeBench(Bench):
    """The first screen in full (no ETag): an activity today with its pass, four open ones, a profile to fill."""

    name = "home"
    aims: ClassVar[dict[str, float]] = {"sqlite": 0.35, "postgresql": 0.35}

    def make_calls(self) -> Iterator[Call]:
        return (Call("GET", "/api/v1/home", one.token) for one in self.world.home_people)


class SignupBench(Bench):
    """A new signup each time, all of them to one activity until everybody is in it; then the next activity."""

    name = "signup"

    def make_calls(self) -> Iterator[Call]:
        activity_id = make_activity(self.world.signing_up, "读书会", 48, capacity=1_000_000)
        for one in self.world.signup_people:
            yield Call("PUT", f"/api/v1/activities/{activity_id}/signup", one.token, NO_ANSWERS)


class CheckinBench(Bench):
    """Four organizers scan passes at one door; when all are in, the next activity's door opens."""

    name = "checkin"
    aims: ClassVar[dict[str, float]] = {"sqlite": 0.55, "postgresql": 0.30}

    def make_calls(self) -> Iterator[Call]:
        activity_id = make_activity(self.world.at_the_door, "年会", 0.5)
        make_organizers(activity_id, self.world.organizers)
        signup_ids = make_signups(activity_id, self.world.door_people)
        for number, (signup_id, one) in enumerate(zip(signup_ids, in_turn(self.world.organizers), strict=False)):
            body = {"code": make_pass(signup_id), "client_ref": f"{activity_id}-{number}"}
            yield Call("POST", f"/api/v1/organizer/activities/{activity_id}/scans", one.token, body)


class SubmitBench(Bench):
    """Answers to thirty questions, each member once; when all have answered, the next survey opens."""

    name = "survey_submit"
    aims: ClassVar[dict[str, float]] = {"sqlite": 0.45, "postgresql": 0.25}

    def make_calls(self) -> Iterator[Call]:
        definition, dice = definition_of_thirty(), random.Random(30)
        people = self.world.signup_people
        survey_id = make_survey(self.world.signing_up, definition, people)
        for one in people:
            body = {"answers": random_answers(dice, definition), "form_version": 1}
            yield Call("PUT", f"/api/v1/surveys/{survey_id}/response", one.token, body)


BENCHES: tuple[type[Bench], ...] = (SessionBench, HomeBench, SignupBench, CheckinBench, SubmitBench)

HELLO = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def hello_requests() -> Iterator[bytes]:
    """The same small request for ever."""
    return itertools.repeat(HELLO)
