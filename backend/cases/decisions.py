"""What cases have for staff to decide: who takes what came in, and what is due today or was due before."""

from __future__ import annotations

from backend.decisions import DecisionKind, DecisionSource

# One that its author reopened waits from then on.
_BRANCH = """SELECT CASE WHEN c.assignee_id IS NULL THEN 'cases_to_assign' ELSE 'cases_due' END, c.organization_id,
    c.id, CAST(NULL AS BIGINT), COALESCE(c.reopened_at, c.created_at), CASE WHEN c.due_at < asked.now THEN 1 ELSE 0 END,
    c.title, c.assignee_id
  FROM asked CROSS JOIN case_item c
  WHERE c.state IN ('received', 'assigned', 'in_progress') AND c.paused_at IS NULL
    AND (c.assignee_id IS NULL OR c.due_at < asked.midnight)"""

decisions = DecisionSource(
    {
        "cases_to_assign": DecisionKind("建议待交办", "件", "staff/cases/index?tab=unassigned"),
        "cases_due": DecisionKind("建议到期待办", "件", "staff/cases/index?tab=due"),
    },
    lambda: _BRANCH,
)
