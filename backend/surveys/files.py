"""Photos and files that answers name."""

from __future__ import annotations

from backend import clock
from backend.forms.store import stored_form
from backend.media.models import Media
from backend.media.services import Upload, keep_file, keep_image
from backend.surveys.errors import NoFilesHere, SurveyClosed, SurveySoon
from backend.surveys.submitting import FILES, view_survey


def keep_answer_file(
    survey_id: int, member_id: int, *, question: str, content: bytes, name: str, client_ref: str
) -> tuple[Media, bool]:
    """Keep what a member uploads for a question of a named survey; True if this request did.

    Raises NotFound, NoFilesHere, SurveySoon, SurveyClosed, and what keeping pictures and files refuses.
    """
    card = view_survey(survey_id, member_id).card
    asked = {one.key: one for one in stored_form(card.form_id).definition.questions() if one.type == "file"}
    if card.is_anonymous or question not in asked:
        raise NoFilesHere
    match card.state_at(clock.now_ms()):
        case "soon":
            raise SurveySoon
        case "closed":
            raise SurveyClosed
    subject, purpose = FILES
    upload = Upload(
        content=content,
        name=name,
        subject_kind=subject,
        subject_id=survey_id,
        purpose=purpose,
        uploaded_by=member_id,
        client_ref=client_ref,
    )
    is_picture = asked[question].accept == "photo" or content.startswith(_PICTURES)
    return keep_image(upload) if is_picture else keep_file(upload)


_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
