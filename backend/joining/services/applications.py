"""Applications: sent by visitors, or made of a claim nobody may guess about; decided by staff."""

from __future__ import annotations

import peewee

from backend import clock
from backend.audit.services import record
from backend.database import atomic, new_id
from backend.errors import DomainError, InvalidInput
from backend.joining.models import Application
from backend.joining.services.ties import AlreadyMember, lock_account, phone_from_wechat, tie
from backend.members.models import Member
from backend.members.names import is_same_name, required_name
from backend.members.services import (
    active_members_by_phone,
    add_to_organization,
    create_member,
    hold_member,
    is_claimed,
    keep_phone,
)
from backend.organizations.models import Membership, Organization, OrganizationClosure


class ApplicationDecided(DomainError):
    """Somebody was faster, or the applicant took it back; the message says who and when."""

    status, code, message = 409, "application_decided", "这份申请已经处理过了。"


class MemberTaken(DomainError):
    """The chosen person is tied to another WeChat account."""

    status, code, message = 409, "member_taken", "该人员已绑定其他微信账号，不能再次绑定。"


class AlreadyOnRoster(DomainError):
    """A new person would repeat somebody who is there with the same name and number."""

    status, code, message = 409, "already_on_roster", "名单中已有同名同手机号的人员，请选择该人员后再通过。"


def require_open_organization(organization_id: int | None) -> int:
    """The id of an organization that takes applications; raise InvalidInput for any other."""
    found = organization_id is not None and (
        Organization.select()
        .where(Organization.id == organization_id, Organization.accepts_applications == True)  # noqa: E712
        .exists()
    )
    if organization_id is None or not found:
        raise InvalidInput(errors={"organization_id": ["请选择一个接受申请的组织。"]})
    return organization_id


def submit_application(
    account_id: int,
    *,
    organization_id: int | None,
    name: str,
    note: str,
    source: str,
    phone: str | None,
) -> Application:
    """Keep one pending application for a locked account; a pending one stays, enriched by a number it lacked.

    Raises InvalidInput for a name of nothing.
    """
    pending: Application | None = Application.get_or_none(Application.pending_account == account_id)
    if pending is None:
        pending = Application(
            id=new_id(),
            account=account_id,
            organization=organization_id,
            source=source,
            name=required_name(name),
            note=note,
            pending_account=account_id,
        )
        if phone is not None:
            pending.set_phone(phone)
        pending.save(force_insert=True)
    elif pending.phone_sealed is None and phone is not None:
        pending.set_phone(phone)
        pending.source, pending.note = source, pending.note or note
        pending.save()
    return pending


def apply(account_id: int, organization_id: int, name: str, note: str, phone_code: str | None) -> None:
    """A visitor asks to join an organization. Repeating it changes nothing, the code being used up by then.

    Raises AlreadyMember, InvalidInput and what `phone_from_wechat` raises.
    """
    phone: str | None = None
    if phone_code and not _has_sent_number(account_id):
        require_open_organization(organization_id)  # before WeChat is asked: each answer costs money
        phone = phone_from_wechat(phone_code)
    with atomic():
        if lock_account(account_id) is not None:
            raise AlreadyMember
        submit_application(
            account_id,
            organization_id=require_open_organization(organization_id),
            name=name,
            note=note,
            source="form",
            phone=phone,
        )


def _has_sent_number(account_id: int) -> bool:
    pending = Application.select().where(Application.pending_account == account_id)
    return bool(pending.where(Application.phone_sealed.is_null(False)).exists())


def withdraw_application(account_id: int) -> None:
    """The applicant takes the pending application back, if there is one."""
    Application.update(state="withdrawn", pending_account=None, decided_at=clock.now()).where(
        Application.pending_account == account_id
    ).execute()


def shared_organization(members: list[Member]) -> int | None:
    """The lowest organization under which all of these people belong, whose staff can tell them apart."""
    below = OrganizationClosure.alias()
    depth = below.select(peewee.fn.COUNT(below.ancestor)).where(below.descendant == OrganizationClosure.ancestor)
    people = peewee.fn.COUNT(Membership.member.distinct())
    row = (
        OrganizationClosure.select(OrganizationClosure.ancestor, depth.alias("depth"))
        .join(Membership, on=(Membership.organization == OrganizationClosure.descendant))
        .where(Membership.member << [member.id for member in members])
        .group_by(OrganizationClosure.ancestor)
        .having(people == len(members))
        .order_by(peewee.SQL("depth").desc(), OrganizationClosure.ancestor)
        .tuples()
        .first()
    )
    return None if row is None else int(row[0])


def approve_application(application: Application, staff_id: int, member: Member | None) -> None:
    """Let the applicant in, as a person already on the roster or as a new one. A repeat changes nothing.

    Raises NotFound, ApplicationDecided, MemberTaken, AlreadyOnRoster, InvalidInput.
    """
    with atomic():
        application, is_done = _take(application, staff_id, "approved")
        if is_done:
            return
        if member is None:
            member = _new_member(application)
        else:
            hold_member(member.id)
            if is_claimed(member.id):
                raise MemberTaken
        _decide(application, staff_id, "approved", "")
        if not tie(application.account_id, member.id):
            raise MemberTaken
        phone = application.phone
        if member.phone_sealed is None and phone is not None:
            keep_phone(member, phone)
        if application.organization_id and not _belongs_under(member.id, application.organization_id):
            add_to_organization(member.id, application.organization_id)
        record(
            action="approve_application",
            subject_kind="application",
            subject_id=application.id,
            actor_id=staff_id,
            about_member_id=member.id,
            organization_id=application.organization_id,
            detail={"source": application.source},
        )


def decline_application(application: Application, staff_id: int, reason: str) -> None:
    """Turn the applicant down with a reason they can read. A repeat changes nothing. Raises ApplicationDecided."""
    with atomic():
        application, is_done = _take(application, staff_id, "declined")
        if is_done:
            return
        _decide(application, staff_id, "declined", reason)
        record(
            action="decline_application",
            subject_kind="application",
            subject_id=application.id,
            actor_id=staff_id,
            organization_id=application.organization_id,
            reason=reason,
        )


def _take(application: Application, staff_id: int, state: str) -> tuple[Application, bool]:
    """The application as it is once its account is locked, and whether this very decision was made already.

    Raises ApplicationDecided if another one was made.
    """
    lock_account(application.account_id)
    fresh: Application = (
        Application.select(Application, Member)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=Application.decided_by)
        .where(Application.id == application.id)
        .get()
    )
    if fresh.state == "pending":
        return fresh, False
    if (fresh.state, fresh.decided_by_id) == (state, staff_id):
        return fresh, True
    raise _decided(fresh)


def require_pending(application: Application) -> None:
    """Raise ApplicationDecided, in words, unless the application waits for a decision."""
    if application.state != "pending":
        raise _decided(application)


def _decided(application: Application) -> ApplicationDecided:
    if application.decided_by is None:
        return ApplicationDecided("申请人已撤回这份申请，或已通过其他方式加入。")
    when = clock.in_business_zone(application.decided_at).strftime("%m月%d日 %H:%M")
    verb = "通过" if application.state == "approved" else "谢绝"
    return ApplicationDecided(f"{application.decided_by.name} 已于 {when} {verb}了这份申请。")


def _decide(application: Application, staff_id: int, state: str, reason: str) -> None:
    changed = (
        Application.update(
            state=state, reason=reason, pending_account=None, decided_by=staff_id, decided_at=clock.now()
        )
        .where(Application.id == application.id, Application.state == "pending")
        .execute()
    )
    if changed == 0:
        raise ApplicationDecided


def _new_member(application: Application) -> Member:
    if application.organization_id is None:
        raise InvalidInput(errors={"member_id": ["请选择对应的人员：这份申请没有指明组织。"]})
    phone = application.phone
    if phone and any(is_same_name(one.name, application.name) for one in active_members_by_phone(phone)):
        raise AlreadyOnRoster
    return create_member(application.name, phone, "application")


def _belongs_under(member_id: int, organization_id: int) -> bool:
    return bool(
        Membership.select()
        .join(OrganizationClosure, on=(OrganizationClosure.descendant == Membership.organization))
        .where(Membership.member == member_id, OrganizationClosure.ancestor == organization_id)
        .exists()
    )
