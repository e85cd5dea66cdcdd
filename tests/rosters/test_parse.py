"""Finding the table in a sheet: headers in any order, merged cells, what is left out and said so."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from backend.rosters.columns import SYNONYMS, plain_title
from backend.rosters.parse import Roster, parse_roster
from backend.rosters.workbook import RosterUnreadable
from tests.rosters.conftest import saved, workbook

ROW = ("王敏", "19900001234", "恒泰机械", "总经理", "石桥商会")


def values(roster: Roster) -> list[tuple[str | None, ...]]:
    fields = ("name", "phone", "company", "position", "organization")
    return [tuple(line.values.get(name) for name in fields) for line in roster.lines]


def test_a_plain_sheet() -> None:
    roster = parse_roster(workbook(ROW))
    assert values(roster) == [ROW]
    assert (roster.header.row, roster.lines[0].row) == (1, 2)
    assert roster.lines[0].places["phone"] == "B2"


@pytest.mark.parametrize(
    "titles",
    [
        ("职务", "联系电话", "姓名", "所属组织", "工作单位"),
        ("姓　名*", "手机号（必填）", "单位：", "【职务】", "所属商会"),
        ("会员姓名", "手 机\n号 码", "企业名称", "职位", "协会"),
        ("联系人", "电话", "公司", "岗位", "分会"),
    ],
)
def test_headers_in_any_order_and_dress(titles: tuple[str, ...]) -> None:
    order = {plain_title(word): name for name, words in SYNONYMS.items() for word in words}
    by_field = dict(zip(("name", "phone", "company", "position", "organization"), ROW, strict=True))
    row = [by_field[order[plain_title(title)]] for title in titles]
    assert values(parse_roster(workbook(row, header=titles))) == [ROW]


def test_the_header_may_stand_below_titles_and_a_second_tier() -> None:
    rows = [
        ("会员名册",),
        ("填表单位：云溪区",),
        ("姓名", "联系方式", None),
        (None, "手机", "邮箱"),
        ("王敏", 19900001234, "x"),
    ]
    roster = parse_roster(workbook(*rows, header=None, merged=("A1:C1", "A3:A4", "B3:C3")))
    assert roster.header.row == 4
    assert values(roster)[0][:2] == ("王敏", "19900001234")


def test_without_name_and_phone_there_is_no_roster() -> None:
    with pytest.raises(RosterUnreadable, match="没有找到表头"):
        parse_roster(workbook(("王敏", "恒泰"), header=("姓名", "单位")))
    with pytest.raises(RosterUnreadable, match="没有找到表头"):
        parse_roster(workbook(*[("",)] * 20, ("姓名", "手机"), header=("标题",)))


def test_a_mobile_column_wins_over_a_telephone_column() -> None:
    roster = parse_roster(workbook(("王敏", "0571-88001234", "19900001234"), header=("姓名", "电话", "手机")))
    assert roster.lines[0].values["phone"] == "19900001234"
    assert ("电话", "已采用“手机”列") in roster.header.ignored


@pytest.mark.parametrize(
    "title",
    ["身份证号", "身份证号码（必填）", "民 族", "宗教信仰", "政治面貌", "党派", "出生日期", "健康状况", "家庭住址"],
)
def test_sensitive_columns_are_named_and_their_values_are_nowhere(title: str) -> None:
    roster = parse_roster(workbook(("王敏", "19900001234", "绝密内容"), header=("姓名", "手机", title)))
    assert [reason[:6] for _title, reason in roster.header.ignored] == ["属于敏感信息"]
    assert "绝密内容" not in repr(roster)


def test_unknown_columns_are_named() -> None:
    roster = parse_roster(
        workbook(("1", "王敏", "19900001234", "x", "y"), header=("序号", "姓名", "手机", "配偶姓名", "备注"))
    )
    assert [title for title, _reason in roster.header.ignored] == ["序号", "配偶姓名", "备注"]


def test_merged_cells_fill_every_row_they_cover() -> None:
    rows = [ROW, ("李建国", "19900001235", None, "经理", None), ("陈晓", "19900001236", None, None, "石桥读书会")]
    roster = parse_roster(workbook(*rows, merged=("C2:C4", "E2:E3")))
    assert [(one[2], one[4]) for one in values(roster)] == [
        ("恒泰机械", "石桥商会"),
        ("恒泰机械", "石桥商会"),
        ("恒泰机械", "石桥读书会"),
    ]


def test_rows_that_hold_only_the_tail_of_a_merged_cell_are_blank() -> None:
    rows = [ROW, (None,) * 5, ("合计：1 人",)]
    assert len(parse_roster(workbook(*rows, merged=("E2:E3", "A4:E4"))).lines) == 2  # the sum is a row people see


def test_a_header_repeated_on_every_page_is_nobody() -> None:
    again = ("姓名", "手机", "单位", "职务", "组织")
    assert len(parse_roster(workbook(ROW, again, ("李建国", "19900001235"))).lines) == 2


def test_hidden_and_further_sheets_are_reported_not_taken() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "说明"
    first.append(["请填写第二张表"])
    for title, state in (("名册", "visible"), ("旧名册", "hidden"), ("更旧", "veryHidden"), ("另一张", "visible")):
        sheet = book.create_sheet(title)
        sheet.append(["姓名", "手机"])
        sheet.append([title + "的人", "19900001234"])
        sheet.sheet_state = state
    book.create_sheet("空的")
    roster = parse_roster(saved(book))
    assert roster.sheet == "名册"
    assert [title for title, _reason in roster.skipped_sheets] == ["说明", "旧名册", "更旧", "另一张"]
    assert "隐藏" in roster.skipped_sheets[1][1]


def test_a_workbook_with_only_a_hidden_roster_says_so() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("名册")
    sheet.append(["姓名", "手机"])
    sheet.sheet_state = "hidden"
    with pytest.raises(RosterUnreadable, match="隐藏的工作表不会读取"):
        parse_roster(saved(book))


def test_a_formula_counts_by_its_stored_value_and_without_one_it_is_blank(tmp_path: Any) -> None:
    import xlsxwriter

    path = tmp_path / "formulas.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("姓名", "手机"))
    sheet.write_string(1, 0, "王敏")
    sheet.write_formula(1, 1, '="1990000"&"1234"', None, "19900001234")
    sheet.write_string(2, 0, "李建国")
    sheet.write_formula(2, 1, "=A99", None, "")
    book.close()
    roster = parse_roster(io.BytesIO(path.read_bytes()))
    assert roster.lines[0].values["phone"] == "19900001234"
    assert roster.lines[1].problems == [("B3", "没有手机号（空白，或公式没有保存结果）")]


def test_each_problem_names_its_cell() -> None:
    roster = parse_roster(workbook(("王敏1", "同上", "长" * 101, "长" * 41, "石桥商会")))
    assert [place for place, _message in roster.lines[0].problems] == ["A2", "B2", "C2", "D2"]
