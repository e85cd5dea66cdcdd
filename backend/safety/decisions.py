"""What the patrol has for staff to decide: texts WeChat was not sure of, and complaints."""

from __future__ import annotations

from backend.decisions import DecisionKind, DecisionSource

# Without their words: nobody has judged those yet, and a digest is read in a group. One line for each thing complained
# of, as in the patrol.
_TEXTS = """SELECT 'texts_to_judge', organization_id, count(*), 0, min(created_at), '', CAST(NULL AS BIGINT)
  FROM text_check WHERE state = 'staff' GROUP BY organization_id"""
_COMPLAINTS = """SELECT 'complaints', organization_id, count(DISTINCT subject_kind || ':' || subject_id), 0,
    min(created_at), '', CAST(NULL AS BIGINT)
  FROM complaint WHERE state = 'open' GROUP BY organization_id"""

_PAGE = "staff/patrol/index"
decisions = DecisionSource(
    {
        "texts_to_judge": DecisionKind("文字待看", "条", _PAGE),
        "complaints": DecisionKind("举报待处理", "件", _PAGE),
    },
    lambda: f"{_TEXTS} UNION ALL {_COMPLAINTS}",
)
