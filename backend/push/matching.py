"""Which of our values fills which field of a template. Pure; used for templates chosen and templates to choose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from backend.push.templates import Field, TemplateSpec
from backend.wechat.answers import MessageTemplate, PublicKeyword

# Fields that take a value of this kind without losing what it says, the best first. A time that goes into a field of
# words is words.
_FITS_INTO = {
    "thing": ("thing",),
    "phrase": ("phrase", "thing"),
    "time": ("time", "date", "thing"),
    "number": ("number", "character_string", "thing"),
}
# Fields nobody has a value for, which WeChat wants filled all the same: "无" and the like will do.
_CAN_BE_FILLED = ("thing", "phrase", "name", "character_string", "letter", "phone_number")
# WeChat's limits of a template.
MOST_KEYWORDS, FEWEST_KEYWORDS = 5, 2

_KIND = re.compile(r"[a-z_]+")
# A key of a template ("thing1") or the number of a keyword (1).
K = TypeVar("K", str, int)


@dataclass(frozen=True)
class Match:
    """`keys`: our value's name to the template's key. `faults`: why no message of it would be taken.

    `left_out`: labels of ours that the template does not show.
    """

    keys: dict[str, str]
    faults: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def match_template(spec: TemplateSpec, template: MessageTemplate) -> Match:
    """Fit our values into a template of the console: by label first, else by type in the console's order."""
    offered = [(key, label, _kind_of(key)) for key, label in template.fields.items()]
    faults = [
        f"“{template.fields.get(key, key)}”只接受固定的选项（{'、'.join(words[:4])}）"
        for key, words in template.choices.items()
        if key in template.fields
    ]
    keys = _assign(spec.fields, offered)
    for key, label, kind in offered:
        if key in keys.values():
            continue
        if kind in _CAN_BE_FILLED:
            # No value of ours has this name, so it is sent as 无.
            keys[f"-{key}"] = key
        elif key not in template.choices:
            faults.append(f"“{label}”（{key}）没有内容可填")
    first = spec.fields[0]
    if first.name not in keys:
        faults.append(f"没有字段能放“{first.label}”")
    left_out = tuple(field.label for field in spec.fields if field.name not in keys)
    return Match(keys, tuple(faults), left_out)


def choose_keywords(spec: TemplateSpec, offered: Sequence[PublicKeyword]) -> list[int]:
    """The kids of a library title to choose, in our order; fewer than two if it does not serve."""
    chosen = _assign(spec.fields[:MOST_KEYWORDS], [(one.kid, one.label, one.kind) for one in offered])
    return [chosen[field.name] for field in spec.fields if field.name in chosen]


def _assign(fields: Sequence[Field], offered: Sequence[tuple[K, str, str]]) -> dict[str, K]:
    """By our value's name: what is chosen of (key, label, kind)."""
    free = list(offered)
    chosen: dict[str, K] = {}

    def take(field: Field, candidates: list[tuple[K, str, str]]) -> None:
        if candidates and field.name not in chosen:
            chosen[field.name] = candidates[0][0]
            free.remove(candidates[0])

    for field in fields:
        into = _FITS_INTO[field.kind]
        take(field, [one for one in free if one[1] == field.label and one[2] in into])
    # The same type first: a time must not take a field of words that a title needs.
    for field in fields:
        take(field, [one for one in free if one[2] == field.kind])
    for field in fields:
        into = _FITS_INTO[field.kind]
        take(field, sorted((one for one in free if one[2] in into), key=lambda one: into.index(one[2])))
    return chosen


def _kind_of(key: str) -> str:
    found = _KIND.match(key)
    return found.group() if found else ""
