"""The API, fuzzed from its own OpenAPI document by Schemathesis: no 5xx, no status or body the document does not tell.

The checks are named, because the whole set does not fit. `positive_data_acceptance` takes every refusal that depends
on state for a fault: a code that expired, answers that do not fit the form. `unsupported_method` and
`allow_header_conformance` are about routes, which test_errors.py covers; `ignored_auth` and
`object_level_authorization` about people, whom test_access.py tries one by one; `use_after_free` and
`ensure_resource_availability` about sequences, and here each request is undone before the next.

FUZZ_EXAMPLES=1000 tries that many random cases of each operation instead of the usual few, other ones each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend import app as backend_app
from tests.app.busy_world import BusyWorld, undone
from tests.app.nearly_right import answers, definitions
from tests.people import World

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# By part of the path: who tries it, those who get furthest first and most.
PEOPLE = {
    "/join/": ("visitor", "visitor", "member"),
    "/staff/": ("administrator", "staff", "administrator", "staff", "auditor", "member"),
    "/organizer/": ("organizer", "administrator", "organizer", "staff", "member", "visitor"),
    "/": ("member", "organizer", "member", "visitor", "administrator"),
}
MORE = int(os.environ.get("FUZZ_EXAMPLES", "0"))
EXAMPLES = {"sqlite": MORE or 12, "postgresql": MORE or 5}
# Which list of real values feeds which field, where the names differ.
SOURCES = {
    "body.parent_id": "organization_id",
    "body.form_version": "version",
    "body.row_version": "version",
    "path.code": "invitation_code",
    **{
        f"body.{name}_at": "moment"
        for name in (
            "starts",
            "ends",
            "expires",
            "signup_opens",
            "signup_closes",
            "cancel_closes",
            "checkin_opens",
            "checkin_closes",
        )
    },
}


def settings_of(values: dict[str, list[Any]]) -> dict[str, Any]:
    """Real values in a good share of the cases, wherever a field or parameter has a name we know."""
    named = {f"{place}.{name}": name for name in values for place in ("path", "query", "body")} | SOURCES
    return {
        "dictionaries": {name: {"values": entries} for name, entries in values.items()},
        "parameters": {name: {"dictionary": source, "probability": 0.8} for name, source in named.items()},
        "generation": {"with-security-parameters": False},
        "phases": {"coverage": {"unexpected-methods": []}},
    }


def people_for(path: str) -> tuple[str, ...]:
    return next(people for part, people in PEOPLE.items() if part in path)


@pytest.fixture
def values(world: World) -> dict[str, list[Any]]:
    """A busy world, everybody logged in."""
    for person in {person for people in PEOPLE.values() for person in people}:
        world.phone(person)
    return BusyWorld(world).values()


@pytest.fixture
def api(app: Flask, values: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The document, loaded through WSGI."""
    monkeypatch.setattr(backend_app, "close_request_connection", lambda: None)
    config = SchemathesisConfig.from_dict(settings_of(values))
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)

    templates = list(app.config["LIANYI"].wechat.templates.values())
    results = st.dictionaries(st.sampled_from(templates), st.sampled_from(("accept", "reject", "ban")), max_size=6)
    made = {
        "PUT /api/v1/activities/{activity_id}/signup": ("answers", answers),
        "PUT /api/v1/activities/{activity_id}/feedback": ("answers", answers),
        "PUT /api/v1/profile/sections/{key}": ("answers", answers),
        "POST /api/v1/staff/activities": ("questions", definitions()),
        "PATCH /api/v1/staff/activities/{activity_id}": ("questions", definitions()),
        "POST /api/v1/subscriptions": ("results", results),
    }

    @schema.hook
    def before_generate_case(context: Any, strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        if context.operation.label not in made:
            return strategy
        name, contents = made[context.operation.label]
        return st.builds(with_field, strategy, st.just(name), contents, st.booleans() | st.just(True))

    return schema


def with_field(case: Any, name: str, contents: Any, is_wanted: bool) -> Any:
    """The case; if its body is right, mostly with contents for a field that types alone would never make."""
    if is_wanted and isinstance(case.body, dict) and not case.meta.is_negative_at(ParameterLocation.BODY):
        case.body = {**case.body, name: contents}
    return case


Ask = Callable[[Any, str], None]


def try_boundaries(operation: Any, ask: Ask, values: dict[str, list[Any]]) -> None:
    """On what is really there: each field at, below and above its limits, missing, of another type."""
    schema = operation.schema
    names = [parameter.name for parameter in operation.path_parameters]
    real = {name: values[SOURCES.get(f"path.{name}", name)][0] for name in names}
    for case in schema.iter_coverage_cases(
        operation, generation_modes=list(GenerationMode), generation_config=schema.config.generation
    ):
        if not case.meta.is_negative_at(ParameterLocation.PATH):
            case.path_parameters = real
        ask(case, people_for(operation.path)[0])


def try_at_random(operation: Any, ask: Ask, examples: int) -> None:
    """Right and wrong requests of anybody; the same ones each time unless more were asked for."""
    for mode in GenerationMode:

        @settings(
            max_examples=examples,
            derandomize=not MORE,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), person=st.sampled_from(people_for(operation.path)))
        def fuzz(case: Any, person: str) -> None:
            ask(case, person)

        # A request without a field has nothing to get wrong.
        with suppress(Unsatisfiable):
            fuzz()


@pytest.mark.parametrize("part", [0, 1])
def test_no_request_is_answered_otherwise_than_documented(
    api: Any, world: World, values: dict[str, list[Any]], engine: str, part: int
) -> None:
    failures: dict[str, None] = {}

    def ask(case: Any, person: str) -> None:
        headers = {"Authorization": f"Bearer {world.phone(person).token}"}
        with undone():
            case.call_and_validate(headers=headers, checks=CHECKS)

    attempts = (partial(try_boundaries, values=values), partial(try_at_random, examples=EXAMPLES[engine]))
    for result in list(api.get_all_operations())[part::2]:
        for attempt in attempts:
            try:
                attempt(result.ok(), ask)
            except FailureGroup as failure:
                failures[str(failure)] = None

    assert not failures, "\n".join(failures)
