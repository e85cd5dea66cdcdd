"""Who may call what in the console: every route, tried by everybody.

The tables in tests/console/access are the promise: `ROWS` of (route, statuses in the order of PEOPLE, form), and
`things(world)` with the records whose ids they name. A route that is in none fails the first test; an answer that
differs fails the second. Each try runs in a transaction that is rolled back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from backend import app as backend_app
from backend.console.access import ConsoleBlueprint
from backend.database import db
from tests.desk import DeskBrowser
from tests.factories import make_member, make_role
from tests.people import World

PEOPLE = ("nobody", "member", "planner", "staff", "auditor", "administrator", "foreign_staff")
# Open to whoever comes: how one gets in, what pages load, and the big screen, which its own links guard.
PUBLIC = {"console_signing_in", "console_assets", "console_screens"}


def tables() -> Iterator[ModuleType]:
    folder = Path(__file__).parent / "access"
    for file in sorted(folder.glob("[a-z]*.py")):
        yield import_module(f"tests.console.access.{file.stem}")


ROWS = [
    pytest.param(table, row, id=f"{table.__name__.rpartition('.')[2]}: {row[0]}")
    for table in tables()
    for row in table.ROWS
]


def test_every_page_is_in_a_table(app) -> None:
    in_tables = {_rule_of(app, row[0]) for table in tables() for row in table.ROWS}
    routes = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/console/")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert routes - in_tables == set()


def _rule_of(app: Any, route: str) -> tuple[str, str]:
    method, path = route.partition("?")[0].split(" ", 1)
    with_ids = re.sub(r"\{[^}]*\}", "1", path)
    rule, _ = app.url_map.bind("localhost").match(with_ids, method=method, return_rule=True)
    return method, rule.rule


def test_every_page_has_a_guard_but_these(app) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/console/"):
            name = rule.endpoint.split(".")[0]
            assert name in PUBLIC or isinstance(app.blueprints[name], ConsoleBlueprint), rule.rule


class _RolledBack(Exception):
    """Ends the transaction of one try."""


def fill(value: Any, things: dict[str, Any]) -> Any:
    """Put ids where a table names things."""
    if isinstance(value, str):
        return value.format(**things)
    return [fill(inner, things) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_everybody_gets_what_the_table_says(
    world: World, table: ModuleType, row: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend_app, "close_request_connection", lambda: None)
    planner = make_member("策划人", organization=world.chamber)
    make_role(planner, world.chamber, "organizer")
    people = {"nobody": None, "planner": planner}
    browsers = {name: DeskBrowser(world.app, people.get(name, getattr(world, name, None))) for name in PEOPLE}
    things = {"chamber": world.chamber.id, "street": world.street.id, "member": world.member.id}
    things |= table.things(world) if hasattr(table, "things") else {}
    method, path = fill(row[0], things).split(" ", 1)
    form = {key: fill(value, things) for key, value in (row[2] if len(row) > 2 else {}).items()}

    answers = {name: _try(browser, method, path, form) for name, browser in browsers.items()}

    assert answers == dict(zip(PEOPLE, (int(status) for status in row[1].split()), strict=True))


def _try(browser: DeskBrowser, method: str, path: str, form: dict[str, Any]) -> int:
    try:
        with db.atomic():
            response = browser.get(path) if method == "GET" else browser.post(path, **form)
            status = response.status_code
            response.close()
            raise _RolledBack
    except _RolledBack:
        return int(status)
