"""Files that are not what they say, are damaged, or are made to do harm: refused in words, never a fault of ours."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from backend.rosters.parse import parse_roster
from backend.rosters.workbook import RosterUnreadable
from tests.rosters.conftest import workbook

PERSON = ("王敏", "19900001234")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


def with_part(name: str, change: Callable[[bytes], bytes]) -> io.BytesIO:
    """A good workbook with one part replaced."""
    source, target = zipfile.ZipFile(workbook(PERSON, header=("姓名", "手机"))), io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            content = source.read(entry)
            archive.writestr(entry.filename, change(content) if entry.filename == name else content)
    target.seek(0)
    return target


def in_sheet(xml: bytes) -> io.BytesIO:
    """A good workbook with XML added behind the rows of its sheet."""
    return with_part(SHEET, lambda content: content.replace(b"</sheetData>", b"</sheetData>" + xml))


def archive_of(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def encrypted_entries() -> bytes:
    content = bytearray(workbook(PERSON).getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        ("姓名,手机\n王敏,19900001234\n".encode("gb18030"), "不是 Excel"),
        (b"<html><table><tr><td>name</td></tr></table></html>", "不是 Excel"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "不是 Excel"),
        (OLE + b"\0" * 2000, "旧版 .xls"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (encrypted_entries(), "密码"),
        (archive_of(**{"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}), "改了扩展名"),
        (archive_of(**{"xl/workbook.xml": b"not xml", "[Content_Types].xml": b"neither"}), "损坏"),
        (workbook(PERSON).getvalue()[:-200], "不完整"),
        (b"PK\x03\x04 and nothing more", "不完整"),
        (workbook(PERSON).getvalue().replace(b"PK\x01\x02", b"PK\x01\x03"), "不完整"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(RosterUnreadable, match=words):
        parse_roster(io.BytesIO(content))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(RosterUnreadable, match="解压后过大"):
        parse_roster(with_part("xl/styles.xml", lambda _content: b"\0" * 30_000_000))


def test_too_many_entries_are_refused() -> None:
    parts = {f"xl/junk{number}.xml": b"x" for number in range(1001)}
    parts |= {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}
    with pytest.raises(RosterUnreadable, match="解压后过大"):
        parse_roster(io.BytesIO(archive_of(**parts)))


def test_a_size_that_lies_is_not_believed() -> None:
    content = bytearray(with_part(SHEET, lambda xml: xml + b" " * 3_000_000).getvalue())
    at = content.find(b"PK\x01\x02")
    while at >= 0:  # the central directory says that every part is tiny
        content[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = content.find(b"PK\x01\x02", at + 4)
    with pytest.raises(RosterUnreadable):
        parse_roster(io.BytesIO(bytes(content)))


def test_entities_are_not_expanded() -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb = b'<?xml version="1.0"?>' + entities + b"<worksheet>&b;</worksheet>"
    with pytest.raises(RosterUnreadable, match="损坏"):
        parse_roster(with_part(SHEET, lambda _content: bomb))


def test_a_merged_range_over_the_whole_sheet_fills_nothing_up() -> None:
    many = b"".join(b'<mergeCell ref="A%d:CV20000"/>' % number for number in range(1, 30))
    with pytest.raises(RosterUnreadable, match="合并"):
        parse_roster(in_sheet(b"<mergeCells>" + many + b"</mergeCells>"))


def test_a_merged_range_far_outside_is_ignored() -> None:
    merged = b'<mergeCells><mergeCell ref="XFA1048000:XFD1048576"/></mergeCells>'
    assert len(parse_roster(in_sheet(merged)).lines) == 1


def test_a_hyperlink_over_the_whole_sheet_costs_nothing() -> None:
    assert (
        len(parse_roster(in_sheet(b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>')).lines)
        == 1
    )


def test_one_cell_in_the_last_corner_is_too_many_rows() -> None:
    corner = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    assert len(parse_roster(with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", corner))).lines) == 1
    full = b'<row r="20001"><c r="A20001" t="n"><v>1</v></c></row></sheetData>'
    with pytest.raises(RosterUnreadable, match="超过 20000 行"):
        parse_roster(with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", full)))


def test_a_dimension_that_lies_hides_no_rows() -> None:
    roster = parse_roster(
        with_part(SHEET, lambda xml: xml.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:A1"'))
    )
    assert roster.lines[0].values["name"] == "王敏"


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_flipped_bytes_never_breaks_us(seed: int) -> None:
    content = bytearray(workbook(PERSON).getvalue())
    state = seed
    for _ in range(12):
        state = zlib.crc32(state.to_bytes(4, "little"))
        content[state % len(content)] ^= 1 << (state >> 8) % 8
    with contextlib.suppress(RosterUnreadable):  # any other exception would be a 500
        parse_roster(io.BytesIO(bytes(content)))
