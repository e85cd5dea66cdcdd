"""Each change a button of the builder asks for: what it does to the questions, and how it is called in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from backend.console.forms import editing
from backend.console.forms.builder import Builder
from backend.console.forms.cards import mark_of
from backend.console.forms.editing import KINDS, SECTION, Gone, Json, find_part, questions_of
from backend.console.forms.reading import LETTERS, Form, changed_kind, read_question, read_section, with_pasted
from backend.errors import InvalidInput

MOST_PASTED = 20_000


class Change(NamedTuple):
    """`apply` makes the changed definition; `part` is what is open afterwards; `about` names it for taking it back."""

    apply: Callable[[Json], Json]
    about: str
    part: str = ""


class ChangedByOther(Exception):
    """Somebody else changed the part since it was shown; `part` is what this person wrote."""

    def __init__(self, name: str, part: Json) -> None:
        super().__init__(name)
        self.name, self.part = name, part


def read_change(builder: Builder, definition: Json, form: Form) -> Change:
    """The change a posted form asks for, `definition` being the questions now. Raises InvalidInput, Gone."""
    name, after = form.get("name", ""), form.get("after", "")
    by = -1 if form.get("by") == "-1" else 1
    match form.get("do", ""):
        case "add":
            kind = form.get("kind", "")
            if kind not in builder.kinds:
                raise InvalidInput(errors={"kind": ["没有这种题型。"]})
            key = editing.new_key(definition)
            words = f"加一道{KINDS[kind].name}题"
            return Change(lambda now: editing.add_question(now, key, kind, after), words, key)
        case "add_section":
            key = editing.new_key(definition, "s")
            return Change(lambda now: editing.add_section(now, key, after), "加一部分", SECTION + key)
        case "copy":
            key = editing.new_key(definition)
            return Change(lambda now: editing.copy_question(now, name, key), f"复制{_called(definition, name)}", key)
        case "delete":
            about = f"删除{_called(definition, name)}"
            return Change(lambda now: editing.delete_part(now, name), about)
        case "shift":
            about = f"{'上' if by < 0 else '下'}移{_called(definition, name)}"
            return Change(lambda now: editing.shift_part(now, name, by), about, form.get("open", ""))
        case "move":
            section, before = form.get("section", ""), form.get("before", "")
            about = f"移动{_called(definition, name)}"
            return Change(lambda now: editing.move_question(now, name, section, before), about, form.get("open", ""))
        case "save":
            return _saved(builder, definition, form, name)
    raise InvalidInput("没有看懂要做什么，请刷新后重试。")


def _called(definition: Json, name: str) -> str:
    if name.startswith(SECTION):
        part = find_part(definition, name)
        return f"“{part.get('title', '')}”这一部分" if part is not None else "这一部分"
    numbers = [number for number, one in enumerate(questions_of(definition), 1) if one.get("key") == name]
    return f"第 {numbers[0]} 题" if numbers else "这一题"


def _saved(builder: Builder, definition: Json, form: Form, name: str) -> Change:
    """What is written in the editor, and what one of its buttons does to a list in it."""
    before = find_part(definition, name)
    if before is None:
        raise Gone
    if name.startswith(SECTION):
        part = read_section(before, form, definition)
    else:
        part = read_question(before, form, definition, has_sensitive=builder.has_sensitive)
        part = _with_button(builder, part, form)
    about = f"改{_called(definition, name)}"
    return Change(lambda now: editing.put_part(now, name, part), about, name)


def _with_button(builder: Builder, part: Json, form: Form) -> Json:
    """`button` names what was pressed: "add:options", "drop:options:o1", "up:…", "paste:options", "kind:text"."""
    verb, _, rest = form.get("button", "").partition(":")
    which, _, value = rest.partition(":")
    if verb == "kind" and which in builder.kinds:
        return changed_kind(part, which)
    if which not in LETTERS or which not in part:
        return part
    items: list[Json] = part[which]
    letter = LETTERS[which]
    match verb:
        case "add":
            items = [*items, {"value": editing.new_value(items, letter), "label": ""}]
        case "drop":
            items = [one for one in items if one.get("value") != value]
        case "up" | "down":
            items = editing.shift_value(items, value, -1 if verb == "up" else 1)
        case "paste":
            items = with_pasted(items, form.get(f"{which}_pasted", "")[:MOST_PASTED], letter)
    return {**part, which: items}


def is_stale(definition: Json, name: str, form: Form) -> bool:
    """Whether the part is another one than the one that was shown when this was written."""
    was = form.get("was", "")
    return bool(was) and was != mark_of(find_part(definition, name)) and "force" not in form
