"""The board follows its indexes, however many suggestions there are."""

from __future__ import annotations

from typing import Any

import pytest

from backend.database import db
from backend.suggestions.queries import VIEWS, list_cards
from scripts.benchmarks.suggestions import fill_board
from scripts.benchmarks.world import Person
from tests.people import World


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in ("mine", "followed")])
def test_a_page_stands_ready_at_the_head_of_an_index(world: World, engine: str, view: str) -> None:
    if engine != "sqlite":
        pytest.skip("PostgreSQL chooses by its statistics, and finds the index by itself")
    plans: list[str] = []

    def explain(event: Any) -> None:
        if event.sql.startswith("SELECT c.id, c.title"):
            rows = db.obj.connection().execute(f"EXPLAIN QUERY PLAN {event.sql}", event.params).fetchall()
            plans.extend(row[3] for row in rows)

    db.obj.query_hooks.append(explain)
    try:
        list_cards(world.member.id, view, "", "", 1, 20)
    finally:
        db.obj.query_hooks.remove(explain)
    assert plans
    by = {"hot": "heat", "new": "created_at", "answered": "answered_at"}[view]
    assert any(f"INDEX case_kind_public_state_{by}_" in step for step in plans)
    # What is sorted are the twenty rows of the page, never the whole board.
    assert sum("TEMP B-TREE FOR ORDER BY" in step for step in plans) <= 1


def test_a_search_begins_with_the_index_of_terms(world: World, engine: str) -> None:
    if engine != "postgresql":
        pytest.skip("SQLite keeps the order that the words of the statement give it")
    fill_board(world.chamber, [Person(world.member.id, 0, "")], 3_000)
    plans: list[str] = []

    def explain(event: Any) -> None:
        if "search_entry" in event.sql:
            rows = db.obj.connection().execute(f"EXPLAIN {event.sql}", event.params).fetchall()
            plans.append("\n".join(row[0] for row in rows))

    db.obj.query_hooks.append(explain)
    try:
        list_cards(world.member.id, "answered", "", "路灯", 1, 20)
    finally:
        db.obj.query_hooks.remove(explain)
    assert len(plans) == 2
    # Never one look into the index for each suggestion there is.
    assert [plan for plan in plans if "search_entry_pkey" in plan] == []
