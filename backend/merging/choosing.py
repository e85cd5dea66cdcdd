"""Two records side by side: the fields a person may choose between, as far as the reader may see them."""

from __future__ import annotations

from typing import Any, NamedTuple

from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.members.models import Member
from backend.merging.records import answers_by_section, field_key
from backend.profiles.models import ProfileAnswers
from backend.profiles.reading import visible_sections
from backend.scope import Scope


class FieldPair(NamedTuple):
    """One field of both records in words; `wins` is whose value is taken unless somebody chooses otherwise."""

    key: str
    title: str
    kept: str
    gone: str
    wins: str

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.kept and self.gone and self.kept != self.gone)


def fields_of(kept: Member, gone: Member, scope: Scope) -> list[FieldPair]:
    """Name, number (masked) and every question of the sections the reader may see of either record."""
    found = [
        _pair("name", "姓名", kept.name, gone.name),
        _pair("phone", "手机号", kept.phone_masked or "", gone.phone_masked or ""),
    ]
    seen = {row.id for member in (kept, gone) for row in visible_sections(member.id, "staff", scope)}
    held, others = answers_by_section(kept.id, gone.id)
    for section_id in sorted((held.keys() | others.keys()) & seen):
        found += _section_pairs(section_id, held.get(section_id), others.get(section_id))
    return found


def _section_pairs(section_id: int, kept: ProfileAnswers | None, gone: ProfileAnswers | None) -> list[FieldPair]:
    row = kept or gone
    if row is None:
        return []
    form = stored_forms([row.form_id])[row.form_id]
    mine: dict[str, Any] = kept.answers if kept else {}
    theirs: dict[str, Any] = gone.answers if gone else {}
    return [
        _pair(
            field_key(section_id, question.key),
            question.title,
            answer_text(question, mine.get(question.key)),
            answer_text(question, theirs.get(question.key)),
        )
        for question in form.definition.questions()
        if not question.sensitive and (question.key in mine or question.key in theirs)
    ]


def _pair(key: str, title: str, kept: str, gone: str) -> FieldPair:
    return FieldPair(key, title, kept, gone, "gone" if gone and not kept else "kept")
