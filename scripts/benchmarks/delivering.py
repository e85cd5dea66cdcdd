"""Delivering: real jobs processes send to the simulator, which answers each send after 20 ms."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from backend.accounts.models import Account
from backend.database import Statement, atomic, close_request_connection, db, in_chunks, is_postgresql, new_id
from backend.organizations.models import Organization
from backend.push.models import SubscriptionGrant
from backend.push.services import News, notify
from backend.wechat.simulator.state import SIMULATOR_APPID, SIMULATOR_SECRET
from backend.wechat.simulator.templates import TEMPLATES
from scripts.benchmarks.push import many_members
from scripts.benchmarks.servers import ROOT
from scripts.benchmarks.wechat import openids, serve_wechat
from scripts.benchmarks.world import World, insert_rows

DELIVER, DELIVER_2 = "push_deliver", "push_deliver_2"
NAMES = (DELIVER, DELIVER_2)
MESSAGES = 6_000
LATENCY_MS = 20.0
AIMS = {DELIVER: {"per_s": 300.0, "grown_mb": 5.0}, DELIVER_2: {"scale": 1.8}}
NEWS = {
    "title": "春季企业家沙龙",
    "result": "报名成功",
    "time": "2026年12月1日 14:00",
    "venue": "三楼",
    "note": "请准时",
}
_STALLED_S = 60

_SENT = Statement("SELECT count(*) FROM delivery WHERE state = 'sent'")
_SENT_AT = Statement("SELECT sent_at FROM delivery WHERE state = 'sent' ORDER BY sent_at")


def fill_outbox(organization: Organization, phones: Sequence[str]) -> None:
    """A message to the owner of each of these openids, due now, with a credit to pay for it."""
    before, template_id = many_members(organization, len(phones)), TEMPLATES["signup_result"].template_id
    people = [(before + number, new_id(), openid) for number, openid in enumerate(phones, 1)]
    insert_rows(Account, [{"id": account, "openid": openid, "member": member} for member, account, openid in people])
    insert_rows(SubscriptionGrant, [{"account": account, "template_id": template_id} for _, account, _ in people])
    for some in in_chunks(people):
        with atomic():
            members = [member for member, _, _ in some]
            notify(News("signup_done", f"bench:{new_id()}", NEWS, page="pages/activity/index?id=1"), members)
    if is_postgresql():
        db.execute_sql("ANALYZE")


def configure(config_file: Path, base_url: str, folder: Path) -> Path:
    """The configuration of the other processes, with the simulator for WeChat."""
    text = config_file.read_text()
    text = text.replace("wx0000000000000000", SIMULATOR_APPID).replace('secret = "0"', f'secret = "{SIMULATOR_SECRET}"')
    text = text.replace("http://127.0.0.1:9", base_url)
    templates = "".join(f'{name} = "{template.template_id}"\n' for name, template in TEMPLATES.items())
    path = folder / "jobs.toml"
    path.write_text(f"{text}[wechat.templates]\n{templates}")
    return path


@contextmanager
def jobs_process(config_file: Path, folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """`lianyi jobs`, ended when it is no longer needed."""
    environment = {**os.environ, "LIANYI_CONFIG": str(config_file)}
    with (folder / f"{name}.log").open("wb") as log:
        command = [sys.executable, "-c", "from backend.cli import main; main()", "jobs"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def run_delivering(
    world: World, config_file: Path, folder: Path, count: int, *, also_two: bool
) -> dict[str, dict[str, float]]:
    """The figures of one process, and of two beside them."""
    phones = openids(2 * count if also_two else count)
    figures = {}
    with serve_wechat(folder, len(phones), 1, LATENCY_MS) as base_url:
        jobs_file = configure(config_file, base_url, folder)
        fill_outbox(world.at_home, phones[:count])
        figures[DELIVER] = _deliver(jobs_file, folder, count, 1)
        if also_two:
            fill_outbox(world.at_home, phones[count:])
            two = _deliver(jobs_file, folder, count, 2)
            scale = round(two["per_s"] / figures[DELIVER]["per_s"], 2)
            figures[DELIVER_2] = {"per_s": two["per_s"], "scale": scale, "messages": count}
    return figures


def _deliver(config_file: Path, folder: Path, count: int, processes: int) -> dict[str, float]:
    Statement("UPDATE delivery SET state = 'dropped' WHERE state = 'sent'").run()
    memory: list[float] = []
    with jobs_process(config_file, folder, "jobs-1") as first:
        others = [jobs_process(config_file, folder, f"jobs-{number}") for number in range(2, processes + 1)]
        for other in others:
            other.__enter__()
        try:
            _wait_until_sent(count, first, memory)
        finally:
            for other in others:
                other.__exit__(None, None, None)
    times = [row[0] for row in _SENT_AT.rows()]
    # Between the first tenth and the last: processes do not start at the same moment.
    first_at, last_at = times[len(times) // 10], times[len(times) * 9 // 10]
    rate = (len(times) * 9 // 10 - len(times) // 10) / max(0.001, (last_at - first_at) / 1000)
    begun, middle, end = memory[len(memory) // 10], memory[len(memory) // 2], memory[-1]
    return {
        "per_s": round(rate, 1),
        "rss_mb": begun,
        "rss_middle_mb": middle,
        "rss_end_mb": end,
        "grown_mb": round(end - begun, 1),
        "messages": len(times),
    }


def _wait_until_sent(count: int, process: subprocess.Popen[bytes], memory: list[float]) -> None:
    sent, moved_at = -1, time.monotonic()
    while True:
        (now_sent,) = _SENT.row() or (0,)
        close_request_connection()
        if now_sent >= count:
            return
        if now_sent > sent:
            sent, moved_at = now_sent, time.monotonic()
            if sent:
                memory.append(_rss_mb(process.pid))
        if time.monotonic() - moved_at > _STALLED_S:
            raise RuntimeError(f"only {sent} of {count} messages were sent")
        time.sleep(0.2)


def _rss_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return round(int(status.partition("VmRSS:")[2].split()[0]) / 1024, 1)
