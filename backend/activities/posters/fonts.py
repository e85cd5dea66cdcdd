"""The poster's two typefaces, and what they can write: a character they lack is left out, never shown as a box."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

from PIL import ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

Face = Literal["sans", "serif"]
# No font has it: what is drawn for it is what is drawn for everything that is missing.
_MISSING = "\U0010fffe"
_PROBE_SIZE = 24


@lru_cache(maxsize=48)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels. Not to be used by two threads at once."""
    path = serif_path() if face == "serif" else sans_path()
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def writable(text: str, face: Face) -> str:
    """The text without what the face cannot write (emoji, rare characters, marks of control) and double spaces."""
    kept = "".join(one if not one.isspace() else " " for one in text if one.isspace() or _has(one, face))
    return " ".join(kept.split())


@lru_cache(maxsize=8192)
def _has(character: str, face: Face) -> bool:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"):
        return False
    return _drawn(character, face) != _drawn(_MISSING, face)


def _drawn(character: str, face: Face) -> tuple[tuple[int, int], bytes]:
    mask = font(face, _PROBE_SIZE).getmask(character)
    return mask.size, bytes(mask)
