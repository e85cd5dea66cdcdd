"""What roles and kinds of organizations are called."""

from __future__ import annotations

ROLE_NAMES = {"administrator": "管理员", "staff": "工作人员", "organizer": "组织者", "auditor": "查阅人员"}
KIND_NAMES = {"district": "区", "street": "街道", "association": "协会", "chapter": "分会"}
