"""The configured templates as WeChat's console has them: which of our values fills which key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.config import Config
from backend.push.models import MessageTemplate
from backend.push.templates import TEMPLATES, keys_in_order
from backend.settings.services import in_force


@dataclass(frozen=True, slots=True)
class MappedTemplate:
    """`keys` maps our value's name to the template's key; `title` is what WeChat shows."""

    name: str
    template_id: str
    keys: Mapping[str, str]
    is_long_term: bool = False
    is_stopped: bool = False
    title: str = ""


def mapped_templates(config: Config) -> dict[str, MappedTemplate]:
    """Every template that is configured, by our name: one statement.

    One that was never looked at in the console, or was another template then, has its keys in our order.
    """
    seen = {row.name: row for row in MessageTemplate.select()}
    found = {}
    for name, template_id in in_force(config).wechat.templates.items():
        if name not in TEMPLATES or not template_id:
            continue
        row, title = seen.get(name), TEMPLATES[name].title
        if row is None or row.template_id != template_id:
            found[name] = MappedTemplate(name, template_id, keys_in_order(name), title=title)
            continue
        found[name] = MappedTemplate(
            name,
            template_id,
            row.fields or keys_in_order(name),
            row.is_long_term,
            row.stopped_at is not None,
            row.title or title,
        )
    return found
