"""An activity at its door: check-in is open, one member approved, one organizer in charge."""

from __future__ import annotations

import pytest

from backend.activities.passes import make_pass
from tests.factories import make_activity, make_organizer, make_signup


@pytest.fixture
def activity(world, clock):
    """Begins 2026-04-23 at 14:00; it is 14:02."""
    activity = make_activity(world.chamber, capacity=60)
    make_organizer(activity, world.organizer)
    clock.set("2026-04-23T14:02:00+08:00")
    return activity


@pytest.fixture
def signup(activity, world):
    return make_signup(activity, world.member)


@pytest.fixture
def pass_text(signup):
    return make_pass(signup.id)
