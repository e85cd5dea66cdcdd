"""The command line of scripts/bench."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from scripts.benchmarks import burst, delivering, desk, doors, export, push, rosters, suggestions, surveys
from scripts.benchmarks.benches import BENCHES
from scripts.benchmarks.report import Results, table
from scripts.benchmarks.run import measure_engine, profile_engine
from scripts.benchmarks.servers import ENGINES

NAMES = ("hello", *(bench.name for bench in BENCHES), burst.NAME, export.NAME, rosters.NAME, *doors.NAMES)
NAMES += (*suggestions.NAMES, *surveys.NAMES, *desk.NAMES, *delivering.NAMES, *push.NAMES)


def _list_of(allowed: tuple[str, ...]) -> Callable[[str], list[str]]:
    def parse(text: str) -> list[str]:
        chosen = text.split(",")
        for one in chosen:
            if one not in allowed:
                raise argparse.ArgumentTypeError(f"{one!r} is not one of {', '.join(allowed)}")
        return chosen

    return parse


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure the hot paths beside a bare Flask.")
    parser.add_argument("--only", type=_list_of(NAMES), default=list(NAMES), metavar="A,B", help=", ".join(NAMES))
    parser.add_argument("--engine", type=_list_of(ENGINES), default=list(ENGINES), metavar="A,B")
    parser.add_argument("--seconds", type=float, default=6.0, help="of each bench, and as many of hello (default 6)")
    parser.add_argument("--members", type=int, default=2000, help="in each of three chambers (default 2000)")
    parser.add_argument("--messages", type=int, default=delivering.MESSAGES, help="to deliver (default %(default)s)")
    parser.add_argument("--threads", type=int, help="of each worker, hello's too (default: the product's)")
    parser.add_argument("--curve", type=Path, metavar="FILE", help="draw checkin_curve there, as SVG")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--profile", choices=[bench.name for bench in BENCHES], help="show where one call's time goes")
    return parser.parse_args(arguments)


def main() -> None:
    """Measure what was asked for, print the table, write the JSON."""
    wanted = parse_arguments()
    if wanted.profile:
        for engine in wanted.engine:
            print(profile_engine(engine, wanted.profile, wanted.members))
        return
    results: Results = {}
    for engine in wanted.engine:
        measure_engine(engine, wanted, results)
    print(table(results))
    if wanted.curve and doors.CURVE in results:
        wanted.curve.write_text(doors.curve_svg(results[doors.CURVE]))
    if wanted.json:
        wanted.json.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
