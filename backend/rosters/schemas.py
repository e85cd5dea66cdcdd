"""The shape of a roster upload and of its report."""

from __future__ import annotations

import marshmallow as ma

from backend.rosters.services import OUTCOMES
from backend.schemas import AttachedFile, Id


class RosterUploadSchema(ma.Schema):
    organization_id = Id(required=True)
    dry_run = ma.fields.Boolean(load_default=True, metadata={"description": "only say what would happen"})
    file = AttachedFile(required=True, metadata={"description": "an .xlsx workbook"})


class LeftOutSchema(ma.Schema):
    title = ma.fields.String(required=True)
    reason = ma.fields.String(required=True)


class CountsSchema(ma.Schema):
    new = ma.fields.Integer(required=True)
    match = ma.fields.Integer(required=True)
    changed = ma.fields.Integer(required=True)
    conflict = ma.fields.Integer(required=True)
    bad = ma.fields.Integer(required=True)


class ChangeSchema(ma.Schema):
    field = ma.fields.String(required=True)
    old = ma.fields.String(required=True)
    new = ma.fields.String(required=True)


class ProblemSchema(ma.Schema):
    cell = ma.fields.String(required=True, metadata={"description": "C12"})
    message = ma.fields.String(required=True)


class ReportRowSchema(ma.Schema):
    row = ma.fields.Integer(required=True)
    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(OUTCOMES))
    name = ma.fields.String(required=True)
    phone_masked = ma.fields.String(required=True)
    organization = ma.fields.String(required=True)
    changes = ma.fields.List(ma.fields.Nested(ChangeSchema), required=True)
    problems = ma.fields.List(ma.fields.Nested(ProblemSchema), required=True)
    notes = ma.fields.List(ma.fields.String(), required=True)


class RosterReportSchema(ma.Schema):
    """What the import did, or would do, line by line; and what of the file it left out."""

    file_name = ma.fields.String(required=True)
    dry_run = ma.fields.Boolean(required=True)
    sheet = ma.fields.String(required=True)
    header_row = ma.fields.Integer(required=True)
    columns = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.String(),
        required=True,
        metadata={"description": "what was looked for: the title it was found under"},
    )
    ignored_columns = ma.fields.List(ma.fields.Nested(LeftOutSchema), required=True)
    skipped_sheets = ma.fields.List(ma.fields.Nested(LeftOutSchema), required=True)
    counts = ma.fields.Nested(CountsSchema, required=True)
    rows = ma.fields.List(ma.fields.Nested(ReportRowSchema), required=True)
