"""The list of signups as a workbook: how long staff wait for it, and how much memory the process that makes it takes.

It is made in a process of its own, so that the memory is that of a web worker which has done nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from backend.activities.models import Activity, Signup
from backend.app import start_process
from backend.config import load_config
from backend.forms.store import save_version
from backend.members.models import Member
from backend.organizations.models import Role
from scripts.benchmarks.app import make_product
from scripts.benchmarks.benches import Call
from scripts.benchmarks.measure import send
from scripts.benchmarks.world import World, insert_rows, make_activity, make_people, make_signups

NAME = "signups_export"
SIGNUPS = 5_000
AIMS = {"s": 3.0, "peak_mb": 150.0}
_ROOT = Path(__file__).resolve().parents[2]
_CHOICES = [{"value": f"c{number}", "label": f"第{number}项"} for number in range(4)]
_QUESTIONS: dict[str, Any] = {
    "sections": [
        {
            "key": "main",
            "title": "报名信息",
            "questions": [
                {"key": "topic", "type": "multiple", "title": "想聊的话题", "other": True, "options": _CHOICES},
                {"key": "drive", "type": "single", "title": "怎么过来", "options": _CHOICES},
                {"key": "note", "type": "text", "title": "想说的话", "multiline": True},
            ],
        }
    ]
}
_ANSWERS = {"topic": ["c0", "c2"], "drive": "c1", "note": "请安排靠前的座位，最好和同桌的会员坐在一起。"}


def run_export(world: World, config_file: Path, count: int = SIGNUPS) -> dict[str, float]:
    """Figures of one export: seconds from request to answer, and the process's peak memory in megabytes."""
    activity_id, token = _prepare(world, count)
    command = [sys.executable, "-m", "scripts.benchmarks.export", str(config_file), str(activity_id), token]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {"signups": count, **figures}


def _prepare(world: World, count: int) -> tuple[int, str]:
    """An activity with so many signups, every column filled, and the token of somebody who may export it."""
    people = make_people(world.signing_up, count)
    for number, one in enumerate(people):
        member = Member(id=one.member_id)
        member.set_phone(f"199{number:08}")
        Member.update(
            phone_sealed=member.phone_sealed, phone_index=member.phone_index, phone_tail_index=member.phone_tail_index
        ).where(Member.id == one.member_id).execute()
    activity_id = make_activity(world.signing_up, "年度大会", 48)
    make_signups(activity_id, people)
    form = save_version(f"activity:{activity_id}", _QUESTIONS)
    staff = people[0]
    activity = Activity.get_by_id(activity_id)
    Signup.update(
        answers=_ANSWERS,
        form=form,
        organization=world.signing_up.id,
        decided_by=staff.member_id,
        decided_at=activity.published_at,
        checked_in_at=activity.starts_at,
        seats=3,
        companions=[{"name": "张三"}, {"name": "李四"}],
        attendance="attended",
    ).where(Signup.activity == activity_id).execute()
    insert_rows(Role, [{"member": staff.member_id, "organization": world.signing_up.id, "name": "staff"}])
    return activity_id, staff.token


def export_line(figures: dict[str, float]) -> str:
    """What came of it, beside the aims."""
    words = [
        f"{name} {figures[name]:g} (<={aim:g}) {'ok' if figures[name] <= aim else 'MISSED'}"
        for name, aim in AIMS.items()
    ]
    return f"export of {figures['signups']:.0f} signups: {', '.join(words)}, {figures['bytes']:.0f} bytes"


def _peak_mb() -> float:
    """The most memory this process has held. `ru_maxrss` would count what the parent held before it started us."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Export once, in this process: config file, activity, token."""
    config_file, activity_id, token = sys.argv[1:]
    config = load_config(Path(config_file), {})
    start_process(config)
    app = make_product(config)
    began = time.perf_counter()
    response = send(app, Call("GET", f"/api/v1/staff/activities/{activity_id}/signups.xlsx", token))
    size = len(response.get_data())
    seconds = time.perf_counter() - began
    print(json.dumps({"s": round(seconds, 2), "peak_mb": round(_peak_mb(), 1), "bytes": size}))


if __name__ == "__main__":
    main()
