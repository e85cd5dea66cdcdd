"""The sections of the profile: those that come with the product, and those an organization adds.

A section is configuration: its form, how long it stays fresh, who sees it, and the consent each sensitive question
needs. `sections/*.json` holds the default ones, named by their key; none of them asks anything sensitive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backend.database import atomic, new_id
from backend.errors import InvalidInput
from backend.forms import Definition, DefinitionError, parse_definition
from backend.forms.conditions import comparisons
from backend.forms.models import Form
from backend.forms.store import save_version, stored_forms
from backend.profiles.models import ProfileSection

VIEWERS = ("organizers", "staff")
IN_ORDER = (ProfileSection.position, ProfileSection.key)

_FOLDER = Path(__file__).with_name("sections")


def ensure_default_sections() -> None:
    """Create the default sections, or bring them to the definitions shipped; doing it again changes nothing.

    What an administrator has set is left alone: freshness, viewers, and a form that was changed by hand.
    """
    for path in sorted(_FOLDER.glob("*.json")):
        shipped = json.loads(path.read_text(encoding="utf-8"))
        key = path.stem
        with atomic():
            form = save_version(_shipped_form(key), shipped.pop("definition"))
            ProfileSection.insert(id=new_id(), key=key, form=form, **shipped).on_conflict_ignore().execute()
            section = ProfileSection.get(ProfileSection.key == key)
            if section.form.key == _shipped_form(key):
                ProfileSection.update(form=form, title=shipped["title"], description=shipped["description"]).where(
                    ProfileSection.id == section.id
                ).execute()


def define_section(
    key: str,
    definition: dict[str, Any],
    *,
    consents: Mapping[str, str] | None = None,
    organization_id: int | None = None,
    **settings: Any,
) -> ProfileSection:
    """Add section `key`, or change it: its form becomes a new version, answers given so far are kept.

    `consents` maps each sensitive question to the words the member agrees to; its purpose is the question's own.
    `settings`: title, description, position, freshness_days, visible_to. `organization_id` counts when it is added.
    Raises InvalidInput naming what is wrong, by path.
    """
    words = dict(consents or {})
    _check(key, definition, words, settings)
    with atomic():
        form = save_version(_own_form(key), definition)
        values = {"form": form, "consents": words, **settings}
        section = ProfileSection.get_or_none(ProfileSection.key == key)
        if section is None:
            return ProfileSection.create(key=key, organization=organization_id, **values)
        ProfileSection.update(**values).where(ProfileSection.id == section.id).execute()
        return ProfileSection.get_by_id(section.id)


def sensitive_section(question: str) -> ProfileSection | None:
    """The section that asks the sensitive question; there is at most one."""
    return next((section for section in ProfileSection.select() if question in section.consents), None)


def _shipped_form(key: str) -> str:
    return f"profile:{key}"


def _own_form(key: str) -> str:
    return f"profile:{key}:own"


def _check(key: str, data: object, consents: Mapping[str, str], settings: Mapping[str, Any]) -> None:
    try:
        definition = parse_definition(data)
    except DefinitionError as error:
        raise InvalidInput(errors={path: [message] for path, message in error.problems}) from None
    problems: dict[str, list[str]] = {}
    sensitive = {question.key: question for question in definition.questions() if question.sensitive}
    for question in sensitive.values():
        if not question.purpose:
            problems[question.key] = ["敏感信息必须写明收集目的（purpose）。"]
        elif not consents.get(question.key, "").strip():
            problems[question.key] = ["敏感信息必须有单独的同意书（consents）。"]
        elif question.required:
            problems[question.key] = ["敏感信息不能必填：同意必须出于自愿。"]
        elif _is_asked_elsewhere(question.key, key):
            problems[question.key] = ["另一个资料栏目已经有这项敏感信息。"]
    files = (question.key for question in definition.questions() if question.type == "file")
    problems |= {name: ["会员资料里不能上传文件，请换一种题型。"] for name in files}
    for name in consents.keys() - sensitive.keys():
        problems[name] = ["没有这项敏感信息，不需要同意书。"]
    for name in _was_otherwise(key, definition):
        # Answers kept in the open cannot become secrets by changing the form, nor the other way round.
        problems[name] = ["已有的题目不能改变是否敏感，请换一个题目编号另建一题。"]
    for name in _depends_on(definition) & sensitive.keys():
        # Otherwise which further questions are answered would give the sensitive answer away.
        problems[name] = ["敏感信息不能作为显示条件。"]
    if not set(settings.get("visible_to", ())) <= set(VIEWERS):
        problems["visible_to"] = ["只能是 organizers 或 staff。"]
    if problems:
        raise InvalidInput(errors=problems)


def _is_asked_elsewhere(question: str, key: str) -> bool:
    section = sensitive_section(question)
    return section is not None and section.key != key


def _was_otherwise(key: str, definition: Definition) -> set[str]:
    """Questions that an earlier version of the section asked as sensitive and this one does not, or the reverse."""
    now = {question.key: question.sensitive for question in definition.questions()}
    versions = Form.select(Form.id).where(Form.key << [_shipped_form(key), _own_form(key)])
    return {
        question.key
        for form in stored_forms(version.id for version in versions).values()
        for question in form.definition.questions()
        if now.get(question.key, question.sensitive) != question.sensitive
    }


def _depends_on(definition: Definition) -> set[str]:
    return {item.question for condition in definition.conditions() for item in comparisons(condition)}


def change_settings(section: ProfileSection, **settings: Any) -> ProfileSection:
    """Change what a section is called, how long it stays fresh, who sees it and where it stands; its form stays.

    `settings`: title, description, freshness_days, visible_to. Raises InvalidInput.
    """
    if not set(settings.get("visible_to", ())) <= set(VIEWERS):
        raise InvalidInput(errors={"visible_to": ["只能是 organizers 或 staff。"]})
    with atomic():
        if section.form.key == _shipped_form(section.key):
            # Its own version of the form from now on: an upgrade would give it back the words it came with.
            settings["form"] = save_version(_own_form(section.key), section.form.definition)
        ProfileSection.update(**settings).where(ProfileSection.id == section.id).execute()
    changed: ProfileSection = ProfileSection.get_by_id(section.id)
    return changed


def move_section(section: ProfileSection, step: int) -> bool:
    """Let a section change places with the one before it (-1) or after it (1); False at either end."""
    with atomic():
        # All of them: sections added by hand may stand on one and the same place.
        order = [one.id for one in ProfileSection.select(ProfileSection.id).order_by(*IN_ORDER)]
        at = order.index(section.id)
        if not 0 <= at + step < len(order):
            return False
        order[at], order[at + step] = order[at + step], order[at]
        for position, section_id in enumerate(order):
            ProfileSection.update(position=position).where(ProfileSection.id == section_id).execute()
    return True
