"""Judging generated forms here, and having the phone's rules judge the very same ones.

python -m tests.forms.replay --forms 100000 --seed 7
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from backend.forms import (
    Definition,
    DefinitionError,
    check_answers,
    parse_definition,
    shown_questions,
    visible_questions,
)
from tests.forms.generated import TODAY, Maker

MINIPROGRAM = Path(__file__).parents[2] / "miniprogram"
ANSWERS_A_FORM = 3
DAMAGED = 0.15


def make_cases(seed: int, count: int, wild: list[Any]) -> Iterator[dict[str, Any]]:
    """`count` forms with answers and what they come to here, as scripts/replay-forms.mjs reads them."""
    dice = random.Random(seed)
    maker = Maker(dice, wild)
    for _ in range(count):
        form = maker.form()
        answers = [maker.answers(form) for _ in range(ANSWERS_A_FORM)]
        if maker.is_so(DAMAGED):
            form = maker.damaged(form)
        days = [TODAY + timedelta(days=dice.choice((0, 0, 1, -20))) for _ in answers]
        modes = [dice.choice(("complete", "partial")) for _ in answers]
        # Through JSON, as it comes over the network: there two halves of an emoji are one.
        form, answers = json.loads(json.dumps([form, answers]))
        given = [
            {"raw": raw, "today": day.isoformat(), "mode": mode}
            for raw, day, mode in zip(answers, days, modes, strict=True)
        ]
        yield judged(form, given)


def judged(form: Any, given: list[dict[str, Any]]) -> dict[str, Any]:
    """The case with what the server says of it."""
    try:
        definition = parse_definition(form)
    except DefinitionError as error:
        return {"definition": form, "problems": error.problems, "answers": []}
    return {"definition": form, "problems": [], "answers": [each | _verdict(definition, each) for each in given]}


def _verdict(definition: Definition, given: dict[str, Any]) -> dict[str, Any]:
    raw, today = given["raw"], date.fromisoformat(given["today"])
    checked = check_answers(definition, raw, today, given["mode"])
    shown = shown_questions(definition, raw, today)
    return {
        "values": checked.values,
        "errors": checked.errors,
        "visible": visible_questions(definition, raw, today),
        "rows": {one.key: [row.value for row in one.rows] for one in shown if one.rows},
    }


def replay(cases: Iterable[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """What the phone's rules say: how many forms and answers, and where they differ from the server's."""
    file = folder / "cases.jsonl"
    with file.open("w", encoding="ascii") as out:
        out.writelines(json.dumps(case) + "\n" for case in cases)
    command = ["node", "scripts/replay-forms.mjs", str(file)]
    done = subprocess.run(command, cwd=MINIPROGRAM, capture_output=True, text=True, check=False)
    assert done.stdout, f"the phone's rules did not run; scripts/setup --dev prepares them\n{done.stderr}"
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = replay(make_cases(asked.seed, asked.forms, []), Path(folder))
    # Half an emoji in an answer has no place in UTF-8.
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False, indent=1).encode(errors="backslashreplace") + b"\n")


if __name__ == "__main__":
    main()
