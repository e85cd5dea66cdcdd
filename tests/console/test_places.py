"""Organizations in a select are told apart."""

from __future__ import annotations

from typing import Any

import pytest

from backend.console.places import labels_of
from backend.organizations.services import create_organization
from tests.people import World


def test_two_of_one_name_are_named_with_the_one_above() -> None:
    rows = [(1, "青年会", "石桥街道"), (2, "青年会", "云溪街道"), (3, "商会", "石桥街道"), (4, "青年会", None)]
    assert labels_of(rows) == {1: "青年会（石桥街道）", 2: "青年会（云溪街道）", 3: "商会", 4: "青年会"}


@pytest.mark.parametrize(
    "path",
    [
        "/console/members/new",
        "/console/members/invitations/new",
        "/console/members",
        "/console/members/import/new",
        "/console/companies/new",
        "/console/companies/lapses?add=1",
        "/console/activities/new",
        "/console/activities",
        "/console/surveys/new",
        "/console/topics/new",
        "/console/suggestions/templates/new",
    ],
)
def test_wherever_one_is_chosen(desk: Any, world: World, path: str) -> None:
    twins = [create_organization("青年会", place) for place in (world.street, world.district)]
    page = desk("administrator").page(path)
    texts = {option["value"]: option.get_text(strip=True) for option in page.select("select option[value]")}
    assert texts[str(twins[0].id)] == f"青年会（{world.street.name}）"
