"""Whatever comes in as a picture goes out as pixels and nothing else, or is refused in words."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from backend.media.errors import PictureUnreadable
from backend.media.pictures import read_picture
from tests.media import files


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_come_out_as_jpeg(kind: str) -> None:
    kept = read_picture(files.picture(kind))

    assert (kept.mime, kept.width, kept.height) == ("image/jpeg", 640, 480)
    assert opened(kept.content).format == "JPEG"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_shines_through_stays_png(kind: str) -> None:
    kept = read_picture(files.picture(kind, mode="RGBA"))

    assert (kept.mime, opened(kept.content).mode) == ("image/png", "RGBA")


def test_an_alpha_channel_that_hides_nothing_is_dropped() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (9, 9), (1, 2, 3, 255)).save(out, "PNG")

    assert read_picture(out.getvalue()).mime == "image/jpeg"


def test_it_is_upright_and_tells_neither_place_nor_camera() -> None:
    content = files.picture_with_a_place()
    assert b"SecretCamera" in content
    assert b"SecretComment" in content

    kept = read_picture(content)

    assert (kept.width, kept.height) == (480, 640)
    assert len(opened(kept.content).getexif()) == 0
    assert b"Secret" not in kept.content
    assert b"Exif" not in kept.content


@pytest.mark.parametrize(("size", "kept_size"), [((4000, 1000), (2000, 500)), ((900, 3000), (600, 2000))])
def test_the_longest_side_is_2000_pixels(size: tuple[int, int], kept_size: tuple[int, int]) -> None:
    kept = read_picture(files.picture(size=size))

    assert (kept.width, kept.height) == kept_size


def test_of_an_animation_the_first_frame_is_kept() -> None:
    kept = read_picture(files.animation())

    assert getattr(opened(kept.content), "n_frames", 1) == 1
    red, _, blue = opened(kept.content).getpixel((20, 20))
    assert red > 200 > 100 > blue


def test_what_hides_behind_the_picture_is_left_behind() -> None:
    kept = read_picture(files.picture() + b"<script>alert(1)</script>" + files.archive(evil="x"))

    assert b"script" not in kept.content
    assert b"PK\x03\x04" not in kept.content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF"),
        (files.picture("GIF", mode="P"), "GIF"),
        (files.picture("BMP"), "BMP"),
        (files.picture("TIFF"), "TIFF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        (files.PDF, "PDF"),
        (b"<html><script>alert(1)</script>", "不是能识别的图片"),
        (b"", "不是能识别的图片"),
        (b"\xff\xd8\xff", "损坏"),
        (files.picture()[:-300], "损坏"),
        (files.picture("PNG")[:60], "损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "损坏"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + b"\xff" * 40, "损坏"),
        (files.png_that_claims(20_000, 20_000), ""),
        (files.png_that_claims(6_000, 6_000), "尺寸过大"),
        (files.png_that_claims(2**31 - 1, 2**31 - 1), ""),
        (files.png_that_claims(0, 10), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_everything_else_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(PictureUnreadable) as refused:
        read_picture(content)
    assert words in refused.value.message


def test_the_words_name_what_works() -> None:
    with pytest.raises(PictureUnreadable, match="JPG、PNG 或 WebP"):
        read_picture(b"\0\0\0\x18ftypheic\0\0\0\0")
