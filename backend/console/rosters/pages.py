"""The list of imports, uploading a file, and one import at whatever step it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.access import ConsoleBlueprint
from backend.console.lists import Column, Listing, Shown, wall
from backend.console.places import place_choices
from backend.console.rendering import done, in_view, render
from backend.console.rosters.rows import ROWS
from backend.console.rosters.wording import OUTCOMES, STATES, count_words
from backend.errors import Forbidden, NotFound
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.rosters.batches import UNDO_DAYS, count_undone, draft_of, is_remembered, start_import
from backend.rosters.columns import COLUMN_TITLES
from backend.rosters.models import WORKING, RosterImport, RosterRow
from backend.rosters.workbook import RosterUnreadable
from backend.schemas import read_id
from backend.scope import READ, WRITE

blueprint = ConsoleBlueprint("rosters", "/members/import", needs=READ, takes_files=True)


def load_roster(roster_id: int, names: tuple[str, ...] = READ) -> RosterImport:
    """An import the caller may see, or change. Raises NotFound, Forbidden."""
    roster: RosterImport | None = RosterImport.get_or_none(RosterImport.id == roster_id)
    if roster is None:
        raise NotFound
    current_caller().scope.require(roster.organization_id, names)
    return roster


_LIST = Listing(
    name="导入记录",
    columns=[
        Column("file_name", "文件", sort=RosterImport.file_name, width=30),
        Column("organization", "导入到"),
        Column("state", "状态"),
        Column("counts", "结果", width=40),
        Column("by", "导入人"),
        Column("at", "时间", sort=RosterImport.at, value=wall("at"), width=18),
    ],
    sort="-at",
    arrange=lambda rosters: _shown(rosters),
    subject="roster_import",
)


@blueprint.get("")
def index() -> Response:
    """Every import into what I look at, the latest first."""
    rosters = RosterImport.select().where(RosterImport.organization << in_view(), RosterImport.state != "cancelled")
    if text := request.args.get("q", "").strip():
        rosters = rosters.where(RosterImport.file_name.contains(text))
    return _LIST.answer(
        rosters, "rosters/list.html", title="导入记录", may_write=bool(current_caller().scope.roots(WRITE))
    )


def _shown(rosters: Sequence[RosterImport]) -> Sequence[Shown]:
    wanted = {one.organization_id for one in rosters}
    names = {one.id: one.name for one in Organization.select().where(Organization.id << list(wanted))}
    importers = {one.imported_by_id for one in rosters}
    people = {one.id: one.name for one in Member.select().where(Member.id << list(importers))}
    now = clock.now()
    return [
        {
            "id": one.id,
            "file_name": one.file_name,
            "organization": names.get(one.organization_id, ""),
            "state": STATES[one.state][0],
            "kind": STATES[one.state][1],
            "counts": count_words(one.counts),
            "by": people.get(one.imported_by_id or 0, "命令行"),
            "at": one.at,
            "can_be_undone": one.can_be_undone(now),
        }
        for one in rosters
    ]


@blueprint.get("/new")
def choose() -> Response:
    """Step one: the file, and the organization it is about."""
    if not current_caller().scope.roots(WRITE):
        raise Forbidden
    return _choose_page()


def _choose_page(status: int = 200, **values: Any) -> Response:
    organizations = place_choices(in_view(WRITE))
    return render("rosters/choose.html", status=status, title="导入会员", organizations=organizations, step=1, **values)


@blueprint.post("/new")
def upload() -> BaseResponse:
    """Read the file; nothing is written but what is needed to go on."""
    organization_id = read_id(request.form.get("organization_id"))
    file = request.files.get("file")
    errors: dict[str, list[str]] = {}
    if not organization_id:
        errors["organization_id"] = ["请选择把这些人导入到哪个组织。"]
    else:
        current_caller().scope.require(organization_id)
    if file is None or not file.filename:
        errors["file"] = ["请选择一个 .xlsx 文件。"]
    if errors or file is None or organization_id is None:
        return _choose_page(422, errors=errors, values=request.form)
    name = file.filename or "roster.xlsx"
    try:
        roster = start_import(cast(BinaryIO, file.stream), organization_id, name[-100:], current_member_id())
    except RosterUnreadable as refusal:
        return _choose_page(422, errors={"file": [refusal.message]}, values=request.form)
    return done("文件已读取，请核对各列对应什么。", to=url_for("console_rosters.show", roster_id=roster.id))


@blueprint.get("/<entity_id:roster_id>")
def show(roster_id: int) -> Response:
    """One import, at the step it is at."""
    roster = load_roster(roster_id)
    if roster.state == "mapping":
        return columns_page(roster)
    if roster.state in WORKING:
        return render("rosters/working.html", title=roster.file_name, **frame(roster))
    if roster.state == "cancelled":
        return render("rosters/cancelled.html", title=roster.file_name, **frame(roster))
    return _rows_page(roster)


def frame(roster: RosterImport) -> dict[str, Any]:
    """What every page of one import shows."""
    return {
        "roster": roster,
        "organization": Organization.get_by_id(roster.organization_id).name,
        "step": {"mapping": 2, "checking": 3, "ready": 3, "applying": 4}.get(roster.state, 5),
        "state": STATES[roster.state],
        "may_write": current_caller().scope.covers(roster.organization_id, WRITE),
        "undo_days": UNDO_DAYS,
    }


def columns_page(roster: RosterImport, status: int = 200, **values: Any) -> Response:
    """Step two: what each column means."""
    table = draft_of(roster)
    fields = {column: field for field, column in roster.mapping.items()}
    columns = [
        {
            **one,
            "samples": [] if one["is_sensitive"] else table.samples(one["column"]),
            "field": values.get("chosen", fields).get(one["column"], ""),
        }
        for one in roster.headings["columns"]
    ]
    return render(
        "rosters/columns.html",
        status=status,
        title=roster.file_name,
        columns=columns,
        fields=list(COLUMN_TITLES.items()),
        is_remembered=is_remembered(roster),
        **frame(roster),
        **values,
    )


def _rows_page(roster: RosterImport) -> Response:
    rows = RosterRow.select().where(RosterRow.roster == roster.id)
    shown = request.args.get("outcome", "")
    if shown in OUTCOMES:
        rows = rows.where(RosterRow.outcome == shown)
    elif shown in ("removed", "put_back", "stayed"):
        rows = rows.where(RosterRow.undone == shown)
    return ROWS.answer(
        rows,
        "rosters/rows.html",
        title=roster.file_name,
        outcomes=OUTCOMES,
        shown=shown,
        undone=count_undone(roster.id) if roster.state == "undone" else None,
        can_be_undone=roster.can_be_undone(clock.now()),
        ignored=[one["title"] for one in roster.headings.get("columns", []) if one["is_sensitive"]],
        **frame(roster),
    )
