"""Putting in what the association knows, for the member to confirm."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.members.area import blueprint, load_member
from backend.console.rendering import done, render
from backend.errors import NotFound
from backend.forms import Question
from backend.forms.store import stored_form
from backend.members.models import Member
from backend.profiles.progress import current_answers
from backend.profiles.reading import visible_sections
from backend.profiles.services import InvalidAnswers, prefill
from backend.scope import WRITE

# What fits into one field of a form; the rest the member fills in alone.
_SIMPLE = ("text", "number", "date", "single", "multiple")


@blueprint.get("/<entity_id:member_id>/sections/<string(maxlength=64):key>")
def ask_section(member_id: int, key: str) -> Response:
    """A section as it stands, to be filled in on behalf."""
    member = load_member(member_id, WRITE)
    section, questions, answers = _section(member, key)
    return _page(member, section, questions, answers)


@blueprint.post("/<entity_id:member_id>/sections/<string(maxlength=64):key>")
def fill_section(member_id: int, key: str) -> BaseResponse:
    """Put the values in. Fields left empty erase nothing; the member is asked whether it is right."""
    member = load_member(member_id, WRITE)
    section, questions, _ = _section(member, key)
    given = {question.key: _read(question) for question in questions}
    try:
        changed = prefill(member.id, key, given, actor_kind="staff", actor_id=current_member_id())
    except InvalidAnswers as error:
        return _page(member, section, questions, given, status=422, errors=error.errors)
    here = url_for("console_members.show", member_id=member.id)
    if not changed:
        return done("没有改动。", to=here)
    return done(f"已填入 {len(changed)} 项，等本人在小程序里确认。", to=here)


def _section(member: Member, key: str) -> tuple[Any, list[Question], dict[str, Any]]:
    sections = visible_sections(member.id, "staff", current_caller().scope)
    section = next((row for row in sections if row.key == key), None)
    if section is None:
        raise NotFound
    form = stored_form(section.form_id)
    questions = [one for one in form.definition.questions() if one.type in _SIMPLE and not one.sensitive]
    return section, questions, current_answers(form.definition, section, clock.business_today())


def _read(question: Question) -> Any:
    if question.type == "multiple":
        return [value for value in request.form.getlist(question.key) if value]
    text = request.form.get(question.key, "").replace("\r\n", "\n").strip()
    if question.type != "number":
        return text
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        # The form says in its own words what it takes.
        return text


def _page(member: Member, section: Any, questions: list[Question], answers: dict[str, Any], **values: Any) -> Response:
    return render(
        "members/fill.html",
        title=f"代填{section.title}",
        member=member,
        section=section,
        questions=questions,
        answers=answers,
        **values,
    )
