"""What a person wrote into the editor of a question, as the question's JSON.

Nothing typed is thrown away: a number that is none stays as it was written, and is told of by the check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from backend.console.forms.conditions import Line, every_source, simple_of, written
from backend.console.forms.editing import KINDS, Json, kind_of, new_value

Form = MultiDict[str, str]

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_FLAGS = {
    "single": ("other", "randomize"),
    "multiple": ("other", "randomize"),
    "ranking": ("randomize",),
}
_NUMBERS = {
    "multiple": ("min_choices", "max_choices"),
    "rating": ("max",),
    "scale": ("min", "max"),
    "text": ("min_length", "max_length"),
    "number": ("min", "max", "decimals"),
    "ranking": ("top",),
    "file": ("most",),
}
_TEXTS = {
    "scale": ("low_label", "high_label"),
    "number": ("unit",),
    "text": ("format",),
    "date": ("min", "max"),
    "file": ("accept",),
}
# What the engine takes to be so without a word.
_USUAL = {"format": "none", "accept": "photo"}
_LISTS = {
    "single": ("options",),
    "multiple": ("options",),
    "ranking": ("options",),
    "matrix": ("rows", "columns"),
}
LETTERS = {"options": "o", "columns": "o", "rows": "r"}


def lists_of(question: Json) -> tuple[str, ...]:
    """Which lists a question of this type has: "options", "rows", "columns"."""
    return _LISTS.get(str(question.get("type")), ())


def read_question(before: Json, form: Form, definition: Json, *, has_sensitive: bool = False) -> Json:
    """The question as it was before, with what the form says; fields that the form does not show stay."""
    kind = str(before.get("type"))
    read: Json = {"key": before.get("key"), "type": kind, "title": _text(form, "title")}
    _put(read, "help", _text(form, "help"))
    if "required" in form:
        read["required"] = True
    if has_sensitive and "sensitive" in form:
        read["sensitive"] = True
        _put(read, "purpose", _text(form, "purpose"))
    if "known_from" in form:
        _put(read, "known_from", _text(form, "known_from"))
    elif "known_from" in before and "shows_known_from" not in form:
        read["known_from"] = before["known_from"]
    if kind_of(before) == "lines":
        read["multiline"] = True
    read |= {name: True for name in _FLAGS.get(kind, ()) if name in form}
    for name in _NUMBERS.get(kind, ()):
        _put(read, name, _number(_text(form, name)))
    for name in _TEXTS.get(kind, ()):
        value = _text(form, name)
        _put(read, name, "" if value == _USUAL.get(name) else value)
    for name in lists_of(before):
        read[name] = _labelled(before, name, form)
    _put(read, "show_if", read_condition(before.get("show_if"), form, definition))
    return read


def read_section(before: Json, form: Form, definition: Json) -> Json:
    """A section's own words and condition."""
    read: Json = {"key": before.get("key"), "title": _text(form, "title")}
    _put(read, "description", _text(form, "help"))
    _put(read, "show_if", read_condition(before.get("show_if"), form, definition))
    return read


def read_condition(before: Any, form: Form, definition: Json) -> Any:
    """The condition that was chosen line by line. One that lines cannot say stays, unless it was to be taken off."""
    if "shows_condition" not in form:
        return before
    if simple_of(before) is None:
        return None if "drop_condition" in form else before
    lines = []
    for number in form.getlist("line"):
        if form.get("button") == f"dropline:{number}":
            continue
        source, op = _text(form, f"source_{number}"), _text(form, f"op_{number}")
        lines.append(Line(source, op, tuple(form.getlist(f"value_{number}"))))
    return written(_text(form, "join"), lines, every_source(definition))


def with_pasted(labelled: Sequence[Json], text: str, letter: str) -> list[Json]:
    """Options or rows and behind them one for each line of a pasted list; blank lines and what is there are left out.

    An empty one at the end, waiting for its words, makes room.
    """
    found = [one for one in labelled if str(one.get("label", "")).strip()]
    known = {str(one.get("label", "")).strip() for one in found}
    for line in text.splitlines():
        label = line.strip().lstrip("·•-*").strip()
        if label and label not in known:
            known.add(label)
            found.append({"value": new_value(found, letter), "label": label})
    return found


def changed_kind(question: Json, kind: str) -> Json:
    """The question as another type, with as much of it as that type knows."""
    start = KINDS[kind].start
    kept = ("key", "title", "help", "required", "show_if", "sensitive", "purpose")
    new: Json = {name: question[name] for name in kept if name in question} | {
        name: value for name, value in start.items() if name != "required"
    }
    for name in lists_of(new):
        if name in question:
            new[name] = question[name]
    return new


def _labelled(before: Json, name: str, form: Form) -> list[Json]:
    old = {str(one.get("value")): one for one in before.get(name) or () if isinstance(one, dict)}
    found: list[Json] = []
    labels = form.getlist(f"{name}_label")
    for place, value in enumerate(form.getlist(f"{name}_value")[: len(labels)]):
        label = labels[place].strip()
        value = value or new_value(found, LETTERS[name])
        # A row may have a condition, and be required by itself: what the editor does not show stays.
        found.append({**old.get(value, {}), "value": value, "label": label})
    return found


def _text(form: Form, name: str) -> str:
    return form.get(name, "").strip()


def _number(text: str) -> Any:
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _put(read: Json, name: str, value: Any) -> None:
    if value not in ("", None):
        read[name] = value
