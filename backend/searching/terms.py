"""Texts cut into terms: every two neighbouring Chinese characters, and whole words of letters and digits.

A sentence in Chinese has no spaces, so an index of words holds it as one word and finds nothing. Two characters are
about what a Chinese word is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Of a longer text the beginning is looked up; what is meant stands there.
MOST_TERMS = 24
LONGEST = 8_000
_LONGEST_BEGINNING = 16

# Letters and digits in one run, ideographs in another. Kana and hangul are cut up like ideographs.
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U000323af"
_RUN = re.compile(f"[{_IDEOGRAPHS}]+|[^\\W_{_IDEOGRAPHS}]+")
_IS_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
# Pairs with one of these in them are in every other text and tell texts apart badly.
_COMMON = frozenset("的了是在我有和就不都一也很到说要去会着没这那你他她们希望建议能可以请对为与及把被让给从")


class Part(NamedTuple):
    """A piece of a text, and whether it was looked for."""

    text: str
    is_hit: bool


def normalised(text: str) -> str:
    """A text as it is compared: compatibility forms unified, small letters."""
    return unicodedata.normalize("NFKC", text[:LONGEST]).lower()


def indexed_terms(text: str) -> list[str]:
    """The terms of a text and the beginnings of its words of letters: "wi" finds "wifi"."""
    found = terms_of(text)
    words = (term for term in found if not _IS_IDEOGRAPH.match(term))
    beginnings = (word[:length] for word in words for length in range(2, min(len(word), _LONGEST_BEGINNING)))
    return list(dict.fromkeys([*found, *beginnings]))


def terms_of(text: str) -> list[str]:
    """Every term of a text, each once, in order of appearance."""
    found: dict[str, None] = {}
    for run in _RUN.findall(normalised(text)):
        if _IS_IDEOGRAPH.match(run):
            pairs = [run[start : start + 2] for start in range(len(run) - 1)] or [run]
            found.update(dict.fromkeys(pairs))
        else:
            found[run[:40]] = None
    return list(found)


def telling_terms(text: str) -> list[str]:
    """The terms that tell a text from others, at most MOST_TERMS."""
    found = terms_of(text)
    telling = [term for term in found if not _COMMON & set(term)]
    return (telling or found)[:MOST_TERMS]


def highlight(text: str, query: str) -> list[Part]:
    """`text` in pieces, those marked that contain what was looked for."""
    wanted = terms_of(query)
    folded = [unicodedata.normalize("NFKC", one).lower() for one in text]
    # Where each folded character came from: "㈱" becomes three.
    joined, origin = "".join(folded), [index for index, one in enumerate(folded) for _ in one]
    hit = [False] * len(text)
    for term in wanted:
        at = joined.find(term)
        while at >= 0:
            for position in range(at, at + len(term)):
                hit[origin[position]] = True
            at = joined.find(term, at + 1)
    parts: list[Part] = []
    for index, one in enumerate(text):
        if parts and parts[-1].is_hit == hit[index]:
            parts[-1] = Part(parts[-1].text + one, hit[index])
        else:
            parts.append(Part(one, hit[index]))
    return parts
