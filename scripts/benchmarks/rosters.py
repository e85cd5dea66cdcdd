"""A roster of 5,000 people imported as staff do it: how long from upload to the last row, and how much memory it takes.

In a process of its own, which uploads, previews, writes, and reads the clock around each transaction: on SQLite
everybody else who writes waits for it.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from pathlib import Path

import openpyxl

from backend.app import start_process
from backend.config import load_config
from backend.database import db
from backend.profiles.definitions import ensure_default_sections
from backend.rosters import batches
from backend.rosters.models import RosterImport, RosterRow
from scripts.benchmarks.export import _peak_mb
from scripts.benchmarks.world import World

NAME = "roster_import"
ROWS = 5_000
AIMS = {"s": 20.0, "transaction_p99_ms": 50.0}
_ROOT = Path(__file__).resolve().parents[2]
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "安宝成德恩芳国海建军丽明宁平清荣书天文雪"


def run_import(world: World, config_file: Path, count: int = ROWS) -> dict[str, float]:
    """Figures of one import: seconds in all, peak memory in megabytes, milliseconds of a transaction."""
    ensure_default_sections()
    db.close()
    command = [sys.executable, "-m", "scripts.benchmarks.rosters", str(config_file), str(world.signing_up.id)]
    done = subprocess.run([*command, str(count)], cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {"rows": count, **figures}


def import_line(figures: dict[str, float]) -> str:
    """What came of it, beside the aims."""
    words = [
        f"{name} {figures[name]:g} (<={aim:g}) {'ok' if figures[name] <= aim else 'MISSED'}"
        for name, aim in AIMS.items()
    ]
    rest = ", ".join(f"{name} {figures[name]:g}" for name in ("upload_s", "preview_s", "undo_s", "peak_mb"))
    return f"roster_import of {figures['rows']:.0f} people: {', '.join(words)}, {rest}"


def _workbook(count: int) -> io.BytesIO:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "姓名", "手机", "单位", "职务", "身份证号"])
    for number in range(count):
        one, two = divmod(number, 400)
        name = _SURNAMES[number % 20] + _GIVEN[number // 20 % 20] + _GIVEN[one % 20]
        sheet.append([number, name, f"198{number:08}", f"石桥第{two}机械厂{number}", "经理", "110101199001011234"])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def main() -> None:
    """Import once, in this process: config file, organization, number of people."""
    config_file, organization_id, count = sys.argv[1:]
    start_process(load_config(Path(config_file), {}))
    file = _workbook(int(count))
    times: list[float] = []
    began = time.perf_counter()
    roster = batches.start_import(file, int(organization_id), "名册.xlsx", None)
    uploaded = time.perf_counter()
    batches.preview_import(roster, {column: field for field, column in roster.mapping.items()})
    batches.advance(roster.id, 600)
    previewed = time.perf_counter()
    _note_transactions(times)
    batches.apply_import(roster, None)
    batches.advance(roster.id, 600)
    ended = time.perf_counter()
    done = RosterImport.get_by_id(roster.id)
    if (done.state, done.counts["new"]) != ("done", int(count)):
        raise RuntimeError(f"imported {done.counts}, {done.state}")
    slowest = sorted(times)
    batches.undo_import(done, None)
    batches.advance(roster.id, 600)
    undone = time.perf_counter()
    if RosterRow.select().where(RosterRow.undone == "removed").count() != int(count):
        raise RuntimeError("the undo left somebody behind")
    figures = {
        "s": ended - began,
        "upload_s": uploaded - began,
        "preview_s": previewed - uploaded,
        "undo_s": undone - ended,
        "transaction_p99_ms": 1000 * slowest[int(len(slowest) * 0.99)],
        "peak_mb": _peak_mb(),
    }
    print(json.dumps({name: round(value, 2) for name, value in figures.items()}))


def _note_transactions(times: list[float]) -> None:
    """Time each transaction that writes people."""
    from backend.rosters import work

    step = work.Applying.step

    def timed(self: work.Applying, roster: RosterImport, position: int) -> int | None:
        began = time.perf_counter()
        done = step(self, roster, position)
        times.append(time.perf_counter() - began)
        return done

    work.Applying.step = timed  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
