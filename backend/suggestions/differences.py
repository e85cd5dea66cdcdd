"""What changed from one wording to the next, piece by piece."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from diff_match_patch import diff_match_patch

# Two wordings made to be slow to compare are shown as wholly replaced after so long.
_SECONDS = 0.1
_OPS: dict[int, Literal["removed", "same", "added"]] = {-1: "removed", 0: "same", 1: "added"}


class Piece(NamedTuple):
    """Some characters of either wording, or of both."""

    op: Literal["removed", "same", "added"]
    text: str


@lru_cache(maxsize=256)
def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in order: without the added ones they are `before`, without the removed ones `after`.

    Kept for the next reader, since what many have endorsed is read by many.
    """
    compare = diff_match_patch()
    compare.Diff_Timeout = _SECONDS
    pieces = compare.diff_main(before, after, False)
    # Single characters that two sentences happen to share would tear both to pieces.
    compare.diff_cleanupSemantic(pieces)
    return tuple(Piece(_OPS[op], text) for op, text in pieces)
