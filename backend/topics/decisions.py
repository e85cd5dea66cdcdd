"""What topics have for staff to decide: what comes of those that are over."""

from __future__ import annotations

from backend.decisions import DecisionKind, DecisionSource

# What nobody said anything in has no results to tell of.
_BRANCH = """SELECT 'topics_to_conclude', t.organization_id, t.id, CAST(NULL AS BIGINT), t.closes_at, 0, t.title,
    CAST(NULL AS BIGINT)
  FROM asked CROSS JOIN topic t
  WHERE t.state = 'published' AND t.results_at IS NULL AND t.closes_at <= asked.now AND t.participants > 0"""

decisions = DecisionSource({"topics_to_conclude": DecisionKind("话题待公布结果", "个", "")}, lambda: _BRANCH)
