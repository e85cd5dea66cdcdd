"""Files for the tests, good and hostile, made here so that each says what is wrong with it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

TYPES = "[Content_Types].xml"


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    colour = (200, 120, 40, 128)[: len(mode)]
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def picture_with_a_place() -> bytes:
    """As a phone takes it: lying on its side, with GPS, camera and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to see it upright
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (30.0, 16.0, 27.0)
    return picture(exif=exif, comment=b"SecretComment")


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises any number of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in ((b"IHDR", header), (b"IDAT", b""), (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def animation() -> bytes:
    frames = [Image.new("RGB", (50, 40), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    return out.getvalue()


def document(part: str = "word/document.xml", **more: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {TYPES: "<Types/>", part: "<x/>", **more}.items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(**contents: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in contents.items():
            made.writestr(name, content)
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
