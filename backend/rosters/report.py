"""An import's report as text, for whoever runs it from the command line."""

from __future__ import annotations

from typing import Any

_WORDS = {"new": "新增", "match": "一致", "changed": "有变化", "conflict": "冲突", "bad": "无法导入"}


def print_report(report: dict[str, Any]) -> str:
    """The report in lines of Chinese: what was left out, every row that is not simply new or the same, the sums."""
    lines = [f"{report['file_name']}：工作表“{report['sheet']}”，表头在第 {report['header_row']} 行"]
    lines += [f"  未导入的列“{one['title']}”：{one['reason']}" for one in report["ignored_columns"]]
    lines += [f"  未读取的工作表“{one['title']}”：{one['reason']}" for one in report["skipped_sheets"]]
    for row in report["rows"]:
        remarks = _remarks(row)
        if remarks:
            lines.append(
                f"  第 {row['row']} 行 {row['name'] or '（无姓名）'} {_WORDS[row['outcome']]}：{'；'.join(remarks)}"
            )
    sums = "，".join(f"{word} {report['counts'][outcome]}" for outcome, word in _WORDS.items())
    return "\n".join([*lines, f"{'试运行，未写入任何内容' if report['dry_run'] else '导入完成'}：{sums}"])


def _remarks(row: dict[str, Any]) -> list[str]:
    problems = [f"{one['cell']} {one['message']}" for one in row["problems"]]
    changes = [f"{one['field']} {one['old'] or '（空）'} → {one['new']}" for one in row["changes"]]
    return [*problems, *changes, *row["notes"]]
