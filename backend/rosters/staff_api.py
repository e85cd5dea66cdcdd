"""Uploading a roster."""

from __future__ import annotations

from typing import Any

from flask import current_app, request

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import NotFound
from backend.rosters.schemas import RosterReportSchema, RosterUploadSchema
from backend.rosters.services import import_roster
from backend.rosters.workbook import RosterUnreadable

blueprint = Blueprint(
    "rosters_staff", access=Access.STAFF, url_prefix="/staff/roster-imports", description="Importing people."
)
blueprints = [blueprint]


@blueprint.before_request
def _allow_uploads() -> None:
    """A workbook may be bigger than any other body; set after the guard, so only for staff."""
    request.max_content_length = current_app.config["LIANYI"].server.max_upload_bytes


@blueprint.post("")
@blueprint.arguments(RosterUploadSchema, location="files")
@blueprint.response(200, RosterReportSchema)
@blueprint.refuses(NotFound, RosterUnreadable)
def upload_roster(form: dict[str, Any]) -> dict[str, Any]:
    """Import an .xlsx, or say what importing it would do. What the file claims to be is not believed."""
    current_caller().scope.require(form["organization_id"])
    upload = form["file"]
    return import_roster(
        upload.stream,
        form["organization_id"],
        form["dry_run"],
        file_name=(upload.filename or "roster.xlsx")[-100:],
        imported_by=current_member_id(),
    )
