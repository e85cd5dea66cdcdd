"""What joining has for staff to decide: applications, and phone numbers that match nobody, several or somebody else."""

from __future__ import annotations

from backend.decisions import DecisionKind, DecisionSource

# Untitled: it would be the applicant's name.
_BRANCH = """SELECT CASE WHEN source = 'form' THEN 'applications' ELSE 'phone_claims' END, organization_id, id,
    CAST(NULL AS BIGINT), created_at, 0, '', CAST(NULL AS BIGINT)
  FROM application WHERE state = 'pending'"""

_PAGE = "staff/applications/index"
decisions = DecisionSource(
    {
        "applications": DecisionKind("加入申请", "人", _PAGE),
        "phone_claims": DecisionKind("手机号待核对", "人", _PAGE),
    },
    lambda: _BRANCH,
)
