"""Answers kept ready, as staff keep them."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.cases.kind_files import OUTCOMES, all_kinds, kind_of
from backend.cases.models import ReplyTemplate
from backend.cases.ready import PLACES, TitleTaken, delete_template, save_template, templates_in, unknown_places
from backend.console.lists import Column, Listing, wall
from backend.console.places import place_choices
from backend.console.rendering import done, in_view, read_form, render
from backend.console.suggestions.area import blueprint
from backend.errors import InvalidInput, NotFound
from backend.organizations.models import Organization
from backend.schemas import Id, Text
from backend.scope import READ, WRITE


class TemplateSchema(ma.Schema):
    organization_id = Id(required=True, error_messages={"required": "请选择组织。"})
    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(tuple(all_kinds())))
    title = Text(required=True, min_length=2, max_length=40, error_messages={"required": "请起个名称。"})
    text = Text(required=True, min_length=2, max_length=5_000, error_messages={"required": "请写答复内容。"})
    outcome = ma.fields.String(load_default="", validate=ma.validate.OneOf(("", *OUTCOMES)))


def _shown(rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "title": row.title,
            "organization_name": row.organization.name,
            "outcome_word": kind_of(row.kind).outcomes.get(row.outcome, "") if row.kind in all_kinds() else "",
            "text": row.text,
            "updated_at": row.updated_at,
        }
        for row in rows
    ]


_listing = Listing(
    name="答复模板",
    columns=[
        Column("title", "名称", sort=ReplyTemplate.title, width=24),
        Column("text", "内容", width=60),
        Column("outcome_word", "办理结果"),
        Column("organization_name", "组织", sort=Organization.name, width=20),
        Column("updated_at", "修改时间", sort=ReplyTemplate.updated_at, value=wall("updated_at")),
    ],
    sort="title",
    arrange=_shown,
    subject="reply_template",
)


@blueprint.get("/templates")
def list_templates() -> Response:
    """The templates of my organizations."""
    rows = templates_in(in_view())
    if words := request.args.get("q", "").strip()[:60]:
        rows = rows.where(ReplyTemplate.title.contains(words) | ReplyTemplate.text.contains(words))
    return _listing.answer(rows, "suggestions/templates.html", title="答复模板", may_write=bool(_roots()))


@blueprint.get("/templates/new")
def new_template() -> Response:
    """An empty form."""
    if not _roots():
        raise NotFound
    return _form(None, {})


@blueprint.post("/templates/new")
def create_template() -> BaseResponse:
    """Keep a new one."""
    return _save(None)


@blueprint.get("/templates/<entity_id:template_id>")
def edit_template(template_id: int) -> Response:
    """One template; who may not change it can still read it."""
    template = _load(template_id, READ)
    names = ("organization_id", "kind", "title", "text", "outcome")
    return _form(template, {name: getattr(template, name) for name in names})


@blueprint.post("/templates/<entity_id:template_id>")
def change_template(template_id: int) -> BaseResponse:
    """Keep it as it is now."""
    return _save(_load(template_id))


@blueprint.post("/templates/<entity_id:template_id>/delete")
def remove_template(template_id: int) -> BaseResponse:
    """Keep it no longer."""
    delete_template(_load(template_id), current_member_id())
    return done("已删除这个答复模板，已发出的答复不受影响。", to=url_for("console_suggestions.list_templates"))


def _save(template: ReplyTemplate | None) -> BaseResponse:
    try:
        values = read_form(TemplateSchema)
        if unknown := unknown_places(values["text"]):
            raise InvalidInput(errors={"text": [f"没有“{{{unknown[0]}}}”这个填充项，请从下面列出的里选。"]})
        current_caller().scope.require(values["organization_id"], WRITE)
        save_template(template, current_member_id(), values)
    except InvalidInput as error:
        return _form(template, request.form, error.errors)
    except TitleTaken as error:
        return _form(template, request.form, {"title": [error.message]})
    return done("答复模板已保存。", to=url_for("console_suggestions.list_templates"))


def _load(template_id: int, names: tuple[str, ...] = WRITE) -> ReplyTemplate:
    template: ReplyTemplate | None = ReplyTemplate.get_or_none(ReplyTemplate.id == template_id)
    if template is None:
        raise NotFound
    current_caller().scope.require(template.organization_id, names)
    return template


def _form(template: ReplyTemplate | None, values: Any, errors: Any = None) -> Response:
    kinds = all_kinds()
    return render(
        "suggestions/template.html",
        status=422 if errors else 200,
        title="修改答复模板" if template else "新建答复模板",
        kept=template,
        values=values,
        errors=errors,
        organizations=place_choices(current_caller().scope.organizations(WRITE)),
        kinds=[(kind.key, kind.title) for kind in kinds.values()],
        outcomes=list(next(iter(kinds.values())).outcomes.items()),
        places=PLACES,
        may_write=template is None or current_caller().scope.covers(template.organization_id, WRITE),
    )


def _roots() -> list[int]:
    return current_caller().scope.roots(WRITE)
