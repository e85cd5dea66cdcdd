"""A roster report as text for the shell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WORDS = {"new": "新增", "match": "相符", "changed": "有变化", "conflict": "待确认", "bad": "有问题"}


def report_text(report: dict[str, Any]) -> str:
    """The counts, what was left out of the file, and every row that somebody should look at."""
    return "\n".join(_lines(report))


def _lines(report: dict[str, Any]) -> Iterator[str]:
    tried = "（试运行，没有写入）" if report["dry_run"] else ""
    yield f"{report['file_name']} · 工作表“{report['sheet']}”，第 {report['header_row']} 行是表头{tried}"
    yield "，".join(f"{_WORDS[outcome]} {count} 行" for outcome, count in report["counts"].items())
    for column in report["ignored_columns"]:
        yield f"不导入的列：{column['title']}（{column['reason']}）"
    for sheet in report["skipped_sheets"]:
        yield f"未读的工作表：{sheet['title']}（{sheet['reason']}）"
    for row in report["rows"]:
        reasons = [f"{problem['cell']} {problem['message']}" for problem in row["problems"]]
        reasons += [f"{change['field']}：{change['old'] or '空'} → {change['new']}" for change in row["changes"]]
        reasons += row["notes"]
        if reasons:
            yield f"第 {row['row']} 行 {row['name']} {_WORDS[row['outcome']]}：{'；'.join(reasons)}"
