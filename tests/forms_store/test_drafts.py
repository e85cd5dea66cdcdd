"""Questions being worked on: kept at once, taken back, and never lost to somebody else's change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.forms.drafts import MOST_STEPS, adopt_draft, change_draft, drafted, drop_draft, open_draft, take_back
from backend.forms.models import Form, FormDraft, FormDraftStep
from backend.forms.store import save_version
from tests.conftest import FrozenClock
from tests.people import World
from tests.racing import run_together

START: dict[str, Any] = {"sections": []}
KEY = "survey:1"


def adding(title: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda now: {"sections": [*now["sections"], {"title": title}]}


def titles(definition: dict[str, Any] | None) -> list[str]:
    assert definition is not None
    return [section["title"] for section in definition["sections"]]


@pytest.fixture
def add(world: World, clock: FrozenClock) -> Callable[..., Any]:
    def change(title: str, question: str = "", by: int | None = None) -> Any:
        clock.advance(seconds=10)
        return change_draft(
            KEY, None, START, adding(title), by=by or world.staff.id, about=f"加{title}", question=question
        )

    return change


def test_without_a_change_the_version_in_use_is_shown_and_nothing_is_written(world: World) -> None:
    draft = open_draft(KEY, None, START)
    assert (draft.definition, draft.version, draft.undo, draft.redo) == (START, 0, "", "")
    assert FormDraft.select().count() == 0
    assert drafted(KEY, None) is None


def test_a_change_is_kept_at_once_with_who_made_it(world: World, add: Callable[..., Any]) -> None:
    add("甲")
    draft = open_draft(KEY, None, START)
    assert titles(draft.definition) == ["甲"]
    assert (draft.undo, draft.redo, draft.changed_by_name) == ("加甲", "", "赵云")


def test_changes_are_taken_back_one_by_one_and_done_again(world: World, add: Callable[..., Any]) -> None:
    add("甲")
    add("乙")
    back = take_back(KEY, None, by=world.staff.id)
    assert back is not None
    assert (titles(back.definition), back.undo, back.redo) == (["甲"], "加甲", "加乙")
    back = take_back(KEY, None, by=world.staff.id)
    assert back is not None
    assert (titles(back.definition), back.undo, back.redo) == ([], "", "加甲")
    again = take_back(KEY, None, by=world.staff.id)
    assert again is not None
    assert titles(again.definition) == []  # there is nothing before the beginning
    for _ in range(3):
        again = take_back(KEY, None, by=world.staff.id, forward=True)
    assert again is not None
    assert (titles(again.definition), again.redo) == (["甲", "乙"], "")


def test_after_a_new_change_what_was_taken_back_is_gone(world: World, add: Callable[..., Any]) -> None:
    add("甲")
    add("乙")
    take_back(KEY, None, by=world.staff.id)
    add("丙")
    forward = take_back(KEY, None, by=world.staff.id, forward=True)
    assert forward is not None
    assert titles(forward.definition) == ["甲", "丙"]


def test_only_so_many_changes_are_remembered(world: World, add: Callable[..., Any]) -> None:
    for number in range(MOST_STEPS + 5):
        add(str(number))
    assert FormDraftStep.select().count() == MOST_STEPS + 1
    for _ in range(MOST_STEPS + 5):
        take_back(KEY, None, by=world.staff.id)
    assert titles(open_draft(KEY, None, START).definition) == ["0", "1", "2", "3", "4"]


def test_what_is_typed_in_one_go_is_taken_back_in_one_go(world: World, clock: FrozenClock) -> None:
    for title in ("甲", "乙", "丙"):
        clock.advance(seconds=1)
        change_draft(KEY, None, START, adding(title), by=world.staff.id, about="改题", question="q1")
    change_draft(KEY, None, START, adding("丁"), by=world.administrator.id, about="改题", question="q1")
    back = take_back(KEY, None, by=world.staff.id)
    assert back is not None
    assert titles(back.definition) == ["甲", "乙", "丙"]
    back = take_back(KEY, None, by=world.staff.id)
    assert back is not None
    assert titles(back.definition) == []


def test_each_change_grows_the_version_also_taking_one_back(world: World, add: Callable[..., Any]) -> None:
    versions = [add("甲").version, add("乙").version]
    back = take_back(KEY, None, by=world.staff.id)
    assert back is not None
    versions.append(back.version)
    assert versions == sorted(set(versions))


def test_questions_that_were_changed_elsewhere_count(world: World, add: Callable[..., Any]) -> None:
    question = {"key": "q", "type": "text", "title": "题"}
    used = {"sections": [{"key": "s", "title": "栏", "questions": [question]}]}
    add("甲")
    form = save_version(KEY, used)
    assert open_draft(KEY, form.id, used).definition == used
    assert take_back(KEY, form.id, by=world.staff.id) is None
    changed = change_draft(KEY, form.id, used, adding("乙"), by=world.staff.id, about="加乙")
    assert titles(changed.definition) == ["栏", "乙"]
    assert changed.undo == "加乙"


def test_work_goes_on_after_the_draft_was_taken_into_use(world: World, add: Callable[..., Any]) -> None:
    add("甲")
    form = Form.create(key=KEY, version=1, definition=START)
    adopt_draft(KEY, form.id)
    assert titles(drafted(KEY, form.id)) == ["甲"]
    drop_draft(KEY)
    assert drafted(KEY, form.id) is None
    assert FormDraftStep.select().count() == 0


def test_a_change_that_is_refused_leaves_nothing(world: World) -> None:
    def refuse(_: dict[str, Any]) -> dict[str, Any]:
        raise LookupError

    with pytest.raises(LookupError):
        change_draft(KEY, None, START, refuse, by=world.staff.id, about="加甲")
    assert FormDraft.select().count() == 0


def test_of_changes_at_the_same_moment_none_is_lost(world: World) -> None:
    def add_one(number: int) -> Any:
        return change_draft(KEY, None, START, adding(str(number)), by=world.staff.id, about=f"加{number}")

    run_together([lambda number=number: add_one(number) for number in range(8)])
    assert sorted(titles(drafted(KEY, None))) == [str(number) for number in range(8)]
