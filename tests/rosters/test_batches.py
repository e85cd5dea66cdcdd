"""An import as staff run it: columns, preview, work that can be left and killed, and the way back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.database import db
from backend.errors import InvalidInput
from backend.members.models import Member
from backend.members.services import active_members_by_phone
from backend.organizations.models import Membership
from backend.profiles.definitions import ensure_default_sections
from backend.profiles.models import ProfileAnswers, ProfileChange
from backend.profiles.services import confirm_section
from backend.rosters import batches, work
from backend.rosters.models import RosterDraft, RosterImport, RosterMapping, RosterRow
from backend.rosters.workbook import RosterUnreadable
from tests.conftest import FrozenClock
from tests.factories import make_account, make_activity, make_member, make_role
from tests.people import World
from tests.racing import run_together
from tests.rosters.conftest import workbook

NEW = ("钱多多", "19900002001", "恒泰机械", "总经理", "石桥商会")
FIELDS = {1: "name", 2: "phone", 3: "company", 4: "position", 5: "organization"}


@pytest.fixture(autouse=True)
def sections(world: World) -> None:
    ensure_default_sections()


def started(world: World, *rows: Sequence[Any], **options: Any) -> RosterImport:
    return batches.start_import(workbook(*rows, **options), world.street.id, "名册.xlsx", world.staff.id)


def worked(roster: RosterImport) -> RosterImport:
    batches.advance(roster.id, 30)
    return fresh(roster)


def fresh(roster: RosterImport) -> RosterImport:
    return RosterImport.get_by_id(roster.id)


def previewed(world: World, *rows: Sequence[Any], **options: Any) -> RosterImport:
    roster = started(world, *rows, **options)
    batches.preview_import(roster, {column: field for field, column in roster.mapping.items()})
    return worked(roster)


def imported(world: World, *rows: Sequence[Any], **options: Any) -> RosterImport:
    roster = previewed(world, *rows, **options)
    batches.apply_import(roster, world.staff.id)
    return worked(roster)


def undone(world: World, roster: RosterImport) -> RosterImport:
    batches.undo_import(roster, world.staff.id)
    return worked(roster)


def people(number: int) -> list[tuple[Any, ...]]:
    return [(f"钱{chr(0x4E00 + one)}", f"1990000{3000 + one}", "恒泰", None, "石桥商会") for one in range(number)]


def rows_of(roster: RosterImport) -> list[tuple[int, str, str]]:
    rows = RosterRow.select().where(RosterRow.roster == roster.id).order_by(RosterRow.number)
    return [(row.number, row.outcome, row.undone) for row in rows]


def test_columns_are_guessed_in_any_order_and_nothing_is_written(world: World) -> None:
    before = Member.select().count()
    roster = started(world, ("石桥商会", "19900002001", "钱多多"), header=("所属商会", "联系电话", "会员姓名"))
    assert (roster.state, roster.mapping) == ("mapping", {"name": 3, "phone": 2, "organization": 1})
    assert Member.select().count() == before


def test_a_header_nobody_understands_is_asked_about(world: World) -> None:
    roster = started(world, ("钱多多", "19900002001"), header=("称呼", "号码"))
    assert (roster.mapping, [one["title"] for one in roster.headings["columns"]]) == ({}, ["称呼", "号码"])
    batches.preview_import(roster, {1: "name", 2: "phone"})
    assert worked(roster).counts["new"] == 1


def test_the_mapping_is_remembered_for_these_headings_whatever_their_order(world: World) -> None:
    roster = started(world, ("钱多多", "19900002001"), header=("称呼", "号码"))
    batches.preview_import(roster, {1: "name", 2: "phone"})
    again = started(world, ("19900002002", "钱少少"), header=("号码", "称呼"))
    assert again.mapping == {"name": 2, "phone": 1}
    assert batches.is_remembered(again)
    elsewhere = batches.start_import(
        workbook(("钱多多", "19900002001"), header=("称呼", "号码")), world.elsewhere.id, "a.xlsx", world.staff.id
    )
    assert elsewhere.mapping == {}, "another organization's headings may mean something else"
    batches.preview_import(again, {1: "phone", 2: "name"})
    assert RosterMapping.select().count() == 1


@pytest.mark.parametrize(
    ("chosen", "field", "words"),
    [
        ({1: "name"}, "mapping", "哪一列是手机"),
        ({1: "name", 2: "name"}, "column_2", "已经选了"),
        ({1: "name", 2: "phone", 9: "company"}, "column_9", "不能导入"),
        ({1: "name", 2: "phone", 3: "religion"}, "column_3", "不能导入"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_in_words(
    world: World, chosen: dict[int, str], field: str, words: str
) -> None:
    roster = started(world, NEW)
    with pytest.raises(InvalidInput) as refusal:
        batches.preview_import(roster, chosen)
    assert words in refusal.value.errors[field][0]
    assert fresh(roster).state == "mapping"


def test_a_sensitive_column_is_named_kept_nowhere_and_cannot_be_chosen(world: World) -> None:
    secret = "110101199001011234"
    roster = started(world, ("钱多多", "19900002001", secret), header=("姓名", "手机", "身份证号"))
    assert [one["is_sensitive"] for one in roster.headings["columns"]] == [False, False, True]
    table = batches.draft_of(roster)
    assert secret not in str(table.rows)
    with pytest.raises(InvalidInput):
        batches.preview_import(roster, {1: "name", 2: "phone", 3: "company"})


def test_the_preview_says_line_by_line_what_would_happen(world: World) -> None:
    roster = previewed(
        world,
        NEW,
        ("王敏", "19900000001", "恒泰", None, "石桥商会"),
        ("王明", "19900000001", None, None, "石桥商会"),
        ("赵云", "19900000004", None, None, "石桥街道"),
        ("没号码", None, None, None, None),
    )
    assert roster.state == "ready"
    assert roster.counts == {"new": 1, "match": 1, "changed": 0, "conflict": 2, "bad": 1}
    contents = {row.number: row.content for row in RosterRow.select()}
    assert contents[6]["problems"] == [{"cell": "B6", "message": "没有手机号（空白，或公式没有保存结果）"}]
    assert contents[6]["cells"] == {"姓名": "没号码"}
    assert active_members_by_phone("19900002001") == []


def test_a_changed_cell_is_shown_old_and_new(world: World) -> None:
    imported(world, NEW)
    roster = previewed(world, ("钱多多", "19900002001", "宏远物流", "总经理", "石桥商会"))
    (row,) = RosterRow.select().where(RosterRow.roster == roster.id)
    assert (row.outcome, row.content["changes"]) == (
        "changed",
        [{"field": "单位", "old": "恒泰机械", "new": "宏远物流"}],
    )


def test_names_and_cells_are_sealed_where_they_wait(world: World) -> None:
    roster = started(world, NEW)
    batches.preview_import(roster, FIELDS)
    worked(roster)
    kept = str(list(RosterDraft.select().tuples())) + str(list(RosterRow.select().tuples()))
    assert "钱多多" not in kept
    assert "19900002001" not in kept


def test_applying_writes_forgets_the_file_and_is_in_the_audit_trail(world: World) -> None:
    roster = imported(world, NEW)
    assert (roster.state, roster.counts["new"], roster.position, roster.total) == ("done", 1, 1, 1)
    (member,) = active_members_by_phone("19900002001")
    assert ProfileAnswers.get(ProfileAnswers.member == member).answers["company_name"] == "恒泰机械"
    assert RosterDraft.select().count() == 0
    entry = AuditEntry.get(AuditEntry.action == "import_roster")
    assert (entry.actor_id, entry.subject_id, entry.detail["new"]) == (world.staff.id, roster.id, 1)


def test_a_step_is_taken_once(world: World) -> None:
    roster = previewed(world, NEW)
    batches.apply_import(roster, world.staff.id)
    for again in (batches.apply_import, batches.undo_import):
        with pytest.raises(batches.ImportMovedOn):
            again(fresh(roster), world.staff.id)
    with pytest.raises(batches.ImportMovedOn):
        batches.cancel_import(roster)
    worked(roster)
    with pytest.raises(batches.ImportMovedOn):
        batches.preview_import(fresh(roster), FIELDS)


def test_an_import_that_is_killed_goes_on_exactly_once(
    world: World, monkeypatch: pytest.MonkeyPatch, clock: FrozenClock
) -> None:
    roster = previewed(world, *people(50))
    batches.apply_import(roster, world.staff.id)
    write, calls = work.write_people, 0

    def failing(verdicts: Any) -> None:
        nonlocal calls
        calls += 1
        write(verdicts)
        if calls == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(work, "write_people", failing)
    with pytest.raises(KeyboardInterrupt):
        batches.advance(roster.id, 30)
    assert (fresh(roster).state, fresh(roster).position) == ("applying", 20)
    # As after SIGKILL: nobody gave the lease back.
    RosterImport.update(leased_until=clock.now()).execute()
    clock.advance(seconds=31)
    assert worked(roster).counts["new"] == 50
    assert Member.select().where(Member.name.startswith("钱")).count() == 50
    assert RosterRow.select().where(RosterRow.roster == roster.id, RosterRow.has_effects).count() == 50


def test_the_preview_too_goes_on_where_it_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_CHECKED_AT_ONCE", 10)
    roster = started(world, *people(25), ("没号码", None, None, None, None))
    batches.preview_import(roster, FIELDS)
    batches.advance(roster.id, 0.0)
    assert fresh(roster).state == "checking"
    assert worked(roster).counts == {"new": 25, "match": 0, "changed": 0, "conflict": 0, "bad": 1}


def test_whoever_holds_the_lease_works_alone(world: World, clock: FrozenClock) -> None:
    roster = previewed(world, NEW)
    batches.apply_import(roster, world.staff.id)
    RosterImport.update(leased_until=clock.ms + 10_000).execute()
    assert worked(roster).state == "applying"
    clock.advance(seconds=11)
    assert worked(roster).state == "done"


def test_two_processes_at_once_write_nobody_twice(world: World) -> None:
    roster = previewed(world, *people(60))
    batches.apply_import(roster, world.staff.id)
    run_together([lambda: batches.advance_waiting()] * 3)
    while fresh(roster).state == "applying":
        batches.advance_waiting()
    assert fresh(roster).counts["new"] == 60
    assert Member.select().where(Member.name.startswith("钱")).count() == 60


def test_an_undone_batch_leaves_nobody_behind(world: World) -> None:
    roster = imported(world, *people(25))
    assert active_members_by_phone("19900003000") != []
    roster = undone(world, roster)
    assert (roster.state, batches.count_undone(roster.id)) == ("undone", {"removed": 25, "put_back": 0, "stayed": 0})
    assert active_members_by_phone("19900003000") == []
    assert Member.select().where(Member.name.startswith("钱")).count() == 0
    assert Membership.select().join(Member).where(Member.state == "deleted").count() == 0
    assert AuditEntry.get(AuditEntry.action == "undo_roster_import").detail["removed"] == 25
    assert imported(world, *people(2)).counts["new"] == 2, "they may be imported again"


@pytest.mark.parametrize("act", ["account", "signup", "confirm", "role"])
def test_whoever_acted_since_stays_and_is_named(world: World, act: str, clock: FrozenClock) -> None:
    roster = imported(world, NEW, ("钱少少", "19900002002", None, None, "石桥商会"))
    (member,) = active_members_by_phone("19900002001")
    if act == "account":
        make_account(member)
    elif act == "signup":
        from backend.activities.services.signing_up import sign_up

        sign_up(make_activity(world.chamber).id, member.id, {}, None)
    elif act == "confirm":
        confirm_section(member.id, "company", None)
    else:
        make_role(member, world.chamber)
    roster = undone(world, roster)
    assert [one[2] for one in rows_of(roster)] == ["stayed", "removed"]
    assert active_members_by_phone("19900002001") == [member]
    assert ProfileAnswers.get(ProfileAnswers.member == member).answers["company_name"] == "恒泰机械"
    row = RosterRow.get(RosterRow.member == member)
    words = {"account": "已绑定微信", "signup": "已报名活动", "confirm": "资料已由本人", "role": "已担任工作人员"}
    assert words[act] in row.content["undone_because"][0]


def test_changed_cells_go_back_only_where_nobody_changed_them_since(world: World) -> None:
    imported(world, NEW, ("钱少少", "19900002002", "恒泰机械", "经理", "石桥商会"))
    second = imported(
        world,
        ("钱多多", "19900002001", "宏远物流", None, "石桥读书会"),
        ("钱少少", "19900002002", "宏远物流", None, "石桥商会"),
    )
    assert second.counts["changed"] == 2
    imported(world, ("钱少少", "19900002002", "东方纺织", None, "石桥商会"))
    undone(world, second)
    (first,), (other,) = active_members_by_phone("19900002001"), active_members_by_phone("19900002002")
    assert ProfileAnswers.get(ProfileAnswers.member == first).answers == {
        "company_name": "恒泰机械",
        "position": "总经理",
    }
    assert ProfileAnswers.get(ProfileAnswers.member == other).answers["company_name"] == "东方纺织"
    assert [tie.organization_id for tie in Membership.select().where(Membership.member == first)] == [world.chamber.id]
    assert [one[2] for one in rows_of(second)] == ["put_back", "stayed"]
    last = ProfileChange.select().where(ProfileChange.member == first).order_by(ProfileChange.id.desc()).first()
    assert (last.old_text, last.new_text) == ("宏远物流", "恒泰机械")


def test_an_undo_that_is_killed_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = imported(world, *people(45))
    batches.undo_import(roster, world.staff.id)
    undo, calls = batches.undo_some, 0

    def failing(roster: Any) -> int:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return undo(roster)

    monkeypatch.setattr(batches, "undo_some", failing)
    with pytest.raises(KeyboardInterrupt):
        batches.advance(roster.id, 30)
    monkeypatch.undo()
    assert worked(roster).state == "undone"
    assert batches.count_undone(roster.id)["removed"] == 45


def test_after_thirty_days_nothing_is_taken_back_and_the_rows_are_gone(world: World, clock: FrozenClock) -> None:
    roster = imported(world, NEW)
    clock.advance(days=30)
    with pytest.raises(batches.UndoOver):
        batches.undo_import(roster, world.staff.id)
    batches.forget_old_rosters()
    assert RosterRow.select().count() == 0
    assert fresh(roster).counts["new"] == 1


def test_a_file_nobody_imports_is_forgotten_after_a_day(world: World, clock: FrozenClock) -> None:
    roster = previewed(world, NEW)
    clock.advance(hours=23)
    batches.forget_old_rosters()
    assert fresh(roster).state == "ready"
    clock.advance(hours=2)
    batches.forget_old_rosters()
    assert (fresh(roster).state, RosterDraft.select().count(), RosterRow.select().count()) == ("cancelled", 0, 0)


def test_a_cancelled_import_keeps_nothing(world: World) -> None:
    roster = previewed(world, NEW)
    batches.cancel_import(roster)
    assert (RosterDraft.select().count(), RosterRow.select().count()) == (0, 0)
    with pytest.raises(batches.ImportMovedOn):
        batches.draft_of(roster)


def test_going_back_to_the_columns_makes_a_new_preview(world: World) -> None:
    roster = previewed(world, NEW)
    batches.change_columns(roster)
    batches.preview_import(fresh(roster), {1: "name", 2: "phone"})
    assert worked(roster).counts["new"] == 1
    assert RosterRow.get(RosterRow.roster == roster.id).content["organization"] == "石桥街道"


@pytest.mark.parametrize("content", [b"", b"PK nothing", "姓名,手机".encode()])
def test_a_hostile_file_is_refused_and_leaves_nothing(world: World, content: bytes) -> None:
    import io

    with pytest.raises(RosterUnreadable):
        batches.start_import(io.BytesIO(content), world.street.id, "名册.xlsx", world.staff.id)
    assert RosterImport.select().count() == 0


def test_a_sheet_without_people_is_refused(world: World) -> None:
    with pytest.raises(RosterUnreadable, match="没有任何人"):
        started(world)


def test_a_sheet_comes_back_as_it_was_sealed(world: World) -> None:
    import datetime

    rows = [
        ("钱多多", 19900002001, 1.5, datetime.date(2026, 1, 2), None),
        (None, None, None, None, None),
        ("钱少少", "19900002002", True, None, "石桥商会"),
    ]
    roster = started(world, *rows, merged=["C2:C4"])
    table = batches.draft_of(roster)
    assert [line.values.get("name") for line in table.lines({"name": 1, "phone": 2})] == ["钱多多", "钱少少"]
    assert table.samples(2) == ["19900002001", "19900002002"]
    (first, _) = table.lines({"name": 1, "phone": 2, "position": 4})
    assert first.problems == [("D2", "应为文字，这里是日期或其他内容")]


def test_people_who_are_gone_stay_gone_when_undone(world: World) -> None:
    roster = imported(world, NEW)
    (member,) = active_members_by_phone("19900002001")
    Member.update(state="deleted").where(Member.id == member.id).execute()
    assert [one[2] for one in rows_of(undone(world, roster))] == ["stayed"]


def test_an_erased_person_is_in_no_row(world: World) -> None:
    from backend.privacy.services import delete_account

    imported(world, NEW)
    (member,) = active_members_by_phone("19900002001")
    delete_account(member.id, make_account(member).id)
    assert RosterRow.select().count() == 0


def test_no_transaction_of_an_import_takes_long(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is timed is how much is written at once: 20 people.
    roster = previewed(world, *people(45))
    batches.apply_import(roster, world.staff.id)
    sizes: list[int] = []
    write = work.write_people

    def noting(verdicts: Any) -> None:
        assert db.obj.in_transaction()
        sizes.append(len(verdicts))
        write(verdicts)

    monkeypatch.setattr(work, "write_people", noting)
    worked(roster)
    assert sizes == [20, 20, 5]


def test_numbers_stand_in_no_table_in_the_clear(world: World) -> None:
    roster = imported(world, NEW, ("没号码", "19900002001x", None, None, None))
    undone(world, roster)
    assert "19900002001" not in json.dumps([row.detail for row in AuditEntry.select()], ensure_ascii=False)


def test_two_staff_start_the_same_preview_at_once(world: World) -> None:
    roster = previewed(world, NEW)

    def apply() -> bool:
        try:
            batches.apply_import(roster, world.staff.id)
        except batches.ImportMovedOn:
            return False
        return True

    assert sorted(run_together([apply, apply])) == [False, True]


def test_a_person_on_two_lines_is_one(world: World) -> None:
    roster = imported(world, NEW, NEW)
    assert [one[1] for one in rows_of(roster)] == ["new", "match"]
    assert make_member("旁人") is not None
