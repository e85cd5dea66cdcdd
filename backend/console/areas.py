"""The areas of the console, in the order of its menu."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from flask import Blueprint

from backend.console.rendering import speak_as_pages

AREAS = (
    "signing_in",
    "desk",
    "today",
    "members",
    "rosters",
    "duplicates",
    "companies",
    "activities",
    "surveys",
    "suggestions",
    "topics",
    "push",
    "safety",
    "organizations",
    "dashboard",
    "audit",
    "settings",
)


@cache
def blueprints() -> tuple[Blueprint, ...]:
    """Every blueprint of every area that there is; built once, for however many applications."""
    found: list[Blueprint] = []
    for area in AREAS:
        path = f"backend.console.{area}"
        if find_spec(path) is not None:
            found += import_module(path).blueprints
    for blueprint in found:
        speak_as_pages(blueprint)
    return tuple(found)
