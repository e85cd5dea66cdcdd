"""The benchmark runs on both engines with tiny numbers and writes what it promises. Nothing here is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmarks.load import Outcome

ROOT = Path(__file__).resolve().parents[2]
FIGURES = {"rps", "p50_ms", "p99_ms", "statements", "bytes"}
EXPORT_FIGURES = {"signups", "s", "peak_mb", "bytes"}
BURST_FIGURES = {"placed", "waitlisted", "oversold", "lost", "p99_ms"}
SPECIAL = {
    "signup_burst": BURST_FIGURES,
    "signups_export": EXPORT_FIGURES,
    "checkin_batch": {"per_s", "scans"},
    "door_list": {"gz_bytes", "entries", "ms"},
    "door_delta": {"gz_bytes", "entries", "ms"},
    "checkin_curve": {"us_100"},
    "similar_search": {"p99_ms", "statements", "suggestions"},
    "board": {"p99_ms", "statements", "suggestions"},
    "survey_results": {"ms", "cross_ms"},
    "survey_export": {"s", "peak_mb"},
    "console_lists": {"p99_ms", "statements", "members", "activities"},
    "console_search": {"p99_ms", "statements", "members"},
    "push_enqueue": {"s", "members", "writer_p99_ms"},
    "push_deliver": {"per_s", "rss_mb", "rss_middle_mb", "rss_end_mb"},
    "push_deliver_2": {"per_s", "scale"},
    "push_digest": {"s", "told", "staff"},
    "push_tick": {"ms", "statements", "rules"},
}


def run_bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts.benchmarks", "--members", "50", "--seconds", "0.2", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, dict[str, dict[str, float]]]]:
    """What one whole run prints and writes."""
    file = tmp_path_factory.mktemp("bench") / "figures.json"
    done = run_bench("--json", str(file))
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads(file.read_text())


def test_it_writes_every_figure_of_every_bench_on_both_engines(
    whole: tuple[str, dict[str, dict[str, dict[str, float]]]],
) -> None:
    results = whole[1]
    assert set(results) == {"hello", "session", "home", "signup", "checkin", "survey_submit", *SPECIAL}
    for name, by_engine in results.items():
        assert set(by_engine) == {"sqlite", "postgresql"}
        for figures in by_engine.values():
            assert figures.keys() >= SPECIAL.get(name, FIGURES)
            assert all(isinstance(value, int | float) for value in figures.values())


def test_statements_and_bytes_of_a_call_stay_within_the_aims(
    whole: tuple[str, dict[str, dict[str, dict[str, float]]]],
) -> None:
    for engine in ("sqlite", "postgresql"):
        figures = {name: by_engine[engine] for name, by_engine in whole[1].items()}
        assert figures["hello"]["statements"] == 0
        assert figures["session"]["statements"] == 1
        assert figures["home"]["statements"] <= 6
        assert figures["home"]["bytes"] <= 8192
        assert figures["checkin"]["statements"] <= 5
        assert figures["board"]["statements"] <= 6
        assert figures["similar_search"]["statements"] <= 6
        assert figures["push_tick"]["statements"] <= 3


def test_every_message_is_delivered(whole: tuple[str, dict[str, dict[str, dict[str, float]]]]) -> None:
    for name in ("push_deliver", "push_deliver_2"):
        assert [figures["messages"] for figures in whole[1][name].values()] == [150, 150]
    # The world's own staff are told too.
    assert all(figures["told"] >= figures["staff"] == 500 for figures in whole[1]["push_digest"].values())
    assert all(figures["members"] == 2500 for figures in whole[1]["push_enqueue"].values())


def test_the_burst_gives_exactly_the_places_there_are(
    whole: tuple[str, dict[str, dict[str, dict[str, float]]]],
) -> None:
    for figures in whole[1]["signup_burst"].values():
        # 50 members: a tenth of the real thing.
        assert (figures["placed"], figures["waitlisted"], figures["oversold"], figures["lost"]) == (10, 40, 0, 0)


def test_it_prints_the_machine_and_the_aims(whole: tuple[str, dict[str, dict[str, dict[str, float]]]]) -> None:
    assert "cores" in whole[0]
    assert "Python" in whole[0]
    assert "0.55" in whole[0]
    assert "(<=8192)" in whole[0]


def test_it_runs_only_what_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    done = run_bench("--only", "session", "--engine", "sqlite", "--json", str(file))
    assert done.returncode == 0, done.stderr
    results = json.loads(file.read_text())
    assert {name: set(by_engine) for name, by_engine in results.items()} == {"session": {"sqlite"}}


def test_it_names_a_bench_it_does_not_know() -> None:
    done = run_bench("--only", "nonsense")
    assert done.returncode == 2
    assert "nonsense" in done.stderr


def test_it_shows_where_the_time_goes() -> None:
    done = run_bench("--profile", "session", "--engine", "sqlite")
    assert done.returncode == 0, done.stderr
    assert "find_caller" in done.stdout


@pytest.mark.parametrize(("percent", "expected"), [(50, 50.0), (99, 99.0), (100, 100.0), (1, 1.0)])
def test_percentiles_are_those_of_the_latencies_themselves(percent: int, expected: float) -> None:
    outcome = Outcome()
    outcome.latencies.extend(ms * 1_000_000 for ms in range(100, 0, -1))
    assert outcome.percentile_ms(percent) == expected
