"""Read-only links to results: signed, so that none can be guessed, and kept, so that each can be taken back.

The token: 8 bytes of id, 12 of MAC (96 bits); 27 characters. When it expires stands in the table.
"""

from __future__ import annotations

import base64
import re
import struct
from datetime import datetime, timedelta

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.encryption import keys
from backend.errors import NotFound
from backend.surveys.models import Survey, SurveyLink

_PURPOSE = "survey results"
_MAC_BYTES = 12
_BODY = struct.Struct(">Q")
_TEXT = re.compile(r"[A-Za-z0-9_-]{27}", re.ASCII)
_REVOKE = Statement("UPDATE survey_link SET revoked_at = ? WHERE id = ? AND survey_id = ? AND revoked_at IS NULL")


def make_link(survey: Survey, staff_id: int, days: int) -> SurveyLink:
    """A link that opens the results for so many days."""
    now = clock.now()
    with atomic():
        link: SurveyLink = SurveyLink.create(
            survey=survey.id, expires_at=now + timedelta(days=days), created_by=staff_id, created_at=now
        )
        _note(survey, staff_id, "survey.link_made", link)
    return link


def revoke_link(survey: Survey, staff_id: int, link_id: int) -> None:
    """Let a link open nothing any more; one that is revoked stays so. Raises NotFound."""
    link: SurveyLink | None = SurveyLink.get_or_none(SurveyLink.id == link_id, SurveyLink.survey == survey.id)
    if link is None:
        raise NotFound
    with atomic():
        if _REVOKE.run(clock.now_ms(), link_id, survey.id).rowcount:
            _note(survey, staff_id, "survey.link_revoked", link)


def _note(survey: Survey, staff_id: int, action: str, link: SurveyLink) -> None:
    record(
        action=action,
        subject_kind="survey",
        subject_id=survey.id,
        actor_id=staff_id,
        organization_id=survey.organization_id,
        detail={"link": str(link.id)},
    )


def path_of(link_id: int) -> str:
    """Where a link leads, under the server's address."""
    body = _BODY.pack(link_id)
    token = base64.urlsafe_b64encode(body + keys().sign(body, _PURPOSE, _MAC_BYTES)).decode().rstrip("=")
    return f"/survey-results/{token}"


def survey_behind(token: str, now: datetime) -> Survey | None:
    """The survey whose results a token of ours opens; None if it expired, was revoked or never was one."""
    if _TEXT.fullmatch(token) is None:
        return None
    raw = base64.urlsafe_b64decode(token + "=")
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    if not keys().is_signed(body, mac, _PURPOSE):
        return None
    link: SurveyLink | None = (
        SurveyLink.select(SurveyLink, Survey)
        .join(Survey)
        .where(
            SurveyLink.id == _BODY.unpack(body)[0],
            SurveyLink.revoked_at.is_null(),
            SurveyLink.expires_at > now,
            Survey.state == "published",
        )
        .first()
    )
    return None if link is None else link.survey
