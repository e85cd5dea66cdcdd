"""Why an upload is refused, in words that say what to do instead."""

from __future__ import annotations

from backend.errors import DomainError, InvalidInput


class PictureUnreadable(InvalidInput):
    code, message = "picture_unreadable", "图片无法读取，可能已损坏，请换一张。"


class FileRefused(InvalidInput):
    code, message = (
        "file_refused",
        "附件只能是 PDF、.docx、.xlsx、.pptx 或 .txt 文件。",
    )


class TooManyPhotos(DomainError):
    status, code, message = 429, "too_many_photos", "今天上传的照片还有很多在等待检查，请明天再传。"


class ReferenceUsed(DomainError):
    """The same `client_ref` came with another subject or purpose: a fault of the phone, not a repeat."""

    status, code, message = 409, "client_ref_used", "这次上传与之前的上传编号重复，请重新选择文件。"
