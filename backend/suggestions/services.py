"""Writing suggestions: who may, for which organization, and how the words are judged before others see them."""

from __future__ import annotations

from typing import Any

from backend.cases import services as cases
from backend.cases.errors import CaseState
from backend.cases.models import Case
from backend.cases.services import NewCase
from backend.database import Statement, atomic
from backend.errors import DomainError, NotFound
from backend.media.models import Media
from backend.media.services import Upload, keep_image
from backend.members.services import require_phone
from backend.safety.checks import check_text_now, hold_check, queue_text
from backend.safety.settings import are_boards_public
from backend.suggestions.payloads import MOST_PHOTOS
from backend.suggestions.queries import CardRow, find_card, is_shown_to
from backend.suggestions.subjects import IS_PHOTO, KIND, PHOTOS, view


class BoardClosed(DomainError):
    status, code, message = 409, "board_closed", "目前不公开展示建议，暂不能附议。"


class TooManyPictures(DomainError):
    status, code, message = 409, "too_many_photos", f"一条建议最多 {MOST_PHOTOS} 张照片。"


_AUTHOR = Statement(
    """SELECT m.name, (SELECT ms.organization_id FROM membership ms WHERE ms.member_id = m.id
         ORDER BY ms.joined_at, ms.id LIMIT 1) FROM member m WHERE m.id = ?"""
)


def write_suggestion(member_id: int, values: dict[str, Any]) -> tuple[Case, bool]:
    """Bring a suggestion forward; True if this request did. It goes to the member's first organization.

    A phone is asked for what others will read, not for what staff alone do.

    Raises PhoneFirst, NotFound for a member of no organization, InvalidInput.
    """
    author = _AUTHOR.row(member_id)
    if author is None or author[1] is None:
        raise NotFound("请先加入组织，再提建议。")
    state = "checking" if are_boards_public() else "private"
    if state == "checking":
        require_phone(member_id)
    with atomic():
        new = NewCase(KIND, author[1], member_id, public_state=state, **values)
        case, is_new = cases.open_case(new)
        if is_new and state == "checking":
            queue_text(KIND, case.id, view(case, author[0]))
    if is_new and state == "checking":
        check_text_now(KIND, case.id)
    return case, is_new


def change_suggestion(case_id: int, member_id: int, changes: dict[str, Any], version: int | None) -> None:
    """Put it in other words; they are judged before others see them. Raises NotFound, CaseChanged, WordsFrozen."""
    with atomic():
        hold_check(KIND, case_id)
        case = cases.edit_text(case_id, member_id, changes, version)
        is_judged_anew = case.public_state == "checking"
        if is_judged_anew:
            queue_text(KIND, case.id, view(case, ""))
    if is_judged_anew:
        check_text_now(KIND, case_id)


def check_again(case_id: int, member_id: int) -> None:
    """The author has opened the mini-program again: WeChat is asked once more. Raises NotFound."""
    shown = view_suggestion(case_id, member_id)
    if shown.author_id != member_id:
        raise NotFound
    if shown.public_state == "checking":
        check_text_now(KIND, case_id)


def view_suggestion(case_id: int, member_id: int) -> CardRow:
    """The suggestion as this member sees it. Raises NotFound."""
    shown = find_card(case_id, member_id)
    if shown is None or (not are_boards_public() and shown.author_id != member_id):
        raise NotFound
    return shown


def endorse(case_id: int, member_id: int) -> None:
    """Stand behind somebody's suggestion. Raises NotFound, PhoneFirst, BoardClosed, OwnCase, CaseState."""
    shown = view_suggestion(case_id, member_id)
    if not are_boards_public():
        raise BoardClosed
    require_phone(member_id)
    if shown.author_id != member_id and not is_shown_to(case_id, member_id):
        raise NotFound
    cases.endorse(case_id, member_id)


def keep_photo(case_id: int, member_id: int, content: bytes, name: str, client_ref: str) -> tuple[Media, bool]:
    """Add a photo to one's own suggestion; others see it once it was found harmless.

    Raises NotFound, CaseState, TooManyPictures, and what keeping pictures refuses.
    """
    shown = view_suggestion(case_id, member_id)
    if shown.author_id != member_id:
        raise NotFound
    if shown.state not in ("received", "assigned", "in_progress"):
        raise CaseState
    subject, purpose = PHOTOS
    mine = Media.select().where(IS_PHOTO, Media.subject_id == case_id)
    # Two uploads at the same moment may make it ten; nothing depends on it.
    if mine.where(Media.client_ref != client_ref).count() >= MOST_PHOTOS:
        raise TooManyPictures
    return keep_image(
        Upload(
            content=content,
            name=name,
            subject_kind=subject,
            subject_id=case_id,
            purpose=purpose,
            uploaded_by=member_id,
            client_ref=client_ref,
        )
    )
