"""Which column holds what: header words in any order, in any of the first rows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from backend.rosters.workbook import Cell

HEADER_SEARCHED = 20

NAME, PHONE, COMPANY, ORGANIZATION, STREET, POSITION = (
    "name",
    "phone",
    "company",
    "organization",
    "street",
    "position",
)

# Words by column; an earlier word wins where two columns of one sheet would serve.
SYNONYMS: dict[str, tuple[str, ...]] = {
    NAME: ("姓名", "会员姓名", "名字", "人员姓名", "联系人姓名", "联系人", "负责人", "负责人姓名"),
    PHONE: (
        "手机号码",
        "手机号",
        "手机",
        "移动电话",
        "本人手机",
        "本人手机号",
        "手机电话",
        "联系手机",
        "联系人手机",
        "电话号码",
        "联系电话",
        "电话",
        "联系方式",
    ),
    COMPANY: (
        "单位名称",
        "工作单位",
        "所在单位",
        "单位",
        "企业名称",
        "企业",
        "公司名称",
        "公司",
        "所在企业",
        "任职单位",
    ),
    ORGANIZATION: (
        "所属组织",
        "组织名称",
        "组织",
        "所属协会",
        "协会名称",
        "协会",
        "所属商会",
        "商会名称",
        "商会",
        "分会",
        "所属分会",
    ),
    STREET: ("所属街道", "街道", "街镇", "乡镇街道", "镇街", "所在街道"),
    POSITION: ("职务", "单位职务", "职位", "岗位", "职务职称", "担任职务"),
}
COLUMN_TITLES = {
    NAME: "姓名",
    PHONE: "手机",
    COMPANY: "单位",
    ORGANIZATION: "组织",
    STREET: "街道",
    POSITION: "职务",
}
_FIELD_OF = {word: (name, rank) for name, words in SYNONYMS.items() for rank, word in enumerate(words)}

# Sensitive under the Personal Information Protection Law (article 28), or never asked for by this product.
_SENSITIVE = re.compile(
    "身份证|证件|护照|民族|宗教|信仰|党派|政治面貌|党员|入党|出生|生日|年龄|健康|病史|疾病|血型|残疾|婚姻|籍贯"
    "|住址|住所|家庭地址|银行|卡号|账号|工资|收入|指纹|人脸"
)
_REMARKS = {"备注", "说明", "附注", "序号", "编号", "no", "no."}
_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")
_DECORATION = re.compile(r"[\s*:：、/_()\[\]【】〔〕-]")

_SENSITIVE_REASON = "属于敏感信息，没有建立对应的栏目，内容未读取、不保存"
_REMARKS_REASON = "仅供核对，不导入"
_UNKNOWN_REASON = "没有对应的栏目，不导入"
_NOT_CHOSEN_REASON = "没有选择对应的栏目，不导入"
_NUMBER = re.compile(r"[\s\d.+-]+")


@dataclass(frozen=True)
class Header:
    """The header row and what was made of it. `columns` maps a field to its column number, counted from 1."""

    row: int
    columns: dict[str, int]
    titles: dict[str, str]
    ignored: list[tuple[str, str]] = field(default_factory=list)
    # More columns are better; of two rows with as many, the one with the plainer words (手机 below 联系方式).
    score: tuple[int, int] = (0, 0)


def plain_title(value: object) -> str:
    """A header cell less remarks in brackets, blanks and marks: `手 机 号（必填）*` is 手机号, `【职务】` is 职务."""
    text = unicodedata.normalize("NFKC", str(value)).lower()
    return _DECORATION.sub("", _BRACKETED.sub("", text)) or _DECORATION.sub("", text)


def names_field(value: object, name: str) -> bool:
    """Whether a cell holds one of the words for a column, as a header repeated on every page does."""
    return _FIELD_OF.get(plain_title(value), ("", 0))[0] == name


def find_header(rows: list[list[Cell]]) -> Header | None:
    """The row among the first 20 that names the most columns, name and phone among them; None if there is none."""
    best: Header | None = None
    for row in rows[:HEADER_SEARCHED]:
        header = _read_header(row)
        if header and (best is None or header.score > best.score):
            best = header
    return best


def guess_header(rows: list[list[Cell]]) -> list[Cell] | None:
    """The row that looks most like a header where no words tell: the most different texts, none of them a number."""
    best: tuple[int, list[Cell]] | None = None
    for row in rows[:HEADER_SEARCHED]:
        values = [cell.value for cell in row if cell.value is not None]
        texts = {plain_title(value) for value in values if isinstance(value, str) and not _NUMBER.fullmatch(value)}
        if len(texts) >= 2 and len(texts) == len(values) and (best is None or len(texts) > best[0]):
            best = len(texts), row
    return None if best is None else best[1]


def is_sensitive(value: object) -> bool:
    """Whether a header names what is sensitive: nobody may map such a column, and its cells are not kept."""
    return bool(_SENSITIVE.search(plain_title(value)))


def shown_title(value: object) -> str:
    """A header cell as people read it, at most 40 characters."""
    return " ".join(str(value).split())[:40]


def header_of(row: list[Cell], columns: dict[str, int]) -> Header:
    """What was made of a header row whose columns people have named themselves: field to column number."""
    cells = {cell.column: cell for cell in row if cell.value is not None}
    used = {name: cells[column] for name, column in columns.items() if column in cells}
    taken = set(columns.values())
    return Header(
        row[0].row,
        dict(columns),
        {name: shown_title(cell.value) for name, cell in used.items()},
        [
            (shown_title(cell.value), _SENSITIVE_REASON if is_sensitive(cell.value) else _NOT_CHOSEN_REASON)
            for cell in cells.values()
            if cell.column not in taken
        ],
    )


def _read_header(row: list[Cell]) -> Header | None:
    chosen: dict[str, tuple[int, Cell]] = {}
    for cell in row:
        if cell.value is None or is_sensitive(cell.value):
            continue
        name, rank = _FIELD_OF.get(plain_title(cell.value), ("", 0))
        if name and (name not in chosen or rank < chosen[name][0]):
            chosen[name] = (rank, cell)
    if NAME not in chosen or PHONE not in chosen:
        return None
    used = {name: cell for name, (_rank, cell) in chosen.items()}
    taken = {cell.column for cell in used.values()}
    return Header(
        row[0].row,
        {name: cell.column for name, cell in used.items()},
        {name: shown_title(cell.value) for name, cell in used.items()},
        [
            (shown_title(cell.value), _reason(cell.value, used))
            for cell in row
            if cell.value is not None and cell.column not in taken
        ],
        (len(chosen), -sum(rank for rank, _cell in chosen.values())),
    )


def _reason(value: object, used: dict[str, Cell]) -> str:
    title = plain_title(value)
    if is_sensitive(value):
        return _SENSITIVE_REASON
    if title in _REMARKS:
        return _REMARKS_REASON
    name = _FIELD_OF.get(title, ("", 0))[0]
    return f"已采用“{shown_title(used[name].value)}”列" if name in used else _UNKNOWN_REASON
