"""Phones at doors, as the tests of the door hold them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.activities.models import Activity, ActivitySession, Attendance, Signup
from backend.activities.passes import make_pass
from backend.checkin.models import Scan
from tests.phone import Phone


class DoorPhone:
    """A phone with a grant; `slow_ms` is how far its clock is behind the server's."""

    def __init__(
        self, phone: Phone, activity: Activity, door: str = "东门", device: str = "", slow_ms: int = 0
    ) -> None:
        self.phone, self.path, self.slow_ms = phone, f"/organizer/activities/{activity.id}", slow_ms
        self.device = device or f"device-of-{door}"
        answer = phone.post(f"{self.path}/grants", {"device": self.device, "door": door})
        assert answer.status_code == 200, answer.text
        self.grant_id: str = answer.json["id"]

    def made(self, signup: Signup | str, ref: str, at: str = "14:02", **fields: Any) -> dict[str, Any]:
        """One scan at `at` o'clock true time, written down by this phone's clock."""
        code = signup if isinstance(signup, str) else make_pass(signup.id)
        moment = moment_of(at) - timedelta(milliseconds=self.slow_ms)
        values = {"client_ref": ref, "code": code, "scanned_at": moment.isoformat(), "offset_ms": self.slow_ms}
        return {**values, **fields}

    def send(self, *scans: dict[str, Any]) -> dict[str, Any]:
        answer = self.phone.post(f"{self.path}/batches", {"grant_id": self.grant_id, "scans": list(scans)})
        assert answer.status_code == 200, answer.text
        return dict(answer.json)

    def list(self, since: int = 0, **query: Any) -> dict[str, Any]:
        extra = "".join(f"&{name}={value}" for name, value in query.items())
        answer = self.phone.get(f"{self.path}/list?grant_id={self.grant_id}&since={since}{extra}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json)


def moment_of(at: str) -> Any:
    """A time of 2026-04-23, the day of the activity."""
    hour, minute, *second = (int(part) for part in at.split(":"))
    midnight = clock.from_ms(1_776_873_600_000)
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second[0] if second else 0)


def told(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["outcome"], one["code"]) for one in answer["results"]]


def ledger(activity: Activity) -> list[tuple[Any, ...]]:
    """What must not depend on the order in which scans arrived."""
    rows = Scan.select().where(Scan.activity == activity.id).order_by(Scan.client_ref)
    return [(row.client_ref, row.signup_id, row.at, row.direction, row.refusal, row.is_conflict) for row in rows]


def state(activity: Activity) -> list[tuple[Any, ...]]:
    rows = Signup.select().where(Signup.activity == activity.id).order_by(Signup.id)
    return [(row.id, row.checked_in_at, row.left_at, row.entries) for row in rows]


def assert_counters(activity: Activity) -> None:
    """Every counter is what the rows say."""
    row = Activity.get_by_id(activity.id)
    inside = [one for one in Signup.select().where(Signup.activity == activity.id) if one.checked_in_at is not None]
    guests = Scan.select().where(
        Scan.activity == activity.id, Scan.method == "walk_in", Scan.signup.is_null(), Scan.refusal == ""
    )
    undone = {one.undoes_id for one in Scan.select().where(Scan.method == "undo")}
    assert row.arrived == sum(one.seats for one in inside) + sum(one.id not in undone for one in guests)
    accepted = [
        one
        for one in Scan.select().where(Scan.activity == activity.id, Scan.refusal == "", Scan.method != "undo")
        if one.id not in undone and one.direction == "in" and one.signup_id is not None
    ]
    assert sum(one.entries for one in inside) == len(accepted)
    versions = [one.version for one in Scan.select().where(Scan.activity == activity.id, Scan.refusal == "")]
    assert None not in versions
    assert len(set(versions)) == len(versions)
    for session in ActivitySession.select().where(ActivitySession.activity == activity.id):
        there = Attendance.select(Attendance, Signup).join(Signup).where(Attendance.session == session.id)
        assert session.arrived == sum(one.signup.seats for one in there if one.checked_in_at is not None)
