"""The board: one column for each step a case goes through."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

import peewee
from flask import Response, request, url_for

from backend import clock
from backend.cases.models import Case
from backend.cases.queues import cases_with_people
from backend.console.lists import View
from backend.console.rendering import render
from backend.console.suggestions.area import blueprint
from backend.console.suggestions.case import panel_of
from backend.console.suggestions.list import kept_filters, listing
from backend.console.suggestions.narrowing import cards_of, choices, conditions, seen

# Each column with the states in it; what is over stays for so many days.
COLUMNS = (
    ("received", "新收到", ("received",)),
    ("assigned", "已交办", ("assigned",)),
    ("in_progress", "办理中", ("in_progress",)),
    ("answered", "已答复", ("answered",)),
    ("over", "已办结", ("closed", "declined", "merged")),
)
_OVER_DAYS = 30
_MOST_A_COLUMN = 30


@blueprint.get("/board")
def board() -> Response:
    """What stands where, most urgent first, and how much of it there is."""
    view = View(listing)
    target = request.headers.get("HX-Target", "") if "HX-Boosted" not in request.headers else ""
    is_panel = target == "panel"
    return render(
        "suggestions/board.html",
        title="建议",
        view=view,
        wrapper="console/only_panel.html" if is_panel else "console/layout.html",
        columns=[] if is_panel else _columns(),
        opened=panel_of(view.open) if view.open is not None else None,
        choices={} if is_panel else choices(),
        list_url=url_for("console_suggestions.index", **kept_filters()),
    )


def _columns() -> list[dict[str, Any]]:
    """Three statements, however many cases there are: which, what of them, and the calendar."""
    column = peewee.Case(None, [(Case.state << states, key) for key, _, states in COLUMNS if key != "over"], "over")
    since = clock.now() - timedelta(days=_OVER_DAYS)
    is_over = (Case.state << COLUMNS[-1][2]) & (Case.moved_at > since)
    open_states = [state for _, _, states in COLUMNS[:-1] for state in states]
    urgent = (peewee.fn.COALESCE(Case.due_at, 2**62), Case.id.desc())
    ranked = (
        Case.select(
            Case.id.alias("case_id"),
            column.alias("stands"),
            peewee.fn.ROW_NUMBER().over(partition_by=[column], order_by=list(urgent)).alias("place"),
            peewee.fn.COUNT(Case.id).over(partition_by=[column]).alias("number"),
        )
        .where(seen(), (Case.state << open_states) | is_over, *conditions())
        .alias("ranked")
    )
    rows: Any = (
        Case.select(ranked.c.case_id, ranked.c.stands, ranked.c.place, ranked.c.number)
        .from_(ranked)
        .where(ranked.c.place <= _MOST_A_COLUMN)
        .tuples()
    )
    places = list(rows)
    found = list(cases_with_people().where(Case.id << [row[0] for row in places])) if places else []
    cards = {card["id"]: card for card in cards_of(found)} if found else {}
    by_column: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    numbers: dict[str, int] = {}
    for case_id, stands, place, number in places:
        numbers[stands] = number
        by_column[stands].append((place, cards[case_id]))
    return [
        {
            "key": key,
            "title": title,
            "number": numbers.get(key, 0),
            "cards": [card for _, card in sorted(by_column[key], key=lambda one: one[0])],
        }
        for key, title, _ in COLUMNS
    ]
