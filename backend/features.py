"""The list of features: what each adds to the web application, to home and to the jobs process."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from flask import Blueprint as PlainBlueprint

from backend.auth import Blueprint

FEATURES = (
    "home",
    "accounts",
    "desks",
    "joining",
    "profiles",
    "activities",
    "checkin",
    "audiences",
    "sharing",
    "batches",
    "sheets",
    "surveys",
    "cases",
    "suggestions",
    "topics",
    "safety",
    # After those whose pictures and acts they keep: what these erase is found by whose it is.
    "media",
    "participation",
    "push",
    "digest",
    "console.today",
    "dashboard",
    "callbacks",
    # Before the members, whom standings and representatives name.
    "companies",
    "organizations",
    "members",
    "rosters",
    "merging",
    "audit",
    "settings",
    "privacy",
)


def modules(name: str) -> Iterator[ModuleType]:
    """The module `name` ("tasks", "jobs", "events") of every feature that has one, in order."""
    for feature in FEATURES:
        path = f"backend.{feature}.{name}"
        if find_spec(path) is not None:
            yield import_module(path)


def blueprints() -> Iterator[Blueprint]:
    """Every blueprint of every feature's `api`, `organizer_api` and `staff_api`."""
    for kind in ("api", "organizer_api", "staff_api"):
        for module in modules(kind):
            yield from module.blueprints


def pages() -> Iterator[PlainBlueprint]:
    """Every blueprint of pages outside the API, from every feature's `pages`."""
    for module in modules("pages"):
        yield from module.page_blueprints
