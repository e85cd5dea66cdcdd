"""Attachments: what they are is read from their content; a name is only a name.

Kept as uploaded, so they are looked at more closely than pictures: nothing before the first byte, nothing behind the
last, no macros, no archive that grows without end.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from io import BytesIO
from typing import NamedTuple

from backend.media.errors import FileRefused

PDF = "application/pdf"
TEXT = "text/plain; charset=utf-8"
_OFFICE = "application/vnd.openxmlformats-officedocument"
# By the part that every document of the kind has.
_DOCUMENTS = {
    "word/document.xml": (f"{_OFFICE}.wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": (f"{_OFFICE}.presentationml.presentation", ".pptx"),
}
_MOST_ENTRIES = 5_000
_MOST_UNPACKED = 200_000_000
_MOST_TEXT = 1_000_000
_LONGEST_NAME = 80
_END_OF_ZIP = b"PK\x05\x06"


class Attachment(NamedTuple):
    """A file as it is kept; its name ends as its content says."""

    content: bytes
    mime: str
    name: str


def read_attachment(content: bytes, name: str) -> Attachment:
    """Find out what a file really is; raises FileRefused, in words, for what is not taken."""
    if content.startswith(b"%PDF-"):
        mime, suffix = _check_pdf(content)
    elif content.startswith(b"PK"):
        mime, suffix = _check_document(content)
    else:
        _refuse_known_kinds(content)
        content = _as_text(content)
        mime, suffix = TEXT, ".txt"
    return Attachment(content, mime, clean_name(name, suffix))


def clean_name(name: str, suffix: str) -> str:
    """The last part of a path without what no file name holds: 80 characters, ending in `suffix`."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Control and format characters: a right-to-left mark makes "gpj.exe" look like something else.
    name = "".join(one for one in name if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    name = re.sub(r'[<>:"|?*]', "", name)
    stem = re.sub(r"\s+", " ", re.sub(r"(?i)(\.[a-z0-9]{1,5})+$", "", name)).strip(" .") or "附件"
    return stem[: _LONGEST_NAME - len(suffix)].rstrip(" .") + suffix


def _check_pdf(content: bytes) -> tuple[str, str]:
    if b"%%EOF" not in content[-2_048:]:
        raise FileRefused("这个 PDF 文件不完整，请重新导出后再上传。")
    if _END_OF_ZIP in content[-70_000:]:
        raise FileRefused("这个 PDF 文件里夹带了压缩包，请重新导出后再上传。")
    return PDF, ".pdf"


def _check_document(content: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            comment = archive.comment
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise FileRefused("文件不完整或已损坏，请重新保存后再上传。") from None
    names = {entry.filename for entry in entries}
    known = [_DOCUMENTS[part] for part in _DOCUMENTS if part in names]
    if "[Content_Types].xml" not in names or len(known) != 1:
        raise FileRefused("不接受压缩包，请逐个上传里面的文件。")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused("文件里有宏，请另存为不含宏的格式后再上传。")
    starts = min(entry.header_offset for entry in entries)
    ends = content.rfind(_END_OF_ZIP) + 22 + len(comment)
    if starts or ends != len(content) or any(_climbs(name) for name in names):
        raise FileRefused("文件里夹带了别的内容，请重新保存后再上传。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("文件有密码，请去掉密码后再上传。")
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise FileRefused("文件展开后过大，请精简后再上传。")
    return known[0]


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name)


def _refuse_known_kinds(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("这是旧版 Office 文件，或有密码，请另存为 .docx、.xlsx 或 .pptx。")
    if content.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")):
        raise FileRefused("不接受压缩包，请逐个上传里面的文件。")


def _as_text(content: bytes) -> bytes:
    """Text in UTF-8, the one encoding every phone reads; GB18030, which Windows still writes, is converted."""
    if not content.strip() or len(content) > _MOST_TEXT:
        raise FileRefused("文件是空的。" if not content.strip() else None)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
            return text.encode()
    raise FileRefused
