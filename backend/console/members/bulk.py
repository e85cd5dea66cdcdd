"""Acts on those selected in the list: whom and what, shown before, then done, with the way back."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

import marshmallow as ma
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.audiences.models import Tag
from backend.audiences.services import create_tag
from backend.auth import current_caller, current_member_id
from backend.batches import services
from backend.batches.models import Batch, BatchMember
from backend.console.access import safe_next
from backend.console.lists import Column, Listing, wall
from backend.console.members.area import blueprint, reach_in_view
from backend.console.members.facts import places_and_tags
from backend.console.members.filters import MemberFilter, select_members
from backend.console.rendering import done, in_view, is_part, read_form, render
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.members.models import Member
from backend.schemas import Id, Text
from backend.scope import WRITE

KINDS = {"tag": "加标签", "untag": "去标签", "join": "加入组织", "move": "移到组织", "leave": "移出组织"}
_MOST_NAMED = 12
_MOST_PICKED = 100
_STATES = {
    "running": ("进行中", "do"),
    "done": ("已完成", "ok"),
    "undoing": ("正在撤销", "do"),
    "undone": ("已撤销", "off"),
}


class SelectionForm(ma.Schema):
    """What the list's form sends: ticked rows, or all that its query finds."""

    ids = ma.fields.List(Id(), load_default=list, validate=ma.validate.Length(max=_MOST_PICKED))
    all = ma.fields.Boolean(load_default=False)
    query = Text(load_default="", max_length=2_000)


class TargetForm(SelectionForm):
    tag_id = Id(load_default=None)
    new_tag = Text(load_default="", max_length=20)
    organization_id = Id(load_default=None)
    from_organization_id = Id(load_default=None)


def _require_writer() -> None:
    if not current_caller().scope.roots(WRITE):
        raise Forbidden


def _selected(form: dict[str, Any]) -> list[int]:
    """The members meant, as far as my roles let me change them."""
    member: Any = Member.alias("m")
    if form["all"]:
        given = dict(parse_qsl(form["query"]))
        rows = select_members(MemberFilter.of(given), given.get("q", "").strip()[:40], WRITE).rows
        return [row_id for (row_id,) in rows.select(rows.model.id).order_by(rows.model.id).tuples()]
    near = reach_in_view(WRITE).near(member.id)
    rows = member.select(member.id).where(member.id << form["ids"], member.state == "active", near)
    return [row_id for (row_id,) in rows.order_by(member.id).tuples()]


def _back(form: dict[str, Any]) -> str:
    if form["query"] or len(form["ids"]) != 1:
        return url_for("console_members.index") + (f"?{form['query']}" if form["query"] else "")
    return url_for("console_members.show", member_id=form["ids"][0])


@blueprint.get("/bulk/<any(tag,untag,join,move,leave):kind>")
def chosen_before(kind: str) -> BaseResponse:  # noqa: ARG001
    """The selection was in a form that is gone: select again."""
    return redirect(url_for("console_members.index"))


@blueprint.post("/bulk/<any(tag,untag,join,move,leave):kind>")
def choose(kind: str) -> Response:
    """Which tag, or which organization."""
    _require_writer()
    form = read_form(SelectionForm)
    return _choose_page(kind, form, _selected(form))


def _choose_page(kind: str, form: dict[str, Any], selected: list[int], **values: Any) -> Response:
    organizations, tags = places_and_tags(WRITE)
    chosen = MemberFilter.of(dict(parse_qsl(form["query"])))
    return render(
        "members/choose.html",
        title=KINDS[kind],
        kind=kind,
        form=form,
        number=len(selected),
        names=_names(selected[:_MOST_NAMED]),
        organizations=organizations,
        tags=tags,
        from_here=chosen.organization,
        back=_back(form),
        **values,
    )


def _names(member_ids: list[int]) -> list[str]:
    rows = Member.select(Member.name).where(Member.id << member_ids).order_by(Member.spelling, Member.id)
    return [row.name for row in rows]


@blueprint.post("/bulk/<any(tag,untag,join,move,leave):kind>/plan")
def plan(kind: str) -> BaseResponse:
    """Write the act down, and show what it will do."""
    _require_writer()
    form = read_form(TargetForm)
    selected = _selected(form)
    try:
        batch = services.plan_batch(_target(kind, form), selected, current_member_id())
    except InvalidInput as error:
        return _choose_page(kind, form, selected, status=422, values=request.form, errors=error.errors)
    return redirect(url_for("console_members.batch", batch_id=batch.id, back=_back(form)), 303)


def _target(kind: str, form: dict[str, Any]) -> services.Plan:
    scope = current_caller().scope
    if kind in ("tag", "untag"):
        tag: Tag | None = Tag.get_or_none(Tag.id == form["tag_id"]) if form["tag_id"] else None
        if tag is None and kind == "tag" and form["new_tag"]:
            place = form["organization_id"]
            if place is None:
                raise InvalidInput(errors={"organization_id": ["请选择新标签属于哪个组织。"]})
            scope.require(place, WRITE)
            tag = create_tag(place, form["new_tag"], current_member_id())
        if tag is None:
            raise InvalidInput(errors={"tag_id": ["请选择标签。"]})
        scope.require(tag.organization_id, WRITE)
        return services.Plan(kind, tag.organization_id, tag_id=tag.id)
    if form["organization_id"] is None:
        raise InvalidInput(errors={"organization_id": ["请选择组织。"]})
    if kind == "move" and form["from_organization_id"] is None:
        raise InvalidInput(errors={"from_organization_id": ["请选择从哪个组织移出。"]})
    for organization_id in (form["organization_id"], form["from_organization_id"] if kind == "move" else None):
        if organization_id is not None:
            scope.require(organization_id, WRITE)
    source = form["from_organization_id"] if kind == "move" else None
    return services.Plan(kind, form["organization_id"], from_organization_id=source)


@blueprint.post("/bulk/export")
def export_selected() -> BaseResponse:
    """To the workbook of those who are selected: the list's own, with its line in the audit trail."""
    form = read_form(SelectionForm)
    query = [(key, value) for key, value in parse_qsl(form["query"]) if key not in ("ids", "format", "page", "open")]
    if not form["all"]:
        if not form["ids"]:
            raise InvalidInput("没有选中任何人，请先在名单里勾选。")
        query += [("ids", str(one)) for one in form["ids"]]
    url = f"{url_for('console_members.index')}?{urlencode([*query, ('format', 'xlsx')])}"
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, 303)


def _load(batch_id: int) -> Batch:
    batch: Batch | None = Batch.get_or_none(Batch.id == batch_id)
    if batch is None or not current_caller().scope.covers(batch.organization_id):
        raise NotFound
    if batch.state == "draft" and batch.made_by_id != current_member_id():
        raise NotFound
    return batch


def _load_to_change(batch_id: int) -> Batch:
    batch = _load(batch_id)
    for organization_id in (batch.organization_id, batch.from_organization_id):
        if organization_id is not None:
            current_caller().scope.require(organization_id, WRITE)
    return batch


@blueprint.get("/batches/<entity_id:batch_id>")
def batch(batch_id: int) -> Response:
    """What an act will do, how far it is, or what it did."""
    batch = _load(batch_id)
    is_draft = batch.state == "draft"
    some = BatchMember.select().where(BatchMember.batch == batch.id).order_by(BatchMember.id).limit(_MOST_NAMED)
    members = [row.member_id for row in some]
    return render(
        "members/batch.html",
        wrapper="members/only_part.html" if is_part() else "console/layout.html",
        title=KINDS[batch.kind],
        batch=batch,
        state=_STATES.get(batch.state),
        names=_names(members),
        would_change=services.would_change(batch) if is_draft else 0,
        would_be_nowhere=services.would_be_nowhere(batch) if is_draft else 0,
        done_so_far=services.done_of(batch) if batch.state in ("running", "undoing") else 0,
        may_write=bool(current_caller().scope.roots(WRITE)),
        back=_page_back(),
    )


def _page_back() -> str:
    given = request.values.get("back")
    return safe_next(given) if given else url_for("console_members.index")


@blueprint.post("/batches/<entity_id:batch_id>/run")
def run(batch_id: int) -> BaseResponse:
    """Do it."""
    batch = services.start_batch(_load_to_change(batch_id), current_member_id())
    here = url_for("console_members.batch", batch_id=batch.id, back=_page_back())
    if batch.state != "done":
        return redirect(here, 303)
    undo = ("撤销", url_for("console_members.undo", batch_id=batch.id), {"back": _page_back()})
    text = f"已{batch.words}：{batch.changed} 人。" if batch.changed else "没有人需要改动。"
    return done(text, to=_page_back(), undo=undo if batch.changed else None)


@blueprint.post("/batches/<entity_id:batch_id>/undo")
def undo(batch_id: int) -> BaseResponse:
    """Take it back."""
    batch = services.undo_batch(_load_to_change(batch_id), current_member_id())
    if batch.state != "undone":
        return redirect(url_for("console_members.batch", batch_id=batch.id, back=_page_back()), 303)
    return done(f"已撤销“{batch.words}”，{batch.changed} 人恢复原样。", to=_page_back())


def _shown(rows: list[Batch]) -> list[dict[str, Any]]:
    ids = {row.made_by_id for row in rows if row.made_by_id is not None}
    names = {one.id: one.name for one in Member.select(Member.id, Member.name).where(Member.id << sorted(ids))}
    return [
        {
            "id": row.id,
            "words": row.words,
            "name": names.get(row.made_by_id or 0, "已注销"),
            "changed": row.changed,
            "created_at": row.created_at,
            "state": _STATES[row.state][0],
            "state_kind": _STATES[row.state][1],
            "may_undo": row.state == "done" and row.changed > 0,
        }
        for row in rows
    ]


_listing = Listing(
    name="批量记录",
    columns=[
        Column("words", "做了什么", width=32),
        Column("name", "谁做的"),
        Column("changed", "改动人数", is_number=True),
        Column("created_at", "时间", sort=Batch.created_at, value=wall("created_at")),
        Column("state", "状态"),
    ],
    sort="-created_at",
    arrange=_shown,
    subject="batch",
)


@blueprint.get("/batches")
def batches() -> Response:
    """What was done to many at once in the last thirty days, each with its way back."""
    may_write = bool(current_caller().scope.roots(WRITE))
    return _listing.answer(
        services.batches_of(in_view()), "members/batches.html", title="批量记录", may_write=may_write
    )
