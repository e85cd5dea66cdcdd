"""What an attachment is, is read from its content; a name is only a name."""

from __future__ import annotations

import pytest

from backend.media.attachments import PDF, TEXT, clean_name, read_attachment
from backend.media.errors import FileRefused
from tests.media import files


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (files.PDF, ".pdf"),
        (files.document(), ".docx"),
        (files.document("xl/workbook.xml"), ".xlsx"),
        (files.document("ppt/presentation.xml"), ".pptx"),
        ("议程\n一、签到".encode(), ".txt"),
    ],
)
def test_documents_are_kept_as_they_are(content: bytes, ending: str) -> None:
    kept = read_attachment(content, "议程.exe")

    assert (kept.content, kept.name) == (content, f"议程{ending}")


def test_text_comes_out_in_utf_8() -> None:
    kept = read_attachment("会议通知，请准时到场".encode("gb18030"), "通知.txt")

    assert (kept.content.decode(), kept.mime) == ("会议通知，请准时到场", TEXT)
    assert read_attachment(b"\xef\xbb\xbfabc", "a.txt").content == b"abc"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.archive(a="x"), "不接受压缩包"),
        (files.document() + b"<script>", "夹带"),
        (b"PK" + b"\0" * 400, "损坏"),
        (files.document()[:-30], "损坏"),
        (files.document(**{"word/vbaProject.bin": b"x"}), "宏"),
        (files.document(**{"../../etc/passwd": b"x"}), "夹带"),
        (files.document(**{"xl/workbook.xml": b"x"}), "不接受压缩包"),
        (files.document(**{"word/bomb.xml": b"0" * 201_000_000}), "展开后过大"),
        (files.PDF + files.archive(a="x"), "夹带了压缩包"),
        (files.PDF[:-8], "不完整"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "旧版 Office"),
        (b"Rar!\x1a\x07\0", "不接受压缩包"),
        (b"MZ\x90\0\x03\0\0\0", "附件只能是"),
        (b"\x7fELF\x02\x01\x01\0", "附件只能是"),
        (files.picture(), "附件只能是"),
        (b"  \n ", "空的"),
        (b"", "空的"),
    ],
    ids=range(17),
)
def test_everything_else_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_attachment(content, "文件.pdf")
    assert words in refused.value.message


def test_an_archive_with_something_in_front_is_no_document() -> None:
    with pytest.raises(FileRefused):
        read_attachment(b"PK\x03\x04junk" + files.document(), "a.docx")


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("议程.pdf", "议程.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\王敏\\议程.pdf", "议程.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("议程.pdf.exe", "议程.pdf"),
        ("  ..  ", "附件.pdf"),
        ("", "附件.pdf"),
        ('a"b<c>|?*.pdf', "abc.pdf"),
        ("长" * 300 + ".pdf", "长" * 76 + ".pdf"),
    ],
)
def test_names_are_cleaned(given: str, cleaned: str) -> None:
    assert clean_name(given, ".pdf") == cleaned
    assert PDF == "application/pdf"
