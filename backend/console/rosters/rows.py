"""The rows of one import, as a list: what happens, or happened, to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend.console.lists import Column, Listing, Shown
from backend.console.rosters.wording import OUTCOMES, UNDONE, advice_for
from backend.rosters.models import RosterRow


def rows_shown(rows: Sequence[RosterRow]) -> Sequence[Shown]:
    """Rows opened; `what` is one text for Excel."""
    return [_row(row) for row in rows]


def _row(row: RosterRow) -> dict[str, Any]:
    content = row.content
    messages = [one["message"] for one in content["problems"]]
    lines = [f"{one['field']}：{one['old'] or '空'} → {one['new']}" for one in content["changes"]]
    lines += [f"{one['cell']} {one['message']}".strip() for one in content["problems"]]
    lines += content["notes"]
    because = content.get("undone_because", [])
    return {
        "id": row.id,
        "number": row.number,
        "outcome": OUTCOMES[row.outcome][0],
        "kind": OUTCOMES[row.outcome][1],
        "name": content["name"],
        "phone": content["phone_masked"],
        "organization": content["organization"],
        "changes": content["changes"],
        "problems": content["problems"],
        "notes": content["notes"],
        "advice": advice_for(row.outcome, messages),
        "what": "；".join(lines),
        "undone": UNDONE.get(row.undone, ""),
        "because": because,
        "member_id": row.member_id,
    }


ROWS = Listing(
    name="导入明细",
    columns=[
        Column("number", "行", sort=RosterRow.number, width=6, is_number=True),
        Column("outcome", "结果", sort=RosterRow.outcome, width=10),
        Column("name", "姓名", width=12),
        Column("phone", "手机", width=16),
        Column("organization", "组织", width=24),
        Column("what", "内容", width=60),
        Column("undone", "撤销", width=12, is_shown=False),
    ],
    sort="number",
    arrange=rows_shown,
    subject="roster_import",
    page_size=50,
)
