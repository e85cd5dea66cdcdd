"""Results of a large survey: how long staff wait for the page, for a cross table, and for the workbook.

The workbook is made in a process of its own, so that the memory is that of a web worker which has done nothing else.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from flask import Flask

from backend import clock
from backend.app import start_process
from backend.config import load_config
from backend.database import db, is_postgresql, new_id
from backend.forms.store import save_version
from backend.organizations.models import Organization, Role
from backend.surveys.counts import fold_counts
from backend.surveys.models import Survey, SurveyInvitation, SurveyResponse
from scripts.benchmarks.app import make_product
from scripts.benchmarks.benches import Call
from scripts.benchmarks.export import _peak_mb
from scripts.benchmarks.measure import send
from scripts.benchmarks.questionnaire import definition_of_thirty, random_answers
from scripts.benchmarks.world import Person, World, insert_rows, make_people

RESULTS, EXPORT = "survey_results", "survey_export"
NAMES = (RESULTS, EXPORT)
RESPONSES = 10_000
AIMS = {RESULTS: {"ms": 200.0, "cross_ms": 200.0}, EXPORT: {"s": 4.0, "peak_mb": 200.0}}
_ROOT = Path(__file__).resolve().parents[2]
_DAY_MS = 86_400_000
_TIMES = 5


def fill_survey(organization: Organization, people: list[Person], count: int) -> int:
    """A survey of thirty questions with so many named responses, each asked and counted; its id."""
    survey_id, now, dice = new_id(), clock.now_ms(), random.Random(30)
    definition = definition_of_thirty()
    form = save_version(f"survey:{survey_id}", definition)
    Survey.create(
        id=survey_id,
        organization=organization.id,
        title="年度满意度调查",
        form=form,
        state="published",
        opens_at=now - _DAY_MS,
        closes_at=now + _DAY_MS,
        published_at=now,
        resolved_at=now,
        invited=count,
        accepted=count,
        responses=count,
    )
    members = [one.member_id for one in people[:count]]
    invitations = [
        {"survey": survey_id, "member": member, "unit": organization.id, "has_answered": True} for member in members
    ]
    insert_rows(SurveyInvitation, invitations)
    responses = [
        {
            "id": new_id(),
            "survey": survey_id,
            # Members that are gone answered too: making ten thousand people takes longer than what is measured.
            "member": members[number] if number < len(members) else None,
            "form": form.id,
            "unit": organization.id,
            "answers": random_answers(dice, definition),
            "submitted_at": now,
            "updated_at": now,
        }
        for number in range(count)
    ]
    insert_rows(SurveyResponse, responses)
    fold_counts(survey_id)
    if is_postgresql():
        db.execute_sql("ANALYZE")
    return survey_id


def prepare(world: World, count: int = RESPONSES) -> tuple[int, str]:
    """A filled survey, and the token of somebody who may see its results."""
    people = make_people(world.at_home, min(count, 1_000))
    staff = people[0]
    insert_rows(Role, [{"member": staff.member_id, "organization": world.at_home.id, "name": "staff"}])
    return fill_survey(world.at_home, people, count), staff.token


def run_results(app: Flask, survey_id: int, token: str) -> dict[str, float]:
    """Milliseconds of the results page and of a cross table, each the median of some."""
    pages = {
        "ms": "results",
        "cross_ms": "cross?question=q1&by=q9",
        "cross_organization_ms": "cross?question=q1&by=organization",
    }
    return {name: _median_ms(app, f"/api/v1/staff/surveys/{survey_id}/{page}", token) for name, page in pages.items()}


def _median_ms(app: Flask, path: str, token: str) -> float:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        send(app, Call("GET", path, token))
        times.append((time.perf_counter() - began) * 1000)
    return round(sorted(times)[_TIMES // 2], 1)


def run_export(config_file: Path, survey_id: int, token: str) -> dict[str, float]:
    """Seconds from request to answer, and the process's peak memory in megabytes."""
    command = [sys.executable, "-m", "scripts.benchmarks.surveys", str(config_file), str(survey_id), token]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def line(name: str, figures: dict[str, float]) -> str:
    """What came of it, beside the aims."""
    words = []
    for key, value in figures.items():
        aim = AIMS[name].get(key)
        words.append(f"{key} {value:g}" + (f" (<={aim:g}) {'ok' if value <= aim else 'MISSED'}" if aim else ""))
    return f"{name} of 30 questions: {', '.join(words)}"


def main() -> None:
    """Export once, in this process: config file, survey, token."""
    config_file, survey_id, token = sys.argv[1:]
    config = load_config(Path(config_file), {})
    start_process(config)
    app = make_product(config)
    began = time.perf_counter()
    response = send(app, Call("GET", f"/api/v1/staff/surveys/{survey_id}/responses.xlsx", token))
    size = len(response.get_data())
    seconds = time.perf_counter() - began
    print(json.dumps({"s": round(seconds, 2), "peak_mb": round(_peak_mb(), 1), "bytes": size}))


if __name__ == "__main__":
    main()
