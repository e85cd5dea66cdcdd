"""Numbers and days in few enough groups to look at: exact values where there are few of them, else equal steps."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from backend.surveys.suppression import SMALLEST

_MOST_VALUES = 12
_MOST_STEPS = 10
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 600)


class Cell(NamedTuple):
    """What is counted together: an option, or the numbers from one to another. `buckets` are those of the counts."""

    value: str
    label: str
    buckets: tuple[str, ...]


def whole_numbers(counts: Mapping[str, int], lowest: int, highest: int) -> list[Cell]:
    """A cell for each point of a rating or scale, and for points that an older version had."""
    points = set(range(lowest, highest + 1)) | {int(bucket) for bucket in counts}
    return [Cell(str(point), str(point), (str(point),)) for point in sorted(points)]


def numbers(counts: Mapping[str, int], decimals: int, *, is_anonymous: bool) -> list[Cell]:
    """Cells for the numbers that were answered; of anonymous ones no cell tells the highest or the lowest."""
    values = {bucket: float(bucket) for bucket in counts}
    if len(values) <= _MOST_VALUES and not (is_anonymous and any(count < SMALLEST for count in counts.values())):
        return [Cell(bucket, bucket, (bucket,)) for bucket in sorted(values, key=values.__getitem__)]
    low, high = _ends(values, counts, is_anonymous=is_anonymous)
    step = _step(high - low, 0 if decimals else 1)
    edges = [step * number for number in range(math.floor(low / step), math.floor(high / step) + 2)]
    is_whole = not decimals and float(step).is_integer()

    def words(start: float, end: float) -> str:
        if is_whole and step == 1:
            return f"{start:.0f}"
        return f"{start:.0f}–{end - 1:.0f}" if is_whole else f"{_short(start)}–{_short(end)}"

    spans = [(start, end, words(start, end)) for start, end in itertools.pairwise(edges)]
    below, above = f"{_short(edges[0])} 以下", f"{_short(edges[-1])} 及以上"
    return list(_sorted_in(values, spans, (below, above)))


def months(counts: Mapping[str, int], *, is_anonymous: bool) -> list[Cell]:
    """Cells of one or several months for the days that were answered."""
    values = {bucket: float(int(bucket[:4]) * 12 + int(bucket[5:7]) - 1) for bucket in counts}
    if not values:
        return []
    low, high = _ends(values, counts, is_anonymous=is_anonymous)
    step = next((step for step in _MONTH_STEPS if (high - low) / step <= _MOST_STEPS), _MONTH_STEPS[-1])
    edges = [step * number for number in range(int(low // step), int(high // step) + 2)]
    spans = [(start, end, _months(start, end - 1)) for start, end in itertools.pairwise(edges)]
    return list(_sorted_in(values, spans, (f"{_month(edges[0])}以前", f"{_month(edges[-1])}及以后")))


def _ends(values: Mapping[str, float], counts: Mapping[str, int], *, is_anonymous: bool) -> tuple[float, float]:
    """From where to where the steps go; of anonymous answers at least five lie beyond or at either end."""
    ordered = sorted(values, key=values.__getitem__)
    if not is_anonymous:
        return values[ordered[0]], values[ordered[-1]]
    low = _fifth((values[bucket], counts[bucket]) for bucket in ordered)
    high = _fifth((values[bucket], counts[bucket]) for bucket in reversed(ordered))
    return min(low, high), max(low, high)


def _fifth(ordered: Iterable[tuple[float, int]]) -> float:
    passed, last = 0, 0.0
    for value, count in ordered:
        passed, last = passed + count, value
        if passed >= SMALLEST:
            break
    return last


def _step(width: float, least: float) -> float:
    """1, 2 or 5 times a power of ten, so that few steps span the width."""
    if width <= 0:
        return 1
    power = 10.0 ** math.floor(math.log10(width / _MOST_STEPS))
    step = next(power * times for times in (1, 2, 5, 10) if width / (power * times) <= _MOST_STEPS)
    return max(step, least)


def _sorted_in(
    values: Mapping[str, float], spans: Sequence[tuple[float, float, str]], ends: tuple[str, str]
) -> Iterable[Cell]:
    lowest, highest = spans[0][0], spans[-1][1]
    every = [(-math.inf, lowest, ends[0]), *spans, (highest, math.inf, ends[1])]
    for start, end, label in every:
        buckets = tuple(bucket for bucket, value in values.items() if start <= value < end)
        if buckets or (start >= lowest and end <= highest):
            name = "~".join("" if math.isinf(edge) else _short(edge) for edge in (start, end))
            yield Cell(name, label, buckets)


def _short(value: float) -> str:
    return f"{value:.10g}"


def _months(first: float, last: float) -> str:
    """2026年5月, 2026年1–3月, 2025–2026年"""
    if first == last:
        return _month(first)
    if first // 12 == last // 12:
        return f"{_month(first)[:-1]}–{int(last) % 12 + 1}月" if last - first < 11 else f"{int(first) // 12}年"
    return f"{int(first) // 12}–{int(last) // 12}年"


def _month(number: float) -> str:
    return f"{int(number) // 12}年{int(number) % 12 + 1}月"
