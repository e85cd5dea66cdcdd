"""Sharing between organizations: beginning it, ending it, and what the other side sees.

Each look at a shared person is in the audit trail, where that person finds it (谁看过我的资料). What is over or was
revoked shows nothing from that moment on: it is asked with every look, never remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

import peewee

from backend import clock
from backend.audiences.services import audience_query, check_audience
from backend.audit.models import AuditEntry
from backend.audit.services import record, record_each
from backend.database import Statement, atomic, is_postgresql
from backend.errors import DomainError, InvalidInput, NotFound
from backend.members.models import Member
from backend.organizations.models import Organization, OrganizationClosure
from backend.scope import Scope
from backend.sharing.models import OrganizationShare

Level = Literal["aggregates", "people"]
Who = Literal["everybody", "tag", "signed_up", "attended"]

LONGEST = timedelta(days=366)
# Turning pages back and forth is one look at a person.
_ONE_LOOK = timedelta(minutes=10)
VIEW = "view_shared"


class AlreadyShared(DomainError):
    """The same people are shared with the same organization already."""

    status, code = 409, "already_shared"
    message = "同样的内容已经共享给这个组织了。如要改期限或用途，请先结束原来的共享。"


class Terms(NamedTuple):
    """What is shared, why and for how long. `subject_id` is the tag or activity that `who` speaks of."""

    level: Level
    purpose: str
    ends_at: datetime | None
    who: Who = "everybody"
    subject_id: int | None = None


def share_with(
    organization_id: int, with_organization_id: int, terms: Terms, *, shared_by: int, scope: Scope
) -> OrganizationShare:
    """Let another organization see figures or people of this one. Raises InvalidInput by field, AlreadyShared."""
    _check_partner(organization_id, with_organization_id)
    audience = _audience(organization_id, terms, scope)
    with atomic():
        _HOLD.run(organization_id)
        same = OrganizationShare.select().where(
            OrganizationShare.organization == organization_id,
            OrganizationShare.with_organization == with_organization_id,
            OrganizationShare.level == terms.level,
            OrganizationShare.in_force(clock.now()),
        )
        if any(share.audience == audience for share in same):
            raise AlreadyShared
        share: OrganizationShare = OrganizationShare.create(
            organization=organization_id,
            with_organization=with_organization_id,
            level=terms.level,
            audience=audience,
            purpose=terms.purpose,
            ends_at=terms.ends_at,
            created_by=shared_by,
        )
        _note("share_began", share, shared_by)
    return share


def revoke_share(share: OrganizationShare, revoked_by: int) -> bool:
    """End it now; False if it was over already."""
    now = clock.now()
    with atomic():
        ended = (
            OrganizationShare.update(revoked_at=now, revoked_by=revoked_by)
            .where(OrganizationShare.id == share.id, OrganizationShare.in_force(now))
            .execute()
        )
        if ended:
            _note("share_ended", share, revoked_by)
    return bool(ended)


def restore_share(share: OrganizationShare, restored_by: int) -> bool:
    """Take the revoking back, while its time is not over; False if there is nothing to take back."""
    now = clock.now()
    with atomic():
        begun = (
            OrganizationShare.update(revoked_at=None, revoked_by=None)
            .where(
                OrganizationShare.id == share.id,
                OrganizationShare.revoked_at.is_null(False),
                OrganizationShare.ends_at.is_null() | (OrganizationShare.ends_at > now),
            )
            .execute()
        )
        if begun:
            _note("share_began", share, restored_by)
    return bool(begun)


def shared_with(scope: Scope) -> Any:
    """What others share with organizations in the caller's scope, and still do; with both organizations."""
    return _shares().where(
        OrganizationShare.with_organization << scope.organizations(), OrganizationShare.in_force(clock.now())
    )


def shared_by(organization_ids: Any) -> Any:
    """All that these organizations share or have shared."""
    return _shares().where(OrganizationShare.organization << organization_ids)


def find_shared(share_id: int, scope: Scope) -> OrganizationShare:
    """What is shared with the caller at this moment. Raises NotFound, also for what is over."""
    share: OrganizationShare | None = shared_with(scope).where(OrganizationShare.id == share_id).first()
    if share is None:
        raise NotFound("没有找到这项共享，它可能已经到期或被收回。")
    return share


def people_of(share: OrganizationShare) -> peewee.ModelSelect[Member]:
    """The people it shows, who may change from day to day; nobody where it shows figures alone."""
    if share.level != "people":
        return Member.select().where(Member.id << [])
    query = audience_query(share.audience, share.organization_id)
    text = query.text.replace("?", "%s") if is_postgresql() else query.text
    return Member.select().where(Member.id << peewee.SQL(f"({text})", query.parameters))


def note_looks(share: OrganizationShare, members: Sequence[Member], viewer_id: int) -> None:
    """Write down that the viewer saw these people; once for all pages turned within ten minutes."""
    ids = [member.id for member in members]
    now = clock.now()
    with atomic():
        seen: Any = AuditEntry.select(AuditEntry.about_member).where(
            AuditEntry.about_member << ids,
            AuditEntry.action == VIEW,
            AuditEntry.actor == viewer_id,
            AuditEntry.subject_id == share.id,
            AuditEntry.at > now - _ONE_LOOK,
        )
        known = {member_id for (member_id,) in seen.tuples()}
        record_each(
            action=VIEW,
            about_member_ids=[member_id for member_id in ids if member_id not in known],
            subject_kind="organization_share",
            subject_id=share.id,
            actor_id=viewer_id,
            organization_id=share.with_organization_id,
            reason=share.purpose,
            detail={"from": share.organization.name, "with": share.with_organization.name},
        )


_HOLD = Statement("UPDATE organization SET name = name WHERE id = ?")


def _shares() -> Any:
    other = Organization.alias()
    return (
        OrganizationShare.select(OrganizationShare, Organization, other)
        .join(Organization, on=OrganizationShare.organization)
        .switch(OrganizationShare)
        .join(other, on=OrganizationShare.with_organization)
    )


def _check_partner(organization_id: int, with_organization_id: int) -> None:
    field = "with_organization_id"
    if Organization.get_or_none(Organization.id == with_organization_id) is None:
        raise InvalidInput(errors={field: ["没有找到这个组织。"]})
    above = OrganizationClosure.select().where(
        OrganizationClosure.ancestor == with_organization_id, OrganizationClosure.descendant == organization_id
    )
    if above.exists():
        raise InvalidInput(errors={field: ["它是本组织自己或上级组织，本来就能看到，不用共享。"]})


def _audience(organization_id: int, terms: Terms, scope: Scope) -> dict[str, Any]:
    if terms.level == "aggregates":
        return {}
    now = clock.now()
    errors: dict[str, Any] = {}
    if not terms.purpose.strip():
        errors["purpose"] = ["请写明对方用来做什么，会员会看到这句话。"]
    if terms.ends_at is None or not now < terms.ends_at <= now + LONGEST:
        errors["ends_at"] = ["请选择一年以内的结束日期，到期自动收回。"]
    if terms.who != "everybody" and terms.subject_id is None:
        errors["subject_id"] = ["请选择标签。" if terms.who == "tag" else "请选择活动。"]
    if errors:
        raise InvalidInput(errors=errors)
    # Of those who came to an activity only this organization's own: others are not its to show.
    audience: dict[str, Any] = {"organizations": [organization_id]}
    if terms.who == "tag":
        audience["tags"] = [terms.subject_id]
    elif terms.who != "everybody":
        audience["activities"] = [{"id": terms.subject_id, "who": terms.who}]
    try:
        check_audience(audience, organization_id, scope)
    except InvalidInput as refused:
        raise InvalidInput(
            errors={"subject_id": [words for found in refused.errors.values() for words in found]}
        ) from None
    return audience


def _note(action: str, share: OrganizationShare, actor_id: int) -> None:
    record(
        action=action,
        subject_kind="organization_share",
        subject_id=share.id,
        actor_id=actor_id,
        organization_id=share.organization_id,
        reason=share.purpose,
        detail={
            "with": {"id": str(share.with_organization_id), "name": share.with_organization.name},
            "level": share.level,
            "audience": share.audience,
            "ends_at": None if share.ends_at is None else clock.to_ms(share.ends_at),
        },
    )
