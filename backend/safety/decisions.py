"""What the patrol has for staff to decide: texts WeChat was not sure of, and complaints."""

from __future__ import annotations

from backend.decisions import DecisionKind, DecisionSource

# Without their words: nobody has judged those yet, and a digest is read in a group. One line for each thing complained
# of, as in the patrol: its first complaint stands for all.
_TEXTS = """SELECT 'texts_to_judge', organization_id, id, CAST(NULL AS BIGINT), created_at, 0, '', CAST(NULL AS BIGINT)
  FROM text_check WHERE state = 'staff'"""
_COMPLAINTS = """SELECT 'complaints', organization_id, min(id), CAST(NULL AS BIGINT), min(created_at), 0, '',
    CAST(NULL AS BIGINT)
  FROM complaint WHERE state = 'open' GROUP BY organization_id, subject_kind, subject_id"""

_PAGE = "staff/patrol/index"
decisions = DecisionSource(
    {
        "texts_to_judge": DecisionKind("文字待看", "条", _PAGE),
        "complaints": DecisionKind("举报待处理", "件", _PAGE),
    },
    lambda: f"{_TEXTS} UNION ALL {_COMPLAINTS}",
)
