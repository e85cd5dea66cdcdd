"""Joining by phone match: WeChat vouches for the number, the full name proves that its owner is still the same.

Numbers are recycled, so nothing but 王* is shown before the name is right. Two rows with the number, or a row that
is taken, go to staff and are never guessed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.audit.services import record
from backend.database import atomic, new_id
from backend.errors import DomainError, NotFound
from backend.joining.models import Application, PhoneClaim
from backend.joining.services.applications import (
    require_open_organization,
    shared_organization,
    submit_application,
)
from backend.joining.services.ties import AlreadyMember, Joined, lock_account, phone_from_wechat, tie
from backend.joining.services.wrong_names import attempts_left, count_wrong_name
from backend.members.models import Member
from backend.members.names import is_same_name
from backend.members.services import active_members_by_phone, hold_member, is_claimed

CLAIM_LASTS = timedelta(minutes=15)
# As long as a repeated request may come for its first answer.
_CLAIM_KEPT = timedelta(days=1)


class ClaimExpired(DomainError):
    """The claim is older than 15 minutes, or was replaced by a newer one."""

    status, code, message = 410, "claim_expired", "手机号验证已过期，请重新点击授权。"


class NameMismatch(DomainError):
    """The name is not the one on the roster; the message says how many attempts are left."""

    status, code, message = 422, "name_mismatch", "姓名与登记的不一致，请核对后再试。"


def claim_phone(account_id: int, member_id: int | None, phone_code: str) -> PhoneClaim:
    """Look the account's phone number up on the roster. A new claim replaces the account's earlier ones.

    Raises AlreadyMember, PhoneCodeInvalid, PhoneUnsupported, WeChatUnavailable.
    """
    if member_id is not None:  # before WeChat is asked: each answer costs money
        raise AlreadyMember
    phone = phone_from_wechat(phone_code)
    now = clock.now()
    with atomic():
        if lock_account(account_id) is not None:
            raise AlreadyMember
        PhoneClaim.update(expires_at=now).where(
            PhoneClaim.account == account_id, PhoneClaim.used_at.is_null(), PhoneClaim.expires_at > now
        ).execute()
        claim = PhoneClaim(id=new_id(), account=account_id, expires_at=now + CLAIM_LASTS)
        claim.seal(phone)
        found = active_members_by_phone(phone)
        if not found:
            claim.outcome = "no_match"
        elif len(found) > 1 or is_claimed(found[0].id) or not attempts_left(found[0].id):
            claim.outcome = "needs_staff"
        else:
            claim.outcome, claim.candidate = "confirm_name", found[0]
        claim.save(force_insert=True)
    return claim


def confirm_claim(
    account_id: int, claim_id: int, name: str, note: str = "", organization_id: int | None = None
) -> Joined:
    """Settle a claim: join with the right name, else leave the decision to staff. A repeat gets the first answer.

    Raises NotFound, ClaimExpired, AlreadyMember, NameMismatch, InvalidInput.
    """
    mismatch: NameMismatch | None = None
    with atomic():
        member_id = lock_account(account_id)
        claim = PhoneClaim.get_or_none(PhoneClaim.id == claim_id, PhoneClaim.account == account_id)
        if claim is None:
            raise NotFound
        if claim.used_at is not None:
            return _first_answer(claim, member_id)
        if member_id is not None:
            raise AlreadyMember
        if claim.expires_at <= clock.now():
            raise ClaimExpired
        candidate: Member | None = claim.candidate
        if candidate is not None:
            hold_member(candidate.id)
            if attempts_left(candidate.id) and is_same_name(name, candidate.name):
                return _join_as(claim, candidate)
            mismatch = _count_mismatch(candidate.id)
        if mismatch is None:
            _hand_to_staff(claim, name, note, organization_id)
    if mismatch is not None:  # raised after the commit: the attempt stays counted
        raise mismatch
    return Joined("application", None)


def _join_as(claim: PhoneClaim, candidate: Member) -> Joined:
    if not tie(claim.account_id, candidate.id):
        _hand_to_staff(claim, candidate.name, "", None)
        return Joined("application", None)
    _mark_used(claim)
    record(
        action="join_by_phone",
        subject_kind="member",
        subject_id=candidate.id,
        actor_id=candidate.id,
        actor_kind="member",
        about_member_id=candidate.id,
    )
    return Joined("joined", candidate.id)


def _count_mismatch(candidate_id: int) -> NameMismatch | None:
    """Count one wrong name; None when it was the last attempt."""
    left = count_wrong_name(candidate_id)
    if not left:
        return None
    words = f"姓名与登记的不一致，还可以再试 {left} 次。"
    return NameMismatch(words, {"name": [words]})


def _hand_to_staff(claim: PhoneClaim, name: str, note: str, organization_id: int | None) -> None:
    if claim.outcome == "no_match":
        source, organization_id = "phone_unmatched", require_open_organization(organization_id)
    else:
        found = active_members_by_phone(claim.phone)
        is_clear = len(found) == 1 and not is_claimed(found[0].id)
        source = "name_mismatch" if is_clear else "phone_conflict"
        organization_id = shared_organization(found)
    submit_application(
        claim.account_id,
        organization_id=organization_id,
        name=name,
        note=note,
        source=source,
        phone=claim.phone,
    )
    _mark_used(claim)


def _mark_used(claim: PhoneClaim) -> None:
    PhoneClaim.update(used_at=clock.now()).where(PhoneClaim.id == claim.id).execute()


def _first_answer(claim: PhoneClaim, member_id: int | None) -> Joined:
    if member_id is not None and claim.candidate_id == member_id:
        return Joined("joined", member_id)
    if member_id is not None:
        raise AlreadyMember
    if Application.select().where(Application.pending_account == claim.account_id).exists():
        return Joined("application", None)
    raise ClaimExpired


def delete_old_claims() -> int:
    """Forget claims, and the numbers in them, a day later; returns how many."""
    return int(PhoneClaim.delete().where(PhoneClaim.id << old_claims(clock.now())).execute())


def old_claims(at: datetime) -> Any:
    """The claims that are a day old at a moment."""
    return PhoneClaim.select(PhoneClaim.id).where(PhoneClaim.created_at <= at - _CLAIM_KEPT)
