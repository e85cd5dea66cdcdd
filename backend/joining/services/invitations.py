"""Joining by invitation: a code that staff made, good for so many people until a given day."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

import peewee

from backend import clock
from backend.audit.services import record
from backend.database import atomic
from backend.errors import DomainError
from backend.joining.models import Application, Invitation, InvitationUse
from backend.joining.services.applications import submit_application
from backend.joining.services.ties import Joined, lock_account, phone_from_wechat, tie
from backend.joining.services.wrong_names import attempts_left, count_wrong_name
from backend.members.models import Member
from backend.members.names import is_same_name
from backend.members.services import active_members_by_phone, add_to_organization, create_member, hold_member
from backend.organizations.models import Organization

# No 0 O 1 I L: a code is read out over the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE = re.compile(f"[{ALPHABET}]{{8}}")


class InvitationUnknown(DomainError):
    """There is no such invitation."""

    status, code, message = 404, "invitation_unknown", "没有找到这个邀请码，请核对后重新输入。"


class InvitationExpired(DomainError):
    """The invitation has expired, was revoked or is used up."""

    status, code, message = 410, "invitation_expired", "邀请码已失效，请向工作人员索取新的邀请码。"


def create_invitation(organization_id: int, staff_id: int, max_uses: int, expires_at: datetime) -> Invitation:
    """Make a code for one organization."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(8))
        try:
            with atomic():
                invitation: Invitation = Invitation.create(
                    code=code,
                    organization=organization_id,
                    created_by=staff_id,
                    max_uses=max_uses,
                    expires_at=expires_at,
                )
                record(
                    action="create_invitation",
                    subject_kind="invitation",
                    subject_id=invitation.id,
                    actor_id=staff_id,
                    organization_id=organization_id,
                    detail={"max_uses": max_uses},
                )
            return invitation
        except peewee.IntegrityError:
            if not Invitation.select().where(Invitation.code == code).exists():
                raise  # not a code drawn twice: the organization is gone


def revoke_invitation(invitation: Invitation, staff_id: int) -> None:
    """End a code before its time; doing so twice changes nothing."""
    with atomic():
        changed = (
            Invitation.update(revoked_at=clock.now())
            .where(Invitation.id == invitation.id, Invitation.revoked_at.is_null())
            .execute()
        )
        if changed:
            record(
                action="revoke_invitation",
                subject_kind="invitation",
                subject_id=invitation.id,
                actor_id=staff_id,
                organization_id=invitation.organization_id,
            )


def open_invitation(code: str) -> Invitation:
    """The invitation somebody typed or scanned. Raises InvitationUnknown, InvitationExpired."""
    invitation = _find(code)
    if not invitation.is_open(clock.now()):
        raise InvitationExpired
    return invitation


def accept_invitation(account_id: int, code: str, name: str, phone_code: str | None) -> Joined:
    """Join the inviting organization; a member of another one gains it. A repeat gets the first answer.

    A verified number that belongs to somebody on the roster under another name, or to somebody who joined
    already, goes to staff. Raises InvitationUnknown, InvitationExpired and what `phone_from_wechat` raises.
    """
    invitation = _find(code)
    if phone_code and not _has_used(invitation, account_id):
        open_invitation(code)  # before WeChat is asked: each answer costs money
        phone: str | None = phone_from_wechat(phone_code)
    else:
        phone = None
    with atomic():
        member_id = lock_account(account_id)
        if _has_used(invitation, account_id):
            return _first_answer(account_id, member_id)
        _use(invitation, account_id)
        if member_id is None:
            member_id = _member_for(account_id, name, phone)
        if member_id is None:
            submit_application(
                account_id,
                organization_id=invitation.organization_id,
                name=name,
                note="",
                source="phone_conflict",
                phone=phone,
            )
            return Joined("application", None)
        add_to_organization(member_id, invitation.organization_id)
        record(
            action="join_by_invitation",
            subject_kind="invitation",
            subject_id=invitation.id,
            actor_id=member_id,
            actor_kind="member",
            about_member_id=member_id,
            organization_id=invitation.organization_id,
        )
    return Joined("joined", member_id)


def _member_for(account_id: int, name: str, phone: str | None) -> int | None:
    """Tie the account to the roster's row for this number and name, or to a new one; None if staff must decide."""
    found = active_members_by_phone(phone) if phone else []
    if not found:
        member = create_member(name, phone, "invitation")
    elif len(found) == 1 and _is_proved(found[0], name):
        member = found[0]
    else:
        return None
    return int(member.id) if tie(account_id, member.id) else None


def _is_proved(member: Member, name: str) -> bool:
    """Whether the name is the registered one. Guesses count as they do for a phone match."""
    hold_member(member.id)
    if not attempts_left(member.id):
        return False
    if is_same_name(member.name, name):
        return True
    count_wrong_name(member.id)
    return False


def _use(invitation: Invitation, account_id: int) -> None:
    now = clock.now()
    changed = (
        Invitation.update(used=Invitation.used + 1)
        .where(
            Invitation.id == invitation.id,
            Invitation.used < Invitation.max_uses,
            Invitation.revoked_at.is_null(),
            Invitation.expires_at > now,
        )
        .execute()
    )
    if changed == 0:
        raise InvitationExpired
    InvitationUse.create(invitation=invitation.id, account=account_id)


def _find(code: str) -> Invitation:
    text = code.strip().upper()
    invitation: Invitation | None = None
    if _CODE.fullmatch(text):
        invitation = (
            Invitation.select(Invitation, Organization).join(Organization).where(Invitation.code == text).first()
        )
    if invitation is None:
        raise InvitationUnknown
    return invitation


def _has_used(invitation: Invitation, account_id: int) -> bool:
    return bool(
        InvitationUse.select()
        .where(InvitationUse.invitation == invitation.id, InvitationUse.account == account_id)
        .exists()
    )


def _first_answer(account_id: int, member_id: int | None) -> Joined:
    if member_id is not None:
        return Joined("joined", member_id)
    if Application.select().where(Application.pending_account == account_id).exists():
        return Joined("application", None)
    raise InvitationExpired
