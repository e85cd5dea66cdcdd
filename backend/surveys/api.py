"""Surveys, as members answer them."""

from __future__ import annotations

from typing import Any

from flask import current_app, request

from backend import clock
from backend.auth import Access, Blueprint, current_member_id
from backend.companies.delegation import acting_for
from backend.companies.errors import NotDelegate, OnlyInPerson
from backend.companies.schemas import ForMemberQuery
from backend.errors import NotFound
from backend.media.errors import FileRefused, PictureUnreadable, ReferenceUsed, TooManyPhotos
from backend.media.models import Media
from backend.media.services import delete_media
from backend.schemas import page_of
from backend.surveys import errors
from backend.surveys.delegated import hidden_from_delegates, refuse_in_person, submit_as
from backend.surveys.files import keep_answer_file
from backend.surveys.payloads import card_payloads, detail_payload, file_payload
from backend.surveys.queries import list_surveys
from backend.surveys.results_api import member_blueprint
from backend.surveys.schemas import (
    ReceiptSchema,
    SubmissionSchema,
    SurveyCardSchema,
    SurveyDetailSchema,
    SurveyFileSchema,
    SurveyListQuery,
    SurveyUploadSchema,
)
from backend.surveys.submitting import FILES, view_survey

blueprint = Blueprint("surveys", access=Access.MEMBER, url_prefix="/surveys", description="Surveys I am asked.")
files_blueprint = Blueprint(
    "survey_files", access=Access.MEMBER, url_prefix="/surveys", description="Files in answers."
)
blueprints = [blueprint, files_blueprint, member_blueprint]


@files_blueprint.before_request
def _allow_uploads() -> None:
    request.max_content_length = current_app.config["LIANYI"].server.max_upload_bytes


@blueprint.get("")
@blueprint.arguments(SurveyListQuery, location="query")
@blueprint.response(200, page_of(SurveyCardSchema))
def list_my_surveys(query: dict[str, Any]) -> dict[str, Any]:
    """Surveys I am asked: those to answer (soonest to close first), those I answered, those that closed without me."""
    page, page_size = query["page"], query["page_size"]
    rows, total = list_surveys(current_member_id(), query["view"], clock.now_ms(), page, page_size)
    return {"items": card_payloads(rows), "page": page, "page_size": page_size, "total": total}


@blueprint.get("/<entity_id:survey_id>")
@blueprint.arguments(ForMemberQuery, location="query")
@blueprint.response(200, SurveyDetailSchema)
@blueprint.refuses(NotFound, NotDelegate, OnlyInPerson)
def show_survey(query: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """One survey with its questions and, if it is a named one, my answers.

    For a delegate, of whom they act for, with the answers the delegate gave.
    """
    caller_id = current_member_id()
    member_id = acting_for(caller_id, query["for_member_id"])
    shown = view_survey(survey_id, member_id)
    if member_id == caller_id:
        return detail_payload(shown, member_id)
    refuse_in_person(bool(shown.card.is_anonymous), shown.card.form_id)
    return hidden_from_delegates(detail_payload(shown, member_id), caller_id, member_id)


@blueprint.put("/<entity_id:survey_id>/response")
@blueprint.arguments(SubmissionSchema)
@blueprint.response(200, ReceiptSchema)
@blueprint.refuses(
    NotFound,
    errors.SurveySoon,
    errors.SurveyClosed,
    errors.SurveyFull,
    errors.OptionFull,
    errors.AlreadyAnswered,
    errors.FormOutdated,
    errors.InvalidAnswers,
    NotDelegate,
    OnlyInPerson,
)
def put_response(arguments: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """Hand my answers in, or others in their place. The same request again changes nothing.

    `for_member_id`: a delegate answers a named survey for whom they act for.
    """
    given = arguments["answers"], arguments["form_version"]
    receipt = submit_as(current_member_id(), arguments["for_member_id"], survey_id, *given)
    return {
        "has_answered": True,
        "held": receipt.is_held,
        "submitted_at": receipt.submitted_at and clock.from_ms(receipt.submitted_at),
        "answers": receipt.answers,
    }


@files_blueprint.post("/<entity_id:survey_id>/files")
@files_blueprint.arguments(SurveyUploadSchema, location="files")
@files_blueprint.response(201, SurveyFileSchema)
@files_blueprint.alt_response(200, schema=SurveyFileSchema, description="Uploaded before.", success=True)
@files_blueprint.refuses(
    NotFound,
    errors.NoFilesHere,
    errors.SurveySoon,
    errors.SurveyClosed,
    PictureUnreadable,
    FileRefused,
    TooManyPhotos,
    ReferenceUsed,
)
def upload_file(form: dict[str, Any], survey_id: int) -> tuple[dict[str, Any], int]:
    """Add a photo or file for an answer to name; only staff of the organization will see it."""
    media, is_new = keep_answer_file(
        survey_id,
        current_member_id(),
        question=form["question"],
        content=form["file"].read(),
        name=form["name"] or form["file"].filename or "",
        client_ref=form["client_ref"],
    )
    return file_payload(media), 201 if is_new else 200


@files_blueprint.delete("/<entity_id:survey_id>/files/<entity_id:media_id>")
@files_blueprint.response(204)
@files_blueprint.refuses(NotFound)
def delete_file(survey_id: int, media_id: int) -> None:
    """Take a file of mine away. An answer that named it has to be handed in again without it."""
    subject, purpose = FILES
    media = Media.get_or_none(
        Media.id == media_id,
        Media.subject_kind == subject,
        Media.subject_id == survey_id,
        Media.purpose == purpose,
        Media.uploaded_by == current_member_id(),
    )
    if media is None:
        raise NotFound
    delete_media(media)
