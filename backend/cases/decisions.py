"""What cases have for staff to decide: who takes what came in, and what is due today or was due before."""

from __future__ import annotations

from backend.decisions import DecisionKind, DecisionSource

# The one that has waited longest stands for the others; one that its author reopened waits from then on.
_BRANCH = """SELECT kind, organization_id, waiting, late, since, title, id FROM (
    SELECT kind, organization_id, since, title, id,
      count(*) OVER (PARTITION BY kind, organization_id) AS waiting,
      sum(late) OVER (PARTITION BY kind, organization_id) AS late,
      row_number() OVER (PARTITION BY kind, organization_id ORDER BY since, id) AS place
    FROM (SELECT CASE WHEN c.assignee_id IS NULL THEN 'cases_to_assign' ELSE 'cases_due' END AS kind,
        c.organization_id, c.title, c.id, COALESCE(c.reopened_at, c.created_at) AS since,
        CASE WHEN c.due_at < asked.now THEN 1 ELSE 0 END AS late
      FROM asked CROSS JOIN case_item c
      WHERE c.state IN ('received', 'assigned', 'in_progress') AND c.paused_at IS NULL
        AND (c.assignee_id IS NULL OR c.due_at < asked.midnight)) open_cases) cases
  WHERE place = 1"""

decisions = DecisionSource(
    {
        "cases_to_assign": DecisionKind("建议待交办", "件", "staff/cases/index?tab=unassigned"),
        "cases_due": DecisionKind("建议到期待办", "件", "staff/cases/index?tab=due"),
    },
    lambda: _BRANCH,
)
