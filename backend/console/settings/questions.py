"""The questions of a section, in the form builder; members are asked already, so changes wait to be taken into use."""

from __future__ import annotations

from typing import Any

from backend.console.forms import Builder, Subject, add_builder
from backend.console.settings import sections
from backend.console.settings.blueprint import blueprint
from backend.forms.drafts import Draft
from backend.forms.store import stored_form
from backend.profiles.definitions import define_section
from backend.profiles.models import ProfileSection


class _SectionQuestions(Builder):
    noun = "资料栏目"
    # Files have no place in a record; what is sensitive is added by an act of its own.
    kinds = ("single", "multiple", "text", "lines", "number", "date")

    def open(self, *, to_write: bool, section_id: int) -> Subject:  # type: ignore[override]
        found = sections.load(section_id, to_write=to_write)
        if to_write:
            sections.hold(found)
            found = sections.load(section_id)
        return Subject(
            key=sections.form_key(found),
            form_id=found.form_id,
            definition=stored_form(found.form_id).data,
            title=found.title,
            can_write=to_write or sections.may_change(found),
            is_live=True,
            steps=[
                ("资料栏目", "/console/settings/sections"),
                (found.title, f"/console/settings/sections/{found.id}"),
                ("题目", ""),
            ],
            record=found,
        )

    def use(self, subject: Subject, draft: Draft, staff_id: int) -> int:
        found: ProfileSection = subject.record
        asked = {
            question.get("key")
            for part in draft.definition.get("sections", ())
            for question in part.get("questions", ())
            if question.get("sensitive")
        }
        consents = {key: text for key, text in found.consents.items() if key in asked}
        changed = define_section(found.key, draft.definition, consents=consents, **sections.settings_of(found))
        detail: dict[str, Any] = {"version": changed.form.version}
        sections.record_section("define_section", found, detail)
        return changed.form_id


add_builder(blueprint, "/sections/<entity_id:section_id>/questions", _SectionQuestions(), name="section_questions")
