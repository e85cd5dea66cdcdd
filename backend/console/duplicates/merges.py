"""Merging two records side by side, and the list of merges that may be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.duplicates.pages import blueprint, described
from backend.console.lists import Column, Listing, Shown, wall
from backend.console.rendering import done, in_view, render
from backend.errors import NotFound
from backend.members.models import Member
from backend.merging.choosing import fields_of
from backend.merging.models import MemberMerge
from backend.merging.services import UNDO_DAYS, merge_members, require_both, undo_merge
from backend.scope import WRITE

_MAX_ID_DIGITS = 19
_ENDED = {
    "undone": ("已撤销", "off"),
    "erased": ("本人已注销，不能撤销", "off"),
    "consent_withdrawn": ("本人已撤回授权，不能撤销", "off"),
}
_OPEN, _OVER = ("可以撤销", "ok"), ("已过期，不能撤销", "off")


def _pair_of(source: Any) -> tuple[int, int]:
    """Whose record stays, and whose goes into it. Raises NotFound for what are no ids."""
    kept, gone = source.get("kept", ""), source.get("gone", "")
    for text in (kept, gone):
        if not (text.isascii() and text.isdigit() and len(text) < _MAX_ID_DIGITS):
            raise NotFound
    return int(kept), int(gone)


@blueprint.get("/merge")
def compare() -> Response:
    """Both records side by side: which one stays, and whose value of each field."""
    kept_id, gone_id = _pair_of(request.args)
    kept, gone = require_both(kept_id, gone_id, current_caller().scope)
    told = described([kept, gone])
    return render(
        "duplicates/merge.html",
        title="合并记录",
        kept=told[kept.id],
        gone=told[gone.id],
        fields=fields_of(kept, gone, current_caller().scope),
        both_claimed=told[kept.id]["is_claimed"] and told[gone.id]["is_claimed"],
        is_gone=kept.state != "active" or gone.state != "active",
        undo_days=UNDO_DAYS,
    )


@blueprint.post("/merge")
def merge() -> BaseResponse:
    """Merge them as chosen."""
    kept_id, gone_id = _pair_of(request.form)
    choices = {
        key.removeprefix("wins:"): value
        for key, value in request.form.items()
        if key.startswith("wins:") and value in ("kept", "gone")
    }
    merged = merge_members(kept_id, gone_id, choices, current_caller().scope, current_member_id())
    return done(
        f"已合并为一份记录，{UNDO_DAYS} 天内可以撤销。",
        to=url_for("console_duplicates.list_merges", open=merged.id),
        undo=("撤销", url_for("console_duplicates.undo", merge_id=merged.id), {}),
    )


_LIST = Listing(
    name="合并记录",
    columns=[
        Column("kept", "保留的记录", width=20),
        Column("gone", "并入的记录", width=20),
        Column("by", "操作人"),
        Column("at", "时间", sort=MemberMerge.merged_at, value=wall("at"), width=18),
        Column("state", "状态", width=20),
    ],
    sort="-at",
    arrange=lambda merges: _shown(merges),
    subject="member",
)


@blueprint.get("/merges")
def list_merges() -> Response:
    """What was merged in what I look at, and may be undone or not."""
    merges = MemberMerge.select().where(MemberMerge.organization << in_view())
    return _LIST.answer(merges, "duplicates/merges.html", title="合并记录", panel=_panel, undo_days=UNDO_DAYS)


def _panel(merge_id: int) -> dict[str, Any]:
    found = MemberMerge.select().where(MemberMerge.id == merge_id, MemberMerge.organization << in_view())
    merged: MemberMerge | None = found.first()
    if merged is None or merged.organization_id is None:
        raise NotFound
    (row,) = _shown([merged])
    may_write = current_caller().scope.covers(merged.organization_id, WRITE)
    return {**row, "may_undo": may_write and row["can_be_undone"], "summary": merged.summary}


def _shown(merges: Sequence[MemberMerge]) -> Sequence[Shown]:
    ids = {number for one in merges for number in (one.kept_id, one.gone_id, one.merged_by_id) if number}
    names = {member.id: member.name for member in Member.select().where(Member.id << list(ids))}
    now = clock.now()
    rows = []
    for one in merges:
        can_be_undone = one.can_be_undone(now)
        words, kind = _ENDED.get(
            one.ended_because, ("可以撤销", "ok") if can_be_undone else ("已过期，不能撤销", "off")
        )
        rows.append(
            {
                "id": one.id,
                "kept": names.get(one.kept_id, ""),
                "kept_id": one.kept_id,
                "gone": names.get(one.gone_id, ""),
                "name": names.get(one.kept_id, ""),
                "by": names.get(one.merged_by_id or 0, ""),
                "at": one.merged_at,
                "until": one.undo_until,
                "state": words,
                "kind": kind,
                "can_be_undone": can_be_undone,
            }
        )
    return rows


@blueprint.post("/merges/<entity_id:merge_id>/undo")
def undo(merge_id: int) -> BaseResponse:
    """Part the records again."""
    left = undo_merge(merge_id, current_caller().scope, current_member_id())
    words = "已撤销合并，两份记录已分开。合并之后的新内容留在保留的记录里。"
    to = url_for("console_duplicates.list_merges", open=merge_id)
    return done(f"{words}{'；'.join(left)}", to=to, kind="do" if left else "ok")
