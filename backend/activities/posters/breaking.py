"""Breaking Chinese text into lines: no closing mark begins one, no opening mark ends one, words and figures stay
whole. Lines are balanced: of all widths that need no more lines, the narrowest.

Source: 中文排版需求 (W3C clreq), 3.1.3 标点禁则.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from math import inf

Measure = Callable[[str], float]

_NOT_FIRST = "，。、；：？！）》〉」』】〕〗”’…—～·,.;:?!)]}%％℃°々ー"
_NOT_LAST = "（《〈「『【〔〖“‘([{¥￥$#＃@"
# A figure keeps its unit and what counts it; words of Latin letters, numbers and times stay whole.
_WORD = r"[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ&'’.,:/@+_%–\-]*"
_PAUSES = "，。；：？！）》」』】”,;:?!)"
_UNITS = "年月日号时点分届期场楼层人元室周天"
_ORDINAL = "第[一二三四五六七八九十百]+[届期场次讲季]"
_ATOM = re.compile(rf"第?{_WORD}[{_UNITS}]?|{_ORDINAL}|\s+|.", re.DOTALL)
_ELLIPSIS = "…"


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """As few lines as fit into `width`, of about the same length, broken after a mark where that costs little."""
    atoms = _atoms(text, width, measure)
    lines = _fill(atoms, width, measure)
    return _balance(atoms, len(lines), width, measure) or lines


def _balance(atoms: list[str], lines: int, width: float, measure: Measure) -> list[str]:
    """The best way to make exactly so many lines of the atoms; empty if there is none."""
    widths = [measure(atom) for atom in atoms]
    ideal = sum(widths) / max(1, lines)
    # best[i]: the cheapest way to set the first i atoms in the lines so far, and where its last line begins.
    best: list[tuple[float, list[int]]] = [(inf, [])] * (len(atoms) + 1)
    best[0] = (0.0, [])
    for _ in range(lines):
        following: list[tuple[float, list[int]]] = [(inf, [])] * (len(atoms) + 1)
        for start, (cost, begins) in enumerate(best):
            if cost == inf:
                continue
            for end in range(start + 1, len(atoms) + 1):
                if (length := _length(atoms, widths, start, end)) > width:
                    break
                tried = cost + ((length - ideal) / ideal) ** 2 - _welcome(atoms, end)
                if tried <= following[end][0] + 1e-9:  # of two alike, the one that is longer above
                    following[end] = (tried, [*begins, start])
        best = following
    begins = best[-1][1]
    return ["".join(atoms[start:end]).strip() for start, end in pairwise([*begins, len(atoms)])]


def _length(atoms: list[str], widths: list[float], start: int, end: int) -> float:
    """The width of a line without the spaces at its ends."""
    while start < end and atoms[start].isspace():
        start += 1
    while end > start and atoms[end - 1].isspace():
        end -= 1
    return sum(widths[start:end])


def _welcome(atoms: list[str], end: int) -> float:
    """How welcome a break is before this atom: after a mark, or before an opening one, a reader pauses anyway."""
    if end >= len(atoms):
        return 0.0
    if atoms[end - 1][-1] in _PAUSES:
        return 0.2
    return 0.1 if atoms[end][0] in _NOT_LAST or atoms[end - 1].isspace() else 0.0


def fit_lines(text: str, width: float, most: int, measure: Measure) -> tuple[list[str], bool]:
    """At most `most` lines, and whether all of the text is in them; what is too long ends in an ellipsis."""
    lines = break_lines(text, width, measure)
    if len(lines) <= most:
        return lines, True
    lines = _fill(_atoms(text, width, measure), width, measure)[:most]
    last = lines[-1].rstrip(_NOT_FIRST + _NOT_LAST + " ")
    while last and measure(last + _ELLIPSIS) > width:
        last = last[:-1].rstrip(_NOT_FIRST + _NOT_LAST + " ")
    return [*lines[:-1], last + _ELLIPSIS], False


def _atoms(text: str, width: float, measure: Measure) -> list[str]:
    """What stays on one line: words, characters with the marks that cling to them, and spaces on their own."""
    glued: list[str] = []
    for found in _ATOM.findall(" ".join(text.split())):
        clings = glued and not glued[-1].isspace() and not found.isspace()
        if clings and (found[0] in _NOT_FIRST or glued[-1][-1] in _NOT_LAST):
            glued[-1] += found
        else:
            glued.append(found)
    return [part for atom in glued for part in ([atom] if measure(atom) <= width else atom)]


def _fill(atoms: list[str], width: float, measure: Measure) -> list[str]:
    lines, line = [], ""
    for atom in atoms:
        if line.strip() and measure((line + atom).rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += atom
    return [*lines, line.strip()] if line.strip() else lines
