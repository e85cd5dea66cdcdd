"""The door beside the single scan: what phones hand in after a while without a network, and what they load before.

`checkin_batch`: batches of 1,000 offline scans through HTTP, one after the other as one phone sends them.
`door_list`, `door_delta`: bytes of the list of 5,000 passes and of what twenty check-ins change, as gzip sends them.
`checkin_curve`: what one scan costs inside this process where 100 to 100,000 are signed up.
"""

from __future__ import annotations

import gzip
import http.client
import json
import statistics
import time
from collections.abc import Callable, Iterator

from flask import Flask

from backend import clock
from backend.activities.passes import make_pass
from backend.database import db, is_postgresql, new_id
from backend.members.models import Member
from scripts.benchmarks.benches import Call
from scripts.benchmarks.measure import send
from scripts.benchmarks.servers import Server
from scripts.benchmarks.world import Person, World, insert_rows, make_activity, make_organizers, make_signups

Figures = dict[str, float]

BATCH = 1_000
LIST = 5_000
_ACTIVITIES = 4
_CHANGES = 20
_SIZES = (100, 1_000, 10_000, 100_000)
_SCANS = 60
_GZIP_LEVEL = 6  # of nginx in deploy/


def _bare_people(count: int) -> list[Person]:
    """Members who only have to be on a list."""
    ids = [new_id() for _ in range(count)]
    insert_rows(Member, [{"id": member_id, "name": f"会员{number}"} for number, member_id in enumerate(ids)])
    return [Person(member_id, 0, "") for member_id in ids]


def _door(world: World, people: list[Person]) -> tuple[int, Person, list[int]]:
    """An activity whose door is open, with an organizer and everybody signed up."""
    activity_id = make_activity(world.at_the_door, "签到大会", 0.5)
    make_organizers(activity_id, world.organizers)
    return activity_id, world.organizers[0], make_signups(activity_id, people)


def _path(activity_id: int) -> str:
    return f"/api/v1/organizer/activities/{activity_id}"


def _grant(app: Flask, activity_id: int, organizer: Person) -> str:
    body = {"device": f"bench-{activity_id}", "door": "东门"}
    return str(send(app, Call("POST", f"{_path(activity_id)}/grants", organizer.token, body)).json["id"])


def _batches(grant_id: str, signup_ids: list[int], size: int) -> Iterator[bytes]:
    at = clock.now().isoformat()
    for start in range(0, len(signup_ids), size):
        scans = [
            {"client_ref": f"{signup_id}", "code": make_pass(signup_id), "scanned_at": at, "offset_ms": 0}
            for signup_id in signup_ids[start : start + size]
        ]
        yield json.dumps({"grant_id": grant_id, "scans": scans}).encode()


def run_batches(world: World, app: Flask, server: Server, members: int) -> Figures:
    """`per_s`: check-ins a second while batches are handed in; `scans` in all, each of a new pass."""
    size = min(BATCH, members)
    people = _bare_people(size * _ACTIVITIES)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    spent, done = 0.0, 0
    for number in range(_ACTIVITIES):
        activity_id, organizer, signup_ids = _door(world, people[number * size : (number + 1) * size])
        grant_id = _grant(app, activity_id, organizer)
        headers = {"Authorization": f"Bearer {organizer.token}", "Content-Type": "application/json"}
        for body in _batches(grant_id, signup_ids, size):
            began = time.perf_counter()
            connection.request("POST", f"{_path(activity_id)}/batches", body, headers)
            response = connection.getresponse()
            answer = json.loads(response.read())
            if number:  # the first one warms the server up
                spent += time.perf_counter() - began
                done += sum(result["outcome"] == "in" for result in answer["results"])
            if response.status != 200 or answer["arrived"] != len(signup_ids):
                raise RuntimeError(f"{response.status} {str(answer)[:200]}")
    connection.close()
    return {"per_s": round(done / spent), "scans": done}


def run_lists(world: World, app: Flask, members: int) -> tuple[Figures, Figures]:
    """`gz_bytes` of the whole list and of a delta; `entries` on it, and the milliseconds it took in this process."""
    activity_id, organizer, signup_ids = _door(world, _bare_people(min(LIST, members * 5 // 2)))
    grant_id = _grant(app, activity_id, organizer)

    def load(since: int) -> tuple[Figures, int]:
        began = time.perf_counter()
        path = f"{_path(activity_id)}/list?grant_id={grant_id}&since={since}"
        response = send(app, Call("GET", path, organizer.token))
        ms = (time.perf_counter() - began) * 1000
        size = len(gzip.compress(response.get_data(), _GZIP_LEVEL))
        answer = response.json
        return {"gz_bytes": size, "entries": len(answer["entries"]), "ms": round(ms, 1)}, answer["version"]

    def let_in(signup_id: int) -> None:
        send(app, Call("POST", f"{_path(activity_id)}/scans", organizer.token, _scan_of(signup_id)))

    let_in(signup_ids[0])  # before anything happened there is no version to ask from
    whole, version = load(0)
    for signup_id in signup_ids[1 : _CHANGES + 1]:
        let_in(signup_id)
    return whole, load(version)[0]


def run_curve(world: World, app: Flask, members: int) -> Figures:
    """`us_100`, `us_1000` …: the median scan's microseconds inside this process, the database's included."""
    sizes = [size for size in _SIZES if size <= max(100, members * 50)]
    doors = [(size, *_door(world, _bare_people(size))) for size in sizes]
    if is_postgresql():
        db.execute_sql("ANALYZE")
    spent: dict[int, list[float]] = {size: [] for size in sizes}
    for number in range(_SCANS):
        for size, activity_id, organizer, signup_ids in doors:  # by turns, so that a busy moment hits all of them
            signup_id = signup_ids[number * len(signup_ids) // _SCANS]
            call = Call("POST", f"{_path(activity_id)}/scans", organizer.token, _scan_of(signup_id))
            began = time.perf_counter()
            send(app, call)
            spent[size].append(time.perf_counter() - began)
    return {f"us_{size}": round(statistics.median(times[5:]) * 1e6) for size, times in spent.items()}


def _scan_of(signup_id: int) -> dict[str, str]:
    return {"code": make_pass(signup_id), "client_ref": f"scan-{signup_id}"}


BATCHES, LISTS, DELTAS, CURVE = "checkin_batch", "door_list", "door_delta", "checkin_curve"
NAMES = (BATCHES, LISTS, DELTAS, CURVE)
_AIMS: dict[str, dict[str, float]] = {BATCHES: {"sqlite": 5_000, "postgresql": 2_500}}
_MOST_BYTES = {LISTS: 250_000, DELTAS: 2_000}


def lines(engine: str, figures_of: Callable[[str], Figures | None]) -> list[str]:
    """What came of it, beside the aims."""
    found = []
    if batches := figures_of(BATCHES):
        aim = _AIMS[BATCHES][engine]
        verdict = "ok" if batches["per_s"] >= aim else "MISSED"
        found.append(f"offline scans handed in: {batches['per_s']:.0f} check-ins/s (>={aim:.0f}) {verdict}")
    for name, words in ((LISTS, "list"), (DELTAS, "delta")):
        if figures := figures_of(name):
            most = _MOST_BYTES[name]
            verdict = "ok" if figures["gz_bytes"] <= most else "MISSED"
            size = f"{figures['gz_bytes']:.0f} bytes gzipped (<={most}) {verdict}"
            found.append(f"door {words} of {figures['entries']:.0f}: {size}")
    if curve := figures_of(CURVE):
        points = ", ".join(f"{name.removeprefix('us_')}: {value:.0f} us" for name, value in curve.items())
        found.append(f"a scan by how many are signed up: {points}")
    return found


def curve_svg(by_engine: dict[str, Figures]) -> str:
    """The curve as a picture: microseconds of one scan over how many are signed up, a line an engine."""
    left, top, width, height = 64, 24, 560, 240
    most = max(value for figures in by_engine.values() for value in figures.values())
    ceiling = -(-int(most * 1.15) // 500) * 500
    names = list(next(iter(by_engine.values())))
    across = [left + width * place / max(1, len(names) - 1) for place in range(len(names))]

    def down(value: float) -> float:
        return top + height * (1 - value / ceiling)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 96} {top + height + 56}"',
        'font-family="system-ui, sans-serif" font-size="13" fill="#5B6472">',
        "<title>Cost of one check-in by the number of signups</title>",
        f'<rect width="{left + width + 96}" height="{top + height + 56}" fill="#fff"/>',
    ]
    for step in range(0, ceiling + 1, max(500, ceiling // 4 // 500 * 500)):
        y = down(step)
        parts.append(f'<path d="M{left} {y:.1f}H{left + width}" stroke="#E5E7EB"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{step:,}</text>')
    for name, x in zip(names, across, strict=True):
        size = int(name.removeprefix("us_"))
        parts.append(f'<text x="{x:.1f}" y="{top + height + 24}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{left + width / 2}" y="{top + height + 46}" text-anchor="middle">signups</text>')
    parts.append(f'<text x="{left - 8}" y="{top - 8}" text-anchor="end">us</text>')
    for colour, (engine, figures) in zip(("#0F766E", "#4338CA"), by_engine.items(), strict=False):
        points = [(x, down(figures[name])) for name, x in zip(names, across, strict=True)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points)
        x, y = points[-1]
        parts.append(f'<text x="{x + 12:.1f}" y="{y + 4:.1f}" fill="{colour}">{engine}</text>')
    return "\n".join([*parts, "</svg>", ""])
