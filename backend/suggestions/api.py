"""Suggestions, as members write, endorse and follow them."""

from __future__ import annotations

from typing import Any

from flask import current_app, request

from backend.auth import Access, Blueprint, current_member_id
from backend.cases import errors
from backend.cases import services as cases
from backend.cases.kind_files import kind_of
from backend.cases.support import HEAT_RULE
from backend.errors import NotFound
from backend.media.errors import PictureUnreadable, ReferenceUsed, TooManyPhotos
from backend.media.models import Media
from backend.media.services import delete_media
from backend.members.services import PhoneFirst
from backend.safety.settings import are_boards_public
from backend.suggestions.payloads import MOST_PHOTOS, cards_payload, detail_payload, photo_payload, similar_payload
from backend.suggestions.queries import CardRow, list_cards, list_similar
from backend.suggestions.schemas import (
    BoardQuery,
    BoardSchema,
    ChangeSuggestionSchema,
    GuideSchema,
    NewSuggestionSchema,
    RatingSchema,
    ReopeningSchema,
    SimilarQuery,
    SimilarSchema,
    SuggestionPhotoSchema,
    SuggestionPhotoUploadSchema,
    SuggestionSchema,
)
from backend.suggestions.services import (
    BoardClosed,
    TooManyPictures,
    change_suggestion,
    check_again,
    endorse,
    keep_photo,
    view_suggestion,
    write_suggestion,
)
from backend.suggestions.subjects import IS_PHOTO, KIND

blueprint = Blueprint("suggestions", access=Access.MEMBER, url_prefix="/suggestions", description="Suggestions.")
photos_blueprint = Blueprint(
    "suggestion_photos", access=Access.MEMBER, url_prefix="/suggestions", description="Photos of suggestions."
)
blueprints = [blueprint, photos_blueprint]

_LEAST_TYPED = 6
_MOST_SIMILAR = 5
_NAME_NOTE = "不公开姓名时，其他会员看不到您的名字；办理建议的工作人员能看到。"


@photos_blueprint.before_request
def _allow_uploads() -> None:
    request.max_content_length = current_app.config["LIANYI"].server.max_upload_bytes


@blueprint.get("")
@blueprint.arguments(BoardQuery, location="query")
@blueprint.response(200, BoardSchema)
def list_suggestions(query: dict[str, Any]) -> dict[str, Any]:
    """The board: hot, new or answered; what I wrote, or stand behind. Searched by two characters and more."""
    member_id, page, page_size = current_member_id(), query["page"], query["page_size"]
    rows: list[CardRow] = []
    total = 0
    if are_boards_public() or query["view"] == "mine":
        rows, total = list_cards(member_id, query["view"], query["category"], query["q"], page, page_size)
    return {
        "items": cards_payload(rows, member_id, query["q"]),
        "page": page,
        "page_size": page_size,
        "total": total,
        "is_board_public": are_boards_public(),
    }


@blueprint.get("/guide")
@blueprint.response(200, GuideSchema)
def show_guide() -> dict[str, Any]:
    """What one has to know to write a suggestion and to read the board."""
    kind = kind_of(KIND)
    return {
        "categories": kind.categories,
        "outcomes": [{"key": key, "title": title} for key, title in kind.outcomes.items()],
        "most_photos": MOST_PHOTOS,
        "hot_rule": HEAT_RULE,
        "name_note": _NAME_NOTE,
        "is_board_public": are_boards_public(),
    }


@blueprint.get("/similar")
@blueprint.arguments(SimilarQuery, location="query")
@blueprint.response(200, SimilarSchema)
def find_similar(query: dict[str, Any]) -> dict[str, Any]:
    """Suggestions like what is being typed, to endorse instead of writing it again; none below six characters."""
    member_id, text = current_member_id(), query["text"]
    if len(text) < _LEAST_TYPED or not are_boards_public():
        return {"items": []}
    return {"items": similar_payload(list_similar(member_id, text, _MOST_SIMILAR), member_id)}


@blueprint.post("")
@blueprint.arguments(NewSuggestionSchema)
@blueprint.response(201, SuggestionSchema)
@blueprint.alt_response(200, schema=SuggestionSchema, description="Written before.", success=True)
@blueprint.refuses(NotFound, PhoneFirst)
def create_suggestion(arguments: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Bring a suggestion forward. The same `client_ref` again is the same suggestion."""
    case, is_new = write_suggestion(current_member_id(), arguments)
    return _shown(case.id), 201 if is_new else 200


@blueprint.get("/<entity_id:case_id>")
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound)
def show_suggestion(case_id: int) -> dict[str, Any]:
    """One suggestion with every step I may see."""
    return _shown(case_id)


@blueprint.put("/<entity_id:case_id>")
@blueprint.arguments(ChangeSuggestionSchema)
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound, errors.CaseChanged, errors.WordsFrozen)
def put_suggestion(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Put my suggestion in other words. Once somebody endorsed it, everybody sees what was changed."""
    version = arguments.pop("version")
    change_suggestion(case_id, current_member_id(), arguments, version)
    return _shown(case_id)


@blueprint.put("/<entity_id:case_id>/endorsement")
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound, PhoneFirst, BoardClosed, errors.OwnCase, errors.CaseState)
def put_endorsement(case_id: int) -> dict[str, Any]:
    """Stand behind it; I hear of every step from now on."""
    endorse(case_id, current_member_id())
    return _shown(case_id)


@blueprint.delete("/<entity_id:case_id>/endorsement")
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound)
def delete_endorsement(case_id: int) -> dict[str, Any]:
    """Stand behind it no longer."""
    shown = view_suggestion(case_id, current_member_id())
    left = cases.withdraw_endorsement(case_id, current_member_id())
    return _left(shown, left.endorsements)


@blueprint.post("/<entity_id:case_id>/rating")
@blueprint.arguments(RatingSchema)
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound, errors.CaseState)
def rate(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Say how good the answer to my suggestion was."""
    _mine(case_id)
    cases.rate(case_id, current_member_id(), arguments["score"], arguments["text"])
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/reopening")
@blueprint.arguments(ReopeningSchema)
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound, errors.CaseState)
def reopen(arguments: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Ask for another answer after an unhappy rating, once."""
    _mine(case_id)
    cases.reopen(case_id, current_member_id(), arguments["reason"])
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/withdrawal")
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound, errors.CaseState)
def withdraw(case_id: int) -> dict[str, Any]:
    """Take my suggestion back, as long as nobody stands behind it and nobody answered."""
    _mine(case_id)
    cases.withdraw(case_id, current_member_id())
    return _shown(case_id)


@blueprint.post("/<entity_id:case_id>/opt-out")
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound, errors.NotSupported, errors.OptOutOver)
def opt_out(case_id: int) -> dict[str, Any]:
    """Leave a suggestion that mine, or one I endorsed, was merged into."""
    shown = view_suggestion(case_id, current_member_id())
    left = cases.opt_out(case_id, current_member_id())
    return _left(shown, left.endorsements)


@blueprint.post("/<entity_id:case_id>/check")
@blueprint.response(200, SuggestionSchema)
@blueprint.refuses(NotFound)
def check(case_id: int) -> dict[str, Any]:
    """I have logged in again: have WeChat look at my words once more; after that a person does."""
    check_again(case_id, current_member_id())
    return _shown(case_id)


@photos_blueprint.post("/<entity_id:case_id>/photos")
@photos_blueprint.arguments(SuggestionPhotoUploadSchema, location="files")
@photos_blueprint.response(201, SuggestionPhotoSchema)
@photos_blueprint.alt_response(200, schema=SuggestionPhotoSchema, description="Uploaded before.", success=True)
@photos_blueprint.refuses(NotFound, errors.CaseState, TooManyPictures, PictureUnreadable, TooManyPhotos, ReferenceUsed)
def upload_photo(form: dict[str, Any], case_id: int) -> tuple[dict[str, Any], int]:
    """Add a photo to my suggestion; others see it once it was found harmless."""
    member_id = current_member_id()
    file = form["file"]
    photo, is_new = keep_photo(case_id, member_id, file.read(), file.filename or "", form["client_ref"])
    return photo_payload(photo, member_id), 201 if is_new else 200


@photos_blueprint.delete("/<entity_id:case_id>/photos/<entity_id:media_id>")
@photos_blueprint.response(204)
@photos_blueprint.refuses(NotFound)
def delete_photo(case_id: int, media_id: int) -> None:
    """Take a photo of mine away."""
    photo = Media.get_or_none(
        IS_PHOTO, Media.id == media_id, Media.subject_id == case_id, Media.uploaded_by == current_member_id()
    )
    if photo is None:
        raise NotFound
    delete_media(photo)


def _shown(case_id: int) -> dict[str, Any]:
    member_id = current_member_id()
    return detail_payload(view_suggestion(case_id, member_id), member_id)


def _left(shown: CardRow, endorsements: int) -> dict[str, Any]:
    """What is shown of it once more, though it may be seen no longer."""
    return detail_payload(shown._replace(has_endorsed=False, endorsements=endorsements), current_member_id())


def _mine(case_id: int) -> None:
    """Somebody else's suggestion is not there to be rated or taken back."""
    if view_suggestion(case_id, current_member_id()).author_id != current_member_id():
        raise NotFound
