"""Form definitions in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.forms import DefinitionError
from backend.forms.models import Form
from backend.forms.store import latest, save_version, stored_form, stored_forms
from tests.racing import run_together

pytestmark = pytest.mark.usefixtures("database")


def form(title: str = "题目") -> dict[str, Any]:
    return {"sections": [{"key": "s", "title": "栏", "questions": [{"key": "q", "type": "text", "title": title}]}]}


def test_a_change_is_a_new_version() -> None:
    first, second = save_version("activity:1", form("一")), save_version("activity:1", form("二"))
    assert (first.version, second.version) == (1, 2)
    assert Form.get_by_id(first.id).definition == form("一")
    newest = latest("activity:1")
    assert newest is not None
    assert newest.id == second.id


def test_the_same_definition_again_is_the_same_version() -> None:
    first = save_version("activity:1", form())
    reordered = {"sections": [dict(reversed(form()["sections"][0].items()))]}
    assert save_version("activity:1", reordered).id == first.id
    assert Form.select().count() == 1


def test_going_back_to_an_old_definition_is_a_new_version() -> None:
    save_version("activity:1", form("一"))
    save_version("activity:1", form("二"))
    assert save_version("activity:1", form("一")).version == 3


def test_forms_count_their_versions_apart() -> None:
    assert save_version("activity:1", form()).version == save_version("activity:2", form()).version == 1
    assert latest("activity:3") is None


def test_a_definition_that_is_wrong_is_not_stored() -> None:
    with pytest.raises(DefinitionError):
        save_version("activity:1", {"sections": []})
    assert Form.select().count() == 0


def test_a_form_is_read_once_and_then_remembered(count_statements: Callable[[], Any]) -> None:
    forms = [save_version(f"activity:{number}", form()) for number in range(3)]
    with count_statements() as first:
        found = stored_forms(form.id for form in forms)
    with count_statements() as again:
        assert stored_forms(form.id for form in forms) == found
        assert stored_form(forms[0].id).data == form()
    assert (len(first), len(again)) == (1, 0)
    assert [question.key for question in found[forms[0].id].definition.questions()] == ["q"]


def test_a_form_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(LookupError):
        stored_form(42)


def test_writers_at_once_get_versions_of_their_own() -> None:
    saved = run_together([lambda n=n: save_version("activity:1", form(f"题{n}")) for n in range(8)])
    assert sorted(item.version for item in saved) == list(range(1, 9))


def test_writers_of_the_same_at_once_get_the_same_version() -> None:
    saved = run_together([lambda: save_version("activity:1", form()) for _ in range(8)])
    assert len({item.id for item in saved}) == Form.select().count() == 1


def test_a_version_number_taken_meanwhile_does_not_break_the_transaction_around_it() -> None:
    from backend.database import atomic

    def write(number: int) -> int:
        with atomic():
            return save_version("activity:1", form(f"题{number}")).version

    assert sorted(run_together([lambda n=n: write(n) for n in range(4)])) == [1, 2, 3, 4]
