"""The chain: what is altered afterwards is found, and what was erased as it should be fits."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from backend.audit import chain
from backend.audit.chain import Chain, head
from backend.audit.checking import Fault, check_and_note, check_chain
from backend.audit.models import AuditCheck, AuditEntry, AuditLink
from backend.audit.services import ERASED, erase_words
from backend.database import atomic, close_request_connection, db, is_postgresql
from tests.audit.conftest import link_all
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together


def fault() -> Fault | None:
    return check_chain().fault


def change(entry: AuditEntry | int, **values: Any) -> None:
    AuditEntry.update(**values).where(AuditEntry.id == entry).execute()


class TestLinking:
    def test_entries_are_linked_in_order_a_tick_after_they_were_seen(self, write: Any) -> None:
        jobs = Chain()
        first, second = write(), write()
        assert jobs.link_settled() == 0
        late = write()
        assert jobs.link_settled() == 2
        assert [link.entry_id for link in AuditLink.select().order_by(AuditLink.number)] == [first.id, second.id]
        assert jobs.link_settled() == 1
        assert (head().number, head().entry_id) == (3, late.id)
        assert jobs.link_settled() == 0

    def test_what_fits_is_counted(self, trail: list[AuditEntry], write: Any) -> None:
        write()
        report = check_chain()
        assert (report.links, report.erased, report.waiting, report.fault) == (5, 0, 1, None)

    def test_many_are_linked_and_checked_some_at_a_time(self, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(chain, "CHUNK", 2)
        monkeypatch.setattr("backend.audit.checking.CHUNK", 3)
        for _ in range(7):
            write()
        assert link_all() == 7
        heard: list[int] = []
        assert check_chain(heard.append).links == 7
        assert heard == [3, 3, 1]

    def test_entries_of_the_version_before_get_their_salt_then(self, write: Any) -> None:
        old = write()
        change(old.id, salt=None)
        link_all()
        assert AuditEntry.get_by_id(old.id).salt
        assert fault() is None

    def test_two_processes_link_each_entry_once(self, write: Any) -> None:
        for _ in range(30):
            write()
        processes = [Chain() for _ in range(4)]
        for jobs in processes:
            jobs.link_settled()
        linked = run_together([jobs.link_settled for jobs in processes])
        for jobs in processes:
            jobs.link_settled()
        assert sum(linked) <= 30
        assert AuditLink.select().count() == 30
        assert check_chain().links == 30
        assert fault() is None

    def test_it_waits_for_whoever_may_still_come_between(self, write: Any, world: World) -> None:
        """PostgreSQL gives out ids before the commit: the lower one may appear after the higher one."""
        if not is_postgresql():
            pytest.skip("SQLite has one writer at a time")
        started, go_on = threading.Event(), threading.Event()

        def slow() -> None:
            try:
                with atomic():
                    write(reason="慢")
                    started.set()
                    go_on.wait(30)
            finally:
                close_request_connection()

        thread = threading.Thread(target=slow)
        thread.start()
        try:
            assert started.wait(30)
            write(reason="快")
            jobs = Chain()
            assert [jobs.link_settled() for _ in range(3)] == [0, 0, 0]
        finally:
            go_on.set()
            thread.join(30)
        assert jobs.link_settled() == 2
        reasons = [AuditEntry.get_by_id(link.entry_id).reason for link in AuditLink.select().order_by(AuditLink.number)]
        assert reasons == ["慢", "快"]
        assert fault() is None


class TestTampering:
    @pytest.mark.parametrize(
        "values",
        [
            {"at": 1},
            {"actor_kind": "system"},
            {"actor": None},
            {"action": "tag.deleted"},
            {"subject_kind": "topic"},
            {"subject_id": 8},
            {"organization": None},
            {"about_member": None},
        ],
        ids=lambda values: next(iter(values)),
    )
    def test_who_did_what_to_which_record(self, trail: list[AuditEntry], values: dict[str, Any]) -> None:
        change(trail[1].id, **values)
        assert fault() == Fault("changed", 2, trail[1].id)

    def test_the_reason(self, trail: list[AuditEntry]) -> None:
        change(trail[3].id, reason="小雨")
        assert fault() == Fault("words_changed", 4, trail[3].id)

    def test_before_and_after(self, trail: list[AuditEntry]) -> None:
        change(trail[2].id, detail={"before": {"name": "骨干"}, "after": {"name": "会长"}})
        assert fault() == Fault("words_changed", 3, trail[2].id)

    def test_words_moved_between_reason_and_detail_are_others(self, trail: list[AuditEntry], write: Any) -> None:
        change(trail[3].id, reason="暴雨", detail={"x": "红色预警"})
        assert fault() == Fault("words_changed", 4, trail[3].id)

    @pytest.mark.parametrize(
        ("salt", "what"),
        [("ab" * 16, "words_changed"), ("zz", "words_changed"), ("", "words_changed"), (None, "erased")],
    )
    def test_the_salt(self, trail: list[AuditEntry], salt: str | None, what: str) -> None:
        change(trail[0].id, salt=salt)
        assert fault() == Fault(what, 1, trail[0].id)

    def test_a_deleted_entry(self, trail: list[AuditEntry]) -> None:
        AuditEntry.delete().where(AuditEntry.id == trail[2].id).execute()
        assert fault() == Fault("deleted", 3, trail[2].id)

    def test_a_deleted_entry_with_its_link(self, trail: list[AuditEntry]) -> None:
        AuditEntry.delete().where(AuditEntry.id == trail[2].id).execute()
        AuditLink.delete().where(AuditLink.number == 3).execute()
        assert fault() == Fault("link_missing", 3, None)

    def test_a_deleted_entry_where_the_links_after_it_moved_up(self, trail: list[AuditEntry]) -> None:
        AuditEntry.delete().where(AuditEntry.id == trail[2].id).execute()
        AuditLink.delete().where(AuditLink.number == 3).execute()
        for number in (4, 5):
            AuditLink.update(number=number - 1).where(AuditLink.number == number).execute()
        assert fault() == Fault("changed", 3, trail[3].id)

    def test_a_link_of_ones_own(self, trail: list[AuditEntry]) -> None:
        change(trail[4].id, action="tag.created")
        AuditLink.update(link="0" * 64).where(AuditLink.number == 5).execute()
        assert fault() == Fault("changed", 5, trail[4].id)

    @pytest.mark.parametrize("link", ["", "abc", "字" * 64])
    def test_a_link_that_is_none(self, trail: list[AuditEntry], link: str) -> None:
        AuditLink.update(link=link).where(AuditLink.number == 2).execute()
        assert fault() == Fault("changed", 2, trail[1].id)

    def test_an_entry_put_in_between(self, trail: list[AuditEntry], write: Any) -> None:
        AuditEntry.update(id=trail[4].id + 10).where(AuditEntry.id == trail[4].id).execute()
        AuditLink.update(entry_id=trail[4].id + 10).where(AuditLink.number == 5).execute()
        forged = trail[4].id + 1
        AuditEntry.insert(id=forged, action="tag.created", subject_kind="tag").execute()
        assert fault() == Fault("inserted", 5, forged)

    def test_an_entry_put_in_before_the_first(self, trail: list[AuditEntry]) -> None:
        AuditEntry.insert(id=-5, action="tag.created", subject_kind="tag").execute()
        assert fault() == Fault("inserted", 1, -5)

    def test_two_entries_that_changed_places(self, trail: list[AuditEntry]) -> None:
        one, other = trail[0].id, trail[2].id
        for before, after in ((one, 9_000_000), (other, one), (9_000_000, other)):
            AuditEntry.update(id=after).where(AuditEntry.id == before).execute()
        assert fault() == Fault("changed", 1, one)

    def test_two_links_that_changed_places(self, trail: list[AuditEntry]) -> None:
        for before, after in ((2, 900), (3, 2), (900, 3)):
            AuditLink.update(number=after).where(AuditLink.number == before).execute()
        found = fault()
        assert found is not None
        assert (found.what, found.number) == ("changed", 2)

    def test_the_first_fault_is_the_one_named(self, trail: list[AuditEntry]) -> None:
        change(trail[3].id, reason="小雨")
        change(trail[1].id, reason="")
        assert fault() == Fault("words_changed", 2, trail[1].id)

    def test_an_end_cut_off_is_known_from_a_head_kept_elsewhere(self, trail: list[AuditEntry]) -> None:
        kept = head()
        AuditLink.delete().where(AuditLink.number == 5).execute()
        AuditEntry.delete().where(AuditEntry.id == trail[4].id).execute()
        assert fault() is None
        assert check_chain(kept=kept).fault == Fault("head", 5, None)

    def test_a_head_kept_elsewhere_still_fits_later(self, trail: list[AuditEntry], write: Any) -> None:
        kept = head()
        write()
        link_all()
        assert check_chain(kept=kept).fault is None
        assert check_chain(kept=kept._replace(link="0" * 64)).fault == Fault("head", 5, trail[4].id)


class TestErasing:
    def test_an_erased_person_leaves_no_words_and_the_chain_fits(
        self, trail: list[AuditEntry], world: World, as_member: Phone
    ) -> None:
        assert as_member.delete("/me", {"confirm": "注销"}).status_code == 204
        link_all()
        gone = AuditEntry.get_by_id(trail[1].id)
        assert (gone.reason, gone.detail, gone.salt) == ("", {}, None)
        assert gone.actor_id == world.staff.id
        erasure = AuditEntry.get(AuditEntry.action == ERASED)
        assert gone.erased_by == erasure.id
        assert erasure.detail == {"entries": [trail[1].id, trail[4].id]}
        report = check_chain()
        assert (report.fault, report.erased) == (None, 2)

    def test_erasing_twice_says_so_once(self, trail: list[AuditEntry], world: World) -> None:
        about = AuditEntry.about_member == world.member.id
        assert (erase_words(about), erase_words(about)) == (2, 0)
        assert AuditEntry.select().where(AuditEntry.action == ERASED).count() == 1

    def test_what_is_erased_before_it_is_linked_fits_too(self, write: Any, world: World) -> None:
        entry = write(about_member_id=world.member.id, reason="联系参会")
        erase_words(AuditEntry.id == entry.id)
        link_all()
        assert (check_chain().fault, check_chain().erased) == (None, 1)

    def test_many_are_erased_by_several_entries(
        self, trail: list[AuditEntry], world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("backend.audit.services._MOST_ERASED", 1)
        assert erase_words(AuditEntry.about_member == world.member.id) == 2
        link_all()
        assert AuditEntry.select().where(AuditEntry.action == ERASED).count() == 2
        assert fault() is None

    def test_words_wiped_by_hand_are_found(self, trail: list[AuditEntry]) -> None:
        change(trail[3].id, reason="", detail={}, salt=None)
        assert fault() == Fault("erased", 4, trail[3].id)

    def test_nor_do_they_pass_for_erased_by_an_erasure_of_others(self, trail: list[AuditEntry], world: World) -> None:
        erase_words(AuditEntry.about_member == world.member.id)
        link_all()
        erasure = AuditEntry.get(AuditEntry.action == ERASED)
        change(trail[3].id, reason="", detail={}, salt=None, erased_by=erasure.id)
        assert fault() == Fault("erased", 4, trail[3].id)

    def test_nor_by_an_entry_that_is_no_erasure(self, trail: list[AuditEntry], write: Any) -> None:
        other = write(detail={"entries": [trail[3].id]})
        change(trail[3].id, reason="", detail={}, salt=None, erased_by=other.id)
        assert fault() == Fault("erased", 4, trail[3].id)

    def test_an_erasure_that_was_widened_is_found(self, trail: list[AuditEntry], world: World) -> None:
        erase_words(AuditEntry.about_member == world.member.id)
        link_all()
        erasure = AuditEntry.get(AuditEntry.action == ERASED)
        change(erasure.id, detail={"entries": [*erasure.detail["entries"], trail[3].id]})
        change(trail[3].id, reason="", detail={}, salt=None, erased_by=erasure.id)
        assert fault() == Fault("words_changed", 6, erasure.id)

    def test_words_put_back_are_found(self, trail: list[AuditEntry], world: World) -> None:
        erase_words(AuditEntry.about_member == world.member.id)
        change(trail[1].id, reason="什么也没有")
        assert fault() == Fault("erased", 2, trail[1].id)


def test_each_check_is_written_down(trail: list[AuditEntry]) -> None:
    check_and_note()
    change(trail[3].id, reason="小雨")
    check_and_note()
    rows = [(row.links, row.fault, row.entry_id) for row in AuditCheck.select().order_by(AuditCheck.id)]
    assert rows == [(5, "", None), (3, "words_changed", trail[3].id)]


def test_checking_takes_the_same_statements_for_each_chunk(
    write: Any, count_statements: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.audit.checking.CHUNK", 10)
    for _ in range(20):
        write()
    link_all()
    with count_statements() as statements:
        check_chain()
    assert len(statements) == 2 + 2 * 2
    assert not db.is_closed()
