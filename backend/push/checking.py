"""Comparing the configured templates with WeChat's console, and choosing what is missing from its library.

A template deleted in the console stops: its messages wait instead of failing one by one. Once it is right again they
go out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from backend import clock
from backend.config import Config
from backend.database import CHUNK, Statement, atomic, marks
from backend.push import alerts
from backend.push.kinds import KINDS
from backend.push.mapping import MappedTemplate
from backend.push.matching import FEWEST_KEYWORDS, choose_keywords, match_template
from backend.push.models import MessageTemplate
from backend.push.templates import TEMPLATES, TemplateSpec
from backend.settings.services import in_force
from backend.wechat.answers import MessageTemplate as ConsoleTemplate
from backend.wechat.answers import PublicTemplate
from backend.wechat.errors import AccessTokenRejected, TooManyTemplates, WeChatError, WeChatUnavailable
from backend.wechat.gateway import wechat

log = structlog.get_logger()

_MOST_SCENE = 15
_PAGE = 30
_BY_HAND = "choose one by hand"


@dataclass(frozen=True)
class Checked:
    """One template. `state`: right · missing (not in the console) · unfit (no message of it would be taken) · unused
    (not configured: in the inbox only) · unknown (a name nobody sends by).

    `released` is how many messages had waited for it and go out now.
    """

    name: str
    state: str
    template_id: str = ""
    title: str = ""
    faults: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    is_long_term: bool = False
    released: int = 0


@dataclass(frozen=True)
class Chosen:
    """What `sync` did for one template. `outcome`: added · there (in the console already) · unavailable."""

    name: str
    title: str
    outcome: str
    template_id: str = ""
    reason: str = ""


def check_templates(config: Config) -> list[Checked]:
    """Look at every template in WeChat's console and keep what was found; stop those that are wrong and tell
    administrators, release those that are right again. Raises WeChatError."""
    console = {one.template_id: one for one in wechat().list_templates()}
    configured = in_force(config).wechat.templates
    found = [
        _check(name, spec, configured[name], console.get(configured[name]))
        if configured.get(name)
        else Checked(name, "unused", title=spec.title)
        for name, spec in TEMPLATES.items()
    ]
    return found + [Checked(name, "unknown", configured[name]) for name in sorted(set(configured) - set(TEMPLATES))]


def check_in_background(config: Config) -> None:
    """The same for the jobs process: WeChat may be away, which changes nothing about the templates."""
    try:
        checked = check_templates(config)
    except (WeChatUnavailable, AccessTokenRejected) as error:
        log.warning("templates_unchecked", error=str(error))
    except WeChatError as error:
        alerts.tell_administrators("templates", "消息模板没能核对，消息可能", str(error))
    else:
        log.info("templates_checked", **{one.name: one.state for one in checked if one.state != "right"})


def _check(name: str, spec: TemplateSpec, template_id: str, template: ConsoleTemplate | None) -> Checked:
    if template is None:
        faults: tuple[str, ...] = ("公众平台里没有这个模板",)
        _stop(name, template_id, {}, faults)
        return Checked(name, "missing", template_id, spec.title, faults)
    match = match_template(spec, template)
    if match.faults:
        _stop(name, template_id, match.keys, match.faults)
        return Checked(name, "unfit", template_id, template.title, match.faults, match.left_out, template.is_long_term)
    _keep(name, template, match.keys)
    released = _release(name)
    return Checked(
        name, "right", template_id, template.title, (), match.left_out, template.is_long_term, released=released
    )


def _stop(name: str, template_id: str, keys: Mapping[str, str], faults: tuple[str, ...]) -> None:
    alerts.stop_template(MappedTemplate(name, template_id, keys), "；".join(faults))
    MessageTemplate.update(template_id=template_id, checked_at=clock.now()).where(
        MessageTemplate.name == name
    ).execute()


def _keep(name: str, template: ConsoleTemplate, keys: Mapping[str, str]) -> None:
    seen = {
        "template_id": template.template_id,
        "title": template.title,
        "is_long_term": template.is_long_term,
        "fields": dict(keys),
        "fault": "",
        "stopped_at": None,
        "checked_at": clock.now(),
    }
    MessageTemplate.insert(name=name, **seen).on_conflict(
        conflict_target=(MessageTemplate.name,), update=seen
    ).execute()


def _release(name: str) -> int:
    """Put the messages that waited for the template back into the queue; returns how many."""
    kinds = [kind.name for kind in KINDS.values() if kind.template == name]
    waiting = Statement(
        f"""SELECT d.id FROM delivery d JOIN notification n ON n.id = d.notification_id
            WHERE d.state = 'paused' AND d.reason = 'template' AND n.kind IN ({marks(kinds)}) ORDER BY d.id LIMIT ?"""  # noqa: S608
    )
    released = 0
    while ids := [row[0] for row in waiting.rows(*kinds, CHUNK)]:
        with atomic():
            released += (
                Statement(
                    f"""UPDATE delivery SET state = 'queued', reason = '', due_at = ?, attempts = 0, late_since = NULL
                        WHERE state = 'paused' AND reason = 'template' AND id IN ({marks(ids)})"""  # noqa: S608
                )
                .run(clock.now_ms(), *ids)
                .rowcount
            )
    return released


def choose_missing(config: Config, *, dry_run: bool = False) -> list[Chosen]:
    """Choose from the library what the configuration lacks or the console has lost; nothing is deleted.

    What the console has already under its title is taken. Raises WeChatError.
    """
    console = wechat().list_templates()
    ids = {one.template_id for one in console}
    configured = in_force(config).wechat.templates
    missing = {name: spec for name, spec in TEMPLATES.items() if configured.get(name) not in ids}
    chosen = []
    library: dict[str, PublicTemplate] | None = None
    for name, spec in missing.items():
        there = next(
            (one for one in console if one.title == spec.title and not match_template(spec, one).faults),
            None,
        )
        if there is not None:
            chosen.append(Chosen(name, spec.title, "there", there.template_id))
            continue
        if library is None:
            library = _library({one.title for one in missing.values()})
        chosen.append(_choose(name, spec, library.get(spec.title), dry_run=dry_run))
    return chosen


def _library(titles: set[str]) -> dict[str, PublicTemplate]:
    """The titles of the library we want. Of two of one title the one-time template: credits are counted for it."""
    found: dict[str, PublicTemplate] = {}
    categories = wechat().list_categories()
    start, count = 0, 1
    while categories and start < count and len(found) < len(titles):
        count, page = wechat().list_public_templates(categories, start, _PAGE)
        for one in page:
            if one.title in titles and (one.title not in found or found[one.title].is_long_term):
                found[one.title] = one
        start += _PAGE
    return found


def _choose(name: str, spec: TemplateSpec, source: PublicTemplate | None, *, dry_run: bool) -> Chosen:
    if source is None:
        return Chosen(
            name,
            spec.title,
            "unavailable",
            reason="the library has no such title for your categories; choose one by hand",
        )
    kids = choose_keywords(spec, wechat().list_template_keywords(source.tid))
    if len(kids) < FEWEST_KEYWORDS:
        return Chosen(
            name, spec.title, "unavailable", reason=f"title {source.tid} has other fields; choose one by hand"
        )
    if dry_run:
        return Chosen(name, spec.title, "added", reason=f"title {source.tid}, keywords {kids}")
    try:
        template_id = wechat().add_template(source.tid, kids, spec.title[:_MOST_SCENE])
    except TooManyTemplates:
        return Chosen(name, spec.title, "unavailable", reason="no room for another template: delete one in the console")
    return Chosen(name, spec.title, "added", template_id)
