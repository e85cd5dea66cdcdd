"""A member's own record."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_member_id
from backend.errors import NotFound
from backend.profiles import consents, reading, services
from backend.profiles.history import changes_of
from backend.profiles.schemas import (
    ConfirmRequestSchema,
    ConsentListSchema,
    ConsentSchema,
    GrantRequestSchema,
    ProfileChangeSchema,
    ProfileSchema,
    SavedSectionSchema,
    SaveRequestSchema,
    SectionDetailSchema,
    SectionSchema,
)
from backend.schemas import PageQuery, page_of, paginate

blueprint = Blueprint("profile", access=Access.MEMBER, url_prefix="/profile", description="A member's own record.")
blueprints = [blueprint]

_KEY = [{"in": "path", "name": "key", "description": "the section's key, as the overview lists it"}]
_QUESTION = [{"in": "path", "name": "question", "description": "the question's key, as the consents list it"}]


@blueprint.get("")
@blueprint.response(200, ProfileSchema)
def show_profile() -> dict[str, Any]:
    """My record at a glance: every section, completeness, and what is best filled in next."""
    return reading.profile_overview(current_member_id())


@blueprint.get("/sections/<string(maxlength=64):key>", parameters=_KEY)
@blueprint.response(200, SectionDetailSchema)
@blueprint.refuses(NotFound)
def show_section(key: str) -> dict[str, Any]:
    """One section with its form, my answers and the consents it asks for."""
    return reading.section_detail(current_member_id(), key)


@blueprint.put("/sections/<string(maxlength=64):key>", parameters=_KEY)
@blueprint.arguments(SaveRequestSchema)
@blueprint.response(200, SavedSectionSchema)
@blueprint.refuses(NotFound, services.InvalidAnswers, services.ChangedMeanwhile, services.FormOutdated)
def save_section(arguments: dict[str, Any], key: str) -> dict[str, Any]:
    """Save one section, whole; a draft may leave required questions open."""
    member_id = current_member_id()
    submission = services.Submission(
        answers=arguments["answers"],
        form_version=arguments["form_version"],
        row_version=arguments["row_version"],
        is_draft=arguments["draft"],
    )
    services.save_section(member_id, key, submission)
    total = reading.completeness_of(member_id)
    return {**reading.section_detail(member_id, key), "completeness_total": total}


@blueprint.post("/sections/<string(maxlength=64):key>/confirm", parameters=_KEY)
@blueprint.arguments(ConfirmRequestSchema)
@blueprint.response(200, SectionSchema)
@blueprint.refuses(NotFound, services.NothingToConfirm, services.ChangedMeanwhile)
def confirm_section(arguments: dict[str, Any], key: str) -> dict[str, Any]:
    """What is there is right: settles pre-filled values, and makes a stale section fresh."""
    services.confirm_section(current_member_id(), key, arguments["row_version"])
    return reading.section_overview(current_member_id(), key)


@blueprint.get("/consents")
@blueprint.response(200, ConsentListSchema)
def list_consents() -> dict[str, Any]:
    """Every separate consent I am asked for, given or not."""
    return {"items": consents.my_consents(current_member_id())}


@blueprint.put("/consents/<string(maxlength=64):question>", parameters=_QUESTION)
@blueprint.arguments(GrantRequestSchema)
@blueprint.response(200, ConsentSchema)
@blueprint.refuses(NotFound, consents.ConsentTextChanged)
def grant_consent(arguments: dict[str, Any], question: str) -> dict[str, Any]:
    """Agree to the words shown for one sensitive question."""
    return consents.grant_consent(current_member_id(), question, arguments["text_version"])


@blueprint.delete("/consents/<string(maxlength=64):question>", parameters=_QUESTION)
@blueprint.response(204)
@blueprint.refuses(NotFound)
def withdraw_consent(question: str) -> None:
    """Withdraw a consent; the value is erased at once."""
    consents.withdraw_consent(current_member_id(), question)


@blueprint.get("/history")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(ProfileChangeSchema))
def list_history(query: dict[str, Any]) -> dict[str, Any]:
    """Who changed what in my record, newest first."""
    member_id = current_member_id()
    page = paginate(changes_of(member_id), query["page"], query["page_size"])
    return {**page, "items": [_change(change) for change in page["items"]]}


def _change(change: Any) -> dict[str, Any]:
    return {
        "id": change.id,
        "at": change.at,
        "by": "me" if change.actor_kind == "member" else change.actor_kind,
        "by_name": change.by_name,
        "section_title": change.section_title,
        "question_title": change.question_title,
        "old": change.old_text,
        "new": change.new_text,
    }
