"""Cases in the console: list, board, panel and what staff do to one."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest

from backend import clock as backend_clock
from backend.audit.models import AuditEntry
from backend.cases import services
from backend.cases.models import Case, CaseHandler, CaseStep
from backend.console.today.holding import run_due
from backend.console.today.models import HeldAct
from tests.desk import soup, words
from tests.factories import make_case, make_member, make_role
from tests.outbox import told

URL = "/console/suggestions"
PANEL = {"HX-Request": "true", "HX-Target": "panel"}
PART = {"HX-Request": "true"}


@pytest.fixture
def case(world):
    return make_case(world.chamber, world.member, title="增设夜间公交")


def version(case):
    return Case.get_by_id(case.id).version


def titles(page):
    return [words(one) for one in page.select("table.list .opens")]


def act(browser, case, what, **form):
    form.setdefault("version", version(case))
    return browser.post(f"{URL}/{case.id}/act/{what}", **form)


def effect(clock):
    clock.advance(seconds=10)
    run_due()


def test_no_case_yet(desk):
    assert "没有要办的建议" in words(desk("staff").page(URL).main)


def test_list_begins_with_what_is_most_urgent(desk, world, clock):
    make_case(world.chamber, world.member, title="先到的")
    clock.advance(days=2)
    make_case(world.library, world.member, title="后到的")
    make_case(world.elsewhere, world.stranger, title="外区的")

    page = desk("staff").page(URL)

    assert titles(page) == ["先到的", "后到的"]
    assert "已超期 1 个工作日" in words(page.select_one("tbody tr"))


def test_paused_clock_is_visible(desk, world, case):
    services.pause(case.id, world.staff.id, "等回函")

    assert "计时已暂停" in words(desk("staff").page(URL).select_one("tbody tr"))
    assert titles(desk("staff").page(URL, due="paused")) == ["增设夜间公交"]


def test_filters(desk, world, clock, case):
    other = make_case(world.library, world.member, title="修补人行道", category="service", text="坑洼不平")
    services.assign(other.id, world.administrator.id, world.staff.id)
    closed = make_case(world.library, world.member, title="已经办完")
    Case.update(state="closed").where(Case.id == closed.id).execute()
    browser = desk("staff")

    assert titles(browser.page(URL, category="service")) == ["修补人行道"]
    assert titles(browser.page(URL, state="closed")) == ["已经办完"]
    assert len(titles(browser.page(URL, state="all"))) == 3
    assert titles(browser.page(URL, assignee="mine")) == ["修补人行道"]
    assert titles(browser.page(URL, assignee=world.staff.id)) == ["修补人行道"]
    assert titles(browser.page(URL, assignee="nobody")) == ["增设夜间公交"]
    assert titles(browser.page(URL, q="坑洼")) == ["修补人行道"]
    assert titles(browser.page(URL, due="overdue")) == []
    assert len(titles(browser.page(URL, assignee="x", due="y", state="z"))) == 0
    assert "没有符合条件的内容" in words(browser.page(URL, q="没有的").main)


def test_board_has_a_column_for_each_step(desk, world, case):
    for title, state in (("办着的", "in_progress"), ("答复了的", "answered"), ("办完的", "closed")):
        one = make_case(world.library, world.member, title=title)
        Case.update(state=state).where(Case.id == one.id).execute()

    page = desk("staff").page(f"{URL}/board")

    columns = {
        words(one.h2): [words(card.strong) for card in one.select("[data-card]")] for one in page.select("section")
    }
    assert columns == {
        "新收到 1": ["增设夜间公交"],
        "已交办 0": [],
        "办理中 1": ["办着的"],
        "已答复 1": ["答复了的"],
        "已办结 1": ["办完的"],
    }
    assert [words(one.strong) for one in desk("staff").page(f"{URL}/board", q="办着").select("[data-card]")] == [
        "办着的"
    ]


def test_pages_cost_few_statements_however_many_there_are(desk, world, count_statements):
    make_case(world.chamber, world.member)
    browser = desk("staff")
    browser.page(URL)

    def cost(path, **query):
        with count_statements() as statements:
            assert browser.get(path, **query).status_code == 200
        return len(statements)

    few = cost(URL), cost(f"{URL}/board")
    cases = [make_case(world.library, world.member, title=f"建议{number}") for number in range(40)]
    for one in cases[:5]:
        services.assign(one.id, world.staff.id, world.staff.id)
    services.merge(cases[9].id, world.staff.id, cases[0].id)
    services.set_handlers(cases[0].id, world.staff.id, [world.administrator.id])

    assert (cost(URL), cost(f"{URL}/board")) == few
    assert max(few) <= 12
    assert cost(URL, open=cases[0].id) <= 12
    assert cost(f"{URL}/{cases[0].id}") <= 12
    for what in ("assign", "reply", "merge", "handlers", "transfer"):
        assert cost(f"{URL}/{cases[1].id}/act/{what}") <= 12, what
    with count_statements() as of_panel:
        browser.get(URL, headers=PANEL, open=cases[0].id)
    assert len(of_panel) <= 12


def test_panel_shows_the_thread_and_what_can_be_done(desk, world, case):
    services.note(case.id, world.administrator.id, "先问公交公司")

    panel = soup(desk("staff").get(URL, headers=PANEL, open=case.id))

    text = words(panel)
    assert "增设夜间公交" in text
    assert "内部备注 周主任 仅工作人员可见" in text
    assert "先问公交公司" in text
    assert [words(one) for one in panel.select(".case-acts > .btn")] == ["交办", "答复"]
    assert not panel.select("main")


def test_whole_page_fetches_the_panel_after_the_list(desk, case):
    page = desk("staff").page(URL, open=case.id)

    assert page.select_one("#panel [hx-get]")["hx-get"].endswith(f"open={case.id}")
    assert page.select_one(f"#panel a[href='{URL}/{case.id}']")


def test_assigning_is_held_and_then_done(desk, world, case, clock):
    browser = desk("staff")
    form = soup(browser.get(f"{URL}/{case.id}/act/assign", headers=PART))
    assert {words(one) for one in form.select("option")} == {"请选择", "赵云（石桥街道）", "周主任（东湖区）"}

    page = browser.after(act(browser, case, "assign", member_id=world.staff.id, due_days=3, note="请跟进"))

    assert "您把“增设夜间公交”交办给赵云，10 秒后生效" in words(page.select_one("#toasts"))
    assert "您刚刚把“增设夜间公交”交办给赵云" in words(page.main)
    effect(clock)
    assert Case.get_by_id(case.id).assignee_id == world.staff.id
    assert "承办人 赵云" in words(browser.page(f"{URL}/{case.id}").main)


def test_only_colleagues_above_can_be_given_it(desk, world, case):
    answer = act(desk("staff"), case, "assign", member_id=world.foreign_staff.id)

    assert answer.status_code == 422
    assert "只能交给本组织或上级组织的工作人员" in answer.text
    assert HeldAct.select().count() == 0


def test_reply_goes_out_after_ten_seconds_and_can_be_undone(desk, world, case, clock):
    browser = desk("staff")
    answer = act(browser, case, "reply", text="下月起增开。", outcome="adopted", is_public="1")

    toast = browser.after(answer).select_one("#toasts .toast")
    assert told("suggestion_answered") == []
    fields = {one["name"]: one["value"] for one in toast.form.select("input[name]")}
    back = browser.after(browser.post(toast.form["action"], **fields))
    assert "已撤销" in words(back.select_one("#toasts"))
    act(browser, case, "reply", text="下月起增开。", outcome="adopted", is_public="1")
    effect(clock)
    fresh = Case.get_by_id(case.id)
    assert (fresh.state, fresh.outcome, fresh.is_reply_public) == ("answered", "adopted", True)
    assert len(told("suggestion_answered")) == 1


def test_reply_that_lacks_something_keeps_what_was_typed(desk, case):
    answer = act(desk("staff"), case, "reply", text="下月起增开。")

    page = soup(answer)
    assert answer.status_code == 422
    assert "请选择办理结果" in words(page)
    assert page.select_one("textarea[name=text]").text.strip() == "下月起增开。"


def test_what_changed_meanwhile_is_told_and_nothing_typed_is_lost(desk, world, case):
    old = version(case)
    services.note(case.id, world.administrator.id, "我在问")
    browser = desk("staff")

    answer = act(browser, case, "reply", text="下月起增开。", outcome="adopted", version=old)

    page = soup(answer)
    assert answer.status_code == 409
    assert "事项刚刚有了变化" in words(page)
    assert page.select_one("textarea[name=text]").text.strip() == "下月起增开。"
    assert page.select_one("input[name=version]")["value"] == str(version(case))


def test_second_colleague_is_told_who_is_at_it(desk, case, clock):
    act(desk("staff"), case, "decline", reason="不属于本会职责")
    clock.advance(seconds=3)
    other = desk("administrator")

    refused = act(other, case, "note", text="我来办")
    assert refused.status_code == 409
    assert "赵云刚刚决定不受理“增设夜间公交”（7 秒内可撤销）" in refused.text
    assert "赵云 刚刚处理（7 秒内可撤销）" in words(other.page(f"{URL}/{case.id}").main)
    effect(clock)
    assert Case.get_by_id(case.id).state == "declined"


def test_clock_is_paused_resumed_and_moved(desk, case):
    browser = desk("staff")

    assert act(browser, case, "pause", reason="等回函").status_code == 303
    assert Case.get_by_id(case.id).paused_at is not None
    assert act(browser, case, "resume").status_code == 303
    assert act(browser, case, "due", due_on="2026-05-06", reason="要开会研究").status_code == 303
    local = backend_clock.in_business_zone(Case.get_by_id(case.id).due_at)
    assert f"{local:%m-%d %H:%M}" == "05-06 17:30"
    assert act(browser, case, "due", due_on="2020-05-06", reason="倒回去").status_code == 422


def test_work_begins_and_has_helpers(desk, world, case, clock):
    browser = desk("staff")
    services.assign(case.id, world.administrator.id, world.staff.id)

    assert act(browser, case, "start").status_code == 303
    assert act(browser, case, "handlers", member_ids=[str(world.administrator.id)]).status_code == 303
    assert act(browser, case, "note", text="已约谈").status_code == 303
    assert [row.member_id for row in CaseHandler.select()] == [world.administrator.id]
    assert Case.get_by_id(case.id).state == "in_progress"


def test_transfer_within_the_tree_only(desk, world, case, clock):
    browser = desk("staff")

    foreign = act(browser, case, "transfer", organization_id=world.elsewhere.id, reason="归他们管")
    assert foreign.status_code == 422
    assert act(browser, case, "transfer", organization_id=world.library.id, reason="归他们管").status_code == 303
    effect(clock)
    assert Case.get_by_id(case.id).organization_id == world.library.id


def test_merge_shows_both_and_finds_more(desk, world, case, clock):
    same = make_case(world.library, world.organizer, title="夜间公交", text="晚上八点以后没有公交车了。")
    make_case(world.library, world.organizer, title="修补人行道", text="坑洼不平，老人摔倒。")
    browser = desk("staff")

    form = soup(browser.get(f"{URL}/{case.id}/act/merge", headers=PART))
    assert [words(one.strong) for one in form.select(".merge-target")] == ["夜间公交"]
    assert "晚上八点以后没有公交车。" in words(form.select_one(".merge-both"))
    found = soup(browser.get(f"{URL}/{case.id}/act/merge", headers=PART, q="人行道"))
    assert [words(one.strong) for one in found.select(".merge-target")] == ["修补人行道"]
    act(browser, case, "merge", into_id=same.id, note="同一件事")
    effect(clock)
    assert Case.get_by_id(case.id).merged_into_id == same.id
    assert "来自合并" in words(browser.page(f"{URL}/{same.id}").main)


def test_foreign_case_is_no_target(desk, world, case):
    foreign = make_case(world.elsewhere, world.stranger)

    assert act(desk("staff"), case, "merge", into_id=foreign.id).status_code == 404
    assert act(desk("staff"), case, "merge", into_id=case.id).status_code in (303, 422)


def test_auditor_reads_masked_and_changes_nothing(desk, world, case):
    hidden = make_case(
        world.chamber, make_member("钱守一", organization=world.chamber), title="匿名的", is_name_hidden=True
    )
    browser = desk("auditor")

    page = browser.page(URL)
    assert "王敏" not in page.get_text()
    assert "王*" in page.get_text()
    detail = browser.page(f"{URL}/{case.id}")
    assert "王敏" not in detail.get_text()
    assert not detail.select(".case-acts")
    assert "钱" not in browser.page(f"{URL}/{hidden.id}").main.get_text()
    for what in ("note", "reply", "assign", "start"):
        assert act(browser, case, what, text="x", reason="xx").status_code == 403, what
        assert browser.get(f"{URL}/{case.id}/act/{what}").status_code == 403, what


def test_hidden_name_is_shown_to_who_handles_it_alone(desk, world):
    case = make_case(world.chamber, make_member("钱守一", organization=world.chamber), is_name_hidden=True)

    for path in (URL, f"{URL}/board"):
        assert "钱守一" not in desk("staff").page(path).get_text()
    page = desk("staff").page(f"{URL}/{case.id}")
    assert "钱守一 对其他会员不公开姓名" in words(page.main)


def test_nobody_elsewhere_finds_it(desk, world, case):
    browser = desk("foreign_staff")

    assert titles(browser.page(URL, state="all")) == []
    for path in (f"{URL}/{case.id}", f"{URL}/{case.id}/act/reply", f"{URL}?open={case.id}"):
        status = browser.get(path, headers=PANEL).status_code
        assert status == 404, path
    assert act(browser, case, "note", text="x").status_code == 404
    assert browser.get(f"{URL}/{case.id}/act/no-such").status_code == 404


def test_handler_from_elsewhere_carries_on_and_decides_nothing(desk, world, case):
    helper = make_member("孙干事", None, world.library)
    make_role(helper, world.library, "staff")
    services.assign(case.id, world.administrator.id, helper.id)
    browser = desk(helper)

    assert titles(browser.page(URL)) == ["增设夜间公交"]
    assert browser.get(f"{URL}/{case.id}/act/reply").status_code == 200
    assert browser.get(f"{URL}/{case.id}/act/decline").status_code == 403
    assert act(browser, case, "note", text="在办").status_code == 303


def test_export_keeps_names_hidden_and_formulas_words(desk, world, clock):
    make_case(world.chamber, make_member("钱守一", organization=world.chamber), is_name_hidden=True, title="匿名的")
    evil = make_case(world.chamber, world.member, title="=1+1", text="=HYPERLINK(1)<b>")
    services.reply(evil.id, world.staff.id, "下月起增开。", "adopted")

    answer = desk("staff").get(URL, format="xlsx", state="all")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("标题", "类别", "组织", "提出人")
    cells = [cell for row in rows for cell in row]
    assert "钱守一" not in cells
    assert "不公开姓名" in cells
    assert {"=1+1", "=HYPERLINK(1)<b>", "下月起增开。", "王敏"} <= set(cells)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert AuditEntry.select().where(AuditEntry.action == "export_list").count() == 1


def test_typed_words_stay_words(desk, world):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    case = make_case(world.chamber, make_member(evil), title=evil[:40], text=evil, place=evil[:30])
    services.note(case.id, world.staff.id, evil)
    browser = desk("staff")

    for path in (URL, f"{URL}/board", f"{URL}/{case.id}", f"{URL}/{case.id}/act/merge?q=%3Cscript%3E"):
        page = browser.page(path)  # refuses scripts and handlers of its own
        assert not page.main.select("img[src=x]")


def test_back_leads_nowhere_else(desk, case):
    answer = act(desk("staff"), case, "note", text="记一笔", back="https://evil.example/console/suggestions")
    assert answer.location == f"{URL}/{case.id}"
    answer = act(desk("staff"), case, "note", text="再记一笔", back=f"{URL}?state=all&open={case.id}")
    assert answer.location == f"{URL}?state=all&open={case.id}"


def test_steps_are_written_by_the_same_services(desk, world, case, clock):
    act(desk("staff"), case, "assign", member_id=world.staff.id)
    effect(clock)

    kinds = [row.kind for row in CaseStep.select().where(CaseStep.case == case.id).order_by(CaseStep.number)]
    assert kinds[-1] == "assigned"
    assert Case.get_by_id(case.id).due_at > backend_clock.now() + timedelta(hours=1)


def test_the_dashboards_numbers_lead_to_the_cases_behind_them(desk, world, clock):
    make_case(world.chamber, world.member, title="四月的建议")
    make_case(world.library, world.member, title="别处的建议")
    clock.set("2026-05-02T10:00:00+08:00")
    make_case(world.chamber, world.member, title="五月的建议")
    staff = desk("staff")
    narrowed = {"organization": world.chamber.id, "month": "2026-04", "state": "all"}
    page = staff.page("/console/suggestions", **narrowed)

    assert [words(one) for one in page.select(".opens")] == ["四月的建议"]
    assert words(page.select_one(".narrowed")) == "石桥商会和下级 · 2026-04 提出"
    assert page.select_one("form.toolbar input[name=month]")["value"] == "2026-04"
    foreign = staff.page("/console/suggestions", organization=world.elsewhere.id, state="all")
    assert foreign.select(".opens") == []
    assert "西山区" not in words(foreign.main)
    assert len(staff.page("/console/suggestions", month="2026-13", state="all").select(".opens")) == 3
