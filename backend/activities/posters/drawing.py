"""Drawing the poster, 1080 by 1620: picture above, words below, the code where a thumb finds it.

Everything is measured before it is drawn: the title takes the largest size at which all of it fits.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageOps

from backend.activities.posters.breaking import fit_lines
from backend.activities.posters.fonts import Face, font, writable

WIDTH, HEIGHT = 1080, 1620
_MARGIN = 84
# The picture gives way to the words where they need more room.
_ART_HEIGHTS = (820, 740, 660, 580)
_TEXT_WIDTH = WIDTH - 2 * _MARGIN
_FOOTER_TOP = HEIGHT - 340
_CODE = 216

_PAPER = (252, 251, 248)
_INK, _INK_2, _LINE = (31, 41, 55), (91, 100, 114), (226, 226, 222)
_BRAND, _BRAND_DARK, _BRAND_LIGHT = (15, 118, 110), (11, 79, 74), (94, 170, 160)

# Size, most lines, line height: large for a short title, smaller for one that needs more lines.
_TITLE = ((104, 1, 1.28), (92, 2, 1.28), (80, 3, 1.3), (70, 3, 1.32), (62, 4, 1.34), (54, 5, 1.36))
# A title takes a smaller picture before it takes a smaller size than this.
_LARGE = 70
# One at a time in a process: a poster needs 20 MB while it is drawn, and fonts are not for two threads at once.
_drawing = threading.Lock()


@dataclass(frozen=True)
class Poster:
    """What stands on a poster. `cover` and `code` are picture files; `day` and `weekday` adorn one without a cover."""

    title: str
    organization: str
    date: str  # 4月23日 周四
    time: str  # 14:00–17:00
    day: str  # 23
    month: str  # 四月
    venue: str
    hint: str  # under the code: what to do with it
    cover: bytes | None
    code: bytes


def draw_poster(poster: Poster) -> bytes:
    """The poster as a PNG file."""
    with _drawing:
        image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        facts = _facts(poster)
        title = _title(poster.title, facts)
        image.paste(_art(poster, title.art_height), (0, 0))
        pen = ImageDraw.Draw(image)
        _draw_words(pen, poster, title, facts)
        _draw_footer(image, pen, poster)
        out = BytesIO()
        image.save(out, "PNG", compress_level=6)
        return out.getvalue()


def _art(poster: Poster, height: int) -> Image.Image:
    if poster.cover is None:
        return _ground(poster, height)
    picture = Image.open(BytesIO(poster.cover)).convert("RGBA")
    cover = Image.new("RGB", picture.size, _PAPER)
    cover.paste(picture, mask=picture)
    # A portrait's subject is mostly above its middle.
    middle = 0.5 if cover.width >= cover.height else 0.32
    return ImageOps.fit(cover, (WIDTH, height), Image.Resampling.LANCZOS, centering=(0.5, middle))


def _ground(poster: Poster, height: int) -> Image.Image:
    """A calm ground in the brand's colour: rings as of a stone in water, and the date in large figures."""
    scale = 2  # drawn larger and reduced, for smooth edges
    art = Image.new("RGB", (WIDTH * scale, height * scale), _BRAND)
    pen = ImageDraw.Draw(art)
    centre_x, centre_y = 880, 130
    for number, radius in enumerate(range(860, 60, -100)):
        tone = tuple(
            round(dark + (light - dark) * number / 10) for dark, light in zip(_BRAND_DARK, _BRAND_LIGHT, strict=True)
        )
        left, top, reach = (centre_x - radius) * scale, (centre_y - radius) * scale, 2 * radius * scale
        box = [left, top, left + reach, top + reach]
        pen.ellipse(box, fill=tone)
    art = art.resize((WIDTH, height), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(art)
    pen.text((_MARGIN - 8, height - 84), poster.day, (255, 255, 255), font("serif", 300), anchor="ls")
    beside = _MARGIN + font("serif", 300).getlength(poster.day) + 28
    pen.text((beside, height - 84), poster.month, (255, 255, 255), font("serif", 56), anchor="ls")
    return art


class _Title(NamedTuple):
    """The title as it is set: its lines, their size and height, and how high the picture above may be."""

    lines: list[str]
    size: int
    line_height: int
    art_height: int


# Lines, size, colour.
_Fact = tuple[list[str], int, tuple[int, int, int]]
_ORGANIZATION_SIZE = 32
_ABOVE, _GAP, _BELOW_TITLE = 64, 26, 30


def _title(text: str, facts: list[_Fact]) -> _Title:
    """The largest size at which all of it fits, beside the largest picture that leaves the room."""
    words = writable(text, "serif") or "活动"
    rest = _ABOVE + _ORGANIZATION_SIZE + _GAP + _BELOW_TITLE + sum(_fact_height(fact) for fact in facts)
    rooms = [(art_height, _FOOTER_TOP - art_height - rest) for art_height in _ART_HEIGHTS]
    large = [style for style in _TITLE if style[0] >= _LARGE]
    small = [style for style in _TITLE if style[0] < _LARGE]
    for styles in (large, small):
        for size, most, spacing in styles:
            lines, is_whole = fit_lines(words, _TEXT_WIDTH, most, font("serif", size).getlength)
            height = round(size * spacing)
            for art_height, room in rooms:
                if is_whole and height * len(lines) <= room:
                    return _Title(lines, size, height, art_height)
    size, most, spacing = _TITLE[-1]
    height, (art_height, room) = round(size * spacing), rooms[-1]
    lines, _ = fit_lines(words, _TEXT_WIDTH, max(1, min(most, room // height)), font("serif", size).getlength)
    return _Title(lines, size, height, art_height)


def _facts(poster: Poster) -> list[_Fact]:
    date, time = writable(poster.date, "sans"), writable(poster.time, "sans")
    together = f"{date}   {time}"
    when = [together] if font("sans", 42).getlength(together) <= _TEXT_WIDTH else [date, time]
    where, _ = fit_lines(writable(poster.venue, "sans"), _TEXT_WIDTH, 3, font("sans", 36).getlength)
    return [(when, 42, _INK), (where, 36, _INK_2)]


def _fact_height(fact: _Fact) -> int:
    lines, size, _ = fact
    return round(size * 1.45) * len(lines) + 8


def _draw_words(pen: ImageDraw.ImageDraw, poster: Poster, title: _Title, facts: list[_Fact]) -> None:
    top = title.art_height + _ABOVE
    face = font("sans", _ORGANIZATION_SIZE)
    organization, _ = fit_lines(writable(poster.organization, "sans"), _TEXT_WIDTH, 1, face.getlength)
    pen.text((_MARGIN, top), "".join(organization), _BRAND, face, anchor="lt")
    top += _ORGANIZATION_SIZE + _GAP
    for line in title.lines:
        # The face has one weight: a hair of outline makes it a title.
        stroke = title.size / 80
        face = font("serif", title.size)
        pen.text((_MARGIN, top), line, _INK, face, anchor="la", stroke_width=stroke, stroke_fill=_INK)
        top += title.line_height
    top += _BELOW_TITLE
    for fact in facts:
        lines, size, ink = fact
        for number, line in enumerate(lines):
            pen.text((_MARGIN, top + number * round(size * 1.45)), line, ink, font("sans", size), anchor="la")
        top += _fact_height(fact)


def _draw_footer(image: Image.Image, pen: ImageDraw.ImageDraw, poster: Poster) -> None:
    pen.line([(_MARGIN, _FOOTER_TOP + 24), (WIDTH - _MARGIN, _FOOTER_TOP + 24)], fill=_LINE, width=2)
    top = _FOOTER_TOP + 62
    code = Image.open(BytesIO(poster.code)).convert("RGBA").resize((_CODE, _CODE), Image.Resampling.LANCZOS)
    left = WIDTH - _MARGIN - _CODE
    pen.rounded_rectangle([left - 14, top - 14, left + _CODE + 14, top + _CODE + 14], 20, fill=(255, 255, 255))
    image.paste(code, (left, top), code)
    middle = top + _CODE // 2
    pen.text((_MARGIN, middle - 34), "诚邀您参加", _INK, font("serif", 44), anchor="lm")
    _hint(pen, poster.hint, middle + 34, left - _MARGIN - 40)


def _hint(pen: ImageDraw.ImageDraw, text: str, top: int, width: int) -> None:
    face: Face = "sans"
    lines, _ = fit_lines(writable(text, face), width, 2, font(face, 30).getlength)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, top + number * 44), line, _INK_2, font(face, 30), anchor="lm")
