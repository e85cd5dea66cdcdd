"""Browsers of the console, by who sits at them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backend.members.models import Member
from tests.desk import DeskBrowser
from tests.people import World


@pytest.fixture
def desk(world: World) -> Callable[[str | Member], DeskBrowser]:
    """`desk("staff")`: the browser of one of the people of `World`, or of any member, signed in."""
    browsers: dict[int, DeskBrowser] = {}

    def open_browser(person: str | Member) -> DeskBrowser:
        member = getattr(world, person) if isinstance(person, str) else person
        if member.id not in browsers:
            browsers[member.id] = DeskBrowser(world.app, member)
        return browsers[member.id]

    return open_browser


@pytest.fixture
def nobody(world: World) -> DeskBrowser:
    """A browser in which nobody is signed in."""
    return DeskBrowser(world.app)
