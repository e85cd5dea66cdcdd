"""The figures as a table for people and as JSON for later comparison."""

from __future__ import annotations

import platform
from pathlib import Path

from backend.config import Server
from scripts.benchmarks import delivering, desk, doors, push, suggestions, surveys
from scripts.benchmarks.benches import BENCHES
from scripts.benchmarks.burst import NAME as BURST
from scripts.benchmarks.export import NAME as EXPORT
from scripts.benchmarks.export import export_line
from scripts.benchmarks.load import Outcome
from scripts.benchmarks.rosters import NAME as ROSTER
from scripts.benchmarks.rosters import import_line

Figures = dict[str, float]
# bench -> engine -> figure -> number
Results = dict[str, dict[str, Figures]]

_AIMS = {bench.name: bench.aims for bench in BENCHES}
PUSH = (*delivering.NAMES, *push.NAMES)
_PUSH_AIMS = delivering.AIMS | push.AIMS
_P99_AIM = {"checkin": 3.0}
_STATEMENTS_AIM = {"home": 6}
_BYTES_AIM = {"home": 8192}
_HEAD = ("", "req/s", "of hello", "aim", "p50 ms", "p99 ms", "p99/hello", "SQL", "bytes")


def figures_of(outcome: Outcome, statements: int, size: int) -> Figures:
    """What every measured bench is told by."""
    return {
        "rps": round(outcome.rps, 1),
        "p50_ms": round(outcome.percentile_ms(50), 2),
        "p99_ms": round(outcome.percentile_ms(99), 2),
        "statements": statements,
        "bytes": size,
    }


def machine() -> str:
    """What it was measured on."""
    model = "unknown processor"
    cores = 0
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            model, cores = value.strip(), cores + 1
    settings = Server()
    return (
        f"{cores} cores ({model}), Linux {platform.release()}, Python {platform.python_version()}; "
        f"gunicorn gthread, {settings.workers} workers x {settings.threads} threads; 16 connections"
    )


def table(results: Results) -> str:
    """Everything measured, one block an engine, with the aims beside what was reached."""
    engines = dict.fromkeys(engine for by_engine in results.values() for engine in by_engine)
    blocks = [_block(engine, results) for engine in engines]
    return "\n\n".join([machine(), *blocks])


def _block(engine: str, results: Results) -> str:
    rows: list[tuple[str, ...]] = [(engine, *_HEAD[1:])]
    for name, by_engine in results.items():
        if engine in by_engine and name not in (
            BURST,
            EXPORT,
            ROSTER,
            *desk.NAMES,
            *doors.NAMES,
            *suggestions.NAMES,
            *surveys.NAMES,
            *PUSH,
        ):
            rows.append(_row(name, engine, by_engine[engine]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    burst = results.get(BURST, {}).get(engine)
    export = results.get(EXPORT, {}).get(engine)
    roster = results.get(ROSTER, {}).get(engine)
    at_doors = doors.lines(engine, lambda name: results.get(name, {}).get(engine))
    of_suggestions = [suggestions.line(name, results[name][engine]) for name in suggestions.NAMES if name in results]
    of_surveys = [surveys.line(name, results[name][engine]) for name in surveys.NAMES if name in results]
    of_desk = [desk.line(name, results[name][engine]) for name in desk.NAMES if name in results]
    of_push = [push.line(name, results[name][engine], _push_aims(name, engine)) for name in PUSH if name in results]
    rest = [
        *([_burst_line(burst)] if burst else []),
        *([export_line(export)] if export else []),
        *([import_line(roster)] if roster else []),
        *at_doors,
        *of_suggestions,
        *of_surveys,
        *of_desk,
        *of_push,
    ]
    return "\n".join([*(lines if len(rows) > 1 else [engine]), *rest])


def _row(name: str, engine: str, figures: Figures) -> tuple[str, ...]:
    ratio, p99_ratio = figures.get("ratio"), figures.get("p99_ratio")
    aim = _AIMS.get(name, {}).get(engine)
    p99_aim = _P99_AIM.get(name)
    bytes_aim = _BYTES_AIM.get(name)
    statements_aim = _STATEMENTS_AIM.get(name)
    return (
        name,
        f"{figures['rps']:.0f}",
        "" if ratio is None else f"{ratio:.2f}",
        "" if aim is None or ratio is None else f"{aim:.2f} {'ok' if ratio >= aim else 'MISSED'}",
        f"{figures['p50_ms']:.1f}",
        f"{figures['p99_ms']:.1f}",
        "" if p99_ratio is None else f"{p99_ratio:.1f}" + (f" (<={p99_aim:.0f})" if p99_aim else ""),
        f"{figures['statements']:.0f}" + (f" (<={statements_aim})" if statements_aim else ""),
        f"{figures['bytes']:.0f}" + (f" (<={bytes_aim})" if bytes_aim else ""),
    )


def _push_aims(name: str, engine: str) -> dict[str, float]:
    """SQLite has one writer: it is for one jobs process, and is not asked to be faster with two."""
    return {} if (name, engine) == (delivering.DELIVER_2, "sqlite") else _PUSH_AIMS[name]


def _burst_line(figures: Figures) -> str:
    words = ", ".join(f"{name} {value:g}" for name, value in figures.items())
    return f"burst of 500 members and 100 repeats on 100 places: {words}"


def load_line(name: str, requests: int, generator_s: float, server_s: float) -> str:
    """How much of the processor the measuring itself took, a request."""
    each = 1e6 / max(1, requests)
    return f"  {name}: the generator used {generator_s * each:.0f} us a request, the server {server_s * each:.0f} us"
