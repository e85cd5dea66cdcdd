"""The results of a survey: kept counts, as far as they may be seen, in the shape charts are drawn from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from backend import clock
from backend.errors import InvalidInput
from backend.forms.conditions import OTHER
from backend.surveys.asked import Asked, Facet
from backend.surveys.models import Survey
from backend.surveys.parts import Filter, Part, Whole, part_of, read_whole, units_of
from backend.surveys.result_queries import every_answers, latest_answers
from backend.surveys.sight import Counts, Line
from backend.surveys.suppression import SMALLEST, is_small
from backend.surveys.text_groups import TextGroup, group_texts, order_of, plain

# Texts are grouped from so many of the latest answers; the list of texts goes through all of them.
_TEXTS_LOOKED_AT = 300
_MOST_TEXTS = 20
_PROMOTERS, _PASSIVES = 9, 7


def results_of(survey: Survey, only: Filter | None = None, *, with_texts: bool = True) -> dict[str, Any]:
    """The results as ResultsSchema shows them. Raises NotFound for a unit that is none, InvalidInput for a choice."""
    whole = read_whole(survey)
    units = units_of(survey)
    only = only if only is not None and any(part is not None for part in only) else None
    part = part_of(whole, only, units)
    texts = _latest_texts(whole, only) if with_texts and part.has_texts else {}
    return {
        "survey": _head(survey),
        "invited": part.invited,
        "responses": part.responses,
        "answer_rate": share_of(part.responses, part.invited),
        "is_hidden": part.responses is None,
        "version": survey.version,
        "filter": None if only is None else only._asdict(),
        "questions": [_question(one, whole, part, texts.get(one.key)) for one in whole.asked],
        "units": units,
    }


def _head(survey: Survey) -> dict[str, Any]:
    state = survey.state_at(clock.now())
    columns = ("id", "title", "is_anonymous", "opens_at", "closes_at")
    return {**{name: getattr(survey, name) for name in columns}, "organization": survey.organization, "state": state}


def share_of(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else round(part / whole, 4)


def _question(asked: Asked, whole: Whole, part: Part, texts: list[str] | None) -> dict[str, Any]:
    base, *facets = whole.facets[asked.key]
    line = part.lines[base]
    answered = line.answered
    shown: dict[str, Any] = {"items": [], "mean": None, "nps": None, "rows": [], "texts": [], "texts_total": None}
    match asked.chart:
        case "stacked":
            shown["rows"] = [_row(asked, facet, part.lines[facet]) for facet in facets]
        case "texts":
            is_shown = answered is not None and not (whole.survey.is_anonymous and answered < SMALLEST)
            groups = group_texts(texts or ()) if is_shown else []
            shown["texts"] = shown_groups(groups, is_anonymous=bool(whole.survey.is_anonymous))[:_MOST_TEXTS]
            shown["texts_total"] = answered if is_shown else None
        case "files":
            pass
        case _:
            shown["items"] = [
                _item(cell.value, cell.label, count, answered)
                for facet in facets
                for cell, count in zip(facet.cells, part.lines[facet].cells, strict=True)
            ]
            shown |= _figures(asked, whole, part)
            if asked.chart == "ranking" and all(part.lines[facet].is_open for facet in facets):
                _with_places(asked, shown["items"], part.counts, is_anonymous=bool(whole.survey.is_anonymous))
    title = asked.question.title
    about = {"key": asked.key, "number": asked.number, "section": asked.section, "title": title}
    return {**about, "type": asked.question.type, "chart": asked.chart, "answered": answered, **shown}


def _item(value: str, label: str, count: int | None, answered: int | None) -> dict[str, Any]:
    return {"value": value, "label": label, "count": count, "share": share_of(count, answered), "mean": None}


def _row(asked: Asked, facet: Facet, line: Line) -> dict[str, Any]:
    items = [
        _item(cell.value, cell.label, count, line.answered) for cell, count in zip(facet.cells, line.cells, strict=True)
    ]
    row = facet.row or ""
    return {"value": row, "label": asked.rows[row], "answered": line.answered, "items": items}


def _figures(asked: Asked, whole: Whole, part: Part) -> dict[str, Any]:
    """Mean and net promoter score, unless a hidden count could be computed from them."""
    if asked.question.type not in ("rating", "scale", "number"):
        return {}
    lines = [part.lines[facet] for facet in whole.facets[asked.key]]
    counts = {bucket: count for bucket, count in part.counts.get(asked.key, {}).items() if bucket and count}
    total = sum(counts.values())
    if not total or lines[0].answered is None:
        return {}
    mean = round(sum(float(bucket) * count for bucket, count in counts.items()) / total, 2)
    is_open = all(line.is_open for line in lines)
    hidden = {
        _promoter_part(int(cell.value))
        for facet in whole.facets[asked.key]
        for cell, count in zip(facet.cells, part.lines[facet].cells, strict=True)
        if asked.chart == "nps" and count is None
    }
    return {
        "mean": mean if is_open else None,
        # Where all that is hidden is of one part, the sizes of the parts follow from what is shown.
        "nps": _promoter_score(counts, total) if asked.chart == "nps" and len(hidden) <= 1 else None,
    }


def _promoter_part(points: int) -> str:
    return "promoters" if points >= _PROMOTERS else "passives" if points >= _PASSIVES else "detractors"


def _promoter_score(counts: dict[str, int], total: int) -> dict[str, int]:
    parts = dict.fromkeys(("promoters", "passives", "detractors"), 0)
    for bucket, count in counts.items():
        parts[_promoter_part(int(bucket))] += count
    return {"score": round((parts["promoters"] - parts["detractors"]) * 100 / total), **parts}


def _with_places(asked: Asked, shown: list[dict[str, Any]], counts: Counts, *, is_anonymous: bool) -> None:
    """Add to each option its mean place, unless a place that few gave could be computed from it."""
    places: dict[str, dict[int, int]] = {item["value"]: {} for item in shown}
    for bucket, count in counts.get(asked.key, {}).items():
        option, _, place = bucket.rpartition("/")
        if option in places and count:
            places[option][int(place)] = count
    if is_anonymous and any(is_small(count) for given in places.values() for count in given.values()):
        return
    for item in shown:
        given = places[item["value"]]
        if given:
            item["mean"] = round(sum(place * count for place, count in given.items()) / sum(given.values()), 2)


def shown_groups(groups: Sequence[TextGroup], *, is_anonymous: bool) -> list[dict[str, Any]]:
    """Groups of texts as they may be shown: an anonymous one says how many only of five and more."""
    if not is_anonymous:
        return [_group(group) for group in groups]
    large = [_group(group) for group in groups if group.given >= SMALLEST]
    small = sorted(
        (text for group in groups if group.given < SMALLEST for text in (group.text, *group.variants)), key=order_of
    )
    return [*large, *({"text": text, "count": None, "variants": []} for text in small)]


def _group(group: TextGroup) -> dict[str, Any]:
    return {"text": group.text, "count": group.given, "variants": group.variants}


def texts_of(survey: Survey, key: str, search: str) -> list[dict[str, Any]]:
    """Every group of texts given to a question, or beside its "other". Raises InvalidInput for other questions."""
    whole = read_whole(survey)
    asked = whole.find(key)
    if asked.question.type != "text" and OTHER not in asked.options:
        raise InvalidInput(errors={"question": ["这一题没有文字回答。"]})
    line = whole.lines()[whole.facets[key][0]][0]
    given = [text for _, _, answers in every_answers(survey) for text in _words(asked, json.loads(answers).get(key))]
    if survey.is_anonymous and (whole.is_hidden or line.answered is None or len(given) < SMALLEST):
        return []
    groups = shown_groups(group_texts(given), is_anonymous=bool(survey.is_anonymous))
    wanted = plain(search) if search else ""
    return [
        one for one in groups if not wanted or any(wanted in plain(text) for text in (one["text"], *one["variants"]))
    ]


def _words(asked: Asked, answer: Any) -> Iterator[str]:
    if asked.question.type == "text":
        yield from [answer] if answer else []
        return
    for item in answer if isinstance(answer, list) else [answer]:
        if isinstance(item, dict) and item.get("text"):
            yield item["text"]


def _latest_texts(whole: Whole, only: Filter | None) -> dict[str, list[str]]:
    asked = [one.key for one in whole.asked if one.question.type == "text"]
    if not asked:
        return {}
    if only is None:
        rows = latest_answers(whole.survey, _TEXTS_LOOKED_AT)
    elif only.question is None:
        rows = latest_answers(whole.survey, _TEXTS_LOOKED_AT, only.organization_id)
    else:
        return {}
    given = [json.loads(row) for row in rows]
    return {key: [answers[key] for answers in given if answers.get(key)] for key in asked}
