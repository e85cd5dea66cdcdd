"""What the profile asks of a member on home: confirm, refresh, fill in; cheapest first."""

from __future__ import annotations

from urllib.parse import quote

from flask import g

from backend import clock
from backend.auth import Caller
from backend.forms.store import stored_forms
from backend.profiles.progress import Progress, counts, minutes_for, percent, state_of
from backend.profiles.queries import SectionRow, sections_with_counts
from backend.tasks import Task

_Counted = list[tuple[SectionRow, Progress]]
_KINDS = {"confirm": "section_confirm", "stale": "section_stale", "empty": "section_gaps", "gaps": "section_gaps"}
_CHEAPEST_FIRST = ("section_confirm", "section_stale", "section_gaps")


def tasks(caller: Caller) -> list[Task]:
    """One item for each section that waits for the member. A section nothing is required of never asks by itself."""
    if caller.member_id is None:
        return []
    now = clock.now()
    found = []
    # Kept for `completeness`, which home asks for next: one statement instead of two on the hottest page.
    g.profile_counted = caller.member_id, _counted(caller.member_id)
    for place, (row, progress) in enumerate(g.profile_counted[1]):
        state = state_of(row, progress.gaps, now)
        if state == "done" or (state == "empty" and not progress.gaps):
            continue
        kind = _KINDS[state]
        found.append(
            Task(
                list="write",
                kind=kind,
                key=f"profile:{_CHEAPEST_FIRST.index(kind)}:{place:02d}:{row.key}",
                title=row.title,
                target=f"/pages/section/index?key={quote(row.key)}",
                count=progress.gaps if kind == "section_gaps" else None,
                minutes=max(1, minutes_for(progress.gaps, state)),
            )
        )
    return found


def completeness(member_id: int) -> int:
    """Completeness over all sections, in whole percent; free once `tasks` has run in the same request."""
    counted_for, counted = g.get("profile_counted", (None, []))
    if counted_for != member_id:
        counted = _counted(member_id)
    return percent([progress for _row, progress in counted])


def _counted(member_id: int) -> _Counted:
    rows = sections_with_counts(member_id)
    forms = stored_forms(row.form_id for row in rows)
    today = clock.business_today()
    return [(row, counts(forms[row.form_id].definition, row, today)) for row in rows]
