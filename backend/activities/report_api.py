"""What comes after an activity, for staff: its report, the link to hand on, and the list of signups as a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, current_app, send_file

from backend.activities.models import Activity
from backend.activities.report_schemas import ReportLinkSchema, ReportSchema
from backend.activities.services import errors
from backend.activities.services.exporting import export_signups
from backend.activities.services.reporting import close_report, hand_on_report, make_report
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import NotFound
from backend.scope import ORGANIZE, READ_ACTIVITIES
from backend.workbooks import WORKBOOK, file_name

blueprint = Blueprint(
    "reports_staff",
    access=Access.ORGANIZING,
    url_prefix="/staff/activities",
    description="Reports of activities, and signups as a workbook.",
)


def _require(activity_id: int, names: tuple[str, ...] = ORGANIZE) -> Activity:
    activity: Activity | None = Activity.get_or_none(Activity.id == activity_id)
    if activity is None:
        raise NotFound
    current_caller().scope.require(activity.organization_id, names)
    return activity


@blueprint.get("/<entity_id:activity_id>/report")
@blueprint.response(200, ReportSchema)
@blueprint.refuses(NotFound)
def show_report(activity_id: int) -> dict[str, Any]:
    """What the activity came to so far; final once it is closed."""
    _require(activity_id, READ_ACTIVITIES)
    return make_report(activity_id)


@blueprint.post("/<entity_id:activity_id>/report-link")
@blueprint.response(200, ReportLinkSchema)
@blueprint.refuses(NotFound)
def make_link(activity_id: int) -> dict[str, Any]:
    """A link that shows the report, ready to print, to whoever has it; for a week."""
    activity = _require(activity_id)
    return hand_on_report(activity, current_member_id(), current_app.config["LIANYI"].server.base_url)


@blueprint.post("/<entity_id:activity_id>/close-report")
@blueprint.response(200, ReportSchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, errors.NotOverYet)
def close(activity_id: int) -> dict[str, Any]:
    """Close the activity with its report: attendance is settled, feedback is taken no more."""
    _require(activity_id)
    close_report(activity_id, current_member_id())
    return make_report(activity_id)


@blueprint.get("/<entity_id:activity_id>/signups.xlsx")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type=WORKBOOK)
@blueprint.refuses(NotFound)
def download_signups(activity_id: int) -> Response:
    """Every signup as a row of an Excel workbook, phones masked. The download is in the audit trail."""
    activity = _require(activity_id, READ_ACTIVITIES)
    workbook = export_signups(activity, current_member_id())
    name = file_name("报名", activity.title)
    response = send_file(BytesIO(workbook), mimetype=WORKBOOK, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response
