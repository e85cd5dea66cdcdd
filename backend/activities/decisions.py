"""What activities have for staff to decide: signups to review, and photos WeChat was not sure of."""

from __future__ import annotations

from backend.decisions import DecisionKind, DecisionSource
from backend.scope import ORGANIZE

# Places held and not approved are what waits; the counters say which activities to look into. An edited signup waits
# from its last change.
_SIGNUPS = """SELECT 'signups_to_review', a.organization_id, s.id, a.id, s.updated_at, 0, a.title, CAST(NULL AS BIGINT)
  FROM asked CROSS JOIN activity a CROSS JOIN signup s
  WHERE a.state = 'published' AND a.ends_at > asked.now AND a.taken > a.approved
    AND s.activity_id = a.id AND s.state = 'pending'"""
_PHOTOS = """SELECT 'photos_to_judge', a.organization_id, m.id, CAST(NULL AS BIGINT), m.created_at, 0, a.title,
    CAST(NULL AS BIGINT)
  FROM media_check k CROSS JOIN media m CROSS JOIN activity a
  WHERE k.state = 'staff' AND m.id = k.media_id AND m.state = 'pending' AND m.subject_kind = 'activity'
    AND a.id = m.subject_id"""

decisions = DecisionSource(
    {
        "signups_to_review": DecisionKind("活动报名审核", "人", "staff/signups/index?id=", ORGANIZE),
        "photos_to_judge": DecisionKind("活动照片待看", "张", "staff/patrol/index"),
    },
    lambda: f"{_SIGNUPS} UNION ALL {_PHOTOS}",
)
