"""Pictures, decoded and encoded anew: what others get holds pixels and nothing else that was in the upload.

Location, camera and whatever hides behind or inside the file stay out, because only the pixels are carried over.
"""

from __future__ import annotations

import threading
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps

from backend.media.errors import PictureUnreadable

LONGEST_SIDE = 2_000
# A JPEG is decoded at an eighth to a half of its size where it is large; a progressive one needs all of it in memory.
_MOST_PIXELS = {"JPEG": 80_000_000, "MPO": 80_000_000}
_MOST_PIXELS_ELSE = 30_000_000
_QUALITY = 85
_OTHERS = (
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\0", "TIFF 图片"),
    (b"MM\0*", "TIFF 图片"),
    (b"%PDF", "PDF 文件"),
    (b"<svg", "SVG 图片"),
    (b"<?xml", "SVG 图片"),
)
_BRANDS = {b"avif": "AVIF 图片", b"avis": "AVIF 图片"}
# One at a time in a process: decoding takes up to 150 MB.
_decoding = threading.Lock()


class Picture(NamedTuple):
    """A picture as it is kept; width and height in pixels."""

    content: bytes
    mime: str
    width: int
    height: int


def read_picture(content: bytes) -> Picture:
    """The upload as JPEG, or as PNG where something shines through; upright, at most 2,000 pixels a side.

    What the upload claims to be is not asked: its first bytes decide. Raises PictureUnreadable.
    """
    _refuse_other_kinds(content)
    with _decoding:
        try:
            return _encode(_decode(content))
        except PictureUnreadable:
            raise
        except Exception:
            # A hostile file trips a decoder in many ways; each of them is the file's fault.
            raise PictureUnreadable from None


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or content[:4] + content[8:12] == b"RIFFWEBP":
        return
    name = ""
    if content[4:8] == b"ftyp":
        name = _BRANDS.get(content[8:12], "HEIC 照片")
    for start, other in _OTHERS:
        if content.lstrip()[: len(start)].lower() == start.lower():
            name = other
    kind = f"这是 {name}，" if name else "这不是能识别的图片，"
    raise PictureUnreadable(f"{kind}请换成 JPG、PNG 或 WebP 格式的图片。")


def _decode(content: bytes) -> Image.Image:
    image: Image.Image = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
    most = _MOST_PIXELS.get(image.format or "", _MOST_PIXELS_ELSE)
    if image.info.get("progressive"):
        most = _MOST_PIXELS_ELSE
    if image.width * image.height > most:
        raise PictureUnreadable(f"图片尺寸过大（{image.width}×{image.height}），请缩小后再上传。")
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()  # of an animation, the first frame
    return ImageOps.exif_transpose(image)


def _encode(image: Image.Image) -> Picture:
    shines_through = image.has_transparency_data
    image = image.convert("RGBA" if shines_through else "RGB")
    if shines_through and image.getchannel("A").getextrema() == (255, 255):
        image, shines_through = image.convert("RGB"), False
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    # Only the pixels: a copy by Pillow would carry profile, comments and text along.
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    out = BytesIO()
    if shines_through:
        clean.save(out, "PNG", optimize=True)
        return Picture(out.getvalue(), "image/png", *clean.size)
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Picture(out.getvalue(), "image/jpeg", *clean.size)
