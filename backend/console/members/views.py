"""Filters kept under a name: one's own, or for everybody who may look into the organization."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.audiences import services
from backend.audiences.models import SavedFilter
from backend.auth import current_caller, current_member_id
from backend.console.access import current_desk
from backend.console.members.area import blueprint, may_write
from backend.console.members.filters import MemberFilter
from backend.console.rendering import done, in_view, is_part, read_form, render
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.schemas import Id, Text
from backend.scope import WRITE

_MOST = 50


class ViewForm(ma.Schema):
    name = Text(required=True, min_length=1, max_length=40)
    query = Text(load_default="", max_length=1_000)
    is_shared = ma.fields.Boolean(load_default=False)
    # Where a deleted view was kept, for having it back there.
    organization_id = Id(load_default=None)


@blueprint.get("/views")
def views() -> Response:
    """The views I may use, and a form that keeps the present filters as one."""
    return _page(MemberFilter.of(request.args))


def _page(chosen: MemberFilter, **values: Any) -> Response:
    rows = (
        SavedFilter.select()
        .where(SavedFilter.organization << in_view(), SavedFilter.for_eyes_of(current_member_id()))
        .order_by(SavedFilter.owner.is_null(), SavedFilter.name)
        .limit(_MOST)
    )
    return render(
        "members/views.html",
        title="会员视图",
        wrapper="members/only_part.html" if is_part() else "console/layout.html",
        filter=chosen,
        kept=[
            {
                "id": row.id,
                "name": row.name,
                "is_mine": row.owner_id is not None,
                "query": shown.query,
                "may_delete": row.owner_id is not None or may_write(),
            }
            for row in rows
            if (shown := MemberFilter.kept(row.definition)) is not None
        ],
        may_write=may_write(),
        **values,
    )


@blueprint.post("/views")
def save_view() -> BaseResponse:
    """Keep the filters under a name."""
    scope = current_caller().scope
    if not scope.roots(WRITE):
        raise Forbidden
    chosen = MemberFilter.of(dict(parse_qsl(request.form.get("query", ""))))
    try:
        form = read_form(ViewForm)
        place = form["organization_id"] or _place_of(chosen)
        scope.require(place, WRITE)
        services.check_audience(chosen.definition, place, scope, current_member_id())
    except InvalidInput as error:
        return _page(chosen, status=422, values=request.form, errors=error.errors)
    services.save_filter(place, form["name"], chosen.definition, current_member_id(), is_personal=not form["is_shared"])
    return done(f"已保存视图“{form['name']}”。", to=_list_url(chosen))


def _place_of(chosen: MemberFilter) -> int:
    """Whose view it is: the organization it is about."""
    return chosen.organization or current_desk().organization_id or current_caller().scope.roots(WRITE)[0]


def _list_url(chosen: MemberFilter) -> str:
    return url_for("console_members.index") + (f"?{chosen.query}" if chosen.query else "")


@blueprint.post("/views/<entity_id:filter_id>/delete")
def delete_view(filter_id: int) -> BaseResponse:
    """Forget a view; the list itself stays as it is."""
    saved: SavedFilter | None = SavedFilter.get_or_none(
        SavedFilter.id == filter_id, SavedFilter.for_eyes_of(current_member_id())
    )
    if saved is None:
        raise NotFound
    current_caller().scope.require(saved.organization_id, WRITE)
    chosen = MemberFilter.kept(saved.definition)
    if chosen is None:
        raise NotFound
    saved.delete_instance()
    again = {
        "name": saved.name,
        "query": chosen.query,
        "is_shared": "1" if saved.owner_id is None else "0",
        "organization_id": str(saved.organization_id),
    }
    undo = ("撤销", url_for("console_members.save_view"), again)
    return done(f"已删除视图“{saved.name}”。", to=url_for("console_members.index"), undo=undo)
