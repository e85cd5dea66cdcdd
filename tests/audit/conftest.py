"""A trail of a few entries, linked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backend.audit.chain import Chain
from backend.audit.models import AuditEntry
from backend.audit.services import record
from tests.people import World


def link_all() -> int:
    """Two ticks of the jobs process: one sees what is there, the next links it."""
    chain = Chain()
    return chain.link_settled() + chain.link_settled()


@pytest.fixture
def write(world: World) -> Callable[..., AuditEntry]:
    """Adds one entry; returns it."""

    def write_one(**values: object) -> AuditEntry:
        fields = {"action": "tag.created", "subject_kind": "tag", "subject_id": 7, "actor_id": world.staff.id}
        record(**{**fields, "organization_id": world.chamber.id, **values})  # type: ignore[arg-type]
        return AuditEntry.select().order_by(AuditEntry.id.desc()).get()

    return write_one


@pytest.fixture
def trail(write: Callable[..., AuditEntry], world: World) -> list[AuditEntry]:
    """Five linked entries, two of them about the member 王敏."""
    entries = [
        write(after={"name": "骨干"}),
        write(action="unmask_phone", subject_kind="member", about_member_id=world.member.id, reason="联系参会"),
        write(action="tag.changed", before={"name": "骨干"}, after={"name": "理事"}),
        write(action="activity.cancelled", subject_kind="activity", reason="暴雨红色预警"),
        write(action="unmask_phone", subject_kind="member", about_member_id=world.member.id, reason="核对名册"),
    ]
    assert link_all() == len(entries)
    return entries
