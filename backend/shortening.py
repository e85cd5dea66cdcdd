"""Shortening texts for people, by whatever the place they go to counts in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator


def cut(text: str, most: int, size: Callable[[str], int]) -> str:
    """A text of at most this size, with … where something is missing; never cut inside an emoji."""
    if size(text) <= most:
        return text
    kept: list[str] = []
    left = most - size("…")
    for shown in _as_shown(text):
        left -= size(shown)
        if left < 0:
            break
        kept.append(shown)
    return "".join(kept) + "…"


def in_bytes(text: str) -> int:
    """How long it is in UTF-8."""
    return len(text.encode())


def in_units(text: str) -> int:
    """How long it is in UTF-16, where an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _as_shown(text: str) -> Iterator[str]:
    """The characters a person sees: an emoji of several code points, or a letter with its accents, is one."""
    one = ""
    flags = 0
    for character in text:
        flags = flags + 1 if "\U0001f1e6" <= character <= "\U0001f1ff" else 0
        if one and not (one.endswith("\u200d") or _continues(character) or (flags and flags % 2 == 0)):
            yield one
            one = ""
        one += character
    if one:
        yield one


def _continues(character: str) -> bool:
    """Whether it belongs to the character before: joiners, variation selectors, skin tones, keycaps, tags, accents."""
    return (
        character in "\u200d\u20e3"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or unicodedata.combining(character) > 0
    )
