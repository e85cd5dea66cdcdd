"""Sections of the profile (资料栏目): what members are asked, how long it is fresh, who sees it; sensitive fields."""

from __future__ import annotations

import re
import secrets
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from peewee import JOIN
from werkzeug.wrappers import Response as BaseResponse

from backend.audit.services import record
from backend.auth import current_caller, current_member_id
from backend.console.rendering import done, in_view, read_form
from backend.console.settings.blueprint import blueprint, require_whole, show
from backend.database import Statement, atomic
from backend.errors import DomainError, Forbidden, InvalidInput, NotFound
from backend.forms.drafts import adopt_draft, drafted
from backend.forms.store import stored_form, stored_forms
from backend.organizations.models import Organization
from backend.profiles.definitions import IN_ORDER, change_settings, define_section, move_section
from backend.profiles.models import ProfileSection
from backend.schemas import Id, Text
from backend.scope import ADMINISTER

VIEWER_WORDS = {"organizers": "我参加的活动的组织者", "staff": "范围内的工作人员"}
_TYPES = {"text": "填空（一行文字）", "date": "日期", "single": "单选"}
_MOST_OPTIONS = 30


_HOLD = Statement("UPDATE profile_section SET position = position WHERE id = ?")


class WaitingQuestions(DomainError):
    status, code, message = (
        409,
        "waiting_questions",
        "题目里有还没采用的修改，请先到“修改题目”里采用或撤销，再添加敏感信息。",
    )


class SectionSchema(ma.Schema):
    title = Text(required=True, min_length=1, max_length=30)
    description = Text(load_default="", max_length=200)
    freshness_days = ma.fields.Integer(required=True, validate=ma.validate.Range(7, 3650, error="请填 7 到 3650 天。"))
    visible_to = ma.fields.List(ma.fields.String(validate=ma.validate.OneOf(tuple(VIEWER_WORDS))), load_default=list)


class NewSectionSchema(SectionSchema):
    organization_id = Id(load_default=None, allow_none=True)


class SensitiveSchema(ma.Schema):
    title = Text(required=True, min_length=1, max_length=30)
    type = ma.fields.String(required=True, validate=ma.validate.OneOf(tuple(_TYPES)))
    options = Text(load_default="", max_length=1000)
    purpose = Text(required=True, min_length=4, max_length=200)
    consent = Text(required=True, min_length=20, max_length=1000)
    agreed = Text(load_default="", max_length=30)


@blueprint.get("/sections")
def sections() -> Response:
    """Every section in the order members see them."""
    rows = list(
        ProfileSection.select(ProfileSection, Organization).join(Organization, JOIN.LEFT_OUTER).order_by(*IN_ORDER)
    )
    rows = [one for one in rows if one.organization_id is None or one.organization_id in _seen()]
    forms = stored_forms(one.form_id for one in rows)
    lines = [
        {
            "id": one.id,
            "title": one.title,
            "place": one.organization.name if one.organization is not None else "全部会员",
            "questions": sum(1 for _ in forms[one.form_id].definition.questions()),
            "sensitive": len(one.consents),
            "freshness_days": one.freshness_days,
            "visible_to": [VIEWER_WORDS[name] for name in one.visible_to],
        }
        for one in rows
    ]
    return show("sections", "settings/sections.html", can_write=_may_add(), lines=lines)


@blueprint.get("/sections/<entity_id:section_id>")
def section(section_id: int) -> Response:
    """One section: its settings, its questions, its sensitive fields."""
    return _page(load(section_id))


@blueprint.post("/sections/<entity_id:section_id>")
def put_section(section_id: int) -> BaseResponse:
    """Change its settings."""
    found = load(section_id, to_write=True)
    try:
        given = read_form(SectionSchema)
    except InvalidInput as error:
        return _page(found, status=422, errors=error.errors, values=request.form)
    with atomic():
        changed = change_settings(found, **given)
        if changed.form_id != found.form_id:
            # The same questions as another version: what waits to be taken into use goes on from there.
            adopt_draft(form_key(found), changed.form_id)
        record_section("section.changed", found, {"before": settings_of(found), "after": given})
    return done(f"“{given['title']}”已改好。", to=url_for("console_settings.section", section_id=section_id))


@blueprint.post("/sections/<entity_id:section_id>/move")
def put_place(section_id: int) -> BaseResponse:
    """One place up or down."""
    require_whole()
    found = load(section_id, to_write=True)
    step = -1 if request.form.get("to") == "up" else 1
    with atomic():
        if move_section(found, step):
            record_section("section.changed", found, {"moved": step})
    return done(f"“{found.title}”已{'上' if step < 0 else '下'}移。", to=url_for("console_settings.sections"))


@blueprint.get("/sections/new")
def ask_section() -> Response:
    """A form for another section."""
    return _new()


@blueprint.post("/sections/new")
def post_section() -> BaseResponse:
    """Add one with a first question; the others are built afterwards."""
    try:
        given = read_form(NewSectionSchema)
    except InvalidInput as error:
        return _new(status=422, errors=error.errors, values=request.form)
    _require_place(given["organization_id"])
    key = f"s{secrets.token_hex(4)}"
    question = {"key": f"{key}_1", "type": "text", "title": given["title"]}
    definition = {"sections": [{"key": key, "title": given["title"], "questions": [question]}]}
    last = ProfileSection.select().order_by(ProfileSection.position.desc()).first()
    with atomic():
        made = define_section(key, definition, position=last.position + 10 if last else 0, **given)
        record_section("define_section", made, {"title": made.title})
    return done("栏目已建好，请接着写题目。", to=url_for("console_settings.section", section_id=made.id))


@blueprint.get("/sections/<entity_id:section_id>/sensitive")
def ask_sensitive(section_id: int) -> Response:
    """A sensitive field: what it is, what for, and the words members agree to."""
    return _sensitive(load(section_id, to_write=True))


@blueprint.post("/sections/<entity_id:section_id>/sensitive")
def post_sensitive(section_id: int) -> BaseResponse:
    """First shown as members will see it; added only when its name was typed once more."""
    found = load(section_id, to_write=True)
    try:
        given = read_form(SensitiveSchema)
        question = _question(given)
    except InvalidInput as error:
        return _sensitive(found, status=422, errors=error.errors, values=request.form)
    if given["agreed"] != given["title"]:
        wrong = {"agreed": ["与名称不一致，请再输入一次。"]} if given["agreed"] else None
        return _sensitive(found, status=422 if wrong else 200, errors=wrong, values=request.form, to_agree=given)
    with atomic():
        hold(found)
        found = load(section_id, to_write=True)
        definition = stored_form(found.form_id).data
        if drafted(form_key(found), found.form_id) not in (None, definition):
            raise WaitingQuestions
        parts = definition["sections"]
        parts = [*parts[:-1], {**parts[-1], "questions": [*parts[-1]["questions"], question]}]
        consents = {**found.consents, question["key"]: given["consent"]}
        define_section(found.key, {**definition, "sections": parts}, consents=consents, **settings_of(found))
        record_section(
            "define_section",
            found,
            {"sensitive": given["title"], "purpose": given["purpose"], "consent": given["consent"]},
        )
    text = f"敏感信息“{given['title']}”已建好，会员单独同意后才能填写。"
    return done(text, to=url_for("console_settings.section", section_id=section_id))


def form_key(found: ProfileSection) -> str:
    """What the draft of its questions is kept by."""
    return f"section:{found.key}"


def hold(found: ProfileSection) -> None:
    """Keep others from changing it until the transaction ends."""
    _HOLD.run(found.id)


def _question(given: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = {
        "key": f"f{secrets.token_hex(4)}",
        "type": given["type"],
        "title": given["title"],
        "sensitive": True,
        "purpose": given["purpose"],
    }
    if given["type"] == "single":
        labels = [one.strip() for one in re.split(r"[\n、,，]", given["options"]) if one.strip()]
        if not 2 <= len(labels) <= _MOST_OPTIONS or len(set(labels)) < len(labels):
            raise InvalidInput(errors={"options": [f"请写 2 到 {_MOST_OPTIONS} 个不同的选项，一行一个。"]})
        question["options"] = [{"value": f"o{number}", "label": label} for number, label in enumerate(labels, 1)]
    return question


def load(section_id: int, *, to_write: bool = False) -> ProfileSection:
    """NotFound for a section of an organization out of sight, Forbidden for who may not change it."""
    found = ProfileSection.get_or_none(ProfileSection.id == section_id)
    if found is None or (
        found.organization_id is not None and not current_caller().scope.covers(found.organization_id)
    ):
        raise NotFound
    if to_write:
        _require_place(found.organization_id)
    section: ProfileSection = found
    return section


def _require_place(organization_id: int | None) -> None:
    if organization_id is None:
        require_whole()
    else:
        current_caller().scope.require(organization_id, ADMINISTER)


def _may_add() -> bool:
    return bool(current_caller().scope.roots(ADMINISTER))


def may_change(found: ProfileSection) -> bool:
    try:
        _require_place(found.organization_id)
    except (Forbidden, NotFound):
        return False
    return True


def _seen() -> set[int]:
    return {row[0] for row in in_view().tuples()}


def settings_of(found: ProfileSection) -> dict[str, Any]:
    names = ("title", "description", "freshness_days", "visible_to")
    return {name: getattr(found, name) for name in names}


def _page(found: ProfileSection, *, status: int = 200, errors: Any = None, values: Any = None) -> Response:
    questions = list(stored_form(found.form_id).definition.questions())
    return show(
        "sections",
        "settings/section.html",
        status=status,
        errors=errors,
        values=values or settings_of(found),
        chosen=values.getlist("visible_to") if values else found.visible_to,
        can_write=may_change(found),
        section=found,
        place=found.organization.name if found.organization is not None else "全部会员",
        viewers=VIEWER_WORDS,
        questions=questions,
        sensitive=[
            {"title": one.title, "purpose": one.purpose, "consent": found.consents.get(one.key, "")}
            for one in questions
            if one.sensitive
        ],
    )


def _new(*, status: int = 200, errors: Any = None, values: Any = None) -> Response:
    scope = current_caller().scope
    if not scope.roots(ADMINISTER):
        raise Forbidden
    roots = Organization.select().where(Organization.id << scope.roots(ADMINISTER)).order_by(Organization.id)
    places = [(str(one.id), f"{one.name}和下级的会员") for one in roots]
    if scope.covers_everything():
        places.insert(0, ("", "全部会员"))
    return show(
        "sections",
        "settings/section_new.html",
        status=status,
        errors=errors,
        values=values or {"freshness_days": 365},
        chosen=values.getlist("visible_to") if values else ["staff"],
        can_write=True,
        places=places,
        viewers=VIEWER_WORDS,
    )


def _sensitive(
    found: ProfileSection,
    *,
    status: int = 200,
    errors: Any = None,
    values: Any = None,
    to_agree: dict[str, Any] | None = None,
) -> Response:
    return show(
        "sections",
        "settings/sensitive.html",
        status=status,
        errors=errors,
        values=values or {},
        can_write=True,
        section=found,
        types=list(_TYPES.items()),
        type_words=_TYPES,
        to_agree=to_agree,
    )


def record_section(action: str, found: ProfileSection, detail: dict[str, Any]) -> None:
    record(
        action=action,
        subject_kind="profile_section",
        subject_id=found.id,
        actor_id=current_member_id(),
        organization_id=found.organization_id,
        detail=detail,
    )
