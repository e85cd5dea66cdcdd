"""Representative answers: for one question, an answer for each way that conditions can tell answers apart.

Where it can't be told whether an answer is possible (a limit relative to today) it is taken to be: too many
representatives can hide a dead question, never condemn a living one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, product
from math import ceil, floor, prod

from backend.forms.conditions import OTHER, Answer, Comparison, Scalar, holds
from backend.forms.day import FIRST_YEAR, LAST_YEAR, is_iso_day
from backend.forms.decimals import LARGEST, Number, has_decimals_within
from backend.forms.questions import Question
from backend.forms.readers import read_answer

MOST_SUBSETS = 1024


def could_be(question: Question, value: Scalar) -> bool:
    """Whether a condition's `value` can be an answer to `question`, or one of the options or columns chosen in it."""
    match question.type:
        case "matrix":
            return value in [column.value for column in question.columns]
        case "single" | "multiple" | "ranking":
            return value in _choices(question)
        case "date":
            return str(value) in _days(question, [str(value)])
        case "text":
            reading = read_answer(question, value, f"{LAST_YEAR}-12-31")
            return reading.value == value and reading.missing is None
    return isinstance(value, int | float) and value in _numbers(question, [value])


def domain(question: Question, mentioned: Iterable[Comparison]) -> list[Answer | None] | None:
    """Representative answers, with None if it may stay unanswered; no list at all if there are too many.

    Of a matrix the rows that conditions name; `answers_in_rows` makes answers of them.
    """
    mentioned = list(mentioned)
    if question.type == "matrix":
        return _choices_in_rows(question, mentioned)
    values = list(dict.fromkeys(value for comparison in mentioned for value in comparison.values))
    answers: list[Answer] | None = []
    match question.type:
        case "single":
            choices = [value for value in _choices(question) if value in values]
            rest = [value for value in _choices(question) if value not in values]
            answers = [*choices, *rest[:1]]
        case "multiple" | "ranking":
            answers = _subsets(question, values)
        case "date":
            answers = [*_days(question, [str(value) for value in values])]
        case "text":
            # And some text that no condition names: there always is one, as far as this goes.
            answers = [*(value for value in values if could_be(question, value)), "\0"]
        case "file":
            answers = [["1"]]
        case _:
            answers = [*_numbers(question, [value for value in values if not isinstance(value, str)])]
    if answers is None:
        return None
    return [*answers] if question.required else [*answers, None]


def _choices_in_rows(question: Question, mentioned: list[Comparison]) -> list[Answer | None] | None:
    """Each way to fill the rows that conditions name: with a column they name, with another one, or not at all."""
    columns = [column.value for column in question.columns]
    ways: dict[str, list[str | None]] = {}
    for row in question.rows:
        about = [item for item in mentioned if item.row == row.value]
        if about:
            wanted = {value for item in about for value in item.values}
            rest = [column for column in columns if column not in wanted]
            ways[row.value] = [*(column for column in columns if column in wanted), *rest[:1], None]
    if prod(len(each) for each in ways.values()) > MOST_SUBSETS:
        return None
    every = (zip(ways, chosen, strict=True) for chosen in product(*ways.values()))
    return [{row: column for row, column in chosen if column is not None} for chosen in every]


def answers_in_rows(
    question: Question, choices: Iterable[Answer | None], values: Mapping[str, Answer]
) -> Iterator[Answer | None]:
    """The complete answers to a matrix, with rows shown by `values`, that `choices` in some of its rows are part of."""
    filled = [choice for choice in choices if isinstance(choice, dict)]
    named = {row for choice in filled for row in choice}
    shown = [row for row in question.rows if row.show_if is None or holds(row.show_if, values)]
    shown_values = {row.value for row in shown}
    others = [row for row in shown if row.value not in named]
    column = question.columns[0].value
    needed = {row.value: column for row in others if row.required}
    for choice in filled:
        is_lacking = any(row.required and row.value in named and row.value not in choice for row in shown)
        if is_lacking or not choice.keys() <= shown_values:
            continue
        answer = choice | needed or {row.value: column for row in others[:1]}
        if answer:
            yield answer
    if not question.required:
        yield None


def _choices(question: Question) -> list[str]:
    return [option.value for option in question.options] + ([OTHER] if question.other else [])


def _subsets(question: Question, values: list[Scalar]) -> list[Answer] | None:
    """Each choice of the options that conditions name which the others can fill up to an allowed number."""
    choices = _choices(question)
    named = [value for value in choices if value in values]
    rest = [value for value in choices if value not in values]
    most = question.top if question.type == "ranking" else question.max_choices or len(choices)
    least = question.top if question.type == "ranking" else max(question.min_choices, 1)
    if 2 ** len(named) > MOST_SUBSETS:
        return None
    subsets: list[Answer] = []
    for size in range(min(len(named), most) + 1):
        filling = rest[: max(least - size, 0)]
        if size + len(filling) >= least:
            subsets.extend([*subset, *filling] for subset in combinations(named, size))
    return subsets


def _numbers(question: Question, bounds: list[Number]) -> list[Number]:
    """Each bound and its neighbours, as far as the question allows them, and its own extremes."""
    scale: int = 10**question.decimals
    low = -LARGEST if question.minimum is None else question.minimum
    high = LARGEST if question.maximum is None else question.maximum
    units = {round(low * scale), round(high * scale)}
    for bound in bounds:
        below, above = floor(bound * scale), ceil(bound * scale)
        if has_decimals_within(bound, question.decimals):
            below = above = round(bound * scale)
        units |= {below - 1, below, above, above + 1}
    numbers = [unit // scale if unit % scale == 0 else unit / scale for unit in sorted(units)]
    return [number for number in numbers if low <= number <= high]


def _days(question: Question, bounds: list[str]) -> list[str]:
    """Each bound and its neighbours within the question's fixed limits, and those limits themselves."""
    first = question.earliest if question.earliest and is_iso_day(question.earliest) else f"{FIRST_YEAR}-01-01"
    last = question.latest if question.latest and is_iso_day(question.latest) else f"{LAST_YEAR}-12-31"
    days = {first, last}
    for bound in bounds:
        day = date.fromisoformat(bound)
        days |= {(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)}
    return sorted(day for day in days if first <= day <= last)
