"""One engine's run: its database and rows, two servers side by side, and every bench that was asked for."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Protocol

from flask import Flask

from backend.app import start_process
from backend.config import load_config
from backend.database import db
from backend.encryption import create_key_file
from backend.migrations import migrate
from scripts.benchmarks import burst, delivering, desk, doors, export, push, rosters, suggestions, surveys
from scripts.benchmarks.app import make_product
from scripts.benchmarks.benches import BENCHES
from scripts.benchmarks.load import Outcome
from scripts.benchmarks.measure import Measured, cost_of_call, measure, measure_hello
from scripts.benchmarks.profiling import profile
from scripts.benchmarks.report import Figures, Results, figures_of, load_line
from scripts.benchmarks.servers import Server, database_url, serve
from scripts.benchmarks.world import World


@dataclass(frozen=True)
class Stage:
    """A filled database, and the product on it inside this process."""

    world: World
    app: Flask
    config_file: Path
    folder: Path


class Wanted(Protocol):
    """What the command line asks for."""

    only: list[str]
    seconds: float
    members: int
    messages: int
    threads: int | None


@cache
def _own_log() -> IO[str]:
    """Where this process logs its own calls: open to its end, since structlog keeps the first file it sees."""
    return Path(os.devnull).open("w")


@contextmanager
def stage(engine: str, members: int, threads: int | None = None) -> Iterator[Stage]:
    """Set everything up in a folder of its own and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lianyi-bench-"))
    try:
        with database_url(engine, folder) as url:
            config_file = _configure(url, folder, threads)
            create_key_file(folder / "keys.json")
            config = load_config(config_file, {})
            with redirect_stderr(_own_log()):
                start_process(config)
            migrate()
            try:
                yield Stage(World(members), make_product(config), config_file, folder)
            finally:
                db.close()
                if engine == "postgresql":
                    db.close_all()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _configure(url: str, folder: Path, threads: int | None) -> Path:
    """A config.toml with nothing but what cannot be left out: what is measured runs on the defaults."""
    path = folder / "config.toml"
    path.write_text(
        ("" if threads is None else f"[server]\nthreads = {threads}\n")
        + f'[database]\nurl = "{url}"\n[security]\nkeys_file = "{folder}/keys.json"\n'
        '[wechat]\nappid = "wx0000000000000000"\nsecret = "0"\nbase_url = "http://127.0.0.1:9"\n'
    )
    return path


def profile_engine(engine: str, name: str, members: int) -> str:
    """A profile of one bench's call."""
    with stage(engine, members) as on:
        bench = next(kind for kind in BENCHES if kind.name == name)(on.world)
        return f"{engine} {profile(on.app, bench)}"


def measure_engine(engine: str, wanted: Wanted, results: Results) -> None:
    """Measure what was asked for on one engine and add it to the results."""
    only, seconds, members = wanted.only, wanted.seconds, wanted.members
    with (
        stage(engine, members, wanted.threads) as on,
        serve("scripts.benchmarks.app:make_hello()", on.config_file, on.folder) as hello,
        serve("scripts.benchmarks.app:product()", on.config_file, on.folder) as product,
    ):
        every_hello = Outcome()
        for kind in BENCHES:
            if kind.name in only:
                bench = kind(on.world)
                measured = measure(bench, product, hello, seconds)
                every_hello.add(measured.hello)
                results.setdefault(kind.name, {})[engine] = _figures(measured, *cost_of_call(on.app, bench))
                _say_what_measuring_cost(f"{engine} {kind.name}", measured)
        if "hello" in only:
            outcome = every_hello if every_hello.latencies else measure_hello(hello, seconds)
            results.setdefault("hello", {})[engine] = figures_of(outcome, 0, len(b"hello"))
        if burst.NAME in only:
            results.setdefault(burst.NAME, {})[engine] = _burst(on, product, members)
        if export.NAME in only:
            # As many signups as in a whole run's world, fewer in a smaller one.
            count = min(export.SIGNUPS, members * 5 // 2)
            results.setdefault(export.NAME, {})[engine] = export.run_export(on.world, on.config_file, count)
        if rosters.NAME in only:
            count = min(rosters.ROWS, members * 5 // 2)
            results.setdefault(rosters.NAME, {})[engine] = rosters.run_import(on.world, on.config_file, count)
        _doors(engine, on, product, wanted, results)
        if set(suggestions.NAMES) & set(only):
            # As many as in a whole run's world, fewer in a smaller one.
            count = min(suggestions.SUGGESTIONS, members * 50)
            for name, figures in suggestions.run_suggestions(on.world, on.app, count).items():
                results.setdefault(name, {})[engine] = figures
        _surveys(engine, on, wanted, results)
        if set(desk.NAMES) & set(only):
            # As many as in a whole run's world, fewer in a smaller one.
            count, activities = min(desk.MEMBERS, members * 50), min(desk.ACTIVITIES, members)
            for name, figures in desk.run_desk(on.app, count, activities).items():
                results.setdefault(name, {})[engine] = figures
        _push(engine, on, wanted, results)


def _push(engine: str, on: Stage, wanted: Wanted, results: Results) -> None:
    """Last of all: a million members are in everybody's way."""
    if push.ENQUEUE in wanted.only:
        count = min(push.RECIPIENTS, wanted.members * 50)
        results.setdefault(push.ENQUEUE, {})[engine] = push.run_enqueue(on.world, on.config_file, count)
    if set(delivering.NAMES) & set(wanted.only):
        count = min(wanted.messages, wanted.members * 3)
        also_two = delivering.DELIVER_2 in wanted.only
        figures = delivering.run_delivering(on.world, on.config_file, on.folder, count, also_two=also_two)
        for name, one in figures.items():
            results.setdefault(name, {})[engine] = one
    if push.DIGEST in wanted.only:
        count = min(push.ORGANIZATIONS, wanted.members)
        config = load_config(on.config_file, {})
        results.setdefault(push.DIGEST, {})[engine] = push.run_digest(on.world, config, count)
    if push.TICK in wanted.only:
        count = min(push.MEMBERS, wanted.members * 500)
        results.setdefault(push.TICK, {})[engine] = push.run_tick(on.world, count)


def _surveys(engine: str, on: Stage, wanted: Wanted, results: Results) -> None:
    if not set(surveys.NAMES) & set(wanted.only):
        return
    count = min(surveys.RESPONSES, wanted.members * 5)
    survey_id, token = surveys.prepare(on.world, count)
    figures = surveys.run_results(on.app, survey_id, token) | {"responses": count}
    results.setdefault(surveys.RESULTS, {})[engine] = figures
    if surveys.EXPORT in wanted.only:
        figures = surveys.run_export(on.config_file, survey_id, token) | {"responses": count}
        results.setdefault(surveys.EXPORT, {})[engine] = figures


def _doors(engine: str, on: Stage, product: Server, wanted: Wanted, results: Results) -> None:
    if doors.BATCHES in wanted.only:
        figures = doors.run_batches(on.world, on.app, product, wanted.members)
        results.setdefault(doors.BATCHES, {})[engine] = figures
    if {doors.LISTS, doors.DELTAS} & set(wanted.only):
        whole, delta = doors.run_lists(on.world, on.app, wanted.members)
        results.setdefault(doors.LISTS, {})[engine] = whole
        results.setdefault(doors.DELTAS, {})[engine] = delta
    if doors.CURVE in wanted.only:
        results.setdefault(doors.CURVE, {})[engine] = doors.run_curve(on.world, on.app, wanted.members)


def _burst(on: Stage, product: Server, members: int) -> Figures:
    return burst.run_burst(on.world, product, min(members, burst.MEMBERS))


def _figures(measured: Measured, statements: int, size: int) -> Figures:
    p99_of_hello = measured.outcome.percentile_ms(99) / measured.hello.percentile_ms(99)
    return {
        **figures_of(measured.outcome, statements, size),
        "ratio": round(measured.ratio, 3),
        "p99_ratio": round(p99_of_hello, 2),
    }


def _say_what_measuring_cost(name: str, measured: Measured) -> None:
    for what, outcome, cpu in (
        (name, measured.outcome, measured.server_cpu),
        (f"{name}'s hello", measured.hello, measured.hello_cpu),
    ):
        print(load_line(what, len(outcome.latencies), outcome.cpu_seconds, cpu))
