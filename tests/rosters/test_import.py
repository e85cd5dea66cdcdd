"""Importing a roster: what becomes of each row, and that it may be done again."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from backend.accounts.models import Account
from backend.audit.models import AuditEntry
from backend.database import db
from backend.errors import NotFound
from backend.members.models import Member
from backend.members.services import active_members_by_phone
from backend.organizations.models import Membership, Organization
from backend.profiles.definitions import ensure_default_sections
from backend.profiles.models import ProfileAnswers
from backend.rosters import services
from backend.rosters.generate import KNOWN_PEOPLE, write_sample_roster
from backend.rosters.models import RosterImport
from backend.rosters.parse import parse_roster
from backend.rosters.report import report_text
from backend.rosters.sample_people import PEOPLE, sample_people
from backend.rosters.services import import_roster
from backend.rosters.workbook import RosterUnreadable
from tests.factories import make_account, make_member, make_organization
from tests.joining.conftest import at_once
from tests.people import World
from tests.rosters.conftest import workbook


@pytest.fixture
def street(world: World) -> Organization:
    """Where the tests import: the street, with its chamber and library; the company section exists."""
    ensure_default_sections()
    return world.street


def run(street: Organization, *rows: Sequence[Any], dry_run: bool = False, **options: Any) -> dict[str, Any]:
    return import_roster(workbook(*rows, **options), street.id, dry_run, file_name="名册.xlsx")


def outcomes(report: dict[str, Any]) -> list[str]:
    return [row["outcome"] for row in report["rows"]]


def problems(report: dict[str, Any]) -> list[str]:
    return [f"{one['cell']} {one['message']}" for row in report["rows"] for one in row["problems"]]


def company_of(member: Member) -> dict[str, Any]:
    return dict(ProfileAnswers.get(ProfileAnswers.member == member).answers)


NEW = ("钱多多", "19900002001", "恒泰机械", "总经理", "石桥商会")


def test_a_new_person_gets_membership_and_prefilled_answers(street: Organization, world: World) -> None:
    report = run(street, NEW)
    assert outcomes(report) == ["new"]
    (member,) = active_members_by_phone("19900002001")
    assert (member.name, member.source) == ("钱多多", "roster")
    assert Membership.get(Membership.member == member).organization_id == world.chamber.id
    answers = ProfileAnswers.get(ProfileAnswers.member == member)
    assert (answers.answers["company_name"], answers.answers["position"]) == ("恒泰机械", "总经理")
    assert answers.confirmed_at is None, "the member confirms what others filled in"


def test_a_dry_run_writes_nothing(street: Organization) -> None:
    before = [model.select().count() for model in (Member, Membership, ProfileAnswers, RosterImport, AuditEntry)]
    report = run(street, NEW, ("王敏", "19900000001", "恒泰", "", "石桥读书会"), dry_run=True)
    assert (report["dry_run"], outcomes(report)) == (True, ["new", "changed"])
    after = [model.select().count() for model in (Member, Membership, ProfileAnswers, RosterImport, AuditEntry)]
    assert after == before


def test_importing_again_finds_everything_as_it_is(street: Organization) -> None:
    run(street, NEW)
    members = Member.select().count()
    assert outcomes(run(street, NEW)) == ["match"]
    assert Member.select().count() == members


def test_the_report_masks_numbers_and_says_where_things_stand(street: Organization) -> None:
    report = run(street, ("钱多多", "19900002001（微信）", "恒泰机械", "总经理", "石桥商会"))
    assert report["file_name"] == "名册.xlsx"
    assert (report["sheet"], report["header_row"]) == ("Sheet", 1)
    assert report["columns"] == {"姓名": "姓名", "手机": "手机", "单位": "单位", "职务": "职务", "组织": "组织"}
    assert report["counts"] == {"new": 1, "match": 0, "changed": 0, "conflict": 0, "bad": 0}
    assert report["rows"] == [
        {
            "row": 2,
            "outcome": "new",
            "name": "钱多多",
            "phone_masked": "199******01",
            "organization": "石桥商会",
            "changes": [],
            "problems": [],
            "notes": ["手机号旁的“(微信)”已略去"],
        }
    ]


def test_a_cell_that_differs_is_a_change_and_an_empty_one_erases_nothing(street: Organization) -> None:
    run(street, NEW)
    report = run(street, ("钱多多", "19900002001", "宏远物流", None, "石桥商会"))
    assert outcomes(report) == ["changed"]
    assert report["rows"][0]["changes"] == [{"field": "单位", "old": "恒泰机械", "new": "宏远物流"}]
    (member,) = active_members_by_phone("19900002001")
    assert company_of(member) == {"company_name": "宏远物流", "position": "总经理"}
    assert outcomes(run(street, ("钱多多", "19900002001", None, None, None))) == ["changed"], (
        "the street itself is named"
    )


def test_blanks_and_width_are_no_difference(street: Organization) -> None:
    run(street, ("钱多多", "19900002001", "ABC机械", "总经理", "石桥商会"))
    assert outcomes(run(street, ("钱 多多", "１９９００００２００１", "ＡＢＣ 机械", "总经理", "石桥 商会"))) == [
        "match"
    ]


def test_a_known_person_gains_an_organization(street: Organization, world: World) -> None:
    report = run(street, ("王敏", "19900000001", None, None, "石桥读书会"))
    assert report["rows"][0]["changes"] == [{"field": "组织", "old": "", "new": "石桥读书会"}]
    assert Membership.select().where(Membership.member == world.member).count() == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("王明", "19900000001", None, None, "石桥商会"), "B2 这个手机号在系统中登记的是“王敏”"),
        (("陌生", "19900000007", None, None, "石桥商会"), "B2 这个手机号在系统中登记的是另一个人"),
    ],
)
def test_a_number_of_somebody_else_is_a_conflict(street: Organization, row: tuple[Any, ...], reason: str) -> None:
    before = Member.select().count()
    report = run(street, row)
    assert outcomes(report) == ["conflict"]
    assert problems(report) == [reason]
    assert Member.select().count() == before


def test_the_same_name_and_company_with_another_number_is_a_conflict(street: Organization) -> None:
    run(street, NEW)
    report = run(street, ("钱多多", "19900002009", "恒泰 机械", None, "石桥商会"))
    assert outcomes(report) == ["conflict"]
    assert problems(report) == ["A2 系统中已有同名同单位的人员，手机号不同"]


def test_a_name_alone_never_matches(street: Organization) -> None:
    run(street, NEW)
    assert outcomes(run(street, ("钱多多", "19900002009", None, None, "石桥商会"))) == ["new"]
    assert outcomes(run(street, ("钱多多", "19900002010", "宏远物流", None, "石桥商会"))) == ["new"]


def test_a_number_registered_twice_is_a_conflict(street: Organization, world: World) -> None:
    make_member("王敏", "19900000001", world.library)
    report = run(street, ("王敏", "19900000001", None, None, "石桥商会"))
    assert problems(report) == ["B2 系统中有 2 人登记了这个手机号"]


def test_rows_that_contradict_each_other_are_conflicts_together(street: Organization) -> None:
    report = run(
        street,
        ("钱一", "19900002001", "恒泰", None, "石桥商会"),
        ("钱二", "19900002001", "宏远", None, "石桥商会"),
        ("孙三", "19900002003", "恒泰", None, "石桥商会"),
        ("孙三", "19900002004", "恒泰", None, "石桥商会"),
        ("李四", "19900002005", "恒泰", None, "石桥商会"),
        ("李四", "19900002005", "宏远", None, "石桥商会"),
    )
    assert outcomes(report) == ["conflict"] * 6
    assert problems(report) == [
        "B2 与第 3 行手机号相同，姓名不同",
        "B3 与第 2 行手机号相同，姓名不同",
        "A4 与第 5 行同名同单位，手机号不同",
        "A5 与第 4 行同名同单位，手机号不同",
        "C6 第 7 行是同一人，单位却不同（恒泰／宏远）",
        "C6 第 7 行是同一人，单位却不同（恒泰／宏远）",
    ]
    assert active_members_by_phone("19900002001") == []


def test_one_person_listed_twice_is_one_person(street: Organization, world: World) -> None:
    report = run(
        street,
        ("钱多多", "19900002001", "恒泰机械", None, "石桥商会"),
        ("钱　多多", "199 0000 2001", None, "总经理", "石桥读书会"),
    )
    assert outcomes(report) == ["new", "match"]
    assert report["rows"][1]["notes"] == ["与第 2 行是同一人，已合并"]
    (member,) = active_members_by_phone("19900002001")
    assert company_of(member) == {"company_name": "恒泰机械", "position": "总经理"}
    assert Membership.select().where(Membership.member == member).count() == 2


@pytest.mark.parametrize(
    ("organization", "reason"),
    [
        ("石桥书画社", "E2 没有这个组织：石桥书画社"),
        ("西山区商会", "E2 没有这个组织：西山区商会"),
        ("石桥商会、石桥书画社", "E2 没有这个组织：石桥书画社"),
        ("读书小组", "E2 有 2 个组织叫“读书小组”，请写明街道"),
    ],
)
def test_an_organization_nobody_knows_is_bad(
    street: Organization, world: World, organization: str, reason: str
) -> None:
    for parent in (world.chamber, world.library):
        make_organization("读书小组", parent)
    report = run(street, ("钱多多", "19900002001", None, None, organization))
    assert (outcomes(report), problems(report)) == (["bad"], [reason])
    assert active_members_by_phone("19900002001") == []


def test_the_street_tells_namesakes_apart(world: World) -> None:
    for parent in (world.chamber, world.library):
        make_organization("读书小组", parent)
    report = import_roster(
        workbook(("钱多多", "19900002001", "石桥读书会", "读书小组"), header=("姓名", "手机", "街道", "组织")),
        world.district.id,
        False,
    )
    assert outcomes(report) == ["new"]
    (member,) = active_members_by_phone("19900002001")
    assert Membership.get(Membership.member == member).organization.parent == world.library


def test_without_the_company_section_company_columns_are_named_as_ignored(world: World) -> None:
    report = import_roster(workbook(NEW), world.street.id, False)
    assert outcomes(report) == ["new"]
    assert {one["title"] for one in report["ignored_columns"]} == {"单位", "职务"}
    assert outcomes(import_roster(workbook(NEW), world.street.id, True)) == ["match"]


def test_a_member_of_another_tree_is_added_but_not_rewritten(street: Organization, world: World) -> None:
    report = run(street, ("陌生人", "19900000007", "恒泰机械", None, "石桥商会"))
    assert report["rows"][0]["changes"] == [{"field": "组织", "old": "", "new": "石桥商会"}]
    assert ProfileAnswers.select().count() == 0


def test_a_claimed_row_stays_tied(street: Organization, world: World) -> None:
    account = make_account(world.member)
    run(street, ("王敏", "19900000001", "恒泰机械", None, "石桥商会"))
    assert Account.get_by_id(account.id).member == world.member


def test_what_was_imported_is_remembered_without_the_file(street: Organization, world: World) -> None:
    import_roster(workbook(NEW), street.id, False, file_name="名册.xlsx", imported_by=world.staff.id)
    kept = RosterImport.get()
    assert (kept.file_name, kept.counts["new"], kept.imported_by) == ("名册.xlsx", 1, world.staff)
    entry = AuditEntry.get(AuditEntry.action == "import_roster")
    assert (entry.actor_id, entry.organization_id) == (world.staff.id, street.id)
    assert "19900002001" not in str(entry.detail)


def test_a_refused_file_leaves_nothing_behind(street: Organization) -> None:
    before = Member.select().count()
    with pytest.raises(RosterUnreadable):
        import_roster(io.BytesIO(b"PK not a workbook"), street.id, False)
    with pytest.raises(NotFound):
        import_roster(workbook(NEW), 1, False)
    assert (Member.select().count(), RosterImport.select().count()) == (before, 0)


def test_an_import_that_was_interrupted_goes_on_when_run_again(
    street: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"钱{chr(0x4E00 + number)}", f"1990000{3000 + number}", None, None, "石桥商会") for number in range(45)]
    write, calls = services.write_people, 0

    def failing(verdicts: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        write(verdicts)

    monkeypatch.setattr(services, "write_people", failing)
    with pytest.raises(KeyboardInterrupt):
        run(street, *rows)
    monkeypatch.undo()
    assert run(street, *rows)["counts"] == {"new": 25, "match": 20, "changed": 0, "conflict": 0, "bad": 0}
    assert Member.select(Member.phone_index).where(Member.name.startswith("钱")).distinct().count() == 45


def test_two_imports_at_once_make_nobody_twice(street: Organization) -> None:
    rows = [(f"钱{chr(0x4E00 + number)}", f"1990000{3000 + number}", "恒泰", None, "石桥商会") for number in range(30)]
    reports = at_once([lambda: run(street, *rows)] * 3)
    assert sum(report["counts"]["new"] for report in reports) == 30
    assert Member.select().where(Member.name.startswith("钱")).count() == 30


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_an_import_waits_for_nobody_who_holds_an_organization(street: Organization, world: World) -> None:
    # An administrator who leaves holds the member's row and then the organization's; an import holds people's rows.
    db.execute_sql("SET lock_timeout = '5s'")

    def hold() -> None:
        with db.atomic():
            Organization.update(name=Organization.name).execute()
            held.set()
            done.wait(30)
        db.close()

    held, done = threading.Event(), threading.Event()
    other = threading.Thread(target=hold)
    other.start()
    held.wait(30)
    try:
        assert run(street, ("何新", "19900000099", "恒泰机械", None, "石桥商会"))["counts"]["new"] == 1
    finally:
        done.set()
        other.join()
        db.execute_sql("RESET lock_timeout")


def test_statements_grow_by_chunks_not_by_known_people(street: Organization, count_statements: Any) -> None:
    rows = [(f"钱{chr(0x4E00 + number)}", f"1990000{3000 + number}", None, None, "石桥商会") for number in range(20)]
    run(street, *rows)
    with count_statements() as few:
        run(street, *rows[:2], dry_run=True)
    with count_statements() as many:
        run(street, *rows, dry_run=True)
    assert len(many) == len(few)


def test_the_sample_roster_is_the_same_every_time(tmp_path: Path) -> None:
    def lines(name: str) -> list[Any]:
        with write_sample_roster(tmp_path / name).open("rb") as file:
            return [(line.row, line.values, line.problems) for line in parse_roster(file).lines]

    assert lines("one.xlsx") == lines("other.xlsx")
    assert len(sample_people()) == PEOPLE
    assert len({person.name for person in sample_people()}) == PEOPLE
    assert len({person.phone for person in sample_people()}) == PEOPLE


def test_the_sample_roster_comes_out_as_it_was_made(sample_root: Organization, sample_file: Path) -> None:
    expected = {"new": 289, "match": 4, "changed": 0, "conflict": 4, "bad": 7}
    report = import_roster(sample_file, sample_root.id, True)
    assert report["counts"] == expected
    assert [one["title"] for one in report["skipped_sheets"]] == ["历史名单"]
    assert "民族" in {one["title"] for one in report["ignored_columns"]}
    assert Member.select().count() == 0
    assert import_roster(sample_file, sample_root.id, False)["counts"] == expected
    by_phone = {person.phone: person for person in sample_people()}
    for known in KNOWN_PEOPLE:
        (member,) = active_members_by_phone(known.phone)
        assert member.name == known.name
        assert company_of(member) == {"company_name": known.company, "position": known.position}
    for member in Member.select():
        person = by_phone[str(member.phone)]
        home = Membership.get(Membership.member == member).organization
        assert (member.name, home.name, home.parent.name) == (person.name, person.association, person.street)
    again = import_roster(sample_file, sample_root.id, False)
    assert again["counts"] == {"new": 0, "match": 293, "changed": 0, "conflict": 4, "bad": 7}


def test_the_report_reads_as_text(sample_root: Organization, sample_file: Path) -> None:
    text = report_text(import_roster(sample_file, sample_root.id, True))
    assert "新增 289 行，相符 4 行，有变化 0 行，待确认 4 行，有问题 7 行" in text
    assert "不导入的列：民族" in text
    assert "未读的工作表：历史名单" in text
    assert "B46 是固定电话" in text


def test_numbers_are_sealed_and_found_again(street: Organization) -> None:
    run(street, NEW)
    member = Member.get(Member.name == "钱多多")
    assert "19900002001" not in f"{member.phone_sealed}{member.phone_index}{member.phone_tail_index}"
    assert member.phone == "19900002001"
