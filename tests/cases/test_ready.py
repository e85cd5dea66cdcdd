"""Answers kept ready, and the places in them."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.cases.models import Case, ReplyTemplate
from backend.cases.ready import TitleTaken, delete_template, filled_in, save_template, templates_for, unknown_places
from tests.factories import make_case


def ready(world, organization, title="已转有关部门", text="{称呼}您好，“{标题}”已转有关部门。{组织} {承办人} {今天}"):
    values = {"organization_id": organization.id, "kind": "suggestion", "title": title, "text": text, "outcome": ""}
    return save_template(None, world.staff.id, values)


def test_places_are_filled_in(world):
    case = make_case(world.chamber, world.member, title="增设夜间公交")

    text = filled_in(ready(world, world.chamber), case, "王敏", "赵云")

    assert text == "王敏您好，“增设夜间公交”已转有关部门。石桥商会 赵云 4月20日"


def test_hidden_name_is_not_filled_in(world):
    case = make_case(world.chamber, world.member, is_name_hidden=True)

    assert "王敏" not in filled_in(ready(world, world.chamber), case, "王敏", None)


def test_what_was_filled_in_is_not_filled_in_again(world):
    case = make_case(world.chamber, world.member, title="{承办人}")

    assert filled_in(ready(world, world.chamber, text="{标题}，{未知}"), case, "王敏", "赵云") == "{承办人}，{未知}"
    assert unknown_places("{未知} {标题} {未知}") == ["未知"]


def test_templates_come_from_the_organization_and_above(world):
    for organization in (world.street, world.chamber, world.library, world.elsewhere):
        ready(world, organization, f"{organization.name}的")

    assert [one.title for one in templates_for(world.chamber.id, "suggestion")] == ["石桥商会的", "石桥街道的"]
    assert templates_for(world.chamber.id, "visit") == []


def test_one_title_an_organization(world):
    ready(world, world.chamber)
    other = ready(world, world.library)

    with pytest.raises(TitleTaken):
        ready(world, world.chamber)
    with pytest.raises(TitleTaken):
        save_template(other, world.staff.id, {"organization_id": world.chamber.id})
    assert ReplyTemplate.select().count() == 2


def test_changes_are_in_the_trail(world):
    template = ready(world, world.chamber)
    save_template(template, world.staff.id, {"text": "好的。"})
    delete_template(template, world.staff.id)

    actions = [row.action for row in AuditEntry.select().order_by(AuditEntry.id)]
    assert actions == ["reply_template.added", "reply_template.changed", "reply_template.deleted"]
    assert Case.select().count() == 0
