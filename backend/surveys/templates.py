"""Ready surveys: the files beside this one, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backend.forms import Definition, parse_definition

_FOLDER = Path(__file__).parent / "ready"


@dataclass(frozen=True, slots=True)
class Template:
    """A survey to start from."""

    key: str
    title: str
    description: str
    is_anonymous: bool
    data: dict[str, Any]
    definition: Definition


@cache
def all_templates() -> dict[str, Template]:
    """Every ready survey by its key, in the order of the files' names ("01_activity_feedback.json")."""
    return {template.key: template for template in map(_read, sorted(_FOLDER.glob("*.json")))}


def _read(path: Path) -> Template:
    data = json.loads(path.read_text(encoding="utf-8"))
    return Template(
        path.stem.split("_", 1)[1],
        data["title"],
        data["description"],
        data["is_anonymous"],
        data["definition"],
        parse_definition(data["definition"]),
    )
