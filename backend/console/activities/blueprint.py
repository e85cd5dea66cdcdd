"""The blueprint of the area, and what every page about one activity starts with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backend import clock
from backend.activities.models import Activity
from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint
from backend.errors import Forbidden, NotFound
from backend.organizations.models import Organization
from backend.scope import ORGANIZE, READ_ACTIVITIES, WRITE

blueprint = ConsoleBlueprint("activities", "/activities", needs=READ_ACTIVITIES, takes_files=True)

# Phase by word and by the kind of badge.
PHASES = {
    "draft": ("草稿", "write"),
    "signup_soon": ("待报名", "read"),
    "signup_open": ("报名中", "ok"),
    "signup_closed": ("报名截止", "read"),
    "under_way": ("进行中", "do"),
    "ended": ("待结项", "do"),
    "reported": ("已结项", "off"),
    "cancelled": ("已取消", "danger"),
}


@dataclass(frozen=True)
class Shown:
    """An activity with what the reader may do about it."""

    activity: Activity
    names: frozenset[str]  # of the roles that cover it

    @property
    def can_plan(self) -> bool:
        return bool(self.names & set(ORGANIZE))

    @property
    def can_judge(self) -> bool:
        """Looking through members, and judging what they show one another, is for staff."""
        return bool(self.names & set(WRITE))

    @property
    def can_change(self) -> bool:
        return self.can_plan and self.activity.state != "cancelled"

    @property
    def phase(self) -> str:
        return self.activity.phase(clock.now())


def shown_activity(activity_id: int, names: tuple[str, ...] = READ_ACTIVITIES) -> Shown:
    """The activity and its organization: two statements.

    Raises NotFound for whoever may not see it, Forbidden for whoever holds none of `names` over it.
    """
    found = Activity.select(Activity, Organization).join(Organization).where(Activity.id == activity_id).first()
    if found is None:
        raise NotFound
    held = current_caller().scope.names_over(found.organization_id)
    if not held & set(READ_ACTIVITIES):
        raise NotFound
    if not held & set(names):
        raise Forbidden
    return Shown(found, held)


def head_of(shown: Shown, tab: str) -> dict[str, Any]:
    """What the head of a page about one activity shows; `tab` is the one it belongs to."""
    return {
        "activity": shown.activity,
        "shown": shown,
        "tab": tab,
        "phase_badge": PHASES[shown.phase],
        "title": shown.activity.title,
    }
