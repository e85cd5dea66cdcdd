"""Sharing between the chamber and the association elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock
from backend.scope import load_scope
from backend.sharing.services import Terms, share_with


@pytest.fixture
def share(world):
    """`share(purpose=…, who=…)`: the administrator shares the chamber's people with the organization elsewhere."""

    def make(organization=None, partner=None, level="people", **terms):
        values = {"purpose": "联合举办招商会", "ends_at": clock.now() + timedelta(days=30), **terms}
        return share_with(
            (organization or world.chamber).id,
            (partner or world.elsewhere).id,
            Terms(level, **values),
            shared_by=world.administrator.id,
            scope=load_scope(world.administrator.id),
        )

    return make
