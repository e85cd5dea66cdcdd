"""Texts that say nearly the same, put together, so that a hundred answers are read as ten."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from backend.forms.text import half_width

# Blanks, punctuation and symbols, in any script.
_NOT_LETTERS = re.compile(r"[\W_]+")
# Two texts belong together if they share this part of the pairs of letters that either has.
_ALIKE = 0.6
# Texts this short are alike only if they are the same: one letter may change what they say.
_SHORT = 4
# Nobody reads further to see whether two texts are the same, and groups looked at for one text.
_LONGEST = 400
_MOST_LOOKED_AT = 40


class TextGroup(NamedTuple):
    """The text most often given, how many gave it or one like it, and the others, the most frequent first."""

    text: str
    given: int
    variants: list[str]


def plain(text: str) -> str:
    """A text without what is only style: width, case, blanks, punctuation."""
    return _NOT_LETTERS.sub("", half_width(text).casefold())[:_LONGEST] or text.strip()[:_LONGEST]


def group_texts(texts: Iterable[str]) -> list[TextGroup]:
    """The texts in groups of near-identical ones, the largest first; equal ones in an order that tells nothing."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        if text:
            written[plain(text)][text] += 1
    groups = _Groups()
    # The most frequent first: it becomes the middle of its group. The order of the answers plays no part.
    for form in sorted(written, key=lambda form: (-written[form].total(), order_of(form))):
        groups.add(form, written[form])
    found = [
        TextGroup(ordered[0], members.total(), ordered[1:])
        for members in groups.members
        for ordered in [sorted(members, key=lambda text: (-members[text], order_of(text)))]
    ]
    return sorted(found, key=lambda group: (-group.given, order_of(group.text)))


def order_of(text: str) -> bytes:
    """A place in an order that is always the same and has nothing to do with who wrote, or when."""
    return hashlib.sha256(text.encode()).digest()


class _Groups:
    """Groups by the pairs of letters of their first text; looking for one like it follows the rarest pairs only."""

    def __init__(self) -> None:
        self.members: list[Counter[str]] = []
        self._pairs: list[frozenset[str]] = []
        self._by_pair: dict[str, list[int]] = defaultdict(list)

    def add(self, form: str, texts: Counter[str]) -> None:
        pairs = frozenset(form[place : place + 2] for place in range(len(form) - 1))
        found = self._like(pairs) if len(form) > _SHORT else None
        if found is not None:
            self.members[found].update(texts)
            return
        for pair in pairs if len(form) > _SHORT else ():
            self._by_pair[pair].append(len(self.members))
        self.members.append(Counter(texts))
        self._pairs.append(pairs)

    def _like(self, pairs: frozenset[str]) -> int | None:
        # Of a text like this one, at least one of these pairs must be there, or it could not share enough.
        rarest = sorted(pairs, key=lambda pair: (len(self._by_pair.get(pair, ())), pair))
        looked_at: dict[int, None] = {}
        for pair in rarest[: int(len(pairs) * (1 - _ALIKE)) + 1]:
            for group in self._by_pair.get(pair, ())[:_MOST_LOOKED_AT]:
                looked_at.setdefault(group)
            if len(looked_at) >= _MOST_LOOKED_AT:
                break
        best = max(looked_at, key=lambda group: (self._share(group, pairs), -group), default=None)
        return best if best is not None and self._share(best, pairs) >= _ALIKE else None

    def _share(self, group: int, pairs: frozenset[str]) -> float:
        other = self._pairs[group]
        return len(other & pairs) / len(other | pairs)
