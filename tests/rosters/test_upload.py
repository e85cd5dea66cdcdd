"""Uploading a roster as staff."""

from __future__ import annotations

import io
from typing import Any

import pytest

from backend.members.models import Member
from backend.members.services import active_members_by_phone
from backend.profiles.definitions import ensure_default_sections
from backend.rosters.models import RosterImport
from tests.people import World
from tests.phone import Phone
from tests.rosters.conftest import workbook

NEW = ("钱多多", "19900002001", "恒泰机械", "总经理", "石桥商会")


@pytest.fixture(autouse=True)
def sections(world: World) -> None:
    ensure_default_sections()


def upload(phone: Phone, organization_id: object, content: bytes, kind: str = "", **fields: Any) -> Any:
    file = (io.BytesIO(content), "名册.xlsx", kind or "application/octet-stream")
    data = {"organization_id": str(organization_id), "file": file, **fields}
    return phone.post("/staff/roster-imports", data=data, content_type="multipart/form-data")


def roster() -> bytes:
    return workbook(NEW).getvalue()


def test_an_upload_is_a_dry_run_unless_said(world: World, as_staff: Phone) -> None:
    answer = upload(as_staff, world.street.id, roster())
    assert answer.status_code == 200, answer.text
    report = answer.get_json()
    assert (report["dry_run"], report["counts"]["new"], report["file_name"]) == (True, 1, "名册.xlsx")
    assert active_members_by_phone("19900002001") == []


def test_the_real_import_is_in_the_uploaders_name(world: World, as_staff: Phone) -> None:
    answer = upload(as_staff, world.street.id, roster(), dry_run="false")
    assert (answer.status_code, answer.get_json()["dry_run"]) == (200, False)
    assert len(active_members_by_phone("19900002001")) == 1
    assert RosterImport.get().imported_by == world.staff
    again = upload(as_staff, world.street.id, roster(), dry_run="false").get_json()
    assert again["counts"] == {"new": 0, "match": 1, "changed": 0, "conflict": 0, "bad": 0}


@pytest.mark.parametrize("kind", ["image/png", "text/csv", "application/json", "x/../y"])
def test_what_the_file_claims_to_be_does_not_matter(world: World, as_staff: Phone, kind: str) -> None:
    assert upload(as_staff, world.street.id, roster(), kind).status_code == 200


def test_a_file_that_is_no_workbook_is_refused_in_words(world: World, as_staff: Phone) -> None:
    answer = upload(as_staff, world.street.id, "姓名,手机".encode(), dry_run="false")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "roster_unreadable")
    assert "另存为 .xlsx" in answer.get_json()["message"]
    assert RosterImport.select().count() == 0


def test_a_workbook_may_be_bigger_than_other_bodies_but_not_without_end(
    app: Any, world: World, as_staff: Phone, as_member: Phone
) -> None:
    answer = upload(as_staff, world.street.id, b"PK" + b"\0" * 2_000_000)
    assert answer.get_json()["code"] == "roster_unreadable"
    answer = upload(as_staff, world.street.id, b"PK" + b"\0" * 11_000_000)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large")
    assert upload(as_member, world.street.id, b"PK" + b"\0" * 2_000_000).status_code == 403


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"organization_id": "1"}, "file"),
        ({"organization_id": "x"}, "organization_id"),
        ({}, "organization_id"),
        ({"organization_id": "1", "file": "not a file"}, "file"),
        ({"organization_id": "1", "dry_run": "perhaps"}, "dry_run"),
    ],
)
def test_bad_input_names_the_field(as_staff: Phone, data: dict[str, str], field: str) -> None:
    answer = as_staff.post("/staff/roster-imports", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert field in answer.get_json()["errors"]


def test_a_body_that_is_no_form_is_refused(as_staff: Phone) -> None:
    assert as_staff.post("/staff/roster-imports", {"organization_id": "1"}).status_code == 422
    answer = as_staff.post("/staff/roster-imports", data=b"\xff\xfe--x", content_type="multipart/form-data; boundary=x")
    assert answer.status_code in (400, 422)


def test_who_may_not_import(
    world: World, as_auditor: Phone, as_foreign_staff: Phone, as_member: Phone, as_visitor: Phone, client: Phone
) -> None:
    before = Member.select().count()
    wanted = ((as_auditor, 403), (as_foreign_staff, 404), (as_member, 403), (as_visitor, 403), (client, 401))
    for phone, status in wanted:
        assert upload(phone, world.street.id, roster(), dry_run="false").status_code == status
    assert Member.select().count() == before


def test_staff_import_within_their_scope_only(world: World, as_staff: Phone) -> None:
    assert upload(as_staff, world.district.id, roster()).status_code == 404
    assert upload(as_staff, world.elsewhere.id, roster()).status_code == 404
