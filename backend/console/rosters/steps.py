"""What takes an import from one step to the next, and what it says meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator

from flask import Response, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.audit.services import record
from backend.auth import current_member_id
from backend.console.rendering import done, with_policy
from backend.console.rosters.pages import blueprint, columns_page, frame, load_roster
from backend.console.rosters.wording import OUTCOMES, advice_for
from backend.errors import InvalidInput
from backend.rosters import batches
from backend.rosters.models import WORKING, RosterImport, RosterRow
from backend.scope import WRITE
from backend.workbooks import WORKBOOK, Book, Cell, file_name

# How long a request works on an import itself; the jobs process does the rest.
_AT_ONCE_S = 1.5
_LOOKED_AT = ("bad", "conflict")


def _page_of(roster: RosterImport) -> str:
    return url_for("console_rosters.show", roster_id=roster.id)


@blueprint.post("/<entity_id:roster_id>/columns")
def map_columns(roster_id: int) -> BaseResponse:
    """Take what was chosen for each column, and see what importing would do."""
    roster = load_roster(roster_id, WRITE)
    chosen = {
        one["column"]: request.form.get(f"column_{one['column']}", "") for one in roster.headings.get("columns", [])
    }
    try:
        batches.preview_import(roster, chosen)
    except InvalidInput as refusal:
        return columns_page(roster, 422, errors=refusal.errors, chosen=chosen)
    batches.advance(roster.id, _AT_ONCE_S)
    return done("已记住这些列的对应关系，下次同样的表头会自动带出。", to=_page_of(roster))


@blueprint.post("/<entity_id:roster_id>/back")
def go_back(roster_id: int) -> BaseResponse:
    """Choose the columns anew."""
    roster = load_roster(roster_id, WRITE)
    batches.change_columns(roster)
    return done("请重新选择各列对应什么。", to=_page_of(roster))


@blueprint.post("/<entity_id:roster_id>/apply")
def apply(roster_id: int) -> BaseResponse:
    """Write the people of the preview."""
    roster = load_roster(roster_id, WRITE)
    batches.apply_import(roster, current_member_id())
    batches.advance(roster.id, _AT_ONCE_S)
    is_done = RosterImport.get_by_id(roster.id).state == "done"
    words = "导入完成。" if is_done else "已开始导入，可以离开这个页面，导入会在后台继续。"
    return done(words, to=_page_of(roster))


@blueprint.post("/<entity_id:roster_id>/cancel")
def cancel(roster_id: int) -> BaseResponse:
    """Forget the file."""
    batches.cancel_import(load_roster(roster_id, WRITE))
    return done("已放弃这次导入，文件内容已清除，没有写入任何人。", to=url_for("console_rosters.index"))


@blueprint.post("/<entity_id:roster_id>/undo")
def undo(roster_id: int) -> BaseResponse:
    """Take the whole batch back."""
    roster = load_roster(roster_id, WRITE)
    batches.undo_import(roster, current_member_id())
    batches.advance(roster.id, _AT_ONCE_S)
    is_done = RosterImport.get_by_id(roster.id).state == "undone"
    return done("已撤销这次导入。" if is_done else "正在撤销，可以离开这个页面。", to=_page_of(roster))


@blueprint.get("/<entity_id:roster_id>/progress")
def progress(roster_id: int) -> Response:
    """How far it is, for the page that waits; the page itself once it is over."""
    roster = load_roster(roster_id)
    response = with_policy(render_template("rosters/progress.html", **frame(roster)))
    if roster.state not in WORKING:
        response.headers["HX-Redirect"] = _page_of(roster)
    return response


@blueprint.get("/<entity_id:roster_id>/left-out.xlsx")
def download_left_out(roster_id: int) -> Response:
    """The rows that were not imported, as typed, each with its reason: to be put right and imported again."""
    roster = load_roster(roster_id, WRITE)
    titles = [one["title"] for one in roster.headings.get("columns", []) if not one["is_sensitive"]]
    rows = RosterRow.select().where(RosterRow.roster == roster.id, RosterRow.outcome << _LOOKED_AT)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - Flask closes it when it is sent
    book = Book(file)
    columns = [(title, 18) for title in titles] + [("行", 6), ("结果", 10), ("原因", 48), ("怎么办", 48)]
    number = book.add_sheet("未导入", columns, _left_out(titles, rows.order_by(RosterRow.number)))
    book.close()
    file.seek(0)
    record(
        action="export_list",
        subject_kind="roster_import",
        subject_id=roster.id,
        actor_id=current_member_id(),
        organization_id=roster.organization_id,
        detail={"list": "未导入的行", "rows": number},
    )
    return send_file(file, WORKBOOK, as_attachment=True, download_name=file_name("未导入", roster.file_name[:-5]))


def _left_out(titles: list[str], rows: Iterable[RosterRow]) -> Iterator[list[Cell]]:
    for row in rows:
        content = row.content
        messages = [one["message"] for one in content["problems"]]
        reasons = "；".join(f"{one['cell']} {one['message']}".strip() for one in content["problems"])
        cells = content.get("cells", {})
        yield [
            *(cells.get(title, "") for title in titles),
            row.number,
            OUTCOMES[row.outcome][0],
            reasons,
            advice_for(row.outcome, messages),
        ]
