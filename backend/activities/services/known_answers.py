"""Signup questions that the member's own record answers already: shown, not asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from backend import clock
from backend.forms import Definition, Question, Section, check_answers
from backend.forms.conditions import comparisons
from backend.forms.store import StoredForm, stored_forms
from backend.forms.wording import answer_text
from backend.profiles.models import ProfileSection
from backend.profiles.progress import current_answers
from backend.profiles.queries import sections_with_answers


def find_obstacles_to_known(definition: Definition) -> dict[str, list[str]]:
    """What is wrong with the questions that name one of the profile, by key, in words."""
    wanted = {question.key: question for question in definition.questions() if question.known_from}
    if not wanted:
        return {}
    forms = _profile_forms()
    looked_at = _looked_at(definition)
    conditional = {key for key, section in _placed(definition) if section.show_if is not None}
    problems: dict[str, list[str]] = {}
    for key, question in wanted.items():
        section, _, name = question.known_from.partition(".")
        source = next((one for one in forms.get(section, Definition(())).questions() if one.key == name), None)
        words = None
        if source is None:
            words = f"会员资料中没有 {question.known_from} 这一题。"
        elif source.sensitive:
            words = "敏感信息不能从会员资料带入。"
        elif not _is_alike(question, source):
            words = "题型或选项与会员资料中的这一题不同，不能带入。"
        elif _has_logic(question) or key in conditional or key in looked_at:
            words = "和显示条件有关的题目不能从会员资料带入。"
        if words is not None:
            problems[key] = [words]
    return problems


def find_known_answers(form: StoredForm, member_id: int | None) -> dict[str, Any]:
    """Answers to the form's questions that the member's profile holds and that are valid here; at most one statement.

    A profile may have changed since the activity was planned: what no longer fits is asked as usual.
    """
    wanted = [question for question in form.definition.questions() if question.known_from]
    if not wanted or member_id is None:
        return {}
    today = clock.business_today()
    rows = {row.key: row for row in sections_with_answers(member_id)}
    forms = stored_forms(row.form_id for row in rows.values())
    known: dict[str, Any] = {}
    for question in wanted:
        section, _, name = question.known_from.partition(".")
        if section not in rows:
            continue
        profile = forms[rows[section].form_id].definition
        source = next((one for one in profile.questions() if one.key == name and not one.sensitive), None)
        value = current_answers(profile, rows[section], today).get(name)
        if source is None or value is None or not _is_alike(question, source):
            continue
        alone = Definition((Section("known", "", "", None, (question,)),))
        checked = check_answers(alone, {question.key: value}, today)
        if not checked.errors and question.key in checked.values:
            known[question.key] = checked.values[question.key]
    return known


def shown_known_answers(form: StoredForm, known: dict[str, Any]) -> list[dict[str, str]]:
    """The answers as `KnownAnswerSchema` shows them, in the order of the form."""
    return [
        {"key": question.key, "title": question.title, "text": answer_text(question, known[question.key])}
        for question in form.definition.questions()
        if question.key in known
    ]


def definition_without(data: dict[str, Any], known: dict[str, Any]) -> dict[str, Any] | None:
    """The form's definition less what is known; None if nothing is left to ask."""
    sections = [
        {**section, "questions": [one for one in section["questions"] if one["key"] not in known]}
        for section in data["sections"]
    ]
    left = [section for section in sections if section["questions"]]
    return {**data, "sections": left} if left else None


def _profile_forms() -> dict[str, Definition]:
    sections = list(ProfileSection.select(ProfileSection.key, ProfileSection.form))
    forms = stored_forms(section.form_id for section in sections)
    return {section.key: forms[section.form_id].definition for section in sections}


def _is_alike(question: Question, source: Question) -> bool:
    """Whether an answer to one means the same as an answer to the other."""

    def shape(one: Question) -> tuple[Any, ...]:
        values = (tuple(sorted(option.value for option in part)) for part in (one.options, one.rows, one.columns))
        return (one.type, one.other, one.unit, *values)

    return shape(question) == shape(source)


def _has_logic(question: Question) -> bool:
    return question.show_if is not None or any(row.show_if is not None for row in question.rows)


def _placed(definition: Definition) -> Iterator[tuple[str, Section]]:
    for section in definition.sections:
        for question in section.questions:
            yield question.key, section


def _looked_at(definition: Definition) -> set[str]:
    return {item.question for condition in definition.conditions() for item in comparisons(condition)}
