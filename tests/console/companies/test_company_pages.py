"""Companies in the console: from an empty list to a company with people, a term and dues."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from backend.audit.models import AuditEntry
from backend.companies.models import Company, CompanyDelegate, CompanyRepresentative, Dues, Standing
from backend.companies.services import create_company, put_delegate, put_representative
from backend.companies.standings import open_standing, record_dues, standing_of
from backend.scope import load_scope
from tests.desk import soup, words
from tests.factories import make_member
from tests.people import World

PATH = "/console/companies"
CODE = "91350100M000100Y43"
HOSTILE = '<script>alert(1)</script>"\'=HYPERLINK("x")'


def make(world: World, name: str, organization: Any = None, **values: Any) -> Company:
    return create_company((organization or world.chamber).id, world.staff.id, {"name": name, **values})


@pytest.fixture
def company(world: World) -> Company:
    """Until 2026-05-31; 李建国 represents it and 王敏 acts for him; paid in 2025."""
    made = make(world, "清河机械有限公司", starts_on="2025-06-01", ends_on="2026-05-31")
    scope = load_scope(world.staff.id)
    put_representative(made, world.organizer.id, world.staff.id, scope, {"position": "董事长"})
    put_delegate(made, world.member.id, world.organizer.id, world.staff.id, scope, {})
    record_dues(standing_of(made), world.staff.id, year=2025, amount=120_000, paid_on="2025-03-01", note="转账")
    return made


def names(page: Any) -> list[str]:
    return [words(link) for link in page.select("#list .opens")]


class TestList:
    def test_an_empty_one_says_what_to_do(self, desk: Any, world: World) -> None:
        empty = desk("staff").page(PATH).select_one(".empty")
        assert "还没有单位会员" in words(empty)
        assert empty.select_one("a")["href"].endswith("/companies/new")
        assert not desk("auditor").page(PATH).select(".empty a")

    def test_it_shows_term_people_and_dues(self, desk: Any, world: World, company: Company) -> None:
        record_dues(standing_of(company), world.staff.id, year=2026, amount=150_050, paid_on="2026-01-05")
        row = words(desk("auditor").page(PATH).select_one("#list tbody tr"))
        assert row == "清河机械有限公司 李建国 石桥商会 有效 2026-05-31 1,500.50"

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({}, ["丙厂", "丁厂", "乙厂", "甲厂"]),
            ({"q": "甲"}, ["甲厂"]),
            ({"q": "91350100m"}, ["乙厂"]),
            ({"status": "active"}, ["乙厂", "甲厂"]),
            ({"status": "lapsed"}, ["丙厂"]),
            ({"status": "left"}, ["丁厂"]),
            ({"status": "galaxy"}, ["丙厂", "丁厂", "乙厂", "甲厂"]),
            ({"wanted": "lapsing"}, ["乙厂"]),
            ({"wanted": "dues"}, ["丙厂", "乙厂"]),
            ({"sort": "-ends_on"}, ["乙厂", "丙厂"]),
        ],
    )
    def test_it_is_filtered(self, desk: Any, world: World, query: dict[str, str], expected: list[str]) -> None:
        paid = make(world, "甲厂")
        record_dues(standing_of(paid), world.staff.id, year=2026, amount=1, paid_on="2026-01-01")
        make(world, "乙厂", credit_code=CODE, ends_on="2026-05-01")
        make(world, "丙厂", ends_on="2026-04-19")
        Standing.update(state="left").where(Standing.company == make(world, "丁厂")).execute()
        make(world, "别处的厂", organization=world.elsewhere)
        found = names(desk("staff").page(PATH, **query))
        if query.get("sort"):
            found = [name for name in found if name in expected]
            assert found == expected
        else:
            assert sorted(found) == sorted(expected)

    def test_an_export_has_what_the_list_has(self, desk: Any, world: World, company: Company) -> None:
        make(world, HOSTILE)
        make(world, "别处的厂", organization=world.elsewhere)
        response = desk("auditor").get(PATH, format="xlsx", sort="name")
        sheet = load_workbook(BytesIO(response.data)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert sorted(row[0] for row in rows[1:]) == sorted([HOSTILE, "清河机械有限公司"])
        assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)
        assert AuditEntry.get(AuditEntry.action == "export_list").detail["rows"] == 2

    def test_statements_do_not_grow(self, desk: Any, world: World, company: Company, count_statements: Any) -> None:
        browser = desk("staff")
        browser.page(PATH)
        counts = []
        for number in (1, 20):
            for at in range(number):
                made = make(world, f"厂{number}-{at}")
                put_representative(made, world.organizer.id, world.staff.id, load_scope(world.staff.id), {})
            for path in (PATH, f"{PATH}/lapses?wanted=all"):
                with count_statements() as statements:
                    browser.page(path)
                counts.append(len(statements))
        assert counts[:2] == counts[2:]
        assert max(counts) <= 12
        with count_statements() as statements:
            browser.page(f"{PATH}/{company.id}")
        assert len(statements) <= 12


class TestRecord:
    def test_a_company_is_added_then_its_people(self, desk: Any, world: World) -> None:
        browser = desk("staff")
        form = {"organization_id": world.chamber.id, "name": " 清河机械有限公司 ", "credit_code": CODE.lower()}
        page = browser.after(browser.post(f"{PATH}/new", **form, ends_on="2026-12-31"))
        assert "已添加“清河机械有限公司”" in words(page)
        made = Company.get()
        assert (made.name, made.credit_code, standing_of(made).ends_on) == ("清河机械有限公司", CODE, "2026-12-31")
        url = f"{PATH}/{made.id}"

        found = browser.page(url, find="李")
        assert [one["value"] for one in found.select("#people-member_id input")] == [str(world.organizer.id)]
        page = browser.after(browser.post(f"{url}/representatives", member_id=world.organizer.id, position="董事长"))
        assert "李建国 董事长" in words(page.select_one("#representatives"))
        form = {"delegate_id": world.member.id, "principal_id": world.organizer.id, "ends_on": "2026-12-31"}
        page = browser.after(browser.post(f"{url}/delegates", **form))
        assert "王敏 李建国 至 2026-12-31" in words(page.select_one("#delegates"))
        page = browser.after(browser.post(f"{url}/contact", member_id=world.member.id))
        assert "王敏 联系人" in words(page.select_one("#delegates"))
        trail = [one.action for one in AuditEntry.select().where(AuditEntry.subject_kind == "company")]
        assert trail == ["company.created", "company.representative", "company.delegate", "company.contact"]

    @pytest.mark.parametrize(
        ("given", "field", "status"),
        [
            ({"name": ""}, "name", 422),
            ({"name": "清河机械有限公司"}, "name", 409),
            ({"credit_code": "91350100M000100Y44"}, "credit_code", 422),
            ({"starts_on": "2026-05-01", "ends_on": "2026-04-30"}, "ends_on", 422),
            ({"ends_on": "someday"}, "ends_on", 422),
            ({"organization_id": ""}, "organization_id", 422),
        ],
    )
    def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(
        self, desk: Any, world: World, company: Company, given: dict[str, str], field: str, status: int
    ) -> None:
        form = {"organization_id": world.chamber.id, "name": "新厂", "address": "石桥路 1 号", **given}
        response = desk("staff").post(f"{PATH}/new", **form)
        page = soup(response)
        assert (response.status_code, page.select_one("#address")["value"]) == (status, "石桥路 1 号")
        assert page.select_one(f"#error-{field}")
        assert Company.select().count() == 1

    def test_the_same_credit_code_twice_is_refused(self, desk: Any, world: World, company: Company) -> None:
        make(world, "乙厂", credit_code=CODE)
        response = desk("staff").post(f"{PATH}/{company.id}/edit", name=company.name, credit_code=CODE)
        assert (response.status_code, "error-credit_code" in response.text) == (409, True)

    def test_its_fields_are_changed(self, desk: Any, world: World, company: Company) -> None:
        desk("staff").post(f"{PATH}/{company.id}/edit", name="清河重工", note="关于张三的话")
        entry = AuditEntry.get(AuditEntry.action == "company.changed")
        assert entry.detail == {
            "unsaid": ["note"],
            "before": {"name": "清河机械有限公司"},
            "after": {"name": "清河重工"},
        }

    def test_whoever_is_elsewhere_cannot_be_made_a_representative(
        self, desk: Any, world: World, company: Company
    ) -> None:
        response = desk("staff").post(f"{PATH}/{company.id}/representatives", member_id=world.stranger.id, position="X")
        assert response.status_code == 422
        assert "这位会员不在您管理的组织中" in response.text
        assert soup(response).select_one("#position")["value"] == "X"
        assert not desk("staff").page(f"{PATH}/{company.id}", find="陌生").select("#people-member_id input")
        assert CompanyRepresentative.select().count() == 1

    def test_a_delegate_acts_for_a_present_representative_only(self, desk: Any, world: World, company: Company) -> None:
        form = {"delegate_id": world.member.id, "principal_id": world.auditor.id}
        response = desk("staff").post(f"{PATH}/{company.id}/delegates", **form)
        assert (response.status_code, "不是这个单位的现任代表" in response.text) == (422, True)

    def test_a_representative_goes_with_their_delegates(self, desk: Any, world: World, company: Company) -> None:
        browser = desk("staff")
        browser.post(f"{PATH}/{company.id}/contact", member_id=world.organizer.id)
        browser.post(f"{PATH}/{company.id}/representatives/{world.organizer.id}/remove")
        assert CompanyRepresentative.select().count() == CompanyDelegate.select().count() == 0
        assert Company.get().contact_id is None
        browser.post(f"{PATH}/{company.id}/representatives/{world.organizer.id}/remove")
        assert AuditEntry.select().where(AuditEntry.action == "company.representative_removed").count() == 1

    def test_a_contact_is_one_of_its_people(self, desk: Any, world: World, company: Company) -> None:
        assert desk("staff").post(f"{PATH}/{company.id}/contact", member_id=world.auditor.id).status_code == 422

    def test_who_only_reads_finds_no_forms(self, desk: Any, company: Company) -> None:
        page = desk("auditor").page(f"{PATH}/{company.id}")
        assert not page.select("main form")
        assert "董事长" in words(page)

    def test_nothing_typed_is_markup(self, desk: Any, world: World) -> None:
        company = make(world, HOSTILE, address=HOSTILE, office_phone=HOSTILE[:30], note=HOSTILE)
        person = make_member(HOSTILE, organization=world.chamber)
        scope = load_scope(world.staff.id)
        put_representative(company, person.id, world.staff.id, scope, {"position": HOSTILE[:40]})
        put_delegate(company, world.member.id, person.id, world.staff.id, scope, {})
        record_dues(standing_of(company), world.staff.id, year=2026, amount=1, paid_on="2026-01-01", note=HOSTILE)
        browser = desk("staff")
        for path in (
            f"{PATH}/{company.id}?find=script",
            f"{PATH}?open={company.id}&q=script",
            f"{PATH}/lapses?wanted=all&open={standing_of(company).id}",
            f"{PATH}/people?field={HOSTILE}&find={HOSTILE}",
        ):
            response = browser.get(path)
            assert response.status_code == 200
            assert "<script>alert" not in response.text
            soup(response)


class TestStanding:
    def test_the_term_is_set_and_a_wrong_one_is_said_beside_it(self, desk: Any, company: Company) -> None:
        browser, standing = desk("staff"), standing_of(company)
        url = f"{PATH}/standings/{standing.id}/term"
        response = browser.post(url, starts_on="2026-06-01", ends_on="2026-05-01")
        assert (response.status_code, soup(response).select_one("#term-to")["value"]) == (422, "2026-05-01")
        browser.post(url, starts_on="2026-06-01", ends_on="2027-05-31")
        assert (standing_of(company).starts_on, standing_of(company).ends_on) == ("2026-06-01", "2027-05-31")

    def test_a_state_can_be_taken_back(self, desk: Any, company: Company) -> None:
        browser, standing = desk("staff"), standing_of(company)
        page = browser.after(browser.post(f"{PATH}/standings/{standing.id}/state", state="suspended"))
        assert "暂停" in words(page.select_one("h1"))
        undo = page.select_one("#toasts form")
        fields = {one["name"]: one["value"] for one in undo.select("input")}
        browser.post(undo["action"], **fields)
        assert standing_of(company).state == "active"
        assert browser.post(f"{PATH}/standings/{standing.id}/state", state="galaxy").status_code == 422

    def test_dues_are_recorded_replaced_removed_and_put_back(self, desk: Any, company: Company) -> None:
        browser, standing = desk("staff"), standing_of(company)
        url = f"{PATH}/standings/{standing.id}/dues"
        for amount in ("1,200.5", "1300"):
            browser.post(url, year="2026", amount=amount, paid_on="2026-04-20", note="收据 7")
        assert [(one.year, one.amount) for one in Dues.select().order_by(Dues.year)] == [
            (2025, 120_000),
            (2026, 130_000),
        ]
        entry = AuditEntry.select().where(AuditEntry.action == "dues.recorded").order_by(AuditEntry.id.desc()).get()
        assert (entry.detail["before"]["amount"], entry.detail["after"]["amount"]) == (120_050, 130_000)
        page = browser.after(browser.post(f"{url}/2026/remove"))
        undo = page.select_one("#toasts form")
        browser.post(undo["action"], **{one["name"]: one["value"] for one in undo.select("input")})
        there = Dues.get(Dues.year == 2026)
        assert (there.amount, there.paid_on, there.note) == (130_000, "2026-04-20", "收据 7")

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"amount": "很多"}, "amount"),
            ({"amount": "0"}, "amount"),
            ({"amount": "-5"}, "amount"),
            ({"year": "1066"}, "year"),
            ({"year": "x"}, "year"),
            ({"paid_on": "2026-04-21"}, "paid_on"),
        ],
    )
    def test_wrong_dues_are_said_beside_what_was_typed(
        self, desk: Any, company: Company, given: dict[str, str], field: str
    ) -> None:
        form = {"year": "2026", "amount": "500", "paid_on": "2026-04-20", "note": "收据 7", **given}
        response = desk("staff").post(f"{PATH}/standings/{standing_of(company).id}/dues", **form)
        page = soup(response)
        assert (response.status_code, page.select_one("#note")["value"]) == (422, "收据 7")
        assert page.select_one(f"#error-{field}")


class TestLapses:
    @pytest.fixture
    def several(self, world: World) -> dict[str, Standing]:
        """甲 lapses in May, 乙 has lapsed, 丙 in autumn, 丁 has left; 王敏 as a single member in May; one elsewhere."""
        terms = {"甲": "2026-05-10", "乙": "2026-04-01", "丙": "2026-09-30", "丁": "2026-05-10"}
        made = {name: standing_of(make(world, name, ends_on=day)) for name, day in terms.items()}
        Standing.update(state="left").where(Standing.id == made["丁"].id).execute()
        scope = load_scope(world.staff.id)
        made["王敏"] = open_standing(world.chamber.id, world.member.id, world.staff.id, scope, None, "2026-05-15")
        made["别处"] = standing_of(make(world, "别处", organization=world.elsewhere, ends_on="2026-05-10"))
        return made

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({}, ["甲", "王敏"]),
            ({"days": "180"}, ["甲", "王敏", "丙"]),
            ({"days": "7000"}, ["甲", "王敏"]),
            ({"days": "0030999999999999999"}, ["甲", "王敏"]),
            ({"of": "company"}, ["甲"]),
            ({"of": "member"}, ["王敏"]),
            ({"wanted": "lapsed"}, ["乙"]),
            ({"wanted": "dues"}, ["乙", "甲", "王敏", "丙"]),
            ({"wanted": "all", "q": "王"}, ["王敏"]),
        ],
    )
    def test_it_lists_what_there_is_to_do(
        self, desk: Any, several: dict[str, Standing], query: dict[str, str], expected: list[str]
    ) -> None:
        assert names(desk("auditor").page(f"{PATH}/lapses", **query)) == expected

    def test_the_tabs_count_what_they_list(self, desk: Any, several: dict[str, Standing]) -> None:
        tabs = words(desk("auditor").page(f"{PATH}/lapses").select_one(".tabs"))
        assert tabs == "即将到期 2 已到期 1 本年未缴会费 4 全部会籍"

    def test_several_are_renewed_at_once_and_taken_back(
        self, desk: Any, world: World, several: dict[str, Standing]
    ) -> None:
        browser = desk("staff")
        ids = [several[name].id for name in ("甲", "乙", "丁", "别处")]
        page = browser.after(browser.post(f"{PATH}/lapses/renew", ids=ids, ends_on="2027-05-31", query="wanted=all"))
        assert "已将 2 个续期到 2027年5月31日。2 个没有变化。" in words(page.select_one("#toasts"))

        def days() -> list[str | None]:
            return [Standing.get_by_id(one).ends_on for one in ids]

        assert days() == ["2027-05-31", "2027-05-31", "2026-05-10", "2026-05-10"]
        undo = page.select_one("#toasts form")
        browser.post(undo["action"], **{one["name"]: one["value"] for one in undo.select("input")})
        assert days() == ["2026-05-10", "2026-04-01", "2026-05-10", "2026-05-10"]

    def test_all_that_match_are_renewed(self, desk: Any, several: dict[str, Standing]) -> None:
        desk("staff").post(f"{PATH}/lapses/renew", all="1", ends_on="2027-05-31", query="wanted=dues&of=company")
        renewed = {name for name, one in several.items() if Standing.get_by_id(one.id).ends_on == "2027-05-31"}
        assert renewed == {"甲", "乙", "丙"}

    def test_what_somebody_set_meanwhile_is_not_taken_back(self, desk: Any, several: dict[str, Standing]) -> None:
        browser, one = desk("staff"), several["甲"]
        browser.post(f"{PATH}/lapses/renew", ids=[one.id], ends_on="2027-05-31")
        browser.post(f"{PATH}/standings/{one.id}/term", ends_on="2028-05-31")
        form = {"ends_on": "2027-05-31", "before": f"{one.id}:2026-05-10"}
        assert browser.post(f"{PATH}/lapses/undo", **form).status_code == 409
        assert Standing.get_by_id(one.id).ends_on == "2028-05-31"

    @pytest.mark.parametrize(
        "form",
        [{}, {"ends_on": "2027-05-31"}, {"ids": "1", "ends_on": "2026-04-19"}, {"ids": "x", "ends_on": "2027-05-31"}],
    )
    def test_nothing_chosen_or_a_past_day_is_refused(
        self, desk: Any, several: dict[str, Standing], form: dict[str, Any]
    ) -> None:
        assert desk("staff").post(f"{PATH}/lapses/renew", **form).status_code == 422

    @pytest.mark.parametrize("before", ["x", "1:", "1:someday", ",", "9" * 30])
    def test_an_undo_that_was_tampered_with_does_nothing(
        self, desk: Any, several: dict[str, Standing], before: str
    ) -> None:
        response = desk("staff").post(f"{PATH}/lapses/undo", ends_on="2027-05-31", before=before)
        assert response.status_code in (409, 422)

    def test_a_single_members_standing_is_recorded(self, desk: Any, world: World) -> None:
        browser = desk("staff")
        page = browser.page(f"{PATH}/lapses", add="1", find="王敏")
        form = page.select_one(".adding form[method=post]")
        assert [one["value"] for one in form.select("input[type=radio]")] == [str(world.member.id)]
        given = {"member_id": world.member.id, "organization_id": world.chamber.id, "ends_on": "2026-12-31"}
        panel = browser.after(browser.post(form["action"], **given)).select_one("#panel")
        assert "2026年12月31日" in words(panel)
        browser.post(form["action"], **given)
        assert [(one.member_id, one.ends_on) for one in Standing.select()] == [(world.member.id, "2026-12-31")]
        assert not desk("auditor").page(f"{PATH}/lapses", add="1").select(".adding")
        assert browser.post(form["action"], **{**given, "member_id": world.stranger.id}).status_code == 422
